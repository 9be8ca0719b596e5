// Package docs holds the documentation that the program itself prints.
package docs

import (
	_ "embed" // for rules.md
	"strings"
)

// Rules is rules.md: a section for each rule of the linter.
//
//go:embed rules.md
var Rules string

// Rule gives the section of a rule by its number, with its heading, or false
// where there is none.
func Rule(id string) (string, bool) {
	_, section, ok := strings.Cut(Rules, "\n## "+id+" ")
	if !ok {
		return "", false
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return "## " + id + " " + strings.TrimSpace(section) + "\n", true
}
