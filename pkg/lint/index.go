package lint

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// badIndexes takes what the parser of XML saw: numbers that no entry of a list can have,
// and attributes that nothing is made of.
func badIndexes(p *pass) {
	for _, problem := range p.file.Problems() {
		switch problem.Kind {
		case cfgfile.BadIndex:
			end := problem.Offset + max(0, strings.IndexAny(p.src[problem.Offset:], `"'<`))
			if !p.holdsTag(cfgfile.Span{Start: problem.Offset, End: end}) {
				p.found(problem.Offset, problem.Text)
			}
		case cfgfile.StrayAttribute:
			p.grade(Warning, problem.Offset, problem.Text, "")
		}
	}
}

// isNumberless reports whether a setting of XML stands in a list with entries whose numbers
// are none, of which FV209 speaks: they have one path in common, and are not twice the same.
func (p *pass) isNumberless(s *cfgfile.Setting) bool {
	if p.numberless == nil {
		p.numberless = make(map[listPlace]bool)
		bad := slices.DeleteFunc(slices.Clone(p.file.Problems()), func(problem cfgfile.Problem) bool { return problem.Kind != cfgfile.BadIndex })
		for _, setting := range p.file.Settings() {
			for len(bad) > 0 && setting.KeySpan.Start > bad[0].Offset {
				p.numberless[listPlace{setting.Module, setting.List}] = true
				bad = bad[1:]
			}
		}
	}
	return s.Index == 0 && p.numberless[listPlace{s.Module, s.List}]
}

// listPlace is a list of a module.
type listPlace struct{ module, list string }

// enterNumbered takes note of the list whose number keys carry in the place that the
// setting stands in. In text-legacy a key without one falls back to the module, and so
// does one whose number is too long.
func (w *walk) enterNumbered() {
	w.lastBad = ""
	switch {
	case !isText(w.pass):
		w.carriesNumber = w.file.Dialect() == cfgfile.Dotted && w.setting.List != ""
		return
	case w.setting.List == "" && isTextLegacy(w.pass) && w.setting.Module == w.module:
	case w.setting.List == "" || w.scope == nil || w.scope.Prefix() == "":
		w.numbered = nil
	default:
		w.numbered = w.scope
	}
	w.carriesNumber = w.numbered != nil
}

// hasBadNumber reports whether the setting carries a number that no entry can have.
func (w *walk) hasBadNumber() bool {
	if w.numbered == nil {
		return w.hasBadPart()
	}
	key, width := w.setting.Key, len(w.numbered.Prefix())
	if len(key) <= width || w.inDictionary && key[width] != '0' || key[:width] != w.numbered.Prefix() {
		return false
	}
	rest := key[width:]
	number, name, ok := strings.Cut(rest, " ")
	switch {
	case !ok, isIndex(number), w.nameInTemplate(w.setting.KeySpan):
		return false
	case strings.Trim(number, "0123456789") == "" && number != "":
		return true
	}
	// Anything may start as the prefix does, but hardly end as a key of the list.
	_, known := w.numbered.Lookup(w.numbered.Prefix() + "1 " + name)
	return known && !w.inDictionary
}

// hasBadPart reports whether a dotted path has something else where the number of an entry
// stands, or nothing. It need not know the list where that is a number.
func (w *walk) hasBadPart() bool {
	for part := range strings.SplitSeq(w.list, ".") {
		if part != "" && strings.Trim(part, "+-0123456789") == "" && !isIndex(part) {
			return !w.nameInTemplate(w.setting.KeySpan)
		}
	}
	numbered := func(s *catalog.Scope, ok bool) bool { return ok && strings.HasSuffix(s.List(), ".N") }
	if w.scope != nil {
		return w.setting.Index == 0 && numbered(w.scope, true)
	}
	last := max(0, strings.LastIndexByte(w.list, '.'))
	return numbered(w.table.Scope(w.module, w.list[:last])) && !w.nameInTemplate(w.setting.KeySpan)
}

// isIndex reports whether an entry can have this number: 1 to 9999 without zeros in front.
func isIndex(number string) bool {
	return number != "" && len(number) <= 4 && number[0] != '0' && strings.Trim(number, "0123456789") == ""
}

// badNumber speaks once of each entry whose number cannot be one, where text and dotted
// files have it: in the key.
func badNumber(w *walk) {
	number, _, _ := strings.Cut(w.setting.Key, " ")
	if w.numbered == nil {
		number = w.list
	}
	if number == w.lastBad {
		return
	}
	w.lastBad = number
	example := "SIP1"
	if w.numbered == nil {
		example = "sip.line.1"
	}
	if !w.unlisted() {
		w.found(w.setting.KeySpan.Start, "the number of an entry is 1 to 9999 without zeros in front, as in "+example+": a phone cannot tell which entry this is")
	}
}
