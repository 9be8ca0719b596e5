package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// fusedRules look for line breaks that were lost.
var fusedRules = []check{
	{Rule: Rule{"FV203", "fused-lines", Error, true, "a line break is missing between two lines"},
		in: text, file: fusedProblems, walk: walker{onSetting: fusedSetting}},
}

// fusedProblems takes what the parser saw: something behind a header, a module
// or a list marker on the same line.
func fusedProblems(p *pass) {
	for _, problem := range p.file.Problems() {
		if problem.Kind == cfgfile.FusedLines {
			p.foundFused(problem.Offset, problem.Text)
		} else if at, ok := p.fusedToMarker(problem); ok {
			p.foundFused(at, "a line break is missing behind this list marker's colon")
			line, _, _ := strings.Cut(p.src[at:], "\n")
			colon := strings.IndexByte(line, ':')
			p.fusedBehind(at, line, colon+1, line[:colon])
		}
	}
}

// fusedToMarker reports whether a problem is a list marker with a setting behind
// its colon, and where that starts.
func (p *pass) fusedToMarker(problem cfgfile.Problem) (at int, ok bool) {
	if problem.Kind != cfgfile.MalformedLine || !strings.HasPrefix(p.src[problem.Offset:], "--") {
		return 0, false
	}
	line, _, _ := strings.Cut(p.src[problem.Offset:], "\n")
	marker, behind, _ := strings.Cut(line, ":")
	setting := strings.TrimLeft(behind, " ")
	key, _, isSetting := strings.Cut(setting, ":")
	if !isSetting || key == "" || !isKey(strings.TrimRight(key, " ")) {
		return 0, false
	}
	return problem.Offset + len(marker) + 1 + len(behind) - len(setting), true
}

// fusedSetting looks for other lines inside a value.
func fusedSetting(w *walk) {
	w.fusedBehind(w.setting.ValueSpan.Start, w.setting.Value, 0, w.setting.Key)
}

// fusedBehind reports every line that starts in a text behind an offset, where
// the value of a key starts.
func (p *pass) fusedBehind(start int, text string, from int, key string) {
	for {
		f, ok := nextFused(text, from, key)
		if !ok {
			return
		}
		p.foundFused(start+f.at, "a line break is missing before this "+f.what+": it is read as part of the value")
		key, from = text[f.at:f.end], f.end
	}
}

func (p *pass) foundFused(at int, message string) {
	p.found(at, message, cfgfile.Edit{Span: cfgfile.Span{Start: at, End: at}, New: p.eol()})
}

// eol returns the line end of what a fix adds.
func (p *pass) eol() string {
	if p.frame.EOL == "" {
		return "\r\n"
	}
	return p.frame.EOL
}

// fused is a line that starts inside a value: up to end it is a bracket, or what
// stands before its colon and the colon.
type fused struct {
	at, end int
	what    string
}

// fusedSettingLine is what a fused line is that opens no module or list.
const fusedSettingLine = "setting"

// maxField is how far before a colon a key or a list marker may start: the
// longest known has 41 characters.
const maxField = 64

// nextFused returns the first line that starts inside a value at or behind an
// offset. Own is the key that the text from there on is the value of.
func nextFused(value string, from int, own string) (fused, bool) {
	for at := from; at < len(value); at++ {
		if value[at] == '<' {
			if length := bracketLength(value[at:]); length > 0 {
				return fused{at, at + length, "line in brackets"}, true
			}
		}
		if value[at] != ':' {
			continue
		}
		start := max(from, at-maxField)
		field, behind := value[start:at], value[at+1:]
		if width := markerWidth(field, behind); width > 0 {
			return fused{at - width, at + 1, "list marker"}, true
		}
		if width := keyWidth(field, behind, own, start > from); width > 0 {
			return fused{at - width, at + 1, fusedSettingLine}, true
		}
	}
	return fused{}, false
}

// bracketLength returns the length of the footer or the module header that a text
// starts with, 0 where it starts with neither.
func bracketLength(text string) int {
	if strings.HasPrefix(text, footer) {
		return len(text) // what follows is content after the footer
	}
	name, _, closed := strings.Cut(text[1:min(len(text), maxField)], ">")
	if !closed || !strings.HasSuffix(name, " MODULE") || !isKey(name) {
		return 0
	}
	return len(name) + 2
}

// markerWidth returns the width of a list marker that ends before a colon: dashes,
// a name, and dashes again, unless it was cut at the width of a key. Nothing but
// the next line, which is fused as well, stands behind its colon.
func markerWidth(field, behind string) int {
	bare := strings.TrimRight(field, " ")
	named := strings.TrimRight(bare, "-")
	open := strings.LastIndex(named, "--")
	if open < 0 {
		return 0
	}
	name := strings.TrimRight(named[open+2:], " ")
	if name == "" || !ascii.IsLetter(name[0]) || !isKey(name) {
		return 0
	}
	width := len(field) - open
	closed := len(bare)-len(named) >= 2
	switch {
	case width == colonColumn, closed && strings.Trim(behind, " ") == "", closed && width > colonColumn && behind[0] != ' ':
		return width
	}
	return 0
}

