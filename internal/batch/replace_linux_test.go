package batch

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestReplaceSwaps has the replaced content under the other name, where the file
// system can do that, and one content in any case.
func TestReplaceSwaps(t *testing.T) {
	tree(t, map[string]string{"temp": "new", "f": "old"})
	if err := replace("temp", "f"); err != nil {
		t.Fatal(err)
	}
	content(t, "f", "new")
	if err := swap("f", "f"); err != nil {
		t.Skipf("names are not swapped here: %v", err)
	}
	content(t, "temp", "old")
}

// TestReplaceRenames has something else than a file under the name, or nothing.
func TestReplaceRenames(t *testing.T) {
	tree(t, map[string]string{"a": "1", "b": "2", "c": "3", "link": "-> kept", "kept": "4", "dir/x": "5"})
	if err := replace("a", "new"); err != nil {
		t.Error(err)
	}
	if err := replace("b", "link"); err != nil {
		t.Error(err)
	}
	if err := replace("c", "dir"); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if err := replace("gone", "kept"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	want := map[string]string{"new": "1", "link": "2", "c": "3", "kept": "4", "dir/x": "5"}
	if got := listing(t); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestReplaceUnswapped has a system not swap names, and one not answer.
func TestReplaceUnswapped(t *testing.T) {
	for err, want := range map[unix.Errno]map[string]string{
		unix.EINVAL: {"f": "new"},
		unix.EIO:    {"f": "old", "temp": "new"},
	} {
		tree(t, map[string]string{"temp": "new", "f": "old"})
		got := replaceBy(func(string, string) error { return err }, "temp", "f")
		if files := listing(t); !maps.Equal(files, want) || (got == nil) != (len(want) == 1) {
			t.Errorf("%v: %q, error %v", err, files, got)
		}
	}
}

// TestNotSwapped has only what says that nothing was done be followed by a rename.
func TestNotSwapped(t *testing.T) {
	for err, want := range map[unix.Errno]bool{
		unix.EINVAL: true, unix.ENOSYS: true, unix.EOPNOTSUPP: true, unix.EPERM: true, unix.ENOENT: true,
		unix.EIO: false, unix.EINTR: false, unix.ESTALE: false, unix.EACCES: false, unix.ENOSPC: false,
	} {
		if got := notSwapped(&os.LinkError{Err: err}); got != want {
			t.Errorf("%v: %v", err, got)
		}
	}
}
