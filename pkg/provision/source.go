package provision

import (
	"fmt"
	"slices"
	"strings"
)

// Method is how a phone learns the URL of its files.
type Method uint8

// The methods, in the order of their priority: the vendor's description, section 2.3, has
// MDNS, FDPS, DHCP, TR069, SIP and Flash. It says nothing more of the first two. SIP is
// Plug and Play, Flash the static address that is kept in the phone.
const (
	ByMDNS Method = iota + 1
	ByFDPS
	ByDHCP
	ByTR069
	ByPnP
	ByStatic
)

var methodNames = [...]string{ByMDNS: "mdns", ByFDPS: "fdps", ByDHCP: "dhcp", ByTR069: "tr069", ByPnP: "pnp", ByStatic: "static"}

// Methods returns all methods in the order of their priority.
func Methods() []Method { return []Method{ByMDNS, ByFDPS, ByDHCP, ByTR069, ByPnP, ByStatic} }

// String returns the method's name: "mdns", "fdps", "dhcp", "tr069", "pnp" or "static".
func (m Method) String() string {
	if m == 0 || int(m) >= len(methodNames) {
		return fmt.Sprintf("Method(%d)", uint8(m))
	}
	return methodNames[m]
}

var methodTitles = [...]string{
	ByMDNS: "MDNS", ByFDPS: "FDPS", ByDHCP: "DHCP", ByTR069: "TR-069", ByPnP: "SIP PnP", ByStatic: "the static address",
}

// Title returns the method as a text names it.
func (m Method) Title() string {
	if m == 0 || int(m) >= len(methodTitles) {
		return m.String()
	}
	return methodTitles[m]
}

// MarshalText returns what [Method.String] returns, and nothing for none.
func (m Method) MarshalText() ([]byte, error) {
	if m == 0 {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// describedNames are the methods as the description's list of priorities has them, where
// that is another name.
var describedNames = map[string]Method{"sip": ByPnP, "flash": ByStatic}

// ParsePriority reads the order in which a phone asks its sources: names of methods with
// commas between them, the first one first, in any case. It takes the description's "SIP"
// and "Flash", too. Methods that are not named come after those that are.
func ParsePriority(list string) ([]Method, error) {
	var order []Method
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		m := Method(max(slices.Index(methodNames[:], name), 0))
		if m == 0 {
			m = describedNames[name]
		}
		switch {
		case name == "" || m == 0:
			return nil, fmt.Errorf("%q is no source: name mdns, fdps, dhcp, tr069, pnp and static, as many as needed, with commas between them", name)
		case slices.Contains(order, m):
			return nil, fmt.Errorf("%s stands there twice: name each source once", m)
		}
		order = append(order, m)
	}
	return order, nil
}

// Source is a URL and how the phone learns it.
type Source struct {
	Method Method
	URL    string // as it is sent to the phone, with its macros
}

// order returns the methods in the order in which the phone asks them.
func (p *Phone) order() []Method {
	if p.Model.IsAndroid() {
		return Methods()
	}
	rest := slices.DeleteFunc(Methods(), func(m Method) bool { return slices.Contains(p.Priority, m) })
	return slices.Concat(p.Priority, rest)
}

// source is a [Source] as the phone asks it.
type source struct {
	Source
	isSaved bool // the phone has it in its settings
}

// sources returns those that the network offers and the static server that the phone has
// saved, unless that is among them, in the order in which the phone asks them.
func (p *Phone) sources(offered []Source) []source {
	var all []source
	isTold := false
	for _, s := range offered {
		all = append(all, source{s, false})
		isTold = isTold || s.Method == ByStatic
	}
	if p.Saved.Static != "" && !isTold {
		all = append(all, source{Source{ByStatic, p.Saved.Static}, true})
	}
	order := p.order()
	slices.SortStableFunc(all, func(a, b source) int {
		return slices.Index(order, a.Method) - slices.Index(order, b.Method)
	})
	return all
}
