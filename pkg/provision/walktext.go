package provision

import (
	"fmt"
	"strconv"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// AppendText appends the walk as a person reads it: a numbered line for each step, the
// settings that change below the step that merges them, and at the end the outcome and
// why it is doubtful. It shows no secret.
func (w *Walk) AppendText(b []byte) []byte {
	view := w.newChangeView()
	for i := range w.Steps {
		s := &w.Steps[i]
		outcome := ""
		if s.Outcome != Done {
			outcome = s.Outcome.String()
		}
		b = fmt.Appendf(b, "%2d  %-8s  %-9s  %s\n", i+1, s.label(), outcome, phrase.Visible(s.Text))
		if s.Kind == MergeStep {
			b = w.appendChanges(b, view, s.Role)
		}
	}
	return fmt.Appendf(b, "%s\n", w.verdict())
}

// label gives the first word of a step's line: the file that it is about, or its kind.
func (s *Step) label() string {
	switch s.Kind {
	case FetchStep, DecryptStep, ReadStep, DecideStep:
		return s.Role.String()
	}
	return s.Kind.String()
}

// appendChanges appends the settings that change, those of one file alone unless the role
// is 0.
func (w *Walk) appendChanges(b []byte, view *changeView, role Role) []byte {
	for i := range w.Changes {
		c := &w.Changes[i]
		if role != 0 && c.Role != role {
			continue
		}
		shown := view.change(c)
		b = fmt.Appendf(b, "      %s: ", phrase.Visible(shown.path))
		if c.Known {
			b = fmt.Appendf(b, "%s → ", quoted(shown.before))
		}
		b = fmt.Appendf(b, "%s (%s)\n", quoted(shown.after), c.Role)
	}
	return b
}

// quoted gives a value in quotation marks, and the mark of a secret without.
func quoted(value string) string {
	if value == redact.Mark {
		return value
	}
	return strconv.Quote(value)
}
