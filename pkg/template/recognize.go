package template

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// Recognize returns the engine that the tags of a text are of, and the first tag that says so;
// None where it has no tags.
//
// Engines share their marks. So what only one engine has counts first, from the surest on: Go
// by {{ .X }} and {{ end }}; Blade by its directives, {!! and {{ $x }}; PHP and ERB by their
// brackets; ifdef by its comments; Jinja and Twig by {% (it is Twig where a tag has what
// Python's syntax has not); Tempita and Mustache by the words and marks in {{ }}; Smarty by {$x} and {if}. Of {{x}} alone,
// Mustache is the plainest, and of {NAME} alone Braces is. A tag in a comment of the file is no
// sign.
func Recognize(src string) (Engine, Tag) {
	t, first := recognize(src)
	if t == nil {
		return None, Tag{}
	}
	return t.Engine, first
}

// recognize is Recognize that returns the text as a template of its engine, nil for none.
func recognize(src string) (*Template, Tag) {
	held := marksIn(src)
	if held == 0 {
		return nil, Tag{}
	}
	for i := range signs {
		s := &signs[i]
		if held&s.marks == 0 {
			continue
		}
		if first := s.find(src); first.End > 0 {
			return scan(src, s.engine), first
		}
	}
	return nil, Tag{}
}

// marks are beginnings of tags that a text holds.
type marks uint16

const (
	double    marks = 1 << iota // {{
	percent                     // {%
	bang                        // {!
	star                        // {*
	dollar                      // {$
	letter                      // { or {/ and a letter
	php                         // <?php, <?=
	erb                         // <%
	ifdef                       // <!-- @
	directive                   // @ and a word of Blade
	hash                        // {#
	field                       // {{ and what only Go has behind it: a field, a comment, one of its words
	variable                    // {{ and a dollar sign
	section                     // {{ and a mark of Mustache
	word                        // {{ and a word that opens or closes a block
)

// marksIn returns the beginnings of tags that a text holds.
func marksIn(src string) (held marks) {
	for at := 0; ; at++ {
		i := strings.IndexByte(src[at:], '{')
		if i < 0 || at+i+1 == len(src) {
			break
		}
		at += i
		switch c := src[at+1]; {
		case c == '{':
			held |= double | behindDouble(src[at+2:])
		case c == '%':
			held |= percent
		case c == '!':
			held |= bang
		case c == '*':
			held |= star
		case c == '#':
			held |= hash
		case c == '$':
			held |= dollar
		case c == '/' || isWordByte(c):
			held |= letter
		}
	}
	for _, m := range []struct {
		text string
		mark marks
	}{{"<?p", php}, {"<?=", php}, {"<%", erb}, {"<!-- @", ifdef}, {"<!--@", ifdef}, {"@if", directive}, {"@foreach", directive}, {"@php", directive}, {"@switch", directive}} {
		if held&m.mark == 0 && strings.Contains(src, m.text) {
			held |= m.mark
		}
	}
	return held
}

// behindDouble returns what stands behind double braces.
func behindDouble(rest string) marks {
	if strings.HasPrefix(rest, "--") {
		return variable // of Blade, as its variables are
	}
	rest = strings.TrimLeft(rest[:min(len(rest), 16)], "-~ \t")
	if rest == "" {
		return 0
	}
	switch c := rest[0]; {
	case c == '.':
		return field | section
	case c == '$':
		return variable
	case strings.IndexByte("#^/!>{&", c) >= 0:
		return section | field
	case ascii.IsLetter(c):
		switch name := firstWord(rest); name {
		case "end", "range", "define", "with":
			return field | word
		case "if", "for", "def", "endif", "endfor", "enddef", "py", "else", "elif", "default":
			return word
		}
	}
	return 0
}

// sign is what shows that a text is of an engine.
type sign struct {
	engine Engine
	marks  marks                         // of which it has to hold one
	is     func(src string, t *Tag) bool // whether a tag of the engine says so
}

