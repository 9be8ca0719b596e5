package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// textReporter writes a finding a line, file:line:column: message [FV102
// header-length], as compilers do, and a count at the end.
type textReporter struct {
	w       io.Writer
	buffer  bytes.Buffer // one file's findings, written at once
	options Options
	palette palette
}

type palette struct {
	place, err, warning, info, rule, source, caret *color.Color
}

func newText(w io.Writer, options Options) Reporter {
	return &textReporter{w: w, options: options, palette: palette{
		place:   paint(options.Color, color.Bold),
		err:     paint(options.Color, color.FgRed, color.Bold),
		warning: paint(options.Color, color.FgYellow, color.Bold),
		info:    paint(options.Color, color.FgCyan),
		rule:    paint(options.Color, color.Faint),
		source:  paint(options.Color, color.Reset),
		caret:   paint(options.Color, color.FgGreen, color.Bold),
	}}
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

func (t *textReporter) Findings(findings []lint.Finding) error {
	t.buffer.Reset()
	for _, f := range findings {
		t.write(f)
	}
	_, err := t.w.Write(t.buffer.Bytes())
	return err
}

func (t *textReporter) write(f lint.Finding) {
	fmt.Fprintf(&t.buffer, "%s %s %s\n",
		t.palette.place.Sprintf("%s:%d:%d:", f.File, f.Line, f.Column),
		t.severity(f.Severity).Sprint(message(f)),
		t.palette.rule.Sprintf("[%s]", f.Rule))
	if t.options.Excerpts && f.Excerpt != "" {
		fmt.Fprintf(&t.buffer, "    %s\n    %s%s\n",
			t.palette.source.Sprint(f.Excerpt), indent(f.Excerpt, f.Caret), t.palette.caret.Sprint("^"))
	}
}

func (t *textReporter) severity(s lint.Severity) *color.Color {
	switch s {
	case lint.Error:
		return t.palette.err
	case lint.Warning:
		return t.palette.warning
	}
	return t.palette.info
}

func (t *textReporter) Close(s Summary) error {
	line := fmt.Sprintf("%s, %s, %d info in %s", phrase.Count(s.Errors, "error"), phrase.Count(s.Warnings, "warning"), s.Infos, phrase.Count(s.Files, "file"))
	if s.Fixed > 0 {
		line += fmt.Sprintf("; %d fixed", s.Fixed)
	}
	_, err := fmt.Fprintln(t.w, line)
	return err
}
