package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

// TestReadProc reads a file that says it is empty and is not.
func TestReadProc(t *testing.T) {
	data, err := new(Reader).Read(Input{"/proc/self/status"})
	if err != nil || len(data) == 0 {
		t.Errorf("%d bytes, error %v", len(data), err)
	}
}

// TestWriteNameless writes through a link to a file whose name is gone: the
// link's text is no path to it.
func TestWriteNameless(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := os.Create("f")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := os.Remove("f"); err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("/proc/self/fd/%d", f.Fd())
	err = write(name, []byte("x"), WriteOptions{Overwrite: true})
	if want := name + ": cannot be written: the link leads to a file that has no name"; message(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	onlyFiles(t, ".")
}

// TestRenameUnnamed has a name be another's, and a rename fail.
func TestRenameUnnamed(t *testing.T) {
	tree(t, map[string]string{"f": "sealed", "beside": "another's", "d/x": ""})
	f, err := openUnnamed(".", 0o600)
	if err != nil {
		t.Skipf("files have names here: %v", err)
	}
	defer f.Close()
	if left, err := renameUnnamed(f, "beside", "f"); left || !errors.Is(err, fs.ErrExist) {
		t.Errorf("left %v, error %v", left, err)
	}
	content(t, "f", "sealed")
	if left, err := renameUnnamed(f, "new", "d"); !left || err == nil {
		t.Errorf("left %v, error %v", left, err)
	}
	content(t, "new", "")
}

// TestSecretLeft has the name be removed that a rename failed to take away.
func TestSecretLeft(t *testing.T) {
	tree(t, map[string]string{"f": "sealed"})
	g := newGroup()
	var o outcomes
	o.put(t, g, "f", "clear", WriteOptions{Mode: 0o600, Overwrite: true})
	if err := errors.Join(os.Remove("f"), os.Mkdir("f", 0o755)); err != nil {
		t.Fatal(err)
	}
	o.flush(t, g, "f: cannot be written: is a directory")
	onlyFiles(t, ".", "f")
}
