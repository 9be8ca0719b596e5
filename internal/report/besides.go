package report

import (
	"fmt"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// besides says what a summary does not count: what is known, and what was passed over.
func (s Summary) besides() (text string) {
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
