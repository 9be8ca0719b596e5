package cfgfile

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
)

// readCorpus returns the files of the corpus, or those of testdata.
func readCorpus(t *testing.T) (files map[string]*File, given bool) {
	t.Helper()
	folder, given := corpus.Read(t, "testdata")
	files = make(map[string]*File)
	for name, data := range folder {
		files[name] = mustParse(t, string(data))
	}
	return files, given
}

// TestCorpusConvert converts every file to every dialect that is related to its
// own, and back: what was not named as a loss is there again, in the same order
// within generation 1.
func TestCorpusConvert(t *testing.T) {
	files, _ := readCorpus(t)
	exports := 0
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			for _, to := range partners(f.Dialect()) {
				if f.illFormed {
					if _, err := Convert(f, to, ConvertOptions{}); !errors.Is(err, ErrNotWellFormed) {
						t.Errorf("to %v: %v", to, err)
					}
					continue
				}
				c, back := checkConversion(t, f, to)
				for _, l := range back.Losses {
					t.Errorf("from %v back: %+v", to, l)
				}
				if f.Dialect() == TextLegacy && isExport(name) {
					exports++
					if want := withoutLost(f, c); string(back.Data) != want {
						t.Errorf("the bytes of the export changed:\n%s\nwant\n%s", back.Data, want)
					}
				}
			}
		})
	}
	t.Logf("%d files, %d exports of text-legacy byte for byte", len(files), exports)
}

// isExport knows the files that are as a device writes them.
func isExport(name string) bool {
	if strings.HasPrefix(name, "raw/") {
		return false
	}
	return strings.Contains(name, "ZeroTouchSIP") || strings.Contains(name, "VOPTech_reference")
}

// withoutLost gives a text file without the lines of the settings that were lost.
func withoutLost(f *File, c *Conversion) string {
	lines := strings.SplitAfter(f.Source(), "\n")
	for _, l := range c.Losses {
		if l.Kind == LostSetting {
			lines[l.Line-1] = ""
		}
	}
	return strings.Join(lines, "")
}

// checkConversion converts a file and back, and checks of each way that what is
// written is read back as the same settings but for the losses, in their order.
func checkConversion(t *testing.T, f *File, to Dialect) (there, back *Conversion) {
	t.Helper()
	there = mustConvert(t, f, to)
	converted := checkOneWay(t, f, there)
	back = mustConvert(t, converted, f.Dialect())
	checkOneWay(t, converted, back)
	return there, back
}

func checkOneWay(t *testing.T, f *File, c *Conversion) (converted *File) {
	t.Helper()
	lost := 0
	for i, l := range c.Losses {
		if l.Kind == LostSetting {
			lost++
		}
		if i > 0 && l.Line < c.Losses[i-1].Line {
			t.Errorf("to %v: the losses are not in the order of the file: %+v", c.To, l)
		}
	}
	if c.Settings+lost != f.Len() {
		t.Errorf("to %v: %d settings and %d losses, of %d settings", c.To, c.Settings, lost, f.Len())
	}
	if read := mustParse(t, string(c.Data)).Dialect(); read != c.ReadAs || read != c.To && read.IsText() != c.To.IsText() {
		t.Errorf("to %v: it is read as %v, and %v is said", c.To, read, c.ReadAs)
	}
	converted = parseAs(t, string(c.Data), c.To)
	if converted.Len() != c.Settings || converted.illFormed || !namesAreOdd(converted) {
		t.Errorf("to %v: %d settings are read back of %d: %+v", c.To, converted.Len(), c.Settings, converted.Problems())
	}
	got, want := namedSettings(converted, nil, f.Dialect()), namedSettings(f, c.Losses, c.To)
	if c.Reordered {
		slices.Sort(got)
		slices.Sort(want)
	}
	if !slices.Equal(got, want) {
		t.Errorf("to %v:\n%q\nwant\n%q", c.To, got, want)
	}
	return converted
}

// namesAreOdd tells whether all problems there are are about the names of modules,
// which XML has without MODULE behind.
func namesAreOdd(f *File) bool {
	return !slices.ContainsFunc(f.Problems(), func(p Problem) bool { return !strings.Contains(p.Text, "a module's name ends in MODULE") })
}

