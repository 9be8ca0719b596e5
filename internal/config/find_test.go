package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// tree is a file system below the root that counts how often files are looked for.
type tree struct {
	fstest.MapFS
	fault  map[string]error // of opening
	locked map[string]bool  // folders that must not be searched

	mu     sync.Mutex
	looked []string
}

func (t *tree) Open(name string) (fs.File, error) {
	if err := t.fault[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return t.MapFS.Open(inTree(name))
}

func (t *tree) Stat(name string) (fs.FileInfo, error) { return fs.Stat(t.MapFS, inTree(name)) }

func (t *tree) Lstat(name string) (fs.FileInfo, error) {
	if t.locked[filepath.Dir(name)] {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrPermission}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.looked = append(t.looked, name)
	return t.MapFS.Lstat(inTree(name))
}

func inTree(name string) string {
	return strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(name, filepath.VolumeName(name))), "/")
}

// abs returns the system's name for a path below the root.
func abs(t testing.TB, path string) string {
	t.Helper()
	name, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func file(src string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(src), Mode: 0o644} }

func TestFind(t *testing.T) {
	files := &tree{MapFS: fstest.MapFS{
		FileName:                        file("rules: {FV101: off}"),
		"shop/" + FileName:              file("rules: {FV102: off}"),
		"shop/lobby/.git/HEAD":          file(""),
		"shop/hall/east/" + FileName:    file("rules: {FV103: off}"),
		"shop/linked/" + FileName:       {Data: []byte("../hall/east/" + FileName), Mode: fs.ModeSymlink},
		"shop/hall/east/far/away/a.cfg": file(""),
	}}
	finder := newFinder(files, abs(t, "/shop"))
	for _, c := range []struct{ file, rule, name, path string }{
		{"/a.cfg", "FV101", abs(t, "/.fvcfg.yaml"), "a.cfg"},
		{"/other/b/a.cfg", "FV101", abs(t, "/.fvcfg.yaml"), "other/b/a.cfg"},
		{"/shop/a.cfg", "FV102", ".fvcfg.yaml", "a.cfg"},
		{"/shop/lobby/a.cfg", "FV102", ".fvcfg.yaml", "lobby/a.cfg"},
		{"/shop/hall/a.cfg", "FV102", ".fvcfg.yaml", "hall/a.cfg"},
		{"/shop/hall/east/a.cfg", "FV103", filepath.Join("hall", "east", ".fvcfg.yaml"), "a.cfg"},
		{"/shop/hall/east/far/away/a.cfg", "FV103", filepath.Join("hall", "east", ".fvcfg.yaml"), "far/away/a.cfg"},
		{"/shop/linked/a.cfg", "FV103", filepath.Join("linked", ".fvcfg.yaml"), "a.cfg"},
	} {
		config, path, err := finder.Find(abs(t, c.file))
		if err != nil || !slices.Equal(config.Disable, []string{c.rule}) || config.Name != c.name || path != c.path {
			t.Errorf("%s: %+v, %q, %v", c.file, config, path, err)
		}
	}
	slices.Sort(files.looked)
	if twice := len(files.looked) - len(slices.Compact(slices.Clone(files.looked))); twice > 0 {
		t.Errorf("%d files were looked for twice: %q", twice, files.looked)
	}
}

func TestFindNone(t *testing.T) {
	files := &tree{MapFS: fstest.MapFS{"shop/a.cfg": file("")}}
	finder := newFinder(files, "")
	for range 10000 {
		if config, path, err := finder.Find(abs(t, "/shop/hall/a.cfg")); config != nil || path != "" || err != nil {
			t.Fatalf("%+v, %q, %v", config, path, err)
		}
	}
	if len(files.looked) != 3*(1+len(nearNames)) || len(finder.given) != 1 {
		t.Errorf("looked for %q, and took %d folders apart", files.looked, len(finder.given))
	}
}

// TestFindPastLockedFolder checks that a folder that must not be searched is passed by:
// its files can be within reach all the same, from a folder further down.
func TestFindPastLockedFolder(t *testing.T) {
	files := &tree{MapFS: fstest.MapFS{"shop/hall/" + FileName: file("rule: x"), "shop/" + FileName: file("")}, locked: map[string]bool{abs(t, "/shop/hall"): true}}
	config, path, err := newFinder(files, "").Find(abs(t, "/shop/hall/east/a.cfg"))
	if config == nil || path != "hall/east/a.cfg" || err != nil {
		t.Errorf("%+v, %q, %v", config, path, err)
	}
}

