package redact

import (
	"slices"
	"sort"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Mark stands in place of what is not shown.
const Mark = "••••"

// bom is a byte order mark in UTF-8.
const bom = "\ufeff"

// A Text is a text with what of it must not be shown. No part of that goes over the end
// of a line, so that the lines of a text are those of what is shown of it.
type Text struct {
	src    string
	hidden []cfgfile.Span // in order
}

// NewText returns a text of any kind. One that is a provisioning file is looked at as
// [NewFile] does. In any other, and in what of a file is broken, a secret is what stands
// behind the name of one.
func NewText(src string) Text {
	file, err := cfgfile.Parse([]byte(src))
	if err != nil {
		f := finder{text: src}
		f.find(src)
		return f.result(src)
	}
	return NewFile(file).Text
}

// NewSideFile returns the text of a side file, of which no line is shown: names and
// numbers of people stand everywhere in it. A byte order mark stays.
func NewSideFile(src string) Text {
	start := len(src) - len(strings.TrimPrefix(src, bom))
	return Text{src, appendLines(nil, src, start, len(src))}
}

// String returns the text as [NewText] has it shown.
func String(src string) string { return NewText(src).String() }

// String returns the text with a mark in place of each part that is not shown.
func (t Text) String() string { return t.line(0, len(t.src)).String() }

// next returns the number of the first hidden part that ends behind an offset.
func (t Text) next(offset int) int {
	return sort.Search(len(t.hidden), func(i int) bool { return t.hidden[i].End > offset })
}

// hides reports whether any part of a span is hidden.
func (t Text) hides(span cfgfile.Span) bool {
	i := t.next(span.Start)
	return i < len(t.hidden) && t.hidden[i].Start < span.End
}

// hidesWord reports whether a word stands in a part of the text, and nowhere there but
// where it is hidden.
func (t Text) hidesWord(word string, in cfgfile.Span) bool {
	hidden := false
	for at := in.Start; word != ""; {
		i := strings.Index(t.src[at:in.End], word)
		if i < 0 {
			break
		}
		at += i
		if !t.hides(cfgfile.Span{Start: at, End: at + len(word)}) {
			return false
		}
		hidden = true
		at++
	}
	return hidden
}

// A Line is a line of a text, with its line end.
type Line struct {
	Shown  []string // what stands around the marks: one more than are hidden
	Hidden []string // what stands where the marks are, in order
}

// String returns the line with a mark in place of each part that is not shown.
func (l Line) String() string { return strings.Join(l.Shown, Mark) }

// Lines returns the lines of the text, the last one without a line end if it has none.
func (t Text) Lines() []Line {
	lines := make([]Line, 0, strings.Count(t.src, "\n")+1)
	start := 0
	for line := range strings.Lines(t.src) {
		lines = append(lines, t.line(start, start+len(line)))
		start += len(line)
	}
	return lines
}

// line returns a part of the text as a line.
func (t Text) line(start, end int) (l Line) {
	for _, s := range t.hidden[t.next(start):] {
		if s.Start >= end {
			break
		}
		from, to := max(start, s.Start), min(s.End, end)
		l.Shown, l.Hidden = append(l.Shown, t.src[start:from]), append(l.Hidden, t.src[from:to])
		start = to
	}
	l.Shown = append(l.Shown, t.src[start:end])
	return l
}

// LineAt returns the line that an offset stands on as it is shown, without its line end
// and a byte order mark, and where in it the first mark stands: at its end where there is
// none.
func (t Text) LineAt(offset int) (shown string, mark int) {
	start, end := strings.LastIndexByte(t.src[:offset], '\n')+1, len(t.src)
	if i := strings.IndexByte(t.src[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	if start == 0 {
		start = len(t.src) - len(strings.TrimPrefix(t.src, bom))
	}
	l := t.line(start, end)
	shown = strings.TrimRight(l.String(), "\r")
	return shown, min(len(l.Shown[0]), len(shown))
}

// finder finds what of a text must not be shown.
type finder struct {
	text   string         // with what the marks of settings hide filled over
	marked []cfgfile.Span // that
	plain  []cfgfile.Span // keys that are known as no secret's, in order
	found  []cfgfile.Span
}

// find looks for the names of secrets in the text, whose form shows by what it was before
// anything was filled over.
func (f *finder) find(src string) {
	if isMarkup(src) {
		f.findInMarkup()
	} else {
		f.findInLines()
	}
}

// hide hides each line of a part of the text that is not blank.
func (f *finder) hide(from, to int) { f.found = appendLines(f.found, f.text, from, to) }

// appendLines appends the span of each line of a part of a text that is not blank.
func appendLines(spans []cfgfile.Span, text string, from, to int) []cfgfile.Span {
	for line := range strings.Lines(text[from:to]) {
		if body := strings.TrimRight(line, "\r\n"); strings.Trim(body, " \t") != "" {
			spans = append(spans, cfgfile.Span{Start: from, End: from + len(body)})
		}
		from += len(line)
	}
	return spans
}

// fill puts a byte that says nothing over what is marked.
func (f *finder) fill() {
	if len(f.marked) == 0 {
		return
	}
	text := []byte(f.text)
	for _, s := range f.marked {
		for i := s.Start; i < s.End; i++ {
			text[i] = filler
		}
	}
	f.text = string(text)
}

// filler is no letter, no separator and no blank.
const filler = '\x00'

// keyEnd returns where the key ends that starts in a part of the text and is no secret's,
// 0 if there is none. It is asked for one part behind the other.
func (f *finder) keyEnd(from, to int) int {
	for len(f.plain) > 0 && f.plain[0].Start < from {
		f.plain = f.plain[1:]
	}
	if len(f.plain) == 0 || f.plain[0].Start >= to {
		return 0
	}
	return f.plain[0].End
}

// result returns the text with all that was found, parts that overlap put together.
func (f *finder) result(src string) Text {
	all := append(f.found, f.marked...)
	slices.SortFunc(all, func(a, b cfgfile.Span) int { return a.Start - b.Start })
	hidden := all[:0]
	for _, s := range all {
		if last := len(hidden) - 1; last >= 0 && (s.Start < hidden[last].End || s.Start == hidden[last].Start) {
			hidden[last].End = max(hidden[last].End, s.End)
		} else {
			hidden = append(hidden, s)
		}
	}
	return Text{src, hidden}
}

// findInLines hides what stands behind a secret's name up to the end of its line, whatever
// the two are separated by, and the lines that go on with it, or with a value that is
// marked.
func (f *finder) findInLines() {
	marked := f.marked
	secret := false // the last line had one
	at := 0
	for line := range strings.Lines(f.text) {
		body := strings.TrimRight(line, "\r\n")
		end := at + len(body)
		for len(marked) > 0 && marked[0].End <= at {
			marked = marked[1:]
		}
		credentials, hasCredentials := findCredentials(body, firstSeparator(body)+1)
		shown := body
		if hasCredentials {
			shown = filled(body, credentials)
		}
		switch name, ok := findInLine(shown, f.keyEnd(at, end)-at); {
		case secret && isContinuation(body):
			f.hide(at, end)
			hasCredentials = false
		case ok:
			secret = true
			f.hideBehind(at+name, end)
		default:
			secret = len(marked) > 0 && marked[0].Start < end
		}
		if hasCredentials {
			f.found = append(f.found, cfgfile.Span{Start: at + credentials.Start, End: at + credentials.End})
		}
		at += len(line)
	}
}

// filled returns a text with a part of it filled over.
func filled(text string, part cfgfile.Span) string {
	return text[:part.Start] + strings.Repeat(string(filler), part.Len()) + text[part.End:]
}

// findInLine finds the name of a secret in a line whose key is known up to a place, or is
// not known where that is not positive.
func findInLine(line string, known int) (end int, ok bool) {
	if known <= 0 {
		return catalog.FindSecret(line)
	}
	end, ok = catalog.FindSecretInValue(line[known:])
	return known + end, ok
}

// hideBehind hides what stands behind a name: the value, where a separator follows, or
// else all the rest of the line.
func (f *finder) hideBehind(name, end int) {
	separator := name
	for separator < end && strings.IndexByte(" \t\"'0123456789", f.text[separator]) >= 0 {
		separator++
	}
	if separator < end && strings.IndexByte(":=>", f.text[separator]) >= 0 {
		name = separator + 1
	}
	f.hide(name, end)
}

// isContinuation reports whether a line behind a secret may go on with it. A line
// that can be nothing but a setting, a list, a module or a frame's end does not:
// the key of a setting has two words or more, is a path, or is known, as a list is.
func isContinuation(line string) bool {
	line = strings.TrimLeft(line, " \t")
	separator := firstSeparator(line)
	switch {
	case strings.HasPrefix(line, "<<"), isModuleLine(line):
		return false
	case separator <= 0:
		return true
	case strings.HasPrefix(line, "--"):
		return strings.Trim(line[separator+1:], " ") != "" || !isKnownList(line[:separator])
	}
	key := strings.TrimRight(line[:separator], " \t")
	return catalog.OddKeyByte(key) >= 0 || !strings.ContainsAny(key, " \t.") && !isKnownWord(key)
}

// isKnownWord reports whether a word is a key that a text dialect knows. Padding is no
// sign of one: a formatter pads whatever stands before a colon.
func isKnownWord(word string) bool {
	for _, d := range []catalog.Dialect{catalog.TextLegacy, catalog.TextModern} {
		if len(catalog.For(d).Elsewhere("", "", word)) > 0 {
			return true
		}
	}
	return false
}

func firstSeparator(line string) int { return strings.IndexAny(line, ":=") }

func isModuleLine(line string) bool {
	return strings.HasPrefix(line, "<") && strings.HasSuffix(strings.TrimRight(line, " \t\r"), "MODULE>")
}

// isKnownList reports whether a list marker has a name that a text dialect knows.
func isKnownList(marker string) bool {
	name := strings.Trim(marker, "- ")
	return len(catalog.For(catalog.TextLegacy).ListsLike(name)) > 0 || len(catalog.For(catalog.TextModern).ListsLike(name)) > 0
}
