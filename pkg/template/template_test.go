package template

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// written writes a template's tags down: the letter of their kinds, the number of their block,
// and behind a colon what they are in the text.
func written(t *Template, src string) string {
	var all []string
	for _, tag := range t.Tags {
		text := string(" ECSOMX"[tag.Kind])
		if tag.Block >= 0 {
			text += fmt.Sprint(tag.Block)
		}
		all = append(all, text+":"+src[tag.Start:tag.End])
	}
	return strings.Join(all, " ")
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		engine    Engine
		src, want string
		fault     string
	}{
		{engine: Smarty, src: "{$a}{$a.b|default:'}'}{$a[$b]}", want: "E:{$a} E:{$a.b|default:'}'} E:{$a[$b]}"},
		{engine: Smarty, src: "{if $a}1{elseif $b}2{else}3{/if}", want: "O0:{if $a} M0:{elseif $b} M0:{else} X0:{/if}"},
		{engine: Smarty, src: "{foreach $a as $b}{$b}{foreachelse}x{/foreach}", want: "O0:{foreach $a as $b} E:{$b} M0:{foreachelse} X0:{/foreach}"},
		{engine: Smarty, src: "{if isset({$a}) }1{/if}", want: "O0:{if isset({$a}) } X0:{/if}"},
		{engine: Smarty, src: "{* {$a} *}{literal}{$b}{/literal}{assign var=a value=1}{$c = 2}{include file='x'}", want: "C:{* {$a} *} S:{literal} S:{/literal} S:{assign var=a value=1} S:{$c = 2} E:{include file='x'}"},
		{engine: Smarty, src: "{if $a}1{else if $b}2{else}3{/if}", want: "O0:{if $a} M0:{else if $b} M0:{else} X0:{/if}"},
		{engine: Smarty, src: "{line_loop}{$a}{/line_loop}{loop_key}{/loop_key}", want: "O0:{line_loop} E:{$a} X0:{/line_loop} O1:{loop_key} X1:{/loop_key}"},
		{engine: Smarty, src: "{ $a } x{5} {T} {\"a\":1} {} {", want: ""},
		{engine: Smarty, src: "{if $a}1", want: "O0:{if $a}", fault: "0: the block if begins here and is never closed: {/if} is missing"},
		{engine: Smarty, src: "1{/if}", want: "S:{/if}", fault: "1: {/if} belongs to no block: what it closes or parts is missing above it"},
		{engine: Smarty, src: "{if $a}{foreach $b as $c}{/if}", want: "O0:{if $a} O1:{foreach $b as $c} X0:{/if}", fault: "25: {/if} closes no block foreach, which begins above: {/foreach} is missing"},
		{engine: Smarty, src: "{$a\nb", want: "E:{$a", fault: "0: the tag that begins here is never closed: } is missing"},
		{engine: Smarty, src: "<A>{$a</A>", want: "E:{$a</A>", fault: "3: the tag that begins here is never closed: } is missing"},
		{engine: Jinja, src: "{{ a }}{%- if b -%}{% elif c %}{% else %}{% endif %}{# {{ d }} #}", want: "E:{{ a }} O0:{%- if b -%} M0:{% elif c %} M0:{% else %} X0:{% endif %} C:{# {{ d }} #}"},
		{engine: Jinja, src: "{% raw %}{{ a }}{% endraw %}{{ '}}' }}", want: "S:{% raw %} S:{% endraw %} E:{{ '}}' }}"},
		{engine: Jinja, src: "{% set a = 1 %}{% set b %}x{% endset %}{% macro m(a) %}{{ a }}{% endmacro %}", want: "S:{% set a = 1 %} O0:{% set b %} X0:{% endset %} O1:{% macro m(a) %} E:{{ a }} X1:{% endmacro %}"},
		{engine: Jinja, src: "{{ a {{ b }} }}", want: "E:{{ a {{ b }} }}", fault: "0: a tag begins inside of another: close the first one before it"},
		{engine: Jinja, src: "{{ it's }} {{ b }}", want: "E:{{ it's }} E:{{ b }}"},
		{engine: Blade, src: "@if (count($a) > (1))\n{{ $a }}{!! $b !!}{{-- c --}}\n@else\n@endif a@if.example @@if", want: "O0:@if (count($a) > (1)) E:{{ $a }} E:{!! $b !!} C:{{-- c --}} M0:@else X0:@endif"},
		{engine: Blade, src: "@switch($a)\n@case(1)\nx\n@break\n@default\n@endswitch", want: "O0:@switch($a) M0:@case(1) S:@break M0:@default X0:@endswitch"},
		{engine: Blade, src: "@php $a = ['{{' => 1]; @endphp @php($b = 1) @forelse ($a as $b)x @empty y @endforelse", want: "S:@php $a = ['{{' => 1]; @endphp S:@php($b = 1) O0:@forelse ($a as $b) M0:@empty X0:@endforelse"},
		{engine: PHP, src: "<?= $a ?><?php if ($b): ?>1<?php else: ?>2<?php endif; ?>", want: "E:<?= $a ?> O0:<?php if ($b): ?> M0:<?php else: ?> X0:<?php endif; ?>"},
		{engine: PHP, src: "<?php foreach ($a as $b) { ?>1<?php } ?><?php $c = 1; ?><?php echo $c; ?>", want: "O0:<?php foreach ($a as $b) { ?> X0:<?php } ?> S:<?php $c = 1; ?> E:<?php echo $c; ?>"},
		{engine: PHP, src: "<?php if ($a) { ?>1<?php } else { ?>2<?php } ?><?xml version=\"1.0\"?>", want: "O0:<?php if ($a) { ?> M0:<?php } else { ?> X0:<?php } ?>"},
		{engine: PHP, src: "<?php echo '<?xml version=\"1.0\"?>' . \"\\n\"; ?><a/><?php // it's ?>", want: "E:<?php echo '<?xml version=\"1.0\"?>' . \"\\n\"; ?> S:<?php // it's ?>"},
		{engine: ERB, src: "<% if $a { -%>1<% } elsif $b { %>2<% } else { %>3<% } -%><% l.forEach(function(m) { %><% }); %>", want: "O0:<% if $a { -%> M0:<% } elsif $b { %> M0:<% } else { %> X0:<% } -%> O1:<% l.forEach(function(m) { %> X1:<% }); %>"},
		{engine: ERB, src: "<%= a %><% if b -%>1<% elsif c %>2<% else %>3<% end %><%# d %><%% e", want: "E:<%= a %> O0:<% if b -%> M0:<% elsif c %> M0:<% else %> X0:<% end %> C:<%# d %>"},
		{engine: ERB, src: "<% @lines.each do |l, n| %><%= l %><% end %><% x = 1 %>", want: "O0:<% @lines.each do |l, n| %> E:<%= l %> X0:<% end %> S:<% x = 1 %>"},
		{engine: Go, src: "{{ .A }}{{- if eq .B \"}}\" -}}1{{ else if .C }}2{{ else }}3{{ end }}{{/* {{ */}}{{ $x := 1 }}", want: "E:{{ .A }} O0:{{- if eq .B \"}}\" -}} M0:{{ else if .C }} M0:{{ else }} X0:{{ end }} C:{{/* {{ */}} S:{{ $x := 1 }}"},
		{engine: Mustache, src: "{{a}}{{{b}}}{{#c}}1{{/c}}{{^c}}2{{/c}}{{! d }}{{>e}}", want: "E:{{a}} E:{{{b}}} O0:{{#c}} X0:{{/c}} O1:{{^c}} X1:{{/c}} C:{{! d }} E:{{>e}}"},
		{engine: Mustache, src: "{{#if a}}1{{else}}2{{/if}}", want: "O0:{{#if a}} M0:{{else}} X0:{{/if}}"},
		{engine: Tempita, src: "{{py:n = 1}}{{if a}}{{n}}{{else}}2{{endif}}{{for b in c}}{{endfor}}{{# d }}", want: "S:{{py:n = 1}} O0:{{if a}} E:{{n}} M0:{{else}} X0:{{endif}} O1:{{for b in c}} X1:{{endfor}} C:{{# d }}"},
		{engine: Braces, src: "{NAME} {a} x{5} {a b} {\"a\":1}", want: "E:{NAME}"},
		{engine: Ifdef, src: "<!-- @ifdef a -->{{a}}<!-- @else -->x<!-- @endif --><!-- b -->", want: "O0:<!-- @ifdef a --> E:{{a}} M0:<!-- @else --> X0:<!-- @endif -->"},
		{engine: Smarty, src: "{$a['x'] = 1}{$a[$b] = $c}{$a['x'] == 1}", want: "S:{$a['x'] = 1} S:{$a[$b] = $c} E:{$a['x'] == 1}"},
		{engine: Smarty, src: "{strip}{if $a}1{/if}{/strip}", want: "O0:{strip} O1:{if $a} X1:{/if} X0:{/strip}"},
		{engine: Jinja, src: "{{ {'a': {'b': 1}}['a'] }}{{ \"}}\" }}", want: "E:{{ {'a': {'b': 1}}['a'] }} E:{{ \"}}\" }}"},
		{engine: Jinja, src: "{{ a\nb {{ c }}", want: "E:{{ a E:{{ c }}", fault: "0: the tag that begins here is never closed: }} is missing"},
		{engine: Jinja, src: "{% cache 5 %}a{% endcache %}", want: "E:{% cache 5 %} S:{% endcache %}"},
		{engine: Blade, src: "@{{ a }} @{!! b !!} @{{-- c --}}{{ $d }}", want: "C:{{-- c --}} E:{{ $d }}"},
		{engine: Blade, src: "@verbatim {{ a }} x@y.example @endverbatim {{ $b }}", want: "S:@verbatim S:@endverbatim E:{{ $b }}"},
		{engine: PHP, src: "<?php\n// don't { this ?>1<?php /* ?> { */ if ($a == '?>'): ?>2<?php endif ?>", want: "S:<?php\n// don't { this ?> O0:<?php /* ?> { */ if ($a == '?>'): ?> X0:<?php endif ?>"},
		{engine: PHP, src: "<?php foreach ($a as $b): if ($b): ?>1<?php endif; endforeach; ?>", want: "O0:<?php foreach ($a as $b): if ($b): ?> X0:<?php endif; endforeach; ?>"},
		{engine: PHP, src: "<?php $hunter2->map(function ($a) { ?>", want: "O0:<?php $hunter2->map(function ($a) { ?>", fault: "0: the block { begins here and is never closed: <?php } ?> is missing"},
		{engine: ERB, src: "<% if a; b = 1; end %><% # c %><% if weekend %>1<% end %>", want: "S:<% if a; b = 1; end %> C:<% # c %> O0:<% if weekend %> X0:<% end %>"},
		{engine: ERB, src: "<% if (a) { %>1<% } else if (b) { %>2<% } else { %>3<% } %><% c.forEach(function (d) { %>4<% }); %>", want: "O0:<% if (a) { %> M0:<% } else if (b) { %> M0:<% } else { %> X0:<% } %> O1:<% c.forEach(function (d) { %> X1:<% }); %>"},
		{engine: Go, src: "{{- /* a */}}{{ .B }}{{/* c */ -}}{{- /* d */ -}}", want: "C:{{- /* a */}} E:{{ .B }} C:{{/* c */ -}} C:{{- /* d */ -}}"},
		{engine: Mustache, src: "{{#a\n b=1}}{{/a}}{{#hunter2}}", want: "O0:{{#a\n b=1}} X0:{{/a}} O1:{{#hunter2}}", fault: "17: the block {{#…}} begins here and is never closed: {{/…}} is missing"},
		{engine: Jinja, src: "{$a}{if $b}{/if}", want: "", fault: "0: from here on the tags are those of smarty, and the file is read as one of jinja"},
		{engine: Go, src: "{{ a }}{{ c }}{% if b %}{% endif %}", want: "E:{{ a }} E:{{ c }}", fault: "14: from here on the tags are those of jinja, and the file is read as one of go"},
		{engine: Braces, src: "{if $a}1{else}2{/if}", want: "E:{else}", fault: "0: from here on the tags are those of smarty, and the file is read as one of braces"},
		{engine: Smarty, src: "{{ a }}{% if b %}{% endif %}", want: "", fault: "7: from here on the tags are those of jinja, and the file is read as one of smarty"},
	} {
		p := Parse(c.src, c.engine)
		if got := written(p, c.src); got != c.want {
			t.Errorf("%v: %q has\n%s\nwant\n%s", c.engine, c.src, got, c.want)
		}
		var faults []string
		for _, f := range p.Faults {
			faults = append(faults, fmt.Sprintf("%d: %s", f.Start, f.Message))
		}
		if got := strings.Join(faults, "\n"); got != c.fault {
			t.Errorf("%v: %q has the faults\n%s\nwant\n%s", c.engine, c.src, got, c.fault)
		}
	}
}

