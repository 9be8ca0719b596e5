package cfgfile

import (
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
)

// TestCorpus checks every file of the corpus, for example a folder of a phone's own
// exports, or of testdata.
func TestCorpus(t *testing.T) {
	files, _ := corpus.Read(t, "testdata")
	settings := 0
	for name, data := range files.All() {
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
	}
	t.Logf("%d files with %d settings", len(files), settings)
}

// checkNamesakes checks that a file has no setting in two spellings. A device that writes
// two such keys reads both: then they are two settings, and catalog.Spelling takes too
// much for the same.
func checkNamesakes(t *testing.T, f *File) {
	t.Helper()
	keys := map[spelledPlace]string{}
	for _, s := range f.Settings() {
		spelled := f.spelled(s.Path)
		if key, again := keys[spelled]; again && key != s.Key {
			t.Errorf("line %d: %s stands beside %q and is taken for another spelling of it", s.Line, s.Path, key)
		}
		keys[spelled] = s.Key
	}
}
