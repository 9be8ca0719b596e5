package report

import (
	"bytes"
	"io"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// textReporter writes a line for each finding, file:line:column: severity: message
// [FV102 header-length], as compilers do, and nothing else: a program that reads the lines
// has no other to tell apart.
type textReporter struct {
	w      io.Writer
	buffer bytes.Buffer // one file's findings, written at once
}

func newText(w io.Writer, options Options) Reporter {
	if options.Screen {
		return newScreen(w, options)
	}
	return &textReporter{w: w}
}

func (t *textReporter) Findings(findings []lint.Finding) error {
	t.buffer.Reset()
	for _, f := range findings {
		t.buffer.WriteString(phrase.OneLine(f.String()) + "\n")
	}
	_, err := t.w.Write(t.buffer.Bytes())
	return err
}

func (t *textReporter) Close(Summary) error { return nil }
