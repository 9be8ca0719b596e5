package main

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// unified returns the difference between two contents of a file. Hide is what hides their
// secrets, nil where the user asked to see them.
func (p *program) unified(oldName, newName string, before, after []byte, hide func(string) string) (string, error) {
	var out strings.Builder
	err := report.Unified(&out, oldName, newName, string(before), string(after),
		report.UnifiedOptions{Color: p.colored(p.stdout), Visible: p.isTerminal(p.stdout), Hide: hide})
	return out.String(), err
}

// hider returns what hides secrets in a difference, nil where they are to be shown.
func hider(showSecrets bool) func(string) string {
	if showSecrets {
		return nil
	}
	return lint.HideSecrets
}
