package lint

import (
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestRulesAreSorted checks that no rule is there twice.
func TestRulesAreSorted(t *testing.T) {
	rules := Rules()
	for i, r := range rules[1:] {
		if r.ID <= rules[i].ID {
			t.Errorf("%s stands behind %s", r, rules[i])
		}
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

// BenchmarkWalk measures what the rules add to the loop over the settings and to the
// search for templates, which others need anyway.
func BenchmarkWalk(b *testing.B) {
	for _, d := range []catalog.Dialect{catalog.TextModern, catalog.Sysconf} {
		f, err := cfgfile.Parse([]byte(knownExport(d, 1000, 1)))
		if err != nil {
			b.Fatal(err)
		}
		linter := linterOf(b, Options{})
		for name, run := range map[string]func(*pass){
			"without": func(p *pass) {
				p.file, p.src = f, f.Source()
				p.templateLines()
				for range f.Settings() {
				}
			},
			"with": func(p *pass) { p.lintFile(f) },
		} {
			b.Run(d.String()+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run(&pass{Linter: linter, name: "office.cfg"})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(f.Len()), "ns/setting")
			})
		}
	}
}

// TestWalkAllocations checks that a setting of which there is nothing to say costs
// nothing but time.
func TestWalkAllocations(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector has pools forget at random, and is run with -short")
	}
	linter := linterOf(t, Options{})
	for _, d := range []catalog.Dialect{catalog.TextModern, catalog.Sysconf} {
		allocs := func(settings int) float64 {
			f, err := cfgfile.Parse([]byte(knownExport(d, settings, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if findings := linter.Lint("office.cfg", []byte(f.Source())); len(findings) > 0 {
				t.Fatalf("%d findings: %+v", len(findings), findings[0])
			}
			return testing.AllocsPerRun(10, func() { (&pass{Linter: linter, name: "office.cfg"}).lintFile(f) })
		}
		if few, many := allocs(20), allocs(200); many > few+1 || few > 10 {
			t.Errorf("%v: %v allocations for 20 settings, %v for 200", d, few, many)
		}
	}
}

// TestExports checks files that are clean: the device exports of the corpus, or the
// examples. Nothing is found but default passwords.
func TestExports(t *testing.T) {
	files, given := corpus.Read(t, "../../examples")
	linter := linterOf(t, Options{})
	clean := 0
	for name, data := range files.All() {
		if given && !isExport(name) {
			continue
		}
		clean++
		for _, f := range linter.Lint(name, data) {
			if f.Severity > Info && f.Rule.ID != "FV501" {
				t.Errorf("found in a clean file: %+v", f)
			}
		}
	}
	t.Logf("%d clean files", clean)
}
