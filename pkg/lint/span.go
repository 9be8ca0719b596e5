package lint

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// theSetting stands in a message for the name of the setting that the finding is about. The
// name is filled in when all is found, and only where the path of the setting may be shown.
const theSetting = "\x00"

// extent says how far what a finding is about reaches.
type extent uint8

const (
	token extent = iota // to the end of the key, the value or the word that starts there
	given               // to Finding.End
	whole               // the file
)

// to sets the offset behind what the finding is about. As the other methods that complete a
// finding, it leaves one alone that is not listed, which is nil.
func (f *Finding) to(end int) *Finding {
	if f != nil {
		f.End.Offset, f.extent = max(end, f.Offset), given
	}
	return f
}

// missing has the finding stand where something is missing.
func (f *Finding) missing() *Finding {
	if f != nil {
		f.to(f.Offset)
	}
	return f
}

// parted takes the advice out of a message that another package words in one: behind the
// first colon.
func (f *Finding) parted() *Finding {
	if f != nil {
		f.Message, f.Advice, _ = strings.Cut(f.Message, ": ")
	}
	return f
}

// onFile has the finding be about the file as a whole.
func (f *Finding) onFile() *Finding {
	if f != nil {
		f.extent = whole
	}
	return f
}

// label sets what stands beside the caret.
func (f *Finding) label(text string) *Finding {
	if f != nil {
		f.Label = text
	}
	return f
}

// advise sets the reason or what to do.
func (f *Finding) advise(text string) *Finding {
	if f != nil {
		f.Advice = text
	}
	return f
}

// name puts the name of the setting into a finding's words.
func (f *Finding) name(setting string) {
	f.Message = strings.ReplaceAll(f.Message, theSetting, setting)
	f.Advice = strings.ReplaceAll(f.Advice, theSetting, setting)
}

// unnamed is what a setting is called whose name is not to be shown.
const unnamed = "this setting"

// shownKey returns the key of a setting, whose path may be shown, for a message.
func (p *pass) shownKey(s *cfgfile.Setting) string {
	if p.template != nil {
		return strconv.Quote(p.template.TextOf(s.KeySpan))
	}
	return strconv.Quote(s.Key)
}

// ends fills in where what the findings are about ends. Those in a setting know it by then.
func (p *pass) ends(src string) {
	for i := range p.findings {
		f := &p.findings[i]
		f.name(unnamed)
		if len(f.fix) > 0 {
			f.src = src
		}
		switch f.extent {
		case whole:
			f.End = cfgfile.Position{}
			continue
		case token:
			f.End.Offset = f.Offset + tokenLength(src[min(f.Offset, len(src)):])
		}
		f.End = positionFrom(src, f.Position, f.End.Offset)
	}
}

// setIn takes what is known of a finding by the setting that it is in.
func (f *Finding) setIn(s *cfgfile.Setting, path string, shownKey func(*cfgfile.Setting) string) {
	f.Path = path
	f.endIn(s)
	if path != "" && strings.Contains(f.Message+f.Advice, theSetting) {
		f.name(shownKey(s))
	}
}

// endIn sets the end of a finding within a setting: that of its key or of its value.
func (f *Finding) endIn(s *cfgfile.Setting) {
	if f.extent != token {
		return
	}
	for _, part := range []cfgfile.Span{s.KeySpan, s.ValueSpan} {
		if part.Start <= f.Offset && f.Offset < part.End {
			f.to(part.End)
			return
		}
	}
}

// tokenLength returns the length of what a text starts with: a tag, white space, or else
// what stands before the next tag, quote or line end.
func tokenLength(text string) int {
	if len(text) > maxToken {
		end := maxToken
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	line := text[:lineLength(text)]
	if strings.HasPrefix(line, "<") {
		if end := strings.IndexByte(line, '>'); end > 0 {
			return end + 1
		}
	}
	if spaces := len(line) - len(strings.TrimLeft(line, " \t")); spaces > 0 {
		return spaces
	}
	if end := strings.IndexAny(line, `<"`); end > 0 {
		line = line[:end]
	}
	return len(strings.TrimRight(line, " \t"))
}

// maxToken is how far the end of a token is looked for, in bytes: a line can be as long as its
// file, and hold as many findings as are listed.
const maxToken = 1 << 10

func lineLength(text string) int {
	if end := strings.IndexAny(text, "\r\n"); end >= 0 {
		return end
	}
	return len(text)
}

// positionFrom returns the position of an offset at or behind another one.
func positionFrom(src string, at cfgfile.Position, offset int) cfgfile.Position {
	offset = min(max(offset, at.Offset), len(src))
	passed := src[min(at.Offset, offset):offset]
	if at.Offset == 0 { // a byte order mark is no character
		passed = strings.TrimPrefix(passed, bom)
	}
	if n := strings.Count(passed, "\n"); n > 0 {
		at.Line, at.Column = at.Line+n, 1
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	return cfgfile.Position{Offset: offset, Line: at.Line, Column: at.Column + utf8.RuneCountInString(passed)}
}

// tagLength returns the length of the template's tag that a text starts with: up to its last
// bracket, or to the line's end where it stays open.
func tagLength(text string) int {
	for _, pair := range [][2]string{{"{{", "}}"}, {"{%", "%}"}, {"<?", "?>"}, {"<%", "%>"}, {"<!--", "-->"}, {"{", "}"}} {
		inside, ok := strings.CutPrefix(strings.TrimPrefix(text, "$"), pair[0])
		if !ok {
			continue
		}
		if end := strings.Index(inside, pair[1]); end >= 0 {
			return len(text) - len(inside) + end + len(pair[1])
		}
		break
	}
	return lineLength(text)
}
