package lint_test

import (
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// TestCorpusConverted lints what every file converts to: no rule has more to say of
// it than of the file itself.
func TestCorpusConverted(t *testing.T) {
	files, _ := corpus.Read(t, "../cfgfile/testdata")
	linter, err := lint.New(lint.Options{Template: template.Never()})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files.All() {
		f, err := cfgfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { checkConverted(t, linter, f) })
	}
	t.Logf("%d files", len(files))
}

func checkConverted(t *testing.T, linter *lint.Linter, f *cfgfile.File) {
	t.Helper()
	to := map[cfgfile.Dialect]cfgfile.Dialect{
		cfgfile.TextLegacy: cfgfile.XMLLegacy, cfgfile.XMLLegacy: cfgfile.TextLegacy,
		cfgfile.TextModern: cfgfile.Sysconf, cfgfile.Sysconf: cfgfile.TextModern, cfgfile.Dotted: cfgfile.Sysconf,
	}[f.Dialect()]
	c, err := cfgfile.Convert(f, to, cfgfile.ConvertOptions{})
	if err != nil {
		return // not well-formed
	}
	before := countRules(linter.Lint("device", f.Bytes()))
	for rule, n := range countRules(linter.Lint("device", c.Data)) {
		if rule == "FV302 unknown-key" && before["FV303 misplaced-key"] > 0 {
			continue // one finding of FV303 stands for a run of keys; in the other dialect each is unknown
		}
		if n > before[rule] {
			t.Errorf("to %v: %d findings of %s, and %d before", to, n, rule, before[rule])
		}
	}
}

func countRules(findings []lint.Finding) map[string]int {
	counts := make(map[string]int)
	for _, f := range findings {
		counts[f.Rule.String()]++
	}
	return counts
}
