package config

import (
	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

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
