package batch

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// newGroup makes a group that has nothing to note.
func newGroup() *Group {
	return NewGroup(func(text string) { panic("a note: " + text) })
}

func write(name string, data []byte, opt WriteOptions) error {
	return newGroup().WriteFile(name, data, opt)
}

func writeBy(name string, opt WriteOptions, fill func(io.Writer) error) error {
	return newGroup().writeFile(name, opt, fill)
}

// onlyFiles fails when there is more or less in dir than these: a temporary
// file that was left, for one.
func onlyFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func content(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %.40q, want %.40q (error %v)", name, got, want, err)
	}
}

func TestWriteFile(t *testing.T) {
	long := strings.Repeat("é", 120) + ".cfg" // near the end of what a name can be
	tests := []struct {
		name   string
		files  map[string]string
		target string
		opt    WriteOptions
		lands  string // where "new" is found
		err    string // or this error, and every file as it was
	}{
		{name: "new", target: "f", lands: "f"},
		{name: "new, may overwrite", target: "f", opt: WriteOptions{Overwrite: true}, lands: "f"},
		{name: "long name", target: long, lands: long},
		{name: "exists", files: map[string]string{"f": "old"}, target: "f",
			err: "f: exists; use --force to overwrite"},
		{name: "overwrite", files: map[string]string{"f": "old"}, target: "f",
			opt: WriteOptions{Overwrite: true}, lands: "f"},
		{name: "in place", files: map[string]string{"f": "old"}, target: "f",
			opt: WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}, lands: "f"},
		{name: "changed, same size", files: map[string]string{"f": "odd"}, target: "f",
			opt: WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))},
			err: "f: changed by another program since it was read, and not written; run the command again"},
		{name: "changed, longer", files: map[string]string{"f": "old and more"}, target: "f",
			opt: WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))},
			err: "f: changed by another program since it was read, and not written; run the command again"},
		{name: "removed", target: "f",
			opt: WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))},
			err: "f: removed by another program since it was read, and not written; run the command again"},
		{name: "directory", files: map[string]string{"d/f": "old"}, target: "d", opt: WriteOptions{Overwrite: true},
			err: "d: a directory, not a regular file"},
		{name: "directory with a slash", files: map[string]string{"d/f": "old"}, target: "d/", opt: WriteOptions{Overwrite: true},
			err: "d/: a directory, not a regular file"},
		{name: "no folder", target: filepath.Join("no", "f"),
			err: filepath.Join("no", "f") + ": cannot be written: its folder does not exist"},
		{name: "a file for a folder", files: map[string]string{"f": "old"}, target: filepath.Join("f", "g"),
			err: filepath.Join("f", "g") + ": cannot be written: "},
		{name: "no name", target: "", err: `"": cannot be written: `},
		{name: "link", files: map[string]string{"d/f": "old", "l": "-> d/f"}, target: "l",
			opt: WriteOptions{Overwrite: true}, lands: "d/f"},
		{name: "link, exists", files: map[string]string{"d/f": "old", "l": "-> d/f"}, target: "l",
			err: "l: exists; use --force to overwrite"},
		{name: "links in a row", files: map[string]string{"d/f": "old", "d/k": "-> f", "l": "-> d/k"}, target: "l",
			opt: WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}, lands: "d/f"},
		{name: "link to nothing yet", files: map[string]string{"d/x": "", "l": "-> d/f"}, target: "l", lands: "d/f"},
		{name: "link to a directory", files: map[string]string{"d/f": "old", "l": "-> d"}, target: "l",
			opt: WriteOptions{Overwrite: true}, err: "l: a directory, not a regular file"},
		{name: "up from a folder behind a link", target: "to/l", opt: WriteOptions{Overwrite: true}, lands: "a/f",
			files: map[string]string{"a/f": "old", "a/b/l": "-> ../f", "to": "-> a/b", "f": "another"}},
		{name: "up in a link behind a link", target: "l", opt: WriteOptions{Overwrite: true}, lands: "a/f",
			files: map[string]string{"a/f": "old", "a/b/x": "", "to": "-> a/b", "f": "another", "l": "-> to/../k", "a/k": "-> f"}},
		{name: "a circle of links", files: map[string]string{"l": "-> k", "k": "-> l"}, target: "l",
			err: "l: cannot be written: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree(t, tt.files)
			before := listing(t)
			err := write(tt.target, []byte("new"), tt.opt)
			if tt.err != "" {
				if !strings.HasPrefix(message(err), tt.err) {
					t.Errorf("got  %v\nwant %s", err, tt.err)
				}
			} else {
				if err != nil {
					t.Fatal(err)
				}
				before[filepath.FromSlash(tt.lands)] = "new"
			}
			if got := listing(t); !maps.Equal(got, before) {
				t.Errorf("got  %q\nwant %q", got, before)
			}
		})
	}
}

