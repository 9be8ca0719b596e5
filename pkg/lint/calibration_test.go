package lint

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Two figures say how far the rules of the dictionary, FV301 to FV307, can be trusted:
// how often they are wrong of a phone that nobody has seen, and how often they miss a
// mistake. Both stand in docs/field-report.md.

// settingsPerWarning is how many settings a valid file of a phone that nobody has seen
// has for each warning.
const settingsPerWarning = 300

// calibrated is a file that the rules are calibrated with.
type calibrated struct {
	name  string
	data  []byte
	file  *cfgfile.File
	right map[string]bool // what was found and looked at, by path
	// astray is set where a run of keys in the wrong place was looked at: without some of
	// them in the dictionary, it begins at another.
	astray bool
}

// calibrationFiles returns the files of the corpus that are no templates, or the examples.
func calibrationFiles(t *testing.T) []calibrated {
	t.Helper()
	golden, err := os.ReadFile("../../docs/testdata/findings.golden")
	if err != nil {
		t.Fatal(err)
	}
	list, err := corpus.Parse(string(golden))
	if err != nil {
		t.Fatal(err)
	}
	folder, given := corpus.Read(t, "../../examples")
	var files []calibrated
	for name, data := range folder.All() {
		file, err := cfgfile.Parse(data)
		if err != nil || given && !strings.HasPrefix(name, "concrete/") {
			continue // a side file, a template
		}
		c := calibrated{name: name, data: data, file: file, right: map[string]bool{}}
		for _, section := range list {
			if section.Name != name {
				continue
			}
			for _, line := range section.Lines {
				fields := strings.SplitN(line.Text, " ", 3)
				if line.Mark != "wrong" {
					c.right[strings.Join(fields[2:], "")] = true
					c.astray = c.astray || fields[0] == "FV303"
				}
			}
		}
		files = append(files, c)
	}
	return files
}

// findings returns what the rules of the dictionary say of the file, less what is right
// and what is info.
func (c *calibrated) findings(linter *Linter) (errors, warnings []Finding) {
	for _, f := range linter.Lint(c.name, c.data) {
		switch {
		case f.Rule.ID < "FV301" || f.Rule.ID > "FV307" || c.right[f.Path] || f.Rule.ID == "FV303" && c.astray:
		case f.Severity == Error:
			errors = append(errors, f)
		case f.Severity == Warning:
			warnings = append(warnings, f)
		}
	}
	return errors, warnings
}

// settingOn returns the setting on a line.
func settingOn(file *cfgfile.File, line int) (cfgfile.Setting, bool) {
	for _, s := range file.Settings() {
		if s.Line == line {
			return s, true
		}
	}
	return cfgfile.Setting{}, false
}

// linterWithout returns a linter whose dictionary lacks some keys of a dialect.
func linterWithout(t *testing.T, d cfgfile.Dialect, drop func(catalog.Entry) bool) *Linter {
	t.Helper()
	rest := catalog.For(d).Without(drop)
	return mustNew(t, Options{dictionary: func(of catalog.Dialect) *catalog.Table {
		if of == d {
			return rest
		}
		return catalog.For(of)
	}})
}

// TestUnseenPhone leaves out of the dictionary, for each file, the keys that only this
// file shows, as if its phone were new. A valid file of such a phone gets no error, and no
// more than one warning in 300 settings.
func TestUnseenPhone(t *testing.T) {
	warned, settings := 0, 0
	for _, c := range calibrationFiles(t) {
		shown := make(map[catalog.Entry]bool)
		for _, s := range c.file.Settings() {
			if e, ok := tableOf(c.file).Lookup(s.Module, s.List, s.Key); ok && e.Samples() == 1 {
				shown[e] = true
			}
		}
		errors, warnings := c.findings(linterWithout(t, c.file.Dialect(), func(e catalog.Entry) bool { return shown[e] }))
		if len(errors) > 0 || len(warnings)*settingsPerWarning > c.file.Len() {
			t.Errorf("%s: %d errors and %d warnings on %d settings", c.name, len(errors), len(warnings), c.file.Len())
			for _, f := range append(errors, warnings...) {
				t.Logf("line %d: %v", f.Line, f)
			}
		}
		warned += len(warnings)
		settings += c.file.Len()
	}
	t.Logf("%d warnings on %d settings, %.2f on %d", warned, settings, float64(warned*settingsPerWarning)/float64(settings), settingsPerWarning)
}

// TestNewFirmware leaves a tenth of all keys out of the dictionary, however many files
// show them, as if each file came from a firmware that has new ones.
func TestNewFirmware(t *testing.T) {
	warned, settings := 0, 0
	for _, c := range calibrationFiles(t) {
		random := rand.New(rand.NewPCG(1, 2))
		errors, warnings := c.findings(linterWithout(t, c.file.Dialect(), func(catalog.Entry) bool { return random.Float64() < 0.1 }))
		if len(errors) > 0 {
			t.Errorf("%s: %v", c.name, errors)
		}
		warned += len(warnings)
		settings += c.file.Len()
	}
	if warned*settingsPerWarning > settings {
		t.Errorf("%d warnings on %d settings", warned, settings)
	}
	t.Logf("%d warnings on %d settings, %.2f on %d", warned, settings, float64(warned*settingsPerWarning)/float64(settings), settingsPerWarning)
}

