package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// screenReporter writes findings for people at a terminal: what is wrong, where, the line with
// a caret under what is meant, and what to do. What comes next is said once, at the end.
type screenReporter struct {
	w       io.Writer
	buffer  bytes.Buffer // one file's findings, written at once
	width   int
	palette palette
	written bool
	worst   lint.Finding // the first of the gravest
}

// palette has the colours of a screen. Red and magenta can be read on light and on dark;
// yellow, green and cyan are lost on white, and blue is on black. What has no colour is in
// the terminal's own.
type palette struct {
	place, rule *color.Color
	severity    [lint.Error + 1]*color.Color
}

// The widths of screens, in columns: of one that is not known, and the least and the most
// that are made use of. Long lines are hard to read.
const (
	defaultWidth = 80
	minWidth     = 40
	maxWidth     = 120
)

func newScreen(w io.Writer, options Options) Reporter {
	width := min(max(cmp.Or(options.Width, defaultWidth), minWidth), maxWidth)
	return &screenReporter{w: w, width: width, palette: newPalette(options.Color)}
}

func newPalette(on bool) palette {
	return palette{
		place: paint(on, color.Bold),
		rule:  paint(on, color.Faint),
		severity: [...]*color.Color{
			lint.Info: paint(on, color.Bold), lint.Warning: paint(on, color.FgMagenta, color.Bold),
			lint.Error: paint(on, color.FgRed, color.Bold),
		},
	}
}

// paint makes a colour that is on or off by the user's choice, whatever the
// library thinks of the terminal.
func paint(on bool, attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

func (s *screenReporter) Findings(findings []lint.Finding) error {
	s.buffer.Reset()
	for _, f := range findings {
		s.write(f)
		if f.Severity > s.worst.Severity {
			s.worst = f
		}
	}
	s.written = s.written || len(findings) > 0
	_, err := s.w.Write(s.buffer.Bytes())
	return err
}

// fixMark stands behind what can be mended.
const fixMark = "*"

// gutter is what stands before a line that is no source: as wide as a line's number.
const gutter = "     "

func (s *screenReporter) write(f lint.Finding) {
	paint := s.palette.severity[f.Severity]
	severity, rule := f.Severity.String(), "["+f.Rule.String()+"]"
	lines := wrap(phrase.OneLine(f.Message), s.width-3, len(severity+rule+": "), 4)
	lines[0] = paint.Sprint(severity) + s.palette.rule.Sprint(rule) + ": " + lines[0]
	if f.Fixable() {
		lines[len(lines)-1] += "  " + fixMark
	}
	s.buffer.WriteString(strings.Join(lines, "\n") + "\n")
	place := phrase.OneLine(f.File)
	if f.End.Line > 0 {
		place += fmt.Sprintf(":%d:%d", f.Line, f.Column)
	}
	s.buffer.WriteString(" " + s.palette.place.Sprint(place) + "\n")
	notes := []string{f.Label, f.Advice}
	if f.Excerpt != "" {
		notes[0] = s.writeSource(f, paint)
	}
	if f.Suggestion != "" && !f.IsWorded(f.Suggestion) {
		notes = append(notes, "write "+f.Suggestion)
	}
	for _, note := range notes {
		if note != "" {
			lines := wrap(phrase.OneLine(note), s.width, len(gutter+"= "), len(gutter+"= "))
			s.buffer.WriteString(gutter + "= " + strings.Join(lines, "\n") + "\n")
		}
	}
}

// writeSource writes the line that a finding is on and the caret. It returns the label that
// had no room beside it.
func (s *screenReporter) writeSource(f lint.Finding, paint *color.Color) (label string) {
	number := fmt.Sprintf("%4d | ", f.Line)
	blank := strings.Repeat(" ", len(number)-2) + "| "
	source, caret, width := clip([]rune(f.Excerpt), f.Caret, f.Width, s.width-len(number))
	label = phrase.OneLine(f.Label)
	mark := strings.Repeat("^", max(1, columns(source[caret:caret+width])))
	under := strings.Repeat(" ", columns(source[:caret]))
	s.buffer.WriteString(number + string(source) + "\n" + blank + under + paint.Sprint(mark))
	if label != "" && len(blank)+len(under)+len(mark)+1+columns([]rune(label)) <= s.width {
		s.buffer.WriteString(" " + label)
		label = ""
	}
	s.buffer.WriteString("\n")
	return label
}

// clip returns the part of a line around what is meant that has room, with an ellipsis where
// something is left out, and where in it what is meant stands.
func clip(line []rune, caret, width, room int) ([]rune, int, int) {
	const ellipsis = '…'
	room-- // for a caret behind the last character
	if columns(line) <= room {
		return line, caret, width
	}
	from := 0
	if columns(line[:min(len(line), caret+width)]) > room-1 {
		for from < caret && columns(line[from:caret]) > room/3 {
			from++
		}
	}
	to := len(line)
	for to > caret && columns(line[from:to]) > room-2 {
		to--
	}
	width = min(width, to-caret)
	part := slices.Clone(line[from:to])
	if to < len(line) {
		part = append(part, ellipsis)
	}
	if caret -= from; from > 0 {
		part = append([]rune{ellipsis}, part...)
		caret++
	}
	return part, caret, width
}

func (s *screenReporter) Close(sum Summary) error {
	if sum.Files == 0 {
		return nil
	}
	s.buffer.Reset()
	if s.written {
		s.buffer.WriteString("\n")
	}
	s.buffer.WriteString(sum.String() + "\n")
	if sum.Mendable > 0 {
		fmt.Fprintf(&s.buffer, "%d of them (%s) can be mended: fvcfg lint --fix, or --diff to look first\n", sum.Mendable, fixMark)
	}
	if s.worst.Rule.ID != "" {
		fmt.Fprintf(&s.buffer, "Why does it matter?  fvcfg explain %s\n", s.worst.Rule.ID)
	}
	_, err := s.w.Write(s.buffer.Bytes())
	return err
}

// wrap breaks a text at its spaces into lines of a width. The first has less room, the others
// are indented. A word that is longer than a line stays whole.
func wrap(text string, width, first, indent int) (lines []string) {
	line, used := "", first
	for i, word := range strings.Split(text, " ") {
		size := columns([]rune(word))
		switch {
		case i == 0:
			line = word
		case used+1+size > width:
			lines = append(lines, line)
			line, used = strings.Repeat(" ", indent)+word, indent
		default:
			line += " " + word
			used++
		}
		used += size
	}
	return append(lines, line)
}

// wide are the scripts and signs that terminals show two columns wide.
var wide = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	{
		R16: []unicode.Range16{{Lo: 0x3000, Hi: 0x303e, Stride: 1}, {Lo: 0xff01, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1}},
		R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}},
	},
}

// columns returns how many columns a text takes up on a terminal.
func columns(text []rune) (n int) {
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.In(r, wide...):
			n += 2
		default:
			n++
		}
	}
	return n
}