func TestFindErrors(t *testing.T) {
	const denied = "/denied/" + FileName
	for _, c := range []struct {
		name, folder string
		entry        *fstest.MapFile
		want         string
	}{
		{"wrong", "wrong", file("rule: x"), `wrong/.fvcfg.yaml:1:1: no option "rule" in a configuration; did you mean rules?`},
		{"folder", "dir", &fstest.MapFile{Mode: fs.ModeDir | 0o755}, "dir/.fvcfg.yaml: the configuration cannot be read: it is a folder"},
		{"pipe", "pipe", &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}, "pipe/.fvcfg.yaml: the configuration cannot be read: it is no regular file"},
		{"link to nothing", "link", &fstest.MapFile{Data: []byte("nowhere"), Mode: fs.ModeSymlink}, "link/.fvcfg.yaml: the configuration cannot be read: it is a link to nothing"},
		{"large", "large", file(strings.Repeat("#", MaxSize+1)), "large/.fvcfg.yaml: the configuration cannot be read: it is larger than 1 MiB, which no configuration is"},
		{"not allowed", "denied", file(""), "denied/.fvcfg.yaml: the configuration cannot be read: permission denied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := &tree{
				MapFS: fstest.MapFS{c.folder + "/" + FileName: c.entry, FileName: file("")},
				fault: map[string]error{abs(t, denied): fs.ErrPermission},
			}
			finder := newFinder(files, abs(t, "/"))
			_, _, first := finder.Find(abs(t, "/"+c.folder+"/a/a.cfg"))
			if want := filepath.FromSlash(c.want); first == nil || !strings.HasSuffix(strings.ReplaceAll(first.Error(), "permission denied", fs.ErrPermission.Error()), strings.ReplaceAll(want, "permission denied", fs.ErrPermission.Error())) {
				t.Errorf("%v, want %s", first, c.want)
			}
			var wrong *Error
			var unread *FileError
			if errors.As(first, &wrong) == errors.As(first, &unread) {
				t.Errorf("%T", first)
			}
			if _, _, second := finder.Find(abs(t, "/"+c.folder+"/b/b.cfg")); second != first {
				t.Errorf("another error for another file: %v", second)
			}
			if config, _, err := finder.Find(abs(t, "/other/a.cfg")); config == nil || err != nil {
				t.Errorf("what is elsewhere is not found: %v", err)
			}
		})
	}
}

// TestFindOnDisk checks what only the system knows: links to folders and "..".
func TestFindOnDisk(t *testing.T) {
	root := t.TempDir()
	write := func(name, src string) {
		t.Helper()
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("real/"+FileName, "rules: {FV101: off}\nmodels: [{files: deep/*.cfg, model: X6}]")
	write("real/deep/a.cfg", "")
	write("links/"+FileName, "rules: {FV102: off}")
	if err := os.Symlink(filepath.Join(root, "real", "deep"), filepath.Join(root, "links", "deep")); err != nil {
		t.Logf("no links here: %v", err)
		return
	}
	separator := string(filepath.Separator)
	for _, c := range []struct{ file, rule, path string }{
		{strings.Join([]string{root, "real", "deep", "a.cfg"}, separator), "FV101", "deep/a.cfg"},
		{strings.Join([]string{root, "links", "deep", "a.cfg"}, separator), "FV102", "deep/a.cfg"},
		{strings.Join([]string{root, "links", "deep", "..", "a.cfg"}, separator), "FV101", "a.cfg"},
		{strings.Join([]string{root, "links", ".", "a.cfg"}, separator), "FV102", "a.cfg"},
	} {
		config, path, err := NewFinder().Find(c.file)
		if err != nil || !slices.Equal(config.Disable, []string{c.rule}) || path != c.path {
			t.Errorf("%s: %+v, %q, %v", c.file, config, path, err)
		}
	}
	given, err := Load(strings.Join([]string{root, "links", "deep", "..", FileName}, separator))
	if err != nil {
		t.Fatal(err)
	}
	always := Always(given)
	for name, want := range map[string]string{"real/deep/a.cfg": "deep/a.cfg", "links/a.cfg": "../links/a.cfg"} {
		config, path, err := always.Find(filepath.Join(root, filepath.FromSlash(name)))
		if config != given || path != want || err != nil {
			t.Errorf("%s: %q, %v", name, path, err)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(filepath.Join(dir, "missing.yaml"))
	var unread *FileError
	if !errors.As(err, &unread) || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "missing.yaml: the configuration cannot be read: ") {
		t.Errorf("%v", err)
	}
	if _, err = Load(dir); !errors.As(err, &unread) || !strings.HasSuffix(err.Error(), "it is a folder") {
		t.Errorf("%v", err)
	}
}

func TestFindConcurrently(t *testing.T) {
	files := &tree{MapFS: fstest.MapFS{"shop/" + FileName: file("")}}
	finder := newFinder(files, "")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 200 {
				name := abs(t, fmt.Sprintf("/shop/%d/%d.cfg", (i+j)%5, j))
				if config, _, err := finder.Find(name); config == nil || err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
	group.Wait()
	if len(files.looked) != 6*(1+len(nearNames)) {
		t.Errorf("looked for %q", files.looked)
	}
}
