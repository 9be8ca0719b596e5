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

// rules reads which rules are off, and the severities of others.
func (r *reader) rules(n *yaml.Node) {
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
		r.level(rule, p.value)
	}
}

// lookupRule does not look for what is like a name of any length: that takes its time.
func lookupRule(name string) (lint.Rule, error) {
	if len(name) > maxQuoted {
		return lint.Rule{}, fmt.Errorf("no rule has a name of %d characters", utf8.RuneCountInString(name))
	}
	return lint.LookupRule(name)
}

func (r *reader) level(rule lint.Rule, n *yaml.Node) {
	level, ok := r.text(n, "the level of "+rule.String())
	if !ok {
		return
	}
	switch severity, err := lint.ParseSeverity(level); {
	case level == "on":
	case level == "off":
		r.config.Disable = append(r.config.Disable, rule.ID)
	case err != nil:
		r.fail(n, "no level %s for %s: write %s", quoted(level), rule, phrase.List(levels, "or"))
	default:
		if r.config.Severities == nil {
			r.config.Severities = make(map[string]lint.Severity)
		}
		r.config.Severities[rule.ID] = severity
	}
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
	severity, err := lint.ParseSeverity(name)
	if err != nil {
		r.fail(n, "no severity %s: fail-on is error, warning or info", quoted(name))
		return
	}
	r.config.FailOn = severity
}
