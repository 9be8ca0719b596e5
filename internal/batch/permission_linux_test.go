package batch

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// asNobody calls f without root's rights over files. They hang on a number of
// the thread on Linux, which can be another for a while. f may not start
// goroutines. Who is not root has no such rights and just calls f.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	const nobody = 65534
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
	defer syscall.RawSyscall(syscall.SYS_SETFSUID, 0, 0, 0)
	f()
}

// open lets everybody into the working directory.
func open(t *testing.T, mode fs.FileMode) {
	t.Helper()
	for dir, mode := range map[string]fs.FileMode{".": mode, "..": 0o755} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPermissionRead(t *testing.T) {
	tree(t, map[string]string{"f.cfg": "x", "d/g.cfg": "y", "e/h.cfg": "z"})
	open(t, 0o755)
	for name, mode := range map[string]fs.FileMode{"f.cfg": 0, "d": 0o000} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod("d", 0o755) })
	asNobody(t, func() {
		_, err := new(Reader).Read(Input{"f.cfg"})
		if message(err) != "f.cfg: cannot be read: permission denied" || !errors.Is(err, fs.ErrPermission) {
			t.Error(err)
		}
		inputs, err := Expand([]string{".", "d/g.cfg"}, ExpandOptions{})
		if got := strings.Join(names(inputs), " "); got != "e/h.cfg f.cfg" {
			t.Errorf("inputs %s", got)
		}
		want := "d: the folder cannot be read: permission denied\nd/g.cfg: cannot be looked up: permission denied"
		if message(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	})
}

func TestPermissionWrite(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	open(t, 0o555)
	t.Cleanup(func() { _ = os.Chmod(".", 0o755) })
	asNobody(t, func() {
		err := write("g", []byte("new"), WriteOptions{})
		if message(err) != "g: cannot be written: permission denied" {
			t.Error(err)
		}
	})
	onlyFiles(t, ".", "f")
}

// TestPermissionSweep writes to a folder that cannot be listed, beside a file of another
// user's, which cannot be opened.
func TestPermissionSweep(t *testing.T) {
	tree(t, map[string]string{"d/x": ""})
	open(t, 0o777)
	if err := errors.Join(os.Chmod("d", 0o333), os.WriteFile(".f.tmp-00000001", nil, 0), os.Chown(".f.tmp-00000001", os.Getuid(), -1)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("d", 0o755) })
	n := newNoter()
	asNobody(t, func() {
		for _, name := range []string{"d/f", "d/g", "f"} {
			if err := n.WriteFile(name, []byte("new"), WriteOptions{}); err != nil {
				t.Error(err)
			}
		}
	})
	n.told(t, "d: the folder cannot be searched for what killed commands may have left in it: permission denied",
		".f.tmp-00000001: perhaps left by a command that was killed, and not removed: permission denied")
	content(t, "f", "new")
	content(t, "d/g", "new")
}

// TestPermissionOthersFile is about a file that the folder would let this user
// replace though its own mode does not let him write it.
func TestPermissionOthersFile(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("no other user's file can be made here; root runs the rest")
		return
	}
	tree(t, map[string]string{"f": "old"})
	open(t, 0o777)
	asNobody(t, func() {
		err := write("f", []byte("new"), WriteOptions{Overwrite: true})
		var readOnly *ReadOnlyError
		if !errors.As(err, &readOnly) || err.Error() != "f: not writable for this user, and not written" {
			t.Error(err)
		}
	})
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
}

// TestGroupLost replaces a file of a group that the user is not in.
func TestGroupLost(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("no other group's file can be made here; root runs the rest")
		return
	}
	tree(t, map[string]string{"f": "old"})
	open(t, 0o777)
	if err := errors.Join(os.Chown("f", 65534, 4321), os.Chmod("f", 0o664)); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		if err := write("f", []byte("new"), WriteOptions{Overwrite: true}); err != nil {
			t.Error(err)
		}
	})
	if got := modeOf(t, "f"); got != 0o644 {
		t.Errorf("another group got the rights of the first: mode %o", got)
	}
}
