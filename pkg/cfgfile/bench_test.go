package cfgfile

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"legacy/1000", legacyExport(1000)},
		{"legacy/10000", legacyExport(10000)},
		{"sysconf/130KB", sysconfExport(130 << 10)},
		{"dotted/1000", dottedExport(1000)},
	} {
		data := []byte(c.src)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkScanLineEnds is the least that reading a text file can cost: finding
// where its lines end. Parse is measured against it.
func BenchmarkScanLineEnds(b *testing.B) {
	for _, settings := range []int{1000, 10000} {
		src := legacyExport(settings)
		b.Run(fmt.Sprintf("legacy/%d", settings), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				lines := 0
				for at := 0; at < len(src); lines++ {
					i := strings.IndexByte(src[at:], '\n')
					if i < 0 {
						break
					}
					at += i + 1
				}
				if lines < settings {
					b.Fatal("lines are missing")
				}
			}
		})
	}
}

func BenchmarkSettings(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"legacy/10000", legacyExport(10000)},
		{"sysconf/130KB", sysconfExport(130 << 10)},
	} {
		f, err := Parse([]byte(c.src))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.src)))
			b.ReportAllocs()
			for b.Loop() {
				for range f.Settings() {
				}
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"legacy/10000", legacyExport(10000)},
		{"sysconf/130KB", sysconfExport(130 << 10)},
	} {
		f, err := Parse([]byte(c.src))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.src)))
			for b.Loop() {
				if _, err := f.Format(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSet gives one setting in the middle of a file a value, parsing
// included, which may cost 1.3 times what parsing does, and adds a new one.
func BenchmarkSet(b *testing.B) {
	for _, c := range []struct{ name, src, newPath string }{
		{"legacy/1000", legacyExport(1000), "LAN CONFIG MODULE:New Key"},
		{"sysconf/130KB", sysconfExport(130 << 10), "groupC/NewKey"},
	} {
		data := []byte(c.src)
		f, err := Parse(data)
		if err != nil {
			b.Fatal(err)
		}
		path := f.Setting(f.Len() / 2).Path.String()
		if _, err := f.Lookup(path); err != nil {
			b.Fatal(err)
		}
		for what, path := range map[string]string{"value": path, "new": c.newPath} {
			b.Run(c.name+"/"+what, func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					f, err := Parse(data)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := f.SetUnchecked(path, "192.0.2.55"); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	for _, c := range []struct {
		name, src string
		to        Dialect
	}{
		{"legacy/700", legacyExport(700), XMLLegacy},
	} {
		data := []byte(c.src)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := Parse(data)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Convert(f, c.to, ConvertOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
