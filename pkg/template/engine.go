package template

import (
	"fmt"
	"strings"
)

// Engine is what fills templates in.
type Engine uint8

// The engines. None has no tags: a text is what it is.
const (
	None     Engine = iota
	Smarty          // {$x} {if …}…{/if} {* … *}, as FusionPBX has it
	Jinja           // {{ x }} {% if … %}…{% endif %} {# … #}, as Wazo has it
	Twig            // the same marks as Jinja, as Tancredi has it
	Blade           // {{ $x }} {!! $x !!} @if(…) … @endif {{-- … --}}, as FS PBX has it
	PHP             // <?= $x ?> <?php if (…): ?>…<?php endif; ?>
	ERB             // <%= x %> <% if … %>…<% end %> <%# … %>
	Go              // {{ .X }} {{ if … }}…{{ end }} {{/* … */}}
	Mustache        // {{x}} {{{x}}} {{#x}}…{{/x}} {{^x}}…{{/x}} {{! … }}, Handlebars' {{#if x}}…{{else}}…{{/if}} with it
	Tempita         // {{x}} {{if x}}…{{endif}} {{py:n = 1}}, as Elastix and Issabel have it
	Braces          // {NAME}, as ZeroTouchSIP has it
	Ifdef           // {{x}} with <!-- @ifdef x -->…<!-- @endif -->
)

var engineNames = [...]string{"none", "smarty", "jinja", "twig", "blade", "php", "erb", "go", "mustache", "tempita", "braces", "ifdef"}

// String returns the engine's name as [ParseEngine] takes it: "smarty".
func (e Engine) String() string {
	if int(e) < len(engineNames) {
		return engineNames[e]
	}
	return fmt.Sprintf("Engine(%d)", uint8(e))
}

// Engines returns the names of the engines, none the last.
func Engines() []string {
	return append(append([]string(nil), engineNames[1:]...), engineNames[0])
}

// ParseEngine returns the engine of a name.
func ParseEngine(name string) (Engine, error) {
	for e, known := range engineNames {
		if name == known {
			return Engine(e), nil
		}
	}
	return None, fmt.Errorf("no template engine %q: there are %s", name, strings.Join(Engines(), ", "))
}

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
