package naming

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A MAC is a phone's hardware address. The zero MAC stands for none.
type MAC [6]byte

const macDigits = 12

// ParseMAC reads a MAC address as labels, switches and phones print it: twelve
// hexadecimal digits of either case, in one piece or in groups of two, four or six with
// colons, dashes, dots, underscores or spaces between them. White space around it is
// ignored. The error is a [*MACError].
//
// The all-zero and the broadcast address are refused: they are placeholders that
// somebody forgot to fill in. Other addresses that no phone should have (multicast,
// locally administered) are taken, since a phone's setting can carry them.
func ParseMAC(s string) (MAC, error) {
	text := strings.TrimSpace(s)
	// Columns are counted in what was given, not in what was left of it.
	column := 1 + utf8.RuneCountInString(s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))])
	if text == "" {
		return MAC{}, &MACError{Text: s, Reason: MACEmpty}
	}
	var (
		mac    MAC
		groups macGroups
	)
	for _, r := range text {
		if digit, ok := hexValue(r); ok {
			if groups.digits < macDigits {
				mac[groups.digits/2] = mac[groups.digits/2]<<4 | digit
			}
			groups.digit(column)
		} else if !isMACSeparator(r) {
			return MAC{}, &MACError{Text: s, Reason: MACNotHex, Column: column, Char: r}
		} else if !groups.separate(byte(r)) {
			return MAC{}, &MACError{Text: s, Reason: MACMixedSeparators, Column: column, Char: r}
		}
		column++
	}
	if groups.digits != macDigits {
		return MAC{}, &MACError{Text: s, Reason: MACLength, Digits: groups.digits, Column: groups.odd()}
	}
	if !groups.regular() {
		return MAC{}, &MACError{Text: s, Reason: MACGroups, Column: groups.odd()}
	}
	if mac.isPlaceholder() {
		return MAC{}, &MACError{Text: s, Reason: MACPlaceholder}
	}
	return mac, nil
}

// isPlaceholder tells the two addresses that ParseMAC refuses.
func (m MAC) isPlaceholder() bool {
	return m == MAC{} || m == MAC{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
}

// String gives the twelve digits in lower case and in one piece, as in file names.
func (m MAC) String() string {
	return hex.EncodeToString(m[:])
}

// IsZero says that m stands for no address.
func (m MAC) IsZero() bool {
	return m == MAC{}
}

// MarshalText gives what [MAC.String] gives, and nothing for the zero MAC.
func (m MAC) MarshalText() ([]byte, error) {
	if m.IsZero() {
		return []byte{}, nil
	}
	return hex.AppendEncode(nil, m[:]), nil
}

// UnmarshalText reads what [ParseMAC] reads, and the zero MAC from nothing.
func (m *MAC) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = MAC{}
		return nil
	}
	parsed, err := ParseMAC(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// FileName gives the name of the phone's device file with this extension. The
// description, section 4.1, "Configuration file named after MAC addresses", has
// 001565113af8.cfg for the address 00:15:65:11:3a:f8.
func (m MAC) FileName(ext Ext) string {
	return m.String() + "." + ext.String()
}

// KnownVendorPrefix says that the address begins as those of Fanvil phones in public
// provisioning files do: 0c383e, 00a859 or 00a85a, or as those that Nethesis (e0e656),
// Planet (00304f) and D-Link (a09f7a) sell. That is a hint and no more: there are others,
// such as the 001565 of the description's own example.
func (m MAC) KnownVendorPrefix() bool {
	var digits [macDigits]byte
	hex.Encode(digits[:], m[:])
	return knownPrefix(digits[:])
}

// knownPrefix is KnownVendorPrefix for lower-case digits, the first six at least.
func knownPrefix(digits []byte) bool {
	switch string(digits[:6]) {
	case "0c383e", "00a859", "00a85a", "e0e656", "00304f", "a09f7a":
		return true
	}
	return false
}

// hexValue reads a hexadecimal digit.
func hexValue(r rune) (byte, bool) {
	switch {
	case '0' <= r && r <= '9':
		return byte(r - '0'), true
	case 'a' <= r && r <= 'f':
		return byte(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return byte(r-'A') + 10, true
	}
	return 0, false
}

// isMACSeparator tells what people put between the groups of a MAC address.
func isMACSeparator(r rune) bool {
	return r == ':' || r == '-' || r == '.' || r == '_' || r == ' '
}
