package provision

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// A Way is a way to tell a phone its URL. Its text is its name.
type Way string

// The ways of delivery.
const (
	Option43Hex Way = "option43-hex" // the bytes of DHCP option 43, for any server
	Option66    Way = "option66"     // the text of DHCP option 66, for any server
	ISCDHCPD    Way = "isc-dhcpd"    // configuration of ISC's DHCP server
	Dnsmasq     Way = "dnsmasq"      // configuration of dnsmasq
	Kea         Way = "kea"          // configuration of Kea's DHCPv4 server
	Notify      Way = "notify"       // a SIP NOTIFY request
	SIPp        Way = "sipp"         // a scenario for sipp that answers a phone's SUBSCRIBE
	Static      Way = "static"       // settings of the phone itself
	PnP         Way = "pnp"          // settings of the phone itself that have it ask by SIP
	TR069       Way = "tr069"        // a Download request of an ACS
	OpenACS     Way = "openacs"      // the same as a script of OpenACS
)

// DHCPD6 is the way that [Emit] knows by name and does not write: which option of DHCPv6
// carries the URL is not known.
const DHCPD6 Way = "dhcpd6"

// emitters has the function of each way, in the order that they are listed in.
var emitters = []struct {
	way  Way
	emit func(Delivery) ([]byte, error)
}{
	{Option43Hex, emitOption43Hex},
	{Option66, emitOption66},
	{ISCDHCPD, emitISCDHCPD},
	{Dnsmasq, emitDnsmasq},
	{Kea, emitKea},
	{Notify, emitNotify},
	{SIPp, emitSIPp},
	{Static, emitStatic},
	{PnP, emitPnP},
	{TR069, emitTR069},
	{OpenACS, emitOpenACS},
}

// Ways returns all ways of delivery.
func Ways() []Way {
	ways := make([]Way, len(emitters))
	for i, e := range emitters {
		ways[i] = e.way
	}
	return ways
}

// A Delivery is a URL and what a way of delivery needs to know besides. Only the URL is
// needed by every way.
type Delivery struct {
	URL provurl.URL

	// Model restricts what a DHCP server sends to phones of the model: they name it in
	// DHCP option 60. In a NOTIFY it stands in the Event header. The zero Model is none.
	Model naming.Model
	// Further are more models to send to: a DHCP server's configuration has a class for each.
	Further []naming.Model
	// Options are the DHCP options that carry the URL: 43, 66, or a custom one of 128 to
	// 254, as section 4.3 of the description has them. None means 66 and 43.
	Options []int

	// MAC and Input replace the macros where no phone does: TR-069.
	naming.Macros

	// Phone and Sender are the addresses of a NOTIFY, each with a port where it is not
	// 5060. No Sender means the server of the URL. For [PnP], Sender is the server that the
	// phone asks, and none means the multicast group 224.0.1.75.
	Phone, Sender string
	// Transport is what the NOTIFY is sent by, and what [PnP] sets. None means UDP.
	Transport Transport

	// Dialect is that of the settings of [Static] and [PnP].
	Dialect cfgfile.Dialect
	// Mode is when the phone looks at its static server. None means AfterReboot.
	Mode UpdateMode
	// Interval is the hours between two looks, or two SUBSCRIBEs of [PnP], 0 for 1. With
	// [Static] it counts for AtInterval.
	Interval int

	// FileType is what [TR069] and [OpenACS] have the phone download. None means that of
	// [FileTypeOf].
	FileType FileType
}

// An EmitError says why a URL cannot be written for a way of delivery.
type EmitError struct {
	Way    Way
	Reason string // what is wrong and what to do; no credentials in it
	// NotKnown reports that nobody knows how: nothing is wrong with what was given.
	NotKnown bool
}

// Error returns way and reason.
func (e *EmitError) Error() string { return fmt.Sprintf("%s: %s", e.Way, e.Reason) }

// refusef returns an error whose way [Emit] fills in.
func refusef(format string, args ...any) error {
	return &EmitError{Reason: fmt.Sprintf(format, args...)}
}

// Emit writes a delivery's URL for a way of delivery. The result holds the URL's
// password: it is for the server or the phone.
//
// A URL that has a [provurl.Error] among its faults is refused with an [*EmitError] or a
// [*provurl.SyntaxError]; so is one that is too long for its way.
func Emit(way Way, d Delivery) ([]byte, error) {
	content, err := emit(way, d)
	var refused *EmitError
	switch {
	case errors.As(err, &refused):
		refused.Way = way
		return nil, refused
	case err != nil:
		return nil, err
	}
	return content, nil
}

func emit(way Way, d Delivery) ([]byte, error) {
	if way == DHCPD6 {
		return nil, &EmitError{Reason: noDHCPv6, NotKnown: true}
	}
	faults, err := d.URL.Check()
	if err != nil {
		return nil, err
	}
	if fault := provurl.FirstError(faults, nil); fault != nil {
		return nil, refusef("the URL cannot be used: %s", fault.Message)
	}
	names := make([]string, len(emitters))
	for i, e := range emitters {
		if e.way == way {
			return e.emit(d)
		}
		names[i] = string(e.way)
	}
	return nil, refusef("there is no such way of delivery: there are %s", strings.Join(names, ", "))
}

// noDHCPv6 says what is known of DHCPv6: the page of figure 5 has a section for it, and
// exports have a setting, which was seen at 0 alone.
const noDHCPv6 = "which option of DHCPv6 a phone takes the URL from is not known: the description names none, and its setting " +
	"(DHCPv6 Option, in sysconf ap/opt/DHCPv6Option) was seen at 0 alone; deliver the URL by DHCPv4, SIP PnP or TR-069, or set a static server"
