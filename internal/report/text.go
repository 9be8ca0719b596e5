package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// textReporter writes a finding a line, file:line:column: severity: message
// [FV102 header-length], as compilers do, and a count at the end.
type textReporter struct {
	w       io.Writer
	buffer  bytes.Buffer // one file's findings, written at once
	options Options
	palette palette
}

type palette struct {
	place, rule, source, caret *color.Color
	severity                   [lint.Error + 1]*color.Color
}

func newText(w io.Writer, options Options) Reporter {
	return &textReporter{w: w, options: options, palette: palette{
		place:  paint(options.Color, color.Bold),
		rule:   paint(options.Color, color.Faint),
		source: paint(options.Color, color.Reset),
		caret:  paint(options.Color, color.FgGreen, color.Bold),
		severity: [...]*color.Color{
			lint.Info: paint(options.Color, color.FgCyan), lint.Warning: paint(options.Color, color.FgYellow, color.Bold),
			lint.Error: paint(options.Color, color.FgRed, color.Bold),
		},
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
	line := f.String()
	if t.options.Color {
		severity, rest := f.Severity.String(), fmt.Sprintf(": %s ", f.Sentence())
		rule := fmt.Sprintf("[%s]", f.Rule)
		place := strings.TrimSuffix(line, severity+rest+rule)
		line = t.palette.place.Sprint(place) + t.palette.severity[f.Severity].Sprint(severity) + rest + t.palette.rule.Sprint(rule)
	}
	t.buffer.WriteString(line + "\n")
	if t.options.Excerpts && f.Excerpt != "" {
		fmt.Fprintf(&t.buffer, "    %s\n    %s%s\n",
			t.palette.source.Sprint(f.Excerpt), indent(f.Excerpt, f.Caret), t.palette.caret.Sprint("^"))
	}
}

func (t *textReporter) Close(s Summary) error {
	line := fmt.Sprintf("%s, %s, %d info in %s", phrase.Count(s.Errors, "error"), phrase.Count(s.Warnings, "warning"), s.Infos, phrase.Count(s.Files, "file"))
	if s.Fixed > 0 {
		line += fmt.Sprintf("; %d fixed", s.Fixed)
	}
	_, err := fmt.Fprintln(t.w, line+s.besides())
	return err
}

// wide are the scripts and signs that terminals show two columns wide.
var wide = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	{
		R16: []unicode.Range16{{Lo: 0x3000, Hi: 0x303e, Stride: 1}, {Lo: 0xff01, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1}},
		R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}},
	},
}

// indent returns as much white space as the first characters of a text take up
// on a terminal.
func indent(text string, characters int) string {
	var b strings.Builder
	for _, r := range text {
		if characters--; characters < 0 {
			break
		}
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.In(r, wide...):
			b.WriteString("  ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}
