package config

import (
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// modelPattern says which files are for a model.
type modelPattern struct {
	files []string
	model *naming.Model
}

// Model returns the model that a file is for, by the first pattern that matches it; nil
// where none does. The file's path is relative to the configuration's folder, with
// slashes, as [Finder.Find] gives it.
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

// filePatternFault tells why a pattern is malformed or can match no file.
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
