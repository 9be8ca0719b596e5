package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// legacyExport makes a text-legacy file of the shape of a device's export.
func legacyExport(settings int) string {
	values := []string{"0", "1", "", "5060", "192.0.2.17", "", "example", "", "3600", "0", "1", "", "60", "http://h:80/x", "30"}
	var lines []string
	for i := range settings {
		switch {
		case i%100 == 0:
			lines = append(lines, "", fmt.Sprintf("<M%d CONFIG MODULE>", i/100))
		case i%100 == 60:
			lines = append(lines, "--SIP Line List--  :")
		}
		key := fmt.Sprintf("Sample Key %d", i%100)
		if i%100 >= 60 {
			key = fmt.Sprintf("SIP%d Key %d", i%100/10-5, i%10)
		}
		lines = append(lines, fmt.Sprintf("%-19.19s:%s", key, values[i%len(values)]))
	}
	return legacy(lines...)
}

// sysconfExport makes a sysconf file of at least a size.
func sysconfExport(size int) string {
	values := []string{"0", "1", "", "5060", "192.0.2.17", "", "a &amp; b", "", "3600", "30"}
	var lines []string
	for bytes, i := 0, 0; bytes < size; i++ {
		group := fmt.Sprintf("    <group%d>\n", i)
		for index := 1; index <= 4; index++ {
			group += fmt.Sprintf("        <line index=\"%d\">\n", index)
			for k := range 20 {
				group += fmt.Sprintf("            <SampleKey%d>%s</SampleKey%d>\n", k, values[(i+k)%len(values)], k)
			}
			group += "        </line>\n"
		}
		group += fmt.Sprintf("    </group%d>", i)
		lines = append(lines, group)
		bytes += len(group)
	}
	return sysconf(lines...)
}

func BenchmarkLint(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"legacy/1000", legacyExport(1000)},
		{"sysconf/130KB", sysconfExport(130 << 10)},
	} {
		data := []byte(c.src)
		linter := mustNew(b, Options{})
		if findings := linter.Lint("office.cfg", data); len(findings) != 0 {
			b.Fatalf("%+v", findings[0])
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				linter.Lint("office.cfg", data)
			}
		})
		b.Run(c.name+"/parse", func(b *testing.B) { // what of it is parsing
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
	for name, src := range map[string]string{"legacy/1000": legacyExport(1000), "sysconf/130KB": sysconfExport(130 << 10)} {
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
	for _, src := range []string{legacyExport(1000), strings.ReplaceAll(sysconfExport(40<<10), "&amp;", "+")} {
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
