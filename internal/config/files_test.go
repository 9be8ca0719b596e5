package config

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func mustParse(t *testing.T, src string) *Config {
	t.Helper()
	c, err := Parse("a.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExcludes(t *testing.T) {
	c := mustParse(t, "exclude: [old, ./vendor/, '*.bak.cfg', '**/test?/*.xml']")
	for path, want := range map[string]string{
		"old": "old", "old/a.cfg": "old", "old/b/a.cfg": "old", "older/a.cfg": "", "a/old/b.cfg": "", "old.cfg": "",
		"vendor/a.cfg": "vendor", "a.bak.cfg": "*.bak.cfg", "b/a.bak.cfg": "", "test1/a.xml": "**/test?/*.xml", "b/c/test2/a.xml": "**/test?/*.xml",
		"b/test1/c/a.xml": "", "a.cfg": "", "../old/a.cfg": "", "": "",
	} {
		e, ok := c.Excludes(path)
		if e.Pattern != want || ok != (want != "") || ok && e.Source != "a.yaml" {
			t.Errorf("%s: %+v, want %q", path, e, want)
		}
	}
	if _, err := NewExclusion("a[", "--exclude"); err == nil {
		t.Error("a bracket that is not closed is taken")
	}
}

// TestOverrides checks that what stands later wins, over the rules for all files, too.
func TestOverrides(t *testing.T) {
	c := mustParse(t, `
rules: {FV208: off, FV204: error, FV302: off}
overrides:
  - files: lobby/**
    rules: {key-column: warning, FV204: off, FV102: off}
  - files: ["lobby/new/*", hall/*]
    rules: {FV208: info, FV204: on, FV302: on}
`)
	for _, test := range []struct {
		path     string
		disabled []string
		severity map[string]lint.Severity
	}{
		{"a.cfg", []string{"FV208", "FV302"}, map[string]lint.Severity{"FV204": lint.Error}},
		{"", []string{"FV208", "FV302"}, map[string]lint.Severity{"FV204": lint.Error}},
		{"lobby/a.cfg", []string{"FV102", "FV204", "FV302"}, map[string]lint.Severity{"FV208": lint.Warning}},
		{"lobby/new/a.cfg", []string{"FV102"}, map[string]lint.Severity{"FV208": lint.Info}},
		{"hall/a.cfg", nil, map[string]lint.Severity{"FV208": lint.Info}},
	} {
		o := c.Options(lint.Options{}, c.overridesOf(test.path)...)
		if !slices.Equal(o.Disable, test.disabled) || !maps.Equal(o.Severities, test.severity) {
			t.Errorf("%s: off are %q, severities %v", test.path, o.Disable, o.Severities)
		}
		if o := c.Options(lint.Options{Disable: []string{"FV101"}}, c.overridesOf(test.path)...); !slices.Equal(o.Disable, append([]string{"FV101"}, test.disabled...)) {
			t.Errorf("%s: with a flag, off are %q", test.path, o.Disable)
		}
	}
	if want := map[string]lint.Severity{"FV204": lint.Error}; !maps.Equal(c.Severities, want) {
		t.Errorf("an override changes the severities of all files: %v", c.Severities)
	}
}

func TestTemplate(t *testing.T) {
	c := mustParse(t, "templates:\n- {files: '*.xml', engine: smarty}\n- {files: ['**/*.xml', a/**], engine: auto}\n- {files: b/*, engine: none}")
	for path, want := range map[string]string{"a.xml": "smarty", "b/a.xml": "auto", "a/b/c.cfg": "auto", "b/a.cfg": "none", "c/a.cfg": "", "": ""} {
		if got := c.Template(path).String(); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestParseFailOn(t *testing.T) {
	for name, want := range map[string]lint.Severity{"error": lint.Error, "warning": lint.Warning, "info": lint.Info, "none": Never} {
		if got, err := ParseFailOn(name); got != want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if c := mustParse(t, "fail-on: "+name); c.FailOn != want {
			t.Errorf("%s: %v", name, c.FailOn)
		}
	}
	if _, err := ParseFailOn("never"); err == nil {
		t.Error("never is taken")
	}
}

// TestMisnamed checks that files with nearly the name of a configuration are met where one is
// looked for, once each, and nowhere else.
func TestMisnamed(t *testing.T) {
	finder := newFinder(&tree{MapFS: fstest.MapFS{
		"fvcfg.yaml": file("x"), "shop/" + FileName: file(""), "shop/.fvcfg.yml": file("x"), "shop/hall/fvcfg.yml": file(""),
		"shop/lobby/.fvcfg.json": file(""), "shop/east/.fvcfg.yml/a.cfg": file(""),
	}}, abs(t, "/shop"))
	for _, name := range []string{"/shop/hall/a.cfg", "/shop/hall/b.cfg", "/shop/a.cfg", "/shop/east/a.cfg"} {
		if _, _, err := finder.Find(abs(t, name)); err != nil {
			t.Error(err)
		}
	}
	if got, want := finder.Misnamed(), []string{filepath.Join("hall", "fvcfg.yml"), ".fvcfg.yml"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
