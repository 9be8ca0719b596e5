package cfgfile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkInvariants holds a file that parsed against what the package promises of
// every file. The corpus test and the fuzz targets share it.
func checkInvariants(t *testing.T, data []byte, f *File) {
	t.Helper()
	if !bytes.Equal(f.Bytes(), data) || f.Source() != string(data) {
		t.Fatal("Bytes is not the input")
	}
	if d, err := Sniff(data); err != nil || d != f.Dialect() {
		t.Fatalf("Sniff says %v, %v; Parse says %v", d, err, f.Dialect())
	}
	checkSettings(t, f)
	checkFrame(t, f)
	checkProblems(t, f)
	checkFormat(t, f)
	checkSetVersion(t, data, f)
}

// checkSettings checks spans, their order, lines and what Setting says.
func checkSettings(t *testing.T, f *File) {
	t.Helper()
	at, n := 0, 0
	src := f.Source()
	for i, s := range f.Settings() {
		if i != n {
			t.Fatalf("setting %d is numbered %d", n, i)
		}
		n++
		if s.KeySpan.Start < at || s.KeySpan.End < s.KeySpan.Start || s.ValueSpan.Start < s.KeySpan.End ||
			s.ValueSpan.End < s.ValueSpan.Start || s.ValueSpan.End > len(src) {
			t.Fatalf("setting %d: key %v and value %v, and the one before ends at %d", i, s.KeySpan, s.ValueSpan, at)
		}
		at = s.ValueSpan.End
		key := src[s.KeySpan.Start:s.KeySpan.End]
		if key != s.Key {
			t.Fatalf("setting %d: the key %q stands at the span of %q", i, s.Key, key)
		}
		if f.Dialect() == Dotted && !strings.HasSuffix(src[:s.KeySpan.End], s.Path.String()) {
			t.Fatalf("setting %d: the path %q does not stand where its key is", i, s.Path.String())
		}
		if !f.Dialect().IsXML() && src[s.ValueSpan.Start:s.ValueSpan.End] != s.Value {
			t.Fatalf("setting %d: the value does not stand at its span", i)
		}
		if i < 50 || i%97 == 0 {
			if other := f.Setting(i); other != s {
				t.Fatalf("Setting(%d) is %+v, Settings yields %+v", i, other, s)
			}
			if p := f.Position(s.KeySpan.Start); p.Line != s.Line || p.Offset != s.KeySpan.Start {
				t.Fatalf("setting %d says line %d, its position %+v", i, s.Line, p)
			}
		}
	}
	if n != f.Len() {
		t.Fatalf("Len is %d, Settings yields %d", f.Len(), n)
	}
}

func checkFrame(t *testing.T, f *File) {
	t.Helper()
	frame := f.Frame()
	for name, s := range map[string]Span{
		"header": frame.Header, "version": frame.Version, "footer": frame.Footer, "content after the footer": frame.AfterFooter,
	} {
		if s.Start < 0 || s.End < s.Start || s.End > len(f.Source()) {
			t.Fatalf("the span of the %s is %v of %d", name, s, len(f.Source()))
		}
	}
	if frame.HeaderLine > 0 && f.Position(frame.Header.Start).Line != frame.HeaderLine {
		t.Fatalf("the header stands on line %d, not %d", f.Position(frame.Header.Start).Line, frame.HeaderLine)
	}
	for m := range f.Modules() {
		if f.Position(m.Span.Start).Line != m.Line || f.Source()[m.Span.Start:m.Span.End] != m.Name {
			t.Fatalf("module %+v is not at its place", m)
		}
	}
}

func checkProblems(t *testing.T, f *File) {
	t.Helper()
	problems := f.Problems()
	if len(problems) > MaxProblems+2 {
		t.Fatalf("%d problems", len(problems))
	}
	for i, p := range problems {
		if p.Offset < 0 || p.Offset > len(f.Source()) || p.Text == "" || p.Kind == 0 {
			t.Fatalf("problem %+v", p)
		}
		if i > 0 && p.Offset < problems[i-1].Offset {
			t.Fatalf("problem %+v comes behind %+v", p, problems[i-1])
		}
		if !utf8.ValidString(p.Text) {
			t.Fatalf("the text of problem %+v is not UTF-8", p)
		}
	}
}

// listing is what must survive every change of form: paths, indices and values.
func listing(f *File) []string {
	var lines []string
	for _, s := range f.Settings() {
		lines = append(lines, fmt.Sprintf("%s\x00%d\x00%s", s.Path.String(), s.Index, s.Value))
	}
	return lines
}

