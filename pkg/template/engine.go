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
