package lint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// generations names the phones whose names a dialect uses.
var generations = [...]string{
	1: "phones of the first generation (X3S, X4, H5)",
	2: "phones of the second generation (X5, X7C, H6, V6x)",
	3: "the newest phones",
}

// foreignKey speaks of keys that only phones of another generation have.
func foreignKey(w *walk) {
	o := w.judge()
	if o.verdict != foreign || w.unlisted() {
		return
	}
	message := fmt.Sprintf("this is a key of %s, where it is %q of %s; this file is for %s",
		generations[o.foreign.Dialect().Generation()], o.foreign.KeyAt(strconv.Itoa(max(1, w.setting.Index))), o.foreign.Scope().Path(), generations[w.table.Dialect().Generation()])
	suggestion := ""
	if o.near != nil && o.near.Entry.Scope() == w.scope {
		suggestion = o.near.Key
		message += fmt.Sprintf(", which may say %q", suggestion)
	}
	w.grade(Warning, w.setting.KeySpan.Start, message, suggestion)
}

// foreignModules speaks of modules that only another dialect has. Their keys are then
// not looked at.
func foreignModules(p *pass) {
	table, looked := p.table(), 0
	for m := range p.file.Modules() {
		if knowsModule(table, m.Name) || table.NamedByRule(m.Name) || p.nameInTemplate(m.Span) || p.own.hasModule(m.Name) {
			continue
		}
		if looked++; looked > maxOpinions {
			return
		}
		found := table.ForeignModules(m.Name)
		if len(found) == 0 || isOtherCase(table, m.Name) || p.unlisted() {
			continue
		}
		named := likeliest(found, m.Name, table.Dialect())
		p.grade(Warning, m.Span.Start, fmt.Sprintf("this is a module of %s files, %s", named, otherwise(named, table.Dialect())), "")
	}
}

// isOtherCase reports whether a module differs from one of the dialect in the case of
// letters alone.
func isOtherCase(table *catalog.Table, name string) bool {
	near := table.NearestModule(name, 1)
	return len(near) > 0 && near[0] != name && strings.EqualFold(near[0], name)
}

// likeliest returns the dialect that a name is likeliest of: one that writes it so, and of
// several one that is XML where the file is, or is none where it is not.
func likeliest(found []*catalog.Scope, name string, file catalog.Dialect) catalog.Dialect {
	best, most := found[0].Dialect(), -1
	for _, s := range found {
		rank := 0
		if s.Module() == name {
			rank += 2
		}
		if isXML(s.Dialect()) == isXML(file) {
			rank++
		}
		if rank > most {
			best, most = s.Dialect(), rank
		}
	}
	return best
}

func isXML(d catalog.Dialect) bool { return d == catalog.XMLLegacy || d == catalog.Sysconf }

// otherwise says how a file's dialect differs from the one that a name is of.
func otherwise(named, file catalog.Dialect) string {
	if named.Generation() == file.Generation() {
		return fmt.Sprintf("and a %s file has other names", file)
	}
	return fmt.Sprintf("for %s, and this file is for %s", generations[named.Generation()], generations[file.Generation()])
}
