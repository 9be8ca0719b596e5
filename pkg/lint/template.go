package lint

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/htmlentity"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// templateRules look for what the program that makes the files left in them.
var templateRules = []check{
	{Rule: Rule{"FV110", "template-left", Error, false, "a template's tag was not replaced"},
		file: templateLeft},
	{Rule: Rule{"FV113", "template-syntax", Error, false, "a template's tags do not fit together, or are not those of its engine"},
		file: templateFaults, content: templateContent},
	{Rule: Rule{"FV112", "html-entity", Info, false, "a value holds an entity of HTML, which a phone shows as it stands"},
		in: lines, walk: walker{onValue: htmlEntity}},
}

// htmlEntity looks into values. In XML, FV207 speaks of an entity that it does not have.
// Of a secret, not even an entity is shown.
func htmlEntity(w *walk) {
	s := w.setting
	at, entity, letter, ok := htmlentity.Find(s.Value)
	switch {
	case !ok || w.inTemplate(s.KeySpan.Start):
	case w.table.IsSecret(s.Module, s.List, s.Key):
		w.found(s.ValueSpan.Start, "the value holds an entity of HTML: a phone takes each of its characters for itself")
	default:
		w.suggest(s.ValueSpan.Start+at, fmt.Sprintf("%s is HTML: a phone shows it as it stands, so write %s itself", entity, letter), letter)
	}
}

// templateLine is a line that holds a template's tag. Only FV110 speaks of it:
// what stands there is not what will be there.
type templateLine struct {
	line cfgfile.Span
	tag  int // where its first tag starts
}

// templateLines returns the lines of the file that hold a tag.
func (p *pass) templateLines() []templateLine {
	switch {
	case p.templatesFound:
	case p.template != nil:
		p.templates, p.templatesFound = filledLines(p.src, p.template.Filled()), true
	default:
		p.templates, p.templatesFound = findTemplates(p.src, p.file.Dialect().IsXML()), true
	}
	return p.templates
}

// inTemplate reports whether an offset stands on a line with a template's tag.
func (p *pass) inTemplate(offset int) bool {
	_, ok := p.templateAt(offset)
	return ok
}

// templateAt returns the line with a template's tag that an offset stands on.
func (p *pass) templateAt(offset int) (templateLine, bool) {
	lines := p.templateLines()
	i := sort.Search(len(lines), func(i int) bool { return lines[i].line.End > offset })
	if i == len(lines) || lines[i].line.Start > offset {
		return templateLine{}, false
	}
	return lines[i], true
}

// nameInTemplate reports whether a tag is part of a key's or a module's name or stands
// before it, so that the name is not what will be there. A tag behind it leaves the name
// what it is. Names in XML hold no tags, unless the file is a template. Of the key of one, the
// letters that it has are looked at.
func (p *pass) nameInTemplate(name cfgfile.Span) bool {
	if p.template != nil {
		return p.isFilled(name)
	}
	if p.file.Dialect().IsXML() {
		return false
	}
	t, ok := p.templateAt(name.Start)
	return ok && t.tag < name.End
}

// templateBetween reports whether a tag stands between two places, so that one of them
// may be of another branch than the other.
func (p *pass) templateBetween(a, b int) bool {
	lines := p.templateLines()
	i := sort.Search(len(lines), func(i int) bool { return lines[i].tag > min(a, b) })
	return i < len(lines) && lines[i].tag < max(a, b)
}

// holdsTag reports whether a tag starts in a span.
func (p *pass) holdsTag(span cfgfile.Span) bool {
	if p.template != nil {
		return p.isFilled(span)
	}
	for at := span.Start; at < span.End; at++ {
		if c := p.src[at]; (c == '{' || c == '<') && isTemplateTag(p.src, at, len(p.src), p.file.Dialect().IsXML()) {
			return true
		}
	}
	return false
}

func templateLeft(p *pass) {
	if p.template != nil {
		return
	}
	for _, t := range p.templateLines() {
		p.found(t.tag, "a template's tag was left in: the program that makes the files did not replace it")
	}
}

