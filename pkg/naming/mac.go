package naming

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/phrase"
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
	fail := func(column int, reason string) (MAC, error) { return MAC{}, &MACError{s, column, reason} }
	if text == "" {
		return fail(0, "")
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
			return fail(column, badDigit(r, column))
		} else if !groups.separate(byte(r)) {
			return fail(column, fmt.Sprintf("has %q in column %d and another separator before it: use the same between all groups, or none", r, column))
		}
		column++
	}
	odd, regular := groups.odd()
	switch {
	case groups.digits != macDigits:
		return fail(odd, badLength(groups.digits, odd))
	case !regular:
		return fail(odd, badGroups(odd))
	case mac.isPlaceholder():
		return fail(0, "is a placeholder that no phone has: put the phone's own address there")
	}
	return mac, nil
}

// isPlaceholder reports whether m is one of the two addresses that ParseMAC refuses.
func (m MAC) isPlaceholder() bool {
	return m == MAC{} || m == MAC{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
}

// String returns the twelve digits in lower case and in one piece, as in file names.
func (m MAC) String() string {
	return hex.EncodeToString(m[:])
}

// IsZero reports whether m stands for no address.
func (m MAC) IsZero() bool {
	return m == MAC{}
}

// MarshalText returns what [MAC.String] returns, and nothing for the zero MAC.
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

// FileName returns the name of the phone's device file with this extension. The
// description, section 4.1, "Configuration file named after MAC addresses", has
// 001565113af8.cfg for the address 00:15:65:11:3a:f8.
func (m MAC) FileName(ext Ext) string {
	return m.String() + "." + ext.String()
}

// isKnownPrefix reports whether an address that begins with these lower-case digits, six at
// least, begins as those of Fanvil phones in public provisioning files do: 0c383e, 00a859 or
// 00a85a, or as those that Nethesis (e0e656), Planet (00304f) and D-Link (a09f7a) sell. That
// is a hint and no more: there are others, such as the 001565 of the description's own
// example.
func isKnownPrefix(digits []byte) bool {
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

// isMACSeparator reports whether people put r between the groups of a MAC address.
func isMACSeparator(r rune) bool {
	return r == ':' || r == '-' || r == '.' || r == '_' || r == ' '
}

// A MACError says why a text is no MAC address.
type MACError struct {
	Text   string // as given
	Column int    // where the trouble is, in characters from 1; 0 where it is nowhere in particular
	reason string // in words that follow on the address
}

func (e *MACError) Error() string {
	if e.reason == "" {
		return "no MAC address given: it has 12 hexadecimal digits and stands on the label under the phone"
	}
	return "the MAC address " + phrase.Quote(e.Text) + " " + e.reason
}

// badDigit says what is wrong with a character among the digits.
func badDigit(r rune, column int) string {
	if digit, ok := lookAlike(r); ok {
		return fmt.Sprintf("has the letter %c in column %d: the digit %c may be meant", r, column, digit)
	}
	return fmt.Sprintf("has %q in column %d: only the digits 0 to 9 and a to f belong there, with colons, dashes or dots between groups", r, column)
}

// badLength says what is wrong with a number of digits, and in which group it shows.
func badLength(digits, column int) string {
	text := fmt.Sprintf("has %s, %d too many: look for what was typed twice", phrase.Count(digits, "hexadecimal digit"), digits-macDigits)
	if digits < macDigits {
		text = fmt.Sprintf("has %s, %d too few: look for what was lost", phrase.Count(digits, "hexadecimal digit"), macDigits-digits)
	}
	if column > 0 {
		text += fmt.Sprintf(", first in the group at column %d", column)
	}
	return text
}

func badGroups(column int) string {
	where := ""
	if column > 0 {
		where = fmt.Sprintf(" (column %d)", column)
	}
	return "has its 12 digits in groups of the wrong size" + where + ": write groups of two, as in 00:15:65:11:3a:f8, or leave the separators out"
}

// macGroups keeps account of how the digits of a MAC address are grouped.
type macGroups struct {
	digits    int      // in all
	count     int      // groups begun, beyond what sizes holds too
	sizes     [7]uint8 // digits in each group; one group too many is enough to know
	columns   [7]int   // where each begins
	separator byte     // what stands between them, 0 if nothing does
}

// digit takes account of one more digit.
func (g *macGroups) digit(column int) {
	if g.count == 0 {
		g.count = 1
	}
	g.digits++
	if i := g.count - 1; i < len(g.sizes) {
		if g.sizes[i] == 0 {
			g.columns[i] = column
		}
		if g.sizes[i] < 255 {
			g.sizes[i]++
		}
	}
}

// separate ends a group; it reports whether the separator is the one used before.
func (g *macGroups) separate(separator byte) bool {
	if g.separator != 0 && g.separator != separator {
		return false
	}
	if g.count == 0 {
		g.count = 1 // an empty group, before the first digit
	}
	g.separator = separator
	g.count++
	return true
}

// odd returns the column of the first group of a wrong size, 0 if none can be named, and
// whether there is none: all have as many digits as they should.
func (g *macGroups) odd() (column int, regular bool) {
	switch g.count {
	case 1, 2, 3, 6:
	default:
		return 0, false // nobody writes so many groups
	}
	for i, n := range g.sizes[:g.count] {
		if int(n) != macDigits/g.count {
			if g.count == 1 {
				return 0, false
			}
			return g.columns[i], false // 0 for an empty group
		}
	}
	return 0, true
}
