package report

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func TestGitLabGolden(t *testing.T) {
	golden(t, "gitlab.json", machineReport(t, "gitlab", files()...))
}

func TestGitLabNothingFound(t *testing.T) {
	if got := machineReport(t, "gitlab", nil, nil); got != "[]\n" {
		t.Errorf("%q", got)
	}
}

// TestGitLabMembers decodes strictly, and finds every finding again.
func TestGitLabMembers(t *testing.T) {
	all := files()
	decoder := json.NewDecoder(strings.NewReader(machineReport(t, "gitlab", all...)))
	decoder.DisallowUnknownFields()
	var report []gitlabFinding
	if err := decoder.Decode(&report); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for i, f := range slices.Concat(all...) {
		r := report[i]
		if want := strings.ToValidUTF8(f.Sentence(), "\ufffd"); r.Description != want || r.CheckName != f.Rule.String() {
			t.Errorf("%+v, want %q", r, want)
		}
		if utf8.ValidString(f.File) && !filepath.IsAbs(f.File) && r.Location.Path != slashed(f.File) || r.Location.Lines.Begin < 1 {
			t.Errorf("%q is at %+v", f.File, r.Location)
		}
		if want := map[lint.Severity]string{lint.Error: "major", lint.Warning: "minor", lint.Info: "info"}[f.Severity]; r.Severity != want {
			t.Errorf("%v is reported as %s", f.Severity, r.Severity)
		}
		if seen[r.Fingerprint] || r.Fingerprint == "" {
			t.Errorf("the fingerprint %q stands twice", r.Fingerprint)
		}
		seen[r.Fingerprint] = true
	}
	if len(report) != len(slices.Concat(all...)) {
		t.Errorf("%d findings", len(report))
	}
}

// TestGitLabPath checks that a path which is given in full is one from the
// repository all the same.
func TestGitLabPath(t *testing.T) {
	root := t.TempDir()
	outside := filepath.Join(filepath.Dir(root), "elsewhere", "a.cfg")
	for name, want := range map[string]string{
		filepath.Join(root, "phones", "a.cfg"): "phones/a.cfg",
		outside:                                filepath.ToSlash(outside),
		"phones/./a.cfg":                       "phones/a.cfg",
		"../a.cfg":                             "../a.cfg",
		"-":                                    "-",
	} {
		if got := (&gitlabReporter{root: root}).path(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := (&gitlabReporter{}).path(outside); got != filepath.ToSlash(outside) {
		t.Errorf("without a folder: %s", got)
	}
}
