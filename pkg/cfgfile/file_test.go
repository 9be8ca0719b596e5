package cfgfile

import (
	"slices"
	"strings"
	"testing"
)

func TestPosition(t *testing.T) {
	f := mustParse(t, bom+"<<VOIP CONFIG FILE>>Version:2.0\r\nBüro:ä:1\n\nx\n")
	src := f.Source()
	for _, c := range []struct{ offset, line, column int }{
		{-1, 1, 1}, {0, 1, 1}, {len(bom), 1, 1}, {len(bom) + 1, 1, 2}, {strings.Index(src, "B"), 2, 1}, {strings.Index(src, ":ä"), 2, 5},
		{strings.Index(src, ":1"), 2, 7}, {strings.Index(src, "x"), 4, 1}, {len(src), 5, 1}, {len(src) + 9, 5, 1},
	} {
		if at := f.Position(c.offset); at.Line != c.line || at.Column != c.column {
			t.Errorf("offset %d is %+v, want %d:%d", c.offset, at, c.line, c.column)
		}
	}
	locator := NewLocator(src) // forth and back
	for _, offset := range []int{40, 5, 5, 44, 0, len(src), 3} {
		if got, want := locator.Position(offset), f.Position(offset); got != want {
			t.Errorf("offset %d: %+v, want %+v", offset, got, want)
		}
	}
}

func TestBytesIsACopy(t *testing.T) {
	f := mustParse(t, legacyFile("A:1"))
	before := strings.Clone(f.Source())
	f.Bytes()[0] = 'x'
	if f.Source() != before {
		t.Error("the file changes with its bytes")
	}
}

func TestSettingsStops(t *testing.T) {
	f := mustParse(t, legacyFile("A:1", "B:2", "C:3"))
	n := 0
	for range f.Settings() {
		if n++; n == 2 {
			break
		}
	}
	for range f.Modules() {
		break
	}
	if n != 2 || f.Len() != 3 {
		t.Errorf("%d of %d settings", n, f.Len())
	}
}

func TestTooManyProblems(t *testing.T) {
	lines := strings.Repeat("no colon\n", MaxProblems)
	f := mustParse(t, legacyFile()+"")
	if len(f.Problems()) != 0 {
		t.Fatalf("%+v", f.Problems())
	}
	f = mustParse(t, "<<VOIP CONFIG FILE>>\n"+lines)
	if len(f.Problems()) != MaxProblems || f.Problems()[MaxProblems-1].Kind != MalformedLine {
		t.Errorf("%d problems", len(f.Problems()))
	}
	f = mustParse(t, "<<VOIP CONFIG FILE>>\n"+lines+lines)
	if len(f.Problems()) != MaxProblems+1 || f.Problems()[MaxProblems].Kind != TooManyProblems {
		t.Errorf("%d problems", len(f.Problems()))
	}
	// What stands in the way of a change is listed, however many came before it.
	f = mustParse(t, "<sysConf><a><b/>"+strings.Repeat("x<b/>", 2*MaxProblems)+"</sysConf>")
	if last := f.Problems()[len(f.Problems())-1]; len(f.Problems()) != MaxProblems+2 || last.Kind != NotWellFormed {
		t.Errorf("%d problems, the last %+v", len(f.Problems()), last)
	}
	if f.SetVersion("2.0") == nil {
		t.Error("a version was set in XML that is not well-formed")
	}
}

func TestTooManyScopes(t *testing.T) {
	for _, src := range []string{
		"<<VOIP CONFIG FILE>>\n" + strings.Repeat("<M MODULE>\n", maxScopes) + "A:1\n",
		"<<VOIP CONFIG FILE>>\n<M MODULE>\n" + strings.Repeat("--L--:\n", maxScopes) + "A:1\n",
		"<sysConf><b><A>1</A></b>" + strings.Repeat("<c/>", maxScopes) + "</sysConf>",
	} {
		f := mustParse(t, src)
		n := len(f.Problems())
		if f.Len() != 1 || n == 0 || f.Problems()[n-1].Text != tooManyScopes {
			t.Errorf("%.40q: %d settings, %d problems", src, f.Len(), n)
		}
	}
}

