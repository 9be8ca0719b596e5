package cfgfile

import (
	"slices"
	"strings"
	"testing"
)

func TestDottedSettings(t *testing.T) {
	src := "#<Voip Config File>#\nVersion = 2.0000000000 \n# a.b = comment\n\n" +
		"sip.line.1.RegAddr = 192.0.2.1\nap.pnp.Enabled=0\nphone.date.zone.SNTPEnabled = 1\nsip.12.Key =\nTop = x\n" +
		"a.01.b =  c = d \nb.12345.c = 1\n.x = 1\ny. = 2\n"
	f := mustParse(t, src)
	type place struct {
		module, list string
		index        int
		key, value   string
		line         int
	}
	want := []place{
		{"sip", "line", 1, "RegAddr", "192.0.2.1", 5}, {"ap", "pnp", 0, "Enabled", "0", 6}, {"phone", "date.zone", 0, "SNTPEnabled", "1", 7},
		{"sip", "", 12, "Key", "", 8}, {"", "", 0, "Top", "x", 9}, {"a", "01", 0, "b", "c = d ", 10}, {"b", "12345", 0, "c", "1", 11},
		{"", "", 0, ".x", "1", 12}, {"", "", 0, "y.", "2", 13},
	}
	var got []place
	for _, s := range f.Settings() {
		got = append(got, place{s.Module, s.List, s.Index, s.Key, s.Value, s.Line})
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if f.Version() != "2.0000000000" || f.Frame().HeaderLine != 1 || len(f.Problems()) > 0 {
		t.Errorf("version %q, %+v, %+v", f.Version(), f.Frame(), f.Problems())
	}
	if paths := pathLines(f); paths[0] != "sip.line.1.RegAddr=192.0.2.1" || paths[3] != "sip.12.Key=" || paths[5] != "a.01.b=c = d " {
		t.Errorf("%q", paths)
	}
	checkInvariants(t, []byte(src), f)
}

func TestDottedProblems(t *testing.T) {
	src := "sip.A = 1\nno equals\n = no path\n#<Voip Config File>#\n  #<Voip Config File>#\nVersion=1.0\nVersion=2.0\n"
	f := mustParse(t, src)
	says := []string{"neither a setting", "no path", "second header"}
	lines := []int{2, 3, 5}
	if len(f.Problems()) != len(says) {
		t.Fatalf("%+v", f.Problems())
	}
	for i, p := range f.Problems() {
		if p.Kind != MalformedLine || !strings.Contains(p.Text, says[i]) || f.Position(p.Offset).Line != lines[i] {
			t.Errorf("%+v", p)
		}
	}
	if f.Frame().HeaderLine != 4 || f.Version() != "1.0" {
		t.Errorf("%+v, version %q", f.Frame(), f.Version())
	}
	checkInvariants(t, []byte(src), f)
}
