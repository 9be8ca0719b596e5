package report

import (
	"net/url"
	"strings"
	"testing"
)

func TestRelativeURI(t *testing.T) {
	for path, want := range map[string]string{
		"a.cfg":            "a.cfg",
		"phones/a b.cfg":   "phones/a%20b.cfg",
		"50%.cfg":          "50%25.cfg",
		"C:x/a:b.cfg":      "C%3Ax/a%3Ab.cfg",
		`phones\a.cfg`:     "phones%5Ca.cfg",
		"电/é.cfg":          "%E7%94%B5/%C3%A9.cfg",
		"#?[]{}<>\".cfg":   "%23%3F%5B%5D%7B%7D%3C%3E%22.cfg",
		"../other/a.cfg":   "../other/a.cfg",
		"\xff\n.cfg":       "%FF%0A.cfg",
		"001565113af8.xml": "001565113af8.xml",
	} {
		if got := relativeURI(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

func TestFileURI(t *testing.T) {
	for path, want := range map[string]string{
		"/srv/tftp/a b.cfg":  "file:///srv/tftp/a%20b.cfg",
		"C:/phones/a:b.cfg":  "file:///C:/phones/a%3Ab.cfg",
		"//server/cfg/a.cfg": "file://server/cfg/a.cfg",
		"/":                  "file:///",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
}

func FuzzRelativeURI(f *testing.F) {
	for _, name := range oddNames {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if strings.HasPrefix(path, "/") {
			return
		}
		written := relativeURI(path)
		read, err := url.Parse("http://host/" + written)
		if err != nil || read.Path != "/"+path || read.RawQuery != "" || read.Fragment != "" {
			t.Errorf("%q was read from %q as %q (%v)", path, written, read, err)
		}
		if relative, err := url.Parse(written); err != nil || relative.Scheme != "" {
			t.Errorf("%q is not relative: %v", written, err)
		}
	})
}
