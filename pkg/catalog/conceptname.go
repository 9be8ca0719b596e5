package catalog

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// LookupConcept finds a concept by its name, with or without the @ that marks one among
// paths, and returns the number in it: "@line1.password", "line[1].password", and
// "web.password1" as well as "web.password[1]". The number is 0 where the name has none.
// Case does not count, nor does a dash or a space in the place of an underscore. The only
// error is a [*ConceptError].
func LookupConcept(name string) (c Concept, index int, err error) {
	folded := foldConcept(name)
	if c, ok := conceptsByName()[folded]; ok {
		if c.Indexed() {
			return Concept{}, 0, &ConceptError{Name: name, Reason: "a number is missing", Nearest: []string{c.At(1)}}
		}
		return c, 0, nil
	}
	bare, number := cutConceptNumber(folded)
	c, ok := conceptsByName()[bare]
	switch index, _ = strconv.Atoi(number); {
	case number == "" || !ok && !isConcept(withoutMark(bare)):
	case !ok || !c.Indexed():
		c = conceptsByName()[withoutMark(bare)]
		return Concept{}, 0, &ConceptError{Name: name, Reason: "no number belongs there", Nearest: []string{c.At(max(index, 1))}}
	case number[0] == '0' || len(number) > maxIndexDigits:
		return Concept{}, 0, &ConceptError{Name: name, Reason: "the number is from 1 to 9999, without zeros in front", Nearest: []string{c.At(1)}}
	default:
		return c, index, nil
	}
	return Concept{}, 0, &ConceptError{Name: name, Nearest: nearestConcepts(bare, index, 3)}
}

// ConceptsLike returns the concepts that have a text in their names, or that a pattern of * and
// ? matches, with or without the @ and the mark of a number.
func ConceptsLike(text string) []Concept {
	wanted, _ := cutConceptNumber(strings.NewReplacer("[*]", "*", "[?]", "?").Replace(foldConcept(text)))
	wanted = withoutMark(wanted)
	var found []Concept
	for _, c := range Concepts() {
		name := withoutMark(foldConcept(c.Name()))
		matched := strings.Contains(name, wanted)
		if strings.ContainsAny(wanted, "*?") {
			matched, _ = path.Match(wanted, name)
		}
		if matched {
			found = append(found, c)
		}
	}
	return found
}

// ConceptError says that a name is none of a concept.
type ConceptError struct {
	Name    string   // as it was given
	Reason  string   // why, where it nearly is one
	Nearest []string // up to three names that it may be a slip of, without the @
}

func (e *ConceptError) Error() string {
	name, at := strings.TrimSpace(e.Name), ""
	if strings.HasPrefix(name, "@") {
		at = "@"
	}
	text := cmp.Or(phrase.Visible(e.Name), `""`) + ": " + cmp.Or(e.Reason, "there is no such neutral name")
	if len(e.Nearest) == 0 {
		return text
	}
	return text + ": did you mean " + at + strings.Join(e.Nearest, ", "+at) + "?"
}

// foldConcept returns a name as names are compared.
func foldConcept(name string) string {
	name = strings.TrimPrefix(strings.TrimSpace(name), "@")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == ' ':
			return '_'
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		}
		return r
	}, name)
}

// cutConceptNumber puts a mark in the place of the number that a part of a name ends in:
// "line[N].password" and "1" for "line1.password" and "line[1].password".
func cutConceptNumber(name string) (bare, number string) {
	for at := 0; at < len(name); {
		end := len(name)
		if dot := strings.IndexByte(name[at:], '.'); dot >= 0 {
			end = at + dot
		}
		stem := strings.TrimSuffix(name[at:end], "]")
		digits := strings.TrimRight(stem, "0123456789")
		number = stem[len(digits):]
		closed, opened := len(stem) < end-at, strings.HasSuffix(digits, "[")
		if number != "" && len(digits) > 0 && closed == opened {
			return name[:at] + strings.TrimSuffix(digits, "[") + foldedMark + name[end:], number
		}
		at = end + 1
	}
	return name, ""
}

// foldedMark is the mark of a folded name.
const foldedMark = "[n]"

func withoutMark(name string) string { return strings.Replace(name, foldedMark, "", 1) }

// conceptsByName has the concepts by their folded names, those with a number with the mark
// and without it.
var conceptsByName = sync.OnceValue(func() map[string]Concept {
	known := make(map[string]Concept)
	for _, c := range Concepts() {
		name := foldConcept(c.Name())
		known[name], known[withoutMark(name)] = c, c
	}
	return known
})

func isConcept(name string) bool { _, ok := conceptsByName()[name]; return ok }

// nearestConcepts returns up to n names that a folded one may be a slip of, with its number.
func nearestConcepts(name string, index, n int) []string {
	name = withoutMark(name)
	if len(name) > maxName || name == "" {
		return nil
	}
	type near struct {
		name     string
		distance int
	}
	var found []near
	limit := max(1, len(name)/4)
	for _, c := range Concepts() {
		if d := conceptDistance(name, withoutMark(foldConcept(c.Name())), limit); d >= 0 {
			found = append(found, near{c.At(max(index, 1)), d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.distance, b.distance) })
	var names []string
	for _, f := range found[:min(len(found), n)] {
		if isSlip := found[0].distance <= limit; isSlip && f.distance > limit {
			break
		}
		names = append(names, f.name)
	}
	return names
}

// conceptDistance returns in how many letters a name differs from a known one, and more than
// the limit where it only has a word of it, or what it is of. It is -1 for a name that is not
// like it.
func conceptDistance(name, known string, limit int) int {
	d := typo.Distance(name, known, limit)
	if d <= limit {
		return d
	}
	group, word, dotted := strings.Cut(name, ".")
	if !dotted {
		group, word = "", name
	}
	itsGroup, itsWord, _ := strings.Cut(known, ".")
	slip := max(1, len(word)/4)
	switch near := typo.Distance(word, itsWord, slip); {
	case sameWord(word, itsWord) && group == itsGroup:
		return 0
	case len(word) < minWord, !strings.Contains(itsWord, word) && !sameWord(word, itsWord) && near > slip:
		if group != itsGroup && name != itsGroup {
			return -1
		}
		return d + 2*limit
	case !sameWord(word, itsWord):
		d++
	}
	if group != itsGroup {
		d += 1 + typo.Distance(group, itsGroup, limit)
	}
	return d
}

// sameWord reports whether two words are one in different spellings: pswd and password.
func sameWord(a, b string) bool {
	return string(fold(nil, a, false)) == string(fold(nil, b, false))
}
