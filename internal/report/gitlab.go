package report

import (
	"io"
	"os"
	"path/filepath"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// gitlabReporter writes a code quality report: one JSON array, a finding a
// line, while the files are read.
type gitlabReporter struct {
	jsonList
	root string // the folder that paths are relative to
}

// gitlabFinding has the members that GitLab reads, of the many that the format
// of Code Climate has.
type gitlabFinding struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

func newGitLab(w io.Writer, _ Options) Reporter {
	root, err := os.Getwd()
	if err != nil {
		root = "" // paths stay as they were given
	}
	return &gitlabReporter{jsonList{w: w}, root}
}

func (g *gitlabReporter) Findings(findings []lint.Finding) error {
	prints := fingerprints(findings)
	for i, f := range findings {
		err := g.add("[\n", gitlabFinding{
			Description: f.Sentence(),
			CheckName:   f.Rule.String(),
			Fingerprint: prints[i],
			Severity:    gitlabSeverities[f.Severity],
			Location:    gitlabLocation{g.path(f.File), gitlabLines{max(f.Line, 1), f.End.Line}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *gitlabReporter) Close(Summary) error {
	end := "\n]\n"
	if !g.some {
		end = "[]\n"
	}
	_, err := io.WriteString(g.w, end)
	return err
}

var gitlabSeverities = [...]string{lint.Info: "info", lint.Warning: "minor", lint.Error: "major"}

// path returns a file's path from the folder the program runs in, which in a job
// is the repository's: GitLab finds a file by nothing else.
func (g *gitlabReporter) path(name string) string {
	if filepath.IsAbs(name) {
		if relative, err := filepath.Rel(g.root, name); err == nil && filepath.IsLocal(relative) {
			name = relative
		}
	}
	return slashed(name)
}
