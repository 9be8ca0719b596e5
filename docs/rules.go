// Package docs holds the documentation that the program itself prints.
package docs

import (
	_ "embed" // for rules.md
	"regexp"
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

// Section is the section of a rule in its parts. Paragraphs are as they stand there, their
// lines included.
type Section struct {
	Severity  string // and what can be mended: "error, fixable"
	Summary   string
	Bad, Good Example
	Why       string   // why it matters
	Evidence  []string // by what it is told, in paragraphs
	Source    string
	Mend      string // how to mend it by hand, "" where Good says it all
}

// Example is a piece of a file, without its indentation, and what is to be said of it.
type Example struct{ Note, Text string }

// partHead is how a part of a section begins: "Why:", "Good (34 characters):".
var partHead = regexp.MustCompile(`^([A-Z][a-z]+)(?: \((.*)\))?:\s*`)

// RuleSection returns the section of a rule in its parts, or false where there is none.
func RuleSection(id string) (s Section, ok bool) {
	text, ok := Rule(id)
	if !ok {
		return s, false
	}
	_, text, _ = strings.Cut(text, "\n\n")
	s.Severity, text, _ = strings.Cut(text, "\n\n")
	part := ""
	var paragraphs []string
	for paragraph := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n\n") {
		if head := partHead.FindStringSubmatch(paragraph); head != nil {
			s.add(part, paragraphs)
			part, paragraphs = head[1], nil
			switch part {
			case "Bad":
				s.Bad.Note = head[2]
			case "Good":
				s.Good.Note = head[2]
			}
			paragraph = paragraph[len(head[0]):]
		}
		if paragraph != "" {
			paragraphs = append(paragraphs, paragraph)
		}
	}
	s.add(part, paragraphs)
	return s, true
}

// add puts the paragraphs of a part into its field.
func (s *Section) add(part string, paragraphs []string) {
	text := strings.Join(paragraphs, "\n\n")
	switch part {
	case "":
		s.Summary = text
	case "Bad":
		s.Bad.Text = withoutIndent(text)
	case "Good":
		s.Good.Text = withoutIndent(text)
	case "Why":
		s.Why = paragraphs[0]
		s.Evidence = append(s.Evidence, paragraphs[1:]...)
	case "Evidence":
		s.Evidence = append(s.Evidence, paragraphs...)
	case "Source":
		s.Source = text
	case "Mend":
		s.Mend = text
	}
}

// withoutIndent takes the four spaces off that make an example of lines.
func withoutIndent(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "\n    ", "\n"), "    ")
}
