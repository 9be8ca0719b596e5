package lint

import (
	"slices"
	"strconv"
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
	if s.Index == 0 && p.numberless[listPlace{s.Module, s.List}] {
		return true
	}
	scope, ok := p.table().Scope(s.Module, s.List)
	return ok && p.file.Dialect() == cfgfile.Sysconf && isNumbered(scope) && p.bareEntry(s, scope) >= 0
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
		w.carriesNumber = w.file.Dialect() == cfgfile.Dotted && w.setting.List != "" || w.file.Dialect() == cfgfile.Sysconf && isNumbered(w.scope)
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
	if w.file.Dialect() == cfgfile.Sysconf {
		return w.bareEntry(w.setting, w.scope) >= 0
	}
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
	if w.file.Dialect() == cfgfile.Sysconf {
		badEntry(w)
		return
	}
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

// isNumbered reports whether samples have an index in the path of a list of sysconf.
func isNumbered(scope *catalog.Scope) bool {
	return scope != nil && scope.Doubt() == "" && strings.Contains(scope.List(), "[N]")
}

// maxEntry bounds how far a tag is looked for in front of a setting of its entry.
const maxEntry = 1 << 17

// bareEntry returns where the tag of an entry stands that has no index, though samples
// have one there: the outermost that the setting stands in, or -1. What has another
// attribute instead is spoken of for that.
func (p *pass) bareEntry(s *cfgfile.Setting, scope *catalog.Scope) int {
	indexes := strings.Count(s.List, "[")
	if s.Index > 0 {
		indexes++
	}
	if indexes >= strings.Count(scope.List(), "[N]") || p.bareLooks >= maxOpinions {
		return -1
	}
	p.bareLooks++
	places := strings.Split(scope.List(), "/")
	parts := strings.Split(s.List, "/")
	if len(parts) != len(places) {
		return -1
	}
	bare, before := -1, p.src[:s.KeySpan.Start]
	if first := len(before) - maxEntry; first > 0 {
		before = before[first:]
	}
	start := s.KeySpan.Start - len(before)
	for i := len(parts) - 1; i >= 0; i-- {
		name, _, indexed := strings.Cut(parts[i], "[")
		at := lastTag(before, name)
		if at < 0 {
			return -1
		}
		indexed = indexed || i == len(parts)-1 && s.Index > 0
		if strings.HasSuffix(places[i], "[N]") && !indexed && strings.HasPrefix(strings.TrimLeft(before[at+len(name):], " \t\r\n"), ">") {
			bare = start + at
		}
		before = before[:at]
	}
	return bare
}

// lastTag returns where the name stands in the last tag of that name, -1 where none does.
func lastTag(src, name string) int {
	for end := len(src); ; {
		at := strings.LastIndex(src[:end], "<"+name)
		if at < 0 {
			return -1
		}
		if rest := src[at+1+len(name):]; rest != "" && strings.IndexByte("> \t\r\n", rest[0]) >= 0 {
			return at + 1
		}
		end = at
	}
}

// badEntry speaks once of each entry of sysconf that has no index.
func badEntry(w *walk) {
	at := w.bareEntry(w.setting, w.scope)
	if number := strconv.Itoa(at); number != w.lastBad && !w.nameInTemplate(cfgfile.Span{Start: at, End: at + 1}) {
		w.lastBad = number
		if !w.unlisted() {
			w.grade(Warning, at, `an entry of a list without index="1", which all samples have here: a phone cannot tell which entry this is`, "")
		}
	}
}
