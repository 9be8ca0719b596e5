package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// TestLinters checks what goes before what: the options before the configuration, and that
// before what counts without either.
func TestLinters(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte("rules:\n  FV104: off\nfail-on: error\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	name, data := filepath.Join(dir, "a.cfg"), []byte("<<VOIP CONFIG FILE>>\n<SIP CONFIG MODULE>\nSIP  Port          :5060\n<<END OF FILE>>\n")
	for _, c := range []struct {
		what   string
		finder *config.Finder
		only   []string
		failOn lint.Severity
		want   lint.Severity
		found  bool
	}{
		{"no configuration", nil, nil, 0, lint.Warning, true},
		{"a configuration", config.NewFinder(), nil, 0, lint.Error, false},
		{"one that a severity goes before", config.NewFinder(), nil, lint.Info, lint.Info, false},
		{"one that a choice of rules goes before", config.NewFinder(), []string{"FV104"}, 0, lint.Error, true},
	} {
		linters, err := config.NewLinters(c.finder, lint.Options{Only: c.only}, c.failOn)
		if err != nil {
			t.Fatal(err)
		}
		linter, err := linters.For(name)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range linter.Lint(name, data) {
			found = found || f.Rule.ID == "FV104"
		}
		if linter.FailOn != c.want || found != c.found {
			t.Errorf("%s: fails on %v, found %v", c.what, linter.FailOn, found)
		}
		if again, err := linters.For(filepath.Join(dir, "b.cfg")); err != nil || again != linter {
			t.Errorf("%s: another linter for a file that is linted alike: %v", c.what, err)
		}
	}
	if _, err := config.NewLinters(nil, lint.Options{Only: []string{"FV999"}}, 0); err == nil {
		t.Error("a rule that does not exist is taken")
	}
}

// TestLintersModel checks that a model among the options goes before that of the
// configuration, by the rule that is about the model.
func TestLintersModel(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte("models:\n  - files: [\"*.xml\"]\n    model: H5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	x4u, err := naming.LookupModel("X4U")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what    string
		model   *naming.Model
		misfits int
	}{{"the configuration's", nil, 1}, {"the options'", &x4u, 0}} {
		linters, err := config.NewLinters(config.NewFinder(), lint.Options{Only: []string{"FV402"}, Model: c.model}, 0)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, "a.xml")
		linter, err := linters.For(name)
		if err != nil {
			t.Fatal(err)
		}
		data := []byte("<sysConf><Version>2.0003</Version><ap><FlashMode>1</FlashMode></ap></sysConf>")
		if found := linter.Lint(name, data); len(found) != c.misfits {
			t.Errorf("%s: %d findings", c.what, len(found))
		}
	}
}
