package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// Rule is a check with a number and a name.
type Rule struct {
	ID       string // "FV102"
	Name     string // "header-length"
	Severity Severity
	Fixable  bool   // at least some of its findings can be mended by a fix
	Summary  string // one line
}

// String gives the rule as reports print it: "FV102 header-length".
func (r Rule) String() string { return r.ID + " " + r.Name }

// check is a rule with what it does: once for a file, or for each setting.
type check struct {
	Rule
	file    func(*pass)
	setting func(*pass, *cfgfile.Setting)
	// when tells whether setting has anything to say of the file at all; nil
	// means that it does.
	when func(*pass) bool
	// content takes what is no provisioning file, in place of file.
	content func(*pass, *cfgfile.ContentError)
	// walk is what it does on the walk that asks what each setting is.
	walk walker
	// side takes a side file, in place of file.
	side func(*pass, sidefile.Kind)
}

// checks gives all rules, in the order of their numbers.
func checks() []check {
	var all []check
	for _, family := range [][]check{frameRules, structureRules, dictionaryRules, provisioningRules, urlRules, secretRules, contradictionRules, modelRules, sideFileRules} {
		all = append(all, family...)
	}
	slices.SortFunc(all, func(a, b check) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Rules gives every rule there is, in the order of their numbers.
func Rules() []Rule {
	var rules []Rule
	for _, c := range checks() {
		rules = append(rules, c.Rule)
	}
	return rules
}

// UnknownRuleError says that there is no such rule, and which are nearest.
type UnknownRuleError struct {
	Name    string
	Nearest string
}

func (e *UnknownRuleError) Error() string {
	return fmt.Sprintf("no rule %q; did you mean %s?", e.Name, e.Nearest)
}

// LookupRule finds a rule by its number or its name, in any case.
func LookupRule(name string) (Rule, error) {
	nearest, distance := "", len(name)+100
	for _, r := range Rules() {
		for _, known := range []string{r.ID, r.Name} {
			if strings.EqualFold(known, name) {
				return r, nil
			}
			if d := typo.Distance(known, name, typo.MaxLen); d < distance {
				nearest, distance = r.String(), d
			}
		}
	}
	return Rule{}, &UnknownRuleError{name, nearest}
}
