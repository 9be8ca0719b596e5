package config

import (
	"bytes"
	"errors"
	"io"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// FileName is the name that a configuration is found by.
const FileName = ".fvcfg.yaml"

// MaxSize is the size, in bytes, above which a configuration is refused.
const MaxSize = 1 << 20

// Config is what a configuration file says.
type Config struct {
	// Name is the file's name as messages show it.
	Name string
	// Disable holds the numbers of the rules that are off.
	Disable []string
	// Severities holds the severities given to rules, by their numbers.
	Severities map[string]lint.Severity
	// Own names what one's phones have beyond the dictionary.
	Own lint.Own
	// FailOn is the mildest severity that makes the command fail, [Never] where none does; 0
	// where the file does not say.
	FailOn lint.Severity

	exclude   []Exclusion
	overrides []override
	models    []modelPattern
	templates []templatePattern
	generate  []Default
	folder    string // which patterns and names are relative to; absolute
}

// The options of each mapping of the file.
var (
	topOptions      = []string{"exclude", "rules", "overrides", "known", "models", "templates", "fail-on", "generate"}
	knownOptions    = []string{"modules", "keys"}
	overrideOptions = []string{"files", "rules"}
	modelOptions    = []string{"files", "model"}
	templateOptions = []string{"files", "engine"}
)

// Parse reads a configuration. An empty one says nothing and is right. The error joins an
// [*Error] for each thing that is wrong, in the order of the file; the name is used in
// them.
func Parse(name string, data []byte) (*Config, error) {
	r := &reader{config: &Config{Name: name}}
	if n := r.document(data); n != nil {
		fields := r.fields(n, "a configuration", topOptions)
		r.exclude(fields["exclude"])
		r.rules(fields["rules"])
		r.overrides(fields["overrides"])
		r.known(fields["known"])
		r.models(fields["models"])
		r.templates(fields["templates"])
		r.failOn(fields["fail-on"])
		r.generate(fields["generate"])
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.config, nil
}

// document returns the one document's root; nil where there is nothing, or an error.
func (r *reader) document(data []byte) *yaml.Node {
	if len(data) > MaxSize {
		r.failAt(1, 1, "larger than 1 MiB, which no configuration is")
		return nil
	}
	if r.checkCharacters(data); len(r.errs) > 0 {
		return nil
	}
	documents, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		r.syntax(err)
		return nil
	}
	var first, second yaml.Node
	switch err := documents.Load(&first); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		r.syntax(err)
		return nil
	}
	switch err := documents.Load(&second); {
	case err == nil:
		r.failAt(second.Line, second.Column, "a second document begins here; a configuration is one")
	case !errors.Is(err, io.EOF):
		r.syntax(err)
	}
	return first.Content[0]
}

// checkCharacters finds bytes that YAML does not allow: its reader does not say where
// they are.
func (r *reader) checkCharacters(data []byte) {
	line, column := 1, 0
	for at := 0; at < len(data); {
		c, size := utf8.DecodeRune(data[at:])
		column++
		switch {
		case c == utf8.RuneError && size == 1:
			r.failAt(line, column, "this is not UTF-8: save the file in UTF-8")
			return
		case c == '\n':
			line, column = line+1, 0
		case c == '\t', c == '\r', c == '\u0085', c == '\ufeff' && at == 0:
		case unicode.IsControl(c), c == '\ufeff', c == '\ufffe', c == '\uffff':
			r.failAt(line, column, "the character %U is not allowed here", c)
			return
		}
		at += size
	}
}

// syntax adds an error of the YAML reader.
func (r *reader) syntax(err error) {
	var wrong *yaml.LoadError
	if !errors.As(err, &wrong) {
		r.failAt(1, 1, "not YAML: %w", err)
		return
	}
	line, column := max(1, wrong.Mark.Line), max(1, wrong.Mark.Column)
	switch {
	case wrong.Stage == yaml.ComposerStage:
		r.failAt(line, column, "an alias without its anchor; put text that begins with * in quotes")
	case wrong.ContextMsg != "":
		r.failAt(line, column, "not YAML: %s, %s", wrong.Message, wrong.ContextMsg)
	default:
		r.failAt(line, column, "not YAML: %s", wrong.Message)
	}
}
