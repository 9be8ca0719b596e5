package lint

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// dictionaryRules compare modules, lists, keys and values with what the survey saw.
var dictionaryRules = []check{
	{Rule: Rule{"FV301", "unknown-module", Warning, false, "no sample has a module of this name"},
		file: unknownModules},
	{Rule: Rule{"FV302", "unknown-key", Info, false, "no sample has a key of this name"},
		walk: walker{unknown: unknownKey}},
	{Rule: Rule{"FV303", "misplaced-key", Warning, false, "a key stands in a module or list that it does not belong to"},
		walk: walker{unknown: misplacedKey, end: endStray}},
	{Rule: Rule{"FV304", "wrong-generation", Warning, false, "a name belongs to phones of another generation"},
		file: foreignModules, walk: walker{unknown: foreignKey}},
	{Rule: Rule{"FV305", "value-kind", Warning, false, "a value is not of its key's kind"},
		walk: walker{value: valueKind}},
	{Rule: Rule{"FV306", "list-name-in-sysconf", Error, false, "a list goes by its name in text files"},
		walk: walker{place: textListName}},
	{Rule: Rule{"FV307", "rival-key", Warning, false, "a setting stands in its entry under two spellings"},
		walk: walker{rival: suspectRival, end: rivalKeys}},
	{Rule: Rule{"FV308", "unknown-value", Info, false, "a value is none of those that are known for its key"},
		walk: walker{value: unknownValue}},
}

// unknownModules finds modules that no dialect has. Dotted files have no modules, and
// few of their paths are known.
func unknownModules(p *pass) {
	table, looked := p.table(), 0
	for m := range p.file.Modules() {
		if _, known := table.Module(m.Name); known || table.NamedByRule(m.Name) || p.nameInTemplate(m.Span) || p.own.hasModule(m.Name) {
			continue
		}
		if looked++; looked <= maxOpinions && len(table.ForeignModules(m.Name)) > 0 && !isOtherCase(table, m.Name) || p.unlisted() {
			continue
		}
		message, suggestion := "no sample has a module of this name", ""
		if near := table.NearestModule(m.Name, 1); len(near) > 0 {
			suggestion = near[0]
			message += fmt.Sprintf("; perhaps %q is meant", suggestion)
		}
		p.grade(Warning, m.Span.Start, message, suggestion)
	}
}

func tableOf(f *cfgfile.File) *catalog.Table { return catalog.For(f.Dialect()) }

// table returns what is known of the dialect of the file.
func (p *pass) table() *catalog.Table {
	if p.options.dictionary != nil {
		return p.options.dictionary(p.file.Dialect())
	}
	return tableOf(p.file)
}

// knowsModule tells whether a module's keys can be judged. Those of an unknown module
// cannot, nor those of one that belongs to another dialect.
func knowsModule(table *catalog.Table, name string) bool {
	m, known := table.Module(name)
	return known && (m.Doubt() == "" || len(table.ForeignModules(name)) == 0)
}
