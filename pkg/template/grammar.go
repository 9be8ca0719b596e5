package template

import (
	"slices"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// grammar is how an engine writes its tags.
type grammar struct {
	first  string                   // the characters that tags begin with
	marks  []mark                   // those that begin like another one before it
	closer func(word string) string // returns how a block is closed, as its tag is written
}

// mark is how a kind of tag begins and ends, and how what stands between is read.
type mark struct {
	open, close string
	begins      func(src string, at int) bool           // whether it is one after all; nil for always
	end         func(rest string) (length int, ok bool) // finds the end of what stands between
	read        func(body string) meaning
	nested      string // what must not stand in it, since it begins a tag
}

// meaning is what a tag does.
type meaning struct {
	kind    Kind
	word    string // of a tag that opens, parts or closes a block, and for messages
	ends    string // of a Close: the word of the block that it closes, "" for any
	loop    bool
	last    bool // of a Middle: the branch is there whenever no other one is
	defines bool
	raw     bool   // what follows holds no tags
	rawMark int    // the mark of the tag that ends that
	until   string // and its word
	none    bool   // it is no tag at all, and neither is what its marks hold
	always  bool   // of an Open: the block is there once, whatever the values are
}

func (m *meaning) closes(word string) bool { return m.ends == "" || m.ends == word }

// switches reports whether a tag begins a case of a block that a word opens.
func (m *meaning) switches(word string) bool {
	return m.kind == Middle && (word == "switch" || word == "case")
}

// grammars returns the grammar of each engine.
var grammars = sync.OnceValue(func() [Ifdef + 1]grammar {
	double := func(word string) string { return "{{" + word + "}}" }
	percent := func(word string) string { return "{% end" + word + " %}" }
	return [...]grammar{
		None: {first: "\x00"},
		Smarty: {first: "{", closer: func(word string) string { return "{/" + word + "}" }, marks: []mark{
			comment("{*", "*}"), {open: "{", close: "}", begins: isSmarty, end: balanced, read: readSmarty}}},
		Jinja: {first: "{", closer: percent, marks: jinjaMarks("{%")},
		Twig:  {first: "{", closer: percent, marks: jinjaMarks("{%")},
		Blade: {first: "{@", closer: func(word string) string { return "@end" + word }, marks: []mark{
			{open: "@{{", begins: isNoBladeComment, read: readNone, end: until("")}, {open: "@{!!", read: readNone, end: until("")}, comment("{{--", "--}}"),
			expression("{!!", "!!}"), expression("{{{", "}}}"), expression("{{", "}}"),
			{open: "@", begins: isDirective, end: directiveEnd, read: readBlade}}},
		PHP: {first: "<", closer: phpCloser, marks: []mark{
			expression("<?=", "?>"), {open: "<?php", close: "?>", end: phpEnd, read: readPHP}}},
		ERB: {first: "<", closer: func(string) string { return "<% end %>" }, marks: []mark{
			{open: "<%%", read: readNone, end: until("")},
			comment("<%#", "%>"), {open: "<%=", close: "%>", end: until("%>"), read: readERBOutput}, {open: "<%", close: "%>", end: until("%>"), read: readERB}}},
		Go: {first: "{", closer: func(string) string { return "{{ end }}" }, marks: []mark{
			goComment("{{/*"), goComment("{{- /*"), {open: "{{", close: "}}", end: quoted("}}"), read: readGo, nested: "{{"}}},
		Mustache: {first: "{", closer: mustacheClose, marks: []mark{
			comment("{{!--", "--}}"), comment("{{!", "}}"), expression("{{{", "}}}"), {open: "{{", close: "}}", end: until("}}"), read: readMustache, nested: "{{"}}},
		Tempita: {first: "{", closer: func(word string) string { return double("end" + word) }, marks: []mark{
			comment("{{#", "}}"), {open: "{{", close: "}}", end: quoted("}}"), read: readTempita, nested: "{{"}}},
		Braces: {first: "{", marks: []mark{{open: "{", close: "}", begins: isBraced, end: until("}"), read: readExpression}}},
		Ifdef: {first: "{<", closer: func(string) string { return "<!-- @endif -->" }, marks: []mark{
			{open: "{{", close: "}}", end: until("}}"), read: readExpression, nested: "{{"},
			{open: "<!--", close: "-->", begins: isIfdef, end: until("-->"), read: readIfdef}}},
	}
})

func comment(open, close string) mark {
	return mark{open: open, close: close, end: until(close), read: func(string) meaning { return meaning{kind: Comment} }}
}

func expression(open, close string) mark {
	nested := ""
	if open == "{{" {
		nested = open
	}
	return mark{open: open, close: close, end: quoted(close), read: readExpression, nested: nested}
}

// goComment returns the mark of a comment of Go, which may trim what is behind it.
func goComment(open string) mark {
	m := comment(open, "}}")
	m.end = func(rest string) (int, bool) {
		i := strings.Index(rest, "*/")
		if i < 0 {
			return 0, false
		}
		i += len("*/")
		if strings.HasPrefix(rest[i:], " -}}") {
			i += len(" -")
		}
		return i, strings.HasPrefix(rest[i:], "}}")
	}
	return m
}

func jinjaMarks(open string) []mark {
	output := expression("{{", "}}")
	output.end = braced // the only ones that hold braces of their own
	return []mark{comment("{#", "#}"), output, {open: open, close: "%}", end: quoted("%}"), read: readJinja, nested: "{%"}}
}

func readExpression(string) meaning { return meaning{kind: Expression} }

func readNone(string) meaning { return meaning{none: true} }

// until returns what finds the first of a mark.
func until(close string) func(string) (int, bool) {
	return func(rest string) (int, bool) {
		i := strings.Index(rest, close)
		return i, i >= 0
	}
}

// maxTag is how far the end of a tag is looked for, in bytes.
const maxTag = 64 << 10

// quoted returns what finds the first of a mark that does not stand in quotation marks; where
// those are not closed, as in an apostrophe, the first of all.
func quoted(close string) func(string) (int, bool) {
	return func(rest string) (int, bool) {
		first := strings.Index(rest[:min(len(rest), maxTag)], close)
		if first < 0 {
			return 0, false
		}
		if !strings.ContainsAny(rest[:first], "\"'`") {
			return first, true
		}
		end := len(rest[:min(len(rest), maxTag)])
		for i := 0; i < end; {
			switch c := rest[i]; {
			case c == '"' || c == '\'' || c == '`':
				length := quotedLength(rest[i:end])
				if length == 0 {
					return first, true
				}
				i += length
			case strings.HasPrefix(rest[i:], close):
				return i, true
			default:
				i++
			}
		}
		return first, true
	}
}

// braced finds the first }} that stands neither in quotation marks nor in braces; where those
// are not closed, the first of all.
func braced(rest string) (int, bool) {
	first, ok := quoted("}}")(rest)
	if !ok || strings.IndexByte(rest[:first], '{') < 0 {
		return first, ok
	}
	depth := 0
	for i := 0; i < min(len(rest), maxTag); {
		switch c := rest[i]; {
		case c == '"' || c == '\'':
			i += max(0, quotedLength(rest[i:])-1)
		case c == '{':
			depth++
		case depth > 0 && c == '}':
			depth--
		case strings.HasPrefix(rest[i:], "}}"):
			return i, true
		}
		i++
	}
	return first, true
}

// maxQuoted is how far the end of a text in quotation marks is looked for, in bytes.
const maxQuoted = 2 << 10

// quotedLength returns the length of the text in quotation marks that a text starts with, and
// 0 where they are not closed on the line.
func quotedLength(text string) int {
	for i := 1; i < min(len(text), maxQuoted); i++ {
		switch text[i] {
		case text[0]:
			return i + 1
		case '\\':
			i++
		case '\n':
			return 0
		}
	}
	return 0
}

// indexBare returns where a mark stands first in a text outside of quotation marks, -1 for
// nowhere.
func indexBare(text, mark string) int {
	if !strings.Contains(text, mark) {
		return -1
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\'' || c == '`':
			i += max(1, quotedLength(text[i:]))
		case strings.HasPrefix(text[i:], mark):
			return i
		default:
			i++
		}
	}
	return -1
}

