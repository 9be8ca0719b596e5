package naming

import (
	"fmt"
	"strings"
)

// A MACReason says why a text is no MAC address.
type MACReason uint8

const (
	MACEmpty           MACReason = iota + 1 // nothing but white space
	MACLength                               // fewer or more than 12 digits
	MACNotHex                               // a character that is neither digit nor separator
	MACMixedSeparators                      // two kinds of separator
	MACGroups                               // 12 digits in groups that are not all 2, 4 or 6 long
	MACPlaceholder                          // the all-zero or the broadcast address
)

// A MACError says why a text is no MAC address.
type MACError struct {
	Text   string // as given
	Reason MACReason
	Column int  // where the trouble is, in characters from 1; 0 where it is nowhere in particular
	Digits int  // with MACLength, how many there are
	Char   rune // with MACNotHex and MACMixedSeparators, the odd character
}

func (e *MACError) Error() string {
	if e.Reason == MACEmpty {
		return "no MAC address given: it has 12 hexadecimal digits and stands on the label under the phone"
	}
	return "the MAC address " + quote(e.Text) + " " + e.trouble()
}

// trouble says what is wrong and what to do, in words that follow on the address.
func (e *MACError) trouble() string {
	switch e.Reason {
	case MACLength:
		return e.lengthTrouble()
	case MACNotHex:
		if digit, ok := lookAlike(e.Char); ok {
			return fmt.Sprintf("has the letter %c in column %d: the digit %c may be meant", e.Char, e.Column, digit)
		}
		return fmt.Sprintf("has %q in column %d: only the digits 0 to 9 and a to f belong there, with colons, dashes or dots between groups", e.Char, e.Column)
	case MACMixedSeparators:
		return fmt.Sprintf("has %q in column %d and another separator before it: use the same between all groups, or none", e.Char, e.Column)
	case MACGroups:
		where := ""
		if e.Column > 0 {
			where = fmt.Sprintf(" (column %d)", e.Column)
		}
		return "has its 12 digits in groups of the wrong size" + where + ": write groups of two, as in 00:15:65:11:3a:f8, or leave the separators out"
	case MACPlaceholder:
		return "is a placeholder that no phone has: put the phone's own address there"
	default:
		return "is not 12 hexadecimal digits"
	}
}

func (e *MACError) lengthTrouble() string {
	var text strings.Builder
	fmt.Fprintf(&text, "has %s, ", countDigits(e.Digits))
	if e.Digits < macDigits {
		fmt.Fprintf(&text, "%d too few: look for what was lost", macDigits-e.Digits)
	} else {
		fmt.Fprintf(&text, "%d too many: look for what was typed twice", e.Digits-macDigits)
	}
	if e.Column > 0 {
		fmt.Fprintf(&text, ", first in the group at column %d", e.Column)
	}
	return text.String()
}

func countDigits(n int) string {
	if n == 1 {
		return "1 hexadecimal digit"
	}
	return fmt.Sprintf("%d hexadecimal digits", n)
}
