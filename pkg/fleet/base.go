package fleet

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// A BaseError says what is wrong with a base. It shows no value of a setting.
type BaseError struct {
	Name string // the base's
	Line int    // from 1; 0 where it is the base as a whole
	Text string
	Err  error // what is behind it, nil if nothing is
}

// Error returns name and line with what is wrong: "base.cfg:12: …".
func (e *BaseError) Error() string {
	if e.Line == 0 {
		return e.Name + ": " + e.Text
	}
	return e.Name + ":" + strconv.Itoa(e.Line) + ": " + e.Text
}

func (e *BaseError) Unwrap() error { return e.Err }

// layer is a base as it was read: a provisioning file, or YAML.
type layer struct {
	name    string
	file    *cfgfile.File // nil for YAML
	entries []*yamlEntry
}

// yamlEntry is a value of a layer in YAML.
type yamlEntry struct {
	name, value string
	line        int
	varies      bool         // values of the name differ between generations of phones
	carried     *generations // of the files that the value went into; nil where none varies
}

// generations is a set of generations of phones.
type generations struct{ bits atomic.Uint32 }

// carry notes that a file of a dialect has the value.
func (c *generations) carry(d cfgfile.Dialect) {
	bit := uint32(1)
	if d.Generation() != 1 {
		bit = 2
	}
	if c.bits.Load()&bit == 0 {
		c.bits.Or(bit)
	}
}

// isTorn reports whether files of both generations have the value.
func (c *generations) isTorn() bool { return c.bits.Load() == 3 }

// readLayer reads a base.
func readLayer(name string, data []byte, keys []crypt.Key) (*layer, error) {
	fail := func(err error) error { return &BaseError{Name: name, Text: err.Error(), Err: err} }
	isYAML := FormatOf(path.Base(name)) == YAML
	if !isYAML {
		file, _, err := cfgfile.Open(data, keys...)
		if err == nil {
			err = file.WellFormed()
		}
		if err == nil {
			return &layer{name: name, file: file}, nil
		}
		var content *cfgfile.ContentError
		if !errors.As(err, &content) || content.Content != cfgfile.OtherText || !looksLikeYAML(data) {
			return nil, fail(err)
		}
	}
	root, err := readYAML(name, data)
	if table := (*TableError)(nil); errors.As(err, &table) {
		return nil, &BaseError{Name: name, Line: table.Line, Text: table.Text, Err: err}
	}
	if err != nil {
		return nil, fail(err)
	}
	switch {
	case root == nil:
		return nil, &BaseError{Name: name, Text: "there is nothing in it: a base in YAML is a mapping of paths or neutral names to values"}
	case root.Kind != yaml.MappingNode:
		return nil, &BaseError{Name: name, Line: root.Line, Text: "a base in YAML is a mapping of paths or neutral names to values"}
	}
	return readEntries(name, root)
}

// looksLikeYAML reports whether the first line of a text that means anything is YAML's.
func looksLikeYAML(data []byte) bool {
	line := strings.TrimSpace(string(firstLine(data)))
	return strings.HasPrefix(line, "---") || strings.HasPrefix(line, "%YAML") || strings.HasSuffix(line, ":") || strings.Contains(line, ": ")
}

// entrySink takes the values of a layer in YAML.
type entrySink struct {
	*layer
	errs []error
	seen map[string]int // the line of a name
}

func readEntries(name string, root *yaml.Node) (*layer, error) {
	sink := entrySink{layer: &layer{name: name}, seen: map[string]int{}}
	nodes := 0
	flatten("", root, 1, &nodes, &sink)
	return sink.layer, errors.Join(sink.errs...)
}

func (s *entrySink) cell(name string, at *yaml.Node, cell Cell) {
	key := variableKey(name)
	if first := s.seen[key]; first > 0 {
		s.wrong(name, at, fmt.Sprintf("it stands in line %d already", first))
		return
	}
	s.seen[key] = at.Line
	if !cell.Set {
		return
	}
	e := &yamlEntry{name: name, value: cell.Text, line: at.Line}
	if c, _, err := catalog.LookupConcept(name); err == nil {
		e.varies = c.Varies()
	}
	s.entries = append(s.entries, e)
}

func (s *entrySink) wrong(name string, at *yaml.Node, text string) {
	if name != "" {
		text = shownPart(name) + ": " + text
	}
	s.errs = append(s.errs, &BaseError{Name: s.name, Line: at.Line, Text: text})
}

// merged is the file that layers make in a dialect.
type merged struct {
	*cfgfile.File
	layers []*layer
	isSure bool // the dialect was asked for, and is not guessed from a text that does not show it
	// notes are what the conversion to the dialect leaves out, a line a layer.
	notes []string
	// varied are the settings whose values differ between generations and that YAML has.
	varied map[string]*yamlEntry // by path
}

