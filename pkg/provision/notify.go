package provision

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// A Transport is what a SIP message is sent by.
type Transport string

// The transports that a phone's PnP takes.
const (
	UDP Transport = "udp"
	TCP Transport = "tcp"
)

const (
	sipPort     = "5060"
	notifyType  = "application/url" // the type of body that phones say they accept
	notifyEvent = "ua-profile"      // the package of RFC 6080 that phones subscribe to
)

// emitNotify writes a NOTIFY request as a server sends it to a phone that subscribed to
// its profile (section 4.3, "PnP"), with line ends as SIP has them. The body is the URL.
//
// What ties it to a phone's SUBSCRIBE (Call-ID, tags) cannot be known here: a server that
// answers one puts the phone's own values there, as the scenario of [SIPp] does.
func emitNotify(d Delivery) ([]byte, error) {
	transport, err := d.transport()
	if err != nil {
		return nil, err
	}
	phone, err := sipAddress("phone", d.Phone)
	if err != nil {
		return nil, err
	}
	if d.Sender == "" {
		d.Sender = net.JoinHostPort(d.URL.Host, sipPort)
	}
	sender, err := sipAddress("sender", d.Sender)
	if err != nil {
		return nil, err
	}
	body := d.URL.StringWithPassword()
	sum := sha256.Sum256([]byte(phone + "\x00" + sender + "\x00" + body))
	id := hex.EncodeToString(sum[:])
	user, parameter, model := "", "", ""
	if transport != UDP { // which a SIP URI means where it names none (RFC 3261, section 19.1.2)
		parameter = ";transport=" + string(transport)
	}
	if !d.MAC.IsZero() {
		user = "MAC" + d.MAC.String() + "@" // as phones call themselves in SUBSCRIBE
	}
	if d.hasModel() {
		model = fmt.Sprintf(";model=%q", d.Model.Name)
	}
	lines := []string{
		"NOTIFY sip:" + user + phone + parameter + " SIP/2.0",
		"Via: SIP/2.0/" + strings.ToUpper(string(transport)) + " " + sender + ";branch=z9hG4bK" + id[:16],
		"Max-Forwards: 70",
		"From: <sip:" + sender + ">;tag=" + id[16:24],
		"To: <sip:" + user + phone + ">",
		"Call-ID: " + id[24:48] + "@" + sender[:strings.LastIndexByte(sender, ':')],
		"CSeq: 1 NOTIFY",
		"Contact: <sip:" + sender + parameter + ">",
		"Event: " + notifyEvent + `;profile-type="device";vendor="Fanvil"` + model,
		"Subscription-State: terminated;reason=timeout",
		"Content-Type: " + notifyType,
		fmt.Sprintf("Content-Length: %d", len(body)),
		"", body,
	}
	return []byte(strings.Join(lines, "\r\n")), nil
}

// transport returns what SIP messages are sent by.
func (d Delivery) transport() (Transport, error) {
	transport := cmp.Or(d.Transport, UDP)
	if transport != UDP && transport != TCP {
		return "", refusef("a phone's PnP takes the transports udp and tcp, and no other")
	}
	return transport, nil
}

// sipAddress reads a host with or without a port and returns it with one.
func sipAddress(whose, text string) (string, error) {
	if text == "" {
		return "", refusef("give the %s's address, as 192.0.2.20 or 192.0.2.20:5060", whose)
	}
	if !strings.Contains(text, ":") || strings.HasSuffix(text, "]") {
		text = net.JoinHostPort(strings.Trim(text, "[]"), sipPort)
	}
	u, faults, err := provurl.Parse("http://" + text + "/") // which holds a server of the same form
	if err != nil || provurl.HasErrors(faults) || u.Server() != text {
		return "", refusef("the %s's address is no host, or host and port, as 192.0.2.20:5060 or [2001:db8::20]:5060", whose)
	}
	return text, nil
}

// emitSIPp writes a scenario for sipp that waits for a phone's SUBSCRIBE, answers it and
// sends the NOTIFY with the URL. Run it with "sipp -sf FILE -i ADDRESS"; phones send
// their SUBSCRIBE to 224.0.1.75 unless their PnP server is set.
//
// The Event header goes back as the phone sent it.
func emitSIPp(d Delivery) ([]byte, error) {
	url := d.URL.StringWithPassword()
	if strings.Contains(url, "]]>") {
		return nil, refusef("the URL holds ]]>, which ends a piece of the scenario")
	}
	return []byte(strings.Replace(sippScenario, "URL-GOES-HERE", escapeSIPp.Replace(url), 1)), nil
}

