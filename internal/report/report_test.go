package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample is a file with findings of each severity, one behind wide characters.
const sample = "<<VOIP CONFIG FILE>>Version:2.0002\r\n" +
	"<PHONE CONFIG MODULE>\r\n" +
	"LCD Title          :电话 e\u0301 📞\x07{{ title }}\r\n" +
	"Time Zone:32\r\n" +
	"Menu Password      :hunter2\x01\r\n" +
	"<<END OF FILE>>\r\n"

// findings lints the sample under a name that is nearly a phone's.
func findings(t testing.TB) []lint.Finding {
	t.Helper()
	linter, err := lint.New(lint.Options{Excerpts: true})
	if err != nil {
		t.Fatal(err)
	}
	return linter.Lint("phones/00-15-65-11-3A-F8.cfg", []byte(sample))
}

// write reports the findings of several files.
func write(t testing.TB, format string, options Options, summary Summary, files ...[]lint.Finding) string {
	t.Helper()
	var out bytes.Buffer
	r, err := New(format, &out, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		summary.Add(f)
		if err := r.Findings(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v (run go test -update)", err)
	}
	if got != string(want) {
		t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
	}
}

func TestGolden(t *testing.T) {
	one := findings(t)
	two := []lint.Finding{{Rule: one[0].Rule, Severity: lint.Info, File: "b.cfg", Message: "a \"message\" <with> & marks"}}
	for _, c := range []struct {
		name, format string
		options      Options
		summary      Summary
		files        [][]lint.Finding
	}{
		{"plain.txt", "text", Options{}, Summary{}, [][]lint.Finding{one, nil, two}},
		{"screen.txt", "text", Options{Screen: true}, Summary{}, [][]lint.Finding{one, two}},
		{"colored.txt", "text", Options{Color: true, Screen: true}, Summary{}, [][]lint.Finding{one}},
		{"narrow.txt", "text", Options{Screen: true, Width: 40}, Summary{}, [][]lint.Finding{one}},
		{"fixed.txt", "text", Options{Screen: true}, Summary{Fixed: 3}, [][]lint.Finding{nil}},
		{"none.txt", "text", Options{Screen: true}, Summary{}, nil},
		{"findings.json", "json", Options{Color: true, Screen: true}, Summary{}, [][]lint.Finding{one, nil, two}},
		{"none.json", "json", Options{}, Summary{Fixed: 2}, [][]lint.Finding{nil, nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := write(t, c.format, c.options, c.summary, c.files...)
			if strings.Contains(got, "hunter2") {
				t.Error("it holds a password")
			}
			golden(t, c.name, got)
		})
	}
}

// TestColorIsAllThatColorAdds checks that colour changes nothing but the colour.
func TestColorIsAllThatColorAdds(t *testing.T) {
	plain := write(t, "text", Options{Screen: true}, Summary{}, findings(t))
	colored := write(t, "text", Options{Screen: true, Color: true}, Summary{}, findings(t))
	if strings.Contains(plain, "\x1b") || regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(colored, "") != plain {
		t.Errorf("%q\n%q", plain, colored)
	}
}

// TestJSONIsAsDocumented compares the members with those of docs/json.md.
func TestJSONIsAsDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(doc), "\n## lint\n")
	section, _, _ = strings.Cut(section, "\n## ")
	documented := make(map[string]bool)
	for _, row := range regexp.MustCompile(`(?m)^\|(.*?)\|`).FindAllStringSubmatch(section, -1) {
		for _, name := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(row[1], -1) {
			documented[name[1]] = true
		}
	}
	var report struct {
		Version  int
		Findings []map[string]any
		Summary  map[string]int
	}
	out := write(t, "json", Options{}, Summary{}, findings(t), findings(t))
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	if report.Version != 1 || len(report.Findings) != 2*len(findings(t)) {
		t.Errorf("version %d, %d findings", report.Version, len(report.Findings))
	}
	seen := map[string]bool{"summary": true}
	for _, f := range report.Findings {
		for name := range f {
			seen[name] = true
		}
	}
	if fmt.Sprint(seen) != fmt.Sprint(documented) {
		t.Errorf("members %v, documented %v", seen, documented)
	}
	sum := report.Summary
	if len(sum) != 5 || sum["files"] != 2 || sum["errors"]+sum["warnings"]+sum["infos"] != len(report.Findings) {
		t.Errorf("summary %v", sum)
	}
}

// TestJSONStreams checks that findings are out before the report is closed.
func TestJSONStreams(t *testing.T) {
	var out bytes.Buffer
	r, err := New("json", &out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := 0
	for range 3 {
		if err := r.Findings(findings(t)); err != nil {
			t.Fatal(err)
		}
		if out.Len() <= before {
			t.Error("nothing written")
		}
		before = out.Len()
	}
}

func TestFormats(t *testing.T) {
	if got := strings.Join(Formats(), " "); got != "text json sarif github gitlab junit" {
		t.Error(got)
	}
	if _, err := New("yaml", nil, Options{}); err == nil || !strings.Contains(err.Error(), `"yaml"`) || !strings.Contains(err.Error(), "text, json, sarif") {
		t.Errorf("%v", err)
	}
}

func TestSummaryCount(t *testing.T) {
	s := Summary{Errors: 1, Warnings: 2, Infos: 4}
	for least, want := range map[lint.Severity]int{lint.Error: 1, lint.Warning: 3, lint.Info: 7} {
		if got := s.Count(least); got != want {
			t.Errorf("%v: %d, want %d", least, got, want)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteErrors(t *testing.T) {
	for _, format := range Formats() {
		r, err := New(format, brokenWriter{}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Findings(findings(t)); !errors.Is(err, errBroken) {
			t.Errorf("%s: Findings: %v", format, err)
		}
		if err := r.Close(Summary{Files: 1}); format != "text" && !errors.Is(err, errBroken) {
			t.Errorf("%s: Close: %v", format, err)
		}
	}
	if err := Unified(brokenWriter{}, "a", "b", "x", "y", UnifiedOptions{}); !errors.Is(err, errBroken) {
		t.Errorf("Unified: %v", err)
	}
}
