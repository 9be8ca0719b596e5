package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// reader turns the nodes of a YAML document into a configuration.
type reader struct {
	config *Config
	errs   []*Error
}

// fail adds an error at a node.
func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	r.failAt(max(1, n.Line), max(1, n.Column), format, args...)
}

// pair is an entry of a mapping. A value that is left empty has the position of its name.
type pair struct {
	name       string
	key, value *yaml.Node
}

// pairs returns the entries of a mapping, none for an empty value, and refuses a name that
// stands in it twice.
func (r *reader) pairs(n *yaml.Node, what, form string) []pair {
	if isEmpty(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.fail(n, "%s is %s; this is %s", what, form, kindOf(n))
		return nil
	}
	var all []pair
	lines := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content) && len(r.errs) <= maxErrors; i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, ok := r.text(key, "a name in "+what)
		if !ok {
			continue
		}
		if line, twice := lines[name]; twice {
			r.fail(key, "%s stands here again, first on line %d", quoted(name), line)
			continue
		}
		lines[name] = key.Line
		if isEmpty(value) {
			value.Line, value.Column = key.Line, key.Column
		}
		all = append(all, pair{name, key, value})
	}
	return all
}

// fields returns the values of a mapping whose options are known.
func (r *reader) fields(n *yaml.Node, what string, options []string) map[string]*yaml.Node {
	fields := make(map[string]*yaml.Node)
	for _, p := range r.pairs(n, what, "a mapping with "+phrase.List(options, "and")) {
		if nearest := nearestOf(p.name, options); nearest != p.name {
			r.unknownOption(p, what, nearest, options)
			continue
		}
		fields[p.name] = p.value
	}
	return fields
}

func (r *reader) unknownOption(p pair, what, nearest string, options []string) {
	if nearest == "" {
		r.fail(p.key, "no option %s in %s: there are %s", quoted(p.name), what, phrase.List(options, "and"))
		return
	}
	r.fail(p.key, "no option %s in %s; did you mean %s?", quoted(p.name), what, nearest)
}

// items returns the entries of a list, none for an empty value.
func (r *reader) items(n *yaml.Node, what, form string) []*yaml.Node {
	if isEmpty(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.fail(n, "%s is a list of %s; this is %s", what, form, kindOf(n))
		return nil
	}
	return n.Content
}

// text returns the text of a plain value.
func (r *reader) text(n *yaml.Node, what string) (string, bool) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.fail(n, "%s is text; this is an alias, and they are not read: write it out, or put text that begins with * in quotes", what)
	case n.Kind != yaml.ScalarNode || isEmpty(n):
		r.fail(n, "%s is text; this is %s", what, kindOf(n))
	case n.Style&yaml.TaggedStyle != 0:
		r.fail(n, "%s is text; tags are not read: put text that begins with ! in quotes", what)
	default:
		return n.Value, true
	}
	return "", false
}

// isEmpty reports whether nothing was written for a value.
func isEmpty(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && n.Tag == "!!null"
}

func kindOf(n *yaml.Node) string {
	switch {
	case isEmpty(n):
		return "empty"
	case n.Kind == yaml.MappingNode:
		return "a mapping (text with a colon and a space in it needs quotes)"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias, and they are not read: write it out"
	}
	return "text"
}

// maxQuoted is how many characters of a name a message shows. No known name has as many.
const maxQuoted = 64

// quoted returns a text of the file for a message.
func quoted(text string) string {
	if utf8.RuneCountInString(text) > maxQuoted {
		text = string([]rune(text)[:maxQuoted]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// nearestOf returns the name that is most like one; "" where none is like it.
func nearestOf(name string, known []string) string {
	best, least := "", 0
	if len(name) > maxQuoted {
		return best
	}
	for _, k := range known {
		d := typo.Distance(name, k, typo.MaxLen)
		if d <= max(1, len(k)/2) && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// Error is one thing that is wrong with a configuration, and where.
type Error struct {
	Name         string // of the file
	Line, Column int    // from 1; the column counts characters
	Err          error  // what is wrong and what to do
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %v", e.Name, e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// maxErrors is how many errors of a file are told. Who has as many reads the first few.
const maxErrors = 20

var errMore = errors.New("there are more errors from here on, which are not listed")

// failAt adds an error.
func (r *reader) failAt(line, column int, format string, args ...any) {
	if len(r.errs) <= maxErrors {
		r.errs = append(r.errs, &Error{r.config.Name, line, column, fmt.Errorf(format, args...)})
	}
}

// err joins the errors in the order of the file.
func (r *reader) err() error {
	slices.SortStableFunc(r.errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(r.errs) > maxErrors {
		r.errs[maxErrors].Err = errMore
	}
	var all []error
	for _, e := range r.errs {
		all = append(all, e)
	}
	return errors.Join(all...)
}
