package lint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/template"
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

// templateOf returns a file as a template: every third value is an expression, and every tenth
// line stands in an if.
func templateOf(src string) string {
	lines := strings.SplitAfter(src, "\n")
	for i, line := range lines {
		at := strings.LastIndexByte(line, ':') + 1
		if open, end := strings.IndexByte(line, '>')+1, strings.Index(line, "</"); end > open && open > 0 {
			lines[i] = line[:open] + "{$row.value}" + line[end:]
		} else if i > 0 && at > 0 && i%3 == 0 && !strings.HasPrefix(line, "-") {
			lines[i] = line[:at] + "{$row.value}\r\n"
		}
		if at > 0 && i > 0 && i%10 == 0 {
			lines[i] = "{if $row.on}\r\n" + lines[i] + "{/if}\r\n"
		}
	}
	return strings.Join(lines, "")
}

// BenchmarkTemplate lints templates and, beside each, the file that it may be filled in to; and
// those of the corpus, where one is given.
func BenchmarkTemplate(b *testing.B) {
	pairs := make(map[string][2]string)
	for name, src := range cleanExports() {
		pairs[name] = [2]string{templateOf(src), src}
	}
	if dir := os.Getenv("FVCFG_CORPUS"); dir != "" {
		for _, name := range []string{"sysconf/fusionpbx-x5s.cfg", "sysconf/wazo-base-new.cfg", "text-legacy/tancredi-fanvil-X3.cfg", "xml-legacy/fusionpbx-x4.cfg"} {
			raw, err := os.ReadFile(filepath.Join(dir, "raw", name))
			if err != nil {
				b.Fatal(err)
			}
			filled, err := os.ReadFile(filepath.Join(dir, "concrete", name))
			if err != nil {
				b.Fatal(err)
			}
			pairs[name] = [2]string{string(raw), string(filled)}
		}
	}
	auto := mustNew(b, Options{Template: mustChoice(b, template.Auto)})
	plain := mustNew(b, Options{Template: template.Never()})
	for name, pair := range pairs {
		for i, linter := range []*Linter{auto, plain} {
			data := []byte(pair[i])
			b.Run(name+[]string{"/template", "/filled"}[i], func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					linter.Lint("office.cfg", data)
				}
			})
		}
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