// balanced finds the brace that closes one before it, on the same line or, where the tag runs
// over several, up to the next line that starts a tag of its own.
func balanced(rest string) (int, bool) {
	depth := 0
	for i := 0; i < min(len(rest), maxTag); {
		switch c := rest[i]; c {
		case '"', '\'':
			if length := quotedLength(rest[i:]); length > 0 {
				i += length
				continue
			}
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i, true
			}
			depth--
		case '<':
			if depth == 0 && strings.HasPrefix(rest[i:], "</") { // an element ends inside of it
				return 0, false
			}
		}
		i++
	}
	return 0, false
}

// firstWord returns the word that a tag's body begins with, behind the marks that trim white
// space.
func firstWord(body string) string {
	body = strings.TrimLeft(body, "-+~ \t\r\n")
	n := 0
	for n < len(body) && (isWordByte(body[n]) || n == 0 && body[n] == '/') {
		n++
	}
	return body[:n]
}

func isWordByte(c byte) bool { return ascii.IsLetter(c) || ascii.IsDigit(c) || c == '_' }

// trimmed returns the body of a tag without white space and the marks that trim it.
func trimmed(body string) string {
	return strings.TrimRight(strings.TrimLeft(body, "-+~ \t\r\n"), "-+~ \t\r\n")
}

