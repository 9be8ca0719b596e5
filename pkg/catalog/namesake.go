package catalog

import (
	"slices"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// SameKey compares a key of any dialect with a name, case aside: what is a space in text
// is an underscore in xml-legacy and left out in sysconf.
func SameKey(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && isSeparator(a[i]) {
			i++
		}
		for j < len(b) && isSeparator(b[j]) {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i] != b[j] && !(ascii.IsLetter(a[i]) && a[i]|0x20 == b[j]|0x20) {
			return false
		}
		i++
		j++
	}
}

// isSeparator reports whether a byte of a name only keeps its words apart.
func isSeparator(c byte) bool { return c == ' ' || c == '_' || c == '-' }

// A Spelling stands for all the names that one setting may be written under. Two keys of
// one entry (the same module, list and index) with the same Spelling are namesakes:
//
//   - they are equal without case, spaces, dashes and underscores,
//   - or become so once pwd, pswd, passwd and password, url and uri, addr and address, num
//     and number are taken for one word each.
//
// A phone reads one of the two and passes over the other. No file known has two namesakes
// in one entry but by mistake; a test holds that against the corpus.
//
// A key that text-legacy cuts counts as the word that it was cut in: Passw as Password.
type Spelling uint64

// Spelling returns the spelling of a key where it stands, as a file writes it.
func (t *Table) Spelling(module, list, key string) Spelling {
	var room [maxName]byte
	s, known := t.Scope(module, list)
	if !known {
		return spellingOf(fold(room[:0], key, t.cuts(key)))
	}
	if e, ok := s.Lookup(key); ok {
		return e.Spelling(key)
	}
	number, name := s.cutMisspeltIndex(key)
	folded := fold(room[:0], name, t.cuts(key))
	if r := s.rowOfCut(folded, t.cuts(key)); r != nil {
		return r.spelling.at(number)
	}
	return spellingOf(folded).at(number)
}

// Spelling returns the spelling of the key as a file writes it. It is [Table.Spelling]
// for a key that was looked up already.
func (e Entry) Spelling(key string) Spelling {
	if !e.row.indexed() {
		return e.row.spelling
	}
	start := len(e.row.key) - len(e.row.rest) - 1 // of the number: the row has N for it
	end := start
	for end < len(key) && ascii.IsDigit(key[end]) {
		end++
	}
	return e.row.spelling.at(key[min(start, end):end])
}

// HasNamesake reports whether the dictionary has the key in another spelling, too, in the
// same place.
func (e Entry) HasNamesake() bool { return e.row.namesake }

// HasNamesake reports whether the dictionary has a key in another spelling in its place.
func (t *Table) HasNamesake(module, list, key string) bool {
	s, known := t.Scope(module, list)
	if !known {
		return false
	}
	if e, ok := s.Lookup(key); ok {
		return e.HasNamesake()
	}
	wanted := t.Spelling(module, list, key)
	number, _ := s.cutMisspeltIndex(key)
	for i := s.first; i < s.end; i++ {
		if r := &t.rows[i]; r.spelling == wanted || r.indexed() && r.spelling.at(number) == wanted {
			return true
		}
	}
	return false
}

// at returns the spelling of a key with a number in front.
func (s Spelling) at(number string) Spelling {
	n := 0
	for i := range len(number) {
		n = 10*n + int(number[i]-'0')
	}
	return s ^ Spelling(n)*0x9e3779b97f4a7c15
}

// spellingOf hashes a folded name (FNV-1a): a number is quicker to compare than a name,
// and two names of one entry that share one are less likely than a broken disk.
func spellingOf(folded []byte) Spelling {
	h := Spelling(14695981039346656037)
	for _, c := range folded {
		h = (h ^ Spelling(c)) * 1099511628211
	}
	return h
}

// cuts reports whether a key is one that the dialect may have cut.
func (t *Table) cuts(key string) bool { return t.dialect == TextLegacy && len(key) >= KeyWidth }

// cutMisspeltIndex takes the number of an entry off a key whose prefix is written in
// another way, as "SIP1" in "sip1-Register Addr". It is "" where there is none.
func (s *Scope) cutMisspeltIndex(key string) (number, rest string) {
	prefix, number, rest, ok := cutAnyIndex(key)
	if ok && slices.ContainsFunc(s.prefixes, func(known string) bool { return SameKey(known, prefix) }) {
		return number, rest
	}
	return "", key
}

// rowOfCut returns the row of a key that text-legacy has cut at another letter, since the
// words of the one here are kept apart in another way; nil for none.
func (s *Scope) rowOfCut(folded []byte, cut bool) *row {
	if s.table.dialect != TextLegacy {
		return nil
	}
	var found *row
	for i := s.first; i < s.end; i++ {
		r := &s.table.rows[i]
		n := min(len(r.folded), len(folded))
		if n > 0 && (cut || n < len(folded)) && r.folded[:n] == string(folded[:n]) {
			if found != nil && found.spelling != r.spelling {
				return nil // nobody can tell which
			}
			found = r
		}
	}
	return found
}

