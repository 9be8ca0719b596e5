// Package docs holds the documentation that the program itself prints.
package docs

import (
	_ "embed" // for the files of rules
	"strings"
)

//go:embed rules.md
var rules string

//go:embed rules-side-files.md
var sideFileRules string

// Rules is rules.md and rules-side-files.md: a section for each rule of the linter.
var Rules = rules + "\n" + sideFileRules

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
