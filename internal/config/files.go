package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// What a configuration says of files goes by patterns of their paths, which are relative to
// the configuration's folder, with slashes, as [Finder.Find] returns them.

// Exclusion is a pattern of files and folders that are left out.
type Exclusion struct {
	Pattern string
	Source  string // of the pattern, for messages: the name of a configuration, a flag
}

// NewExclusion returns the exclusion of a pattern, or why that is malformed or can match
// nothing. It may begin with "./" and end in a slash.
func NewExclusion(pattern, source string) (Exclusion, error) {
	clean := strings.TrimPrefix(strings.TrimSuffix(pattern, "/"), "./")
	if reason := filePatternFault(clean); reason != "" {
		return Exclusion{}, fmt.Errorf("pattern %s: %s", quoted(pattern), reason)
	}
	return Exclusion{clean, source}, nil
}

// Holds reports whether a file is left out: the pattern matches its path, or that of a folder
// above it.
func (e Exclusion) Holds(path string) bool {
	for {
		if doublestar.MatchUnvalidated(e.Pattern, path) {
			return true
		}
		slash := strings.LastIndexByte(path, '/')
		if slash < 0 {
			return false
		}
		path = path[:slash]
	}
}

// Excludes returns the first exclusion that holds for a file, and whether there is one.
func (c *Config) Excludes(path string) (Exclusion, bool) {
	i := slices.IndexFunc(c.exclude, func(e Exclusion) bool { return e.Holds(path) })
	if i < 0 {
		return Exclusion{}, false
	}
	return c.exclude[i], true
}

// exclude reads which files are left out.
func (r *reader) exclude(n *yaml.Node) {
	for _, item := range r.items(n, "exclude", "patterns of files and folders") {
		pattern, ok := r.text(item, "an entry of exclude")
		if !ok {
			continue
		}
		exclusion, err := NewExclusion(pattern, r.config.Name)
		if err != nil {
			r.fail(item, "%w", err)
			continue
		}
		r.config.exclude = append(r.config.exclude, exclusion)
	}
}

// override sets rules otherwise for some files.
type override struct {
	files  []string
	levels []level
}

// overridesOf returns the numbers of the overrides that count for a file, in their order.
func (c *Config) overridesOf(path string) (numbers []int) {
	for i, o := range c.overrides {
		if path != "" && matchesAny(o.files, path) {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// overrides reads which rules are set otherwise for which files.
func (r *reader) overrides(n *yaml.Node) {
	r.entries(n, "overrides", overrideOptions, func(item *yaml.Node, fields map[string]*yaml.Node) {
		files := r.filePatterns(item, fields["files"], "which files the rules are set for, as lobby/*.cfg")
		if isEmpty(fields["rules"]) {
			r.fail(item, "rules is missing: a mapping from rules to %s", phrase.List(levels, "or"))
		}
		r.config.overrides = append(r.config.overrides, override{files, r.levels(fields["rules"])})
	})
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
		if matchesAny(m.files, path) {
			return m.model
		}
	}
	return nil
}

// models reads which files are for which model.
func (r *reader) models(n *yaml.Node) {
	r.entries(n, "models", modelOptions, func(item *yaml.Node, fields map[string]*yaml.Node) {
		files := r.filePatterns(item, fields["files"], "which files are for the model, as lobby/*.cfg")
		r.config.models = append(r.config.models, modelPattern{files, r.model(item, fields["model"])})
	})
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

// templatePattern says which files are templates.
type templatePattern struct {
	files  []string
	engine template.Choice
}

// Template returns how a file is read, by the first pattern that matches it; the zero choice
// where none does.
func (c *Config) Template(path string) template.Choice {
	for _, t := range c.templates {
		if matchesAny(t.files, path) {
			return t.engine
		}
	}
	return template.Choice{}
}

// templates reads which files are templates of which engine.
func (r *reader) templates(n *yaml.Node) {
	r.entries(n, "templates", templateOptions, func(item *yaml.Node, fields map[string]*yaml.Node) {
		files := r.filePatterns(item, fields["files"], "which files are templates, as templates/**")
		if isEmpty(fields["engine"]) {
			r.fail(item, "engine is missing: it is %s", phrase.List(template.Choices(), "or"))
			return
		}
		name, ok := r.text(fields["engine"], "an engine")
		if !ok {
			return
		}
		choice, err := template.ParseChoice(name)
		if err != nil {
			r.fail(fields["engine"], "no template engine %s: there are %s", quoted(name), phrase.List(template.Choices(), "and"))
			return
		}
		r.config.templates = append(r.config.templates, templatePattern{files, choice})
	})
}

// entries reads a list of mappings with two options, files and another one.
func (r *reader) entries(n *yaml.Node, list string, options []string, read func(item *yaml.Node, fields map[string]*yaml.Node)) {
	form := "mappings with " + phrase.List(options, "and")
	for _, item := range r.items(n, list, form) {
		what := "an entry of " + list
		if isEmpty(item) {
			r.fail(item, "%s is a mapping with %s; this is empty", what, phrase.List(options, "and"))
			continue
		}
		told := len(r.errs)
		fields := r.fields(item, what, options)
		isMissing := func(option string) bool { return fields[option] == nil }
		if len(r.errs) > told && slices.ContainsFunc(options, isMissing) {
			continue // the one that is missing may be the one that is misspelt
		}
		read(item, fields)
	}
}

// matchesAny reports whether one of several patterns matches the path of a file.
func matchesAny(patterns []string, path string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return doublestar.MatchUnvalidated(p, path) })
}

// filePatterns reads one pattern or a list of them.
func (r *reader) filePatterns(entry, n *yaml.Node, say string) (patterns []string) {
	if isEmpty(n) || n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		r.fail(entry, "files is missing: say %s", say)
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
