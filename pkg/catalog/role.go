package catalog

import "slices"

// Role says what a setting is to others that it belongs together with, whatever its
// dialect calls it. The zero Role is that of nearly all settings: none.
type Role uint8

// The roles. The numbers that stand for a choice are those of the survey.
const (
	NoRole          Role = iota
	FetchProtocol        // how a phone fetches its files: 1 FTP, 2 TFTP, 4 HTTP, 5 HTTPS
	FetchServer          // from where, a URL or a server's name
	FetchMode            // when: 0 never, 1 after a restart, 2 at an interval
	FetchFile            // the name of the device file there, with its folder
	FetchInterval        // hours between two looks
	FetchUser            // of the server
	FetchPassword        // of the server
	PnPSwitch            // whether a phone looks for its URL by SIP: 0 off, 1 on
	PnPServer            // where it sends its SUBSCRIBE
	PnPPort              // the server's
	PnPTransport         // 0 UDP, 1 TCP
	PnPInterval          // hours between two SUBSCRIBEs
	KeyType              // what a function key does: 1 memory, 2 line
	KeyValue             // with whom or with which line it does it
	KeyPages             // how many pages of function keys a phone shows
	SideKeyPages         // the same of the keys beside its display
	DSTMode              // summer time: 0 off, 1 automatic, 2 by hand
	DSTRule              // by which rule it is set by hand: 0 off, 1 by date, 2 by week
	WifiSwitch           // 0 off, 1 on
	VendorClass          // of the phone, which tells its model
	WifiVendorClass      // the same, of its Wi-Fi
	FetchTries           // how often it checks when a download fails
	SourceOrder          // in which order it asks its sources; only 0 was ever seen
	DHCPOption           // by which option it learns a URL: 0 by none
	WANMode              // how it gets its address: DHCP, or another word
	DHCPSwitch           // whether it gets it by DHCP: 0 not
	FDPSSwitch           // FDPS: 0 off, 1 on
	TR069Switch          // TR-069: 0 off, 1 on
	GeneralSwitch        // whether it asks for its general file: 0 not
	DigestSwitch         // digests in place of versions: 1 on
	DeviceFileKey        // what opens its device file
	GeneralFileKey       // and its general file
	InputSwitch          // whether it remembers what was typed for $input: 0 not
	InputName            // what was typed for $input

	// NumRoles is the number of roles, none among them.
	NumRoles
)

var roleNames = [NumRoles]string{
	FetchProtocol: "fetch-protocol", FetchServer: "fetch-server", FetchMode: "fetch-mode",
	FetchFile: "fetch-file", FetchInterval: "fetch-interval", FetchUser: "fetch-user", FetchPassword: "fetch-password",
	PnPSwitch: "pnp-switch", PnPServer: "pnp-server", PnPPort: "pnp-port", PnPTransport: "pnp-transport", PnPInterval: "pnp-interval",
	KeyType: "key-type", KeyValue: "key-value", KeyPages: "key-pages", SideKeyPages: "side-key-pages",
	DSTMode: "dst-mode", DSTRule: "dst-rule",
	WifiSwitch: "wifi-switch", VendorClass: "vendor-class", WifiVendorClass: "wifi-vendor-class",
	FetchTries: "fetch-tries", SourceOrder: "source-order", DHCPOption: "dhcp-option", WANMode: "wan-mode", DHCPSwitch: "dhcp-switch",
	FDPSSwitch: "fdps-switch", TR069Switch: "tr069-switch", GeneralSwitch: "general-switch",
	DigestSwitch: "digest-switch", DeviceFileKey: "device-file-key", GeneralFileKey: "general-file-key", InputSwitch: "input-switch", InputName: "input-name",
}

// String returns the role's name as the table writes it, "" for none.
func (r Role) String() string { return nameOf(r, "Role", roleNames[:]) }

// Role returns what the key is to others.
func (e Entry) Role() Role { return e.row.role }

// WithRole returns the key of the dialect that has a role, the first where several do.
func (t *Table) WithRole(role Role) (Entry, bool) {
	for e := range t.Entries() {
		if role != NoRole && e.Role() == role {
			return e, true
		}
	}
	return Entry{}, false
}

// RoleOf returns what a setting is to others, by the names that cfgfile has for module, list
// and key. A text file of few modules does not show its generation: what its own table
// does not have has the role that the other generation's text has for it.
func (t *Table) RoleOf(module, list, key string) Role {
	e, ok := t.Lookup(module, list, key)
	switch {
	case ok:
	case t.dialect == TextLegacy:
		e, ok = For(TextModern).Lookup(module, list, key)
	case t.dialect == TextModern:
		e, ok = For(TextLegacy).Lookup(module, list, key)
	}
	if !ok {
		return NoRole
	}
	return e.Role()
}

// readRoles reads the roles of the keys.
func (t *Table) readRoles(text string) []problem {
	r := newTSVReader("roles.tsv", text, "dialect", "module", "list", "key", "role")
	for r.next() {
		if r.fields[0] != t.dialect.String() {
			continue
		}
		s, ok := t.places[place{r.fields[1], foldList(t.dialect, r.fields[2])}]
		i := -1
		if ok && s.list == r.fields[2] {
			i = slices.IndexFunc(t.rows[s.first:s.end], func(r2 row) bool { return r2.key == r.fields[3] })
		}
		role := slices.Index(roleNames[:], r.fields[4])
		switch {
		case i < 0:
			r.report("no such key: %q %q %q", r.fields[1], r.fields[2], r.fields[3])
		case role < 1:
			r.report("unknown role %q", r.fields[4])
		default:
			t.rows[s.first+i].role = Role(role)
		}
	}
	return r.problems
}
