package main

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// unified gives the difference between two contents of a file, with secrets
// hidden unless the user asked to see them.
func (p *program) unified(oldName, newName string, before, after []byte, showSecrets bool) (string, error) {
	a, b := string(before), string(after)
	if !showSecrets {
		a, b = lint.HideSecrets(a), lint.HideSecrets(b)
	}
	var out strings.Builder
	err := report.Unified(&out, oldName, newName, a, b, report.UnifiedOptions{Color: p.colored(p.stdout), Visible: p.isTerminal(p.stdout)})
	return out.String(), err
}
