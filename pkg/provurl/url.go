package provurl

import (
	"net/netip"
	"strconv"
	"strings"
)

// A URL is what a phone is told, taken apart. Its parts can be set by the caller, who
// then asks [URL.Check] whether they make a URL.
type URL struct {
	Protocol Protocol
	User     string // as it is, escapes undone; "" for none
	Host     string // IPv4 address, IPv6 address without brackets, or name
	Port     uint16 // 0 where the URL names none, see [URL.ServerPort]
	// Dir is the path up to the last slash, "/" at least, with escapes and macros as
	// they stand in the URL.
	Dir string
	// Name is the file's name as it stands in the URL, "" where it is left out.
	Name string
	// Query is what follows on the question mark, without it.
	Query string

	password    string
	hasPassword bool
}

// WithPassword gives the URL with a password, as it is, without escapes. A URL of a
// password needs a User as well.
func (u URL) WithPassword(password string) URL {
	u.password, u.hasPassword = password, true
	return u
}

// WithoutCredentials gives the URL without user and password.
func (u URL) WithoutCredentials() URL {
	u.User, u.password, u.hasPassword = "", "", false
	return u
}

// Password gives the password, as it is, and whether there is one. It is a secret.
func (u URL) Password() (password string, ok bool) { return u.password, u.hasPassword }

// HasCredentials tells whether the URL has a user or a password.
func (u URL) HasCredentials() bool { return u.User != "" || u.hasPassword }

// ServerPort gives the port to ask at: the URL's, or the protocol's own.
func (u URL) ServerPort() uint16 {
	if u.Port != 0 {
		return u.Port
	}
	return u.Protocol.Port()
}

// String returns the URL without user, password and query, which may be secret. Package
// redact shows what of them is not.
func (u URL) String() string {
	u = u.WithoutCredentials()
	u.Query = ""
	return u.StringWithPassword()
}

// GoString is String: no format of package fmt shows the password.
func (u URL) GoString() string { return u.String() }

// StringWithPassword returns the whole URL, the password in it. Show it only to who is to
// have the password.
func (u URL) StringWithPassword() string {
	var b strings.Builder
	b.WriteString(u.Protocol.String() + "://")
	if u.HasCredentials() {
		b.WriteString(escapeCredential(u.User))
		if u.hasPassword {
			b.WriteString(":" + escapeCredential(u.password))
		}
		b.WriteByte('@')
	}
	b.WriteString(u.Server())
	b.WriteString(u.Target())
	if u.Query != "" {
		b.WriteString("?" + u.Query)
	}
	return b.String()
}

// Server gives host and port as they stand in the URL, an IPv6 address in brackets.
func (u URL) Server() string {
	server := u.Host
	if addr, err := netip.ParseAddr(u.Host); err == nil && addr.Is6() {
		server = "[" + u.Host + "]"
	}
	if u.Port != 0 {
		server += ":" + strconv.Itoa(int(u.Port))
	}
	return server
}

// Target gives folder and name as they stand in the URL.
func (u URL) Target() string {
	if u.Dir == "" {
		return "/" + u.Name
	}
	return u.Dir + u.Name
}

// Check finds what is wrong with a URL that was made from parts, as [Parse] does: the
// places are those in [URL.StringWithPassword].
func (u URL) Check() ([]Fault, error) {
	read, faults, err := Parse(u.StringWithPassword())
	if err == nil && !HasErrors(faults) && read != u.withDir() {
		return faults, &SyntaxError{Fault{Kind: FaultParts, Message: "the parts make another URL than was meant: one of them holds a character that ends it"}}
	}
	return faults, err
}

// WithName gives the URL with the name that a phone takes where it is left out.
func (u URL) WithName() URL {
	u = u.withDir()
	if u.Name == "" && u.Query == "" {
		u.Name = DefaultName
	}
	return u
}

// withDir gives the URL as Parse would, with a folder.
func (u URL) withDir() URL {
	if u.Dir == "" {
		u.Dir = "/"
	}
	return u
}
