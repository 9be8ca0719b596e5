package catalog

import (
	"embed"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// Table is the dictionary of one dialect: its modules, lists and keys. [For] returns it.
// It never changes, and is safe for use by several goroutines.
type Table struct {
	dialect Dialect
	scopes  []Scope // by module and list
	rows    []row   // in the order of the scopes
	places  map[place]*Scope
	sources map[int]string // of keys that are in no sample, by their lines
}

// place is where keys stand, the list without its index marks.
type place struct{ module, list string }

// row is a line of a table of keys. What is asked of every setting of a file comes first,
// since it fits into one line of the processor's cache.
type row struct {
	scope       *Scope
	meant       *meant // what its values mean, nil where nobody says
	kind        Kind
	basis       Basis
	standing    Standing
	role        Role
	ranged      bool
	namesake    bool // the scope has the key in another spelling, too
	doubt       string
	spelling    Spelling // without the index
	key         string   // with N for the index
	rest        string   // what follows the index, or the whole key
	letters     letters
	folded      string // of a key that is cut: what its spelling is made of
	lo, hi      int
	samples     int
	examples    string
	counterpart string
	line        int
}

// Dialect returns the table's dialect.
func (t *Table) Dialect() Dialect { return t.dialect }

// Partial reports whether only few of the dialect's keys are known, so that a key which is
// missing here is no sign of a mistake. So it is with the dotted dialect.
func (t *Table) Partial() bool { return t.dialect == Dotted }

// Entries returns all keys, by module, list and key.
func (t *Table) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := range t.rows {
			if !yield(Entry{&t.rows[i]}) {
				return
			}
		}
	}
}

// Scopes returns all modules, each with its lists behind it.
func (t *Table) Scopes() iter.Seq[*Scope] {
	return func(yield func(*Scope) bool) {
		for i := range t.scopes {
			if !yield(&t.scopes[i]) {
				return
			}
		}
	}
}

// Module finds a module by its name.
func (t *Table) Module(name string) (*Scope, bool) { return t.Scope(name, "") }

// Scope finds a module, or a list of a module, by the names that cfgfile has for them:
// "SIP CONFIG MODULE" and "SIP Line List", "dsskey" and "internal[1]/Fkey". To look up
// many settings, find their scope once for all.
func (t *Table) Scope(module, list string) (*Scope, bool) {
	if s, ok := t.places[place{module, list}]; ok {
		return s, true
	}
	if list == "" {
		return nil, false
	}
	s, ok := t.places[place{module, foldList(t.dialect, list)}]
	return s, ok
}

// Lookup finds a key where it stands, by the names that cfgfile has for module, list and
// key. It finds "SIP1 Register Addr" and "SIP12 Register Addr" alike.
func (t *Table) Lookup(module, list, key string) (Entry, bool) {
	s, ok := t.Scope(module, list)
	if !ok {
		return Entry{}, false
	}
	return s.Lookup(key)
}

// IsSecret reports whether a setting's value must not be shown: by the table where it
// has the key, else by the name, as the function [IsSecret] does.
func (t *Table) IsSecret(module, list, key string) bool {
	if e, ok := t.Lookup(module, list, key); ok && e.Kind() != Unknown {
		return e.Secret()
	}
	return IsSecret(key)
}

// newTable reads a dialect's table. What is wrong with the tables does not stop it.
func newTable(d Dialect, scopes, keys string) (*Table, []problem) {
	t := &Table{dialect: d, places: map[place]*Scope{}}
	if d == 0 {
		return t, nil
	}
	problems := t.readScopes(scopes)
	return t, append(problems, t.readKeys(keys)...)
}

