package naming

import "fmt"

// A rank says how alike two names are, the most alike first.
type rank uint8

const (
	rankSame  rank = iota // letter by letter
	rankCase              // but for upper and lower case
	rankZeros             // but for letters O where zeros belong, and case
	rankMoved             // but for a character missing, extra or swapped, and case
	rankWrong             // but for one other character, and case
	rankNone              // not alike
)

// A slip is the one thing in which a name differs from another, case aside.
type slip struct {
	kind   slipKind
	column int  // from 1, in the name that has the slip
	got    byte // the character there
	want   byte // the character that belongs there
}

type slipKind uint8

const (
	slipWrong   slipKind = iota + 1 // another character
	slipMissing                     // a character left out before the column
	slipExtra                       // a character too many
	slipSwapped                     // two that have changed places
)

// clause says what is wrong, in words that follow on "this name".
func (s slip) clause() string {
	switch s.kind {
	case slipWrong:
		return fmt.Sprintf("has %q in column %d where %q belongs", s.got, s.column, s.want)
	case slipMissing:
		return fmt.Sprintf("lacks the %q of column %d", s.want, s.column)
	case slipExtra:
		return fmt.Sprintf("has %q too many in column %d", s.got, s.column)
	case slipSwapped:
		return fmt.Sprintf("has columns %d and %d swapped", s.column, s.column+1)
	default:
		return ""
	}
}

// likeness compares a name with a known one. Both are ASCII.
func likeness(got, known string) (rank, slip) {
	switch {
	case got == known:
		return rankSame, slip{}
	case len(got) > len(known)+1 || len(known) > len(got)+1:
		return rankNone, slip{}
	}
	if len(got) == len(known) {
		if r := likeInPlace(got, known); r != rankNone {
			return r, slip{}
		}
	}
	if s, ok := oneSlip(got, known); ok {
		// Another character makes another model's name more often than the rest do.
		if s.kind == slipWrong {
			return rankWrong, s
		}
		return rankMoved, s
	}
	return rankNone, slip{}
}

// likeInPlace compares two names of a length, character by character.
func likeInPlace(got, known string) rank {
	r := rankCase
	for i := range len(got) {
		if lower(got[i]) == lower(known[i]) {
			continue
		}
		if lower(got[i]) != 'o' || known[i] != '0' {
			return rankNone
		}
		r = rankZeros
	}
	return r
}

// oneSlip finds the one slip that two names differ in, if it is one.
func oneSlip(got, known string) (slip, bool) {
	i := 0
	for i < len(got) && i < len(known) && lower(got[i]) == lower(known[i]) {
		i++
	}
	s := slip{column: i + 1}
	if i < len(got) {
		s.got = got[i]
	}
	if i < len(known) {
		s.want = known[i]
	}
	switch {
	case len(got) < len(known):
		s.kind = slipMissing
		return s, equalFold(got[i:], known[i+1:])
	case len(got) > len(known):
		s.kind = slipExtra
		return s, equalFold(got[i+1:], known[i:])
	case i == len(got):
		return slip{}, false // no slip at all
	case equalFold(got[i+1:], known[i+1:]):
		s.kind = slipWrong
		return s, true
	case i+1 < len(got) && lower(got[i]) == lower(known[i+1]) && lower(got[i+1]) == lower(known[i]):
		s.kind = slipSwapped
		return s, equalFold(got[i+2:], known[i+2:])
	}
	return slip{}, false
}

// equalFold compares ASCII text without regard to case. Unlike [strings.EqualFold], it
// takes no letter beyond ASCII for one within, such as the Kelvin sign for K.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}