// listing is every file below the working directory and its content, and
// every link and where it leads.
func listing(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(name)
			all[name] = "-> " + to
			return err
		}
		data, err := os.ReadFile(name)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWriteErrorsAreTyped(t *testing.T) {
	tree(t, map[string]string{"f": "old", "d/x": ""})
	var (
		exists     *ExistsError
		changed    *ChangedError
		notRegular *NotRegularError
	)
	if err := write("f", nil, WriteOptions{}); !errors.As(err, &exists) || !errors.Is(err, fs.ErrExist) {
		t.Errorf("no ExistsError: %v", err)
	}
	opt := WriteOptions{Overwrite: true, IfUnchanged: StampOf(nil)}
	if err := write("f", nil, opt); !errors.As(err, &changed) || changed.Gone {
		t.Errorf("no ChangedError: %v", err)
	}
	if err := write("nope", nil, opt); !errors.As(err, &changed) || !changed.Gone {
		t.Errorf("no ChangedError: %v", err)
	}
	if err := write("d", nil, opt); !errors.As(err, &notRegular) {
		t.Errorf("no NotRegularError: %v", err)
	}
	if err := write("no/f", nil, WriteOptions{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("not fs.ErrNotExist: %v", err)
	}
}

// TestWriteReadOnly holds for root as well, who could write the file.
func TestWriteReadOnly(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	if err := os.Chmod("f", 0o444); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("f", 0o644) }) // Windows could not remove it
	err := write("f", []byte("new"), WriteOptions{Overwrite: true, Mode: 0o600})
	var readOnly *ReadOnlyError
	if !errors.As(err, &readOnly) || !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("no ReadOnlyError: %v", err)
	}
	if want := "f: read-only (mode 0444), and not written; make it writable first"; err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
}

// TestWriteFails breaks off at each stage.
func TestWriteFails(t *testing.T) {
	boom := errors.New("boom")
	stages := map[string]func(w io.Writer) error{
		"at once": func(io.Writer) error { return boom },
		"halfway": func(w io.Writer) error {
			_, err := io.WriteString(w, "half of")
			return errors.Join(err, boom)
		},
		"before the sync": func(w io.Writer) error { return w.(*os.File).Close() },
		"at the rename":   func(w io.Writer) error { return os.Remove(w.(*os.File).Name()) },
	}
	if filepath.Separator == '\\' {
		delete(stages, "at the rename") // an open file cannot be removed there
	}
	for name, fill := range stages {
		for _, overwrite := range []bool{true, false} {
			tree(t, map[string]string{"f": "old"})
			target, left := "f", []string{"f"}
			if !overwrite {
				target = "g"
			}
			err := writeBy(target, WriteOptions{Overwrite: overwrite}, fill)
			if !strings.HasPrefix(message(err), target+": cannot be written: ") {
				t.Errorf("%s: error %v", name, err)
			}
			content(t, "f", "old")
			onlyFiles(t, ".", left...)
		}
	}
}

