package provurl

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/typo"
)

// A Protocol is one that phones fetch files by: section 2.4 of the description names
// these four. Its number is the code that the settings Flash Protocol and Download
// Protocol have for it, as found in exports of phones.
type Protocol uint8

// The protocols. The zero Protocol is none of them.
const (
	FTP   Protocol = 1
	TFTP  Protocol = 2
	HTTP  Protocol = 4
	HTTPS Protocol = 5
)

// Protocols returns all four.
func Protocols() []Protocol { return []Protocol{FTP, TFTP, HTTP, HTTPS} }

var protocols = [...]struct {
	name string
	port uint16
}{FTP: {"ftp", 21}, TFTP: {"tftp", 69}, HTTP: {"http", 80}, HTTPS: {"https", 443}}

// String returns the protocol as it stands in a URL: "ftp", "tftp", "http" or "https".
func (p Protocol) String() string {
	if int(p) >= len(protocols) || protocols[p].name == "" {
		return fmt.Sprintf("Protocol(%d)", uint8(p))
	}
	return protocols[p].name
}

// MarshalText returns what [Protocol.String] returns.
func (p Protocol) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Port returns the port that a server of the protocol has where the URL names none.
func (p Protocol) Port() uint16 {
	if int(p) >= len(protocols) {
		return 0
	}
	return protocols[p].port
}

// IsHTTP reports whether p is HTTP or HTTPS, the protocols that have queries.
func (p Protocol) IsHTTP() bool { return p == HTTP || p == HTTPS }

// ParseProtocol reads a protocol's name in upper or lower case.
func ParseProtocol(name string) (Protocol, bool) {
	for _, p := range Protocols() {
		if strings.EqualFold(name, p.String()) {
			return p, true
		}
	}
	return 0, false
}

// nearestProtocol returns the protocol that a name is likely a slip of, 0 for none. sftp
// and ftps are protocols of their own and slips of none.
func nearestProtocol(name string) Protocol {
	name = strings.ToLower(name)
	switch name {
	case "sftp", "ftps", "tftps", "file", "sip", "sips":
		return 0
	}
	nearest, least := Protocol(0), 3
	for _, p := range [...]Protocol{HTTP, HTTPS, TFTP, FTP} { // of two as near, the commoner
		d := typo.Distance(name, p.String(), least)
		if d < least && d < len(p.String())-1 {
			nearest, least = p, d
		}
	}
	return nearest
}

const protocolAdvice = "write http://, https://, tftp:// or ftp://"

// readScheme reads the protocol and returns what follows on "://".
func (r *reader) readScheme(p part) (part, error) {
	text := r.of(p)
	name, _, ok := strings.Cut(text, "://")
	if !ok || !isSchemeName(name) {
		return part{}, r.noScheme(p)
	}
	protocol, known := ParseProtocol(name)
	if !known {
		return part{}, unknownScheme(p.start, name)
	}
	if name != protocol.String() {
		r.fault(faultSchemeCase, p.start, "the protocol is in capital letters, and whether phones know it so is not known: write it small", protocol.String())
	}
	r.url.Protocol = protocol
	return part{p.start + len(name) + len("://"), p.end}, nil
}

// isSchemeName reports whether a text can be a protocol's name, so that nothing else is
// taken for one and repeated in a message.
func isSchemeName(name string) bool {
	if name == "" || len(name) > 10 {
		return false
	}
	for _, c := range []byte(name) {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}

func unknownScheme(offset int, name string) error {
	message := "the protocol " + strings.ToLower(name) + " is none that phones fetch files by: " + protocolAdvice
	if near := nearestProtocol(name); near != 0 {
		return refuse(FaultSchemeUnknown, offset, message+"; perhaps "+near.String()+" is meant", near.String())
	}
	return refuse(FaultSchemeUnknown, offset, message, "")
}

// noScheme says what is wrong where a URL does not begin as one.
func (r *reader) noScheme(p part) error {
	text := r.of(p)
	for _, protocol := range []Protocol{HTTPS, HTTP, TFTP, FTP} { // https before http, which it begins with
		name := protocol.String()
		if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
			continue
		}
		rest := text[len(name):]
		slashes := rest[:len(rest)-len(strings.TrimLeft(rest, `:;/\ `))]
		switch {
		case strings.Contains(slashes, `\`):
			return refuse(FaultBackslashInServer, p.start+len(name)+strings.IndexByte(rest, '\\'), "a backslash stands where a slash belongs: "+protocolAdvice, "://")
		case len(slashes) > 1, slashes == ":" && !isPort(rest[1:]):
			return refuse(FaultSchemeSlashes, p.start+len(name), "a colon and two slashes belong behind the protocol: write "+name+"://", "://")
		}
	}
	return refuse(FaultSchemeMissing, p.start, "no protocol stands in front, and a phone takes no URL without: "+protocolAdvice, "")
}

// isPort reports whether a text starts like a port: a server can be called "http".
func isPort(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }
