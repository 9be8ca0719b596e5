package provision

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// An OptionText is the URL that a DHCP option carries, and how.
type OptionText struct {
	URL string // as it stands there, not checked: see [provurl.Parse]
	// Code is that of the sub-option that the URL stood in, 0 where it stood by itself.
	// Phones take plain bytes; sub-options (RFC 2132, section 8.4) are how other makers'
	// phones have it.
	Code int
	// Header reports that the code of option 43 and its length stood in front, as a packet
	// has them: they are no part of the value.
	Header bool
	// Terminated tells that a NUL or a line end stood behind the URL, as some servers
	// send it.
	Terminated bool
	// CutOff reports that the value went on: a packet capture shows the first bytes of a long
	// one and dots. The end of the URL is missing.
	CutOff bool
}

// An OptionError says why no URL can be read from the bytes of a DHCP option. It quotes
// nothing of them.
type OptionError struct {
	Offset int // of the byte that is wrong: of the text, or of the bytes that it stands for
	Reason string
}

// Error gives place and reason.
func (e *OptionError) Error() string {
	return fmt.Sprintf("option 43, byte %d: %s", e.Offset+1, e.Reason)
}

// FromOption43 reads a URL from the bytes of DHCP option 43, or another that carries one,
// in hexadecimal: as packet captures and servers show them, in upper or lower case, with
// 0x in front or not, and with colons, dashes, commas or spaces between the bytes. The
// error is an [*OptionError].
//
// A value that ends in dots, as "…246d61...", is read as far as it goes.
func FromOption43(text string) (OptionText, error) {
	option := OptionText{}
	text, option.CutOff = cutDots(text)
	data, err := parseHex(text, option.CutOff)
	if err != nil {
		return OptionText{}, err
	}
	switch code, inner, ok := subOption(data); {
	case isURL(data):
	case len(data) > 2 && data[0] == optionVendor && isURL(data[2:]) && (option.CutOff || int(data[1]) == len(data)-2):
		option.Header, data = true, data[2:]
	case ok:
		option.Code, data = code, inner
	case option.CutOff && len(data) > 2 && isURL(data[2:]):
		option.Code, data = int(data[0]), data[2:]
	}
	plain := strings.TrimRight(string(data), "\x00\r\n")
	option.Terminated = len(plain) != len(data)
	switch i := strings.IndexFunc(plain, func(c rune) bool { return c < ' ' || c == 0x7f || c == utf8.RuneError }); {
	case plain == "":
		return OptionText{}, &OptionError{0, "there are no bytes, or only NULs"}
	case i >= 0:
		return OptionText{}, &OptionError{i, "the byte is no text, so this is no URL; nor are these sub-options one of which is a URL"}
	}
	option.URL = plain
	return option, nil
}

// cutDots takes off the dots that say of a value that it goes on, and reports whether
// there were any.
func cutDots(text string) (string, bool) {
	text = strings.TrimRight(text, " \t\r\n")
	whole := strings.TrimSuffix(strings.TrimRight(text, "."), "…")
	return whole, len(text)-len(whole) >= len("..")
}

// isURL tells bytes that begin as a URL of a phone's. By their numbers they can be
// sub-options as well: a URL that begins with "ht" and has 118 bytes is one of the code 104
// and the length 116.
func isURL(data []byte) bool {
	scheme, _, ok := bytes.Cut(data, []byte("://"))
	if !ok {
		return false
	}
	_, known := provurl.ParseProtocol(string(scheme))
	return known
}

// parseHex reads bytes in hexadecimal. Of a text that was cut off, half a byte at the end
// is left out.
func parseHex(text string, cutOff bool) ([]byte, error) {
	if rest := strings.TrimLeft(text, " "); strings.HasPrefix(strings.ToLower(rest), "0x") {
		text = rest[2:]
	}
	var digits []byte
	for i := range len(text) {
		switch c := text[i]; {
		case strings.IndexByte("0123456789abcdefABCDEF", c) >= 0:
			digits = append(digits, c)
		case strings.IndexByte(":-, \t\r\n", c) < 0:
			return nil, &OptionError{i, "this is no hexadecimal digit"}
		}
	}
	if len(digits)%2 != 0 && cutOff {
		digits = digits[:len(digits)-1]
	}
	if len(digits)%2 != 0 {
		return nil, &OptionError{len(text), "an odd number of hexadecimal digits: two make a byte, and one of the last is missing"}
	}
	data := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(data, digits); err != nil {
		return nil, &OptionError{0, "these are no hexadecimal digits"}
	}
	if len(data) > provurl.MaxOption+2 {
		return nil, &OptionError{provurl.MaxOption, "a DHCP option holds 255 bytes"}
	}
	return data, nil
}

