package template

import "testing"

// FuzzParse checks that tags stand in the text one behind the other, that blocks nest, and that
// every form of specimen comes from it.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"{if $a}{$b}{else}c{/if}", "{% if a %}{{ b }}{% endif %}", "<% if a %><%= b %><% end %>", "{{#a}}{{/a}}", "@if (a)\n@endif{{ $b }}",
		"<a>{% if x %}<b>{% else %}<b c>{% endif %}</b></a>", "{* *}{literal}{/literal}", "<?php if (1) { ?><?php } ?>", "{{if a}}{{endif}}", "{NAME}", "<!-- @ifdef a --><!-- @endif -->",
	} {
		for e := range grammars() {
			f.Add(src, uint8(e))
		}
	}
	f.Fuzz(func(t *testing.T, src string, engine uint8) {
		p := Parse(src, Engine(engine%uint8(len(grammars()))))
		end := 0
		for _, tag := range p.Tags {
			if tag.Start < end || tag.End <= tag.Start || tag.End > len(src) {
				t.Fatalf("tag %+v behind %d", tag, end)
			}
			end = tag.End
		}
		for i, b := range p.Blocks {
			if b.Parent >= i || b.Parent >= 0 && (p.Blocks[b.Parent].Start > b.Start || p.Blocks[b.Parent].End < b.End) || len(b.Arms) == 0 {
				t.Fatalf("block %d: %+v", i, b)
			}
			for _, a := range b.Arms {
				if a.Start < b.Start || a.End < a.Start || a.End > b.End {
					t.Fatalf("block %d: %+v", i, b)
				}
			}
		}
		for a := 0; a <= len(src); a += 1 + len(src)/8 {
			for b := 0; b <= a; b += 1 + len(src)/8 {
				if p.Together(a, b) != p.Together(b, a) || !p.Together(a, a) {
					t.Fatalf("what stands at %d and %d", a, b)
				}
			}
		}
		for form := Colons; form <= Markup; form++ {
			checkSpecimen(t, p.Specimen(src, form, Picks{}), src)
		}
		if other, _ := Recognize(src); other != None && len(Parse(src, other).Tags) == 0 {
			t.Fatalf("taken for %v, which has no tag in it", other)
		}
	})
}
