package report

import (
	"encoding/json"
	"io"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// jsonReporter writes one JSON object, {"version":1,"findings":[…],
// "summary":{…}}, a finding a line, while the files are read.
type jsonReporter struct {
	w     io.Writer
	begun bool
}

// jsonFinding is a finding as docs/json.md describes it.
type jsonFinding struct {
	Rule       string `json:"rule"`
	Name       string `json:"name"`
	Severity   string `json:"severity"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	Path       string `json:"path,omitempty"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
	Fixable    bool   `json:"fixable"`
}

func newJSON(w io.Writer, _ Options) Reporter { return &jsonReporter{w: w} }

func (j *jsonReporter) Findings(findings []lint.Finding) error {
	for _, f := range findings {
		line, err := json.Marshal(jsonFinding{
			f.Rule.ID, f.Rule.Name, f.Severity.String(), f.File, f.Line, f.Column, f.Path, f.Message, f.Suggestion, f.Fixable(),
		})
		if err != nil {
			return err
		}
		separator := ",\n"
		if !j.begun {
			separator = "{\"version\":1,\"findings\":[\n"
			j.begun = true
		}
		if _, err := io.WriteString(j.w, separator+string(line)); err != nil {
			return err
		}
	}
	return nil
}

func (j *jsonReporter) Close(s Summary) error {
	summary, err := json.Marshal(s)
	if err != nil {
		return err
	}
	start := "\n"
	if !j.begun {
		start = "{\"version\":1,\"findings\":["
	}
	_, err = io.WriteString(j.w, start+"],\"summary\":"+string(summary)+"}\n")
	return err
}
