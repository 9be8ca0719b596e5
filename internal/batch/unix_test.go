//go:build unix

package batch

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestReadSpecialFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	socket, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	for name, want := range map[string]string{
		"/dev/zero": "/dev/zero: a device, not a regular file",
		"socket":    "socket: a socket, not a regular file",
	} {
		_, err := new(Reader).Read(Input{name})
		if message(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestReadPipe(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := syscall.Mkfifo("fifo", 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		limit int64
		ok    bool
	}{{100_000, true}, {99_999, false}} {
		done := make(chan error)
		go func() {
			w, err := os.OpenFile("fifo", os.O_WRONLY, 0)
			if err == nil {
				_, err = w.WriteString(strings.Repeat("x", 100_000))
				w.Close()
			}
			done <- err
		}()
		data, err := (&Reader{Limit: tt.limit}).Read(Input{"fifo"})
		<-done // an error when the reader gave up, as it should
		var tooLarge *TooLargeError
		if tt.ok && (err != nil || len(data) != 100_000) {
			t.Errorf("got %d bytes, error %v", len(data), err)
		}
		if !tt.ok && !errors.As(err, &tooLarge) {
			t.Errorf("limit %d: error %v", tt.limit, err)
		}
	}
}

func TestExpandLeavesOutPipes(t *testing.T) {
	tree(t, map[string]string{"d/a.cfg": "a", "d/z.cfg": "-> p.cfg"})
	if err := syscall.Mkfifo("d/p.cfg", 0o600); err != nil {
		t.Fatal(err)
	}
	inputs, err := Expand([]string{"d"}, ExpandOptions{})
	if err != nil || len(inputs) != 1 || inputs[0].Name != filepath.Join("d", "a.cfg") {
		t.Errorf("in a folder: %v, %v", inputs, err)
	}
	inputs, err = Expand([]string{"d/p.cfg"}, ExpandOptions{})
	if err != nil || len(inputs) != 1 {
		t.Errorf("named: %v, %v", inputs, err)
	}
}

func TestWriteStreams(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := write("/dev/null", []byte("x"), WriteOptions{}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		t.Fatal("/dev/null was replaced")
	}
	err := write("/dev/null", nil, WriteOptions{Overwrite: true, IfUnchanged: StampOf(nil)})
	var notRegular *NotRegularError
	if !errors.As(err, &notRegular) {
		t.Errorf("in place: %v", err)
	}

	if err := syscall.Mkfifo("fifo", 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open("fifo")
		if err != nil {
			got <- err.Error()
			return
		}
		defer f.Close()
		data, _ := io.ReadAll(f)
		got <- string(data)
	}()
	if err := write("fifo", []byte("through"), WriteOptions{}); err != nil {
		t.Error(err)
	}
	select {
	case text := <-got:
		if text != "through" {
			t.Errorf("got %q", text)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing came")
	}
	onlyFiles(t, ".", "fifo")
}

func TestWriteToSocketRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	socket, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	var notRegular *NotRegularError
	if err := write("socket", nil, WriteOptions{Overwrite: true}); !errors.As(err, &notRegular) {
		t.Error(err)
	}
}

func TestUmask(t *testing.T) {
	t.Chdir(t.TempDir())
	defer syscall.Umask(syscall.Umask(0o027))
	for _, tt := range []struct{ ask, want fs.FileMode }{{0, 0o640}, {0o644, 0o644}, {0o600, 0o600}} {
		os.Remove("f")
		if err := write("f", nil, WriteOptions{Mode: tt.ask}); err != nil {
			t.Fatal(err)
		}
		if got := modeOf(t, "f"); got != tt.want {
			t.Errorf("asked for %o, got %o, want %o", tt.ask, got, tt.want)
		}
	}
}

// TestModeBeforeContent looks at the temporary file while it is written.
func TestModeBeforeContent(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	for _, tt := range []struct {
		old, ask, want fs.FileMode // old 0: no file
	}{{0, 0, 0o644}, {0, 0o600, 0o600}, {0o644, 0o600, 0o600}, {0o600, 0, 0o600}, {0o664, 0, 0o664}, {0o600, 0o644, 0o644}} {
		t.Chdir(t.TempDir())
		if tt.old != 0 {
			if err := os.WriteFile("f", nil, tt.old); err != nil {
				t.Fatal(err)
			}
		}
		err := writeBy("f", WriteOptions{Mode: tt.ask, Overwrite: true}, func(w io.Writer) error {
			info, err := w.(*os.File).Stat()
			if err == nil && (info.Mode().Perm() != tt.want || info.Size() != 0) {
				t.Errorf("%+v: mode %o, %d bytes before the first is written", tt, info.Mode(), info.Size())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := modeOf(t, "f"); got != tt.want {
			t.Errorf("%+v: mode %o", tt, got)
		}
	}
}

func TestGroupModes(t *testing.T) {
	t.Chdir(t.TempDir())
	defer syscall.Umask(syscall.Umask(0o027))
	if err := errors.Join(os.WriteFile("kept", nil, 0), os.Chmod("kept", 0o664)); err != nil {
		t.Fatal(err)
	}
	g := newGroup()
	var o outcomes
	o.put(t, g, "kept", "new", WriteOptions{Overwrite: true})
	o.put(t, g, "secret", "new", WriteOptions{Mode: 0o600})
	o.put(t, g, "plain", "new", WriteOptions{})
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".secret") && modeOf(t, e.Name()) != 0o600 {
			t.Errorf("before it is written it has mode %o", modeOf(t, e.Name()))
		}
	}
	o.flush(t, g, "kept: written", "secret: written", "plain: written")
	for name, want := range map[string]fs.FileMode{"kept": 0o664, "secret": 0o600, "plain": 0o640} {
		if got := modeOf(t, name); got != want {
			t.Errorf("%s: mode %o, want %o", name, got, want)
		}
	}
}

// TestGroupFolderGone removes a folder, which Windows does not while a file in it is
// open.
func TestGroupFolderGone(t *testing.T) {
	tree(t, map[string]string{"gone/x": "", "here/x": "old"})
	g := newGroup()
	var o outcomes
	o.put(t, g, "gone/f", "new", WriteOptions{})
	o.put(t, g, "gone/x", "new", WriteOptions{Overwrite: true})
	o.put(t, g, "here/x", "new", WriteOptions{Overwrite: true})
	if err := os.RemoveAll("gone"); err != nil {
		t.Fatal(err)
	}
	const meanwhile = ": cannot be written: its folder, or the temporary file in it, was removed meanwhile"
	o.flush(t, g, "gone/f"+meanwhile, "gone/x"+meanwhile, "here/x: written")
	content(t, "here/x", "new")
	onlyFiles(t, ".", "here")
}

// TestGroupStream has what is no regular file written at once.
func TestGroupStream(t *testing.T) {
	t.Chdir(t.TempDir())
	g := newGroup()
	g.syncFile = func(f *os.File) error { return errors.New("synced " + f.Name()) }
	var o outcomes
	o.put(t, g, "/dev/null", "x", WriteOptions{})
	o.put(t, g, "/dev/null", "x", WriteOptions{IfUnchanged: StampOf(nil)})
	o.flush(t, g, "/dev/null: written", "/dev/null: a device, not a regular file")
}

func modeOf(t *testing.T, name string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestKeepOwner(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("f", []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	uid, gid := os.Getuid(), os.Getgid()
	if uid == 0 {
		uid, gid = 1234, 4321 // only root can give a file away, others keep their own
	}
	if err := os.Chown("f", uid, gid); err != nil {
		t.Fatal(err)
	}
	if err := write("f", []byte("new"), WriteOptions{Overwrite: true}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat("f")
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	if int(stat.Uid) != uid || int(stat.Gid) != gid || info.Mode().Perm() != 0o640 {
		t.Errorf("owner %d:%d mode %o, want %d:%d 640", stat.Uid, stat.Gid, info.Mode().Perm(), uid, gid)
	}
}