var smartyBlocks = []string{"if", "foreach", "for", "while", "section", "block", "function", "capture", "strip", "nocache", "literal", "setfilter", "php"}

// isSmarty reports whether a brace begins a tag: a variable or a word of the engine's. What
// follows white space is no tag.
func isSmarty(src string, at int) bool {
	rest := src[at+1:]
	if rest == "" {
		return false
	}
	switch c := rest[0]; {
	case c == '$':
		return len(rest) > 1 && (isWordByte(rest[1]) || rest[1] == '$')
	case c == '#':
		return len(rest) > 1 && isWordByte(rest[1])
	case c == '/':
		word := firstWord(rest)[1:]
		return slices.Contains(smartyBlocks, word) || isNamedLoop(word)
	case ascii.IsLetter(c):
		word := firstWord(rest)
		return isNamedLoop(word) || slices.Contains(smartyBlocks, word) || slices.Contains(smartyWords, word)
	}
	return false
}

// isNamedLoop reports whether a word is one that endpoint managers for FreePBX loop by:
// {line_loop}, {loop_softkey}.
func isNamedLoop(word string) bool {
	return strings.HasPrefix(word, "loop_") || strings.HasSuffix(word, "_loop")
}

var smartyWords = []string{
	"else", "elseif", "foreachelse", "forelse", "sectionelse", "whileelse", "assign", "append", "include", "include_php", "insert", "extends",
	"config_load", "ldelim", "rdelim", "break", "continue", "debug", "call", "counter", "cycle", "eval", "fetch", "html_options", "mailto", "math", "textformat",
}

func readSmarty(body string) meaning {
	word := firstWord(body)
	switch {
	case word == "literal":
		return meaning{kind: Statement, word: word, raw: true, rawMark: 1, until: "/literal"}
	case strings.HasPrefix(word, "/"):
		return meaning{kind: Close, word: "{" + word + "}", ends: word[1:]}
	case isNamedLoop(word):
		return meaning{kind: Open, word: word, loop: true}
	case slices.Contains(smartyBlocks, word):
		return meaning{kind: Open, word: word, loop: slices.Contains([]string{"foreach", "for", "while", "section"}, word), defines: word == "function" || word == "capture", always: slices.Contains([]string{"strip", "nocache", "block", "setfilter"}, word)}
	case word == "elseif" || word == "else" && firstWord(body[len(word):]) == "if":
		return meaning{kind: Middle, word: word}
	case strings.HasSuffix(word, "else"):
		return meaning{kind: Middle, word: word, last: true}
	case slices.Contains([]string{"assign", "append", "config_load", "break", "continue", "debug"}, word):
		return meaning{kind: Statement}
	case strings.HasPrefix(body, "$") && isAssignment(body):
		return meaning{kind: Statement}
	}
	return meaning{kind: Expression}
}

