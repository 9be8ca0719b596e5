package report

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func TestJUnitGolden(t *testing.T) { golden(t, "junit.xml", machineReport(t, "junit", files()...)) }

func TestJUnitNothingFound(t *testing.T) {
	golden(t, "junit-clean.xml", machineReport(t, "junit", nil, nil))
	if got := machineReport(t, "junit"); got != junitHead+"</testsuites>\n" {
		t.Errorf("no files: %q", got)
	}
}

// junitReport is the report as a consumer reads it.
type junitReport struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

func decodeJUnit(t testing.TB, text string) junitReport {
	t.Helper()
	if err := wellFormed(text); err != nil {
		t.Fatalf("%v in\n%q", err, text)
	}
	var report junitReport
	if err := xml.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	return report
}

// wellFormed reads all there is, which Unmarshal does not.
func wellFormed(text string) error {
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestJUnitTotals counts what the suites say they hold.
func TestJUnitTotals(t *testing.T) {
	all := files()
	report := decodeJUnit(t, machineReport(t, "junit", all...))
	failures, tests := 0, 0
	for _, s := range report.Suites {
		failed := 0
		names := make(map[string]bool)
		for _, c := range s.Cases {
			if c.Failure != nil {
				failed++
			}
			if names[c.Name] || c.Class != s.Name {
				t.Errorf("%s has two tests %q, or one of class %q", s.Name, c.Name, c.Class)
			}
			names[c.Name] = true
		}
		if s.Tests != len(s.Cases) || s.Failures != failed || s.Errors != 0 || s.Skipped != 0 {
			t.Errorf("%s: %d tests and %d failures, and says %d and %d", s.Name, len(s.Cases), failed, s.Tests, s.Failures)
		}
		failures, tests = failures+failed, tests+s.Tests
	}
	var summary Summary
	for _, findings := range all {
		summary.Add(findings)
	}
	if want := summary.Count(lint.Warning); failures != want || tests != summary.Count(lint.Info)+1 {
		t.Errorf("%d failures of %d tests, want %d", failures, tests, want)
	}
	if clean := report.Suites[len(report.Suites)-1]; len(report.Suites) != len(all)-1 || clean.Cases[0].Output != "2 files" || clean.Failures != 0 {
		t.Errorf("%d suites, the last %+v", len(report.Suites), clean)
	}
}

// TestJUnitFailures checks which findings make a test fail, and what it says.
func TestJUnitFailures(t *testing.T) {
	all := files()
	report := decodeJUnit(t, machineReport(t, "junit", all...))
	var cases []junitCase
	for _, s := range report.Suites {
		cases = append(cases, s.Cases...)
	}
	for i, f := range slices.Concat(all...) {
		c := cases[i]
		if (c.Failure != nil) != (f.Severity >= lint.Warning) {
			t.Errorf("%v, and the failure is %+v", f.Severity, c.Failure)
		}
		if c.Failure != nil && (c.Failure.Type != f.Severity.String() || c.Failure.Message != inXML(f.Sentence())) {
			t.Errorf("%q is reported as %+v", f.Sentence(), c.Failure)
		}
		if !strings.HasPrefix(c.Name, f.Rule.String()) || c.File != inXML(slashed(f.File)) || c.Line != f.Line {
			t.Errorf("%+v is reported as %+v", f, c)
		}
	}
}

// inXML returns a text as it is after a way through XML, which has no place for
// most control characters nor for broken UTF-8.
func inXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && !strings.ContainsRune("\t\r\n", r) || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

func FuzzJUnit(f *testing.F) {
	for _, name := range oddNames {
		f.Add(name, name, name)
	}
	f.Add("]]>", "<!--", "&#0;\x00\ufffe")
	f.Fuzz(func(t *testing.T, file, text, suggestion string) {
		found := finding(fusedLines, file, 1, 1, text)
		found.Suggestion = suggestion
		mild := finding(emptyModule, file, 0, 0, text)
		report := decodeJUnit(t, machineReport(t, "junit", []lint.Finding{found, mild}))
		if len(report.Suites) != 1 || len(report.Suites[0].Cases) != 2 {
			t.Errorf("%+v", report)
		}
	})
}
