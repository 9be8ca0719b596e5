package cfgfile

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

var (
	sureOnly  = ConvertOptions{Across: true}
	alsoDoubt = ConvertOptions{Across: true, Doubtful: true}
)

// foreigners returns the dialects of the other generation.
func foreigners(d Dialect) []Dialect {
	all := []Dialect{TextLegacy, XMLLegacy, TextModern, Sysconf, Dotted}
	return slices.DeleteFunc(all, func(to Dialect) bool { return SharesNames(d, to) })
}

// checkAcross takes a file to the other generation and checks what is said of it: each
// setting is carried or lost, and the result has what was carried and nothing else.
func checkAcross(t *testing.T, f *File, to Dialect, options ConvertOptions) (*Conversion, *File) {
	t.Helper()
	c, err := Convert(f, to, options)
	if err != nil {
		t.Fatal(err)
	}
	lost := map[string]int{}
	losses := 0
	for _, l := range c.Losses {
		if l.Kind == LostSetting {
			lost[fmt.Sprint(l.Line, l.Path)]++
			losses++
		}
		if l.Doubtful && options.Doubtful {
			t.Errorf("to %v: lost as doubtful though that was asked for: %+v", to, l)
		}
	}
	want, rest := map[string]string{}, c.Carried
	for _, s := range f.Settings() {
		path := s.Path.String()
		if at := fmt.Sprint(s.Line, path); lost[at] > 0 {
			lost[at]--
			continue
		}
		if len(rest) == 0 || rest[0].From != path || rest[0].Line != s.Line {
			t.Fatalf("to %v: %s on line %d is neither carried nor lost", to, path, s.Line)
		}
		if value, known := want[rest[0].To]; known && value != s.Value {
			t.Errorf("to %v: two values go to %s", to, rest[0].To)
		}
		if rest[0].Doubt != "" && !options.Doubtful || rest[0].Basis == "" {
			t.Errorf("to %v: carried: %+v", to, rest[0])
		}
		want[rest[0].To], rest = s.Value, rest[1:]
	}
	if len(rest) > 0 || len(c.Carried)+losses != f.Len() {
		t.Errorf("to %v: %d carried and %d lost of %d settings", to, len(c.Carried), losses, f.Len())
	}
	converted := parseAs(t, string(c.Data), to)
	got := valuesByPath(converted)
	if !maps.Equal(got, want) || converted.Len() != len(want) || c.Settings != len(want) || !namesAreOdd(converted) {
		t.Errorf("to %v: %d settings, said to be %d:\n%q\nwant\n%q\n%v", to, converted.Len(), c.Settings, got, want, converted.Problems())
	}
	return c, converted
}

func valuesByPath(f *File) map[string]string {
	values := map[string]string{}
	for _, s := range f.Settings() {
		values[s.Path.String()] = s.Value
	}
	return values
}

// checkThereAndBack takes a file to the other generation, back, and there again: what is
// sure has the same path and the same value as the first time, but for what generation 1 is
// only known to have by somebody's mistake.
func checkThereAndBack(t *testing.T, f *File, to Dialect) (c *Conversion, there *File) {
	t.Helper()
	c, there = checkAcross(t, f, to, sureOnly)
	want := valuesByPath(there)
	returned, back := checkAcross(t, there, f.Dialect(), sureOnly)
	for _, l := range returned.Losses {
		if !strings.Contains(l.Reason, "by mistake") {
			t.Errorf("to %v, and %v lost %+v on the way back", to, f.Dialect(), l)
		}
		delete(want, l.Path)
	}
	if _, again := checkAcross(t, back, to, sureOnly); !maps.Equal(valuesByPath(again), want) {
		t.Errorf("to %v, back and there again:\n%q\nwant\n%q", to, valuesByPath(again), want)
	}
	return c, there
}

// checkNeverWorse takes a file to the other generation with what is doubtful, which takes
// nothing from what is sure.
func checkNeverWorse(t *testing.T, f *File, sure *File) *Conversion {
	t.Helper()
	c, all := checkAcross(t, f, sure.Dialect(), alsoDoubt)
	values := valuesByPath(all)
	for path, value := range valuesByPath(sure) {
		if got, ok := values[path]; !ok || got != value {
			t.Errorf("to %v: %s is lost to what is doubtful", sure.Dialect(), path)
		}
	}
	return c
}

