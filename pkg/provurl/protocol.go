package provurl

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
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

// Protocols gives all four.
func Protocols() []Protocol { return []Protocol{FTP, TFTP, HTTP, HTTPS} }

// String gives the protocol as it stands in a URL: "ftp", "tftp", "http" or "https".
func (p Protocol) String() string {
	switch p {
	case FTP:
		return "ftp"
	case TFTP:
		return "tftp"
	case HTTP:
		return "http"
	case HTTPS:
		return "https"
	}
	return fmt.Sprintf("Protocol(%d)", uint8(p))
}

// MarshalText gives what [Protocol.String] gives.
func (p Protocol) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Port gives the port that a server of the protocol has where the URL names none.
func (p Protocol) Port() uint16 {
	switch p {
	case FTP:
		return 21
	case TFTP:
		return 69
	case HTTP:
		return 80
	case HTTPS:
		return 443
	}
	return 0
}

// IsHTTP tells HTTP and HTTPS, the protocols that have queries.
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

// nearestProtocol gives the protocol that a name is likely a slip of, 0 for none. sftp
// and ftps are protocols of their own and slips of none.
func nearestProtocol(name string) Protocol {
	name = strings.ToLower(name)
	switch name {
	case "sftp", "ftps", "tftps", "file", "sip", "sips":
		return 0
	}
	nearest, least := Protocol(0), 3
	for _, p := range [...]Protocol{HTTP, HTTPS, TFTP, FTP} { // of two as near, the commoner
		d := levenshtein.ComputeDistance(name, p.String())
		if d < least && d < len(p.String())-1 {
			nearest, least = p, d
		}
	}
	return nearest
}
