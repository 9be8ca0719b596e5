package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// Summary counts what was found.
type Summary struct {
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Fixed    int `json:"fixed"`

	Skipped  int    `json:"skipped,omitempty"` // files that were passed over
	Known    int    `json:"known,omitempty"`   // findings that are left out, since they are in the baseline
	Mended   int    `json:"mended,omitempty"`  // what the baseline knows and is not found any more
	Baseline string `json:"-"`                 // its name; "" without one

	Templates map[string]int `json:"templates,omitempty"` // files that were read as templates, by their engines

	Found    int                  `json:"-"` // files with findings
	Mendable int                  `json:"-"` // findings that can be mended
	Rules    map[string]RuleCount `json:"-"` // by number
}

// RuleCount counts the findings of a rule.
type RuleCount struct {
	Rule     string `json:"rule"`
	Name     string `json:"name"`
	Severity string `json:"severity"` // the gravest of its findings
	Findings int    `json:"findings"`
	Files    int    `json:"files"`
	Fixable  int    `json:"fixable"`

	severity lint.Severity
	last     string // file
}

// Add counts the findings of one file.
func (s *Summary) Add(findings []lint.Finding) {
	s.Files++
	if len(findings) > 0 {
		s.Found++
	}
	for _, f := range findings {
		switch f.Severity {
		case lint.Error:
			s.Errors++
		case lint.Warning:
			s.Warnings++
		default:
			s.Infos++
		}
		s.addRule(f)
	}
}

func (s *Summary) addRule(f lint.Finding) {
	if s.Rules == nil {
		s.Rules = make(map[string]RuleCount)
	}
	r, met := s.Rules[f.Rule.ID]
	r.Rule, r.Name = f.Rule.ID, f.Rule.Name
	r.severity = max(r.severity, f.Severity)
	r.Severity = r.severity.String()
	r.Findings++
	if !met || r.last != f.File {
		r.Files++
	}
	r.last = f.File
	if f.Fixable() {
		r.Fixable++
		s.Mendable++
	}
	s.Rules[f.Rule.ID] = r
}

// Count returns how many findings there are of a severity or a graver one.
func (s Summary) Count(least lint.Severity) int {
	n := s.Errors
	if least <= lint.Warning {
		n += s.Warnings
	}
	if least <= lint.Info {
		n += s.Infos
	}
	return n
}

// String returns the counts in one line: "4 errors, 4 warnings in 1 of 12 files", or "" where
// no file was read.
func (s Summary) String() string {
	if s.Files == 0 {
		return ""
	}
	return s.counts() + s.besides()
}

func (s Summary) counts() string {
	files := phrase.Count(s.Files, "file")
	mended := ""
	if s.Fixed > 0 {
		mended = phrase.Count(s.Fixed, "finding") + " mended"
	}
	var counts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{s.Errors, "error"}, {s.Warnings, "warning"}, {s.Infos, "info"}} {
		if c.n > 0 {
			counts = append(counts, phrase.Count(c.n, c.noun))
		}
	}
	found := strings.Join(counts, ", ")
	in := " in " + files
	if s.Files > 1 {
		in = fmt.Sprintf(" in %d of %s", s.Found, files)
	}
	switch {
	case found == "" && mended == "":
		return files + " checked, no findings"
	case found == "":
		return mended + ", none left in " + files
	case mended == "":
		return found + in
	}
	return mended + "; " + found + " left" + in
}

// byRule returns the counts of the rules, those with the most findings first.
func (s Summary) byRule() []RuleCount {
	rules := make([]RuleCount, 0, len(s.Rules))
	for _, r := range s.Rules {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b RuleCount) int {
		return cmp.Or(cmp.Compare(b.Findings, a.Findings), strings.Compare(a.Rule, b.Rule))
	})
	return rules
}

// countReporter writes nothing but the counts.
type countReporter struct {
	w     io.Writer
	write func(io.Writer, Summary) error
}

func (countReporter) Findings([]lint.Finding) error { return nil }

func (c countReporter) Close(s Summary) error { return c.write(c.w, s) }

// NewCount returns a reporter that writes the counts alone, in one line, and nothing where no
// file was read.
func NewCount(w io.Writer) Reporter { return countReporter{w, writeCount} }

func writeCount(w io.Writer, s Summary) error {
	if s.Files == 0 {
		return nil
	}
	_, err := fmt.Fprintln(w, s)
	return err
}

// NewRuleCounts returns a reporter that counts findings by rule, in text or in JSON.
func NewRuleCounts(format string, w io.Writer) (Reporter, error) {
	switch format {
	case "text":
		return countReporter{w, writeRules}, nil
	case "json":
		return countReporter{w, writeRulesJSON}, nil
	}
	return nil, fmt.Errorf("no summary in the format %q: there are text and json", format)
}

func writeRules(w io.Writer, s Summary) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range s.byRule() {
		fmt.Fprintf(table, "%5d\t%s\t%s %s\tin %s\n", r.Findings, r.Severity, r.Rule, r.Name, phrase.Count(r.Files, "file"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return writeCount(w, s)
}

func writeRulesJSON(w io.Writer, s Summary) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Version int         `json:"version"`
		Rules   []RuleCount `json:"rules"`
		Summary Summary     `json:"summary"`
	}{1, s.byRule(), s})
}

// besides says what a summary does not count: what was read as a template, what is known, and
// what was passed over.
func (s Summary) besides() (text string) {
	if len(s.Templates) > 0 {
		var engines []string
		for _, engine := range slices.Sorted(maps.Keys(s.Templates)) {
			engines = append(engines, phrase.Count(s.Templates[engine], engine+" template"))
		}
		text += "; read as " + phrase.List(engines, "and")
	}
	if s.Known > 0 {
		text += fmt.Sprintf("; %d known in %s and not shown", s.Known, s.Baseline)
	}
	switch {
	case s.Skipped == 1:
		text += "; 1 file passed over, which shows nothing of a provisioning file"
	case s.Skipped > 1:
		text += fmt.Sprintf("; %s passed over, which show nothing of a provisioning file", phrase.Count(s.Skipped, "file"))
	}
	return text
}

// AddTemplate counts a file that was read as a template of an engine, and none of None.
func (s *Summary) AddTemplate(e template.Engine) {
	if e == template.None {
		return
	}
	if s.Templates == nil {
		s.Templates = make(map[string]int)
	}
	s.Templates[e.String()]++
}
