package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const generateSample = `generate:
  base: [vendor.cfg, site/site.yaml]
  general: general.yaml
  phones: "-"
  out: ABSOLUTE
  mode: 0640
  key-file:
  derive-keys: ../master.key
  scheme: cbc-zero-iv
`

// TestGenerate has names be found from the current folder, wherever the configuration is.
func TestGenerate(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	absolute := filepath.Join(dir, "out")
	shop := filepath.Join(dir, "shop")
	if err := os.MkdirAll(filepath.Join(shop, "site"), 0o700); err != nil {
		t.Fatal(err)
	}
	src := strings.Replace(generateSample, "ABSOLUTE", "'"+absolute+"'", 1)
	if err := os.WriteFile(filepath.Join(shop, FileName), []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		folder            string
		base, master, yml string
	}{
		{shop, "vendor.cfg", filepath.Join(dir, "master.key"), "general.yaml"},
		{dir, filepath.Join("shop", "vendor.cfg"), "master.key", filepath.Join("shop", "general.yaml")},
		{filepath.Join(shop, "site"), filepath.Join(shop, "vendor.cfg"), filepath.Join(dir, "master.key"), filepath.Join(shop, "general.yaml")},
	} {
		t.Chdir(tt.folder)
		c, err := Load(filepath.Join(shop, FileName))
		if err != nil {
			t.Fatal(err)
		}
		site := filepath.Join(filepath.Dir(tt.base), "site", "site.yaml")
		if filepath.Base(tt.folder) == "site" {
			site = "site.yaml"
		}
		want := []Default{
			{"base", []string{tt.base, site}}, {"general", []string{tt.yml}}, {"phones", []string{"-"}}, {"out", []string{absolute}},
			{"mode", []string{"0640"}}, {"derive-keys", []string{tt.master}}, {"scheme", []string{"cbc-zero-iv"}},
		}
		got := c.Generate()
		if !slices.EqualFunc(got, want, func(a, b Default) bool { return a.Flag == b.Flag && slices.Equal(a.Values, b.Values) }) {
			t.Errorf("%s: got\n%q\nwant\n%q", tt.folder, got, want)
		}
	}
}
