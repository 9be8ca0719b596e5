package cfgfile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// dictionaryPlacer places the settings of generation 2 and of dotted files where
// the dictionary says they are at home in another of these dialects. Between text
// and dotted it goes by way of sysconf.
type dictionaryPlacer struct {
	from, to  Dialect
	byAnalogy bool

	table        *catalog.Table
	moduleName   string // those of the setting before, whose place in the dictionary this is:
	listName     string
	scope        *catalog.Scope
	scopeVisited bool
}

func newDictionaryPlacer(from, to Dialect, options ConvertOptions) *dictionaryPlacer {
	return &dictionaryPlacer{from: from, to: to, byAnalogy: options.ByAnalogy, table: catalog.For(catalog.Dialect(from))}
}

func (p *dictionaryPlacer) module(uint32) string { return "" }

func (p *dictionaryPlacer) place(s *Setting, _ uint32) (target, string) {
	if !p.scopeVisited || s.Module != p.moduleName || s.List != p.listName {
		p.scope, _ = p.table.Scope(s.Module, s.List)
		p.moduleName, p.listName, p.scopeVisited = s.Module, s.List, true
	}
	if p.scope == nil {
		return target{}, fmt.Sprintf("the dictionary does not know where it stands, so its name in %s is not known", p.to)
	}
	entry, ok := p.scope.Lookup(s.Key)
	if !ok {
		return target{}, fmt.Sprintf("the dictionary does not know it, so its name in %s is not known", p.to)
	}
	c, ok := p.counterpart(entry)
	if !ok {
		return target{}, fmt.Sprintf("its name in %s is not known", p.to)
	}
	if other, ok := p.owner(entry, c); ok && other.Path() != entry.Path() {
		return target{}, fmt.Sprintf("its name in %s is that of %s", p.to, other.Path())
	}
	at, ok := fillIn(c, p.indexes(s, entry))
	if !ok {
		return target{}, fmt.Sprintf("its name in %s, %s, has another number of indexes", p.to, c.Path())
	}
	return at, ""
}

// counterpart gives an entry's name in the dialect converted to.
func (p *dictionaryPlacer) counterpart(e catalog.Entry) (catalog.Counterpart, bool) {
	to := catalog.Dialect(p.to)
	if p.from != Sysconf && p.to != Sysconf {
		hub, ok := e.Counterpart(catalog.Sysconf)
		if !ok || hub.Link == catalog.Analogy {
			return catalog.Counterpart{}, false
		}
		if e, ok = catalog.For(catalog.Sysconf).Lookup(hub.Module, hub.List, hub.Key); !ok {
			return catalog.Counterpart{}, false
		}
	}
	c, ok := e.Counterpart(to)
	if ok && c.Link == catalog.Analogy && !p.byAnalogy {
		return c, false
	}
	return c, ok
}

// owner gives the entry that has a name in the other dialect, for an entry that was
// seen as somebody's mistake: it can share the name of the one that was meant.
func (p *dictionaryPlacer) owner(e catalog.Entry, c catalog.Counterpart) (catalog.Counterpart, bool) {
	if e.Doubt() == "" {
		return catalog.Counterpart{}, false
	}
	other, ok := catalog.For(c.Dialect).Lookup(c.Module, c.List, c.Key)
	if !ok {
		return catalog.Counterpart{}, false
	}
	return other.Counterpart(e.Dialect())
}

// indexes gives the numbers of the entries that a setting stands in, outermost
// first.
func (p *dictionaryPlacer) indexes(s *Setting, e catalog.Entry) []int {
	var found []int
	switch p.from {
	case TextModern:
		if strings.HasSuffix(e.List(), "N") && !strings.HasSuffix(s.List, "N") {
			found = append(found, trailingNumber(s.List))
		}
		if e.KeyAt("") != e.Key() { // it carries an index
			found = append(found, leadingNumber(s.Key))
		}
		return found
	case Sysconf:
		for part := range strings.SplitSeq(s.List, "[") {
			if number, _, ok := strings.Cut(part, "]"); ok {
				n, _ := parseIndex(number)
				found = append(found, n)
			}
		}
	case Dotted:
		for part := range strings.SplitSeq(s.List, ".") {
			if n, ok := parseIndex(part); ok {
				found = append(found, n)
			}
		}
	}
	if s.Index > 0 {
		found = append(found, s.Index)
	}
	return found
}

// leadingNumber gives the first number in a key: 12 for "SIP12 Phone Number".
func leadingNumber(key string) int {
	start := strings.IndexAny(key, "0123456789")
	if start < 0 {
		return 0
	}
	end := start
	for end < len(key) && key[end] >= '0' && key[end] <= '9' {
		end++
	}
	n, _ := parseIndex(key[start:end])
	return n
}

// fillIn writes a name from the dictionary with the numbers of a setting's
// entries. There must be as many as it has marks for.
func fillIn(c catalog.Counterpart, indexes []int) (target, bool) {
	for _, n := range indexes {
		if n == 0 {
			return target{}, false
		}
	}
	at := target{module: c.Module, list: c.List, key: c.Key}
	switch c.Dialect {
	case catalog.TextModern:
		if stem, ok := strings.CutSuffix(c.List, "N"); ok && len(indexes) > 0 {
			at.list = stem + strconv.Itoa(indexes[0])
			indexes = indexes[1:]
		}
		if c.Prefix == "" {
			return at, len(indexes) == 0
		}
		if len(indexes) != 1 {
			return at, false
		}
		at.entry = c.Prefix + strconv.Itoa(indexes[0])
		at.key = at.entry + strings.TrimPrefix(c.Key, c.Prefix+"N")
		return at, true
	case catalog.Sysconf:
		at.list, indexes = fillMarks(c.List, "[N]", indexes)
		return at, len(indexes) == 0 && !strings.Contains(at.list, "[N]")
	}
	list, indexes := fillMarks(c.List+".", ".N.", indexes)
	at = target{key: strings.Trim(c.Module+"."+list, ".") + "." + c.Key}
	return at, len(indexes) == 0 && !strings.Contains(list, ".N.")
}

// fillMarks puts a number in place of the N of each mark, and returns the numbers that are
// left.
func fillMarks(name, mark string, indexes []int) (string, []int) {
	open, end, _ := strings.Cut(mark, "N")
	for len(indexes) > 0 {
		before, after, ok := strings.Cut(name, mark)
		if !ok {
			break
		}
		name = before + open + strconv.Itoa(indexes[0]) + end + after
		indexes = indexes[1:]
	}
	return name, indexes
}
