package provurl

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/fvcfg/fvcfg/pkg/naming"
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

// WithPassword returns the URL with a password, as it is, without escapes. A URL of a
// password needs a User as well.
func (u URL) WithPassword(password string) URL {
	u.password, u.hasPassword = password, true
	return u
}

// WithoutCredentials returns the URL without user and password.
func (u URL) WithoutCredentials() URL {
	u.User, u.password, u.hasPassword = "", "", false
	return u
}

// Password returns the password, as it is, and whether there is one. It is a secret.
func (u URL) Password() (password string, ok bool) { return u.password, u.hasPassword }

// HasCredentials reports whether the URL has a user or a password.
func (u URL) HasCredentials() bool { return u.User != "" || u.hasPassword }

// ServerPort returns the port to ask at: the URL's, or the protocol's own.
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

// Server returns host and port as they stand in the URL, an IPv6 address in brackets.
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

// Target returns folder and name as they stand in the URL.
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

// WithName returns the URL with the name that a phone takes where it is left out.
func (u URL) WithName() URL {
	u = u.withDir()
	if u.Name == "" && u.Query == "" {
		u.Name = DefaultName
	}
	return u
}

// withDir returns the URL as Parse would, with a folder.
func (u URL) withDir() URL {
	if u.Dir == "" {
		u.Dir = "/"
	}
	return u
}

// Expand returns the URL that a phone asks for its device file by: macros replaced, and
// the name that section 4.2 of the description has where it is left out, the MAC
// address with .cfg. What is put into a URL is escaped as its place wants it.
//
// The error is a [*naming.MacroError], a [*naming.InputError], or an [*ExpandError]
// where the result leads out of the folder that the URL names.
func (u URL) Expand(m naming.Macros) (URL, error) {
	u = u.WithName()
	var err error
	for _, target := range []struct {
		text  *string
		place string
	}{{&u.Dir, ""}, {&u.Name, ""}, {&u.Query, "&+=;"}} {
		if *target.text, err = u.expand(*target.text, m, target.place); err != nil {
			return URL{}, err
		}
	}
	return u, checkExpanded(u)
}

// expand replaces the macros of a piece of a URL. Besides what no URL holds, special are
// the characters that would end the piece.
func (u URL) expand(template string, m naming.Macros, special string) (string, error) {
	if _, err := m.Expand(template); err != nil {
		var wrong *naming.MacroError
		if errors.As(err, &wrong) && (u.hasPassword || u.Query != "") { // which the template can hold, and the error quotes that
			wrong.Template, wrong.Column = "$"+wrong.Macro, 1
		}
		return "", fmt.Errorf("this URL cannot be expanded: %w", err)
	}
	input := url.PathEscape(m.Input)
	for _, c := range special {
		input = strings.ReplaceAll(input, string(c), "%"+strings.ToUpper(hexOf(byte(c))))
	}
	return strings.NewReplacer(MacroInput, input, MacroMAC, m.MAC.String()).Replace(template), nil
}

// An ExpandError says that an expanded URL leads somewhere else than the URL says.
type ExpandError struct {
	URL    URL // as expanded
	Reason string
}

// Error says what is wrong and does not quote the URL, whose path can repeat its password.
func (e *ExpandError) Error() string { return "the expanded URL " + e.Reason }

// checkExpanded refuses a path that leads out of its folder, whoever made it.
func checkExpanded(u URL) error {
	path, err := u.Path()
	if err != nil {
		return err
	}
	for i, name := range strings.Split(path, "/") {
		switch {
		case name == "..":
			return &ExpandError{u, "has a .. in its path, which leads out of its folder"}
		case strings.ContainsRune(name, '\\'):
			return &ExpandError{u, "has a backslash in its path, which is a separator to some servers"}
		case name == "" && i == 0 && strings.Count(path, "/") > 0:
			return &ExpandError{u, "has a path that begins at the root of the server's files"}
		}
	}
	return nil
}

// Path returns folder and name without the leading slash and with escapes undone: what a
// TFTP or FTP server is asked for, and the file's place below a folder that is served.
// The error is an [*ExpandError] where an escape is none, or one of a control character:
// a line break would end a command to an FTP server, a NUL a name in a TFTP request.
func (u URL) Path() (string, error) {
	path, err := url.PathUnescape(strings.TrimPrefix(u.Target(), "/"))
	if err != nil || strings.ContainsFunc(path, unicode.IsControl) {
		return "", &ExpandError{u, "has a % in its path that starts no escape, or that of a control character"}
	}
	return path, nil
}

// General returns the URL that a phone of a model asks for its general file by: the fixed
// name of the model in the folder of the device file. Whether a phone keeps a query for
// that is not known; a query is for the device file, so it is left out.
func (u URL) General(model naming.Model) URL {
	u = u.withDir()
	u.Name, u.Query = model.FileName(naming.CFG), ""
	return u
}
