package provision

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Report is a walk as docs/json.md has it. It holds no secret.
type Report struct {
	Outcome   Outcome        `json:"outcome"`
	Rule      Rule           `json:"rule"`
	Rules     []RuleOutcome  `json:"rules"`
	Doubts    []Doubt        `json:"doubts"`
	Steps     []Step         `json:"steps"`
	Changed   int            `json:"changed"` // how many settings get another value
	Changes   []ChangeReport `json:"changes,omitzero"`
	Downloads []FileDownload `json:"downloads"`
}

// ChangeReport is a [Change] in a report, without secrets.
type ChangeReport struct {
	Path   string  `json:"path"`
	Role   Role    `json:"file"`
	Old    *string `json:"old,omitempty"` // nil where it is not known
	New    string  `json:"new"`
	Secret bool    `json:"secret,omitempty"`

	// Place and Key are the parts of the path; see [cfgfile.Path.Place]. A path that is not
	// to be shown is a key without a place.
	Place string `json:"-"`
	Key   string `json:"-"`
}

// Report returns the walk as it is written as JSON. The settings that change are left out
// but for their number.
func (w *Walk) Report() Report {
	return Report{w.Outcome, w.Rule, w.Rules, w.Doubts, w.Steps, len(w.Changes), nil, w.Downloads}
}

// ReportChanges is [Walk.Report] with the settings that change.
func (w *Walk) ReportChanges() Report {
	r := w.Report()
	r.Changes = make([]ChangeReport, len(w.Changes))
	files := shownFiles{}
	for i := range w.Changes {
		r.Changes[i] = w.shown(&w.Changes[i], files)
	}
	return r
}

// AppendText appends the walk as a person reads it: a numbered line for each step, the
// settings that change below the step that merges them, and at the end the outcome and
// why it is doubtful. It shows no secret.
func (w *Walk) AppendText(b []byte) []byte {
	files := shownFiles{}
	for i := range w.Steps {
		s := &w.Steps[i]
		outcome := s.Outcome
		if outcome == Done {
			outcome = ""
		}
		b = fmt.Appendf(b, "%2d  %-8s  %-9s  %s\n", s.Number, s.label(), outcome, phrase.Visible(s.Text))
		if s.Kind == mergeStep {
			b = w.appendChanges(b, files, s.Role)
		}
	}
	return fmt.Appendf(b, "%s\n", w.verdict(": "+w.why()))
}

// appendChanges appends the settings that change, those of one file alone where a role is
// given.
func (w *Walk) appendChanges(b []byte, files shownFiles, role Role) []byte {
	for i := range w.Changes {
		c := &w.Changes[i]
		if role != "" && c.Role != role {
			continue
		}
		shown := w.shown(c, files)
		b = fmt.Appendf(b, "      %s: ", phrase.Visible(shown.Path))
		if shown.Old != nil {
			b = fmt.Appendf(b, "%s → ", quoted(*shown.Old))
		}
		b = fmt.Appendf(b, "%s (%s)\n", quoted(shown.New), c.Role)
	}
	return b
}

// quoted returns a value in quotation marks, and the mark of a secret without.
func quoted(value string) string {
	if value == redact.Mark {
		return value
	}
	return strconv.Quote(value)
}

// label returns the first word of a step's line: the file that it is about, or its kind.
func (s *Step) label() string {
	switch s.Kind {
	case fetchStep, decryptStep, readStep, decideStep:
		return string(s.Role)
	}
	return s.Kind
}

// Summary returns the walk in one line: what became of each file, and what follows. It
// shows no secret.
func (w *Walk) Summary() string {
	var parts []string
	for _, s := range w.Steps {
		if s.Outcome != Done && s.Outcome != Skipped {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", s.label(), s.Outcome, s.Reason))
		}
	}
	if w.Outcome == Applied {
		parts = append(parts, phrase.Count(len(w.Changes), "setting"))
	}
	for _, d := range w.Downloads {
		if d.New {
			parts = append(parts, "fetches "+d.What)
		}
	}
	return strings.Join(parts, ", ")
}

// Verdict returns the outcome in a few words, with the kinds of its doubts: "applied,
// doubtful (generation)".
func (w *Walk) Verdict() string {
	var kinds []string
	for _, d := range w.Doubts {
		if !slices.Contains(kinds, d.Kind) {
			kinds = append(kinds, d.Kind)
		}
	}
	return w.verdict(" (" + strings.Join(kinds, ", ") + ")")
}

func (w *Walk) verdict(doubts string) string {
	if !w.IsDoubtful() {
		return string(w.Outcome)
	}
	return string(w.Outcome) + ", doubtful" + doubts
}

// why returns why the outcome is doubtful.
func (w *Walk) why() string {
	messages := make([]string, len(w.Doubts))
	for i, d := range w.Doubts {
		messages[i] = d.Message
	}
	return strings.Join(messages, "; ")
}

// shownFiles are what may be shown of files, each looked at once.
type shownFiles map[*cfgfile.File]*redact.File

func (s shownFiles) of(file *cfgfile.File) *redact.File {
	if s[file] == nil {
		s[file] = redact.NewFile(file)
	}
	return s[file]
}

// shown returns a change without secrets, and without the password that the phone has saved.
func (w *Walk) shown(c *Change, files shownFiles) ChangeReport {
	file := files.of(c.file)
	place := strings.TrimSuffix(c.Setting.Path.String(), c.Setting.Key)
	r := ChangeReport{
		Path: redact.Value(place) + c.Setting.Key, Role: c.Role, Secret: file.HidesValue(c.Setting),
		Place: w.hide(redact.Value(c.Setting.Path.Place())), Key: w.hide(c.Setting.Key),
	}
	if file.HidesKey(c.Setting) {
		r.Path, r.Place, r.Key = redact.Mark, "", redact.Mark
	}
	if c.Old != nil {
		running := files.of(c.running)
		r.Secret = r.Secret || running.HidesValue(c.Old)
		old := w.shownValue(running, c.Old, r.Secret)
		r.Old = &old
	}
	r.Path, r.New = w.hide(r.Path), w.shownValue(file, c.Setting, r.Secret)
	return r
}

// shownValue returns a value as it may be shown. That one is empty is no secret.
func (w *Walk) shownValue(file *redact.File, s *cfgfile.Setting, secret bool) string {
	if secret && s.Value != "" {
		return redact.Mark
	}
	return w.hide(file.Value(s))
}
