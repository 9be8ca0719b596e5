package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// structureRules look at how modules, lists and settings stand in a file.
var structureRules = []check{
	{Rule: Rule{"FV201", "outside-module", Error, false, "a setting stands before the first module"},
		setting: outsideModule},
	{Rule: Rule{"FV202", "malformed-line", Error, false, "a line is no setting, list, module or comment"},
		file: malformedLines, setting: malformedSetting},
	{Rule: Rule{"FV203", "fused-lines", Error, true, "a line break is missing between two lines"},
		file: fusedProblems, setting: fusedSetting},
	{Rule: Rule{"FV204", "duplicate-setting", Warning, false, "a setting stands twice"},
		setting: duplicateSetting},
	{Rule: Rule{"FV205", "duplicate-module", Warning, false, "a module stands twice"},
		file: duplicateModule},
	{Rule: Rule{"FV206", "empty-module", Info, false, "a module holds no setting"},
		file: emptyModule},
	{Rule: Rule{"FV207", "xml-not-well-formed", Error, false, "the XML is not well-formed"},
		file: notWellFormed},
	{Rule: Rule{"FV208", "key-column", Info, true, "in text-legacy, the colon stands before column 20"},
		setting: keyColumn},
}

func outsideModule(p *pass, s *cfgfile.Setting) {
	if s.Module == "" {
		p.found(s.KeySpan.Start, "the setting stands outside every module, so no phone knows whose it is")
	}
}

func malformedLines(p *pass) {
	for _, problem := range p.file.Problems() {
		switch problem.Kind {
		case cfgfile.MalformedLine, cfgfile.StrayText, cfgfile.TooManyProblems:
			if !p.templates.has(p.src, problem.Offset) {
				p.found(problem.Offset, problem.Text)
			}
		}
	}
}

// malformedSetting finds keys with characters that no known key has, and values
// that run over several lines, which XML allows and no text form can hold.
func malformedSetting(p *pass, s *cfgfile.Setting) {
	dialect := p.file.Dialect()
	switch {
	case dialect.IsXML():
		if strings.IndexByte(s.Value, '\n') >= 0 && !p.templates.has(p.src, s.KeySpan.Start) {
			p.found(s.KeySpan.Start, "the value runs over several lines; known values stand on one")
		}
	case dialect.IsText():
		if i := oddKeyByte(s.Key); i >= 0 && !p.templates.has(p.src, s.KeySpan.Start) {
			p.found(s.KeySpan.Start+i, "a character that no key has: keys hold letters, digits, spaces and - . # / =")
		}
	}
}

// keyBytes marks the bytes that keys hold. The underscore is the mark of an XML
// name in a text file, which is for the dictionary to say.
var keyBytes = func() (known [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.#/=_&+'()") {
		known[c] = true
	}
	return known
}()

func oddKeyByte(key string) int {
	for i := range len(key) {
		if !keyBytes[key[i]] {
			return i
		}
	}
	return -1
}

func duplicateSetting(p *pass, s *cfgfile.Setting) {
	first, ok := p.seen.add(p.file, s)
	if ok {
		return
	}
	p.found(s.KeySpan.Start, fmt.Sprintf("%q stands here again, first on line %d; which of the two a phone takes is not known", s.Key, first))
}

func duplicateModule(p *pass) {
	lines := make(map[string]int)
	for m := range p.file.Modules() {
		if first, ok := lines[m.Name]; ok {
			p.found(m.Span.Start, fmt.Sprintf("the module %q stands here again, first on line %d; no export repeats one", m.Name, first))
			continue
		}
		lines[m.Name] = m.Line
	}
}

func emptyModule(p *pass) {
	for m := range p.file.Modules() {
		if m.Empty {
			p.found(m.Span.Start, fmt.Sprintf("the module %q holds nothing", m.Name))
		}
	}
}

func notWellFormed(p *pass) {
	for _, problem := range p.file.Problems() {
		if problem.Kind == cfgfile.NotWellFormed {
			p.found(problem.Offset, problem.Text)
		}
	}
}

// colonColumn is the column of the colon in text-legacy, counted from 0.
const colonColumn = 19

func keyColumn(p *pass, s *cfgfile.Setting) {
	if p.file.Dialect() != cfgfile.TextLegacy {
		return
	}
	colon := s.ValueSpan.Start - 1
	if missing := colonColumn - (colon - s.KeySpan.Start); missing > 0 {
		p.found(s.KeySpan.Start, "the colon stands before column 20; phones of this generation pad the key to 19 characters",
			cfgfile.Edit{Span: cfgfile.Span{Start: colon, End: colon}, New: strings.Repeat(" ", missing)})
	}
}
