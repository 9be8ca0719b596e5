package main

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// unified returns the difference between two contents of a file. Hide says what of them is
// secret, nil where the user asked to see that.
func (p *program) unified(oldName, newName string, before, after []byte, hide func(string) redact.Text) (string, error) {
	var out strings.Builder
	err := report.Unified(&out, oldName, newName, string(before), string(after),
		report.UnifiedOptions{Color: p.colored(p.stdout), Visible: p.isTerminal(p.stdout), Hide: hide})
	return out.String(), err
}

// hider returns what says which parts of a text are secret, nil where they are to be shown.
func hider(showSecrets bool) func(string) redact.Text {
	if showSecrets {
		return nil
	}
	return redact.NewText
}
