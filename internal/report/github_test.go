package report

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func TestGitHubGolden(t *testing.T) { golden(t, "github.txt", machineReport(t, "github", files()...)) }

func TestGitHubNothingFound(t *testing.T) {
	if got := machineReport(t, "github", nil, nil); got != "2 files checked, no findings\n" {
		t.Errorf("%q", got)
	}
}

// command is a workflow command as the runner has it after reading.
type command struct {
	name       string
	properties map[string]string
	data       string
}

// parseCommand reads a line in the manner of the runner: what is before the
// second "::" is split at commas, and each part is unescaped after that.
func parseCommand(line string) (c command, ok bool) {
	line, ok = strings.CutPrefix(line, "::")
	if !ok {
		return c, false
	}
	head, data, ok := strings.Cut(line, "::")
	if !ok {
		return c, false
	}
	name, properties, _ := strings.Cut(head, " ")
	c = command{name, make(map[string]string), unescape(data, "%0D", "\r", "%0A", "\n", "%25", "%")}
	for property := range strings.SplitSeq(properties, ",") {
		key, value, ok := strings.Cut(property, "=")
		if !ok {
			return c, false
		}
		c.properties[key] = unescape(value, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	}
	return c, true
}

// unescape replaces one sequence after the other, as the runner does.
func unescape(text string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

func checkGitHub(t *testing.T, f lint.Finding) {
	t.Helper()
	out := machineReport(t, "github", []lint.Finding{f})
	lines := strings.FieldsFunc(out, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) != 2 || strings.Contains(out, "\r") {
		t.Fatalf("%d lines, want the command and the count:\n%q", len(lines), out)
	}
	c, ok := parseCommand(lines[0])
	if !ok || c.data != f.Sentence() || c.properties["title"] != f.Rule.String() {
		t.Fatalf("%q was read as %+v", lines[0], c)
	}
	if file, ok := c.properties["file"]; ok != (f.File != "-") || ok && file != slashed(f.File) {
		t.Errorf("the file %q was read as %q", f.File, file)
	}
	if want := map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Info: "notice"}[f.Severity]; c.name != want {
		t.Errorf("%v is reported as %s", f.Severity, c.name)
	}
}

func TestGitHubRoundTrip(t *testing.T) {
	for _, findings := range files() {
		for _, f := range findings {
			checkGitHub(t, f)
		}
	}
}

func FuzzGitHub(f *testing.F) {
	for _, name := range oddNames {
		f.Add(name, name, name)
	}
	f.Add("a.cfg", "%25%0A%3A::error::", "x")
	f.Fuzz(func(t *testing.T, file, text, suggestion string) {
		found := finding(fusedLines, file, 1, 1, text)
		found.Suggestion = suggestion
		checkGitHub(t, found)
	})
}
