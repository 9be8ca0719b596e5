package provision

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Saved is what a phone's own settings say of its start, as far as they are known.
type Saved struct {
	// Off are the sources that are off, whatever the network offers, each with what says
	// so, a clause such as `the phone has "PNP Enable" at 0`.
	Off map[Method]string
	// Static is the URL of the static server, "" for none.
	Static string
	// Mode is when the phone asks the static server, "" where that is not known. A server
	// that it never asks is off.
	Mode UpdateMode
	// Login is for a server that wants a user and a password where the URL has none. It is
	// used before anyone is asked (section 4.2 of the vendor's description).
	Login Login
	// Tries is how often the phone checks when a download fails, 0 where that is not known.
	Tries int
	// Keys open its encrypted files where its [Slot] has no key, by their role. The names of
	// the settings say which is which; section 4.1 of the description has it the other way
	// round.
	Keys map[Role]SavedKey
	// NoGeneral has it never ask for the general file.
	NoGeneral bool
	// DigestMode has it go by digests in place of versions.
	DigestMode bool

	orderUnknown bool // it has an order of sources that nobody knows
	// What the notes of a walk name: the settings that have it ask for no general file and
	// not use the input that it has saved, and why TFTP is taken for its static server.
	generalSwitch, forgetsInput, anyProtocol string
}

// SavedKey is a setting of a phone that holds the key of an encrypted file. The zero
// SavedKey is none.
type SavedKey struct {
	Name string     // of the setting, as its dialect has it
	Key  *crypt.Key // nil where the value is no key
}

func (s setting) fileKey() SavedKey {
	saved := SavedKey{Name: s.key}
	if key, err := crypt.ParseKey(s.value); err == nil {
		saved.Key = &key
	}
	return saved
}

// Login is a user and a password. No format of package fmt shows it.
type Login struct{ User, Password string }

// String returns the login blotted out.
func (l Login) String() string {
	if l == (Login{}) {
		return ""
	}
	return redact.Mark
}

// GoString is String.
func (l Login) GoString() string { return l.String() }

// in returns a URL with the login in it.
func (l Login) in(u provurl.URL) provurl.URL {
	u.User = l.User
	return u.WithPassword(l.Password)
}

// Run has the phone run a configuration: what it keeps of both files is the version and
// the digest of this one, and what is set there of provisioning counts. An input that is
// there already stays.
func (p *Phone) Run(file *cfgfile.File) {
	p.Running = file
	digest := DigestOf(file.Bytes())
	for _, slot := range []*Slot{&p.General, &p.Device} {
		slot.Version, slot.Content = file.Version(), digest
	}
	r := readRoles(file)
	p.Saved = r.saved()
	switch input := r[catalog.InputName].value; {
	case p.Input != "" || input == "":
	case r[catalog.InputSwitch].value == "0":
		p.Saved.forgetsInput = r[catalog.InputSwitch].key
	default:
		// Section 4.5: at the second update the phone remembers what was typed.
		p.Input = input
	}
}

// roles are the settings of a configuration that have a role, by that.
type roles [catalog.NumRoles]setting

type setting struct{ key, value string }

func readRoles(file *cfgfile.File) *roles {
	var r roles
	table := catalog.For(file.Dialect())
	for _, s := range file.Settings() {
		role := table.RoleOf(s.Module, s.List, s.Key)
		if value := strings.TrimSpace(s.Value); role != catalog.NoRole && value != "" {
			r[role].key, r[role].value = s.Key, value
			if file.Dialect() == cfgfile.Dotted { // whose last part is often "Enabled"
				r[role].key = s.Path.String()
			}
		}
	}
	return &r
}

// saved returns what the settings say of a phone's start.
func (r *roles) saved() Saved {
	order := r[catalog.SourceOrder].value
	s := Saved{
		Off:           r.off(),
		Mode:          UpdateMode(r[catalog.FetchMode].value),
		Login:         Login{r[catalog.FetchUser].value, r[catalog.FetchPassword].value},
		Keys:          map[Role]SavedKey{General: r[catalog.GeneralFileKey].fileKey(), Device: r[catalog.DeviceFileKey].fileKey()},
		NoGeneral:     r[catalog.GeneralSwitch].value == "0",
		generalSwitch: r[catalog.GeneralSwitch].key,
		DigestMode:    r[catalog.DigestSwitch].value == "1",
		orderUnknown:  order != "" && order != "0",
	}
	if !slices.Contains(updateModes, s.Mode) {
		s.Mode = ""
	}
	s.Static, s.anyProtocol = r.static()
	if n, err := strconv.Atoi(r[catalog.FetchTries].value); err == nil && n > 0 {
		s.Tries = n
	}
	return s
}

// off returns the sources that are off, and what says so.
func (r *roles) off() map[Method]string {
	off := map[Method]string{}
	for _, switches := range []struct {
		method Method
		role   catalog.Role
	}{
		{ByDHCP, catalog.DHCPSwitch}, {ByDHCP, catalog.DHCPOption}, {ByFDPS, catalog.FDPSSwitch},
		{ByTR069, catalog.TR069Switch}, {ByPnP, catalog.PnPSwitch}, {ByStatic, catalog.FetchMode},
	} {
		if s := r[switches.role]; s.value == "0" {
			off[switches.method] = fmt.Sprintf("the phone has %q at 0", s.key)
		}
	}
	if wan := r[catalog.WANMode]; wan.value != "" && !strings.EqualFold(wan.value, "DHCP") {
		off[ByDHCP] = fmt.Sprintf("the phone's %q is another than DHCP, which the option needs (section 4.3)", wan.key)
	}
	return off
}

// static returns the URL that the phone asks its static server by, "" where it has none,
// and why the protocol is taken for granted, "" where it is not. Exports have whole URLs as
// the server, too, and addresses of zeros for none.
func (r *roles) static() (url, anyProtocol string) {
	server := r[catalog.FetchServer].value
	if server == "" || server == "0.0.0.0" {
		return "", ""
	}
	if !strings.Contains(server, "://") {
		set := r[catalog.FetchProtocol]
		code, _ := strconv.Atoi(set.value)
		protocol := provurl.Protocol(code)
		if !slices.Contains(provurl.Protocols(), protocol) {
			protocol, anyProtocol = provurl.TFTP, "the phone's settings have no protocol for its static server"
			if set.value != "" {
				anyProtocol = fmt.Sprintf("the phone's %q is none of the protocols that are known", set.key)
			}
		}
		server = protocol.String() + "://" + server
	}
	return staticURL(server, strings.TrimLeft(r[catalog.FetchFile].value, "/")), anyProtocol
}

// staticURL puts a file's name behind a server, which may have a path, a query and the name
// already. Where the name is left out, a path that ends in none is a folder.
func staticURL(server, file string) string {
	at := strings.IndexByte(server, '?')
	if at < 0 || strings.Contains(server[at:], "@") { // which is of a password
		at = len(server)
	}
	place, query := server[:at], server[at:]
	file, fileQuery, hasQuery := strings.Cut(file, "?")
	switch {
	case hasQuery && query != "":
		query += "&" + fileQuery
	case hasQuery:
		query = "?" + fileQuery
	}
	switch _, path, _ := strings.Cut(place[strings.Index(place, "://")+len("://"):], "/"); {
	case file != "" && !strings.HasSuffix("/"+path, "/"+file):
		place = strings.TrimRight(place, "/") + "/" + file
	case file == "" && query == "" && path != "" && !strings.HasSuffix(path, "/") && !strings.ContainsAny(path[strings.LastIndexByte(path, '/')+1:], ".$"):
		place += "/"
	}
	return place + query
}
