package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// Options choose what a [Linter] looks for.
type Options struct {
	// Only names the rules to check, by number or name; none means all.
	Only []string
	// Disable names rules to leave out.
	Disable []string
	// Model is the model that the files are for, if it is known.
	Model *naming.Model
	// Severities are given to all findings of a rule, by its number or name, in place of
	// their own.
	Severities map[string]Severity
	// Own names what one's phones have beyond the dictionary.
	Own Own
	// Excerpts has findings carry the line they are on.
	Excerpts bool

	// dictionary is what is known of a dialect, nil for [catalog.For]. Tests take a
	// part of it, to see what is said of a phone that nobody has seen.
	dictionary func(catalog.Dialect) *catalog.Table
}

// Linter checks files. It is safe for use by several goroutines.
type Linter struct {
	checks     []check
	steps      steps
	options    Options
	severities map[string]Severity // by the rules' numbers
	own        *ownNames
}

// New makes a linter. A rule that does not exist is an [*UnknownRuleError], a pattern of
// one's own names that can match nothing a [*PatternError].
func New(options Options) (*Linter, error) {
	only, err := ruleSet(options.Only)
	if err != nil {
		return nil, err
	}
	disabled, err := ruleSet(options.Disable)
	if err != nil {
		return nil, err
	}
	l := &Linter{options: options}
	if l.severities, err = severitySet(options.Severities); err != nil {
		return nil, err
	}
	if l.own, err = newOwnNames(options.Own); err != nil {
		return nil, err
	}
	for _, c := range checks() {
		if len(only) > 0 && !only[c.ID] || disabled[c.ID] {
			continue
		}
		l.checks = append(l.checks, c)
	}
	l.steps = stepsOf(l.checks)
	return l, nil
}

func ruleSet(names []string) (map[string]bool, error) {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		r, err := LookupRule(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		set[r.ID] = true
	}
	return set, nil
}

// Lint checks a file by its name and its bytes and gives what it found in the
// order of the file. The name is used as it is in the findings; what it tells
// of a MAC or a model is read off its last part. Data that is encrypted is to
// be decrypted before: the rules read what they are given.
func (l *Linter) Lint(name string, data []byte) []Finding {
	return l.newPass(name).lint(data)
}

func (l *Linter) newPass(name string) *pass {
	return &pass{name: name, options: &l.options, checks: l.checks, steps: &l.steps, severities: l.severities, own: l.own, seen: settingSet[int]{pool: &lineTables, room: manySettings}}
}

// Locked gives the finding for a file that is encrypted and that its key did not
// open, for the reason given.
func (l *Linter) Locked(name string, reason error) []Finding {
	p := l.newPass(name)
	for p.running = range p.checks {
		if p.checks[p.running].ID == lockedRule {
			p.found(0, reason.Error())
		}
	}
	p.finish()
	return p.findings
}

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
			if d := levenshtein.ComputeDistance(strings.ToLower(known), strings.ToLower(name)); d < distance {
				nearest, distance = r.String(), d
			}
		}
	}
	return Rule{}, &UnknownRuleError{name, nearest}
}

// severitySet gives severities by the rules' numbers. A rule that does not exist is an
// [*UnknownRuleError].
func severitySet(severities map[string]Severity) (map[string]Severity, error) {
	if len(severities) == 0 {
		return nil, nil
	}
	set := make(map[string]Severity, len(severities))
	for name, severity := range severities {
		r, err := LookupRule(name)
		if err != nil {
			return nil, err
		}
		if severity < Info || severity > Error {
			return nil, fmt.Errorf("%s: there is no %v", r, severity)
		}
		if other, ok := set[r.ID]; ok && other != severity {
			return nil, fmt.Errorf("%s has two severities, by its number and by its name", r)
		}
		set[r.ID] = severity
	}
	return set, nil
}

// regrade gives the findings the severities that the options have for their rules.
func (p *pass) regrade() {
	if len(p.severities) == 0 {
		return
	}
	for i := range p.findings {
		if severity, ok := p.severities[p.findings[i].Rule.ID]; ok {
			p.findings[i].Severity = severity
		}
	}
}
