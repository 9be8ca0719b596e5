package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// structureRules look at how modules, lists and settings stand in a file.
var structureRules = []check{
	{Rule: Rule{"FV201", "outside-module", Error, false, "a setting stands before the first module"},
		walk: walker{onSetting: outsideModule}},
	{Rule: Rule{"FV202", "malformed-line", Error, true, "a line is no setting, list, module or comment"},
		file: malformedLines, walk: walker{onSetting: malformedSetting}},
	{Rule: Rule{"FV204", "duplicate-setting", Warning, true, "a setting stands twice"},
		walk: walker{onSetting: duplicateSetting}},
	{Rule: Rule{"FV205", "duplicate-module", Warning, false, "a module stands twice"},
		file: duplicateModule},
	{Rule: Rule{"FV206", "empty-module", Info, false, "a module holds no setting"},
		file: emptyModule},
	{Rule: Rule{"FV207", "xml-not-well-formed", Error, false, "the XML is not well-formed"},
		file: notWellFormed, content: brokenXML},
	{Rule: Rule{"FV208", "key-column", Info, true, "in text-legacy, the colon stands before column 20"},
		in: []cfgfile.Dialect{cfgfile.TextLegacy}, walk: walker{onSetting: keyColumn}},
}

func outsideModule(w *walk) {
	s := w.setting
	switch {
	case s.Module != "", w.isOtherName(), w.mayHoldMore(0, s.KeySpan.Start), w.frame.NearVersion.Len() > 0 && s.KeySpan.Start == w.frame.NearVersion.Start: // see FV103
	case w.file.Dialect() == cfgfile.Dotted:
		w.found(s.KeySpan.Start, theSetting+" stands without its path").advise("no phone knows what it belongs to: write path.to.Key")
	default:
		w.found(s.KeySpan.Start, theSetting+" stands outside every module").advise("no phone knows whose it is")
	}
}

// malformedLines speaks of each line, but once of all that have one cause: an indented
// body, or a form that is not that of these files.
func malformedLines(p *pass) {
	groups := make(map[string]*lineGroup)
	for _, problem := range p.file.Problems() {
		switch problem.Kind {
		case cfgfile.IndentedLine, cfgfile.OtherSyntax:
			if p.madeByTemplate(problem.Offset) {
				continue
			}
			group := groups[problem.Text]
			if group == nil {
				group = &lineGroup{first: problem.Offset, end: problem.Offset + lineLength(p.src[problem.Offset:])}
				groups[problem.Text] = group
			}
			group.lines++
			if problem.Kind == cfgfile.IndentedLine {
				group.fix = append(group.fix, cfgfile.Edit{Span: cfgfile.Span{Start: problem.Offset, End: problem.Offset + indentation(p.src[problem.Offset:])}})
			}
		case cfgfile.MalformedLine, cfgfile.StrayText, cfgfile.TooManyProblems:
			if _, fused := p.fusedToMarker(problem); !fused && !p.madeByTemplate(problem.Offset) {
				p.found(problem.Offset, problem.Text).parted()
			}
		}
	}
	for text, group := range groups {
		f := p.found(group.first, text, group.fix...).to(group.end).parted()
		if f != nil && group.lines > 1 {
			f.Message += fmt.Sprintf(" (%d lines)", group.lines)
		}
	}
}

// lineGroup is lines that are wrong for one cause.
type lineGroup struct {
	first int // where the first one is wrong
	end   int // behind what is wrong there
	lines int
	fix   []cfgfile.Edit
}

// indentation returns the length of the white space that a line starts with.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// madeByTemplate reports whether the mistake at an offset may be a template's own: in
// text, where a tag stands on its line before the value, or is that of a list marker.
func (p *pass) madeByTemplate(offset int) bool {
	t, ok := p.templateAt(offset)
	if !ok || p.file.Dialect().IsXML() || strings.HasPrefix(p.src[offset:], "--") {
		return ok
	}
	separator := byte(':')
	if p.file.Dialect() == cfgfile.Dotted {
		separator = '='
	}
	return strings.IndexByte(p.src[t.line.Start:t.tag], separator) < 0
}

// malformedSetting speaks of keys with characters that no known key has, and values
// that run over several lines, which XML allows and no text form can hold.
func malformedSetting(w *walk) {
	s := w.setting
	switch {
	case w.file.Dialect().IsXML():
		if strings.IndexByte(s.Value, '\n') >= 0 && strings.TrimSpace(s.Value) != "" && !w.inTemplate(s.KeySpan.Start) {
			w.found(s.KeySpan.Start, "the value of "+theSetting+" runs over several lines").advise("known values stand on one")
		}
	case s.TabBeforeColon() && !w.isFilled(s.KeySpan):
		w.tabBeforeColon(s)
		fallthrough
	default:
		if i := catalog.OddKeyByte(s.Key); i >= 0 && !w.isFilled(s.KeySpan) {
			_, size := utf8.DecodeRuneInString(s.Key[i:])
			w.found(s.KeySpan.Start+i, "a character that no key has").to(s.KeySpan.Start + i + size).
				advise("keys hold letters, digits and - . # / =, in text also spaces")
		}
	}
}

