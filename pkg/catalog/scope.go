package catalog

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// Scope is a module, or a list of a module, as a dialect knows it.
type Scope struct {
	table        *Table
	module, list string
	prefixes     []string
	samples      int
	counterpart  string
	doubt        string
	line         int // in scopes.tsv

	first, end int            // its rows
	keys       map[string]int // by what follows the index
	cut        map[string]int // the same for keys that a longer index cuts shorter
}

// Module returns the module's name: "SIP CONFIG MODULE".
func (s *Scope) Module() string { return s.module }

// List returns the list's name with its index marks, "" for the module itself: "SIP Line
// List", "Dsskey ConfigN", "internal[N]/Fkey[N]", "line.N".
func (s *Scope) List() string { return s.list }

// Prefix returns what stands before the number in the keys of an indexed list of a text
// dialect: "SIP" for "SIP1 Register Addr". It is empty for all else.
func (s *Scope) Prefix() string {
	if len(s.prefixes) == 0 {
		return ""
	}
	return s.prefixes[0]
}

// Path returns the scope as it is written down: "SIP CONFIG MODULE:SIP Line List",
// "sip/line[N]", "sip.line.N".
func (s *Scope) Path() string { return joinPath(s.table.dialect, s.module, s.list, "") }

// Dialect returns the dialect that the scope is of.
func (s *Scope) Dialect() Dialect { return s.table.dialect }

// Samples returns the number of files that the scope was seen in, at least: 0 where none of
// its keys is in a sample.
func (s *Scope) Samples() int { return s.samples }

// Doubt says why the scope is no good example, or is empty: it was seen, but as
// somebody's mistake.
func (s *Scope) Doubt() string { return s.doubt }

// Entries returns the keys that stand directly in the scope.
func (s *Scope) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := s.first; i < s.end; i++ {
			if !yield(Entry{&s.table.rows[i]}) {
				return
			}
		}
	}
}

// Lookup finds a key of the scope as a file writes it.
func (s *Scope) Lookup(key string) (Entry, bool) {
	for _, prefix := range s.prefixes {
		number, rest, ok := cutIndex(key, prefix)
		if !ok {
			continue
		}
		if i, ok := s.keys[rest]; ok {
			return Entry{&s.table.rows[i]}, true
		}
		if len(number) > 1 {
			return s.lookupCut(rest, KeyWidth-len(prefix)-len(number))
		}
	}
	// A key that starts with a space would be taken for the rest of another.
	if i, ok := s.keys[key]; ok && !strings.HasPrefix(key, " ") {
		return Entry{&s.table.rows[i]}, true
	}
	return Entry{}, false
}

// lookupCut finds a key of text-legacy that has lost more of its end than the table's:
// each digit of the index but the first pushes one letter out. What follows the index has
// this width.
func (s *Scope) lookupCut(rest string, width int) (Entry, bool) {
	i, ok := s.cut[rest]
	if !ok {
		return Entry{}, false
	}
	e := Entry{&s.table.rows[i]}
	whole := e.row.rest
	return e, width < len(whole) && strings.TrimRight(whole[:width], " ") == rest
}

// add takes the i-th row into the scope. The rows of a scope stand together.
func (s *Scope) add(rows []row, i int) bool {
	if s.keys == nil {
		s.keys, s.first = map[string]int{}, i
	}
	r := &rows[i]
	if _, double := s.keys[r.rest]; double {
		return false
	}
	s.keys[r.rest] = i
	s.end = i + 1
	for j := s.first; j < i; j++ {
		if other := &rows[j]; other.spelling == r.spelling {
			other.namesake, r.namesake = true, true
		}
	}
	if s.table.dialect == TextLegacy && r.indexed() && len(r.key)+maxIndexDigits-1 > KeyWidth {
		s.addCut(r.rest, i)
	}
	return true
}

// addCut takes a key in under its shorter forms.
func (s *Scope) addCut(rest string, i int) {
	if s.cut == nil {
		s.cut = map[string]int{}
	}
	for n := 1; n < maxIndexDigits && n < len(rest); n++ {
		s.cut[strings.TrimRight(rest[:len(rest)-n], " ")] = i
	}
}

// indexed reports whether the row's key carries the index of its list.
func (r *row) indexed() bool { return len(r.rest) != len(r.key) }

// maxIndexDigits is the length of the longest number that a key is given.
const maxIndexDigits = 4

// cutIndex takes a list's prefix and the number behind it off a key: for "SIP12
// Register Addr" and "SIP" it returns "12" and " Register Addr".
func cutIndex(key, prefix string) (number, rest string, ok bool) {
	if prefix == "" || !strings.HasPrefix(key, prefix) {
		return "", "", false
	}
	end := len(prefix)
	for end < len(key) && end < len(prefix)+maxIndexDigits && ascii.IsDigit(key[end]) {
		end++
	}
	if end == len(prefix) || end == len(key) || key[end] != ' ' {
		return "", "", false
	}
	return key[len(prefix):end], key[end:], true
}

// cutAnyIndex does so where prefix and space may be misspelt: it takes the first number
// in the first word of a key.
func cutAnyIndex(key string) (prefix, number, rest string, ok bool) {
	start := 0
	for start < len(key) && key[start] != ' ' && !ascii.IsDigit(key[start]) {
		start++
	}
	end := start
	for end < len(key) && end < start+maxIndexDigits && ascii.IsDigit(key[end]) {
		end++
	}
	return key[:start], key[start:end], key[end:], start < end && end < len(key)
}

// foldList returns the name that a list has in a table, but for its index marks: "Dsskey
// Config1" is "Dsskey ConfigN", and "internal[1]/Fkey" as well as "internal[N]/Fkey[N]"
// is "internal/Fkey".
func foldList(d Dialect, list string) string {
	switch {
	case d.IsText():
		list = strings.TrimRight(list, "- ")
		if stem := strings.TrimRight(list, "0123456789"); stem != list {
			return stem + "N"
		}
		return list
	case d == Dotted:
		return dropIndexes(list, '.', "")
	default:
		return dropIndexes(list, '[', "]")
	}
}

// dropIndexes takes out every number, or N, that an opening mark stands before and a
// closing one behind.
func dropIndexes(list string, opening byte, closing string) string {
	for at := 0; ; {
		mark := strings.IndexByte(list[at:], opening)
		if mark < 0 {
			return list
		}
		mark += at
		end := mark + 1
		for end < len(list) && (ascii.IsDigit(list[end]) || list[end] == 'N') {
			end++
		}
		whole := closing != "" || end == len(list) || list[end] == opening
		if end > mark+1 && whole && strings.HasPrefix(list[end:], closing) {
			list = list[:mark] + list[end+len(closing):]
			at = mark
		} else {
			at = mark + 1
		}
	}
}

// squeeze returns a name as it is compared across dialects: without spaces, underscores
// and dashes, in lower case.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf && isSeparator(byte(r)):
			return -1
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		}
		return r
	}, name)
}
