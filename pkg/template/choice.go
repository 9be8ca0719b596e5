package template

import (
	"fmt"
	"strings"
)

// Choice says which files are templates, and of which engine. The zero Choice takes a file for
// a template where its name or its tags show that it is one.
type Choice struct {
	always bool
	engine Engine // where always is set; None for no template
	auto   bool   // where always is set: the engine shows by the tags
}

// Auto is the name of the choice by which every file with tags is a template.
const Auto = "auto"

// ParseChoice returns the choice of a name: auto, an engine, or none.
func ParseChoice(name string) (Choice, error) {
	if name == Auto {
		return Choice{always: true, auto: true}, nil
	}
	engine, err := ParseEngine(name)
	if err != nil {
		return Choice{}, fmt.Errorf("no template engine %q: there are %s", name, strings.Join(Choices(), ", "))
	}
	return Choice{always: true, engine: engine}, nil
}

// Never returns the choice by which no file is a template.
func Never() Choice { return Choice{always: true} }

// Choices returns the names that [ParseChoice] takes.
func Choices() []string { return append([]string{Auto}, Engines()...) }

// IsZero reports whether nothing was chosen.
func (c Choice) IsZero() bool { return c == Choice{} }

// String returns the name of the choice, "" for the zero one.
func (c Choice) String() string {
	switch {
	case c.IsZero():
		return ""
	case c.auto:
		return Auto
	}
	return c.engine.String()
}

// Read returns a text as a template, and nil where it is none by the choice. A file that goes
// by a name which phones ask for is delivered as it is: with the zero Choice it is a template
// only if its name holds a tag or has a template's suffix.
func (c Choice) Read(name, src string, isPhones func(name string) bool) *Template {
	if c.always && !c.auto {
		if c.engine == None {
			return nil
		}
		return Parse(src, c.engine)
	}
	t, _ := recognize(src)
	if t == nil {
		return nil
	}
	t.sortFaults()
	if c.auto || HasSuffix(name) || NameHoldsTag(name) || t.HasControl() && !isPhones(name) {
		return t
	}
	return nil
}