// isAssignment reports whether the body of a tag sets a variable: $x = 1.
func isAssignment(body string) bool {
	name := strings.TrimLeft(body, "$.->[]'\"()_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
	name = strings.TrimLeft(name, " \t")
	return strings.HasPrefix(name, "=") && !strings.HasPrefix(name, "==")
}

// jinjaStatements are the words of Jinja and Twig that stand for nothing and open no block.
var jinjaStatements = []string{"import", "from", "do", "break", "continue", "deprecated", "flush", "use", "debug"}

// jinjaBlocks are those that open one.
var jinjaBlocks = []string{"if", "for", "block", "macro", "filter", "call", "with", "autoescape", "trans", "apply", "embed", "spaceless", "sandbox", "while", "switch"}

// jinjaMaybe are those of them of which what they hold may be missing.
var jinjaMaybe = []string{"if", "for", "while", "switch", "macro", "embed", "trans"}

func readJinja(body string) meaning {
	body = trimmed(body)
	word := firstWord(body)
	switch end, ends := strings.CutPrefix(word, "end"); {
	case word == "raw" || word == "verbatim":
		return meaning{kind: Statement, word: word, raw: true, rawMark: 2, until: "end" + word}
	case ends && (slices.Contains(jinjaBlocks, end) || end == "set"):
		return meaning{kind: Close, word: word, ends: end}
	case ends:
		return meaning{kind: Statement} // of a tag that somebody added to the engine
	case word == "set":
		if strings.Contains(body, "=") {
			return meaning{kind: Statement}
		}
		return meaning{kind: Open, word: word, defines: true}
	case slices.Contains(jinjaBlocks, word):
		return meaning{kind: Open, word: word, loop: word == "for" || word == "while", defines: word == "macro", always: !slices.Contains(jinjaMaybe, word)}
	case word == "elif" || word == "elseif":
		return meaning{kind: Middle, word: word}
	case word == "else":
		return meaning{kind: Middle, word: word, last: true}
	case word == "pluralize":
		return meaning{kind: Middle, word: word}
	case slices.Contains(jinjaStatements, word):
		return meaning{kind: Statement}
	}
	return meaning{kind: Expression} // an include, an extension
}

func readGo(body string) meaning {
	body = trimmed(body)
	switch word := firstWord(body); word {
	case "if", "range", "with", "block", "define":
		return meaning{kind: Open, word: word, loop: word == "range", defines: word == "define", always: word == "block"}
	case "else":
		return meaning{kind: Middle, word: word, last: body == word}
	case "end":
		return meaning{kind: Close, word: word}
	case "break", "continue":
		return meaning{kind: Statement}
	}
	if strings.HasPrefix(body, "$") && (strings.Contains(body, ":=") || isAssignment(body)) {
		return meaning{kind: Statement}
	}
	if strings.HasPrefix(body, "/*") {
		return meaning{kind: Comment}
	}
	return meaning{kind: Expression}
}

// mustacheClose returns how a section is closed. Its name is shown where it is one of
// Handlebars' words: any other is the author's.
func mustacheClose(name string) string {
	if slices.Contains([]string{"if", "each", "unless", "with"}, name) {
		return "{{/" + name + "}}"
	}
	return "{{/…}}"
}

func readMustache(body string) meaning {
	body = strings.Trim(body, "~ \t\r\n")
	if body == "" {
		return meaning{kind: Expression}
	}
	name := func(text string) string {
		word, _, _ := strings.Cut(strings.Join(strings.Fields(strings.TrimLeft(text, ">*")), " "), " ")
		return word
	}
	switch body[0] {
	case '#':
		word := name(body[1:])
		return meaning{kind: Open, word: word, loop: word != "if" && word != "unless", defines: strings.HasPrefix(body, "#*")}
	case '^':
		if body == "^" {
			return meaning{kind: Middle, word: body, last: true}
		}
		return meaning{kind: Open, word: name(body[1:])}
	case '/':
		return meaning{kind: Close, word: mustacheClose(name(body[1:])), ends: name(body[1:])}
	case '=':
		return meaning{kind: Statement}
	}
	switch word := firstWord(body); {
	case word == "else":
		return meaning{kind: Middle, word: word, last: body == word}
	}
	return meaning{kind: Expression}
}

func readTempita(body string) meaning {
	if strings.HasPrefix(strings.TrimSpace(body), "py:") {
		return meaning{kind: Statement}
	}
	body = trimmed(body)
	word := firstWord(body)
	end, ends := strings.CutPrefix(word, "end")
	switch {
	case word == "if", word == "for", word == "def":
		return meaning{kind: Open, word: word, loop: word == "for", defines: word == "def"}
	case word == "elif":
		return meaning{kind: Middle, word: word}
	case word == "else":
		return meaning{kind: Middle, word: word, last: true}
	case ends && (end == "if" || end == "for" || end == "def"):
		return meaning{kind: Close, word: "{{" + word + "}}", ends: end}
	case word == "default" || word == "continue" || word == "break":
		return meaning{kind: Statement}
	}
	return meaning{kind: Expression}
}

// isBraced reports whether braces hold a name of two letters or more and nothing else. Others
// are in use: "x{5}" and "{T}" in dial rules, JSON in a value.
func isBraced(src string, at int) bool {
	rest := src[at+1:]
	n := 0
	for n < len(rest) && (isWordByte(rest[n]) || rest[n] == '.') {
		n++
	}
	return n > 1 && n < len(rest) && rest[n] == '}' && (ascii.IsLetter(rest[0]) || rest[0] == '_')
}

// isIfdef reports whether a comment of XML is a tag.
func isIfdef(src string, at int) bool {
	body := strings.TrimLeft(src[at+len("<!--"):], " \t\r\n")
	return strings.HasPrefix(body, "@") && ifdefKind(firstWord(body[1:])) != 0
}

func ifdefKind(word string) Kind {
	switch word {
	case "ifdef", "ifndef", "if":
		return Open
	case "else", "elif", "elseif", "elifdef":
		return Middle
	case "endif":
		return Close
	}
	return 0
}

func readIfdef(body string) meaning {
	word := firstWord(strings.TrimLeft(body, " \t\r\n")[1:])
	return meaning{kind: ifdefKind(word), word: "@" + word, last: word == "else"}
}
