package catalog

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// Suggestion is a known key that an unknown one may be a slip of.
type Suggestion struct {
	// Key is the key as the file would have it, with the index that the unknown one has.
	Key string
	// Entry is what is known of it. It may stand elsewhere in the dialect.
	Entry Entry
	// Distance counts the letters that were added, left out, mistaken or swapped, upper
	// and lower case aside. Between two spellings of one name it is 2 at most.
	Distance int
	// Remote is set where the key is no slip of this one, and has words in common with it.
	Remote bool
}

// Nearest returns up to n known keys that an unknown key may be a slip of, the likeliest
// first. Those of its own list come before those of its module, and these before the
// rest of the dialect at the same distance; the farther off, the less may differ. What
// was seen only as somebody's mistake is not among them.
func (t *Table) Nearest(module, list, key string, n int) []Suggestion {
	isSound := func(r *row) bool { return r.doubt == "" }
	return t.nearest(module, list, key, n, isSound)
}

// NearestHere returns the known key that an unknown one is likeliest a slip of: one of
// its own list, or else one of its module. Where it is a slip of none, it is the key of its
// own list that has most words in common with it, and the suggestion is Remote.
func (t *Table) NearestHere(module, list, key string) (Suggestion, bool) {
	here, _ := t.Scope(module, list)
	for _, where := range []nearness{inScope, inModule} {
		stands := func(r *row) bool { return r.doubt == "" && nearTo(r.scope, here, module) == where }
		if near := t.nearest(module, list, key, 1, stands); len(near) > 0 {
			return near[0], true
		}
	}
	if here == nil || list == "" || len(key) > maxName {
		return Suggestion{}, false
	}
	return here.withWordsOf(key)
}

// withWordsOf returns the key of a scope that has most words in common with another: of
// several the one with the same last word, then with the fewest words besides, then the one
// that most files show.
func (s *Scope) withWordsOf(key string) (Suggestion, bool) {
	number, name := s.cutMisspeltIndex(key)
	wanted := wordsOf(name)
	if number == "" {
		number = "1"
	}
	var best *row
	var bestRank [4]int
	for i := s.first; i < s.end; i++ {
		r := &s.table.rows[i]
		words := wordsOf(r.rest)
		common := 0
		for _, w := range words {
			if slices.Contains(wanted, w) {
				common++
			}
		}
		if common == 0 || r.doubt != "" {
			continue
		}
		last := 0
		if words[len(words)-1] == wanted[len(wanted)-1] {
			last = 1
		}
		if rank := [4]int{common, last, common - len(words), r.samples}; best == nil || slices.Compare(rank[:], bestRank[:]) > 0 {
			best, bestRank = r, rank
		}
	}
	if best == nil {
		return Suggestion{}, false
	}
	return Suggestion{Key: Entry{best}.KeyAt(number), Entry: Entry{best}, Distance: len(key), Remote: true}, true
}

// minWord is the length of a word that says what a key is about, in its short form.
const minWord = 3

// wordsOf returns the words of a name that say what it is about, in lower case and in one
// way to write them.
func wordsOf(name string) []string {
	var words []string
	start := 0
	for i := 0; i <= len(name); i++ {
		atEnd := i == len(name) || !ascii.IsLetter(name[i])
		if !atEnd && (i == start || !ascii.IsUpper(name[i]) || ascii.IsUpper(name[i-1])) {
			continue
		}
		if word := string(fold(nil, name[start:i], false)); len(word) >= minWord && word != "enable" {
			words = append(words, word)
		}
		if start = i; atEnd {
			start++
		}
	}
	return words
}

// IsNearSecret reports whether an unknown key may be a slip of a secret's, so that its
// value should not be shown either. It is if one of the three nearest known keys is a
// secret's, those that were seen as a mistake included.
func (t *Table) IsNearSecret(module, list, key string) bool {
	all := func(*row) bool { return true }
	return slices.ContainsFunc(t.nearest(module, list, key, 3, all), func(s Suggestion) bool { return s.Entry.Secret() })
}

func (t *Table) nearest(module, list, key string, n int, wants func(*row) bool) []Suggestion {
	if len(key) > maxName || n <= 0 {
		return nil
	}
	here, _ := t.Scope(module, list)
	wanted := t.searchFor(key)
	var found []candidate
	for i := range t.rows {
		r := &t.rows[i]
		if !wants(r) {
			continue
		}
		c := candidate{row: r, where: nearTo(r.scope, here, module)}
		want := wanted.plain
		if r.indexed() {
			want = wanted.indexed
		}
		limit := tolerance(len(r.key), c.where)
		namesake := want.spelling == r.spelling && SameKey(want.prefix, Entry{r}.prefix())
		if !namesake && !want.letters.mayBeWithin(r.letters, limit) {
			continue
		}
		if c.distance = typo.Distance(want.name, r.key, limit); namesake {
			c.distance = min(c.distance, maxNamesake)
		}
		if namesake || c.distance <= limit {
			c.capitals = max(capitals(want.name)-capitals(r.key), capitals(r.key)-capitals(want.name))
			found = append(found, c)
		}
	}
	slices.SortFunc(found, candidate.compare)
	return wanted.suggestions(found, n)
}

