package batch

import (
	"path/filepath"
	"testing"
)

// TestFolders compares with realPath, which asks for each file anew.
func TestFolders(t *testing.T) {
	tree(t, map[string]string{
		"a/x": "", "a/b/y": "", "a/b/link": "-> ../x", "to-b": "-> a/b", "a/to-b": "-> ../to-b", "dangling": "-> nowhere",
	})
	f := make(folders)
	for range 2 {
		for _, name := range []string{
			"a/x", "./a/x", "a/b/y", "a/b/../x", "to-b/y", "a/to-b/y", "to-b/../x", "to-b/link", "to-b", "a", "a/..",
			"dangling", "missing", "a/missing", "missing/x", ".", "..", "",
		} {
			name = filepath.FromSlash(name)
			if got, want := f.file(name), realPath(name); got != want {
				t.Errorf("%q: %s, want %s", name, got, want)
			}
		}
	}
}
