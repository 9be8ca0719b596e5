package docs

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// parts are what every section has, in this order.
var parts = []string{"Bad", "Good", "Why", "Source"}

// TestEveryRuleHasItsSection compares the sections with the rules of the code.
func TestEveryRuleHasItsSection(t *testing.T) {
	var headings, want []string
	for _, heading := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(Rules, -1) {
		headings = append(headings, heading[1])
	}
	for _, r := range lint.Rules() {
		want = append(want, r.String())
	}
	if !slices.Equal(headings, want) {
		t.Errorf("the sections are\n%q\nand the rules\n%q", headings, want)
	}
	for _, r := range lint.Rules() {
		section, ok := Rule(r.ID)
		if !ok {
			t.Errorf("%s has no section", r)
			continue
		}
		lines := strings.Split(section, "\n")
		if lines[0] != "## "+r.String() {
			t.Errorf("%s is headed %q", r, lines[0])
		}
		severity, more, _ := strings.Cut(lines[2], ",")
		if severity != r.Severity.String() || strings.HasPrefix(more, " fixable") != r.Fixable {
			t.Errorf("%s: %q, and the code has %v, fixable %v", r, lines[2], r.Severity, r.Fixable)
		}
		var found []string
		for _, part := range regexp.MustCompile(`(?m)^([A-Z][a-z]+)(?: \(.*\))?:`).FindAllStringSubmatch(section, -1) {
			found = append(found, part[1])
		}
		optional := func(part string) bool { return part == "Evidence" || part == "Mend" }
		if !slices.Equal(slices.DeleteFunc(found, optional), parts) {
			t.Errorf("%s has the parts %v", r, found)
		}
		s, ok := RuleSection(r.ID)
		if !ok || s.Severity != lines[2] || s.Summary == "" || s.Bad.Text == "" || s.Good.Text == "" || s.Why == "" || s.Source == "" {
			t.Errorf("%s: %+v", r, s)
		}
	}
}

func TestRuleSection(t *testing.T) {
	s, ok := RuleSection("FV203")
	if !ok || s.Severity != "error, fixable" || !strings.HasPrefix(s.Summary, "A line break is missing") || s.Bad.Text != "SMS Ring Enabled   :1--SIP Line List--  :" ||
		s.Good.Text != "SMS Ring Enabled   :1\n--SIP Line List--  :" || !strings.HasPrefix(s.Why, "the value is wrong") || len(s.Evidence) != 1 || !strings.HasPrefix(s.Source, "the survey: met") {
		t.Errorf("%v: %+v", ok, s)
	}
	if s, _ := RuleSection("FV102"); s.Bad.Note != "34 characters" || s.Good.Note != "34 characters and 28 spaces, then CR LF" || !strings.HasSuffix(s.Good.Text, "  ⏎") {
		t.Errorf("%+v", s)
	}
	if s, ok := RuleSection("FV999"); ok {
		t.Errorf("%+v", s)
	}
}

func TestRule(t *testing.T) {
	section, ok := Rule("FV101")
	if !ok || !strings.HasPrefix(section, "## FV101 header-missing\n") || strings.Contains(section, "FV102") || !strings.HasSuffix(section, "has it.\n") {
		t.Errorf("%v: %q", ok, section)
	}
	last := lint.Rules()[len(lint.Rules())-1]
	if section, ok := Rule(last.ID); !ok || strings.HasSuffix(section, "\n\n") {
		t.Errorf("%v: %q", ok, section)
	}
	for _, id := range []string{"", "FV10", "FV999", "header-missing"} {
		if section, ok := Rule(id); ok {
			t.Errorf("%q: %q", id, section)
		}
	}
}

// TestExamplesDoAsTheySay lints what stands under Bad and under Good: the rule
// catches the one and lets the other pass.
func TestExamplesDoAsTheySay(t *testing.T) {
	for _, r := range lint.Rules() {
		section, _ := Rule(r.ID)
		for _, part := range []string{"Bad", "Good"} {
			example := block(t, section, part)
			linter, err := lint.New(lint.Options{Only: []string{r.ID}, Model: modelOf(t, example)})
			if err != nil {
				t.Fatal(err)
			}
			for name, data := range files(r.ID, example) {
				findings := linter.Lint(name, data)
				if (len(findings) > 0) != (part == "Bad") {
					t.Errorf("%s, %s: %d findings in %s:\n%s", r, part, len(findings), name, data)
				}
				if part == "Good" {
					continue
				}
				if _, mended, _ := linter.Fix(name, data); (mended > 0) != r.Fixable {
					t.Errorf("%s: %d mended in\n%s", r, mended, data)
				}
			}
		}
	}
}

