package lint

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// cleanExports returns files of the shape of a device's export, with keys of the
// dictionary, of about 600 settings and of 130 KB.
func cleanExports() map[string]string {
	return map[string]string{
		"text-modern/600": knownExport(catalog.TextModern, 600, 1),
		"sysconf/130KB":   knownExport(catalog.Sysconf, 4000, 10),
	}
}

func BenchmarkLint(b *testing.B) {
	for name, src := range cleanExports() {
		data := []byte(src)
		linter := mustNew(b, Options{})
		if findings := linter.Lint("office.cfg", data); len(findings) != 0 {
			b.Fatalf("%+v", findings[0])
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				linter.Lint("office.cfg", data)
			}
		})
		b.Run(name+"/parse", func(b *testing.B) { // what of it is parsing
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cfgfile.Parse(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestAllocations checks that a file without findings costs no more than to parse it,
// a few allocations, and three for each entry of a list in XML, whose path is put
// together.
func TestAllocations(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector has pools forget at random, and is run with -short")
	}
	linter := mustNew(t, Options{})
	for name, src := range cleanExports() {
		data := []byte(src)
		f, err := cfgfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		parsing := testing.AllocsPerRun(10, func() {
			if _, err := cfgfile.Parse(data); err != nil {
				t.Fatal(err)
			}
		})
		limit := parsing + 16 // 15, and one where the collector emptied a pool
		if f.Dialect().IsXML() {
			limit += 3 * float64(listEntries(f))
		}
		if linting := testing.AllocsPerRun(10, func() { linter.Lint("office.cfg", data) }); linting > limit {
			t.Errorf("%s: %v allocations, %v of them for parsing, with %d entries of lists", name, linting, parsing, listEntries(f))
		}
	}
}

// listEntries counts how often the place changes from one list to another.
func listEntries(f *cfgfile.File) (n int) {
	list := ""
	for _, s := range f.Settings() {
		if s.List != list {
			n++
		}
		list = s.List
	}
	return n
}
