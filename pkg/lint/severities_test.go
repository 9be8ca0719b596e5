package lint

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestSeverities(t *testing.T) {
	linter := mustNew(t, Options{Only: []string{"FV208", "FV105", "FV109"}, Severities: map[string]Severity{"key-column": Error, "fv105": Info, "FV109": Warning}})
	findings := linter.Lint("office.cfg", []byte(strings.TrimSuffix(legacy("<GLOBAL CONFIG MODULE>", "Time Zone:4"), crlf(footer))))
	if got, want := graded(findings), []string{"3:1 error", "4:1 info"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, f := range findings {
		if r, _ := LookupRule(f.Rule.ID); f.Rule != r {
			t.Errorf("the rule itself is changed: %+v", f.Rule)
		}
	}
	if got := graded(linter.Locked("office.cfg", errors.New("no key"))); !slices.Equal(got, []string{"1:1 warning"}) {
		t.Errorf("%q", got)
	}
}

// TestSeveritiesOfGradedFindings checks that a severity for the rule replaces those that
// findings have of their own.
func TestSeveritiesOfGradedFindings(t *testing.T) {
	linter := linterOf(t, Options{}, "FV302")
	src := []byte(modern("<NET CONFIG MODULE>", "MTU:1500", "<SIP CONFIG MODULE>", "Acme Mode:1", "--SIP Line List--  :", "SIP1 Register Prt:1"))
	if got, want := severitiesOf(linter.Lint("office.cfg", src)), []Severity{Info, Warning}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	linter.severities = map[string]Severity{"FV302": Error}
	if got, want := severitiesOf(linter.Lint("office.cfg", src)), []Severity{Error, Error}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func severitiesOf(findings []Finding) (all []Severity) {
	for _, f := range findings {
		all = append(all, f.Severity)
	}
	return all
}

func TestSeverityErrors(t *testing.T) {
	var unknown *UnknownRuleError
	if _, err := New(Options{Severities: map[string]Severity{"FV999": Info}}); !errors.As(err, &unknown) {
		t.Errorf("%v", err)
	}
	for _, severities := range []map[string]Severity{{"FV102": 0}, {"FV102": 4}, {"FV102": Error, "header-length": Info}} {
		if _, err := New(Options{Severities: severities}); err == nil || !strings.Contains(err.Error(), "FV102 header-length") {
			t.Errorf("%v: %v", severities, err)
		}
	}
	if _, err := New(Options{Severities: map[string]Severity{"FV102": Error, "header-length": Error}}); err != nil {
		t.Error(err)
	}
}
