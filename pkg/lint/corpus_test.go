package lint

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestCorpus checks every file of the corpus, for example a folder of a phone's own
// exports, or of the examples.
func TestCorpus(t *testing.T) {
	files, _ := corpus.Read(t, "../../examples")
	linter := mustNew(t, Options{Excerpts: true})
	found := 0
	for name, data := range files.All() {
		t.Run(name, func(t *testing.T) {
			findings := linter.Lint(name, data)
			found += len(findings)
			checkFindings(t, string(data), findings)
			checkFixedFile(t, linter, name, data)
			if isExport(name) {
				checkExport(t, name, findings)
			}
		})
	}
	t.Logf("%d files with %d findings", len(files), found)
}

// checkFindings checks what holds of the findings of any file.
func checkFindings(t *testing.T, src string, findings []Finding) {
	t.Helper()
	at, rule := -1, ""
	for _, f := range findings {
		if f.Offset < at || f.Offset == at && f.Rule.ID < rule {
			t.Errorf("out of order: %+v", f)
		}
		at, rule = f.Offset, f.Rule.ID
		if f.Line < 1 || f.Line > strings.Count(src, "\n")+1 || f.Column < 1 || f.Offset > len(src) || f.Message == "" {
			t.Errorf("not in the file, or without a message: %+v", f)
		}
		if f.Caret < 0 || f.Caret > maxExcerpt || len([]rune(f.Excerpt)) > maxExcerpt || strings.ContainsAny(f.Excerpt, "\r\n\x1b\x00") {
			t.Errorf("caret %d under %q", f.Caret, f.Excerpt)
		}
		if f.End.Line != 0 && (f.End.Offset < f.Offset || f.End.Offset > len(src) || f.End.Line < f.Line || f.End.Line == f.Line && f.End.Column < f.Column) {
			t.Errorf("it ends before it starts, or outside: %+v", f)
		}
		if f.Width < 0 || f.Caret+f.Width > len([]rune(f.Excerpt)) || strings.Contains(f.Sentence(), theSetting) {
			t.Errorf("%d characters from %d on in %q: %q", f.Width, f.Caret, f.Excerpt, f.Sentence())
		}
		if f.Fixable() && !f.Rule.Fixable {
			t.Errorf("a fix, though the rule has none: %+v", f)
		}
	}
}

// checkFixedFile checks that a fixed file has nothing left to fix, and the same
// settings but for those that were fused to another line.
func checkFixedFile(t *testing.T, linter *Linter, name string, data []byte) {
	t.Helper()
	fixed, _, left := linter.Fix(name, data)
	for _, f := range left {
		if f.Fixable() {
			t.Errorf("left, though it can be fixed: %+v", f)
		}
	}
	if again, mended, _ := linter.Fix(name, fixed); mended != 0 || string(again) != string(fixed) {
		t.Errorf("a second Fix mended %d", mended)
	}
	if count(linter.Lint(name, data), "FV203") > 0 {
		return
	}
	before, after := settingsOf(data), settingsOf(fixed)
	if !slices.Equal(distinct(before), distinct(after)) || !maps.Equal(lastOf(before), lastOf(after)) {
		t.Errorf("the settings changed from\n%q\nto\n%q", before, after)
	}
}

// distinct returns the settings without those that stand there with that value already.
func distinct(settings []string) (first []string) {
	seen := make(map[string]bool)
	for _, s := range settings {
		if !seen[s] {
			seen[s] = true
			first = append(first, s)
		}
	}
	return first
}

// lastOf returns the last value of each setting.
func lastOf(settings []string) map[string]string {
	last := make(map[string]string)
	for _, s := range settings {
		path, value, _ := strings.Cut(s, "=")
		last[path] = value
	}
	return last
}

func count(findings []Finding, id string) int {
	n := 0
	for _, f := range findings {
		if f.Rule.ID == id {
			n++
		}
	}
	return n
}

func settingsOf(data []byte) []string {
	f, err := cfgfile.Parse(data)
	if err != nil {
		return nil
	}
	var all []string
	for _, s := range f.Settings() {
		all = append(all, s.Path.String()+"="+s.Value)
	}
	return all
}

// isExport reports whether a file of the corpus is a clean export of a device.
func isExport(name string) bool {
	return strings.Contains("/"+name, "/concrete/") && (strings.Contains(name, "ZeroTouchSIP") || strings.Contains(name, "VOPTech_reference"))
}

func checkExport(t *testing.T, name string, findings []Finding) {
	t.Helper()
	duplicates := 0
	if strings.Contains(name, "w611") {
		duplicates = 1 // that it truly has
	}
	for _, f := range findings {
		if f.Severity == Info || f.Rule.ID == "FV501" { // a phone is delivered with default passwords
			continue
		}
		if duplicates--; f.Rule.ID != "FV204" || duplicates < 0 {
			t.Errorf("found in a clean export: %+v", f)
		}
	}
	if duplicates > 0 {
		t.Error("its duplicate was not found")
	}
}