// search is an unknown key in the forms that known ones are compared with.
type search struct {
	key            string
	number         string // its index, or 1
	plain, indexed searchName
}

type searchName struct {
	name     string
	letters  letters
	prefix   string   // what stands before the index
	spelling Spelling // of what stands behind it
}

// maxName is the length of the longest name that is compared with others.
const maxName = typo.MaxLen

// maxNamesake is how far two spellings of a name are from each other, whatever letters
// they differ in.
const maxNamesake = 2

func (t *Table) searchFor(key string) search {
	var room [maxName]byte
	spelling := func(name string) Spelling { return spellingOf(fold(room[:0], name, t.cuts(key))) }
	s := search{key: key, number: "1", plain: searchName{key, lettersOf(key), "", spelling(key)}}
	s.indexed = s.plain
	if prefix, number, rest, ok := cutAnyIndex(key); ok {
		s.number = number
		name := prefix + "N" + rest
		s.indexed = searchName{name, lettersOf(name), prefix, spelling(rest)}
	}
	return s
}

// suggestions writes candidates as the file would have them, each once.
func (s search) suggestions(found []candidate, n int) []Suggestion {
	var suggestions []Suggestion
	for _, c := range found {
		e := Entry{c.row}
		suggestion := Suggestion{Key: e.KeyAt(s.number), Entry: e, Distance: c.distance}
		if slices.ContainsFunc(suggestions, func(known Suggestion) bool { return known.Key == suggestion.Key }) {
			continue
		}
		if suggestions = append(suggestions, suggestion); len(suggestions) == n {
			break
		}
	}
	return suggestions
}

// nearness says where a candidate stands, seen from the unknown key.
type nearness uint8

const (
	inScope nearness = iota
	inModule
	inDialect
)

func nearTo(s, here *Scope, module string) nearness {
	switch {
	case s == here:
		return inScope
	case s.module == module:
		return inModule
	}
	return inDialect
}

// tolerance returns the distance at which a name of some length may be meant. In a short
// name, one letter is much.
func tolerance(length int, where nearness) int {
	limit := 3
	switch {
	case length <= 4:
		limit = 1
	case length <= 8:
		limit = 2
	}
	return max(1, limit-int(where))
}

// candidate is a known key that is near enough.
type candidate struct {
	row      *row
	distance int
	capitals int // how many capitals more or less
	where    nearness
}

// compare puts the likelier one first.
func (c candidate) compare(other candidate) int {
	return cmp.Or(
		cmp.Compare(c.distance, other.distance),
		cmp.Compare(c.where, other.where),
		cmp.Compare(c.capitals, other.capitals),
		cmp.Compare(other.row.samples, c.row.samples),
		strings.Compare(c.row.key, other.row.key),
		strings.Compare(c.row.scope.module, other.row.scope.module),
		strings.Compare(c.row.scope.list, other.row.scope.list),
	)
}

// capitals counts the letters in upper case. They keep apart "STUN Port" and "Stun Port".
func capitals(name string) (n int) {
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			n++
		}
	}
	return n
}

// NearestModule returns up to n known modules that an unknown one may be a slip of, the
// likeliest first.
func (t *Table) NearestModule(name string, n int) []string {
	if len(name) > maxName {
		return nil
	}
	type near struct {
		*Scope
		distance int
	}
	var found []near
	for i := range t.scopes {
		s := &t.scopes[i]
		if s.list != "" || s.doubt != "" || len(s.module) > maxName {
			continue
		}
		limit := min(3, max(1, len(s.module)/3))
		if d := typo.Distance(name, s.module, limit); d <= limit {
			found = append(found, near{s, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.samples, a.samples))
	})
	var names []string
	for _, s := range found[:min(max(n, 0), len(found))] {
		names = append(names, s.module)
	}
	return names
}

// letters says which letters a name has: a bit for a letter that is there, another for
// one that is there twice or more, and a bit each for the digits and for all the rest.
// One letter added, left out or mistaken changes two bits at most, so that most names
// can be told apart without a look at them.
type letters uint64

func lettersOf(name string) letters {
	var set letters
	for i := range len(name) {
		set = set.with(name[i])
	}
	return set
}

// with returns the set with one more letter.
func (l letters) with(c byte) letters {
	switch {
	case ascii.IsLetter(c):
		bit := letters(1) << (c | 0x20 - 'a')
		if l&bit != 0 {
			bit <<= 26
		}
		return l | bit
	case ascii.IsDigit(c):
		return l | 1<<(52+c-'0')
	}
	return l | 1<<62
}

// mayBeWithin reports whether names with these letters may be within a distance.
func (l letters) mayBeWithin(other letters, limit int) bool {
	return bits.OnesCount64(uint64(l^other)) <= 2*limit
}
