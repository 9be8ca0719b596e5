package lint

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// cleanExports gives files of the shape of a device's export, with keys of the
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

func BenchmarkHideSecrets(b *testing.B) {
	for name, src := range cleanExports() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				HideSecrets(src)
			}
		})
	}
}

// TestAllocations checks that a file without findings costs no more than to
// parse it and a few allocations.
func TestAllocations(t *testing.T) {
	linter := mustNew(t, Options{})
	for _, src := range cleanExports() {
		data := []byte(src)
		parsing := testing.AllocsPerRun(10, func() {
			if _, err := cfgfile.Parse(data); err != nil {
				t.Fatal(err)
			}
		})
		if linting := testing.AllocsPerRun(10, func() { linter.Lint("office.cfg", data) }); linting > parsing+12 {
			t.Errorf("%v allocations, %v of them for parsing", linting, parsing)
		}
	}
}
