package main

import (
	"bytes"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// The samples must be what they are taken for, or the ratios mean nothing.
func TestLegacyExport(t *testing.T) {
	for _, settings := range []int{1000, 10000} {
		data := legacyExport(settings)
		file, err := cfgfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if file.Dialect() != cfgfile.TextLegacy || file.Len() != settings || len(file.Problems()) > 0 {
			t.Errorf("%d settings: read as %v with %d settings and problems %v",
				settings, file.Dialect(), file.Len(), file.Problems())
		}
		empty := 0
		for _, s := range file.Settings() {
			if s.Value == "" {
				empty++
			}
		}
		if share := float64(empty) / float64(settings); share < 0.26 || share > 0.28 {
			t.Errorf("%d settings: %.1f %% of the values are empty, want 27 %%", settings, 100*share)
		}
		if size := len(data); size < 23*settings || size > 29*settings {
			t.Errorf("%d settings: %d bytes, want about 25 a setting", settings, size)
		}
	}
}

func TestSysconfExport(t *testing.T) {
	data := sysconfExport(130_000)
	file, err := cfgfile.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if file.Dialect() != cfgfile.Sysconf || len(file.Problems()) > 0 {
		t.Errorf("read as %v with problems %v", file.Dialect(), file.Problems())
	}
	if err := rawTokens(data); err != nil {
		t.Errorf("encoding/xml: %v", err)
	}
}

// TestKnownSysconf checks that what lint is timed on has nothing to be found.
func TestKnownSysconf(t *testing.T) {
	data := knownSysconf(130_000)
	if len(data) < 130_000 || len(data) > 150_000 {
		t.Errorf("%d bytes", len(data))
	}
	if err := rawTokens(data); err != nil {
		t.Errorf("encoding/xml: %v", err)
	}
	linter, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if findings := linter.Lint("office.cfg", data); len(findings) > 0 {
		t.Errorf("%d findings, the first %s %s %s", len(findings), findings[0].Rule, findings[0].Path, findings[0].Message)
	}
}

// TestKnownLegacy checks that what fleets are made of, where there is no device's export, is a
// base that generate takes.
func TestKnownLegacy(t *testing.T) {
	data := knownLegacy(20_000)
	if len(data) < 20_000 || len(data) > 25_000 {
		t.Errorf("%d bytes", len(data))
	}
	base, err := asBase(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(base, []byte("{{")); got != len(phoneFields) {
		t.Errorf("%d variables, want %d", got, len(phoneFields))
	}
	file, err := cfgfile.Parse(data)
	if err != nil || file.Dialect() != cfgfile.TextLegacy || file.Len() < 600 {
		t.Fatal(file, err)
	}
	linter, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range linter.Lint("base.cfg", data) {
		if f.Severity == lint.Error {
			t.Errorf("%s %s %s", f.Rule, f.Path, f.Message)
		}
	}
	if err := countFiles(20); err != nil {
		t.Error(err)
	}
}

func TestINIHoldsTheSameSettings(t *testing.T) {
	data := legacyExport(1000)
	asINI, err := asINI(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := sameSettings(data, asINI); err != nil {
		t.Error(err)
	}
}
