package config

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
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

// modelPattern says which files are for a model.
type modelPattern struct {
	files []string
	model *naming.Model
}

// Model returns the model that a file is for, by the first pattern that matches it; nil
// where none does. The file's path is relative to the configuration's folder, with
// slashes, as [Finder.Find] returns it.
func (c *Config) Model(path string) *naming.Model {
	for _, m := range c.models {
		for _, pattern := range m.files {
			if doublestar.MatchUnvalidated(pattern, path) {
				return m.model
			}
		}
	}
	return nil
}

// models reads which files are for which model.
func (r *reader) models(n *yaml.Node) {
	for _, item := range r.items(n, "models", "mappings with files and model") {
		const what = "an entry of models"
		if isEmpty(item) {
			r.fail(item, "%s is a mapping with files and model; this is empty", what)
			continue
		}
		told := len(r.errs)
		fields := r.fields(item, what, modelOptions)
		if len(r.errs) > told && (fields["files"] == nil || fields["model"] == nil) {
			continue // the one that is missing may be the one that is misspelt
		}
		files, model := r.filePatterns(item, fields["files"]), r.model(item, fields["model"])
		r.config.models = append(r.config.models, modelPattern{files, model})
	}
}

// filePatterns reads one pattern or a list of them.
func (r *reader) filePatterns(entry, n *yaml.Node) (patterns []string) {
	if isEmpty(n) || n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		r.fail(entry, "files is missing: say which files are for the model, as lobby/*.cfg")
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		pattern, ok := r.text(item, "a pattern of files")
		if !ok {
			continue
		}
		if reason := filePatternFault(pattern); reason != "" {
			r.fail(item, "pattern %s: %s", quoted(pattern), reason)
			continue
		}
		patterns = append(patterns, strings.TrimPrefix(pattern, "./"))
	}
	return patterns
}

// filePatternFault returns why a pattern is malformed or can match no file, or "".
func filePatternFault(pattern string) string {
	switch {
	case pattern == "":
		return "it is empty"
	case !doublestar.ValidatePattern(pattern):
		return "a bracket or brace is not closed, or a backslash stands at the end"
	case strings.HasPrefix(pattern, "/"):
		return "patterns are relative to the folder of the configuration"
	case strings.HasSuffix(pattern, "/"):
		return "it stands for a folder; for all files below it, write ** behind the slash"
	}
	return ""
}

func (r *reader) model(entry, n *yaml.Node) *naming.Model {
	if isEmpty(n) {
		r.fail(entry, "model is missing: name the phone that the files are for, as X6")
		return nil
	}
	name, ok := r.text(n, "a model")
	if !ok {
		return nil
	}
	if len(name) > maxQuoted {
		r.fail(n, "no model %s in the table", quoted(name))
		return nil
	}
	model, err := naming.LookupModel(name)
	if err != nil {
		r.fail(n, "%w", err)
		return nil
	}
	return &model
}
