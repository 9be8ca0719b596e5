package report

import (
	"strings"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// sarifRule is what a viewer shows of a rule.
type sarifRule struct {
	ID                   string             `json:"id"`
	Name                 string             `json:"name"`
	ShortDescription     sarifText          `json:"shortDescription"`
	FullDescription      sarifText          `json:"fullDescription"`
	Help                 sarifText          `json:"help"`
	HelpURI              string             `json:"helpUri"`
	DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

const rulesPage = homePage + "/blob/main/docs/rules.md"

// sarifRules describes all rules: they come before the results, when it is not
// known yet which of them will be met.
func sarifRules() []sarifRule {
	var rules []sarifRule
	for _, r := range lint.Rules() {
		section, _ := docs.Rule(r.ID) // a test of docs has it that every rule has one
		rules = append(rules, sarifRule{
			ID:                   r.ID,
			Name:                 pascalCase(r.Name),
			ShortDescription:     sarifText{Text: strings.ToUpper(r.Summary[:1]) + r.Summary[1:]},
			FullDescription:      sarifText{Text: description(section)},
			Help:                 sarifText{Text: strings.TrimPrefix(section, "## "), Markdown: section},
			HelpURI:              rulesPage + "#" + strings.ToLower(r.ID+"-"+r.Name),
			DefaultConfiguration: sarifConfiguration{sarifLevel(r.Severity)},
		})
	}
	return rules
}

// pascalCase turns header-length into HeaderLength, as names of rules are
// written in SARIF.
func pascalCase(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// description returns the paragraph of a rule's section that says what the rule
// catches: the third, after the heading and the severity.
func description(section string) string {
	paragraphs := strings.SplitN(section, "\n\n", 4)
	if len(paragraphs) < 3 {
		return ""
	}
	return strings.Join(strings.Fields(paragraphs[2]), " ")
}