var signs = []sign{
	{Go, field | variable, isGoTag},
	{Blade, variable | bang | directive, isBladeTag},
	{PHP, php, anyTag},
	{ERB, erb, anyTag},
	{Ifdef, ifdef, func(src string, t *Tag) bool { return src[t.Start] == '<' }},
	{Twig, percent, isTwigTag},
	{Jinja, percent, func(src string, t *Tag) bool { return strings.HasPrefix(src[t.Start:], "{%") }},
	{Jinja, hash, isJinjaComment},
	{Tempita, word | section, isTempitaTag},
	{Mustache, section | word, isMustacheTag},
	{Smarty, dollar | star | letter, anyTag},
	{Jinja, double, isFilteredTag},
	{Mustache, double, anyTag},
	{Braces, letter, anyTag},
}

func anyTag(string, *Tag) bool { return true }

// find returns the first tag that says that a text is of the sign's engine, the zero Tag for
// none.
func (s *sign) find(src string) Tag {
	p := parser{Template: &Template{Engine: s.engine}, src: src, grammar: grammars()[s.engine]}
	comments := comments{src: src}
	p.probe = func(t *Tag) bool { return s.is(src, t) && !comments.hold(t.Start) }
	p.run()
	return p.found
}

// comments finds the comments of a file: lines that start with #, and comments of XML that are
// no tags.
type comments struct {
	src      string
	from, to int // the comment of XML that was found last
	lineEnd  int // of the line with a # that was found last
}

// hold reports whether a place stands in a comment. It has to be asked for places in their order.
func (c *comments) hold(at int) bool {
	for c.to <= at {
		i := strings.Index(c.src[c.to:], "<!--")
		if i < 0 {
			c.from, c.to = len(c.src), len(c.src)+1
			break
		}
		c.from = c.to + i
		if i = strings.Index(c.src[c.from:], "-->"); i < 0 {
			c.to = len(c.src) + 1
		} else {
			c.to = c.from + i + len("-->")
		}
	}
	if c.from < at {
		return true
	}
	if at < c.lineEnd {
		return true
	}
	line := strings.TrimLeft(c.src[strings.LastIndexByte(c.src[:at], '\n')+1:], " \t")
	if !strings.HasPrefix(line, "#") {
		return false
	}
	c.lineEnd = lineEnd(c.src, at)
	return true
}

// body returns what stands between the marks of a tag in double braces.
func body(src string, t *Tag) string {
	return trimmed(strings.Trim(src[t.Start:t.End], "{}%"))
}

func isBladeTag(src string, t *Tag) bool {
	text := src[t.Start:t.End]
	if text[0] == '@' {
		return strings.Contains(text, "(") || strings.HasPrefix(text, "@php") || t.Kind == Middle || t.Kind == Close
	}
	return strings.HasPrefix(text, "{{--") || strings.HasPrefix(text, "{!!") || strings.HasPrefix(body(src, t), "$")
}

// twigOnly are what tags of Twig have and those of Jinja cannot.
var twigOnly = []string{"??", "_context", " starts with ", " ends with ", " matches ", ".. ", "1..", "0..", "|slice(", "| slice("}

func isTwigTag(src string, t *Tag) bool {
	text := src[t.Start:t.End]
	if t.Kind == Comment {
		return false
	}
	if word := firstWord(body(src, t)); word == "elseif" || word == "verbatim" || word == "embed" || word == "apply" {
		return strings.HasPrefix(text, "{%")
	}
	if slices.ContainsFunc(twigOnly, func(mark string) bool { return strings.Contains(text, mark) }) {
		return !strings.HasPrefix(text, "{{{") && strings.Contains(src, "{%")
	}
	question := strings.Index(text, " ? ")
	return question >= 0 && strings.Contains(text[question:], ":") && strings.Contains(src, "{%")
}