// keyWidth returns the width of a key that ends before a colon, with its padding.
// Colons are common in values, so it takes evidence: phones print keys 19 wide,
// behind the index prefix in text-modern, and no value starts with a space.
func keyWidth(field, behind, own string, clipped bool) int {
	if strings.HasPrefix(behind, " ") || strings.TrimRight(field, " ") == "" {
		return 0
	}
	if prefix := indexPrefix(own); prefix != "" {
		if at, body := lastIndexed(field, prefix); at >= 0 && isFullWidth(field[at:]) || at >= 0 && isFullWidth(field[body:]) {
			return len(field) - at
		}
	}
	at := len(field) - colonColumn
	if at < 0 || !isKey(field[at:]) {
		return 0
	}
	padding := len(field) - len(strings.TrimRight(field, " "))
	if at == 0 && !clipped { // the value before it is empty
		if padding >= 2 && startsKey(field) {
			return colonColumn
		}
		return 0
	}
	if padding >= 1 && at > 0 && startsKey(field[at:]) && isWordBreak(field[at-1], field[at:]) {
		return colonColumn
	}
	return 0
}

// isFullWidth reports whether a key fills the width of keys: padded to it, or that
// long or longer without padding.
func isFullWidth(field string) bool {
	padded := strings.HasSuffix(field, " ")
	return isKey(field) && (len(field) == colonColumn || len(field) > colonColumn && !padded)
}

// startsKey reports whether a key may start so; all but a few start with an upper
// case letter.
func startsKey(field string) bool { return ascii.IsUpper(field[0]) && field[1] != ' ' }

// isWordBreak reports whether a word starts behind a byte that is no space: behind
// anything but a letter, at an upper case letter behind a lower case one, and at
// a capitalized word behind upper case.
func isWordBreak(before byte, word string) bool {
	switch {
	case before == ' ', before >= 0x80:
		return false
	case !ascii.IsLetter(before):
		return true
	}
	return !ascii.IsUpper(before) || !ascii.IsUpper(word[1])
}

func isKey(text string) bool { return catalog.OddKeyByte(text) < 0 }

// indexPrefix returns the letters of a key's index prefix: "SIP" of "SIP1 Phone
// Number", "" where there is none.
func indexPrefix(key string) string {
	word, _, ok := strings.Cut(key, " ")
	letters := strings.TrimRight(word, "0123456789")
	if !ok || letters == word {
		return ""
	}
	return letters
}

// lastIndexed returns the last place where a prefix, a number and a space stand,
// and where what follows them starts. Both are -1 where there is none.
func lastIndexed(text, prefix string) (at, body int) {
	for end := len(text); ; end = at {
		at = strings.LastIndex(text[:end], prefix)
		if at < 0 {
			return -1, -1
		}
		rest := text[at+len(prefix):]
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits > 0 && strings.HasPrefix(rest[digits:], " ") {
			return at, at + len(prefix) + digits + 1
		}
	}
}

// isSpoiled reports whether the setting's value is not what will be there: a template's tag
// stands on its line, of which FV110 speaks, or another line is fused to it, of which
// FV203 does. The key is what it is all the same; see [pass.nameInTemplate].
func (w *walk) isSpoiled() bool {
	if w.file.Dialect().IsText() {
		if _, fused := nextFused(w.setting.Value, 0, w.setting.Key); fused {
			return true
		}
	}
	if w.template != nil { // but for a value that stands there to be chosen
		return w.origin == 0 && w.isFilled(w.setting.ValueSpan)
	}
	return w.inTemplate(w.setting.KeySpan.Start)
}

// fusedScope is how far the place that a walk is in was searched for the start of
// another one that is fused to a value.
type fusedScope struct {
	read  int // up to this offset
	found bool
}

// isScopeFused reports whether a list marker or a module's header between the start of
// the place and the setting was read as part of a value, so that the setting belongs
// elsewhere once that line is mended.
func (w *walk) isScopeFused() bool {
	f := &w.fused
	for !f.found && f.read < w.setting.KeySpan.Start && w.file.Dialect().IsText() {
		line, _, _ := strings.Cut(w.src[f.read:w.setting.KeySpan.Start], "\n")
		f.found = opensScope(line)
		f.read += len(line) + 1
	}
	return f.found
}

// opensScope reports whether the value on a line holds a list marker or a bracket.
func opensScope(line string) bool {
	key, value, _ := strings.Cut(strings.TrimSuffix(line, "\r"), ":")
	for from := 0; ; {
		next, ok := nextFused(value, from, key)
		if !ok || next.what != fusedSettingLine {
			return ok
		}
		key, from = value[next.at:next.end], next.end
	}
}
