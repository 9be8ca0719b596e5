// Package report prints findings, in the forms that people and programs read,
// and the difference between two texts.
//
// A [Reporter] is given the findings file by file and a summary at the end, so
// that a report of many files is written while they are read:
//
//	reporter, err := report.New("json", stdout, report.Options{})
//	…
//	err = reporter.Findings(findings)  // for each file
//	err = reporter.Close(summary)
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/baseline"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// Reporter writes a report. Its methods return the errors of the writer.
type Reporter interface {
	// Findings adds the findings of one file, which may be none.
	Findings([]lint.Finding) error
	// Close ends the report.
	Close(Summary) error
}

// Reporters are several reporters of one run.
type Reporters []Reporter

// Findings adds the findings to each of the reports.
func (all Reporters) Findings(findings []lint.Finding) error {
	return all.each(func(r Reporter) error { return r.Findings(findings) })
}

// Close ends each of the reports.
func (all Reporters) Close(s Summary) error {
	return all.each(func(r Reporter) error { return r.Close(s) })
}

func (all Reporters) each(do func(Reporter) error) error {
	for _, r := range all {
		if err := do(r); err != nil {
			return err
		}
	}
	return nil
}

// Options say how a report looks.
type Options struct {
	Color  bool // colours, by ANSI sequences; text only
	Screen bool // for people at a terminal, with the line of each finding; text only
	Width  int  // of the screen in columns; 0 where it is not known
}

// formats are the report formats, the default first.
var formats = []struct {
	name string
	make func(io.Writer, Options) Reporter
}{
	{"text", newText}, {"json", newJSON}, {"sarif", newSARIF}, {"github", newGitHub}, {"gitlab", newGitLab}, {"junit", newJUnit},
}

// Formats returns the names of the report formats, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// New returns a reporter for a format, or an error with the formats that there are.
func New(format string, w io.Writer, options Options) (Reporter, error) {
	for _, f := range formats {
		if f.name == format {
			return f.make(w, options), nil
		}
	}
	return nil, fmt.Errorf("no report format %q: there are %s", format, strings.Join(Formats(), ", "))
}

// stdinName is the file name of findings in standard input.
const stdinName = "-"

// slashed returns a file's name in the form it has in a repository on any system:
// forward slashes, and no "./" before it.
func slashed(name string) string { return baseline.Slashed(name) }

// fingerprints returns for each finding of one file a name that stays the same from run to run,
// see [baseline.Fingerprints].
func fingerprints(findings []lint.Finding) []string {
	return baseline.Fingerprints(findings)
}
