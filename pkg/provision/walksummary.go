package provision

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// Summary gives the walk in one line: what became of each file, and what follows. It
// shows no secret.
func (w *Walk) Summary() string {
	var parts []string
	for _, s := range w.Steps {
		if s.Outcome == Applied || s.Outcome == Unchanged || s.Outcome == Rejected {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", s.label(), s.Outcome, s.Reason))
		}
	}
	if w.Outcome == Applied {
		parts = append(parts, phrase.Count(len(w.Changes), "setting"))
	}
	for i := range w.Downloads {
		if w.Downloads[i].New {
			parts = append(parts, "fetches "+w.Downloads[i].What)
		}
	}
	return strings.Join(parts, ", ")
}
