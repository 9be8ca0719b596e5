package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Query asks the dictionary for keys, by a name, by a part of one or by a pattern, alone or
// with where they stand.
type Query struct {
	path   string // all of it, squeezed and without indexes
	place  string // squeezed and without indexes, "" for anywhere
	prefix string // of the index that the name has, "" for none
	name   string // squeezed, without its index
	whole  string // squeezed, with it
	text   string // all of it, squeezed
	wild   bool   // the name has * or ? in it
}

// maxQuery is longer than any path of the dictionary.
const maxQuery = 256

// ParseQuery reads a query: a key as a file has it ("SIP1 Register Addr"), a part of one
// ("vlan"), or a pattern with * for anything and ? for one character ("*VLAN*"), behind
// the path of its list or not ("sip/line[1]/Reg*"). Spaces, underscores, indexes and case
// don't count, nor does a colon at its end, which stands behind a key in text and behind a
// label on a page. The error says what is wrong with it, in a sentence without its subject.
func ParseQuery(text string) (Query, error) {
	text = strings.TrimRight(text, ": \t")
	switch {
	case strings.TrimSpace(text) == "":
		return Query{}, errors.New("is empty: name a key, or a part of one")
	case len(text) > maxQuery:
		return Query{}, fmt.Errorf("has %d bytes, and no name or path has more than %d", len(text), maxQuery)
	}
	place, name := cutPath(text)
	q := Query{path: squeeze(withoutIndexes(text)), place: squeeze(withoutIndexes(place)), name: name, whole: squeeze(name), text: squeeze(text), wild: strings.ContainsAny(name, "*?")}
	if prefix, rest, ok := cutQueryIndex(name); ok && isAnyPrefix(prefix) {
		q.prefix, q.name = prefix, rest
	}
	q.name = squeeze(q.name)
	if strings.Trim(q.name, "*?") == "" && strings.Trim(q.place, "*?:/.") == "" {
		return Query{}, errors.New("matches every key there is: name a part of one")
	}
	return q, nil
}

// cutQueryIndex takes the index off a name, as a file has it, "SIP1 Register Addr", or as
// the dictionary does, "SIPN Register Addr".
func cutQueryIndex(name string) (prefix, rest string, ok bool) {
	if word, rest, found := strings.Cut(name, " "); found && strings.HasSuffix(word, "N") && len(word) > 1 {
		return word[:len(word)-1], rest, true
	}
	prefix, _, rest, ok = cutAnyIndex(name)
	return prefix, rest, ok
}

// cutPath takes a key off its path as the dialects write them: MODULE:LIST:KEY,
// sip/line[1]/Key or sip.line.1.Key.
func cutPath(path string) (place, key string) {
	for _, separator := range []string{":", "/", "."} {
		// No key of a text dialect has the first two; the dot needs more of them,
		// since keys such as 802.1P Value have one.
		if i := strings.LastIndex(path, separator); i > 0 && (separator != "." || !strings.Contains(path, " ")) {
			return path[:i+1], path[i+1:]
		}
	}
	return "", path
}

// withoutIndexes leaves the numbers and the N of indexes out of a path.
func withoutIndexes(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'N' {
			return -1
		}
		return r
	}, path)
}

func isAnyPrefix(prefix string) bool {
	return slices.ContainsFunc([]Dialect{TextLegacy, TextModern}, func(d Dialect) bool { return For(d).isPrefix(prefix) })
}

// Exact returns the keys of all dialects that have the very name. Those that were seen
// only as a mistake are among them where there is no other.
func (q Query) Exact() []Entry {
	if q.wild {
		return nil
	}
	return q.find(func(e Entry) bool {
		switch {
		case !e.row.indexed() && SameKey(e.row.key, q.whole), q.hasPrefix(e) && SameKey(e.Name(), q.name):
			return q.isIn(e)
		}
		// A key with a slash in it is a path in part.
		return strings.Contains(e.row.key, "/") && squeeze(withoutIndexes(e.Path())) == q.path
	})
}

// Search returns the keys of all dialects that the query finds, by dialect, module, list
// and key. Those that were seen only as a mistake are among them where there is no other.
func (q Query) Search() []Entry {
	return q.find(func(e Entry) bool {
		found := q.hasPrefix(e) && q.matches(squeeze(e.Name())) || q.wild && q.matches(squeeze(e.row.key))
		return found && q.isIn(e)
	})
}

// Modules returns the modules of all dialects that have the very name.
func (q Query) Modules() []*Scope {
	return q.findModules(func(name string) bool { return name == q.text })
}

// SearchModules returns the modules of all dialects that the query, taken as a name, finds.
func (q Query) SearchModules() []*Scope {
	if q.place != "" || q.prefix != "" {
		return nil
	}
	return q.findModules(q.matches)
}

func (q Query) findModules(matches func(name string) bool) []*Scope {
	var found []*Scope
	for _, d := range Dialects() {
		for s := range For(d).Scopes() {
			if s.list == "" && s.doubt == "" && matches(squeeze(s.module)) {
				found = append(found, s)
			}
		}
	}
	return found
}

// SearchLabels returns the labels that the query, taken as a name, finds.
func (q Query) SearchLabels() []Label {
	var found []Label
	for _, l := range Labels() {
		if q.Matches(l.Text) {
			found = append(found, l)
		}
	}
	return found
}

// hasPrefix reports whether a key has the index that the query has.
func (q Query) hasPrefix(e Entry) bool { return q.prefix == "" || q.prefix == e.prefix() }

// Matches reports whether the query, taken as a name without a path, finds a name.
func (q Query) Matches(name string) bool {
	return q.place == "" && q.prefix == "" && q.matches(squeeze(name))
}

// matches compares a squeezed name.
func (q Query) matches(name string) bool {
	if q.wild {
		return isLike(q.name, name)
	}
	return strings.Contains(name, q.name)
}

func (q Query) find(matches func(Entry) bool) []Entry {
	var sound, doubtful []Entry
	for _, d := range Dialects() {
		t := For(d)
		for i := range t.rows {
			switch e := (Entry{&t.rows[i]}); {
			case !matches(e):
			case e.Doubt() == "":
				sound = append(sound, e)
			default:
				doubtful = append(doubtful, e)
			}
		}
	}
	if len(sound) > 0 {
		return sound
	}
	return doubtful
}

// isIn reports whether a key stands where the query looks for it.
func (q Query) isIn(e Entry) bool {
	return q.place == "" || strings.HasPrefix(squeeze(withoutIndexes(e.Path())), q.place)
}

// isLike compares a name with a pattern of * and ?. It goes back to the last * only, so
// that its time is bounded by the product of the two lengths.
func isLike(pattern, name string) bool {
	p, n := 0, 0
	star, from := -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p++
			n++
		case star >= 0:
			from++
			p, n = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
