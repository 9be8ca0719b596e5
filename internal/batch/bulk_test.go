package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestBulk has each group be on the disk before one of its files has its name, by one call,
// and all names in the end. No file is synced by itself.
func TestBulk(t *testing.T) {
	for _, mode := range []fs.FileMode{0, 0o600} {
		tree(t, map[string]string{"a/x": "", "b/x": ""})
		g := newGroup()
		g.Bulk()
		if mode != 0 && !g.hasUnnamed("a") {
			continue
		}
		const files = 2*bulkResults + 100
		var staged, named int
		var calls []string
		g.syncSystem = func(f *os.File) error {
			named = 0
			for _, dir := range []string{"a", "b"} {
				found, _ := filepath.Glob(dir + "/f*")
				named += len(found)
			}
			what := "files"
			if info, err := f.Stat(); err == nil && info.IsDir() {
				what = "names"
			}
			calls = append(calls, fmt.Sprintf("%s, %d named", what, named))
			return nil
		}
		g.syncFile = func(*os.File) error { t.Error("a file is synced by itself"); return nil }
		g.syncFolder = func(string) { t.Error("a folder is synced by itself") }
		for staged = range files {
			file, err := g.Stage(fmt.Sprintf("%c/f%d", "ab"[staged%2], staged), []byte("new"), WriteOptions{Mode: mode})
			if err == nil {
				err = g.Add(file, func(err error) error { return err })
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := g.Flush(); err != nil {
			t.Fatal(err)
		}
		want := []string{
			"files, 0 named", "files, 0 named", "files, 512 named", "files, 512 named", "files, 1024 named", "files, 1024 named",
			fmt.Sprintf("names, %d named", files), fmt.Sprintf("names, %d named", files),
		}
		if !slices.Equal(calls, want) {
			t.Errorf("mode %o: got\n%s\nwant\n%s", mode, strings.Join(calls, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestBulkAlone syncs a few files as without.
func TestBulkAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	g.Bulk()
	g.syncSystem = func(*os.File) error { t.Error("the file system is synced for a few files"); return nil }
	var synced atomic.Int32
	g.syncFile = func(f *os.File) error { synced.Add(1); return f.Sync() }
	var o outcomes
	o.put(t, g, "a", "new", WriteOptions{})
	o.put(t, g, "b", "new", WriteOptions{})
	o.flush(t, g, "a: written", "b: written")
	if synced.Load() != 2 {
		t.Errorf("%d are synced", synced.Load())
	}
}

// TestBulkFails syncs each file by itself where all cannot be, so that it is known which of
// them is not on the disk, and that one is not named.
func TestBulkFails(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	g.Bulk()
	g.syncSystem = func(*os.File) error { return errors.New("boom") }
	var calls atomic.Int32
	g.syncFile = func(f *os.File) error {
		if calls.Add(1) == 7 {
			return errors.New("bang")
		}
		return nil
	}
	var o outcomes
	for i := range abreast {
		o.put(t, g, fmt.Sprint("f", i), "new", WriteOptions{})
	}
	if err := g.Flush(); err != nil {
		t.Error(err)
	}
	failed := slices.IndexFunc(o, func(s string) bool { return strings.HasSuffix(s, ": cannot be written: bang") })
	names, _ := filepath.Glob("f*")
	if failed < 0 || len(o) != abreast || len(names) != abreast-1 || slices.Contains(names, fmt.Sprint("f", failed)) {
		t.Errorf("%q, left %q", o, names)
	}
}

// TestBulkNamesFail says that names may not last.
func TestBulkNamesFail(t *testing.T) {
	tree(t, map[string]string{"d/x": ""})
	g := newGroup()
	g.Bulk()
	g.syncSystem = func(f *os.File) error {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return errors.New("boom")
		}
		return nil
	}
	var o outcomes
	for i := range abreast {
		o.put(t, g, fmt.Sprint("d/f", i), "new", WriteOptions{})
	}
	if err := g.Flush(); message(err) != "d: written, but it may not last if the machine fails now: boom" {
		t.Error(err)
	}
}
