package lint

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Two figures say how far the rules of the dictionary (FV301 to FV307) can be trusted:
// how often they are wrong of a phone that nobody has seen, and how often they miss a
// mistake. Both are in docs/field-report.md.

// dictionaryFindings returns the findings of FV301 to FV307.
func dictionaryFindings(linter *Linter, name string, data []byte) []Finding {
	return slices.DeleteFunc(linter.Lint(name, data), func(f Finding) bool {
		return f.Rule.ID < "FV301" || f.Rule.ID > "FV307"
	})
}

// unseen returns a linter whose dictionary lacks the keys that only this file shows.
func unseen(t *testing.T, file *cfgfile.File) *Linter {
	t.Helper()
	shown := make(map[string]bool)
	table := tableOf(file)
	for _, s := range file.Settings() {
		if e, ok := table.Lookup(s.Module, s.List, s.Key); ok && e.Samples() == 1 {
			shown[e.Path()] = true
		}
	}
	rest := table.Without(func(e catalog.Entry) bool { return shown[e.Path()] })
	return mustNew(t, Options{dictionary: func(d catalog.Dialect) *catalog.Table {
		if d == file.Dialect() {
			return rest
		}
		return catalog.For(d)
	}})
}

func TestCalibrationPrint(t *testing.T) {
	files, _ := corpus.Read(t, "../../examples")
	warnings, settings := 0, 0
	for name, data := range files.All() {
		if strings.HasPrefix(name, "raw/") {
			continue
		}
		file, err := cfgfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		e, w := 0, 0
		for _, f := range dictionaryFindings(unseen(t, file), name, data) {
			if f.Severity != Info {
				t.Logf("%s:%d %v %s %s", path.Base(name), f.Line, f.Severity, f.Rule.ID, f.Message)
			}
			switch f.Severity {
			case Error:
				e++
			case Warning:
				w++
			}
		}
		warnings += w
		settings += file.Len()
		t.Logf("== %s: %d errors, %d warnings, %d settings", name, e, w, file.Len())
	}
	t.Logf("%d warnings in %d settings", warnings, settings)
}

var _ = rand.New
var _ = fmt.Sprint
