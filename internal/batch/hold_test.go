package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestOneStep has many groups count in one file, each from what it read: those that
// succeed have counted.
func TestOneStep(t *testing.T) {
	tree(t, map[string]string{"f": "0"})
	var written atomic.Int64
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				data, err := os.ReadFile("f")
				if err != nil {
					t.Error(err)
					return
				}
				n, _ := strconv.Atoi(string(data))
				err = write("f", []byte(strconv.Itoa(n+1)), WriteOptions{Overwrite: true, IfUnchanged: StampOf(data)})
				var changed *ChangedError
				switch {
				case err == nil:
					written.Add(1)
				case !errors.As(err, &changed):
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	content(t, "f", fmt.Sprint(written.Load()))
	onlyFiles(t, ".", "f")
}

// locked locks a file as another run does while it replaces it.
func locked(t *testing.T, name string) (unlock func()) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lockFile(f); err != nil {
		t.Skipf("files cannot be locked: %v", err)
	}
	return func() { _ = f.Close() }
}

// TestHoldWaits has another run replace the file first.
func TestHoldWaits(t *testing.T) {
	if stuckOpen {
		t.Skip("a lock is its thread's on this system")
	}
	inPlace := WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}
	for name, tt := range map[string]struct {
		opt  WriteOptions
		meet func() // what the other run does before it lets go
		want string // the error
		left string
	}{
		"untouched": {inPlace, func() {}, "", "new"},
		"replaced": {inPlace, func() { _ = os.WriteFile("g", []byte("other"), 0o600); _ = os.Rename("g", "f") },
			"f: changed by another program since it was read, and not written; run the command again", "other"},
		"replaced, forced":     {WriteOptions{Overwrite: true}, func() { _ = os.WriteFile("g", []byte("other"), 0o600); _ = os.Rename("g", "f") }, "", "new"},
		"replaced by the same": {inPlace, func() { _ = os.WriteFile("g", []byte("old"), 0o600); _ = os.Rename("g", "f") }, "", "new"},
		"written to": {inPlace, func() { _ = os.WriteFile("f", []byte("other"), 0o600) },
			"f: changed by another program since it was read, and not written; run the command again", "other"},
	} {
		tree(t, map[string]string{"f": "old"})
		unlock := locked(t, "f")
		waits := make(chan bool, 1)
		g := newGroup()
		g.lock = func(f *os.File) (func(), error) {
			unlock, err := lockFile(f)
			if errors.Is(err, errLocked) {
				select {
				case waits <- true:
				default:
				}
			}
			return unlock, err
		}
		done := make(chan error)
		go func() { done <- g.WriteFile("f", []byte("new"), tt.opt) }()
		<-waits
		content(t, "f", "old")
		tt.meet()
		unlock()
		if err := <-done; message(err) != tt.want {
			t.Errorf("%s: got  %v\nwant %s", name, err, tt.want)
		}
		content(t, "f", tt.left)
		onlyFiles(t, ".", "f")
	}
}

// TestHoldGivesUp has another program keep the lock.
func TestHoldGivesUp(t *testing.T) {
	if stuckOpen {
		t.Skip("a lock is its thread's on this system")
	}
	tree(t, map[string]string{"f": "old", "g": "old"})
	defer locked(t, "f")()
	g := newGroup()
	g.lockWait = time.Millisecond
	var o outcomes
	o.put(t, g, "f", "new", WriteOptions{Overwrite: true})
	o.put(t, g, "g", "new", WriteOptions{Overwrite: true})
	o.flush(t, g, "f: not written: another program has it locked, for 1ms now; run the command again", "g: written")
	content(t, "f", "old")
	onlyFiles(t, ".", "f", "g")
}

// TestRenameWantsClosed has a file server not replace what is open.
func TestRenameWantsClosed(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	g := newGroup()
	tries := 0
	g.rename = func(f *os.File, from, to string) error {
		if tries++; tries == 1 {
			return fs.ErrPermission
		}
		return rename(f, from, to)
	}
	if err := g.WriteFile("f", []byte("new"), WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}); err != nil {
		t.Error(err)
	}
	content(t, "f", "new")
	onlyFiles(t, ".", "f")
}

// TestSecret looks for names of clear content while the file that it is to replace is
// sealed. Where it must have one, it has it while the file is staged.
func TestSecret(t *testing.T) {
	secret := WriteOptions{Mode: 0o600, Overwrite: true, IfUnchanged: StampOf([]byte("sealed"))}
	for _, named := range []bool{false, true} {
		tree(t, map[string]string{"f": "sealed", "g": "sealed", "h": "sealed"})
		g := newGroup()
		if named {
			g.openUnnamed = func(string, fs.FileMode) (*os.File, error) { return nil, errors.ErrUnsupported }
		} else if !g.hasUnnamed(".") {
			continue
		}
		var o outcomes
		o.put(t, g, "f", "clear", secret)
		content(t, "f", map[bool]string{false: "sealed", true: "clear"}[named])
		onlyFiles(t, ".", "f", "g", "h")
		if err := os.WriteFile("h", []byte("another"), 0o600); err != nil {
			t.Fatal(err)
		}
		o.put(t, g, "g", "clear", secret)
		o.put(t, g, "h", "clear", secret)
		o.put(t, g, "new", "clear", WriteOptions{Mode: 0o600})
		o.flush(t, g, "f: written", "g: written",
			"h: changed by another program since it was read, and not written; run the command again", "new: written")
		content(t, "g", "clear")
		content(t, "h", "another")
		onlyFiles(t, ".", "f", "g", "h", "new")
	}
}

// TestSecretSyncFails has the second sync of a file fail, which makes its name last.
func TestSecretSyncFails(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	if !g.hasUnnamed(".") {
		t.Skip("files have names on this system")
	}
	syncs := 0
	g.syncFile = func(*os.File) error {
		if syncs++; syncs == 2 {
			return errors.New("boom")
		}
		return nil
	}
	err := g.WriteFile("f", nil, WriteOptions{Mode: 0o600})
	if want := "f: written, but it may not last if the machine fails now: boom"; message(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
