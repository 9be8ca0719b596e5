package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
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