// namedSettings gives the settings of a file that are not among the losses, in
// their order, under the names that they share with another dialect. It goes by
// path and line: a path can stand twice in a file.
func namedSettings(f *File, losses []Loss, other Dialect) []string {
	lost := make(map[string]int)
	for _, l := range losses {
		if l.Kind == LostSetting {
			lost[fmt.Sprint(l.Path, "@", l.Line)]++
		}
	}
	names := NewTranslator(f.Dialect(), other, ConvertOptions{})
	var kept []string
	for _, s := range f.Settings() {
		at := fmt.Sprint(s.Path.String(), "@", s.Line)
		if lost[at] > 0 {
			lost[at]--
			continue
		}
		name, known := names.Common(s.Path)
		kept = append(kept, fmt.Sprintf("%+v %t %s", name, known, s.Value))
	}
	return kept
}

var numbers = regexp.MustCompile(`[0-9]+`)

// TestCorpusLosses compares what each file loses on the way to the other dialect
// of its generation with a list: the names and the reasons, with # for numbers and
// how often each comes. Those of raw/ are templates, whose text must not be in the list.
func TestCorpusLosses(t *testing.T) {
	files, given := readCorpus(t)
	golden := "testdata/losses.golden"
	if given {
		golden = "testdata/corpus-losses.golden"
	}
	var found corpus.List
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if f := files[name]; !f.illFormed && !strings.HasPrefix(name, "raw/") {
			found = append(found, corpus.NewSection(name, f.Bytes(), lossesOf(t, f)))
		}
	}
	if *update {
		compareGolden(t, golden, []byte(found.String()))
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	list, err := corpus.Parse(string(data))
	if err != nil {
		t.Fatal(err)
	}
	differences, known := list.Differences(found)
	for _, d := range differences {
		t.Error(d)
	}
	if known == 0 && !given {
		t.Error("the list has none of the files")
	}
	t.Logf("%d of %d files are in the list", known, len(found))
}

// lossesOf writes down what a file loses.
func lossesOf(t *testing.T, f *File) []string {
	to := map[Dialect]Dialect{TextLegacy: XMLLegacy, XMLLegacy: TextLegacy, TextModern: Sysconf, Sysconf: TextModern, Dotted: Sysconf}[f.Dialect()]
	var losses []string
	for _, l := range mustConvert(t, f, to).Losses {
		line := fmt.Sprintf("%s %s: %s", l.Kind, l.Path, l.Reason)
		losses = append(losses, numbers.ReplaceAllString(line, "#"))
	}
	return losses
}

// TestCorpusH5 compares the XML that is made of an H5's text with the XML that a
// product ships for the same model: 592 of the 607 names are in it, once the name
// is mended that makes it ill-formed, Time/Date_Display. The field survey counted
// 587. The other 15 are names of another firmware: Primary_DNS for PrimaryDNS.
func TestCorpusH5(t *testing.T) {
	files, _ := readCorpus(t)
	text, shipped := files["concrete/text-legacy/ZeroTouchSIP-h5_default_user_config.cfg"], files["concrete/xml-legacy/fusionpbx-h5.cfg"]
	if text == nil || shipped == nil {
		t.Log("this corpus does not have the two files")
		return
	}
	ours := namesOf(parseAs(t, string(mustConvert(t, text, XMLLegacy).Data), XMLLegacy))
	theirs := namesOf(mustParse(t, strings.ReplaceAll(shipped.Source(), "Time/Date", "Time_Date")))
	common := 0
	for name := range ours {
		if theirs[name] {
			common++
		}
	}
	if len(ours) != 607 || common != 592 {
		t.Errorf("%d of %d names are in the XML of others", common, len(ours))
	}
}

// namesOf gives the paths of a file's settings without their indexes.
func namesOf(f *File) map[string]bool {
	names := make(map[string]bool)
	for _, s := range f.Settings() {
		s.Index = 0
		names[s.Path.String()] = true
	}
	return names
}
