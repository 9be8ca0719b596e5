package lint

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// hostileFiles are what no phone wrote, by name.
func hostileFiles() map[string]string {
	var settings, apart, modules, elements, lines strings.Builder
	for i := range 100_000 {
		settings.WriteString("Time Zone          :1\r\n")
		fmt.Fprintf(&modules, "<M%d CONFIG MODULE>\r\n", i)
	}
	for i := range 20_000 {
		fmt.Fprintf(&apart, "Key %d :1\r\n", i%10_000)
		fmt.Fprintf(&elements, "<pass%d>", i)
		lines.WriteString("SIP1 Register Pswd :a\r\nb\r\n")
	}
	module := "<GLOBAL CONFIG MODULE>"
	value := func(v string) string { return legacy(module, "LCD Title          :"+v) }
	const mega = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, mega/8/len(s)) }
	return map[string]string{
		"empty":                     "",
		"blank":                     " \r\n",
		"HTML":                      "<!DOCTYPE html><html><body>404</body></html>",
		"gzip":                      "\x1f\x8b\x08\x00" + repeat("\x01\x02\x03"),
		"UTF-16":                    utf16(legacy(module)),
		"NULs":                      repeat("\x00"),
		"NULs in text":              value(repeat("\x00")),
		"ciphertext":                repeat(ciphertext),
		"10 MB line":                value(strings.Repeat("x", 10*mega)),
		"10 MB key":                 legacy(module, strings.Repeat("x", 10*mega)+":1"),
		"no line end":               legacyHeader + module + "Time Zone          :32" + footer,
		"carriage returns alone":    strings.ReplaceAll(legacy(module, "Time Zone          :32"), "\r\n", "\r"),
		"carriage returns":          legacy(module, repeat("\r")),
		"line feeds":                legacyHeader + repeat("\n"),
		"line ends of both kinds":   legacyHeader + repeat("\n\r\n"),
		"braces":                    value(strings.Repeat("{", mega)),
		"braces in lines":           legacy(repeat("{\n")),
		"braces in XML":             sysconf("<net><a>" + repeat("{") + "</a></net>"),
		"unclosed braced names":     value(repeat("{name ")),
		"less-than signs":           value(strings.Repeat("<", mega)),
		"less-than signs, markup":   sysconf("<net>" + repeat("<")),
		"comments that stay open":   sysconf(repeat("<!--")),
		"dashes":                    value(strings.Repeat("--", mega/2)),
		"dashes in lines":           legacy(module, repeat("--\n")),
		"dashes in one line":        legacy(module, repeat("--")),
		"colons":                    value(strings.Repeat(":", 100_000)),
		"prefixes and colons":       legacy(module, "SIP1 Phone Number  :"+repeat("SIP1 :")),
		"fused settings":            value(repeat("1Time Zone          :")),
		"fused modules":             value(repeat("<A MODULE>")),
		"fused markers":             legacy(module, repeat("--SIP Line List--  :")),
		"duplicate settings":        legacy(module, settings.String()),
		"duplicates far apart":      legacy(module, apart.String()),
		"settings outside":          legacy(apart.String()),
		"short settings":            legacy(module, repeat("a:\n")),
		"modules":                   legacy(modules.String()),
		"one module again":          legacy(strings.Repeat(module+"\r\n", 100_000)),
		"malformed lines":           legacy(repeat("x\n")),
		"malformed lines in one":    sysconf("<net>" + repeat("x<a/>") + "</net>"),
		"elements":                  sysconf(elements.String()),
		"secret elements, one line": sysconf("<net>" + repeat("<pass></pass>") + "</net>"),
		"secrets":                   legacy(module, lines.String()),
		"secret words":              value(repeat("pass ")),
		"at signs":                  value(repeat("http://a:b@")),
		"billion laughs": `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">` +
			`<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sysConf><net><a>&c;&c;&c;</a></net></sysConf>`,
		"deep XML":      sysconf(strings.Repeat("<a>", 100_000)),
		"two templates": sysconf(repeat("{{a}}\n")),
	}
}

// TestHostileFiles checks that bad input gets findings that make sense, in time
// and memory in proportion to its size.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	linter := mustNew(t, Options{Excerpts: true})
	for _, d := range catalog.Dialects() {
		catalog.For(d).Foreign("") // the dictionary is read once for all files
	}
	for name, src := range hostileFiles() {
		t.Run(name, func(t *testing.T) {
			data := []byte(src)
			began, before := time.Now(), allocated()
			findings := linter.Lint("office.cfg", data)
			spent := allocated() - before
			fixed, _, left := linter.Fix("office.cfg", data)
			if took := time.Since(began); took > limit(len(src)) {
				t.Errorf("%d bytes took %v", len(src), took)
			}
			if most := uint64(6<<20 + 45*len(src)); spent > most {
				t.Errorf("%d bytes took %d of memory", len(src), spent)
			}
			checkFindings(t, src, findings)
			for _, f := range left {
				if f.Fixable() {
					t.Errorf("left after %d bytes became %d: %s %d:%d", len(src), len(fixed), f.Rule, f.Line, f.Column)
					break
				}
			}
			if n := strings.Count(redact.String(src), "\n"); n != strings.Count(src, "\n") {
				t.Errorf("%d lines once secrets are hidden", n)
			}
		})
	}
}

// limit is generous, for slow machines under the race detector: what is
// quadratic takes minutes on a megabyte.
func limit(size int) time.Duration {
	return 30*time.Second + 10*time.Duration(size)*time.Microsecond
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