// escapeSIPp writes the bracket of an IPv6 address by its code, since it begins one of
// sipp's own keywords otherwise, and unescapeSIPp undoes that.
var (
	escapeSIPp   = strings.NewReplacer(`\`, `\x5C`, `[`, `\x5B`)
	unescapeSIPp = strings.NewReplacer(`\x5C`, `\`, `\x5B`, `[`)
)

const sippScenario = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="Answer a phone's SUBSCRIBE with its provisioning URL">
  <recv request="SUBSCRIBE" crlf="true">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
      <ereg regexp="&lt;([^&gt;]*)&gt;" search_in="hdr" header="Contact:" assign_to="matched,contact"/>
      <ereg regexp=".*" search_in="hdr" header="Event:" assign_to="event"/>
    </action>
  </recv>
  <Reference variables="matched"/>

  <send>
    <![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      From:[$from]
      To:[$to];tag=[pid]fvcfg[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      Expires: 0
      Content-Length: 0

    ]]>
  </send>

  <send retrans="500">
    <![CDATA[
      NOTIFY [$contact] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      Max-Forwards: 70
      From:[$to];tag=[pid]fvcfg[call_number]
      To:[$from]
      [last_Call-ID:]
      CSeq: 1 NOTIFY
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      Event:[$event]
      Subscription-State: terminated;reason=timeout
      Content-Type: application/url
      Content-Length: [len]

      URL-GOES-HERE]]>
  </send>

  <recv response="200" crlf="true"/>
</scenario>
`

// MaxNotify is the length in bytes of the longest NOTIFY that [FromNotify] reads: the
// largest datagram.
const MaxNotify = 65535

// A NotifyText is the URL that a NOTIFY carries.
type NotifyText struct {
	URL string // as it stands there, not checked: see [provurl.Parse]
	// Form is what it was read from: a "message" as it goes over the network, a "scenario"
	// of sipp that sends one, the text of a packet "capture" or the "body" alone.
	Form string
	// CutOff reports that the URL ends before its server does, by a Content-Length that is
	// too small, or that what was read was cut off.
	CutOff bool
	// Remarks are what a phone may not take, a sentence each.
	Remarks []string
}

// The forms. Of the last two, nothing or only a part of the message's header is known.
const (
	notifyMessage  = "message"
	notifyScenario = "scenario"
	notifyCapture  = "capture"
	notifyBody     = "body"
)

// A NotifyError says why no URL can be read from a SIP message. It quotes nothing of it.
type NotifyError struct {
	Line   int // from 1
	Reason string
}

// Error returns place and reason.
func (e *NotifyError) Error() string { return fmt.Sprintf("NOTIFY, line %d: %s", e.Line, e.Reason) }

// FromNotify reads the URL from a NOTIFY request, with line ends as SIP has them or as a
// text file has. It reads one out of a scenario of sipp, too, and from what people copy of
// one: the body alone, or the text that Wireshark shows. The error is a [*NotifyError].
func FromNotify(message []byte) (NotifyText, error) {
	if len(message) > MaxNotify {
		return NotifyText{}, &NotifyError{1, "this is longer than a SIP message in a datagram, which has 65535 bytes at most"}
	}
	text := string(message)
	trimmed := strings.TrimLeft(text, "\r\n") // as RFC 3261, section 7.5, has it
	first, _, _ := strings.Cut(trimmed, "\n")
	isPart := func(tag string) bool { return strings.Contains(text, tag) }
	switch {
	case isNotifyLine(strings.TrimSuffix(first, "\r")):
		return fromMessage(trimmed, notifyMessage)
	case slices.ContainsFunc([]string{"</scenario>", "<scenario", "</send>"}, isPart):
		return fromScenario(text)
	}
	return fromCapture(text)
}

func isNotifyLine(line string) bool {
	return strings.HasPrefix(line, "NOTIFY ") && strings.HasSuffix(line, " SIP/2.0")
}

// fromMessage reads a message whose first line is that of a NOTIFY.
func fromMessage(message, form string) (NotifyText, error) {
	lines, url := headerLines(message)
	if url > 0 {
		return NotifyText{}, &NotifyError{url, "the empty line before the URL is missing: it ends the header, and the URL is read as one more line of it"}
	}
	_, message, _ = strings.Cut(message, "\n")
	reader := textproto.NewReader(bufio.NewReader(strings.NewReader(message)))
	header, err := reader.ReadMIMEHeader()
	if err != nil {
		return NotifyText{}, &NotifyError{2 + lines, "the header cannot be read: lines of a name, a colon and a value, and an empty line behind them"}
	}
	body, _ := io.ReadAll(reader.R) // no error comes of a text
	n := notifyReader{header: header, bodyLine: 3 + lines, text: NotifyText{Form: form}}
	return n.read(body)
}

// headerLines counts the lines of a header that are lines of one, behind the first line, and
// returns the number of the line up to an empty one that begins as a URL, 0 for none.
func headerLines(message string) (count, url int) {
	isHeader, isBody := true, false
	for i, line := range strings.Split(message, "\n") {
		line = strings.TrimRight(line, "\r")
		isBody = isBody || strings.TrimSpace(line) == ""
		if !isBody && startsAsURL(strings.TrimSpace(line)) {
			return count, i + 1
		}
		isHeader = isHeader && line != "" && (i == 0 || strings.Contains(line, ":") || line[0] == ' ' || line[0] == '\t')
		if isHeader && i > 0 {
			count++
		}
	}
	return count, 0
}

// fromScenario reads the NOTIFY that a scenario sends, without the indentation and the lines
// that sipp puts headers of the call in place of. What sipp fills in is not checked.
func fromScenario(text string) (NotifyText, error) {
	var lines []string
	before := 0 // lines in front of the message
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if len(lines) == 0 && !isNotifyLine(line) {
			before++
			continue
		}
		if strings.HasPrefix(line, "</send") {
			break
		}
		line, _, last := strings.Cut(line, "]]>")
		if !strings.HasPrefix(line, "[") { // [last_Call-ID:]
			lines = append(lines, line)
		}
		if last {
			break
		}
	}
	if len(lines) == 0 {
		return NotifyText{}, &NotifyError{1, "this is a scenario of sipp, and none of its messages is a NOTIFY"}
	}
	notify, err := fromMessage(strings.Join(lines, "\n"), notifyScenario)
	var wrong *NotifyError
	if errors.As(err, &wrong) {
		return NotifyText{}, &NotifyError{wrong.Line + before, wrong.Reason}
	}
	url, _, more := strings.Cut(notify.URL, "  ")
	if more {
		notify.Remarks = append(notify.Remarks, "text stands behind the URL, on its line: sipp sends it with the URL; take it out")
	}
	notify.URL = unescapeSIPp.Replace(url)
	return notify, err
}

// fromCapture reads the URL from the text that a packet capture shows of a NOTIFY, or from
// a body alone: the one line that begins as a URL that phones fetch by. What it shows of
// the header is checked.
func fromCapture(text string) (NotifyText, error) {
	n := notifyReader{header: textproto.MIMEHeader{}, text: NotifyText{Form: notifyBody}}
	lines := 0
	for line := range strings.Lines(text) {
		lines++
		shown := strings.TrimSpace(line)
		value := trimWrittenEnds(shown)
		value, truncated := trimTruncated(strings.TrimSpace(strings.TrimPrefix(value, "Message Body")))
		switch url := startsAsURL(value); {
		case shown == "":
			continue
		case url && n.text.URL != "" && n.text.URL != value:
			return NotifyText{}, &NotifyError{lines, "a second URL begins a line: which of the two is the body is not known"}
		case url:
			n.text.URL, n.text.CutOff = value, n.text.CutOff || truncated
		default:
			n.takeHeader(value)
		}
		if value != shown || !startsAsURL(shown) {
			n.text.Form = notifyCapture
		}
	}
	if n.text.URL == "" {
		return NotifyText{}, &NotifyError{1, "a NOTIFY begins with a line as NOTIFY sip:192.0.2.20:5060 SIP/2.0; nor is this a scenario of sipp that sends one, nor has it one line that is a URL, as a body alone or the text of a packet capture has"}
	}
	n.checkHeader()
	return n.text, nil
}

// trimTruncated takes off the mark by which Wireshark says that a line goes on, and reports
// whether it was there.
func trimTruncated(line string) (string, bool) {
	const mark = "[truncated]"
	text := strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(line, mark), mark))
	return trimWrittenEnds(text), len(text) <= len(line)-len(mark)
}

// trimWrittenEnds takes line ends off that are written out, as Wireshark shows them.
func trimWrittenEnds(line string) string {
	for strings.HasSuffix(line, `\r\n`) {
		line = strings.TrimSpace(strings.TrimSuffix(line, `\r\n`))
	}
	return line
}

type notifyReader struct {
	header   textproto.MIMEHeader
	bodyLine int
	text     NotifyText
}

func (n *notifyReader) remark(format string, args ...any) {
	n.text.Remarks = append(n.text.Remarks, fmt.Sprintf(format, args...))
}

// takeHeader takes a header that is looked at.
func (n *notifyReader) takeHeader(line string) {
	name, value, ok := strings.Cut(line, ":")
	for _, known := range []string{"Content-Type", "Event"} {
		if ok && strings.EqualFold(name, known) {
			n.header.Set(known, strings.TrimSpace(value))
		}
	}
}

// get returns a header by its name or its short form (RFC 3261, section 7.3.3).
func (n *notifyReader) get(name, short string) string {
	return cmp.Or(n.header.Get(name), n.header.Get(short))
}

// checkHeader looks at the headers by which phones know what comes. One that a capture does
// not show, or that sipp fills in, may be right.
func (n *notifyReader) checkHeader() {
	isPiece := n.text.Form == notifyCapture || n.text.Form == notifyBody
	isWrong := func(value, want string) bool {
		value, _, _ = strings.Cut(value, ";")
		value = strings.TrimSpace(value)
		mayBeRight := n.text.Form == notifyScenario && strings.HasPrefix(value, "[") || isPiece && value == ""
		return !mayBeRight && !strings.EqualFold(value, want)
	}
	if isWrong(n.get("Content-Type", "c"), notifyType) {
		n.remark("Content-Type is not %s, the type that phones accept", notifyType)
	}
	if isWrong(n.get("Event", "o"), notifyEvent) {
		n.remark("Event is not %s, the package that phones subscribe to", notifyEvent)
	}
}

func (n *notifyReader) read(body []byte) (NotifyText, error) {
	n.checkHeader()
	text, err := n.bounded(string(body))
	if err != nil {
		return NotifyText{}, err
	}
	url, rest, _ := strings.Cut(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range strings.Split(rest, "\n") {
		if strings.TrimSpace(line) != "" {
			return NotifyText{}, &NotifyError{n.bodyLine + 1 + i, "the body has more than one line: it is one URL"}
		}
	}
	if strings.TrimSpace(url) == "" {
		return NotifyText{}, &NotifyError{n.bodyLine, "the body is empty: it is one URL"}
	}
	n.text.URL = strings.TrimRight(url, " ")
	return n.text, nil
}

// bounded cuts the body where Content-Length says.
func (n *notifyReader) bounded(body string) (string, error) {
	length := n.get("Content-Length", "l")
	if len(n.header.Values("Content-Length"))+len(n.header.Values("l")) > 1 {
		n.remark("Content-Length stands there more than once: the first counts here, and which one a phone takes is not known")
	}
	if length == "" || n.text.Form == notifyScenario && strings.HasPrefix(length, "[") {
		return body, nil // as datagrams may have it (RFC 3261, section 18.3), or as sipp fills it in
	}
	want, err := strconv.ParseUint(strings.TrimSpace(length), 10, 17)
	switch {
	case err != nil:
		return "", &NotifyError{n.bodyLine - 1, "Content-Length is no number"}
	case int(want) > len(body):
		n.remark("Content-Length is %d, and the body has %d bytes: a phone may wait for the rest or drop the message", want, len(body))
		return body, nil
	case strings.TrimSpace(body[want:]) != "":
		n.remark("Content-Length is %d, and the body has %d bytes: what is behind is cut off", want, len(body))
		return n.cutBody(body, int(want)), nil
	}
	return body[:want], nil
}

// cutBody cuts a URL off behind so many bytes. Where that is in its credentials or its
// server, nothing of what may be a password is left: it would be read as a port.
func (n *notifyReader) cutBody(body string, want int) string {
	scheme, rest, ok := strings.Cut(body, "://")
	start := len(scheme) + len("://")
	slash, at := strings.IndexByte(rest, '/'), strings.LastIndexByte(rest, '@')
	if !ok || want <= start || slash >= 0 && start+slash < want && start+at < want {
		return body[:want]
	}
	n.text.CutOff = true
	if colon := strings.IndexByte(rest, ':'); colon >= 0 {
		want = min(want, start+colon+1)
	}
	return body[:want]
}
