package naming

import (
	"fmt"
	"slices"
	"strings"
)

// A match is a model whose general file a name is like.
type match struct {
	model *Model
	known string // the model's stem, or the alternate that the name is like
	slip  slip
}

// nearGeneral finds what general file a name is a slip of, nil if of none. One slip is
// the limit: models differ in two characters and in less.
func nearGeneral(stem string, ext extension) *NearMiss {
	r, matches := nearest(stem)
	if r == rankNone {
		return nil
	}
	first := matches[0]
	near := &NearMiss{Name: first.model.FileName(ext.meant), Kind: GeneralFile}
	for _, m := range matches {
		if !slices.ContainsFunc(near.Models, func(seen Model) bool { return seen.Name == m.model.Name }) {
			near.Models = append(near.Models, m.model.copied())
		}
	}
	if len(near.Models) > 1 || r >= rankMoved && isPlausible(stem, first.known) {
		near.Reason = doubtfulReason(matches, ext)
		return near
	}
	// A reported name is not known to be right, so nobody can be sure that another is
	// wrong: X3SG's f0X3sghw1.100 may well be f0X3SGhw1.100 on the phone.
	near.Certain = first.model.Standing == Vendor && first.known == first.model.stem()
	near.Reason = first.reason(r, near.Name, ext)
	return near
}

// isAlternate says that the name is like an alternate, and not like the model's own.
func (m match) isAlternate() bool { return m.known != m.model.stem() && !m.isRejected() }

// isRejected says that the name is like one that somebody served by mistake.
func (m match) isRejected() bool { return slices.Contains(m.model.Rejected, m.known) }

// reason says what name is right and what is wrong with the one at hand.
func (m match) reason(r rank, right string, ext extension) string {
	var text strings.Builder
	text.WriteString("the general file of " + m.model.Name)
	switch {
	case m.model.Standing == Vendor:
		text.WriteString(" is " + right)
	case m.model.IsAttested():
		text.WriteString(" is reported to be " + right)
	default:
		text.WriteString(" is inferred to be " + right)
	}
	switch {
	case m.isAlternate():
		text.WriteString(", or else " + m.known)
	case m.isRejected():
		text.WriteString("; " + m.known + " was served by somebody, and the rule of the F0V names and a better source say otherwise")
		if r == rankSame && ext.flaw == extFine {
			return text.String()
		}
	}
	what := m.slip.clause()
	switch r {
	case rankCase:
		what = "is in another case, which servers on Unix tell apart"
	case rankZeros:
		what = "has the letter O where a zero belongs"
	}
	text.WriteString("; this name " + join(what, ext.clause()))
	return text.String()
}

// doubtfulReason is for names that may be slips, and may be right.
func doubtfulReason(matches []match, ext extension) string {
	var known []string
	for _, m := range matches[:min(3, len(matches))] {
		name := m.known + "." + ext.meant.String()
		if m.isAlternate() {
			name = fmt.Sprintf("%s (reported for %s, otherwise %s)", name, m.model.Name, m.model.FileName(ext.meant))
		} else {
			name = fmt.Sprintf("%s (%s)", name, m.model.Name)
		}
		known = append(known, name)
	}
	what := ""
	if len(matches) == 1 {
		what = matches[0].slip.clause()
	}
	if what = join(what, ext.clause()); what != "" {
		what = ": it " + what
	}
	return fmt.Sprintf("this name is not in the table of models, and is one character from %s%s; keep it only if it belongs to a model that the table lacks",
		alternatives(known), what)
}

// nearest finds the models whose name is most like a stem, and how alike they are. The
// models' own names come before alternates, which others only report, and before names
// that were rejected or are inferred: of these, only case and zeros may be mistaken, since
// nobody can tell a slip in a name that nobody has seen.
func nearest(stem string) (rank, []match) {
	best := rankNone
	var matches []match
	if !isASCII(stem) {
		return best, nil
	}
	consider := func(m *Model, known string, worst rank) {
		r, s := likeness(stem, known)
		if r > worst {
			return
		}
		if r < best {
			best, matches = r, matches[:0]
		}
		if r == best && r != rankNone {
			matches = append(matches, match{m, known, s})
		}
	}
	for i := range table {
		if table[i].IsAttested() {
			consider(&table[i], table[i].stem(), rankWrong)
		}
	}
	for i := range table {
		for _, alternate := range table[i].Alternates {
			consider(&table[i], alternate, rankWrong)
		}
	}
	for i := range table {
		for _, rejected := range table[i].Rejected {
			consider(&table[i], rejected, rankZeros)
		}
		if m := &table[i]; m.Standing == Inferred && best > rankZeros {
			consider(m, m.stem(), rankZeros)
		}
	}
	return best, matches
}

// isPlausible says that a name, though in no table, is built as the names of models
// are, so that a model newer than the table may bear it. The name it is like settles
// which of three ways of building names is meant:
//
//	f0 + model + hw1.100                low-end colour phones, f0X4hw1.100
//	F0V or so + model + zeros, in 12    high-end colour phones, F0V00X600000
//	f0 + letter + 8 digits              Android phones, f0C06000000
//
// Upper and lower case don't matter here.
func isPlausible(stem, known string) bool {
	const frame = "hw1.100"
	if !equalFold(stem[:2], known[:2]) {
		return false
	}
	if strings.HasSuffix(known, frame) {
		end := len(stem) - len(frame)
		return equalFold(stem[end:], frame) && isModelText(stem[2:end])
	}
	if strings.HasPrefix(known, "f0") {
		return len(stem) == len(known) && isModelText(stem[2:3]) && isLetter(stem[2]) && areDecimal(stem[3:])
	}
	return (len(stem) == len(known) || len(stem) == 12) && isModelText(stem)
}

// isModelText says that a text can be part of a model's name: digits, letters, a dash.
func isModelText(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isDecimal(c) && !isLetter(c) && c != '-' {
			return false
		}
	}
	return s != ""
}

func areDecimal(s string) bool {
	for i := range len(s) {
		if !isDecimal(s[i]) {
			return false
		}
	}
	return true
}