// Without returns the table without the keys that drop reports, and without the lists
// and modules that have none left: what would be known had some files not been seen.
func (t *Table) Without(drop func(Entry) bool) *Table {
	rest := &Table{dialect: t.dialect, scopes: make([]Scope, 0, len(t.scopes)), places: map[place]*Scope{}, sources: t.sources}
	kept := make(map[*Scope][]row)
	for i := range t.rows {
		if r := &t.rows[i]; !drop(Entry{r}) {
			kept[r.scope] = append(kept[r.scope], *r)
		}
	}
	for i := range t.scopes {
		if s := &t.scopes[i]; s.first == s.end || len(kept[s]) > 0 {
			rest.addScope(s)
		}
	}
	for i := range t.scopes {
		for _, r := range kept[&t.scopes[i]] {
			r.scope = rest.places[place{r.scope.module, foldList(t.dialect, r.scope.list)}]
			rest.rows = append(rest.rows, r)
		}
	}
	for i := range rest.rows {
		rest.rows[i].scope.add(rest.rows, i)
	}
	return rest
}

// addScope adds a copy of another table's scope, without its keys. There must be room
// for it, since the scopes are pointed to.
func (t *Table) addScope(s *Scope) {
	t.scopes = append(t.scopes, Scope{
		table: t, module: s.module, list: s.list, prefixes: s.prefixes,
		samples: s.samples, counterpart: s.counterpart, doubt: s.doubt, line: s.line,
	})
	added := &t.scopes[len(t.scopes)-1]
	t.places[place{s.module, foldList(t.dialect, s.list)}] = added
}

func (t *Table) readScopes(text string) []problem {
	r := newTSVReader("scopes.tsv", text, "dialect", "module", "list", "prefix", "samples", "counterpart", "doubt")
	for r.next() {
		if r.fields[0] != t.dialect.String() {
			continue
		}
		s := Scope{
			table: t, module: r.fields[1], list: r.fields[2], prefixes: strings.Fields(r.fields[3]),
			counterpart: r.fields[5], doubt: r.fields[6], line: r.line,
		}
		s.samples = r.number(r.fields[4])
		t.scopes = append(t.scopes, s)
	}
	for i := range t.scopes {
		s := &t.scopes[i]
		where := place{s.module, foldList(t.dialect, s.list)}
		if t.places[where] != nil {
			r.line = s.line
			r.report("%s stands here twice", s.Path())
			continue
		}
		t.places[where] = s
	}
	return r.problems
}

func (t *Table) readKeys(text string) []problem {
	r := newTSVReader(t.dialect.String()+".tsv", text, "module", "list", "key", "kind", "basis", "range", "examples", "evidence", "counterpart", "doubt")
	t.rows = make([]row, 0, strings.Count(text, "\n"))
	for r.next() {
		if found, ok := t.readKey(r); ok {
			t.rows = append(t.rows, found)
		}
	}
	for i := range t.rows {
		if !t.rows[i].scope.add(t.rows, i) {
			r.line = t.rows[i].line
			r.report("%s stands here twice", Entry{&t.rows[i]}.Path())
		}
	}
	return r.problems
}

// readKey reads the current line.
func (t *Table) readKey(r *tsvReader) (row, bool) {
	f := r.fields
	found := row{key: f[2], rest: f[2], examples: f[6], counterpart: f[8], doubt: f[9], line: r.line}
	var ok bool
	if found.scope, ok = t.places[place{f[0], foldList(t.dialect, f[1])}]; !ok || found.scope.list != f[1] {
		r.report("no such module or list in scopes.tsv: %q %q", f[0], f[1])
		return row{}, false
	}
	if found.kind, ok = named[Kind](f[3], kindNames[:]); !ok {
		r.report("unknown kind %q", f[3])
	}
	if found.basis, ok = named[Basis](f[4], basisNames[:]); !ok {
		r.report("unknown basis %q", f[4])
	}
	if f[5] != "" {
		lo, hi, _ := strings.Cut(f[5], "..")
		found.lo, found.hi, found.ranged = r.number(lo), r.number(hi), true
	}
	t.readEvidence(r, &found, f[7])
	for _, prefix := range found.scope.prefixes {
		if rest, ok := strings.CutPrefix(found.key, prefix+"N "); ok {
			found.rest = " " + rest
		}
	}
	found.letters = lettersOf(found.key)
	var room [maxName]byte
	folded := fold(room[:0], found.rest, t.cuts(found.key))
	if found.spelling = spellingOf(folded); t.cuts(found.key) {
		found.folded = string(folded)
	}
	return found, true
}

