package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/template"
)

// told returns the rules that a file has findings of, with their lines: "FV204:4".
func told(findings []Finding) (all []string) {
	for _, f := range findings {
		all = append(all, fmt.Sprintf("%s:%d", f.Rule.ID, f.Line))
	}
	return all
}

// Settings of which the second is FV204.
const (
	title      = "Time Zone          :32"
	titleAgain = "Time Zone          :33"
)

// inGlobal frames lines as a module of text-legacy; they start on line 3.
func inGlobal(lines ...string) string {
	return legacy(append([]string{"<GLOBAL CONFIG MODULE>"}, lines...)...)
}

func TestIgnore(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"none", inGlobal(title, titleAgain), []string{"FV204:4"}},
		{"the next line", inGlobal(title, "# fvcfg: ignore FV204", titleAgain, titleAgain), []string{"FV204:6"}},
		{"by name, without spaces", inGlobal(title, "#fvcfg:ignore duplicate-setting", titleAgain), nil},
		{"in lower case, with a reason", inGlobal(title, "## fvcfg: ignore fv204 -- FV302 is another", titleAgain), nil},
		{"with a reason behind the rules", inGlobal(title, "# fvcfg: ignore FV204 since the exporter does it", titleAgain), nil},
		{"several", inGlobal(title, "# fvcfg: ignore FV208, FV204,fv301 FV108", "Time Zone :33", "Time Zone :33"), []string{"FV204:6", "FV208:6"}},
		{"behind blank lines and comments", inGlobal(title, "# fvcfg: ignore FV204", "", "# the second", titleAgain), nil},
		{"two comments for one line", inGlobal(title, "# fvcfg: ignore FV204", "# fvcfg: ignore FV208", "Time Zone :33"), nil},
		{"the file", inGlobal("# fvcfg: ignore-file FV204", title, titleAgain, titleAgain), nil},
		{"the file, at the end", inGlobal(title, titleAgain, "# fvcfg: ignore-file FV204"), nil},
		{"the line and the file", inGlobal("# fvcfg: ignore-file FV204", title, "# fvcfg: ignore FV204", titleAgain, titleAgain), nil},
		{"twice for a line", inGlobal(title, "# fvcfg: ignore FV204", "# fvcfg: ignore FV204", titleAgain), []string{"FV114:5"}},
		{"the header", strings.Replace(inGlobal("# fvcfg: ignore-file header-length", title), strings.Repeat(" ", 20), "", 1), nil},
		{"the footer", strings.TrimSuffix(inGlobal(title, "# fvcfg: ignore FV105"), footer+"\r\n"), nil},
		{"no comment", inGlobal(title, "SNTP Server        :# fvcfg: ignore FV204", titleAgain), []string{"FV204:5"}},
		{"not at its start", inGlobal(title, "# see fvcfg: ignore FV204", titleAgain), []string{"FV204:5"}},
		{"of something else", inGlobal(title, "# fvcfg: made by hand", titleAgain), []string{"FV204:5"}},

		{"unused", inGlobal("# fvcfg: ignore FV204", title), []string{"FV114:3"}},
		{"unused in the file", inGlobal("# fvcfg: ignore-file FV204", title), []string{"FV114:3"}},
		{"unknown", inGlobal("# fvcfg: ignore FV999", title), []string{"FV114:3"}},
		{"misspelt", inGlobal("# fvcfg: ignore duplicate-seting", title), []string{"FV114:3"}},
		{"no rule", inGlobal("# fvcfg: ignore", title), []string{"FV114:3"}},
		{"no rule but a reason", inGlobal("# fvcfg: ignore -- why", title), []string{"FV114:3"}},
		{"another word", inGlobal(title, "# fvcfg: disable FV204", titleAgain), []string{"FV114:4", "FV204:5"}},
		{"a slip", inGlobal(title, "# fvcfg: ignor FV204", titleAgain), []string{"FV114:4", "FV204:5"}},
		{"itself", inGlobal("# fvcfg: ignore-file FV114", "# fvcfg: ignore FV999", title), nil},

		{"sysconf", sysconf("<net>", "  <HostName>a</HostName>", "  <!-- fvcfg: ignore FV204 -->", "  <HostName>b</HostName>", "</net>"), nil},
		{"sysconf, in one line", sysconf("<net><HostName>a</HostName><!-- fvcfg: ignore FV204 --><HostName>b</HostName></net>"), nil},
		{"sysconf, behind the setting", sysconf("<net>", "<HostName>a</HostName>", "<HostName>b</HostName> <!-- fvcfg: ignore FV204 both -->", "</net>"), nil},
		{"sysconf, before the setting", sysconf("<net>", "<HostName>a</HostName>", "<!-- a --> <!-- fvcfg: ignore FV204 --> <HostName>b</HostName>", "</net>"), nil},
		{"sysconf, several lines", sysconf("<net>", "<HostName>a</HostName>", "<!--", " fvcfg: ignore FV204", " as it is -->", "", "<!-- b -->", "<HostName>b</HostName>", "</net>"), nil},
		{"sysconf, unused", sysconf("<net>", "<HostName>a</HostName>", "</net>", "<!-- fvcfg: ignore FV204 -->"), []string{"FV114:6"}},
		{"xml-legacy, the file", xmlLegacy("<!-- fvcfg: ignore-file FV204 -->", "<NET_CONFIG_MODULE>", "<Host_Name>a</Host_Name>", "<Host_Name>b</Host_Name>", "</NET_CONFIG_MODULE>"), nil},
		{"in a value", sysconf("<net>", "<HostName>a</HostName>", "<HostName><![CDATA[<!-- fvcfg: ignore FV204 -->]]></HostName>", "</net>"), []string{"FV204:5"}},
		{"dotted", dotted("net.HostName = a", "# fvcfg: ignore FV204", "net.HostName = b"), nil},
		{"dotted, unused", dotted("# fvcfg: ignore FV204", "net.HostName = b"), []string{"FV114:3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			linter := mustNew(t, Options{Only: []string{"FV102", "FV105", "FV114", "FV204", "FV208"}})
			findings := linter.Lint("office.cfg", []byte(c.src))
			got := told(findings)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v\n%+v", got, c.want, findings)
			}
		})
	}
}

