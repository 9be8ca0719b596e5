package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// Error reports that a baseline is damaged, or of another version.
type Error struct {
	Name string // of the file
	Line int    // from 1, 0 for the whole
	Err  error  // what is wrong and what to do
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Name, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.Name, e.Line, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// KindError reports that a file is something else than a baseline.
type KindError struct{ Name string }

func (e *KindError) Error() string {
	return e.Name + ": it is no baseline: name the file that --write-baseline wrote, or a new one to write"
}

// RuleError reports that a baseline speaks of rules that do not exist, or not any more.
type RuleError struct {
	Name  string
	Line  int      // of the first of them
	Rules []string // each once, as they stand there
}

func (e *RuleError) Error() string {
	rules := "rule " + phrase.List(e.Rules, "and")
	if n := len(e.Rules); n > maxRules {
		rules = fmt.Sprintf("%d rules, among them %s", n, phrase.List(e.Rules[:maxRules], "and"))
	}
	return fmt.Sprintf("%s:%d: it knows findings of %s, which this fvcfg does not have: take those lines out, or write it again with --write-baseline", e.Name, e.Line, rules)
}

// maxRules is how many rules an error lists.
const maxRules = 5

var (
	errCutOff = errors.New("it is cut off: take it from the repository's history, or write it again with --write-baseline")
	errLarge  = fmt.Errorf("it is larger than %d MiB, which no baseline is", MaxSize>>20)
)

// IsBaseline reports whether data begins as a baseline does, whatever follows.
func IsBaseline(data []byte) bool {
	const enough = 256
	return bytes.Contains(data[:min(len(data), enough)], []byte(`"`+kind+`"`))
}

// Parse reads a baseline. The name is used in errors: a [*KindError] of what is none, a
// [*RuleError], or an [*Error].
func Parse(name string, data []byte) (*Baseline, error) {
	if len(data) > MaxSize {
		return nil, &Error{name, 0, errLarge}
	}
	if !IsBaseline(data) {
		return nil, &KindError{name}
	}
	p := parser{name: name, data: data, json: json.NewDecoder(bytes.NewReader(data)), known: New(), rules: make(map[string]string)}
	for _, r := range lint.Rules() {
		p.rules[r.ID] = r.ID
	}
	if err := p.document(); err != nil {
		return nil, err
	}
	if p.gone != nil {
		return nil, p.gone
	}
	return p.known, nil
}

type parser struct {
	name  string
	data  []byte
	json  *json.Decoder
	known *Baseline
	rules map[string]string // numbers of rules that there are
	gone  *RuleError        // nil where all are there

	versioned bool
}

// document reads the one object that the file is.
func (p *parser) document() error {
	if err := p.delimiter('{'); err != nil {
		return err
	}
	for p.json.More() {
		member, err := p.json.Token()
		if err != nil {
			return p.broken(err)
		}
		switch member {
		case "version":
			err = p.version()
		case "known":
			err = p.entries()
		default:
			err = p.broken(p.json.Decode(new(json.RawMessage)))
		}
		if err != nil {
			return err
		}
	}
	if err := p.delimiter('}'); err != nil {
		return err
	}
	if !p.versioned {
		return p.fault("it has no version: write it again with --write-baseline")
	}
	if _, err := p.json.Token(); !errors.Is(err, io.EOF) {
		return p.fault("something follows the baseline: were two of them joined? Write it again with --write-baseline")
	}
	return nil
}

func (p *parser) version() error {
	var v json.Number
	if err := p.json.Decode(&v); err != nil {
		return p.broken(err)
	}
	if v.String() != fmt.Sprint(version) {
		return p.fault("it is a baseline of version %.20s, and this fvcfg reads version %d: use the fvcfg that wrote it, or write it again with --write-baseline", v.String(), version)
	}
	p.versioned = true
	return nil
}

// entries reads the list of what is known.
func (p *parser) entries() error {
	if err := p.delimiter('['); err != nil {
		return err
	}
	for p.json.More() {
		var e Entry
		if err := p.json.Decode(&e); err != nil {
			return p.broken(err)
		}
		if e.File == "" || e.Rule == "" || e.Count < 0 {
			return p.fault("a known finding has a file and a rule, and a count of 1 or more where it has one")
		}
		if p.rules[e.Rule] == "" {
			p.unknown(e.Rule)
			continue
		}
		if p.known.files[e.File] == nil {
			p.known.files[e.File] = make(map[key]int)
		}
		p.known.files[e.File][key{e.Rule, e.Path, e.Message}] += max(1, e.Count)
	}
	return p.delimiter(']')
}

func (p *parser) unknown(rule string) {
	if p.gone == nil {
		p.gone = &RuleError{Name: p.name, Line: p.line()}
	}
	rule = phrase.Quote(rule)
	if len(p.gone.Rules) <= maxRules*1000 && !strings.Contains("\x00"+strings.Join(p.gone.Rules, "\x00")+"\x00", "\x00"+rule+"\x00") {
		p.gone.Rules = append(p.gone.Rules, rule)
	}
}

// delimiter reads a bracket.
func (p *parser) delimiter(want json.Delim) error {
	token, err := p.json.Token()
	if err != nil {
		return p.broken(err)
	}
	if token != want {
		return p.fault("%v is expected here: write it again with --write-baseline", want)
	}
	return nil
}

// broken returns what an error of the JSON reader means here.
func (p *parser) broken(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{p.name, p.line(), errCutOff}
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return p.fault("a %s stands here, where something else is expected: write it again with --write-baseline", wrong.Value)
	}
	return &Error{p.name, p.line() + p.blank(), fmt.Errorf("not JSON (%w); was it merged? Mend the line, or write it again with --write-baseline", err)}
}

func (p *parser) fault(format string, args ...any) error {
	return &Error{p.name, p.line(), fmt.Errorf(format, args...)}
}

// blank returns how many line ends stand before what the reader could not take.
func (p *parser) blank() int {
	rest := p.data[min(int(p.json.InputOffset()), len(p.data)):]
	return bytes.Count(rest[:len(rest)-len(bytes.TrimLeft(rest, ", \t\r\n"))], []byte("\n"))
}

// line returns the line that the reader has come to.
func (p *parser) line() int {
	return 1 + bytes.Count(p.data[:min(int(p.json.InputOffset()), len(p.data))], []byte("\n"))
}
