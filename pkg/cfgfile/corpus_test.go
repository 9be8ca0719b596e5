package cfgfile

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// TestCorpus checks every .cfg, .txt and .xml file in the tree that FVCFG_CORPUS
// names, for example a folder of a phone's own exports, or in testdata.
func TestCorpus(t *testing.T) {
	root := os.Getenv("FVCFG_CORPUS")
	if root == "" {
		root = "testdata"
	}
	files, settings := 0, 0
	tree := os.DirFS(root)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !strings.Contains(".cfg.txt.xml", path.Ext(name)) || path.Ext(name) == "" {
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		files++
		t.Run(name, func(t *testing.T) {
			f, err := Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			settings += f.Len()
			checkInvariants(t, data, f)
			checkNamesakes(t, f)
			if err := f.WellFormed(); err == nil {
				checkEdits(t, data)
				checkMergeBack(t, data)
			}
			if f.Dialect().IsXML() {
				compareWithStdlib(t, f.Source())
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Fatalf("no file in %s", root)
	}
	t.Logf("%d files with %d settings", files, settings)
}