// subOption finds the sub-option that is a URL where the bytes are sub-options to the
// last: a code, a length and so many bytes, one after the other.
func subOption(data []byte) (code int, value []byte, ok bool) {
	for at := 0; at < len(data); {
		n := data[at]
		switch {
		case n == 0: // padding
			at++
			continue
		case n == 255: // the end
			return code, value, ok && len(strings.Trim(string(data[at+1:]), "\x00")) == 0
		case at+1 >= len(data) || at+2+int(data[at+1]) > len(data):
			return 0, nil, false
		}
		end := at + 2 + int(data[at+1])
		inner := data[at+2 : end]
		if !ok && strings.Contains(string(inner), "://") {
			code, value, ok = int(n), inner, true
		}
		at = end
	}
	return code, value, ok
}

// A RequestedOption is a DHCP option that a phone asks its server for.
type RequestedOption struct {
	Code int
	Name string // as RFC 2132 and its successors call it, "" for one that they don't
}

// CarriesURL reports whether a phone can be set to take its URL from the option: 43, 66, or
// a custom one of 128 to 254 (section 4.3 of the description).
func (o RequestedOption) CarriesURL() bool { return carriesURL(o.Code) }

// FromRequestList reads a parameter request list, which is DHCP option 55, from its bytes
// in hexadecimal, as [FromOption43] reads others. It reports whether it is one: numbers of
// options, none of them twice, with one among them that every client asks for. Code and
// length of option 55 may stand in front.
//
// CutOff reports that the list goes on, as with [OptionText]: what stands behind is not known.
func FromRequestList(text string) (options []RequestedOption, cutOff, ok bool) {
	text, cutOff = cutDots(text)
	data, err := parseHex(text, cutOff)
	if err != nil {
		return nil, false, false
	}
	if len(data) > 2 && data[0] == optionRequestList && (int(data[1]) == len(data)-2 || cutOff && int(data[1]) > len(data)-2) {
		data = data[2:]
	}
	usual := false
	seen := map[byte]bool{}
	for _, code := range data {
		if code == 0 || code == 255 || seen[code] { // padding, and the end of all options
			return nil, false, false
		}
		seen[code] = true
		usual = usual || code == 1 || code == 3 || code == 6
		options = append(options, RequestedOption{int(code), optionNames[code]})
	}
	return options, cutOff, usual
}

// Options of RFC 2132 that are read with their code and length.
const (
	optionVendor      = 43 // Vendor Specific Information, section 8.4
	optionRequestList = 55 // Parameter Request List, section 9.8
)

// optionNames are the options that clients ask for, by the registry of RFC 2132 and its
// successors. Codes from 128 on have no one meaning.
var optionNames = map[byte]string{
	1: "subnet mask", 2: "time offset", 3: "router", 4: "time server", 5: "name server", 6: "domain name server", 7: "log server",
	12: "host name", 15: "domain name", 26: "interface MTU", 28: "broadcast address", 33: "static route", 42: "NTP servers", 43: "vendor-specific information",
	44: "NetBIOS name server", 46: "NetBIOS node type", 47: "NetBIOS scope", 50: "requested address", 51: "address lease time", 53: "message type", 54: "server identifier",
	57: "maximum message size", 58: "renewal time", 59: "rebinding time", 60: "vendor class identifier", 61: "client identifier", 66: "TFTP server name", 67: "bootfile name",
	77: "user class", 81: "client FQDN", 82: "relay agent information", 100: "time zone (POSIX)", 101: "time zone (name)", 119: "domain search", 120: "SIP servers", 121: "classless static route",
	124: "vendor-identifying class", 125: "vendor-identifying information",
}