func TestRecognize(t *testing.T) {
	for src, want := range map[string]Engine{
		"": None, "Key :1": None, "<?xml version=\"1.0\"?><a/>": None, "x{5}{T}{\"a\":1}": None, "# {{ a }}\nKey :1": None,
		"<!-- {$a} --><a/>": None, "a@ifnet.example": None, "$mac.cfg": None,
		"{$a}": Smarty, "{if $a}{/if}": Smarty, "{* a *}": Smarty,
		"{{ a|d(1) }}": Jinja, "{% if a %}{% endif %}": Jinja, "{# a #}{{ a }}{% for a in b %}{% endfor %}": Jinja,
		"{% elseif a %}": Twig, "{% if a %}{{ b ? 'c' : 'd' }}{% endif %}": Twig,
		"{{ $a }}": Blade, "@if ($a)\n@endif": Blade, "{!! $a !!}": Blade, "{{-- a --}}": Blade,
		"<?= $a ?>": PHP, "<?php echo 1; ?>": PHP, "<%= a %>": ERB,
		"{{ .A }}": Go, "{{ range $a, $b := .C }}{{ $b }}{{ end }}": Go,
		"{{a}}": Mustache, "{{#a}}{{/a}}": Mustache, "{{{a}}}": Mustache,
		"{# a {{ b }} #}\nKey :{{ c }}": Jinja, "{#a#}{$b}": Smarty, "{{# the line of a phone }}{{a}}": Tempita, "{{# if a b c }}{{/if}}": Mustache, "{{#a}}{{.}}{{/a}}": Mustache,
		"{{if a}}{{endif}}": Tempita, "{{py:a = 1}}": Tempita, "{NAME}": Braces, "{a.b}": Braces,
		"<!-- @ifdef a -->{{a}}<!-- @endif -->": Ifdef,
	} {
		if got, _ := Recognize(src); got != want {
			t.Errorf("%q is taken for %v, want %v", src, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{
		"a.cfg": false, "a.cfg.j2": true, "a.blade.php": true, "A.TPL": true, "a.xml.erb": true, "dir.j2/a.cfg": false, "a.mustache": true, "a.twig": true, "a.tmpl": true,
	} {
		if got := HasSuffix(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, want := range map[string]bool{"{$mac}.cfg": true, "{{ mac }}.cfg": true, "001565113af8.cfg": false, "$mac.cfg": false, "{$dir}/a.cfg": false} {
		if got := NameHoldsTag(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTogether(t *testing.T) {
	const src = "a{if $x}b{if $y}c{/if}d{else}e{/if}f"
	p := Parse(src, Smarty)
	at := func(letter string) int {
		return strings.LastIndex(strings.NewReplacer("{if", "   ", "{else", "     ", "{/if", "    ").Replace(src), letter)
	}
	for pair, want := range map[string]bool{"af": true, "bd": true, "ab": false, "bc": false, "be": false, "cc": true} {
		if got := p.Together(at(pair[:1]), at(pair[1:])); got != want {
			t.Errorf("%s: %v", pair, got)
		}
	}
}

// TestTogetherInStrip checks that a block which is there whatever the values are keeps nothing
// apart.
func TestTogetherInStrip(t *testing.T) {
	const src = "a{strip}b{if $x}c{/if}{/strip}"
	p := Parse(src, Smarty)
	if a, b, c := 0, strings.Index(src, "b"), strings.Index(src, "c"); !p.Together(a, b) || p.Together(b, c) || p.Together(a, c) {
		t.Errorf("%v %v %v", p.Together(a, b), p.Together(b, c), p.Together(a, c))
	}
}

// TestNesting checks that blocks which nest too deep are said once, and that those around them
// are what they are without.
func TestNesting(t *testing.T) {
	const deep = maxNesting + 50
	src := strings.Repeat("{if $a}", deep) + strings.Repeat("{else}{/if}", deep)
	p := Parse(src, Smarty)
	if len(p.Faults) != 1 || !strings.Contains(p.Faults[0].Message, "1000 deep") {
		t.Errorf("faults %v", p.Faults)
	}
	if first := p.Blocks[0]; len(p.Blocks) != maxNesting || first.End != len(src) || len(first.Arms) != 2 {
		t.Errorf("%d blocks, the first %+v", len(p.Blocks), first)
	}
}

// TestLinear checks that texts made to be slow are not: a search for an end that is not there is
// not made again and again. Each takes some milliseconds; without, many seconds.
func TestLinear(t *testing.T) {
	size := 256 << 10
	if testing.Short() {
		size = 32 << 10
	}
	for unit, e := range map[string]Engine{
		"{$a{\n": Smarty, "{literal}{": Smarty, "{if}{/foreach}": Smarty, "{% raw %}{%": Jinja, "{#\n": Jinja, "{{ {": Jinja, "{{ \"": Jinja,
		"@if(\n": Blade, "@php\n": Blade, "<?php /*": PHP, "{{! \n": Mustache, "<!-- {{a}}": Ifdef, "# {{a}} ": Mustache,
	} {
		src := "<!-- " + strings.Repeat(unit, size/len(unit))
		start := time.Now()
		Recognize(src)
		Parse(src, e)
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("%v: %d KB of %q took %v", e, size>>10, unit, took)
		}
	}
}

func TestSpecimen(t *testing.T) {
	for _, c := range []struct {
		engine    Engine
		form      Form
		src, want string
	}{
		{Smarty, Colons, "A :{$a}\n", "A :1\n"},
		{Smarty, Colons, "A :{if $a}1{else}2{/if}x\n", "A :1x\n"},
		{Smarty, Colons, "{if $a}\nA :5\n{else}\nA :6\n{/if}\n", "A :5\n\nA :6\n\n"},
		{Smarty, Colons, "A :5\n{if $a}B :6{else}B :7{/if}\nC :8\n", "A :5\nB :6\nB :7\nC :8\n"},
		{Smarty, Colons, "A :5\n  {if $a} B :6 {/if}\n", "A :5\nB :6 \n"},
		{Smarty, Colons, "{if $a}SIP1{else}SIP2{/if} Key :5\n", "1 Key :5\n"},
		{Smarty, Colons, "A :5\n{$lines}\nB :6\n", "A :5\n\nB :6\n"},
		{Smarty, Colons, "{* a\nb *}\n\nA :5\n", "A :5\n"},
		{Jinja, Equals, "sip.{{ n }}.A = {{ b }}\n", "sip.1.A = 1\n"},
		{Jinja, Markup, "<a><b>{{ x }}</b>{{ y }}<c>z{{ x }}</c></a>", "<a><b>1</b><c>z1</c></a>"},
		{Jinja, Markup, "<a>\n{{ x }}\n</a>", "<a>\n\n</a>"},
		{Jinja, Markup, "<a i=\"{{ x }}\" {{ y }}><b{{ x }}>{% if x %}y{% endif %}</b{{ x }}></a>", "<a i=\"1\" ><b1>1</b1></a>"},
		{Jinja, Markup, "<a>{% if x %}<b>{% else %}<b c>{% endif %}</b></a>", "<a><b></b></a>"},
		{Jinja, Markup, "<a>{% if x %}<b/>{% else %}<c/>{% endif %}</a>", "<a><b/><c/></a>"},
		{Jinja, Markup, "{% if x %}<?xml version=\"1.0\"?>{% else %}<?xml version='1.0'?>{% endif %}<a/>", "<?xml version=\"1.0\"?><a/>"},
		{Blade, Markup, "@switch($a)\n{{-- b --}}\n@case(1)<?xml version=\"1.0\"?><a/>@break\n@case(2)<?xml version='1.0'?><a/>@endswitch", "<?xml version=\"1.0\"?><a/>\n"},
		{Blade, Markup, "@switch($a)\n@case(1)<?xml version=\"1.0\"?><a/>@break\n@case(2)<?xml version='1.0'?><a/>@endswitch", "<?xml version=\"1.0\"?><a/>\n"},
		{Jinja, Markup, "{% macro m() %}<x>{% endmacro %}\n<a/>", "<a/>"},
		{Jinja, Markup, "<!-- {{ a }} --><a/>", "<!-- 1 --><a/>"},
	} {
		s := Parse(c.src, c.engine).Specimen(c.src, c.form, Picks{})
		if s.Text != c.want {
			t.Errorf("%q becomes %q, want %q", c.src, s.Text, c.want)
		}
		checkSpecimen(t, s, c.src)
	}
}

// checkSpecimen checks that each byte that a specimen has from its template stands there.
func checkSpecimen(t *testing.T, s *Specimen, src string) {
	t.Helper()
	last := 0
	for at := range len(s.Text) {
		from := s.Offset(at)
		if from < last || from > len(src) {
			t.Fatalf("%q: offset %d comes from %d, behind %d", s.Text, at, from, last)
		}
		last = from
		if s.IsCopied(at, at+1) && src[from] != s.Text[at] {
			t.Fatalf("%q: offset %d is not %q", s.Text, at, src[from])
		}
	}
}
