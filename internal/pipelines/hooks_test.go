package pipelines

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

type hook struct {
	ID       string
	Language string
	Entry    string
	Args     []string
	Files    string
}

func hooks(t *testing.T) []hook {
	t.Helper()
	var all []hook
	readYAML(t, ".pre-commit-hooks.yaml", &all)
	return all
}

// TestHooks runs the hooks as pre-commit does: the words of the entry, the
// arguments, the files.
func TestHooks(t *testing.T) {
	want := map[string]struct {
		clean, broken int  // exit codes
		writes        bool // the broken file
	}{
		"fvcfg-lint": {0, 1, false},
		"fvcfg-fix":  {0, 1, true},
		"fvcfg-fmt":  {0, 0, true},
	}
	all := hooks(t)
	if len(all) != len(want) {
		t.Errorf("there are %d hooks", len(all))
	}
	for _, h := range all {
		w, ok := want[h.ID]
		if !ok || h.Language != "golang" {
			t.Errorf("%s, of %s, is no hook that was meant", h.ID, h.Language)
		}
		// A file called as a flag is must stay a file.
		dir := newRepository(t, map[string]string{"-h.cfg": cleanFile, "broken.cfg": brokenFile})
		command := slices.Concat(strings.Fields(h.Entry), h.Args)
		if got := run(t, dir, nil, nil, append(command, "-h.cfg")...); got.code != w.clean {
			t.Errorf("%s on a clean file: %+v", h.ID, got)
		}
		if got := run(t, dir, nil, nil, append(command, "-h.cfg", "broken.cfg")...); got.code != w.broken {
			t.Errorf("%s on a broken file: %+v", h.ID, got)
		}
		if after := content(t, dir, "-h.cfg"); after != cleanFile {
			t.Errorf("%s makes of a clean file %q", h.ID, after)
		}
		if after := content(t, dir, "broken.cfg"); (after != brokenFile) != w.writes {
			t.Errorf("%s makes of a broken file %q", h.ID, after)
		}
	}
}

func content(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestHookFiles(t *testing.T) {
	for _, h := range hooks(t) {
		files := regexp.MustCompile(h.Files)
		for path, want := range map[string]bool{
			"0c383e1a2b3c.cfg": true, "phones/F0V00X600000.CFG": true,
			"phones/a.cfg.bak": false, "phones.cfg/README.md": false, "acfg": false,
		} {
			if files.MatchString(path) != want {
				t.Errorf("%s takes %s: %v", h.ID, path, !want)
			}
		}
	}
}
