package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// textReporter writes a line for each finding, file:line:column: severity: message
// [FV102 header-length], as compilers do, and nothing else: a program that reads the lines
// has no other to tell apart.
type textReporter struct {
	w      io.Writer
	buffer bytes.Buffer // one file's findings, written at once
	color  bool
	palette
}

func newText(w io.Writer, options Options) Reporter {
	if options.Screen {
		return newScreen(w, options)
	}
	return &textReporter{w: w, color: options.Color, palette: newPalette(options.Color)}
}

func (t *textReporter) Findings(findings []lint.Finding) error {
	t.buffer.Reset()
	for _, f := range findings {
		t.buffer.WriteString(t.line(f) + "\n")
	}
	_, err := t.w.Write(t.buffer.Bytes())
	return err
}

func (t *textReporter) line(f lint.Finding) string {
	line := phrase.OneLine(f.String())
	if !t.color {
		return line
	}
	severity, rule := f.Severity.String(), fmt.Sprintf("[%s]", f.Rule)
	place, rest, _ := strings.Cut(line, ": "+severity+": ")
	return t.place.Sprint(place) + ": " + t.severity[f.Severity].Sprint(severity) + ": " + strings.TrimSuffix(rest, rule) + t.rule.Sprint(rule)
}

func (t *textReporter) Close(Summary) error { return nil }
