package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// outcomes collects what became of the results of a group.
type outcomes []string

func (o *outcomes) done(name string) func(error) error {
	return func(err error) error {
		said := name + ": written"
		if err != nil {
			said = err.Error()
		}
		*o = append(*o, said)
		return nil
	}
}

// put stages a file and adds it, or its error.
func (o *outcomes) put(t *testing.T, g *Group, name, content string, opt WriteOptions) {
	t.Helper()
	file, err := g.Stage(name, []byte(content), opt)
	done := o.done(name)
	if err := g.Add(file, func(wrote error) error { return done(errors.Join(err, wrote)) }); err != nil {
		t.Error(err)
	}
}

func (o *outcomes) flush(t *testing.T, g *Group, want ...string) {
	t.Helper()
	if err := g.Flush(); err != nil {
		t.Error(err)
	}
	if !slices.EqualFunc(*o, want, strings.HasPrefix) { // systems differ in the last words
		t.Errorf("got\n%s\nwant\n%s", strings.Join(*o, "\n"), strings.Join(want, "\n"))
	}
}

// TestGroupOrder looks at the disk at each sync: a file is synced with all of its
// content before it gets its name, and a folder once, after its files have theirs.
func TestGroupOrder(t *testing.T) {
	tree(t, map[string]string{"a/f0": "old", "b/x": ""})
	g := newGroup()
	var mu sync.Mutex
	synced := make(map[*os.File]bool)
	var folders []string
	g.syncFile = func(f *os.File) error {
		mu.Lock()
		defer mu.Unlock()
		data, err := io.ReadAll(io.NewSectionReader(f, 0, 100))
		if err != nil || string(data) != "new" {
			t.Errorf("synced with %q (error %v)", data, err)
		}
		content(t, "a/f0", "old")
		if _, err := os.Lstat("b/f1"); !errors.Is(err, fs.ErrNotExist) {
			t.Error("named before all are synced")
		}
		synced[f] = true
		return f.Sync()
	}
	g.syncFolder = func(dir string) {
		mu.Lock()
		defer mu.Unlock()
		for i := range 100 {
			content(t, fmt.Sprintf("%c/f%d", "ab"[i%2], i), "new")
		}
		folders = append(folders, filepath.Clean(dir))
	}
	for i := range 100 {
		name := fmt.Sprintf("%c/f%d", "ab"[i%2], i)
		file, err := g.Stage(name, []byte("new"), WriteOptions{Overwrite: i == 0})
		if err == nil {
			err = g.Add(file, func(err error) error { return err })
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(synced) > 0 || len(folders) > 0 {
		t.Error("synced before the group was written")
	}
	if err := g.Flush(); err != nil {
		t.Fatal(err)
	}
	if len(synced) != 100 {
		t.Errorf("%d files are synced, not 100", len(synced))
	}
	slices.Sort(folders)
	if !slices.Equal(folders, []string{"a", "b"}) {
		t.Errorf("folders synced: %v", folders)
	}
	for dir, files := range map[string]int{"a": 50, "b": 51} {
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != files {
			t.Errorf("%d files in %s (error %v)", len(entries), dir, err)
		}
	}
}

// TestGroupSyncsTogether has a sync wait for another.
func TestGroupSyncsTogether(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	meet := make(chan bool)
	g.syncFile = func(*os.File) error {
		select {
		case meet <- true:
		case <-meet:
		case <-time.After(10 * time.Second):
			return errors.New("alone")
		}
		return nil
	}
	var o outcomes
	o.put(t, g, "a", "new", WriteOptions{})
	o.put(t, g, "b", "new", WriteOptions{})
	o.flush(t, g, "a: written", "b: written")
}

// TestGroupOutcomes has something else go wrong with each file between the time it
// is staged and the time it is written.
func TestGroupOutcomes(t *testing.T) {
	tree(t, map[string]string{
		"there": "old", "edited": "old", "removed": "old", "twice": "old", "replaced": "old",
		"fine": "old",
	})
	inPlace := WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}
	force := WriteOptions{Overwrite: true}
	g := newGroup()
	defer g.Discard()
	g.syncFile = func(f *os.File) error {
		if data, _ := io.ReadAll(io.NewSectionReader(f, 0, 100)); string(data) == "unsynced" {
			return errors.New("boom")
		}
		return f.Sync()
	}
	var o outcomes
	o.put(t, g, "first", "new", WriteOptions{})
	o.put(t, g, "there", "new", WriteOptions{})
	o.put(t, g, "edited", "new", inPlace)
	o.put(t, g, "removed", "new", inPlace)
	o.put(t, g, "made", "new", WriteOptions{})
	o.put(t, g, "double", "new 1", WriteOptions{})
	o.put(t, g, "double", "new 2", WriteOptions{})
	o.put(t, g, "twice", "new 1", inPlace)
	o.put(t, g, "twice", "new 2", inPlace)
	o.put(t, g, "replaced", "new 1", force)
	o.put(t, g, "replaced", "new 2", force)
	o.put(t, g, "unsynced", "unsynced", WriteOptions{})
	o.put(t, g, "fine", "new", inPlace)
	if len(o) > 1 { // the first had nothing to wait for when it failed
		t.Errorf("said before it was written: %q", o)
	}
	if err := errors.Join(os.WriteFile("edited", []byte("odd"), 0o600), os.Remove("removed"),
		os.WriteFile("made", []byte("other"), 0o600)); err != nil {
		t.Fatal(err)
	}
	o.flush(t, g,
		"first: written",
		"there: exists; use --force to overwrite",
		"edited: changed by another program since it was read, and not written; run the command again",
		"removed: removed by another program since it was read, and not written; run the command again",
		"made: exists; use --force to overwrite",
		"double: written",
		"double: exists; use --force to overwrite",
		"twice: written",
		"twice: changed by another program since it was read, and not written; run the command again",
		"replaced: written",
		"replaced: written",
		"unsynced: cannot be written: boom",
		"fine: written",
	)
	want := map[string]string{
		"first": "new", "there": "old", "edited": "odd", "made": "other", "double": "new 1",
		"twice": "new 1", "replaced": "new 2", "fine": "new",
	}
	if got := listing(t); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestGroupFull has a group written when it is full of results or of bytes.
func TestGroupFull(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	defer g.Discard()
	var o outcomes
	if err := g.Add(nil, o.done("alone")); err != nil || len(o) != 1 {
		t.Errorf("without files before it, a result waits: %q, %v", o, err)
	}
	o.put(t, g, "f", "x", WriteOptions{})
	for i := range groupResults - 2 {
		_ = g.Add(nil, o.done(""))
		if len(o) != 1 || g.writing != nil {
			t.Fatalf("written after %d results", i+2)
		}
	}
	_ = g.Add(nil, o.done("last"))
	if g.writing == nil || g.bytes != 0 || len(g.waiting) != 0 {
		t.Errorf("%d results are not written; %d bytes are counted where no file waits", groupResults, g.bytes)
	}
	// Without a Flush: what is written is said by and by.
	for begun := time.Now(); len(o) == 1 && time.Since(begun) < 10*time.Second; time.Sleep(time.Millisecond) {
		_ = g.Add(nil, o.done("next"))
	}
	if n := groupResults; len(o) < 1+n || o[1] != "f: written" || o[n] != "last: written" {
		t.Errorf("of %d results came %q", n, o)
	}
	content(t, "f", "x")

	_ = g.Flush()
	o = nil
	o.put(t, g, "small", "x", WriteOptions{})
	large, err := g.Stage("large", []byte("x"), WriteOptions{})
	if err != nil || large.size != 1 {
		t.Fatalf("%+v, error %v", large, err)
	}
	large.size = groupBytes - 1
	if err := g.Add(large, o.done("large")); err != nil || g.writing == nil {
		t.Errorf("full of bytes it is not written (error %v)", err)
	}
	o.flush(t, g, "small: written", "large: written")
}

// TestGroupDoneFails stops what is said, not what is written.
func TestGroupDoneFails(t *testing.T) {
	t.Chdir(t.TempDir())
	g, boom, calls := newGroup(), errors.New("boom"), 0
	for _, name := range []string{"a", "b"} {
		file, err := g.Stage(name, nil, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Add(file, func(error) error { calls++; return boom }); err != nil {
			t.Error(err)
		}
	}
	if err := g.Flush(); !errors.Is(err, boom) || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
	onlyFiles(t, ".", "a", "b")
}

func TestGroupDiscard(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	g := newGroup()
	var o outcomes
	o.put(t, g, "f", "new", WriteOptions{Overwrite: true})
	o.put(t, g, "g", "new", WriteOptions{})
	if entries, err := os.ReadDir("."); err != nil || len(entries) != 3 {
		t.Fatalf("%d files where one and two temporary ones should be (error %v)", len(entries), err)
	}
	g.Discard()
	g.Discard()
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
	if _, err := g.Stage("h", nil, WriteOptions{}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("staged in a group that has ended: %v", err)
	}
	_ = g.Flush()
	for _, got := range o {
		if !strings.Contains(got, ": cannot be written: ") {
			t.Error(got)
		}
	}
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
}

// TestGroupDiscardAmid ends a group while files are staged in it and written.
func TestGroupDiscardAmid(t *testing.T) {
	for range 20 {
		t.Chdir(t.TempDir())
		g := newGroup()
		var workers sync.WaitGroup
		begun := make(chan bool, 1000)
		for w := range 8 {
			workers.Go(func() {
				for i := range 50 {
					_, err := g.Stage(fmt.Sprintf("f%d-%d", w, i), []byte("new"), WriteOptions{})
					if err != nil && !strings.Contains(err.Error(), "cannot be written: ") {
						t.Error(err)
					}
					begun <- true
				}
			})
		}
		for range 20 {
			<-begun
		}
		g.Discard()
		workers.Wait()
		onlyFiles(t, ".")
	}
}

func TestGroupStageFails(t *testing.T) {
	tree(t, map[string]string{"d/x": ""})
	g := newGroup()
	var o outcomes
	o.put(t, g, "d", "new", WriteOptions{Overwrite: true})
	o.put(t, g, "no/f", "new", WriteOptions{})
	_, err := g.stage("f", WriteOptions{}, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half of")
		return errors.New("boom")
	})
	if message(err) != "f: cannot be written: boom" {
		t.Error(err)
	}
	o.flush(t, g, "d: a directory, not a regular file",
		"no/f: cannot be written: its folder does not exist")
	if got := listing(t); len(got) != 1 {
		t.Errorf("left: %q", got)
	}
}
