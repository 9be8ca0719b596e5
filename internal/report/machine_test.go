package report

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// machineFormats are the formats for programs that other projects defined.
var machineFormats = map[string]func(io.Writer, Options) Reporter{
	"sarif":  newSARIF,
	"github": newGitHub,
	"gitlab": newGitLab,
	"junit":  newJUnit,
}

// finding makes one as the linter would. Golden files are made of these, so
// that new words in the linter's messages don't change them.
func finding(rule lint.Rule, file string, line, column int, message string) lint.Finding {
	return lint.Finding{Rule: rule, Severity: rule.Severity, File: file, Position: cfgfile.Position{Line: line, Column: column}, Message: message}
}

var (
	headerLength = lint.Rule{ID: "FV102", Name: "header-length", Severity: lint.Warning}
	fusedLines   = lint.Rule{ID: "FV203", Name: "fused-lines", Severity: lint.Error}
	duplicate    = lint.Rule{ID: "FV204", Name: "duplicate-setting", Severity: lint.Warning}
	emptyModule  = lint.Rule{ID: "FV206", Name: "empty-module", Severity: lint.Info}
	fileName     = lint.Rule{ID: "FV401", Name: "file-name", Severity: lint.Warning}
)

// oddNames are names of files that mean something to one format or another.
var oddNames = []string{
	"a b.cfg", "50%.cfg", "%0A.cfg", "a:b,c=d.cfg", "电话/é.cfg", `phones\a.cfg`, `C:\phones\a.cfg`, "a::b.cfg", "<a&\"b'>.cfg", "#?;.cfg",
	"a\nb\r.cfg", "\x01\x1b[31m\xff.cfg", "../other/a.cfg", "./a.cfg", "/srv/tftp/a b.cfg", "[a](b){0}.cfg", "a+b@c$d&e.cfg", "-",
}

// files are findings of several files: of every severity, without a line, alike,
// in odd names, with odd messages, and none.
func files() [][]lint.Finding {
	name := finding(fileName, "phones/00-15.cfg", 1, 1, "this name has dashes in it")
	name.Suggestion = "001565113af8.cfg"
	milder := finding(fusedLines, "./b.cfg", 3, 22, "a line break is missing")
	milder.Severity = lint.Info // by configuration
	twice := finding(duplicate, "phones/00-15.cfg", 6, 1, `"SIP1 Register Addr" stands here again, first on line 5`)
	twice.Path = "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr"
	all := [][]lint.Finding{
		{
			name,
			finding(headerLength, "phones/00-15.cfg", 1, 1, "the header has 34 characters"),
			twice,
			finding(fusedLines, "phones/00-15.cfg", 9, 22, "a line break is missing"),
			finding(fusedLines, "phones/00-15.cfg", 12, 22, "a line break is missing"),
		},
		nil,
		{finding(emptyModule, "./b.cfg", 2, 1, `a "message" <with> & marks: 50%, {0} [a](b)`), milder},
		{},
		{finding(headerLength, "whole.cfg", 0, 0, "on the file as a whole")},
		{finding(headerLength, "-", 0, 0, "two\r\nlines, a bell\a and a byte \xff")},
	}
	for _, name := range oddNames {
		all = append(all, []lint.Finding{finding(headerLength, name, 1, 1, "the header has 34 characters")})
	}
	return all
}

func machineReport(t testing.TB, format string, files ...[]lint.Finding) string {
	t.Helper()
	var out bytes.Buffer
	reporter := machineFormats[format](&out, Options{Color: true, Screen: true})
	var summary Summary
	for _, findings := range files {
		summary.Add(findings)
		before := out.Len()
		if err := reporter.Findings(findings); err != nil {
			t.Fatal(err)
		}
		if len(findings) > 0 && out.Len() == before {
			t.Error("the findings of a file are held back")
		}
	}
	if err := reporter.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestMachineDocumentation compares the examples of the page with what is written.
func TestMachineDocumentation(t *testing.T) {
	page, err := os.ReadFile("../../docs/reports.md")
	if err != nil {
		t.Fatal(err)
	}
	example := []lint.Finding{finding(duplicate, "phones/001565113af8.cfg", 6, 1, `"SIP1 Register Addr" stands here again, first on line 5`)}
	example[0].End = cfgfile.Position{Line: 6, Column: 19}
	example[0].Advice = "the values differ, and which of the two a phone takes is not known"
	example[0].Path = "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr"
	for format := range machineFormats {
		out := machineReport(t, format, example, nil)
		_, section, ok := strings.Cut(string(page), "\n## "+format+"\n")
		if !ok {
			t.Errorf("%s has no section", format)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		_, shown, _ := strings.Cut(section, "\n```")
		_, shown, _ = strings.Cut(shown, "\n") // behind the language
		shown, _, _ = strings.Cut(shown, "```")
		if format == "sarif" {
			shown = ownLine(shown) // of the whole log one result is shown
			out = strings.Split(out, "\n")[1] + "\n"
		}
		if shown != out {
			t.Errorf("%s: the page shows\n%s\nand it is\n%s", format, shown, out)
		}
	}
}

// ownLine puts what a page shows on several lines on one.
func ownLine(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String() + "\n"
}

// TestMachineFormatsHoldNoSecret lints a file with passwords in it.
func TestMachineFormatsHoldNoSecret(t *testing.T) {
	found := findings(t)
	if found[1].Excerpt == "" {
		t.Fatal("the findings have no excerpts to leak")
	}
	for format := range machineFormats {
		if out := machineReport(t, format, found); strings.Contains(out, "hunter2") {
			t.Errorf("%s holds a password:\n%s", format, out)
		}
	}
}

func TestMachineWriteErrors(t *testing.T) {
	for format, make := range machineFormats {
		for after := range 3 {
			w := &failingWriter{after: after}
			reporter := make(w, Options{})
			err := errors.Join(reporter.Findings(files()[0]), reporter.Close(Summary{Files: 2}))
			if w.failed && !errors.Is(err, errBroken) {
				t.Errorf("%s: the error of write %d was lost: %v", format, after+1, err)
			}
			if !w.failed && after == 0 {
				t.Errorf("%s: nothing was written", format)
			}
		}
	}
}

// failingWriter fails once, after some writes.
type failingWriter struct {
	after  int
	failed bool
}

func (w *failingWriter) Write(p []byte) (int, error) {
	if w.after--; w.after == -1 {
		w.failed = true
		return 0, errBroken
	}
	return len(p), nil
}

func BenchmarkMachineFormats(b *testing.B) {
	findings := files()[0]
	for format, make := range machineFormats {
		b.Run(format, func(b *testing.B) {
			reporter := make(io.Discard, Options{})
			for b.Loop() {
				if err := reporter.Findings(findings); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
