// Package typo compares names that people type with the names that may be meant. Upper and
// lower case are the same to it.
package typo

import (
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// MaxLen is the length in bytes of the longest names that are compared.
const MaxLen = 64

// Distance returns how many letters were added, left out, mistaken or swapped between two
// names. It stops beyond a limit and returns limit+1, as it does for names of more than
// [MaxLen] bytes.
func Distance(a, b string, limit int) int {
	if len(a) > MaxLen || len(b) > MaxLen {
		return limit + 1
	}
	a, b = trimAlike(a, b)
	a, b = narrow(a), narrow(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(b)-len(a) > limit:
		return limit + 1
	case len(a) == 0:
		return len(b)
	case limit == 1:
		if len(b) == 1 || len(a) == 2 && len(b) == 2 && isSwapped(a, b) {
			return 1
		}
		return 2
	}
	return count(a, b, limit)
}

// count fills the usual matrix, of which three rows are enough: a swap looks back two.
func count(a, b string, limit int) int {
	var rows [3][MaxLen + 1]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if isAlike(a[i-1], b[j-1]) {
				cost = 0
			}
			n := min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && isSwapped(a[i-2:], b[j-2:]) {
				n = min(n, before[j-2]+1)
			}
			now[j] = n
			least = min(least, n)
		}
		if least > limit {
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(b)], limit+1)
}

// trimAlike takes off what both names start and end with, which is most of them.
func trimAlike(a, b string) (string, string) {
	for len(a) > 0 && len(b) > 0 && isAlike(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && isAlike(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// narrow puts one byte in the place of each letter beyond ASCII, so that it counts once.
func narrow(name string) string {
	if ascii.Is(name) {
		return name
	}
	letters := make([]byte, 0, len(name))
	for i, r := range name {
		switch {
		case r == utf8.RuneError:
			r = rune(name[i]) // one that trimming has cut
		case r >= utf8.RuneSelf:
			r = r&0x7f | 0x80
		}
		letters = append(letters, byte(r))
	}
	return string(letters)
}

func isAlike(a, b byte) bool { return a == b || a^b == 0x20 && ascii.IsLetter(a) }

// isSwapped reports whether two names begin with the same two letters in the other order.
func isSwapped(a, b string) bool { return isAlike(a[0], b[1]) && isAlike(a[1], b[0]) }

// A Slip is the one thing in which a name differs from another.
type Slip struct {
	Kind      SlipKind
	Column    int  // from 1, in the name that has the slip
	Got, Want byte // the letter there, and the one that belongs there
}

// A SlipKind says what happened to a letter.
type SlipKind uint8

// The kinds of slip.
const (
	Wrong   SlipKind = iota + 1 // another letter
	Missing                     // a letter left out before the column
	Extra                       // a letter too many
	Swapped                     // two that have changed places
)

// Find returns the one slip that a name of ASCII differs in from a known one, false where
// there is none or more than one.
func Find(got, known string) (Slip, bool) {
	if len(got) > len(known)+1 || len(known) > len(got)+1 || Distance(got, known, 1) != 1 {
		return Slip{}, false
	}
	i := 0
	for i < len(got) && i < len(known) && isAlike(got[i], known[i]) {
		i++
	}
	s := Slip{Kind: Swapped, Column: i + 1}
	if i < len(got) {
		s.Got = got[i]
	}
	if i < len(known) {
		s.Want = known[i]
	}
	switch {
	case len(got) < len(known):
		s.Kind = Missing
	case len(got) > len(known):
		s.Kind = Extra
	case ascii.EqualFold(got[i+1:], known[i+1:]):
		s.Kind = Wrong
	}
	return s, true
}
