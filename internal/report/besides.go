package report

import (
	"fmt"
	"maps"
	"slices"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/template"
)

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