// TestAllocations wants parsing and reading to allocate by the file: a few times,
// and as often for ten times as many settings.
func TestAllocations(t *testing.T) {
	allocations := func(settings int) float64 {
		data := []byte(legacyExport(settings))
		if f := mustParse(t, string(data)); f.Len() != settings || len(f.Problems()) > 0 || f.Dialect() != TextLegacy {
			t.Fatalf("%d settings, %v", f.Len(), f.Problems())
		}
		return testing.AllocsPerRun(10, func() {
			f, _ := Parse(data)
			for range f.Settings() {
			}
		})
	}
	few, many := allocations(1000), allocations(10000)
	if few > 10 || many != few {
		t.Errorf("1,000 settings take %v allocations, 10,000 take %v", few, many)
	}
}

func TestApply(t *testing.T) {
	const src = "0123456789"
	for _, c := range []struct {
		name    string
		edits   []Edit
		want    string
		dropped []int
	}{
		{"none", nil, src, nil},
		{"in any order", []Edit{{Span{8, 9}, "x"}, {Span{0, 2}, ""}, {Span{4, 4}, "yz"}}, "23yz4567x9", nil},
		{"side by side", []Edit{{Span{2, 4}, "a"}, {Span{4, 6}, "b"}}, "01ab6789", nil},
		{"two at one place", []Edit{{Span{5, 5}, "a"}, {Span{5, 5}, "b"}}, "01234ab56789", nil},
		{"over each other", []Edit{{Span{3, 6}, "a"}, {Span{5, 7}, "b"}, {Span{1, 2}, "c"}}, "0c2a6789", []int{1}},
		{"at the end", []Edit{{Span{10, 10}, "a"}}, src + "a", nil},
	} {
		got, dropped := Apply(src, c.edits)
		if got != c.want || !slices.Equal(dropped, c.dropped) {
			t.Errorf("%s: %q, dropped %v", c.name, got, dropped)
		}
	}
}

func TestDialect(t *testing.T) {
	for d, want := range map[Dialect]struct {
		name       string
		text, xml  bool
		generation int
	}{
		TextLegacy: {"text-legacy", true, false, 1}, TextModern: {"text-modern", true, false, 2}, XMLLegacy: {"xml-legacy", false, true, 1},
		Sysconf: {"sysconf", false, true, 2}, Dotted: {"dotted", false, false, 3}, 0: {"Dialect(0)", false, false, 0}, 9: {"Dialect(9)", false, false, 0},
	} {
		if d.String() != want.name || d.IsText() != want.text || d.IsXML() != want.xml || d.Generation() != want.generation {
			t.Errorf("%v: %v %v %d", d, d.IsText(), d.IsXML(), d.Generation())
		}
	}
}

func TestDigest(t *testing.T) {
	// The digests of "abc" in RFC 1321 and FIPS 180-2.
	for name, want := range map[string]string{
		"md5":    "900150983cd24fb0d6963f7d28e17f72",
		"sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	} {
		d, err := ParseDigest(name)
		if err != nil || d.String() != name || d.Of([]byte("abc")) != want {
			t.Errorf("%s: %v, %v, %s", name, d, err, d.Of([]byte("abc")))
		}
	}
	if _, err := ParseDigest("crc32"); err == nil || !strings.Contains(err.Error(), "md5 and sha256") {
		t.Errorf("crc32: %v", err)
	}
}

// TestSettingsFrom begins with the setting that an offset stands in or behind, the bracket
// of a tag included.
func TestSettingsFrom(t *testing.T) {
	for _, src := range []string{
		"<<VOIP CONFIG FILE>>Version:2.0002\n<A MODULE>\nOne:1\n  Two:2\n\nThree:3\n",
		"<sysConf><a><One>1</One>\n<Two>2</Two> <Three>3</Three></a></sysConf>",
		"#<Voip Config File>#\na.One=1\na.Two = 2\n# c\na.Three=3",
	} {
		f := mustParse(t, src)
		for offset := range len(src) + 1 {
			want := 0
			for i, e := range f.entries {
				if int(e.key) <= offset+1 {
					want = i
				}
			}
			next := want
			for i, s := range f.SettingsFrom(offset, NewLocator(src)) {
				if i != next || s != f.Setting(i) {
					t.Fatalf("%q from %d: setting %d is %+v", src, offset, i, s)
				}
				next++
			}
			if next != f.Len() {
				t.Fatalf("%q from %d: the last is setting %d", src, offset, next-1)
			}
		}
	}
}