// mergeLayers makes a file of layers, of which there is one at least, in a dialect; 0 stands
// for that of the first provisioning file. YAML alone starts with a version.
func mergeLayers(layers []*layer, d cfgfile.Dialect, version string) (*merged, error) {
	m := &merged{layers: layers, isSure: d != 0, varied: map[string]*yamlEntry{}}
	first := slices.IndexFunc(layers, func(l *layer) bool { return l.file != nil })
	if first < 0 {
		if version == "" {
			version = firstVersion(d)
		}
		f, err := cfgfile.New(d, version)
		if err != nil {
			return nil, err
		}
		m.File = f
	} else if err := m.begin(layers[first], d); err != nil {
		return nil, err
	}
	for i, l := range layers {
		var err error
		switch {
		case l.file == nil:
			err = m.addEntries(l)
		case i != first:
			err = m.addFile(l)
		}
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

// firstVersion returns the version that files start with where no base has one, as wide as
// exports have it.
func firstVersion(d cfgfile.Dialect) string {
	if d.Generation() == 1 {
		return "2.0002"
	}
	return "2.0000000001"
}

// begin starts with a provisioning file.
func (m *merged) begin(l *layer, d cfgfile.Dialect) error {
	if d == 0 {
		d = l.file.Dialect()
	}
	f, err := m.inDialect(l, d)
	if err != nil {
		return err
	}
	if f == l.file { // which others share
		if f, err = cfgfile.Parse(f.Bytes()); err != nil {
			return &BaseError{Name: l.name, Text: err.Error(), Err: err}
		}
	}
	m.File = f
	return nil
}

// errOtherGeneration is the reason why a provisioning file cannot be a base of a dialect.
var errOtherGeneration = errors.New("names of settings differ between generations of phones: give these phones a base of their own, or one in YAML by neutral names")

// inDialect returns the file of a layer in a dialect.
func (m *merged) inDialect(l *layer, d cfgfile.Dialect) (*cfgfile.File, error) {
	fail := func(text string, err error) error { return &BaseError{Name: l.name, Text: text, Err: err} }
	like, err := cfgfile.New(d, firstVersion(d))
	if err != nil {
		return nil, err
	}
	f := l.file.InGenerationOf(like)
	switch {
	case f.Dialect() == d:
		return f, nil
	case !cfgfile.SharesNames(f.Dialect(), d):
		return nil, fail(fmt.Sprintf("it is %s, and the file is to be %s: %v", f.Dialect(), d, errOtherGeneration), errOtherGeneration)
	}
	c, err := cfgfile.Convert(f, d, cfgfile.ConvertOptions{})
	if err != nil {
		return nil, fail(err.Error(), err)
	}
	if n := len(c.Losses); n > 0 {
		loss := c.Losses[0]
		m.notes = append(m.notes, fmt.Sprintf("%s: in %s, %d of what it holds has no counterpart and is left out, the first on line %d: %s", l.name, d, n, loss.Line, cmp.Or(loss.Path, loss.Reason)))
	}
	converted, err := cfgfile.Parse(c.Data)
	if err != nil {
		return nil, fail(err.Error(), err)
	}
	return converted.InGenerationOf(like), nil
}

// addFile takes over the settings of a provisioning file.
func (m *merged) addFile(l *layer) error {
	f, err := m.inDialect(l, m.Dialect())
	if err == nil {
		_, err = m.Merge(f, cfgfile.SetOptions{Unchecked: true})
	}
	if base := (*BaseError)(nil); err == nil || errors.As(err, &base) {
		return err
	}
	return &BaseError{Name: l.name, Text: oneLine(err), Err: err}
}

// addEntries takes over the values of a layer in YAML.
func (m *merged) addEntries(l *layer) error {
	var plain, templates []cfgfile.Assignment
	var wrong []error
	fail := func(e *yamlEntry, err error) {
		wrong = append(wrong, &BaseError{Name: l.name, Line: e.line, Text: shownPart(e.name) + ": " + reasonFor(e.name, err), Err: err})
	}
	for _, e := range l.entries {
		if strings.EqualFold(e.name, "version") {
			if err := m.SetVersion(e.value); err != nil {
				fail(e, err)
			}
			continue
		}
		p, err := m.resolve(e.name)
		if err != nil {
			fail(e, err)
			continue
		}
		if e.varies {
			m.varied[p.String()] = e
		}
		a := cfgfile.Assignment{Path: p.String(), Value: e.value}
		if strings.Contains(e.value, mark) {
			templates = append(templates, a)
			continue
		}
		plain = append(plain, a)
		if err := checkEntry(p, e.value); err != nil {
			fail(e, err)
		}
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	if _, err := m.SetAll(append(plain, templates...), cfgfile.SetOptions{Unchecked: true}); err != nil {
		return &BaseError{Name: l.name, Text: oneLine(err), Err: err}
	}
	return nil
}

// checkEntry holds a value against the dictionary.
func checkEntry(p cfgfile.Path, value string) error {
	e, ok := catalog.For(p.Dialect).Lookup(p.Module, p.List, p.Key)
	if !ok {
		return nil
	}
	if wrong := cfgfile.CheckValue(e, value); wrong != "" {
		return errors.New("the value " + wrong)
	}
	return nil
}

// placeOf returns where a setting of the file came from: the layer, and its line there.
func (m *merged) placeOf(path string) (name string, line int) {
	for _, l := range slices.Backward(m.layers) {
		if l.file != nil {
			if s, err := l.file.Lookup(path); err == nil {
				return l.name, s.Line
			}
			continue
		}
		for _, e := range l.entries {
			if p, err := m.resolve(e.name); err == nil && p.String() == path {
				return l.name, e.line
			}
		}
	}
	return m.layers[0].name, 0
}

// reasonFor returns the text of an error about a name in one line, without the name, which
// stands before it.
func reasonFor(name string, err error) string {
	text := oneLine(err)
	for _, start := range []string{name, "@" + name} {
		if reason, ok := strings.CutPrefix(text, phrase.Visible(start)+": "); ok {
			return reason
		}
	}
	return text
}

// oneLine returns the text of an error in one line: some list paths below each other, and
// some are several.
func oneLine(err error) string {
	lines := strings.Split(err.Error(), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	first, rest := lines[0], lines[1:]
	switch {
	case len(rest) == 0:
		return first
	case strings.HasSuffix(first, ":"):
		return first + " " + strings.Join(rest, ", ")
	}
	return strings.Join(lines, "; ")
}