// readEvidence reads how a key is known: the number of samples that have it or, where none
// does, its standing and who has it: "served: a product's file".
func (t *Table) readEvidence(r *tsvReader, found *row, evidence string) {
	if evidence == "" || ascii.IsDigit(evidence[0]) {
		found.samples = r.number(evidence)
		return
	}
	name, source, _ := strings.Cut(evidence, ": ")
	var ok bool
	if found.standing, ok = named[Standing](name, standingNames[:]); !ok || found.standing == Sampled {
		r.report("unknown standing %q", name)
		return
	}
	if t.sources == nil {
		t.sources = make(map[int]string)
	}
	t.sources[found.line] = source
}

// number reads a whole number.
func (r *tsvReader) number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		r.report("%q is no number", s)
	}
	return n
}

// The tables are the source: edit them by hand. The package's tests check them, and
// say which line is wrong.
//
//go:embed tables/*.tsv
var tables embed.FS

// tableText returns the text of a table by its name, "" where there is none.
func tableText(name string) string {
	data, _ := tables.ReadFile("tables/" + name + ".tsv")
	return string(data)
}

// lazily makes something of each dialect on first use.
func lazily[T any](of func(Dialect) T) func(Dialect) T {
	var made [len(dialectNames)]func() T
	for d := range made {
		made[d] = sync.OnceValue(func() T { return of(Dialect(d)) })
	}
	return func(d Dialect) T { return made[d]() }
}

var loaded = lazily(func(d Dialect) *Table {
	// Problems are left to the tests, which allow none.
	t, _ := newTable(d, tableText("scopes"), tableText(d.String()))
	_ = t.readMeanings(tableText("meanings"))
	_ = t.readRoles(tableText("roles"))
	return t
})

// For returns a dialect's part of the dictionary. It is read on first use, within a
// millisecond or two, and shared: it never changes. For no dialect it is empty.
func For(d Dialect) *Table {
	if !d.known() {
		d = 0
	}
	return loaded(d)
}

// A problem is what is wrong with a line of a table.
type problem struct {
	file string
	line int // from 1
	text string
}

func (p problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.file, p.line, p.text) }

// tsvReader goes through a table with one header line: fields between tabs, no
// quoting, a line end after every line.
type tsvReader struct {
	file     string
	rest     string
	line     int
	fields   []string // of the current line, as many as the header has
	problems []problem
}

// newTSVReader reads the header, which must be exactly this one.
func newTSVReader(file, text string, header ...string) *tsvReader {
	line, rest, _ := strings.Cut(text, "\n")
	r := &tsvReader{file: file, rest: rest, line: 1, fields: make([]string, len(header))}
	if line != strings.Join(header, "\t") {
		r.report("the header is not %q", strings.Join(header, " "))
	}
	return r
}

// next goes to the next line that has as many fields as the header.
func (r *tsvReader) next() bool {
	for r.rest != "" {
		line, rest, ended := strings.Cut(r.rest, "\n")
		r.line, r.rest = r.line+1, rest
		if !ended {
			r.report("the last line has no line end")
		}
		if r.split(line) {
			return true
		}
	}
	return false
}

// split cuts a line into the reader's fields.
func (r *tsvReader) split(line string) bool {
	if strings.Count(line, "\t") != len(r.fields)-1 {
		r.report("not %d columns", len(r.fields))
		return false
	}
	for i := range r.fields {
		r.fields[i], line, _ = strings.Cut(line, "\t")
		if field := r.fields[i]; field != strings.Trim(field, " \r") {
			r.report("white space around column %d", i+1)
		}
	}
	return true
}

func (r *tsvReader) report(format string, args ...any) {
	r.problems = append(r.problems, problem{r.file, r.line, fmt.Sprintf(format, args...)})
}