// sameWords has the ways to write a word, the longest first, and the shortest, which
// stands for all of them.
var sameWords = [...]struct{ written, short string }{
	{"password", "pwd"}, {"passwd", "pwd"}, {"pswd", "pwd"},
	{"address", "addr"},
	{"number", "num"},
	{"uri", "url"},
}

// minCutWord is how many letters of a word are enough to know it where a key is cut.
const minCutWord = 4

// fold appends a name in lower case, without separators, and with one way to write each
// word. Words are found wherever they stand, since names run them together. That Security
// becomes something else does no harm: no other name becomes the same.
func fold(folded []byte, name string, cut bool) []byte {
	for i := range len(name) {
		if c := name[i]; !isSeparator(c) {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			folded = append(folded, c)
		}
	}
	if cut {
		folded = completeWord(folded)
	}
	return foldWords(folded)
}

// completeWord takes the part of a word that a name ends in for the whole.
func completeWord(folded []byte) []byte {
	for _, w := range sameWords {
		for n := len(w.written) - 1; n >= minCutWord; n-- {
			if rest := len(folded) - n; rest >= 0 && string(folded[rest:]) == w.written[:n] {
				return append(folded[:rest], w.short...)
			}
		}
	}
	return folded
}

// foldWords writes each word in its short form, in place.
func foldWords(folded []byte) []byte {
	to := 0
	for at := 0; at < len(folded); {
		if w := wordAt(folded[at:]); w >= 0 {
			to += copy(folded[to:], sameWords[w].short)
			at += len(sameWords[w].written)
			continue
		}
		folded[to] = folded[at]
		to, at = to+1, at+1
	}
	return folded[:to]
}

// wordAt returns which of the words a name starts with, -1 for none.
func wordAt(folded []byte) int {
	switch folded[0] {
	case 'p', 'a', 'n', 'u':
		for i, w := range sameWords {
			if len(folded) >= len(w.written) && string(folded[:len(w.written)]) == w.written {
				return i
			}
		}
	}
	return -1
}

// Elsewhere returns where else in the dialect a key is at home, for a key that does not
// belong where it stands. Doubtful places don't count.
func (t *Table) Elsewhere(module, list, key string) []Entry {
	here, _ := t.Scope(module, list)
	var found []Entry
	for i := range t.scopes {
		s := &t.scopes[i]
		if s == here {
			continue
		}
		if e, ok := s.Lookup(key); ok && e.Doubt() == "" {
			found = append(found, e)
		}
	}
	return found
}

// Foreign returns the keys of other dialects that bear the same name but for spaces,
// underscores, case and index, for a key that comes from another generation: Register
// Pwd is text-legacy's, Register Pswd text-modern's. Doubtful ones don't count.
func (t *Table) Foreign(key string) []Entry {
	if prefix, _, rest, ok := cutAnyIndex(key); ok && t.isPrefix(prefix) {
		key = rest
	}
	name := squeeze(key)
	var found []Entry
	for _, d := range Dialects() {
		if d != t.dialect {
			found = append(found, namesakes(d)[name]...)
		}
	}
	return found
}

// isPrefix reports whether one of the dialect's lists has this index prefix.
func (t *Table) isPrefix(prefix string) bool {
	for i := range t.scopes {
		if slices.Contains(t.scopes[i].prefixes, prefix) {
			return true
		}
	}
	return false
}

// ForeignModules returns the modules of other dialects that bear the same name but for
// spaces, underscores and case.
func (t *Table) ForeignModules(name string) []*Scope {
	var found []*Scope
	for _, d := range Dialects() {
		if d != t.dialect {
			found = append(found, For(d).like(name, true)...)
		}
	}
	return found
}

// ListsLike returns the lists that bear a name but for spaces, underscores, case and
// index, in all modules. It finds text-modern's "Sidekey ConfigN" for the
// "SidekeyConfig1" that somebody wrote into sysconf.
func (t *Table) ListsLike(name string) []*Scope { return t.like(name, false) }

func (t *Table) like(name string, modules bool) []*Scope {
	if !modules {
		name = foldList(t.dialect, name)
	}
	name = squeeze(name)
	var found []*Scope
	for i := range t.scopes {
		s := &t.scopes[i]
		if s.doubt != "" || modules != (s.list == "") {
			continue
		}
		own := s.module
		if !modules {
			own = foldList(t.dialect, s.list)
		}
		if squeeze(own) == name {
			found = append(found, s)
		}
	}
	return found
}

// namesakes has a dialect's keys by their squeezed names.
var namesakes = lazily(func(d Dialect) map[string][]Entry {
	entries := make(map[string][]Entry, len(For(d).rows))
	for e := range For(d).Entries() {
		if e.Doubt() == "" {
			name := squeeze(e.row.rest)
			entries[name] = append(entries[name], e)
		}
	}
	return entries
})
