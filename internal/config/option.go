package config

import (
	"fmt"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// levels are what a rule can be set to.
var levels = []string{"off", "on", "info", "warning", "error"}

// level is what a rule is set to: off, on with the severities of its findings, or one
// severity for all of them.
type level struct {
	rule     string // its number
	off      bool
	severity lint.Severity // 0 for none
}

// rules reads which rules are off, and the severities of others.
func (r *reader) rules(n *yaml.Node) {
	for _, l := range r.levels(n) {
		switch {
		case l.off:
			r.config.Disable = append(r.config.Disable, l.rule)
		case l.severity != 0:
			if r.config.Severities == nil {
				r.config.Severities = make(map[string]lint.Severity)
			}
			r.config.Severities[l.rule] = l.severity
		}
	}
}

// levels reads a mapping from rules to what they are set to.
func (r *reader) levels(n *yaml.Node) (all []level) {
	lines := make(map[string]int)
	for _, p := range r.pairs(n, "rules", "a mapping from rules to "+phrase.List(levels, "or")) {
		rule, err := lookupRule(p.name)
		if err != nil {
			r.fail(p.key, "%w", err)
			continue
		}
		if line, twice := lines[rule.ID]; twice {
			r.fail(p.key, "%s stands here again, first on line %d: by its number and by its name", rule, line)
			continue
		}
		lines[rule.ID] = p.key.Line
		if l, ok := r.level(rule, p.value); ok {
			all = append(all, l)
		}
	}
	return all
}

// lookupRule does not look for what is like a name of any length: that takes its time.
func lookupRule(name string) (lint.Rule, error) {
	if len(name) > maxQuoted {
		return lint.Rule{}, fmt.Errorf("no rule has a name of %d characters", utf8.RuneCountInString(name))
	}
	return lint.LookupRule(name)
}

func (r *reader) level(rule lint.Rule, n *yaml.Node) (l level, ok bool) {
	l.rule = rule.ID
	name, ok := r.text(n, "the level of "+rule.String())
	switch {
	case !ok, name == "on":
		return l, ok
	case name == "off":
		l.off = true
		return l, true
	}
	var err error
	if l.severity, err = lint.ParseSeverity(name); err != nil {
		r.fail(n, "no level %s for %s: write %s", quoted(name), rule, phrase.List(levels, "or"))
	}
	return l, err == nil
}

// Never is a severity that no finding has: where a command fails on it, it fails on none.
const Never = lint.Error + 1

// ParseFailOn reads the mildest severity that makes a command fail: "error", "warning" or
// "info", and "none" for [Never].
func ParseFailOn(name string) (lint.Severity, error) {
	if name == "none" {
		return Never, nil
	}
	severity, err := lint.ParseSeverity(name)
	if err != nil {
		return 0, fmt.Errorf("no severity %s: fail-on is error, warning, info or none", quoted(name))
	}
	return severity, nil
}

// failOn reads the mildest severity that makes the command fail.
func (r *reader) failOn(n *yaml.Node) {
	if isEmpty(n) {
		return
	}
	name, ok := r.text(n, "fail-on")
	if !ok {
		return
	}
	severity, err := ParseFailOn(name)
	if err != nil {
		r.fail(n, "%w", err)
		return
	}
	r.config.FailOn = severity
}

// known reads what one's phones have beyond the dictionary.
func (r *reader) known(n *yaml.Node) {
	fields := r.fields(n, "known", knownOptions)
	r.config.Own.Modules = r.patterns(fields["modules"], "modules", "names of modules", lint.CheckModulePattern)
	r.config.Own.Keys = r.patterns(fields["keys"], "keys", "keys and paths of settings", lint.CheckKeyPattern)
}

// patterns reads a list of patterns that are right.
func (r *reader) patterns(n *yaml.Node, what, form string, check func(string) error) (all []string) {
	for _, item := range r.items(n, what, form) {
		pattern, ok := r.text(item, "an entry of "+what)
		if !ok {
			continue
		}
		if err := check(pattern); err != nil {
			r.fail(item, "%w", err)
			continue
		}
		all = append(all, pattern)
	}
	return all
}
