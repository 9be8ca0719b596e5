package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// githubReporter writes a workflow command a finding, which GitHub Actions turns
// into a note beside the line, and a count at the end for the log.
type githubReporter struct {
	w      io.Writer
	buffer bytes.Buffer // one file's findings, written at once
}

func newGitHub(w io.Writer, _ Options) Reporter { return &githubReporter{w: w} }

func (g *githubReporter) Findings(findings []lint.Finding) error {
	g.buffer.Reset()
	for _, f := range findings {
		fmt.Fprintf(&g.buffer, "::%s %stitle=%s::%s\n",
			githubLevels[f.Severity], githubPlace(f), githubProperty.Replace(f.Rule.String()), githubData.Replace(f.Sentence()))
	}
	_, err := g.w.Write(g.buffer.Bytes())
	return err
}

func (g *githubReporter) Close(s Summary) error { return writeCount(g.w, s) }

var githubLevels = [...]string{lint.Info: "notice", lint.Warning: "warning", lint.Error: "error"}

// githubPlace returns the properties that say where a finding is. Standard input
// is no file to put a note on, and a finding on the file as a whole has no line.
func githubPlace(f lint.Finding) string {
	if f.File == stdinName {
		return ""
	}
	place := "file=" + githubProperty.Replace(slashed(f.File)) + ","
	if f.Line > 0 {
		place += fmt.Sprintf("line=%d,col=%d,", f.Line, f.Column)
	}
	if f.End.Line > 0 {
		place += fmt.Sprintf("endLine=%d,endColumn=%d,", f.End.Line, f.End.Column)
	}
	return place
}

// What follows the second "::" of a command is data and ends with the line; a
// property ends at a comma or a colon, too.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