// findTemplates returns the lines with a tag. Comments are passed over: a phone
// does so, too.
func findTemplates(src string, xml bool) []templateLine {
	if !mayHoldTemplate(src) {
		return nil
	}
	var found []templateLine
	var line cfgfile.Span
	for at := 0; at < len(src); {
		i := strings.IndexAny(src[at:], "{<")
		if i < 0 {
			break
		}
		at += i
		if at >= line.End {
			line = lineAround(src, line.End, at)
		}
		switch {
		case !xml && src[line.Start] == '#':
			at = line.End
		case xml && strings.HasPrefix(src[at:], "<!--"):
			if i := strings.Index(src[at:], "-->"); i >= 0 {
				at += i + len("-->")
			} else {
				at = len(src)
			}
		case isTemplateTag(src, at, line.End, xml):
			if at > 0 && src[at-1] == '$' {
				at--
			}
			found = append(found, templateLine{line, at})
			at = line.End
		default:
			at++
		}
	}
	return found
}

// mayHoldTemplate is quick to say no.
func mayHoldTemplate(src string) bool {
	if strings.IndexByte(src, '{') >= 0 {
		return true
	}
	for _, mark := range []string{"<?p", "<?=", "<%", "<!--"} {
		if strings.Contains(src, mark) {
			return true
		}
	}
	return false
}

// lineAround returns the line, line end included, that holds a place and starts at
// another or behind it.
func lineAround(src string, from, at int) cfgfile.Span {
	line := cfgfile.Span{Start: from + strings.LastIndexByte(src[from:at], '\n') + 1, End: len(src)}
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		line.End = at + i + 1
	}
	return line
}

// maxTag is how far a tag's end is looked for.
const maxTag = 256

// filledLines returns the lines of a file in which an expression of a template has a part.
func filledLines(src string, filled []cfgfile.Span) (lines []templateLine) {
	var line cfgfile.Span
	for _, f := range filled {
		if f.Start >= line.End {
			line = lineAround(src, line.End, f.Start)
			lines = append(lines, templateLine{line, f.Start})
		}
	}
	return lines
}

// isTemplateTag reports whether a tag starts at a place: {{, {%, {# … #}, {* … *},
// <?php, <?=, <%, in text also <!--, and in single braces what isBracedTag
// knows.
func isTemplateTag(src string, at, end int, xml bool) bool {
	rest := src[at:min(end, at+maxTag)]
	for _, mark := range []string{"{{", "{%", "<?php", "<?=", "<%"} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	switch {
	case strings.HasPrefix(rest, "{#"):
		return strings.Contains(rest[2:], "#}")
	case strings.HasPrefix(rest, "{*"):
		return strings.Contains(rest[2:], "*}")
	case rest[0] == '<':
		return !xml && strings.HasPrefix(rest, "<!--")
	}
	inside, _, closed := strings.Cut(rest[1:], "}")
	return isBracedTag(inside, closed)
}

// tagWords are the words that tags in single braces start with.
var tagWords = []string{"if", "else", "elseif", "foreach", "for", "while", "section", "include", "assign", "capture", "literal", "function", "block"}

// isBracedTag reports whether single braces hold a tag: {$…}, {/if}, {if …} or a
// name of two letters or more. Others are in use: "x{5}" and "{T}" in dial
// rules, JSON in a value.
func isBracedTag(inside string, closed bool) bool {
	word, rest, spaced := strings.Cut(inside, " ")
	if spaced && rest != "" && slices.Contains(tagWords, word) {
		return true
	}
	if !closed || len(inside) < 2 {
		return false
	}
	switch c := inside[0]; {
	case c == '$', c == '/':
		return ascii.IsLetter(inside[1]) || inside[1] == '_'
	case ascii.IsLetter(c) || c == '_':
		return isName(inside)
	}
	return false
}

// isName reports whether a text is a variable's name: letters, digits, underscores
// and dots.
func isName(text string) bool {
	for i := range len(text) {
		if c := text[i]; !ascii.IsLetter(c) && c != '_' && c != '.' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
