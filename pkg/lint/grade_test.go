package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"

	"github.com/fvcfg/fvcfg/pkg/template"
)

// gradedCase is a file and what one rule, alone, says of it, where its findings differ
// in severity.
type gradedCase struct {
	name  string
	file  string // office.cfg, which tells nothing, if it is empty
	model string
	src   string
	want  []string // "line:column severity suggestion" of each finding
}

// linterOf returns a linter with some rules; with those of the dictionary, URLs and
// secrets if none is named.
func linterOf(t testing.TB, options Options, ids ...string) *Linter {
	t.Helper()
	if len(ids) == 0 {
		for _, c := range slices.Concat(dictionaryRules, unknownKeyRules, provisioningRules[2:5], secretRules) {
			ids = append(ids, c.ID)
		}
	}
	options.Only = ids
	return mustNew(t, options)
}

func checkGraded(t *testing.T, id string, cases []gradedCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			options := Options{Template: template.Never()}
			if c.model != "" {
				model, err := naming.LookupModel(c.model)
				if err != nil {
					t.Fatal(err)
				}
				options.Model = &model
			}
			if c.file == "" {
				c.file = "office.cfg"
			}
			findings := linterOf(t, options, id).Lint(c.file, []byte(c.src))
			if got := graded(findings); !slices.Equal(got, c.want) {
				t.Errorf("found\n%q, want\n%q: %+v", got, c.want, findings)
			}
			for _, f := range findings {
				if f.Rule.ID != id || f.File != c.file || f.Message == "" {
					t.Errorf("not a finding of %s: %+v", id, f)
				}
			}
		})
	}
}

func graded(findings []Finding) (all []string) {
	for _, f := range findings {
		all = append(all, strings.TrimRight(fmt.Sprintf("%d:%d %s %s", f.Line, f.Column, f.Severity, f.Suggestion), " "))
	}
	return all
}

// idsOf returns the rules of findings, in the order of the file.
func idsOf(findings []Finding) (ids []string) {
	for _, f := range findings {
		ids = append(ids, f.Rule.ID)
	}
	return ids
}

// Beyond the number that is listed, findings are counted, and none is graded in place of
// another.
func TestGradeOfManyFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	lines := []string{"<SIP CONFIG MODULE>"}
	for range maxListed + 50 {
		lines = append(lines, "Register Prt       :x")
	}
	findings := linterOf(t, Options{}, "FV302").Lint("office.cfg", []byte(legacy(lines...)))
	if len(findings) != maxListed+1 || !strings.HasSuffix(findings[maxListed].Message, "49 more findings of this rule follow and are not listed") {
		t.Fatalf("%d findings: %+v", len(findings), findings[len(findings)-1])
	}
	for _, f := range findings {
		if f.Severity != Warning || f.Suggestion != "Register Port" {
			t.Errorf("%+v", f)
		}
	}
}
