package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestManPages holds the manual pages against the commands that they are made
// from; -update makes them anew.
func TestManPages(t *testing.T) {
	const kept = "../../docs/man"
	made := t.TempDir()
	if *update {
		if err := os.RemoveAll(kept); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(kept, 0o755); err != nil {
			t.Fatal(err)
		}
		made = kept
	}
	root := newTestProgram(&bytes.Buffer{}).newRoot(nil)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.DisableAutoGenTag = true
	makeManPages(t, root, made)
	pages, err := filepath.Glob(filepath.Join(made, "*.1"))
	if err != nil || len(pages) < 10 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		want, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(kept, filepath.Base(page)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("docs/man/%s is not what the command's help makes of it now; go test ./cmd/fvcfg -run ManPages -update", filepath.Base(page))
		}
	}
	if all, _ := filepath.Glob(filepath.Join(kept, "*.1")); len(all) != len(pages) {
		t.Errorf("docs/man has %d pages for %d commands", len(all), len(pages))
	}
}

// makeManPages writes the pages into a folder, without the date of the day, so
// that they are the same whenever they are made.
func makeManPages(t *testing.T, root *cobra.Command, dir string) {
	t.Helper()
	date := time.Unix(0, 0).UTC()
	header := &doc.GenManHeader{Section: "1", Source: "fvcfg", Manual: "fvcfg manual", Date: &date}
	if err := doc.GenManTree(root, header, dir); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page = bytes.Replace(page, []byte(`"Jan 1970"`), []byte(`""`), 1)
		if err := os.WriteFile(name, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
