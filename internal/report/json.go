package report

import (
	"encoding/json"
	"io"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// jsonReporter writes one JSON object, {"version":1,"findings":[…],
// "summary":{…}}, a finding a line, while the files are read.
type jsonReporter struct{ jsonList }

// jsonList writes the entries of a list of JSON, each on a line.
type jsonList struct {
	w    io.Writer
	some bool // an entry is written
}

// add writes an entry, with what stands before the first.
func (l *jsonList) add(begin string, value any) error {
	line, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if l.some {
		begin = ",\n"
	}
	l.some = true
	_, err = io.WriteString(l.w, begin+string(line))
	return err
}

// jsonFinding is a finding as docs/json.md describes it.
type jsonFinding struct {
	Rule       string `json:"rule"`
	Name       string `json:"name"`
	Severity   string `json:"severity"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	EndLine    int    `json:"end_line,omitempty"`
	EndColumn  int    `json:"end_column,omitempty"`
	Path       string `json:"path,omitempty"`
	Message    string `json:"message"`
	Label      string `json:"label,omitempty"`
	Advice     string `json:"advice,omitempty"`
	Suggestion string `json:"suggestion,omitempty"`
	Fixable    bool   `json:"fixable"`
}

func newJSON(w io.Writer, _ Options) Reporter { return &jsonReporter{jsonList{w: w}} }

func (j *jsonReporter) Findings(findings []lint.Finding) error {
	for _, f := range findings {
		err := j.add("{\"version\":1,\"findings\":[\n", jsonFinding{
			f.Rule.ID, f.Rule.Name, f.Severity.String(), f.File, f.Line, f.Column, f.End.Line, f.End.Column, f.Path, f.Message, f.Label, f.Advice, f.Suggestion, f.Fixable(),
		})
		if err != nil {
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
	if !j.some {
		start = "{\"version\":1,\"findings\":["
	}
	_, err = io.WriteString(j.w, start+"],\"summary\":"+string(summary)+"}\n")
	return err
}
