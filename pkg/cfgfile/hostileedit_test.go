package cfgfile

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestMergeOfMuch merges files that are all settings, lists or entries, none of
// which the other file has, and checks that the time does not grow out of hand.
func TestMergeOfMuch(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	const many = 20_000
	repeat := func(format string) string {
		var b strings.Builder
		for i := range many {
			fmt.Fprintf(&b, format, i, i%9000+1)
		}
		return b.String()
	}
	const text = "<<VOIP CONFIG FILE>>Version:2.0000000000\n<NET CONFIG MODULE>\nA:1\n"
	for name, c := range map[string]struct{ src, other string }{
		"text keys":       {text + repeat("Key %d x%d:1\n"), text + repeat("Other %d x%d:1\n")},
		"text lists":      {text + repeat("--List %d x%d--:\nA:1\n"), text + repeat("--Other %d x%d--:\nA:1\n")},
		"text modules":    {text + repeat("<M%d x%d MODULE>\nA:1\n"), text + repeat("<N%d x%d MODULE>\nA:1\n")},
		"text repeated":   {text, text},
		"sysconf keys":    {"<sysConf><a>" + repeat("<K%d.%d>1</K%[1]d.%[2]d>") + "</a></sysConf>", "<sysConf><a>" + repeat("<L%d.%d>1</L%[1]d.%[2]d>") + "</a></sysConf>"},
		"sysconf entries": {"<sysConf><a>" + repeat("<b%d index=\"%d\"><c>1</c></b%[1]d>") + "</a></sysConf>", "<sysConf><a>" + repeat("<d%d index=\"%d\"><c>1</c></d%[1]d>") + "</a></sysConf>"},
		"sysconf modules": {"<sysConf>" + repeat("<a%d.%d><c>1</c></a%[1]d.%[2]d>") + "</sysConf>", "<sysConf>" + repeat("<b%d.%d><c>1</c></b%[1]d.%[2]d>") + "</sysConf>"},
		"dotted":          {"#<Voip Config File>#\n" + repeat("a.k%d.%d.b=1\n"), "#<Voip Config File>#\n" + repeat("a.l%d.%d.b=1\n")},
		"dotted entries":  {"#<Voip Config File>#\n" + repeat("a.b.%[2]d.k%[1]d=1\n"), "#<Voip Config File>#\n" + repeat("a.b.%[2]d.l%[1]d=1\n")},
	} {
		if name == "text repeated" {
			c.src = text + strings.Repeat("A:2\n", many)
		}
		t.Run(name, func(t *testing.T) {
			f, other := mustParse(t, c.src), mustParse(t, c.other)
			started := time.Now()
			before := f.Len()
			_, err := f.Merge(other, SetOptions{Unchecked: true})
			if name == "text repeated" {
				if err == nil {
					t.Error("a setting that stands many times is set")
				}
			} else if err != nil || f.Len() < before+many {
				t.Fatalf("%v, %d settings", err, f.Len())
			}
			if err == nil {
				if _, err := f.UnsetAll("*"); err != nil {
					t.Fatal(err)
				}
			}
			if took := time.Since(started); took > 30*time.Second { // some 0.3 s; what grows with the square takes minutes
				t.Errorf("took %v", took)
			} else {
				t.Log(took)
			}
		})
	}
}