// tabBeforeColon speaks of padding with a tab in it, as the vendor's own figures have, and
// puts in its place what phones write.
func (p *pass) tabBeforeColon(s *cfgfile.Setting) {
	span := cfgfile.Span{Start: s.KeySpan.End, End: s.ValueSpan.Start - 1}
	tab := span.Start + strings.IndexByte(p.src[span.Start:span.End], '\t')
	width := colonColumn
	if prefix, _, indexed := strings.Cut(s.Key, " "); indexed && indexPrefix(s.Key) != "" && p.file.Dialect() == cfgfile.TextModern {
		width += len(prefix) + 1
	}
	p.add(Finding{
		Severity: Warning, Message: "a tab stands before the colon, where phones write spaces", Advice: "whether one reads the key so is not known",
		fix: []cfgfile.Edit{{Span: span, New: strings.Repeat(" ", max(0, width-s.KeySpan.Len()))}},
	}, tab).to(span.End)
}

func duplicateModule(p *pass) {
	first := make(map[string]cfgfile.Module)
	for m := range p.file.Modules() {
		there, ok := first[m.Name]
		switch {
		case !ok:
			first[m.Name] = m
		case p.template != nil && (p.isFilled(m.Span) || !p.template.Together(there.Span.Start, m.Span.Start)):
		case !p.countSurplus():
			p.found(m.Span.Start, fmt.Sprintf("%s stands here again, first on line %d", p.moduleName(m), p.line(there.Line))).to(m.Span.End).advise("no export repeats one")
		}
	}
}

func emptyModule(p *pass) {
	if p.file.WellFormed() != nil || p.mayHoldMore(0, len(p.src)) {
		return // it may hold what could not be read
	}
	for m := range p.file.Modules() {
		if m.Empty && !p.countSurplus() {
			p.found(m.Span.Start, p.moduleName(m)+" holds nothing").to(m.Span.End)
		}
	}
}

// moduleName names a module in a message. In a broken file, the rest of a password
// with a line break in it can look like one, but for the word at its end.
func (p *pass) moduleName(m cfgfile.Module) string {
	if p.file.Dialect().IsText() && !strings.HasSuffix(m.Name, " MODULE") {
		return "this module"
	}
	return "the module " + strconv.Quote(m.Name)
}

func notWellFormed(p *pass) {
	for _, problem := range p.file.Problems() {
		if problem.Kind == cfgfile.NotWellFormed && !p.isFoundAt("FV108", problem.Offset) { // a byte that no file has
			text := problem.Text
			if p.shown().HidesNameIn(text) {
				text = "not well-formed: a plain \"<\" or \"&\" in a value is written &lt; or &amp;, and every element is closed under its own name"
			}
			p.found(problem.Offset, p.linesIn(text)).parted()
		}
	}
	if p.template != nil {
		for _, problem := range p.template.OtherBranches() {
			p.foundInTemplate(problem.Offset, "in one of the branches that the template may take, the XML is not well-formed: each opens and closes the same elements")
		}
	}
}

// brokenXML speaks of what was meant to be XML and has names that no XML reader takes.
// Where the file is read no further, nobody can mend it without guessing.
func brokenXML(p *pass, content *cfgfile.ContentError) {
	if content.Content != cfgfile.BrokenXML {
		return
	}
	p.src = string(p.data)
	for _, problem := range content.Problems {
		p.found(problem.Offset, problem.Text).parted()
	}
}

// isFoundAt reports whether a rule before this one spoke of a place.
func (p *pass) isFoundAt(rule string, offset int) bool {
	return slices.ContainsFunc(p.findings, func(f Finding) bool { return f.Rule.ID == rule && f.Offset == offset })
}

// colonColumn is the column of the colon in text-legacy, counted from 0.
const colonColumn = catalog.KeyWidth

var padding = strings.Repeat(" ", colonColumn)

func keyColumn(w *walk) {
	s := w.setting
	colon := s.ValueSpan.Start - 1
	if missing := colonColumn - (colon - s.KeySpan.Start); missing > 0 && !s.TabBeforeColon() && !w.isFilled(s.KeySpan) {
		w.found(s.KeySpan.Start, "the colon of "+theSetting+" stands before column 20", cfgfile.Edit{Span: cfgfile.Span{Start: colon, End: colon}, New: padding[:missing]}).
			to(colon + 1).label(isMissing(missing, "space")).advise("phones of this generation pad the key to 19 characters")
	}
}