func isGoTag(src string, t *Tag) bool {
	text := body(src, t)
	switch word := firstWord(text); word {
	case "end", "range", "define", "with":
		return t.Kind != Expression
	}
	field := len(text) > 1 && text[0] == '.' && ascii.IsLetter(text[1]) // {{.}} is one of Mustache's, too
	return field || strings.HasPrefix(text, "$") && strings.Contains(text, ":=") || strings.HasPrefix(src[t.Start:], "{{/*")
}

// isJinjaComment reports whether a tag is a comment that is closed as one; {#name#} is a
// variable of Smarty's.
func isJinjaComment(src string, t *Tag) bool {
	return t.Kind == Comment && strings.HasSuffix(src[:t.End], "#}") && !isWordByte(src[t.Start+len("{#")])
}

// isTempitaTag reports whether a tag has a word of Tempita's, or is a comment of words: no
// section of Mustache has a space in front of its name and several words behind it.
func isTempitaTag(src string, t *Tag) bool {
	if t.Kind == Comment {
		words := strings.Fields(src[t.Start+len("{{#") : t.End])
		return strings.HasPrefix(src[t.Start:], "{{# ") && len(words) > 2 && !slices.Contains(handlebarsBlocks, words[0])
	}
	return t.Kind == Open || t.Kind == Close || strings.HasPrefix(body(src, t), "py:")
}

var handlebarsBlocks = []string{"if", "unless", "each", "with"}

func isMustacheTag(src string, t *Tag) bool {
	return t.Kind != Expression || strings.HasPrefix(src[t.Start:], "{{{") || strings.HasPrefix(src[t.Start:], "{{>")
}

// isFilteredTag reports whether an expression has what Mustache's names have not.
func isFilteredTag(src string, t *Tag) bool {
	return t.Kind == Expression && strings.ContainsAny(body(src, t), "|[(~'\"")
}

// reads reports whether an engine reads the tags of another one, too.
func (e Engine) reads(other Engine) bool {
	family := func(e Engine) Engine {
		if e == Twig {
			return Jinja
		}
		return e
	}
	if family(e) == family(other) {
		return true
	}
	doubles := []Engine{Jinja, Twig, Blade, Go, Mustache, Tempita, Ifdef}
	return (other == Mustache || other == Jinja) && slices.Contains(doubles, e) || e == Smarty && other == Braces
}

// contradicts reports whether a tag that shows another engine can be none of this one's, even
// where it has others that are.
func (e Engine) contradicts(tag string, other Engine) bool {
	return e != Jinja && e != Twig && strings.HasPrefix(tag, "{%") || e == Braces && other == Smarty
}

// suffixes has the engine of each suffix that names one.
var suffixes = map[string]Engine{
	".tpl": None, ".tmpl": None, ".j2": Jinja, ".twig": Twig, ".erb": ERB, ".php": PHP, ".mustache": Mustache,
}

// BySuffix returns the engine that the suffix of a file's name stands for, None where it may be
// any; ok is false for a name that has no template's suffix.
func BySuffix(name string) (e Engine, ok bool) {
	name = strings.ToLower(name)
	if strings.HasSuffix(name, ".blade.php") {
		return Blade, true
	}
	e, ok = suffixes[path.Ext(name)]
	return e, ok
}

// HasSuffix reports whether a file's name has a template's suffix: .tpl .j2 .twig .erb .php
// .tmpl .mustache .blade.php.
func HasSuffix(name string) bool {
	_, ok := BySuffix(name)
	return ok
}

// NameHoldsTag reports whether a file's name holds a tag: {$mac}.cfg.
func NameHoldsTag(name string) bool {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	e, _ := Recognize(name)
	return e != None
}

func (t *Template) sortFaults() {
	slices.SortStableFunc(t.Faults, func(a, b Fault) int { return cmp.Compare(a.Start, b.Start) })
}
