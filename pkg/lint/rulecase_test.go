package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/template"
)

// ruleCase is a file and what one rule, alone, says of it.
type ruleCase struct {
	name  string
	file  string // the file's name; office.cfg, which tells nothing, if it is empty
	src   string
	at    []string // line:column of each finding
	fixed string   // what Fix makes of the file; src if it is empty
}

// checkRule runs the cases of one rule. A rule that is marked fixable has a case
// that is fixed, and no other has one.
func checkRule(t *testing.T, id string, options Options, cases []ruleCase) {
	t.Helper()
	options.Only = []string{id}
	if options.Template.IsZero() { // each case is a file that is delivered
		options.Template = template.Never()
	}
	linter := mustNew(t, options)
	rule, err := LookupRule(id)
	if err != nil {
		t.Fatal(err)
	}
	caught, fixed := false, false
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.file == "" {
				c.file = "office.cfg"
			}
			findings := linter.Lint(c.file, []byte(c.src))
			var at []string
			fixable := 0
			for _, f := range findings {
				at = append(at, fmt.Sprintf("%d:%d", f.Line, f.Column))
				if f.Rule != rule || f.Severity != rule.Severity || f.File != c.file || f.Message == "" {
					t.Errorf("not a finding of %s: %+v", rule, f)
				}
				if f.Fixable() {
					fixable++
				}
			}
			if !slices.Equal(at, c.at) {
				t.Errorf("found at %v, want %v: %+v", at, c.at, findings)
			}
			caught = caught || len(at) > 0
			fixed = fixed || fixable > 0
			checkFix(t, linter, c, fixable)
		})
	}
	if !caught {
		t.Errorf("no case of %s is caught", rule)
	}
	if fixed != rule.Fixable {
		t.Errorf("%s: fixable is %v, and its cases say %v", rule, rule.Fixable, fixed)
	}
}

func checkFix(t *testing.T, linter *Linter, c ruleCase, fixable int) {
	t.Helper()
	want := c.fixed
	if want == "" {
		want = c.src
	}
	got, mended, left := linter.Fix(c.file, []byte(c.src))
	if string(got) != want {
		t.Errorf("fixed to\n%q\nwant\n%q", got, want)
	}
	if mended < fixable || (mended > 0) != (fixable > 0) {
		t.Errorf("%d findings mended, of which %d were fixable", mended, fixable)
	}
	for _, f := range left {
		if f.Fixable() {
			t.Errorf("left, though it can be fixed: %+v", f)
		}
	}
	if again, n, _ := linter.Fix(c.file, got); n != 0 || string(again) != string(got) {
		t.Errorf("a second Fix mended %d", n)
	}
}

func mustNew(t testing.TB, options Options) *Linter {
	t.Helper()
	linter, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

const (
	legacyHeader = "<<VOIP CONFIG FILE>>Version:2.0002                            "
	modernHeader = "<<VOIP CONFIG FILE>>Version:2.0000000000                      "
)

// crlf joins lines as phones end them.
func crlf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

// legacy frames lines as a text-legacy file; they start on line 2.
func legacy(lines ...string) string {
	return crlf(append(append([]string{legacyHeader}, lines...), footer)...)
}

// modern frames lines as a text-modern file; they start on line 2.
func modern(lines ...string) string {
	return crlf(append(append([]string{modernHeader}, lines...), footer)...)
}

// sysconf frames lines as a sysconf file; they start on line 3.
func sysconf(lines ...string) string {
	return "<sysConf>\n<Version>2.0000000000</Version>\n" + strings.Join(lines, "\n") + "\n</sysConf>\n"
}

// xmlLegacy frames lines as an xml-legacy file; they start on line 3.
func xmlLegacy(lines ...string) string {
	return "<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n" + strings.Join(lines, "\n") + "\n</VOIP_CONFIG_FILE>\n"
}

// dotted frames lines as a dotted file; they start on line 3.
func dotted(lines ...string) string {
	return "#<Voip Config File>#\nVersion = 2.0000000000\n" + strings.Join(lines, "\n") + "\n"
}
