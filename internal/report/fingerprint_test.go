package report

import (
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// TestFingerprintsSurvive changes everything that a fingerprint must not depend on.
func TestFingerprintsSurvive(t *testing.T) {
	before := files()[0]
	after := slices.Clone(before)
	for i := range after {
		f := &after[i]
		f.File = "./" + f.File
		f.Line, f.Column, f.Offset = f.Line+7, f.Column+1, f.Offset+90
		f.Severity, f.Suggestion, f.Excerpt = lint.Info, "another", "another"
	}
	after[1].Message = "the header has 35 characters"
	after[2].Message = `"SIP1 Register Addr" stands here again, first on line 12`
	if got, want := fingerprints(after), fingerprints(before); !slices.Equal(got, want) {
		t.Errorf("%q\n%q", got, want)
	}
	if got, want := fingerprints(before[1:]), fingerprints(before)[1:]; !slices.Equal(got, want) {
		t.Errorf("a finding of another rule went: %q\n%q", got, want)
	}
}

func TestFingerprintsDiffer(t *testing.T) {
	place := func(rule lint.Rule, file, message string) lint.Finding { return finding(rule, file, 3, 1, message) }
	different := []lint.Finding{
		place(duplicate, "a.cfg", `"SIP1 Register Addr" stands again`),
		place(duplicate, "a.cfg", `"SIP1 Register Addr" stands again`), // the second such
		place(duplicate, "a.cfg", `"SIP2 Register Addr" stands again`),
		place(fusedLines, "a.cfg", `"SIP1 Register Addr" stands again`),
		place(duplicate, "b.cfg", `"SIP1 Register Addr" stands again`),
		place(duplicate, "a.cfg1", `"SIP1 Register Addr" stands again`),
	}
	seen := make(map[string]int)
	for i, print := range fingerprints(different) {
		if first, ok := seen[print]; ok {
			t.Errorf("%d and %d have the fingerprint %s", first, i, print)
		}
		seen[print] = i
	}
}

// TestFingerprintIsPinned fails when fingerprints are made in another way, after
// which every finding that is known anywhere is taken for a new one: the version
// in its name must then be raised.
func TestFingerprintIsPinned(t *testing.T) {
	got := fingerprints([]lint.Finding{finding(duplicate, "a.cfg", 6, 1, `"SIP1 Register Addr" stands again, first on line 5`)})[0]
	if want := "6202c957681ee88754cafe6a66bc3b10"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFingerprintsOfAlikeFindings mends the first of three that are alike: two
// are still known, and one is gone.
func TestFingerprintsOfAlikeFindings(t *testing.T) {
	three := make([]lint.Finding, 3)
	for i := range three {
		three[i] = finding(fusedLines, "a.cfg", 10*i+10, 1, "a line break is missing")
	}
	if before, after := fingerprints(three), fingerprints(three[1:]); !slices.Equal(after, before[:2]) {
		t.Errorf("%q, before %q", after, before)
	}
}
