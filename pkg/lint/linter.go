package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// Options choose what a [Linter] looks for.
type Options struct {
	// Only names the rules to check, by number or name; none means all.
	Only []string
	// Disable names rules to leave out.
	Disable []string
	// Model is the model that the files are for, if it is known.
	Model *naming.Model
	// Severities take the place of the findings' own, by the number or name of their rule.
	Severities map[string]Severity
	// Own names what one's phones have beyond the dictionary.
	Own Own
	// Template says which files are templates.
	Template template.Choice
	// Excerpts has findings carry the line they are on.
	Excerpts bool

	// dictionary is what is known of a dialect, nil for [catalog.For]. Tests take a
	// part of it, to see what is said of a phone that nobody has seen.
	dictionary func(catalog.Dialect) *catalog.Table
}

// Linter checks files. It is safe for use by several goroutines.
type Linter struct {
	checks     []check
	steps      map[cfgfile.Dialect]steps
	options    Options
	severities map[string]Severity // by the rules' numbers
	own        *ownNames
}

// New returns a linter. A rule that does not exist is an [*UnknownRuleError], a pattern of
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
	l := &Linter{options: options, steps: make(map[cfgfile.Dialect]steps)}
	if l.severities, err = severitySet(options.Severities); err != nil {
		return nil, err
	}
	if l.own, err = newOwnNames(options.Own); err != nil {
		return nil, err
	}
	l.checks = slices.DeleteFunc(checks(), func(c check) bool { return len(only) > 0 && !only[c.ID] || disabled[c.ID] })
	for _, d := range catalog.Dialects() {
		l.steps[d] = stepsOf(l.checks, d)
	}
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

// severitySet returns severities by the rules' numbers. A rule that does not exist is an
// [*UnknownRuleError].
func severitySet(severities map[string]Severity) (map[string]Severity, error) {
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

// Result is what there is to say of a file.
type Result struct {
	Findings []Finding       // in the order of the file
	Template template.Engine // that the file is a template of, None where it is none
}

// Check is [Linter.Lint] and says besides whether it took the file for a template.
func (l *Linter) Check(name string, data []byte) Result {
	p := pass{Linter: l, name: name}
	r := Result{Findings: p.lint(data)}
	if p.template != nil {
		r.Template = p.template.Engine
	}
	return r
}

// Lint checks a file by its name and its bytes and returns what it found in the
// order of the file. The name is used as it is in the findings; its last part shows a MAC
// or a model. Data that is encrypted is to be decrypted before: the rules read what they
// are given.
func (l *Linter) Lint(name string, data []byte) []Finding {
	p := pass{Linter: l, name: name}
	return p.lint(data)
}

// Locked returns the finding for a file that is encrypted and that its key did not
// open, for the reason given.
func (l *Linter) Locked(name string, reason error) []Finding {
	p := pass{Linter: l, name: name}
	if p.running = l.number(lockedRule); p.running >= 0 {
		p.found(0, reason.Error()).onFile()
	}
	p.finish()
	return p.findings
}

// Looks reports whether a rule is on, by its number.
func (l *Linter) Looks(id string) bool { return l.number(id) >= 0 }

// number returns the number of a rule among those that are on, -1 where it is off.
func (l *Linter) number(id string) int {
	return slices.IndexFunc(l.checks, func(c check) bool { return c.ID == id })
}

// Rule is a check with a number and a name.
type Rule struct {
	ID       string // "FV102"
	Name     string // "header-length"
	Severity Severity
	Fixable  bool   // at least some of its findings can be mended by a fix
	Summary  string // one line
}

// String returns the rule as reports print it: "FV102 header-length".
func (r Rule) String() string { return r.ID + " " + r.Name }

// check is a rule with what it does.
type check struct {
	Rule
	in      []cfgfile.Dialect                  // that it is about; nil means all
	file    func(*pass)                        // looks at a provisioning file as a whole
	content func(*pass, *cfgfile.ContentError) // at what is none, in place of file
	side    func(*pass, sidefile.Kind)         // at a side file, in place of file
	walk    walker                             // at the settings
}

// The dialects that have the <<VOIP CONFIG FILE>> frame, and those that have a setting a
// line.
var (
	text  = []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}
	lines = []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern, cfgfile.Dotted}
)

// isIn reports whether the rule is about a dialect.
func (c *check) isIn(d cfgfile.Dialect) bool { return c.in == nil || slices.Contains(c.in, d) }

// checks returns all rules, in the order of their numbers.
func checks() []check {
	all := slices.Concat(frameRules, templateRules, ignoreRules, structureRules, fusedRules, indexRules, dictionaryRules, unknownKeyRules,
		provisioningRules, secretRules, contradictionRules, sideFileRules)
	slices.SortFunc(all, func(a, b check) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// Rules returns every rule there is, in the order of their numbers.
func Rules() []Rule {
	var rules []Rule
	for _, c := range checks() {
		rules = append(rules, c.Rule)
	}
	return rules
}

// UnknownRuleError reports that there is no such rule, and which it may be a slip of.
type UnknownRuleError struct {
	Name    string
	Nearest string // number and name, "" where none is near
}

func (e *UnknownRuleError) Error() string {
	if e.Nearest == "" {
		return fmt.Sprintf("no rule %q: a rule has a number and a name, as %s has", e.Name, Rules()[0])
	}
	return fmt.Sprintf("no rule %q; did you mean %s?", e.Name, e.Nearest)
}

// LookupRule returns a rule by its number or its name, in any case. The error is an
// [*UnknownRuleError].
func LookupRule(name string) (Rule, error) {
	nearest, distance := "", 1+max(1, len(name)/4) // a wrong number is no slip of another
	if isRuleNumber(name) {
		distance = 0
	}
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

// isRuleNumber reports whether a name is a number as rules have it.
func isRuleNumber(name string) bool {
	return len(name) > 2 && strings.EqualFold(name[:2], "FV") && strings.Trim(name[2:], "0123456789") == ""
}
