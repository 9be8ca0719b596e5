package corpus

import (
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"slices"
	"testing"
)

// A Folder is the provisioning files of a folder by their names, which are relative to it
// and have slashes.
type Folder map[string][]byte

// Read returns the .cfg, .txt and .xml files of the folder that FVCFG_CORPUS names and of
// those in it, or else of a folder of the project's own. It fails the test where there is
// none. Given reports whether FVCFG_CORPUS named it.
func Read(t testing.TB, own string) (files Folder, given bool) {
	t.Helper()
	root := os.Getenv("FVCFG_CORPUS")
	if given = root != ""; !given {
		root = own
	}
	files = make(Folder)
	tree := os.DirFS(root)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".cfg", ".txt", ".xml"}, path.Ext(name)) {
			return err
		}
		files[name], err = fs.ReadFile(tree, name)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files in %s: %v", len(files), root, err)
	}
	return files, given
}

// All returns the files in the order of their names.
func (f Folder) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, name := range slices.Sorted(maps.Keys(f)) {
			if !yield(name, f[name]) {
				return
			}
		}
	}
}
