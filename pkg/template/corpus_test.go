package template

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
)

var update = flag.Bool("update", false, "write testdata/engines.golden anew")

// TestCorpus compares the engines that the templates among real files are taken for, and the
// faults in their tags, with what somebody has looked at. A phone's own export has no tags.
func TestCorpus(t *testing.T) {
	const golden = "testdata/engines.golden"
	files, given := corpus.Read(t, "../../examples")
	var found corpus.List
	for name, data := range files.All() {
		src := string(data)
		engine, first := Recognize(src)
		if !given || !strings.HasPrefix(name, "raw/") {
			if engine != None && Parse(src, engine).HasControl() {
				t.Errorf("%s is taken for a template of %v, by %q", name, engine, src[first.Start:first.End])
			}
			continue
		}
		texts := []string{engine.String()}
		for _, fault := range Parse(src, engine).Faults {
			texts = append(texts, fmt.Sprintf("fault %s", fault.Message))
		}
		found = append(found, corpus.NewSection(name, data, texts))
	}
	if *update && given {
		if err := os.WriteFile(golden, []byte(found.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	list, err := corpus.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	differences, _ := list.Differences(found)
	for _, difference := range differences {
		t.Error(difference)
	}
}
