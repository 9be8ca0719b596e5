package lint

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestEveryWalkerHasItsRule compares the two lists, and that each rule is reached however
// few are on.
func TestEveryWalkerHasItsRule(t *testing.T) {
	var walking, want []string
	for _, w := range walkers {
		walking = append(walking, w.id)
	}
	for _, c := range slices.Concat(dictionaryRules, urlRules, secretRules) {
		if c.ID != "FV301" {
			want = append(want, c.ID)
		}
	}
	if !slices.Equal(walking, want) {
		t.Errorf("%v walk, and the rules are %v", walking, want)
	}
}

// TestOneKeyOneOpinion checks that a key is spoken of by one rule of the dictionary.
func TestOneKeyOneOpinion(t *testing.T) {
	src := modern("<NET CONFIG MODULE>", "PNP Enable:1", "MTV:1", "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd:x", "<ZZZZZZZ MODULE>", "PNP Enable:1")
	got := idsOf(linterOf(t, Options{}).Lint("office.cfg", []byte(src)))
	if want := []string{"FV303", "FV302", "FV304", "FV301"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// knownExport makes a clean file of 1,000 settings of the dictionary.
func knownExport(d catalog.Dialect, settings int) string {
	var lines []string
	module, list, end := "", "", ""
	for e := range catalog.For(d).Entries() {
		if e.Doubt() != "" || e.Scope().Doubt() != "" || d == catalog.Sysconf && strings.Contains(e.List(), "[N]") {
			continue
		}
		if settings--; settings < 0 {
			break
		}
		value := ""
		if len(e.Examples()) > 0 && !strings.HasSuffix(e.Examples()[0], "…") && e.Check(e.Examples()[0]) == "" {
			value = strings.NewReplacer("&", "+", "<", "").Replace(e.Examples()[0])
		}
		if d == catalog.Sysconf {
			if e.Module() != module || e.List() != list {
				lines = append(lines, end)
				module, list = e.Module(), e.List()
				lines, end = append(lines, "<"+module+">"), "</"+module+">"
				for part := range strings.SplitSeq(list, "/") {
					if part != "" {
						lines, end = append(lines, "<"+part+">"), "</"+part+">"+end
					}
				}
			}
			lines = append(lines, "<"+e.Key()+">"+value+"</"+e.Key()+">")
			continue
		}
		if e.Module() != module {
			module, list = e.Module(), ""
			lines = append(lines, "<"+module+">")
		}
		if e.List() != list {
			list = e.List()
			lines = append(lines, "--"+strings.Replace(list, "ConfigN", "Config2", 1)+"--  :")
		}
		lines = append(lines, fmt.Sprintf("%-19s:%s", e.KeyAt("1"), value))
	}
	if d == catalog.Sysconf {
		return sysconf(append(lines, end)...)
	}
	return modern(lines...)
}

// BenchmarkWalk measures what the rules add to the loop over the settings and to the
// search for templates, which others need anyway.
func BenchmarkWalk(b *testing.B) {
	for _, d := range []catalog.Dialect{catalog.TextModern, catalog.Sysconf} {
		f, err := cfgfile.Parse([]byte(knownExport(d, 1000)))
		if err != nil {
			b.Fatal(err)
		}
		anyway := []check{{file: templateLeft, setting: walking}}
		with := &Linter{checks: append(anyway, linterOf(b, Options{}).checks...)}
		for _, c := range []struct {
			name   string
			linter *Linter
		}{{"without", &Linter{checks: anyway}}, {"with", with}} {
			b.Run(d.String()+"/"+c.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.linter.newPass("office.cfg").lintFile(f)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(f.Len()), "ns/setting")
			})
		}
	}
}

// TestWalkAllocations checks that a setting of which there is nothing to say costs
// nothing but time.
func TestWalkAllocations(t *testing.T) {
	linter := linterOf(t, Options{})
	for _, d := range []catalog.Dialect{catalog.TextModern, catalog.Sysconf} {
		allocs := func(settings int) float64 {
			f, err := cfgfile.Parse([]byte(knownExport(d, settings)))
			if err != nil {
				t.Fatal(err)
			}
			if findings := linter.Lint("office.cfg", []byte(f.Source())); len(findings) > 0 {
				t.Fatalf("%d findings: %+v", len(findings), findings[0])
			}
			return testing.AllocsPerRun(10, func() { linter.newPass("office.cfg").lintFile(f) })
		}
		if few, many := allocs(20), allocs(200); many > few+1 || few > 10 {
			t.Errorf("%v: %v allocations for 20 settings, %v for 200", d, few, many)
		}
	}
}

// TestExports checks files that are clean: device exports in the tree that
// FVCFG_CORPUS names, or the examples. Nothing is found but default passwords.
func TestExports(t *testing.T) {
	root, clean := os.Getenv("FVCFG_CORPUS"), isExport
	if root == "" {
		root, clean = "../../examples", func(name string) bool {
			return slices.Contains([]string{".cfg", ".txt", ".xml"}, path.Ext(name))
		}
	}
	linter := linterOf(t, Options{})
	tree := os.DirFS(root)
	files := 0
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !clean(name) {
			return err
		}
		files++
		data, err := fs.ReadFile(tree, name)
		for _, f := range linter.Lint(name, data) {
			if f.Severity > Info && f.Rule.ID != "FV501" {
				t.Errorf("found in a clean file: %+v", f)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d clean files in %s", files, root)
}
