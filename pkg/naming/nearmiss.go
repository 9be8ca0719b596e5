package naming

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// A NearMiss is a name that another name is likely a slip of.
type NearMiss struct {
	// Name is the name to use instead, without folders. It is empty where it cannot be
	// known, as for a MAC address with a digit missing.
	Name string
	// Reason says what is wrong, in a clause without a full stop. It holds Name.
	Reason string
	// Certain says that nothing else is likely. It is false where the name as it stands
	// may be right: that of a model newer than the table, or a user's own.
	Certain bool

	Kind   Kind    // what Name stands for
	Models []Model // whose general file Name is
	MAC    MAC     // whose device file Name is
}

// nearTemplate mends the macros of a template that has a wrong one, nil if that cannot
// be done.
func nearTemplate(base string) *NearMiss {
	name, reason := base, ""
	for from := 0; ; {
		found, ok, err := nextMacro(name, from)
		if err == nil {
			if !ok {
				break
			}
			from = found.end
			continue
		}
		nearest := nearestMacro(found.name)
		if nearest == "" {
			return nil
		}
		if reason == "" {
			reason = "phones replace $" + nearest + " and don't know " + phrase.Quote(name[found.start:found.end])
		}
		// The braces of ${mac}x keep apart what without them would be another name.
		bound := found.end < len(name) && ascii.IsLetter(name[found.end])
		if bound || runsOn(found.name, nearest) {
			// What was to follow on the value, nobody can say.
			return &NearMiss{Reason: reason, Kind: Template}
		}
		name = name[:found.start] + "$" + nearest + name[found.end:]
		from = found.start + 1 + len(nearest)
	}
	return &NearMiss{Name: name, Reason: reason + ": write " + name, Certain: true, Kind: Template}
}

// A match is a model whose general file a name is like.
type match struct {
	model *Model
	known string // the model's stem, or the alternate that the name is like
	slip  typo.Slip
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

// isAlternate reports whether the name is like an alternate, and not like the model's own.
func (m match) isAlternate() bool { return m.known != m.model.stem() && !m.isRejected() }

// isRejected reports whether the name is like one that somebody served by mistake.
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
	what := slipClause(m.slip)
	switch r {
	case rankCase:
		what = "is in another case, which servers on Unix tell apart"
	case rankZeros:
		what = "has the letter O where a zero belongs"
	}
	text.WriteString("; this name " + joined(what, ext.clause()))
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
		what = slipClause(matches[0].slip)
	}
	if what = joined(what, ext.clause()); what != "" {
		what = ": it " + what
	}
	return fmt.Sprintf("this name is not in the table of models, and is one character from %s%s; keep it only if it belongs to a model that the table lacks",
		phrase.List(known, "or"), what)
}

// nearest finds the models whose name is most like a stem, and how alike they are. The
// models' own names come before alternates, which others only report, and before names
// that were rejected or are inferred: of these, only case and zeros may be mistaken, since
// nobody can tell a slip in a name that nobody has seen.
func nearest(stem string) (rank, []match) {
	best := rankNone
	var matches []match
	if !ascii.Is(stem) {
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

// isPlausible reports whether a name, though in no table, is built as the names of models
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
	if !ascii.EqualFold(stem[:2], known[:2]) {
		return false
	}
	if strings.HasSuffix(known, frame) {
		end := len(stem) - len(frame)
		return ascii.EqualFold(stem[end:], frame) && isModelText(stem[2:end])
	}
	if strings.HasPrefix(known, "f0") {
		return len(stem) == len(known) && isModelText(stem[2:3]) && ascii.IsLetter(stem[2]) && strings.Trim(stem[3:], "0123456789") == ""
	}
	return (len(stem) == len(known) || len(stem) == 12) && isModelText(stem)
}

// isModelText reports whether a text can be part of a model's name: digits, letters, a dash.
func isModelText(s string) bool {
	for i := range len(s) {
		if c := s[i]; !ascii.IsDigit(c) && !ascii.IsLetter(c) && c != '-' {
			return false
		}
	}
	return s != ""
}

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

// slipClause says what is wrong, in words that follow on "this name".
func slipClause(s typo.Slip) string {
	switch s.Kind {
	case typo.Wrong:
		return fmt.Sprintf("has %q in column %d where %q belongs", s.Got, s.Column, s.Want)
	case typo.Missing:
		return fmt.Sprintf("lacks the %q of column %d", s.Want, s.Column)
	case typo.Extra:
		return fmt.Sprintf("has %q too many in column %d", s.Got, s.Column)
	case typo.Swapped:
		return fmt.Sprintf("has columns %d and %d swapped", s.Column, s.Column+1)
	}
	return ""
}

// likeness compares a name with a known one. Both are ASCII.
func likeness(got, known string) (rank, typo.Slip) {
	if got == known {
		return rankSame, typo.Slip{}
	}
	if r := likeInPlace(got, known); r != rankNone {
		return r, typo.Slip{}
	}
	s, ok := typo.Find(got, known)
	switch {
	case !ok:
		return rankNone, typo.Slip{}
	case s.Kind == typo.Wrong:
		return rankWrong, s // this makes another model's name more often than the rest do
	}
	return rankMoved, s
}

// likeInPlace compares two names character by character.
func likeInPlace(got, known string) rank {
	if len(got) != len(known) {
		return rankNone
	}
	r := rankCase
	for i := range len(got) {
		if ascii.Lower(got[i]) == ascii.Lower(known[i]) {
			continue
		}
		if ascii.Lower(got[i]) != 'o' || known[i] != '0' {
			return rankNone
		}
		r = rankZeros
	}
	return r
}

// joined writes clauses one after the other, leaving out the empty ones.
func joined(clauses ...string) string {
	return phrase.List(slices.DeleteFunc(clauses, func(clause string) bool { return clause == "" }), "and")
}
