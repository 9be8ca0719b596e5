package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// indexRules look at the numbers of entries: in XML an attribute or an element, in text
// and dotted part of the key or the path.
var indexRules = []check{
	{Rule: Rule{"FV209", "index", Error, false, "the number of an entry cannot be one, or an attribute is none that phones have"},
		file: badIndexes, walk: walker{onNumber: misnumber}},
}

// badIndexes takes what the parser of XML saw: numbers that no entry of a list can have,
// and attributes that nothing is made of.
func badIndexes(p *pass) {
	for _, problem := range p.file.Problems() {
		switch problem.Kind {
		case cfgfile.BadIndex:
			end := problem.Offset + max(0, strings.IndexAny(p.src[problem.Offset:], `"'<`))
			if !p.holdsTag(cfgfile.Span{Start: problem.Offset, End: end}) {
				p.found(problem.Offset, problem.Text).to(end).parted()
			}
		case cfgfile.StrayAttribute:
			p.grade(Warning, problem.Offset, problem.Text, "").parted()
		}
	}
}

// isNumberless reports whether the setting stands in a list of XML with entries whose
// numbers are none, of which FV209 speaks: they have one path in common, and are not twice
// the same.
func (w *walk) isNumberless() bool {
	s := w.setting
	if w.numberless == nil {
		w.numberless = make(map[entryPlace]bool)
		bad := slices.DeleteFunc(slices.Clone(w.file.Problems()), func(problem cfgfile.Problem) bool { return problem.Kind != cfgfile.BadIndex })
		for _, setting := range w.file.Settings() {
			for len(bad) > 0 && setting.KeySpan.Start > bad[0].Offset {
				w.numberless[entryPlace{setting.Module, setting.List, 0}] = true
				bad = bad[1:]
			}
		}
	}
	return w.numberless[entryPlace{s.Module, s.List, s.Index}] || w.misnumbered && w.file.Dialect().IsXML()
}

// badIndex is a number that no entry of a list can have.
type badIndex struct {
	at       int
	end      int
	entry    string // which is spoken of once
	message  string
	severity Severity
}

const (
	badNumberText = "the number of an entry is 1 to 9999 without zeros in front, as in "
	whichever     = "a phone cannot tell which entry this is"
)

// enterNumbered takes note of whether keys and paths have the numbers of entries in them in
// the place that the setting stands in, and of the list whose number keys carry. In
// text-legacy a key without one falls back to the module, and so does one whose number is
// too long.
func (w *walk) enterNumbered() {
	s := w.setting
	w.badNumber, w.lastBad = nil, ""
	switch dialect := w.file.Dialect(); dialect {
	case cfgfile.Sysconf:
		if isNumbered(w.scope) {
			w.badNumber = (*walk).bareEntry
		}
	case cfgfile.Dotted:
		if s.List != "" {
			w.badNumber = (*walk).badPart
		}
	case cfgfile.TextLegacy, cfgfile.TextModern:
		if s.List != "" || dialect == cfgfile.TextModern || s.Module != w.module {
			w.numbered = nil
		}
		if s.List != "" && w.scope != nil && w.scope.Prefix() != "" {
			w.numbered = w.scope
		}
		if w.numbered != nil {
			w.badNumber = (*walk).badPrefix
		}
	}
}

// misnumber speaks once of each entry whose number cannot be one.
func misnumber(w *walk) {
	if bad := &w.bad; bad.entry != w.lastBad {
		w.lastBad = bad.entry
		w.grade(bad.severity, bad.at, bad.message, "").to(bad.end).label(whichever)
	}
}

// badPrefix returns the number that the key of a text carries, if no entry can have it.
func (w *walk) badPrefix() (badIndex, bool) {
	key, prefix := w.setting.Key, w.numbered.Prefix()
	rest, ok := strings.CutPrefix(key, prefix)
	if !ok || rest == "" || w.inDictionary && rest[0] != '0' {
		return badIndex{}, false
	}
	number, name, ok := strings.Cut(rest, " ")
	if !ok || isIndex(number) || w.isFilled(w.setting.KeySpan) {
		return badIndex{}, false
	}
	if strings.Trim(number, digits) != "" || number == "" {
		// Anything may start as the prefix does, but hardly end as a key of the list.
		if _, known := w.numbered.Lookup(prefix + "1 " + name); !known || w.inDictionary {
			return badIndex{}, false
		}
	}
	at, entry := w.setting.KeySpan.Start, key[:len(prefix)+len(number)]
	return badIndex{at, at + len(entry), entry, badNumberText + "SIP1", Error}, true
}

// badPart returns what stands in a dotted path in place of the number of an entry, which
// may be nothing. The list need not be known where that is a number.
func (w *walk) badPart() (badIndex, bool) {
	isBad := false
	for part := range strings.SplitSeq(w.list, ".") {
		isBad = isBad || part != "" && strings.Trim(part, "+-"+digits) == "" && !isIndex(part)
	}
	numbered := func(s *catalog.Scope, ok bool) bool { return ok && strings.HasSuffix(s.List(), ".N") }
	switch {
	case isBad:
	case w.scope != nil:
		isBad = w.setting.Index == 0 && numbered(w.scope, true)
	default:
		isBad = numbered(w.table.Scope(w.module, w.list[:max(0, strings.LastIndexByte(w.list, '.'))]))
	}
	return badIndex{w.setting.KeySpan.Start, w.setting.KeySpan.End, w.list, badNumberText + "sip.line.1", Error}, isBad && !w.isFilled(w.setting.KeySpan)
}

// bareEntry returns the tag of an entry in sysconf that has no index, though samples have
// one there: the outermost that the setting stands in. What has another attribute instead
// is spoken of for that.
func (w *walk) bareEntry() (badIndex, bool) {
	s := w.setting
	indexes := strings.Count(s.List, "[")
	if s.Index > 0 {
		indexes++
	}
	places, place := w.scope.List(), ""
	if indexes >= strings.Count(places, "[N]") || strings.Count(s.List, "/") != strings.Count(places, "/") {
		return badIndex{}, false
	}
	if w.template != nil && w.template.IsNamed(w.number) {
		return badIndex{}, false
	}
	for _, span := range w.file.ListSpans(w.number) {
		place, places, _ = strings.Cut(places, "/")
		if strings.HasSuffix(place, "[N]") && strings.HasPrefix(strings.TrimLeft(w.src[span.End:], " \t\r\n"), ">") {
			return badIndex{span.Start, span.End, strconv.Itoa(span.Start), `an entry of a list without index="1", which all samples have here`, Warning}, true
		}
	}
	return badIndex{}, false
}

// isNumbered reports whether samples have an index in the path of a list of sysconf.
func isNumbered(scope *catalog.Scope) bool {
	return scope != nil && scope.Doubt() == "" && strings.Contains(scope.List(), "[N]")
}

// isIndex reports whether an entry can have this number: 1 to 9999 without zeros in front.
func isIndex(number string) bool {
	return number != "" && len(number) <= 4 && number[0] != '0' && strings.Trim(number, digits) == ""
}
