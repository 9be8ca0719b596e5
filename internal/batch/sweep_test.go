package batch

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A noter is a group whose notes are kept.
type noter struct {
	*Group
	notes []string
}

func newNoter() *noter {
	n := new(noter)
	n.Group = NewGroup(func(text string) { n.notes = append(n.notes, text) })
	return n
}

// told checks that these notes came, and no others.
func (n *noter) told(t *testing.T, want ...string) {
	t.Helper()
	n.Group.notes.flush()
	if !slices.EqualFunc(n.notes, want, strings.HasPrefix) {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(n.notes, "\n"), strings.Join(want, "\n"))
	}
}

func TestIsTempName(t *testing.T) {
	for name, want := range map[string]bool{
		".f.tmp-0123abcd": true, ".f.cfg.tmp-00000000": true, ". .tmp-ffffffff": true,
		filepath.Base(tempName("d/f")): true, filepath.Base(tempName(strings.Repeat("x", 255))): true,
		"f.tmp-0123abcd": false, ".f.tmp-0123abc": false, ".f.tmp-0123abcde": false, ".f.tmp-0123ABCD": false,
		".f.tmp-0123abcg": false, ".tmp-0123abcd": false, ".f.tmp_0123abcd": false, ".f": false, "": false,
	} {
		if got := isTempName(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// TestSweep removes what nobody holds, of names that are this program's alone.
func TestSweep(t *testing.T) {
	tree(t, map[string]string{
		"d/f": "old", "d/.f.tmp-00000001": "left", "d/.g.cfg.tmp-00000002": "", "d/.f.tmp-x": "another's",
		"d/.h.tmp-00000003/x": "", "d/.l.tmp-00000004": "-> f", ".f.tmp-00000005": "elsewhere", "d/.f.tmp-00000006": "held",
	})
	held, err := os.OpenFile("d/.f.tmp-00000006", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if _, err := lockFile(held); err != nil {
		t.Skipf("files cannot be locked: %v", err)
	}
	want := listing(t)
	delete(want, filepath.FromSlash("d/.f.tmp-00000001"))
	delete(want, filepath.FromSlash("d/.g.cfg.tmp-00000002"))
	g := newGroup()
	g.Sweep("d/f")
	if got := listing(t); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	// Once is enough: what comes later is of runs that began later.
	if err := os.WriteFile("d/.f.tmp-00000007", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := g.WriteFile("d/f", []byte("new"), WriteOptions{Overwrite: true}); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat("d/.f.tmp-00000007"); err != nil {
		t.Error(err)
	}
	g.Sweep("no/f")
	g.Sweep("d")
}

// TestSweepThroughLink sweeps where the file is, not where its link is.
func TestSweepThroughLink(t *testing.T) {
	tree(t, map[string]string{"d/f": "old", "l": "-> d/f", "d/.f.tmp-00000001": "left"})
	if err := write("l", []byte("new"), WriteOptions{Overwrite: true}); err != nil {
		t.Error(err)
	}
	onlyFiles(t, "d", "f")
}

// TestSweepFails reports what it cannot remove, and writes all the same.
func TestSweepFails(t *testing.T) {
	tree(t, map[string]string{"f": "old", ".f.tmp-00000001": "left"})
	n := newNoter()
	n.remove = func(string) error { return errors.New("boom") }
	for range 2 {
		if err := n.WriteFile("f", []byte("new"), WriteOptions{Overwrite: true}); err != nil {
			t.Error(err)
		}
	}
	n.told(t, ".f.tmp-00000001: perhaps left by a command that was killed, and not removed: boom")
	content(t, "f", "new")
	onlyFiles(t, ".", ".f.tmp-00000001", "f")
}

// TestNoLocks is on a file system without locks: that is said once, nothing is lost, and
// nothing is removed that may be another's.
func TestNoLocks(t *testing.T) {
	if stuckOpen {
		t.Skip("temporary files are not locked on this system")
	}
	tree(t, map[string]string{"f": "old", "g": "old", ".f.tmp-00000001": "left"})
	n := newNoter()
	n.lock = func(*os.File) (func(), error) { return nil, errors.New("no locks available") }
	var o outcomes
	inPlace := WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}
	o.put(t, n.Group, "f", "new", inPlace)
	o.put(t, n.Group, "f", "newer", inPlace)
	o.put(t, n.Group, "g", "new", WriteOptions{Overwrite: true, Mode: 0o600})
	o.put(t, n.Group, "h", "new", WriteOptions{})
	o.flush(t, n.Group, "f: written",
		"f: changed by another program since it was read, and not written; run the command again",
		"g: written", "h: written")
	n.told(t, "files cannot be locked here (no locks available): run one command at a time; ",
		".f.tmp-00000001: perhaps left by a command that was killed, and not removed: no locks available")
	want := map[string]string{"f": "new", "g": "new", "h": "new", ".f.tmp-00000001": "left"}
	if got := listing(t); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestTempSwept has another run take a new temporary file for one that was left, before
// it is locked.
func TestTempSwept(t *testing.T) {
	if stuckOpen {
		t.Skip("a file that is open is not removed on this system")
	}
	t.Chdir(t.TempDir())
	g := newGroup()
	tries := 0
	g.lock = func(f *os.File) (func(), error) {
		switch tries++; tries {
		case 1:
			return nil, errLocked
		case 2:
			if err := os.Remove(f.Name()); err != nil {
				t.Error(err)
			}
		}
		return lockFile(f)
	}
	if err := g.WriteFile("f", []byte("new"), WriteOptions{}); err != nil || tries != 3 {
		t.Errorf("locked %d times, error %v", tries, err)
	}
	content(t, "f", "new")
}

// TestSweepOvertaken has a name come to mean another file between its opening and its
// locking.
func TestSweepOvertaken(t *testing.T) {
	if stuckOpen {
		t.Skip("a file that is open is not renamed on this system")
	}
	tree(t, map[string]string{".f.tmp-00000001": "new"})
	g := newGroup()
	g.lock = func(f *os.File) (func(), error) {
		if err := errors.Join(os.Rename(f.Name(), "f"), os.WriteFile(f.Name(), []byte("another's"), 0o600)); err != nil {
			t.Error(err)
		}
		return lockFile(f)
	}
	g.Sweep("f")
	content(t, "f", "new")
	content(t, ".f.tmp-00000001", "another's")
}

// TestRemoveFails has a temporary file stay that the system does not remove. That is an
// error of its file.
func TestRemoveFails(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	g := newGroup()
	g.remove = func(string) error { return &fs.PathError{Op: "remove", Err: errors.New("boom")} }
	var o outcomes
	o.put(t, g, "new", "new", WriteOptions{})
	o.put(t, g, "f", "new", WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("other"))})
	if err := g.Flush(); err != nil {
		t.Error(err)
	}
	for i, want := range []string{
		"new: its temporary file .new.tmp-", "f: changed by another program since it was read, and not written; run the command again; its temporary file .f.tmp-",
	} {
		if !strings.HasPrefix(o[i], want) || !strings.HasSuffix(o[i], "is left and cannot be removed: boom") {
			t.Errorf("got  %s\nwant %s…", o[i], want)
		}
	}
	content(t, "new", "new")
	content(t, "f", "old")

	o.put(t, g, "g", "new", WriteOptions{})
	if err := g.Discard(); err == nil || !strings.HasPrefix(err.Error(), "g: its temporary file .g.tmp-") {
		t.Errorf("Discard: %v", err)
	}
}
