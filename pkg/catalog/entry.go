package catalog

import "strings"

// Entry is a key that the dictionary knows. The zero Entry is none: its methods must
// not be called.
type Entry struct{ row *row }

// Dialect returns the dialect that the key is of.
func (e Entry) Dialect() Dialect { return e.row.scope.table.dialect }

// Scope returns the module or list that the key stands in.
func (e Entry) Scope() *Scope { return e.row.scope }

// Module returns the name of the module that the key stands in.
func (e Entry) Module() string { return e.row.scope.module }

// List returns the name of its list with index marks, "" for none.
func (e Entry) List() string { return e.row.scope.list }

// Key returns the key, with N for the index: "SIPN Register Addr".
func (e Entry) Key() string { return e.row.key }

// prefix returns what stands before the index in the key, "" for a key without one.
func (e Entry) prefix() string {
	if !e.row.indexed() {
		return ""
	}
	return e.row.key[:len(e.row.key)-len(e.row.rest)-1]
}

// KeyAt returns the key as a file writes it in the entry of this number: "SIP2 Register
// Addr", in text-legacy cut at 19 characters.
func (e Entry) KeyAt(number string) string {
	key := e.row.key
	if e.row.indexed() {
		key = e.prefix() + number + e.row.rest
	}
	if e.Dialect() == TextLegacy && len(key) > KeyWidth {
		key = strings.TrimRight(key[:KeyWidth], " ")
	}
	return key
}

// Path returns the key with where it stands: "SIP CONFIG MODULE:SIP Line List:SIPN
// Register Addr", "sip/line[N]/RegisterAddr", "sip.line.N.RegAddr".
func (e Entry) Path() string {
	return joinPath(e.Dialect(), e.row.scope.module, e.row.scope.list, e.row.key)
}

func joinPath(d Dialect, module, list, key string) string {
	path := module
	for _, part := range []string{list, key} {
		if part != "" {
			path += d.Separator() + part
		}
	}
	return path
}

// Kind returns what the key's values are.
func (e Entry) Kind() Kind { return e.row.kind }

// Basis says how the kind is known.
func (e Entry) Basis() Basis { return e.row.basis }

// Secret reports whether the key's value must not be shown.
func (e Entry) Secret() bool { return e.row.kind == Secret }

// Range returns the smallest and the largest number seen. It is no limit: it only says
// what was seen.
func (e Entry) Range() (lo, hi int, ok bool) { return e.row.lo, e.row.hi, e.row.ranged }

// Examples returns values seen, never one of a secret. A value that ends in … was longer.
func (e Entry) Examples() []string {
	if e.row.examples == "" {
		return nil
	}
	return strings.Split(e.row.examples, exampleSeparator)
}

const exampleSeparator = " | "

// Samples returns the number of files that the key was seen in, of the samples: 0 for one
// that is known in another way.
func (e Entry) Samples() int { return e.row.samples }

// Standing says how it is known that there is such a key.
func (e Entry) Standing() Standing { return e.row.standing }

// Source says who has the key, where the samples don't.
func (e Entry) Source() string { return e.row.scope.table.sources[e.row.line] }

// Doubt says why the key is no good example, or is empty: it was seen here, but as
// somebody's mistake. Such a key is known, yet never suggested in place of another.
func (e Entry) Doubt() string { return e.row.doubt }

// Name returns the key without the index of its list: "Register Addr".
func (e Entry) Name() string { return strings.TrimPrefix(e.row.rest, " ") }

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

// String returns the kind's name as the tables write it: "flag", "time-zone".
func (k Kind) String() string { return nameOf(k, "Kind", kindNames[:]) }

// numeric reports whether the values of a kind are numbers, which have a range.
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

// String returns "observed", "reasoned" or "-".
func (b Basis) String() string { return nameOf(b, "Basis", basisNames[:]) }

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
func (s Standing) String() string { return nameOf(s, "Standing", standingNames[:]) }