// mistakesPerDialect is how many keys are misspelt, and moved, in each dialect.
const mistakesPerDialect = 200

// TestMistakesFound misspells known keys, and moves known keys to where they are not
// known: at least 95 of 100 get a finding on their line.
func TestMistakesFound(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	linter := mustNew(t, Options{})
	byDialect := make(map[cfgfile.Dialect][]calibrated)
	for _, c := range calibrationFiles(t) {
		if c.file.Len() > 1 && c.file.WellFormed() == nil {
			byDialect[c.file.Dialect()] = append(byDialect[c.file.Dialect()], c)
		}
	}
	for d, files := range byDialect {
		for name, mistake := range map[string]func(*rand.Rand, *calibrated) (src string, line int){"misspelt": misspellKey, "moved": moveKey} {
			random := rand.New(rand.NewPCG(uint64(d), 3))
			found, made := 0, 0
			for tries := 0; made < mistakesPerDialect && tries < 100*mistakesPerDialect; tries++ {
				c := &files[random.IntN(len(files))]
				src, line := mistake(random, c)
				if line == 0 {
					continue
				}
				made++
				if !slices.ContainsFunc(linter.Lint(c.name, []byte(src)), func(f Finding) bool {
					return f.Line == line && f.Rule.ID >= "FV301" && f.Rule.ID <= "FV307"
				}) {
					t.Logf("%v, %s, not found: %s", d, name, strings.Split(src, "\n")[line-1])
					continue
				}
				found++
			}
			if found*100 < made*95 || made == 0 {
				t.Errorf("%v: %d of %d %s keys found", d, found, made, name)
			}
			t.Logf("%v: %d of %d %s keys found", d, found, made, name)
		}
	}
}

// pickSetting returns a setting of the file that the dictionary knows in its place, and that
// stands on a line of its own.
func pickSetting(random *rand.Rand, c *calibrated) (cfgfile.Setting, bool) {
	s := c.file.Setting(random.IntN(c.file.Len()))
	e, ok := tableOf(c.file).Lookup(s.Module, s.List, s.Key)
	return s, ok && e.Doubt() == ""
}

// misspellKey adds, drops, changes or exchanges letters of a key. Line is 0 where what comes
// out is a known key.
func misspellKey(random *rand.Rand, c *calibrated) (src string, line int) {
	s, ok := pickSetting(random, c)
	if !ok || len(s.Key) < 3 {
		return "", 0
	}
	at := 1 + random.IntN(len(s.Key)-2)
	letter := string(rune('a' + random.IntN(26)))
	key := [...]string{
		s.Key[:at] + letter + s.Key[at:],
		s.Key[:at] + s.Key[at+1:],
		s.Key[:at] + letter + s.Key[at+1:],
		s.Key[:at] + s.Key[at+1:at+2] + s.Key[at:at+1] + s.Key[at+2:],
	}[random.IntN(4)]
	number := strings.ContainsAny(s.Key[at:at+2], "0123456789.:/#=") // an index, or a letter of the syntax
	if _, known := tableOf(c.file).Lookup(s.Module, s.List, key); known || number || key == s.Key || strings.TrimSpace(key) != key {
		return "", 0
	}
	src = c.file.Source()
	if c.file.Dialect().IsXML() && strings.HasPrefix(src[s.ValueSpan.End:], "</"+s.Key+">") {
		src = src[:s.ValueSpan.End] + "</" + key + ">" + src[s.ValueSpan.End+len("</>")+len(s.Key):]
	}
	src = src[:s.KeySpan.Start] + key + src[s.KeySpan.End:]
	if again, err := cfgfile.Parse([]byte(src)); err != nil || again.WellFormed() != nil || again.Len() != c.file.Len() {
		return "", 0
	}
	return src, s.Line
}

// moveKey takes the line of a setting behind that of another module or list; a dotted key
// takes on another's path. Line is 0 where the key is known there.
func moveKey(random *rand.Rand, c *calibrated) (src string, line int) {
	s, ok := pickSetting(random, c)
	to, okTo := pickSetting(random, c)
	if !ok || !okTo || s.Line == to.Line {
		return "", 0
	}
	lines := strings.SplitAfter(c.file.Source(), "\n")
	text := lines[s.Line-1]
	if c.file.Dialect() == cfgfile.Dotted {
		text = strings.Replace(text, strings.TrimSuffix(s.Path.String(), s.Key), strings.TrimSuffix(to.Path.String(), to.Key), 1)
	}
	moved := strings.Join(slices.Insert(slices.Clone(lines), to.Line, text), "")
	file, err := cfgfile.Parse([]byte(moved))
	if err != nil || file.WellFormed() != nil || file.Len() != c.file.Len()+1 {
		return "", 0
	}
	line = to.Line + 1
	there, ok := settingOn(file, line)
	if _, known := tableOf(file).Lookup(there.Module, there.List, there.Key); known || !ok || there.Key != s.Key {
		return "", 0
	}
	if _, known := tableOf(file).ByRule(there.Module, there.List, there.Key); known {
		return "", 0
	}
	return moved, line
}
