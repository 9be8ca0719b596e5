package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// junitReporter writes a test suite a file and a test a finding, while the files
// are read. Each suite carries its totals; the root element, which is begun
// before any are known, carries none.
type junitReporter struct {
	w      io.Writer
	suites int
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

const junitHead = xml.Header + `<testsuites name="fvcfg lint">` + "\n"

func newJUnit(w io.Writer, _ Options) Reporter { return &junitReporter{w: w} }

// Findings writes the suite of a file. One without findings has not so much as
// a name here; Close counts it.
func (j *junitReporter) Findings(findings []lint.Finding) error {
	if len(findings) == 0 {
		return nil
	}
	suite := junitSuite{Name: slashed(findings[0].File)}
	times := make(map[string]int)
	for _, f := range findings {
		times[f.Rule.ID]++
		suite.add(junitTest(f, times[f.Rule.ID]))
	}
	return j.write(suite)
}

func (j *junitReporter) Close(s Summary) error {
	if clean := s.Files - j.suites; clean > 0 {
		suite := junitSuite{Name: "files without findings"}
		suite.add(junitCase{Name: "no findings", Class: suite.Name, Output: phrase.Count(clean, "file")})
		if err := j.write(suite); err != nil {
			return err
		}
	}
	end := "</testsuites>\n"
	if j.suites == 0 {
		end = junitHead + end
	}
	_, err := io.WriteString(j.w, end)
	return err
}

func (j *junitReporter) write(suite junitSuite) error {
	text, err := xml.MarshalIndent(suite, "  ", "  ")
	if err != nil {
		return err
	}
	head := ""
	if j.suites == 0 {
		head = junitHead
	}
	j.suites++
	_, err = io.WriteString(j.w, head+string(text)+"\n")
	return err
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	s.Cases = append(s.Cases, c)
}

// junitTest makes a test of a finding: one that failed, or for an info one that
// passed and has something to say. Its name must be the only one in the suite
// and should be the same in the next run, so it has no line in it: a rule's
// findings are numbered.
func junitTest(f lint.Finding, nth int) junitCase {
	c := junitCase{Name: f.Rule.String(), Class: slashed(f.File), File: slashed(f.File), Line: f.Line}
	if nth > 1 {
		c.Name += fmt.Sprintf(" #%d", nth)
	}
	text := fmt.Sprintf("%s:%d:%d: %s", c.File, f.Line, f.Column, f.Sentence())
	if f.Severity < lint.Warning {
		c.Output = text
		return c
	}
	c.Failure = &junitFailure{Type: f.Severity.String(), Message: f.Sentence(), Text: text}
	return c
}