// TestIgnoreComment has what FV114 says.
func TestIgnoreComment(t *testing.T) {
	for _, c := range []struct{ comment, severity, want string }{
		{"# fvcfg: ignore FV999", "warning", "no rule is called FV999: fvcfg explain lists them"},
		{"# fvcfg: ignore duplicate-seting", "warning", "no rule is called duplicate-seting; did you mean FV204 duplicate-setting?"},
		{"# fvcfg: ignore hunter2", "warning", "what stands behind ignore is no rule's number or name: fvcfg explain lists them"},
		{"# fvcfg: ignore-file", "warning", "the comment names no rule: write its number or its name, as in fvcfg: ignore-file FV204"},
		{"# fvcfg: ignorefile FV204", "warning", "the comment has no effect: it reads fvcfg: ignore RULE for the next line, or fvcfg: ignore-file RULE for the file"},
		{"# fvcfg: ignore FV204, FV205", "info", "nothing of FV204 duplicate-setting or FV205 duplicate-module is found on the line that the comment is for: take it away"},
		{"# fvcfg: ignore-file FV204", "info", "nothing of FV204 duplicate-setting is found in the file: take the comment away"},
	} {
		findings := mustNew(t, Options{Disable: []string{"FV208", "FV104"}}).Lint("office.cfg", []byte(inGlobal(c.comment, title)))
		if len(findings) != 1 || findings[0].Message != c.want || findings[0].Severity.String() != c.severity || findings[0].Line != 3 || findings[0].Fixable() {
			t.Errorf("%s: %+v", c.comment, findings)
		}
	}
	// Of a rule that is off, nobody knows whether it would find something.
	if got := mustNew(t, Options{Disable: []string{"FV204"}}).Lint("office.cfg", []byte(inGlobal("# fvcfg: ignore FV204", title))); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestIgnoreFix checks that what is left out is not mended, be there many of it.
func TestIgnoreFix(t *testing.T) {
	linter := mustNew(t, Options{Only: []string{"FV208"}})
	for _, before := range []int{2, maxListed + 10} {
		lines := slices.Repeat([]string{"Time Zone :32"}, before)
		mended := slices.Repeat([]string{title}, before)
		kept := []string{"# fvcfg: ignore FV208", "Time Zone :33"}
		fixed, n, _ := linter.Fix("office.cfg", []byte(inGlobal(append(lines, kept...)...)))
		if want := inGlobal(append(mended, kept...)...); string(fixed) != want || n != before {
			t.Errorf("%d mended of %d", n, before)
		}
	}
	src := inGlobal(append([]string{"# fvcfg: ignore-file FV208"}, slices.Repeat([]string{"Time Zone :32"}, maxListed+10)...)...)
	if fixed, n, left := linter.Fix("office.cfg", []byte(src)); n != 0 || string(fixed) != src || len(left) != 0 {
		t.Errorf("%d mended, %d left", n, len(left))
	}
}

// TestIgnoreTemplate checks comments of a template, which is not linted as it stands.
func TestIgnoreTemplate(t *testing.T) {
	choice, err := template.ParseChoice("jinja")
	if err != nil {
		t.Fatal(err)
	}
	src := inGlobal("{% if a %}", "SNTP Server        :{{ server }}", "{% endif %}", title, "# fvcfg: ignore FV204", titleAgain, titleAgain, "# fvcfg: ignore FV204")
	got := told(mustNew(t, Options{Only: []string{"FV204", "FV114"}, Template: choice}).Lint("office.cfg", []byte(src)))
	if want := []string{"FV204:9", "FV114:10"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestIgnoreMany checks that a file full of such comments takes no long time.
func TestIgnoreMany(t *testing.T) {
	comments := slices.Repeat([]string{"# fvcfg: ignore FV204, FV205, FV999"}, 20000)
	findings := mustNew(t, Options{Only: []string{"FV114", "FV204"}}).Lint("office.cfg", []byte(inGlobal(append(comments, title)...)))
	if len(findings) == 0 || len(findings) > 2*maxIgnores {
		t.Errorf("%d findings", len(findings))
	}
	markup := "<sysConf><net>" + strings.Repeat("<!-- fvcfg: ignore FV204 --><HostName>a</HostName>", 20000) + "</net></sysConf>"
	mustNew(t, Options{}).Lint("office.xml", []byte(markup))
}
