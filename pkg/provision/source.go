package provision

import (
	"fmt"
	"slices"
)

// Method is how a phone learns the URL of its files.
type Method uint8

// The methods, in the order of their priority: the vendor's description, section 2.3, has
// MDNS, FDPS, DHCP, TR069, SIP and Flash. It says nothing more of the first two. SIP is
// Plug and Play, Flash the static address that is kept in the phone.
const (
	ByDHCP Method = iota + 1
	ByTR069
	ByPnP
	ByStatic
)

var methodNames = [...]string{ByDHCP: "dhcp", ByTR069: "tr069", ByPnP: "pnp", ByStatic: "static"}

// String gives the method's name: "dhcp", "tr069", "pnp" or "static".
func (m Method) String() string {
	if m == 0 || int(m) >= len(methodNames) {
		return fmt.Sprintf("Method(%d)", uint8(m))
	}
	return methodNames[m]
}

var methodTitles = [...]string{ByDHCP: "DHCP", ByTR069: "TR-069", ByPnP: "SIP PnP", ByStatic: "the static address"}

// Title gives the method as a text names it.
func (m Method) Title() string {
	if m == 0 || int(m) >= len(methodTitles) {
		return m.String()
	}
	return methodTitles[m]
}

// MarshalText gives what [Method.String] gives, and nothing for none.
func (m Method) MarshalText() ([]byte, error) {
	if m == 0 {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// Source is a URL and how the phone learns it.
type Source struct {
	Method Method
	URL    string // as it is sent to the phone, with its macros
}

// byPriority gives the sources in the order in which a phone goes through them.
func byPriority(sources []Source) []Source {
	ordered := slices.Clone(sources)
	slices.SortStableFunc(ordered, func(a, b Source) int { return int(a.Method) - int(b.Method) })
	return ordered
}
