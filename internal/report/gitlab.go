package report

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// gitlabReporter writes a code quality report: one JSON array, a finding a
// line, while the files are read.
type gitlabReporter struct {
	w     io.Writer
	root  string // the folder that paths are relative to
	begun bool
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
}

func newGitLab(w io.Writer, _ Options) Reporter {
	root, err := os.Getwd()
	if err != nil {
		root = "" // paths stay as they were given
	}
	return &gitlabReporter{w: w, root: root}
}

func (g *gitlabReporter) Findings(findings []lint.Finding) error {
	prints := fingerprints(findings)
	for i, f := range findings {
		line, err := json.Marshal(gitlabFinding{
			Description: message(f),
			CheckName:   f.Rule.String(),
			Fingerprint: prints[i],
			Severity:    gitlabSeverity(f.Severity),
			Location:    gitlabLocation{g.path(f.File), gitlabLines{max(f.Line, 1)}},
		})
		if err != nil {
			return err
		}
		separator := ",\n"
		if !g.begun {
			separator = "[\n"
			g.begun = true
		}
		if _, err := io.WriteString(g.w, separator+string(line)); err != nil {
			return err
		}
	}
	return nil
}

func (g *gitlabReporter) Close(Summary) error {
	end := "\n]\n"
	if !g.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(g.w, end)
	return err
}

func gitlabSeverity(s lint.Severity) string {
	switch s {
	case lint.Error:
		return "major"
	case lint.Warning:
		return "minor"
	}
	return "info"
}

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
