package provision

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

const (
	sipPort    = "5060"
	notifyType = "application/url" // the type of body that phones say they accept
)

// emitNotify writes a NOTIFY request as a server sends it to a phone that subscribed to
// its profile (section 4.3, "PnP"), with line ends as SIP has them. The body is the URL.
//
// What ties it to a phone's SUBSCRIBE (Call-ID, tags) cannot be known here: a server that
// answers one puts the phone's own values there, as the scenario of [SIPp] does.
func emitNotify(d Delivery) ([]byte, error) {
	transport, err := d.transport(Notify)
	if err != nil {
		return nil, err
	}
	phone, err := sipAddress(Notify, "phone", d.Phone)
	if err != nil {
		return nil, err
	}
	if d.Sender == "" {
		d.Sender = net.JoinHostPort(d.URL.Host, sipPort)
	}
	sender, err := sipAddress(Notify, "sender", d.Sender)
	if err != nil {
		return nil, err
	}
	body := d.URL.StringWithPassword()
	sum := sha256.Sum256([]byte(phone + "\x00" + sender + "\x00" + body))
	id := hex.EncodeToString(sum[:])
	user, parameter := "", ""
	if transport != UDP { // which a SIP URI means where it names none (RFC 3261, section 19.1.2)
		parameter = ";transport=" + string(transport)
	}
	if !d.MAC.IsZero() {
		user = "MAC" + d.MAC.String() + "@" // as phones call themselves in SUBSCRIBE
	}
	lines := []string{
		"NOTIFY sip:" + user + phone + parameter + " SIP/2.0",
		"Via: SIP/2.0/" + strings.ToUpper(string(transport)) + " " + sender + ";branch=z9hG4bK" + id[:16],
		"Max-Forwards: 70",
		"From: <sip:" + sender + ">;tag=" + id[16:24],
		"To: <sip:" + user + phone + ">",
		"Call-ID: " + id[24:48] + "@" + hostOf(sender),
		"CSeq: 1 NOTIFY",
		"Contact: <sip:" + sender + parameter + ">",
		"Event: " + d.event(),
		"Subscription-State: terminated;reason=timeout",
		"Content-Type: " + notifyType,
		fmt.Sprintf("Content-Length: %d", len(body)),
		"", body,
	}
	return []byte(strings.Join(lines, "\r\n")), nil
}

// event gives the Event header: the package of RFC 6080 that phones subscribe to.
func (d Delivery) event() string {
	event := `ua-profile;profile-type="device";vendor="Fanvil"`
	if d.hasModel() {
		event += fmt.Sprintf(";model=%q", d.Model.Name)
	}
	return event
}

// transport returns what SIP messages are sent by.
func (d Delivery) transport(way Way) (Transport, error) {
	switch d.Transport {
	case "":
		return UDP, nil
	case UDP, TCP:
		return d.Transport, nil
	}
	return "", emitErrorf(way, "a phone's PnP takes the transports udp and tcp, and no other")
}

// sipAddress reads a host with or without a port and returns it with one.
func sipAddress(way Way, whose, text string) (string, error) {
	if text == "" {
		return "", emitErrorf(way, "give the %s's address, as 192.0.2.20 or 192.0.2.20:5060", whose)
	}
	if !strings.Contains(text, ":") || strings.HasSuffix(text, "]") {
		text = net.JoinHostPort(strings.Trim(text, "[]"), sipPort)
	}
	u, faults, err := provurl.Parse("http://" + text + "/") // which holds a server of the same form
	if err != nil || provurl.HasErrors(faults) || u.Server() != text {
		return "", emitErrorf(way, "the %s's address is no host, or host and port, as 192.0.2.20:5060 or [2001:db8::20]:5060", whose)
	}
	return text, nil
}

func hostOf(address string) string {
	return strings.TrimSuffix(address[:strings.LastIndexByte(address, ':')], ":")
}
