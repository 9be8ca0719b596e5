package report

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// decodeSARIF reads a log strictly: a member it does not know is an error.
func decodeSARIF(t testing.TB, text string) sarifRun {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	var log sarifLog
	if err := decoder.Decode(&log); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].ColumnKind != "unicodeCodePoints" {
		t.Fatalf("version %s, %d runs", log.Version, len(log.Runs))
	}
	return log.Runs[0]
}

// TestSARIFGolden leaves out the rules, which change as rules are added.
func TestSARIFGolden(t *testing.T) {
	run := decodeSARIF(t, machineReport(t, "sarif", files()...))
	run.Tool.Driver.Rules = nil
	for i := range run.Results {
		run.Results[i].RuleIndex = nil
	}
	text, err := json.MarshalIndent(run, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "sarif.json", string(text)+"\n")
}

func TestSARIFNothingFound(t *testing.T) {
	for _, files := range [][][]lint.Finding{nil, {nil, nil}} {
		out := machineReport(t, "sarif", files...)
		if run := decodeSARIF(t, out); run.Results == nil || len(run.Results) != 0 {
			t.Errorf("%+v", run.Results) // without the member, nothing would have been looked for
		}
	}
}

func TestSARIFRules(t *testing.T) {
	driver := decodeSARIF(t, machineReport(t, "sarif")).Tool.Driver
	all := lint.Rules()
	if driver.Name != "fvcfg" || driver.InformationURI != homePage || len(driver.Rules) != len(all) {
		t.Fatalf("%s, %s, %d rules", driver.Name, driver.InformationURI, len(driver.Rules))
	}
	names := make(map[string]bool)
	for i, r := range driver.Rules {
		if r.ID != all[i].ID || r.DefaultConfiguration.Level != sarifLevels[all[i].Severity] {
			t.Errorf("%s, %s: want %s, %v", r.ID, r.DefaultConfiguration.Level, all[i].ID, all[i].Severity)
		}
		if !regexp.MustCompile(`^([A-Z0-9][a-z0-9]*)+$`).MatchString(r.Name) || names[r.Name] {
			t.Errorf("%s is named %q", r.ID, r.Name)
		}
		names[r.Name] = true
		if first := all[i].Summary[:1]; r.ShortDescription.Text != strings.ToUpper(first)+all[i].Summary[1:] {
			t.Errorf("%s: %q", r.ID, r.ShortDescription.Text)
		}
		if text := r.FullDescription.Text; len(text) < 10 || len(text) > 1024 || strings.HasPrefix(text, "Bad") || strings.Contains(text, "\n") {
			t.Errorf("%s: %q", r.ID, text)
		}
		if !strings.HasPrefix(r.Help.Markdown, "## "+all[i].String()+"\n") || "## "+r.Help.Text != r.Help.Markdown {
			t.Errorf("%s: the help is %+v", r.ID, r.Help)
		}
		if !strings.HasSuffix(r.HelpURI, fmt.Sprintf("/docs/rules.md#%s-%s", strings.ToLower(r.ID), all[i].Name)) {
			t.Errorf("%s: %s", r.ID, r.HelpURI)
		}
	}
}

func TestDescription(t *testing.T) {
	for section, want := range map[string]string{
		"## FV1 x\n\nerror\n\nWhat it\ncatches.\n\nBad:\n": "What it catches.",
		"## FV1 x\n\nerror\n\nWhat it catches.\n":          "What it catches.",
		"## FV1 x\n": "",
		"":           "",
	} {
		if got := description(section); got != want {
			t.Errorf("%q: %q", section, got)
		}
	}
}

// TestSARIFResults finds every finding again in the log.
func TestSARIFResults(t *testing.T) {
	all := slices.Concat(files()...)
	run := decodeSARIF(t, machineReport(t, "sarif", files()...))
	if len(run.Results) != len(all) {
		t.Fatalf("%d results", len(run.Results))
	}
	for i, f := range all {
		r := run.Results[i]
		if r.RuleIndex == nil || run.Tool.Driver.Rules[*r.RuleIndex].ID != f.Rule.ID || r.RuleID != f.Rule.ID {
			t.Errorf("%s is reported as %s", f.Rule, r.RuleID)
		}
		if want := map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Info: "note"}[f.Severity]; r.Level != want {
			t.Errorf("%v is reported as %s", f.Severity, r.Level)
		}
		place := r.Locations[0].PhysicalLocation
		if f.Line == 0 != (place.Region == nil) || place.Region != nil && *place.Region != (sarifRegion{f.Line, f.Column, f.End.Line, f.End.Column}) {
			t.Errorf("%d:%d is reported as %v", f.Line, f.Column, place.Region)
		}
		checkArtifact(t, f.File, place.ArtifactLocation)
	}
}

func checkArtifact(t *testing.T, name string, a sarifArtifact) {
	t.Helper()
	uri, err := url.Parse(a.URI)
	if err != nil {
		t.Errorf("%q: %v", name, err)
		return
	}
	switch {
	case name == "-":
		if a.URI != "stdin" || a.Description == nil || a.URIBaseID != "" {
			t.Errorf("standard input is %+v", a)
		}
	case uri.Path != slashed(name):
		t.Errorf("%q is %q, which is read as %q", name, a.URI, uri.Path)
	case (uri.Scheme == "file") != strings.HasPrefix(name, "/"), (uri.Scheme == "file") != (a.URIBaseID == ""):
		t.Errorf("%q is %+v", name, a)
	}
}

func TestSARIFFingerprints(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range decodeSARIF(t, machineReport(t, "sarif", files()...)).Results {
		print := r.PartialFingerprints["fvcfg/v1"]
		if print == "" || seen[print] {
			t.Errorf("the fingerprint %q of %+v", print, r)
		}
		seen[print] = true
	}
}

func TestSARIFMessage(t *testing.T) {
	for in, want := range map[string]string{
		"plain, 50% [a]":          "plain, 50% [a]",
		"{0} {{b}}":               "{{0}} {{{{b}}}}",
		`see "[here](http://x/)"`: `see "[here\](http://x/)"`,
	} {
		out := machineReport(t, "sarif", []lint.Finding{finding(duplicate, "a.cfg", 1, 1, in)})
		if got := decodeSARIF(t, out).Results[0].Message.Text; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestSARIFUnknownRule checks that a rule which is not the linter's has no index.
func TestSARIFUnknownRule(t *testing.T) {
	rule := lint.Rule{ID: "FV999", Name: "unheard-of", Severity: lint.Error}
	out := machineReport(t, "sarif", []lint.Finding{finding(rule, "a.cfg", 1, 1, "what?")})
	if r := decodeSARIF(t, out).Results[0]; r.RuleID != "FV999" || r.RuleIndex != nil {
		t.Errorf("%+v", r)
	}
}

func FuzzSARIF(f *testing.F) {
	for _, name := range oddNames {
		f.Add(name, name)
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		run := decodeSARIF(t, machineReport(t, "sarif", []lint.Finding{finding(duplicate, file, 1, 1, text)}))
		if len(run.Results) != 1 {
			t.Errorf("%d results", len(run.Results))
		}
	})
}