func TestWritePanicLeavesNothing(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	func() {
		defer func() { _ = recover() }()
		_ = writeBy("f", WriteOptions{Overwrite: true}, func(w io.Writer) error {
			// Closed since Windows removes no open file.
			panic(w.(*os.File).Close())
		})
	}()
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
}

// TestWriteTempName has the temporary file beside the target, where a rename
// is possible, and hidden.
func TestWriteTempName(t *testing.T) {
	tree(t, map[string]string{"d/f.cfg": "old", "l": "-> d/f.cfg"})
	err := writeBy("l", WriteOptions{Overwrite: true}, func(w io.Writer) error {
		dir, base := filepath.Split(w.(*os.File).Name())
		if filepath.Base(dir) != "d" || !strings.HasPrefix(base, ".f.cfg.tmp-") {
			t.Errorf("%s in %s", base, dir)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestWriteOvertaken has another program come in while the file is written.
func TestWriteOvertaken(t *testing.T) {
	other := func(io.Writer) error { return os.WriteFile("f", []byte("other"), 0o600) }
	t.Run("making it", func(t *testing.T) {
		t.Chdir(t.TempDir())
		var exists *ExistsError
		if err := writeBy("f", WriteOptions{}, other); !errors.As(err, &exists) {
			t.Errorf("no ExistsError: %v", err)
		}
		content(t, "f", "other")
		onlyFiles(t, ".", "f")
	})
	t.Run("changing it", func(t *testing.T) {
		tree(t, map[string]string{"f": "old"})
		var changed *ChangedError
		opt := WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}
		if err := writeBy("f", opt, other); !errors.As(err, &changed) {
			t.Errorf("no ChangedError: %v", err)
		}
		content(t, "f", "other")
		onlyFiles(t, ".", "f")
	})
	t.Run("removing it", func(t *testing.T) {
		tree(t, map[string]string{"f": "old"})
		var changed *ChangedError
		opt := WriteOptions{Overwrite: true, IfUnchanged: StampOf([]byte("old"))}
		err := writeBy("f", opt, func(io.Writer) error { return os.Remove("f") })
		if !errors.As(err, &changed) || !changed.Gone {
			t.Errorf("no ChangedError: %v", err)
		}
		onlyFiles(t, ".")
	})
}

// TestWriteOneWins has many writers make one file.
func TestWriteOneWins(t *testing.T) {
	t.Chdir(t.TempDir())
	var wg sync.WaitGroup
	won := make(chan string, 20)
	for i := range 20 {
		text := strings.Repeat(string(rune('a'+i)), 10_000)
		wg.Go(func() {
			var exists *ExistsError
			switch err := write("f", []byte(text), WriteOptions{}); {
			case err == nil:
				won <- text
			case !errors.As(err, &exists):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(won) != 1 {
		t.Fatalf("%d writers made the file", len(won))
	}
	content(t, "f", <-won)
	onlyFiles(t, ".", "f")
}

// TestRenameClaimed is for file systems without hard links.
func TestRenameClaimed(t *testing.T) {
	tree(t, map[string]string{"there": "old"})
	g := newGroup()
	claim := func(from, to string) error {
		f, err := createNew(from, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteString("new"); err != nil {
			t.Error(err)
		}
		return g.renameClaimed(&temp{File: f, name: from}, to)
	}
	if err := claim("from", "there"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("not fs.ErrExist: %v", err)
	}
	content(t, "there", "old")
	if err := claim("another", "to"); err != nil {
		t.Error(err)
	}
	content(t, "to", "new")
	g.rename = func(*os.File, string, string) error { return fs.ErrPermission }
	if err := claim("third", "again"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("not fs.ErrPermission: %v", err)
	}
	onlyFiles(t, ".", "from", "there", "third", "to")
}

func TestTruncate(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "abc"}, {"aéé", 3, "aé"}, {"aéé", 4, "aé"}, {"é", 1, ""}} {
		if got := truncate(tt.in, tt.n); got != tt.want {
			t.Errorf("%q to %d: %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}
