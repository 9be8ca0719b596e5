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
	// Terminated tells that a NUL or a line end stood behind the URL, as some servers
	// send it.
	Terminated bool
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
func FromOption43(text string) (OptionText, error) {
	data, err := parseHex(text)
	if err != nil {
		return OptionText{}, err
	}
	option := OptionText{}
	if code, inner, ok := subOption(data); ok && !isURL(data) {
		option.Code, data = code, inner
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

// parseHex reads bytes in hexadecimal.
func parseHex(text string) ([]byte, error) {
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
	if len(digits)%2 != 0 {
		return nil, &OptionError{len(text), "an odd number of hexadecimal digits: one of the last byte is missing"}
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