// TestAcrossThereAndBack takes every pair of the table, at entries whose numbers cut keys
// more and more, to each dialect of generation 2, and back.
func TestAcrossThereAndBack(t *testing.T) {
	pairs := 0
	for e := range catalog.For(Sysconf).Entries() {
		for _, c := range catalog.For(Sysconf).Crossings(e.Module(), e.List(), e.Key()) {
			for _, index := range []int{1, 9, 10, 123, 9999} {
				indexes := []int{index}
				if c.Legacy.Prefix == "" {
					indexes = nil
				}
				from, ok := fillIn(c.Legacy, indexes)
				if !ok {
					t.Fatalf("%s at %d", c.Legacy.Path(), index)
				}
				for _, to := range foreigners(TextLegacy) {
					for _, legacy := range []Dialect{TextLegacy, XMLLegacy} {
						pairs += thereAndBack(t, c, from, legacy, to)
					}
				}
			}
		}
	}
	if pairs < 10000 {
		t.Errorf("only %d pairs", pairs)
	}
}

// thereAndBack takes a path of text-legacy, as another dialect of generation 1 has it, to one
// of generation 2 and back, and counts it where there is a name.
func thereAndBack(t *testing.T, c catalog.Crossing, from Path, legacy, to Dialect) int {
	t.Helper()
	if legacy == XMLLegacy {
		var err error
		if from, err = Translate(from, XMLLegacy, ConvertOptions{}); err != nil {
			return 0
		}
	}
	there, err := Translate(from, to, alsoDoubt)
	if err != nil {
		if to == Sysconf {
			t.Errorf("to %v: %v", to, err)
		}
		return 0
	}
	if _, err := Translate(from, to, sureOnly); (err == nil) != (c.Doubt == catalog.NoDoubt) {
		t.Errorf("%s is taken for sure: %v", from, err)
	}
	back, err := Translate(there, legacy, alsoDoubt)
	if err != nil {
		t.Errorf("%v from %v back: %v", from, to, err)
		return 0
	}
	again, err := Translate(back, to, alsoDoubt)
	if err != nil || again.String() != there.String() {
		t.Errorf("%s is %s, is %s, is %s: %v", from, there, back, again, err)
	}
	return 1
}

// TestCorpusAcross takes every file to the other generation and back. Those of devices are
// in docs/convert.md with what becomes of them.
func TestCorpusAcross(t *testing.T) {
	files, _ := readCorpus(t)
	docs, err := os.ReadFile("../../docs/convert.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		if f.illFormed {
			continue
		}
		for _, to := range foreigners(f.Dialect()) {
			sure, there := checkThereAndBack(t, f, to)
			all := checkNeverWorse(t, f, there)
			device, isDevice := strings.CutSuffix(name, "_default_user_config.cfg")
			if _, device, isOurs := strings.Cut(device, "concrete/"+f.Dialect().String()+"/ZeroTouchSIP-"); isDevice && isOurs {
				row := fmt.Sprintf("| %s, %v | %v | %d | %d | %d | %d |", device, f.Dialect(), to, f.Len(), len(sure.Carried), len(all.Carried)-len(sure.Carried), f.Len()-len(all.Carried))
				t.Log(row)
				if !strings.Contains(string(docs), row) {
					t.Errorf("docs/convert.md does not say %s", row)
				}
			}
		}
	}
	t.Logf("%d files", len(files))
}

// FuzzAcross takes whatever is read to the other generation, back and there again.
func FuzzAcross(f *testing.F) {
	for _, seeds := range [][]string{textSeeds, xmlSeeds, dottedSeeds, archivedFiles(f)} {
		for _, seed := range seeds {
			f.Add([]byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse(data)
		if err != nil || file.illFormed {
			return
		}
		for _, to := range foreigners(file.Dialect()) {
			_, there := checkThereAndBack(t, file, to)
			checkNeverWorse(t, file, there)
		}
	})
}