func checkFormat(t *testing.T, f *File) {
	t.Helper()
	once, err := f.Format()
	if err != nil {
		if !errors.Is(err, ErrNoHeader) && !errors.Is(err, ErrNotWellFormed) && !errors.Is(err, ErrStrayText) {
			t.Fatalf("Format: %v", err)
		}
		return
	}
	formatted, err := Parse(once)
	if err != nil {
		t.Fatalf("what Format gives does not parse: %v\n%q", err, once)
	}
	if formatted.Dialect() != f.Dialect() {
		t.Fatalf("Format makes %v of %v", formatted.Dialect(), f.Dialect())
	}
	if before, after := listing(f), listing(formatted); !slices.Equal(before, after) {
		t.Fatalf("Format changes the settings\n%q\n%q\n%q", before, after, once)
	}
	if formatted.Version() != f.Version() {
		t.Fatalf("Format changes the version %q to %q", f.Version(), formatted.Version())
	}
	twice, err := formatted.Format()
	if err != nil {
		t.Fatalf("formatting again: %v\n%q", err, once)
	}
	if !bytes.Equal(once, twice) {
		t.Fatalf("formatting again changes\n%q\nto\n%q", once, twice)
	}
}

func checkSetVersion(t *testing.T, data []byte, f *File) {
	t.Helper()
	const version = "7.0042"
	changed, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := changed.SetVersion(version); err != nil {
		if near := (*NearVersionError)(nil); !errors.Is(err, ErrNotWellFormed) && !errors.As(err, &near) {
			t.Fatalf("SetVersion: %v", err)
		}
		if changed.Source() != f.Source() {
			t.Fatal("a refused SetVersion changes the file")
		}
		return
	}
	again, err := Parse(changed.Bytes())
	if err != nil {
		t.Fatalf("what SetVersion leaves does not parse: %v\n%q", err, changed.Source())
	}
	if changed.Version() != version || again.Version() != version {
		t.Fatalf("the version reads %q, read again %q\n%q", changed.Version(), again.Version(), changed.Source())
	}
	checkSettings(t, changed)
	checkFrame(t, changed)
	checkProblems(t, changed)
	if before, after := listing(f), listing(changed); !slices.Equal(before, after) {
		t.Fatalf("SetVersion changes the settings\n%q\n%q", before, after)
	}
	if again.Dialect() == f.Dialect() { // a short version can change the guess at a generation
		if changed.Frame() != again.Frame() || !slices.Equal(changed.Problems(), again.Problems()) {
			t.Fatalf("after SetVersion the file knows\n%+v %+v\nread again\n%+v %+v", changed.Frame(), changed.Problems(), again.Frame(), again.Problems())
		}
	}
	checkRestOfLines(t, f, changed)
}

// checkRestOfLines checks that SetVersion left alone what is not the version:
// without it, and without the spaces that pad a header, both texts are the same.
func checkRestOfLines(t *testing.T, before, after *File) {
	t.Helper()
	if !before.Frame().HasVersion || strings.HasSuffix(before.Source()[:before.Frame().Version.Start], "/>") {
		return
	}
	cut := func(f *File) (string, string) {
		v := f.Frame().Version
		end := v.End
		if f.Dialect().IsText() {
			end = f.Frame().Header.End
		}
		return strings.TrimRight(f.Source()[:v.Start], " \t"), f.Source()[end:]
	}
	head1, tail1 := cut(before)
	head2, tail2 := cut(after)
	if head1 != head2 || tail1 != tail2 {
		t.Fatalf("SetVersion changes more than the version:\n%q\n%q", before.Source(), after.Source())
	}
}

// sameAsRead checks that a file knows of itself what reading it again shows.
func sameAsRead(t *testing.T, f *File) {
	t.Helper()
	again := asDialect(t, mustParse(t, f.Source()), f.Dialect())
	if again.Dialect() != f.Dialect() || again.Frame() != f.Frame() || !slices.Equal(again.Problems(), f.Problems()) {
		t.Fatalf("it knows\n%v %+v %+v\nread again\n%v %+v %+v", f.Dialect(), f.Frame(), f.Problems(), again.Dialect(), again.Frame(), again.Problems())
	}
	if here, there := slices.Collect(f.Modules()), slices.Collect(again.Modules()); !slices.Equal(here, there) {
		t.Fatalf("its modules are\n%+v\nread again\n%+v", here, there)
	}
	var here, there []Setting
	for _, s := range f.Settings() {
		here = append(here, s)
	}
	for _, s := range again.Settings() {
		there = append(there, s)
	}
	if !slices.Equal(here, there) {
		t.Fatalf("its settings are\n%+v\nread again\n%+v", here, there)
	}
	checkSettings(t, f)
}

// asDialect returns text that does not show its generation as that of a dialect, and any
// other file as it is.
func asDialect(t *testing.T, f *File, d Dialect) *File {
	t.Helper()
	like := map[int]string{1: "<VOIP_CONFIG_FILE/>", 2: "<sysConf/>"}[d.Generation()]
	if like == "" {
		return f
	}
	return f.InGenerationOf(mustParse(t, like))
}
