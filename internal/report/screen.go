package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

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

// The widths of screens, in columns, that are made use of at least and at most. Long lines are
// hard to read.
const (
	minWidth = 40
	maxWidth = 120
)

func newScreen(w io.Writer, options Options) Reporter {
	width := min(max(cmp.Or(options.Width, phrase.ScreenWidth), minWidth), maxWidth)
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
	lines := phrase.Wrap(phrase.OneLine(f.Message), s.width-3, len(severity+rule+": "), 4)
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
			lines := phrase.Wrap(phrase.OneLine(note), s.width, len(gutter+"= "), len(gutter+"= "))
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
	mark := strings.Repeat("^", max(1, phrase.Columns(string(source[caret:caret+width]))))
	under := strings.Repeat(" ", phrase.Columns(string(source[:caret])))
	s.buffer.WriteString(number + string(source) + "\n" + blank + under + paint.Sprint(mark))
	if label != "" && len(blank)+len(under)+len(mark)+1+phrase.Columns(label) <= s.width {
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
	if phrase.Columns(string(line)) <= room {
		return line, caret, width
	}
	from := 0
	if phrase.Columns(string(line[:min(len(line), caret+width)])) > room-1 {
		for from < caret && phrase.Columns(string(line[from:caret])) > room/3 {
			from++
		}
	}
	to := len(line)
	for to > caret && phrase.Columns(string(line[from:to])) > room-2 {
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
