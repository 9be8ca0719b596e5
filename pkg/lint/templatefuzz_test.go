package lint

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// FuzzTemplate lints templates of any engine: what is found stands in the template, and one
// whose file is not changed is rewritten as it is.
func FuzzTemplate(f *testing.F) {
	files, err := filepath.Glob("testdata/templates/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for i := range template.Choices() {
			f.Add(data, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, engine uint8) {
		choices := template.Choices()
		choice := mustChoice(t, choices[int(engine)%len(choices)])
		checkFindings(t, string(data), mustNew(t, Options{Template: choice, Excerpts: true}).Lint("office.tpl", data))
		tpl, err := cfgfile.ReadTemplate(choice, "office.tpl", data)
		if tpl == nil || err != nil {
			return
		}
		if again, err := tpl.Rewrite(tpl.File.Source()); err != nil || string(again) != string(data) {
			t.Fatalf("rewritten as it is: %q, %v", again, err)
		}
		for i, s := range tpl.File.Settings() {
			if w := tpl.Written(s); tpl.PathOf(i, &s) != w.Path.String() {
				t.Fatalf("%q has the paths %q and %q", s.Path, tpl.PathOf(i, &s), w.Path)
			}
		}
	})
}