// modelOf reads the model that an example is for.
func modelOf(t *testing.T, example string) *naming.Model {
	t.Helper()
	found := regexp.MustCompile(`--model (\S+) `).FindStringSubmatch(example)
	if found == nil {
		return nil
	}
	model, err := naming.LookupModel(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return &model
}

// block gives the example of a part without its indentation.
func block(t *testing.T, section, part string) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^` + part + `(?: \(.*\))?:\n\n((?: {4}.*\n|\n)+)`).FindStringSubmatch(section)
	if found == nil {
		t.Fatalf("no example under %s in\n%s", part, section)
	}
	return regexp.MustCompile(`(?m)^ {4}`).ReplaceAllString(strings.TrimRight(found[1], "\n"), "") + "\n"
}

const (
	header = "<<VOIP CONFIG FILE>>Version:2.0002                            "
	module = "<GLOBAL CONFIG MODULE>"
	footer = "<<END OF FILE>>"
)

// files makes whole files of an example, by name. Line ends are CRLF, as phones
// have them, but for the marks ␍␊ and ⏎.
func files(id, example string) map[string][]byte {
	one := func(lines ...string) map[string][]byte {
		return map[string][]byte{"office.cfg": []byte(crlf(strings.Join(lines, "\n") + "\n"))}
	}
	body := strings.TrimSuffix(example, "\n")
	switch id {
	case "FV101", "FV105", "FV106": // whole, or whole but for the header
		if id == "FV101" {
			return one(body)
		}
		return one(header, body)
	case "FV102":
		return one(strings.TrimSuffix(body, "⏎"), footer)
	case "FV103":
		return one(body, footer)
	case "FV104", "FV207", "FV306":
		return xmlFile(id, body)
	case "FV107":
		line := strings.NewReplacer("␍", "\r", "␊", "\n").Replace(body)
		return map[string][]byte{"office.cfg": []byte(crlf(header+"\n"+module+"\n") + line + crlf(footer+"\n"))}
	case "FV108":
		return map[string][]byte{"office.cfg": append(hexBytes(body), " CONFIG FILE>>Version:2.0002\r\n"+footer...)}
	case "FV109":
		if strings.Contains(body, "--key-file") {
			return one(header, footer) // as it is once decrypted
		}
		return map[string][]byte{"office.cfg": []byte("Salted__\x91\xe2\x03\xfa\xb1\x9c\x8d\x07\x92\xe3\x04\xfb\xb2\x9d\x8e\x08")}
	case "FV401", "FV402":
		named := make(map[string][]byte)
		for name := range strings.Lines(example) {
			fields := strings.Fields(name)
			named[fields[len(fields)-1]] = []byte(crlf(header + "\n" + footer + "\n"))
		}
		return named
	case "FV113":
		return map[string][]byte{"office.tpl": []byte(crlf(header + "\n<SIP CONFIG MODULE>\n--SIP Line List--  :\n" + example + footer + "\n"))}
	case "FV601", "FV602":
		return map[string][]byte{"phonebook.csv": []byte(crlf(example))}
	case "FV603":
		tables := make(map[string][]byte)
		for name := range strings.Lines(example) {
			tables[strings.TrimSpace(name)] = nil
		}
		return tables
	case "FV406":
		return one(header, module, strings.Replace(body, "(64 hexadecimal digits, or nothing)", strings.Repeat("0a", 32), 1), footer)
	}
	switch {
	case strings.HasPrefix(body, "<<"):
		return one(body, footer)
	case strings.HasPrefix(body, "<"):
		return one(header, body, footer)
	}
	return one(header, module, body, footer)
}

func xmlFile(id, body string) map[string][]byte {
	src := "<VOIP_CONFIG_FILE><M>" + body + "</M></VOIP_CONFIG_FILE>"
	switch id {
	case "FV104":
		src = strings.Replace(body, "…", "</net></sysConf>", 1)
	case "FV306":
		src = "<sysConf>" + body + "</sysConf>"
	}
	return map[string][]byte{"office.xml": []byte(src)}
}

func crlf(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

// hexBytes reads bytes written as "EF BB …".
func hexBytes(text string) []byte {
	var data bytes.Buffer
	for _, field := range strings.Fields(text) {
		var b byte
		if _, err := fmt.Sscanf(field, "%02X", &b); err == nil {
			data.WriteByte(b)
		}
	}
	return data.Bytes()
}

// TestLineWidth keeps the text readable in a terminal, which explain prints it to.
func TestLineWidth(t *testing.T) { checkWidth(t, "rules.md", Rules) }

// checkWidth finds the lines of a page that are too long, but for those of tables.
func checkWidth(t *testing.T, page, text string) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if n := len([]rune(line)); n > 88 && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "<!--") {
			t.Errorf("%s:%d has %d characters: %s", page, i+1, n, line)
		}
	}
}
