package catalog

import "fmt"

// Kind says what a key's values are.
type Kind uint8

const (
	Unknown     Kind = iota // nothing but empty values seen, and the name doesn't tell
	Flag                    // 0 or 1
	Integer                 // a number
	Enumeration             // one of a few, numbers or words
	Port                    // 0 to 65535
	IPv4                    // an address or a mask in dotted form
	Host                    // a name or an address
	URL                     // a URL; some phones take a bare host here too
	MAC                     // 12 hexadecimal digits
	TimeZone                // a zone's number or name
	CodecList               // codecs, most wanted first
	Secret                  // a password, a cryptographic key, a PIN, a token
	Text                    // anything else
)

var kindNames = [...]string{
	Unknown:     "unknown",
	Flag:        "flag",
	Integer:     "integer",
	Enumeration: "enumeration",
	Port:        "port",
	IPv4:        "ipv4",
	Host:        "host",
	URL:         "url",
	MAC:         "mac",
	TimeZone:    "time-zone",
	CodecList:   "codec-list",
	Secret:      "secret",
	Text:        "text",
}

// String gives the kind's name as the tables write it: "flag", "time-zone".
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", uint8(k))
	}
	return kindNames[k]
}

// ParseKind reads a kind's name.
func ParseKind(name string) (Kind, bool) {
	for k, known := range kindNames {
		if known == name {
			return Kind(k), true
		}
	}
	return 0, false
}

// numeric tells kinds whose values are numbers, so that a range can be given.
func (k Kind) numeric() bool {
	return k == Flag || k == Integer || k == Enumeration || k == Port || k == TimeZone
}

// Basis says how a key's kind is known.
type Basis uint8

const (
	NoBasis  Basis = iota // of the kind Unknown
	Observed              // only the values say so, of the files seen
	Reasoned              // the name says so, and no value seen says otherwise
)

var basisNames = [...]string{NoBasis: "-", Observed: "observed", Reasoned: "reasoned"}

// String gives "observed", "reasoned" or "-".
func (b Basis) String() string {
	if int(b) >= len(basisNames) {
		return fmt.Sprintf("Basis(%d)", uint8(b))
	}
	return basisNames[b]
}

// ParseBasis reads a basis as the tables write it.
func ParseBasis(name string) (Basis, bool) {
	for b, known := range basisNames {
		if known == name {
			return Basis(b), true
		}
	}
	return 0, false
}

// Standing says how well it is known that there is a key.
type Standing uint8

const (
	Sampled   Standing = iota // the samples have it; Entry.Samples says how many of them
	Exported                  // a device's export has it, beside the samples
	Served                    // a file has it that is served to real phones
	Live                      // a phone's own service took it
	Templated                 // a product's template has it, and no phone is known that took it
	Described                 // the vendor's description has it, and no file that was seen
)

var standingNames = [...]string{Sampled: "sampled", Exported: "export", Served: "served", Live: "live", Templated: "template", Described: "description"}

// String returns "sampled", "export", "served", "live", "template" or "description".
func (s Standing) String() string {
	if int(s) >= len(standingNames) {
		return fmt.Sprintf("Standing(%d)", uint8(s))
	}
	return standingNames[s]
}

// ParseStanding reads a standing's name.
func ParseStanding(name string) (Standing, bool) {
	for s, known := range standingNames {
		if known == name {
			return Standing(s), true
		}
	}
	return 0, false
}
