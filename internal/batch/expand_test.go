package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes files in a new folder, which becomes the working directory, and
// links where the content starts with "-> ".
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if to, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(filepath.FromSlash(to), name)
		} else if !strings.HasSuffix(name, "/") {
			err = os.WriteFile(name, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func names(inputs []Input) []string {
	var out []string
	for _, in := range inputs {
		out = append(out, filepath.ToSlash(in.Name))
	}
	return out
}

func TestExpand(t *testing.T) {
	tree(t, map[string]string{
		"d/b.cfg": "b", "d/a.TXT": "a", "d/sub/c.Xml": "c", "d/sub.cfg/in.cfg": "in",
		"d/note.md": "n", "d/.hidden.cfg": "h", "d/.git/config.cfg": "g", "d/.b.cfg.tmp-1": "t",
		"d/link.cfg": "-> ../other/o.cfg", "d/same.cfg": "-> b.cfg", "d/out": "-> ../other",
		"d/dir.cfg":   "-> ../other",
		"other/o.cfg": "o", "plain": "p", "to-d": "-> d", "empty/readme.md": "r",
		"dangling/gone.cfg": "-> nowhere", "gone": "-> nowhere", "x.bin": "x",
	})
	all := []string{"d/a.TXT", "d/b.cfg", "d/link.cfg", "d/sub/c.Xml", "d/sub.cfg/in.cfg"}
	abs, err := filepath.Abs("plain")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		opt  ExpandOptions
		want []string
		errs []string
	}{
		{name: "none"},
		{name: "a file of any name", args: []string{"plain", "x.bin"}, want: []string{"plain", "x.bin"}},
		{name: "standard input once", args: []string{"-", "plain", "-"}, want: []string{"-", "plain"}},
		{name: "a folder", args: []string{"d"}, want: all},
		{name: "a folder twice", args: []string{"d", "./d", "to-d"}, want: all},
		{name: "a link to a folder", args: []string{"to-d/"}, want: []string{
			"to-d/a.TXT", "to-d/b.cfg", "to-d/link.cfg", "to-d/sub/c.Xml", "to-d/sub.cfg/in.cfg"}},
		{name: "a hidden folder that was named", args: []string{"d/.git"}, want: []string{"d/.git/config.cfg"}},
		{name: "order of the arguments", args: []string{"d/sub", "plain", "d/b.cfg"},
			want: []string{"d/sub/c.Xml", "plain", "d/b.cfg"}},
		{name: "one file, several ways", args: []string{"plain", "./plain", "d/../plain", abs}, want: []string{"plain"}},
		{name: "a link and its file", args: []string{"d/same.cfg", "d/b.cfg"}, want: []string{"d/same.cfg"}},
		{name: "each name", args: []string{"d", "d/same.cfg", "to-d"}, opt: ExpandOptions{EachName: true},
			want: []string{"d/a.TXT", "d/b.cfg", "d/link.cfg", "d/same.cfg", "d/sub/c.Xml", "d/sub.cfg/in.cfg"}},
		{name: "other extensions", args: []string{"d"}, opt: ExpandOptions{Extensions: []string{".md"}},
			want: []string{"d/note.md"}},
		{name: "others as well", args: []string{"d", "empty"}, opt: ExpandOptions{Extensions: []string{".csv"}, Also: func(name string) bool { return strings.HasSuffix(name, "note.md") }},
			want: []string{"d/note.md"}, errs: []string{"no .csv file in empty"}},
		{name: "missing", args: []string{"nope", "plain"}, want: []string{"plain"},
			errs: []string{"nope: no such file or folder"}},
		{name: "the empty name", args: []string{""}, errs: []string{`"": no such file or folder`}},
		{name: "a name that would move the cursor", args: []string{"a\x1b[2Kb"},
			errs: []string{`"a\x1b[2Kb": no such file or folder`}},
		{name: "a link to nothing", args: []string{"gone", "dangling"}, errs: []string{
			"gone: a link to nowhere, which does not exist",
			filepath.FromSlash("dangling/gone.cfg: a link to nowhere, which does not exist")}},
		{name: "empty folders and a good one", args: []string{"empty", "other", "empty"}, want: []string{"other/o.cfg"},
			errs: []string{"no .cfg, .txt or .xml file in empty", "no .cfg, .txt or .xml file in empty"}},
		{name: "empty for one extension", args: []string{"d"}, opt: ExpandOptions{Extensions: []string{".csv"}},
			errs: []string{"no .csv file in d"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inputs, err := Expand(tt.args, tt.opt)
			if got := names(inputs); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			if got := message(err); got != strings.Join(tt.errs, "\n") {
				t.Errorf("errors:\n%s\nwant:\n%s", got, strings.Join(tt.errs, "\n"))
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestExpandErrorsAreTyped(t *testing.T) {
	tree(t, map[string]string{"empty/": ""})
	if err := os.Mkdir("empty", 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Fatal(err)
	}
	_, err := Expand([]string{"nope", "empty"}, ExpandOptions{})
	var missing *MissingError
	if !errors.As(err, &missing) || missing.Name != "nope" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no MissingError in %v", err)
	}
	var empty *EmptyDirError
	if !errors.As(err, &empty) || empty.Dir != "empty" {
		t.Errorf("no EmptyDirError in %v", err)
	}
}

func TestInputString(t *testing.T) {
	for in, want := range map[string]string{
		"-": "standard input", "a b.cfg": "a b.cfg", "café.cfg": "café.cfg", "a\nb": `"a\nb"`, "a\xffb": `"a\xffb"`,
	} {
		if got := (Input{in}).String(); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}
