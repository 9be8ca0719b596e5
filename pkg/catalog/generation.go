package catalog

import "sync"

// Crossing is a setting of generation 1 and the one of generation 2 that has its place
// there. Generation 1 has it as text does; xml-legacy follows by rule, and text-modern and
// dotted by [Entry.Counterpart] of what sysconf has.
type Crossing struct {
	Legacy  Counterpart // in text-legacy
	Sysconf Counterpart
	Basis   string // how it is known: "name", "variable", "name+variable", "place" or "spelling"
	Doubt   Doubt  // why it may be wrong, NoDoubt where it is sure
	Note    string // what is to be looked at though it is sure, or empty
	Mistake string // why generation 1 was seen to have it there by mistake, or empty
}

// Doubt says why a crossing may be wrong.
type Doubt uint8

// The doubts.
const (
	NoDoubt       Doubt = iota
	ValuesDiffer        // one value does not mean the same in both generations
	OtherName           // nothing in the names says that they are one setting
	OtherIndex          // entries are ports in generation 1 and lines in generation 2
	ModuleToEntry       // generation 1 has it once, generation 2 for each entry of a list
	EntryToModule       // generation 1 has it for each entry of a list, generation 2 once
	NamesModel          // it names the phone's model
)

var doubtNames = [...]string{
	NoDoubt: "", ValuesDiffer: "values differ", OtherName: "other name", OtherIndex: "other index (port to line)",
	ModuleToEntry: "module key to entry key", EntryToModule: "entry key to module key", NamesModel: "names the model",
}

// String returns the doubt as the table writes it: "values differ"; "" for none.
func (d Doubt) String() string { return nameOf(d, "Doubt", doubtNames[:]) }

// Crossings returns what a setting of text-legacy, or of sysconf, is known as in the other
// generation, by the names that cfgfile has for module, list and key: one of sysconf, or
// one of generation 1 for each name that it goes by there, the one to write first. There are
// none for other dialects, and for what nobody knows a counterpart of.
func (t *Table) Crossings(module, list, key string) []Crossing {
	path := joinPath(t.dialect, module, list, key) // which needs no entry to be one of a module
	if e, ok := t.Lookup(module, list, key); ok {
		path = e.Path()
	}
	switch t.dialect {
	case TextLegacy:
		return crossings().legacy[path]
	case Sysconf:
		return crossings().sysconf[path]
	}
	return nil
}

// crossingTable is the table of the generations, by the paths of either.
type crossingTable struct{ legacy, sysconf map[string][]Crossing }

var crossings = sync.OnceValue(func() crossingTable {
	t, _ := readCrossings(tableText("generations")) // problems are left to the tests
	return t
})

// readCrossings reads the table. Where several names of generation 1 go to one path, the
// first of them is the one to write.
func readCrossings(text string) (crossingTable, []problem) {
	r := newTSVReader("generations.tsv", text, "module", "list", "key", "sysconf", "basis", "doubt", "note")
	t := crossingTable{map[string][]Crossing{}, map[string][]Crossing{}}
	for r.next() {
		f := r.fields
		c := Crossing{Legacy: Counterpart{Dialect: TextLegacy, Module: f[0], List: f[1], Key: f[2]}, Basis: f[4], Note: f[6]}
		if s, ok := For(TextLegacy).Scope(f[0], f[1]); ok && f[1] != "" {
			c.Legacy.Prefix = s.Prefix()
		} else if f[1] != "" {
			r.report("no such list in scopes.tsv: %q %q", f[0], f[1])
		}
		e, ok := byPath(Sysconf)[f[3]]
		if !ok {
			r.report("no such key in sysconf.tsv: %q", f[3])
			continue
		}
		c.Sysconf = e.as(0)
		if c.Doubt, ok = named[Doubt](f[5], doubtNames[:]); !ok {
			r.report("unknown doubt %q", f[5])
		}
		path := c.Legacy.Path()
		if legacy, ok := byPath(TextLegacy)[path]; ok {
			c.Mistake = legacy.Doubt()
		}
		if t.legacy[path] != nil {
			r.report("%s stands here twice", path)
		}
		t.legacy[path] = append(t.legacy[path], c)
		t.sysconf[f[3]] = append(t.sysconf[f[3]], c)
	}
	return t, r.problems
}
