package batch

import (
	"fmt"
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
	err = WriteFile(name, []byte("x"), WriteOptions{Overwrite: true})
	if want := name + ": cannot be written: the link leads to a file that has no name"; message(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	onlyFiles(t, ".")
}
