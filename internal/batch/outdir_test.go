package batch

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestOutputPath(t *testing.T) {
	for input, want := range map[string]string{
		"a.cfg":                                filepath.Join("out", "a.cfg"),
		filepath.Join("..", "x", "y", "b"):     filepath.Join("out", "b"),
		"-":                                    "",
		".":                                    "",
		"..":                                   "",
		filepath.Join("x", "..", ".."):         "",
		string(filepath.Separator):             "",
		"." + string(filepath.Separator) + "-": filepath.Join("out", "-"),
	} {
		got, err := OutputPath("out", input)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", input, got, err, want)
		}
	}
}

func TestOutDir(t *testing.T) {
	tree(t, map[string]string{
		"a/x.cfg": "", "b/x.cfg": "", "b/y.cfg": "", "to-b": "-> b", "out/l.cfg": "-> ../b/y.cfg", "l.cfg": "",
	})
	in := func(name string) Input { return Input{filepath.FromSlash(name)} }
	all := []Input{in("a/x.cfg"), in("b/x.cfg"), in("b/y.cfg"), in("l.cfg"), in("-")}

	t.Run("clash", func(t *testing.T) {
		o := NewOutDir("elsewhere", all)
		for range 2 { // the same input may ask again
			if got, err := o.Path(in("a/x.cfg")); err != nil || got != filepath.Join("elsewhere", "x.cfg") {
				t.Errorf("%q, %v", got, err)
			}
		}
		var clash *OutputClashError
		_, err := o.Path(in("b/x.cfg"))
		if !errors.As(err, &clash) || clash.Other != in("a/x.cfg").Name || clash.Input != in("b/x.cfg").Name {
			t.Errorf("no OutputClashError: %v", err)
		}
		if want := in("b/x.cfg").Name + ": its output " + filepath.Join("elsewhere", "x.cfg") + " is that of " +
			in("a/x.cfg").Name + " already; give them in two runs, with a folder each"; message(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if _, err := o.PathAs(in("b/y.cfg"), "x.cfg"); !errors.As(err, &clash) {
			t.Errorf("no OutputClashError: %v", err)
		}
		if got, err := o.PathAs(in("b/y.cfg"), "y.xml"); err != nil || got != filepath.Join("elsewhere", "y.xml") {
			t.Errorf("%q, %v", got, err)
		}
	})
	for name, tt := range map[string]struct {
		dir string
		in  Input
	}{
		"its own folder":         {"a", in("a/x.cfg")},
		"another's folder":       {"b", in("a/x.cfg")},
		"a folder behind a link": {"to-b", in("b/y.cfg")},
		"a link to an input":     {"out", in("l.cfg")},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := NewOutDir(tt.dir, all).Path(tt.in)
			var isInput *OutputIsInputError
			if !errors.As(err, &isInput) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	if _, err := NewOutDir("out", all).Path(in("-")); err == nil {
		t.Error("standard input has a place in a folder")
	}
}
