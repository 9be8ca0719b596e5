package provision

// Report is a walk as docs/json.md has it. It holds no secret.
type Report struct {
	Outcome   string           `json:"outcome"`
	Rule      string           `json:"rule"`
	Rules     []RuleReport     `json:"rules"`
	Doubts    []DoubtReport    `json:"doubts"`
	Steps     []StepReport     `json:"steps"`
	Changed   int              `json:"changed"` // how many settings get another value
	Changes   []ChangeReport   `json:"changes,omitzero"`
	Downloads []DownloadReport `json:"downloads"`
}

// DoubtReport is a [Doubt] in a report.
type DoubtReport struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// RuleReport is a [RuleOutcome] in a report. The outcome is left out where it is not known.
type RuleReport struct {
	Rule    string `json:"rule"`
	Outcome string `json:"outcome,omitempty"`
}

// StepReport is a [Step] in a report.
type StepReport struct {
	Number  int    `json:"number"` // from 1
	Kind    string `json:"kind"`
	Method  string `json:"method,omitempty"`
	File    string `json:"file,omitempty"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	Text    string `json:"text"`

	Rules []RuleReport `json:"rules,omitempty"`
}

// ChangeReport is a [Change] in a report, without secrets.
type ChangeReport struct {
	Path   string  `json:"path"`
	File   string  `json:"file"`
	Old    *string `json:"old,omitempty"` // nil where it is not known
	New    string  `json:"new"`
	Secret bool    `json:"secret,omitempty"`
}

// DownloadReport is a [FileDownload] in a report.
type DownloadReport struct {
	Key     string `json:"key"`
	What    string `json:"what"`
	URL     string `json:"url"`
	File    string `json:"file"`
	New     bool   `json:"new"`
	Wrong   string `json:"wrong,omitempty"`
	Certain bool   `json:"certain,omitempty"`
}

// Report gives the walk to be written as JSON. The settings that change are left out but
// for their number.
func (w *Walk) Report() Report {
	r := Report{Outcome: w.Outcome.String(), Rule: w.Rule.String(), Rules: reportRules(w.Rules), Doubts: []DoubtReport{}, Steps: []StepReport{}, Changed: len(w.Changes), Downloads: []DownloadReport{}}
	for _, d := range w.Doubts {
		r.Doubts = append(r.Doubts, DoubtReport{d.Kind.String(), d.Message})
	}
	for i, s := range w.Steps {
		r.Steps = append(r.Steps, s.report(i+1))
	}
	for _, d := range w.Downloads {
		r.Downloads = append(r.Downloads, DownloadReport{d.Key, d.What, d.URL, d.Role.String(), d.New, d.Wrong, d.Certain})
	}
	return r
}

// ReportChanges is [Walk.Report] with the settings that change.
func (w *Walk) ReportChanges() Report {
	r := w.Report()
	r.Changes = []ChangeReport{}
	view := w.newChangeView()
	for i := range w.Changes {
		c := &w.Changes[i]
		shown := view.change(c)
		change := ChangeReport{Path: shown.path, File: c.Role.String(), New: shown.after, Secret: shown.secret}
		if c.Known {
			change.Old = &shown.before
		}
		r.Changes = append(r.Changes, change)
	}
	return r
}

func (s *Step) report(number int) StepReport {
	r := StepReport{
		Number: number, Kind: s.Kind.String(), File: s.Role.String(), Name: s.Name, URL: s.URL,
		Outcome: s.Outcome.String(), Reason: s.Reason.String(), Text: s.Text, Rules: reportRules(s.Rules),
	}
	if s.Method != 0 {
		r.Method = s.Method.String()
	}
	return r
}

func reportRules(outcomes []RuleOutcome) []RuleReport {
	rules := make([]RuleReport, len(outcomes))
	for i, o := range outcomes {
		rules[i].Rule = o.Rule.String()
		if o.Outcome != 0 {
			rules[i].Outcome = o.Outcome.String()
		}
	}
	return rules
}
