//go:build unix

package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestManyInOrder stamps files of which some fail, one of them only after it is staged,
// since another program writes to it meanwhile. What is said comes in the order of the
// files, and of none that is not written is it said that it is.
func TestManyInOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	const key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	clear := "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	for _, name := range []string{"a.cfg", "b.cfg", "d.cfg", "e.cfg"} {
		if err := os.WriteFile(name, []byte(clear), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if code := newTestProgram(&out).run([]string{"encrypt", "--scheme", "cbc-prefix-iv", "--key", key, "-w", "d.cfg"}); code != exitOK {
		t.Fatal(out.String())
	}
	p := newTestProgram(&out)
	p.random = meddler{"b.cfg", []byte("another program's")} // when d.cfg is sealed
	code := p.run([]string{"stamp", "--bump", "-w", "--key", key, "a.cfg", "b.cfg", "missing.cfg", "d.cfg", "e.cfg"})
	want := regexp.MustCompile(`^fvcfg: a.cfg: 2.0002 -> 2.0003
fvcfg: d.cfg: 2.0002 -> 2.0003
fvcfg: e.cfg: 2.0002 -> 2.0003
fvcfg: missing.cfg: .*
fvcfg: b.cfg: changed by another program since it was read, and not written; run the command again
$`)
	if code != exitFailure || !want.MatchString(out.String()) {
		t.Errorf("exit code %d, said\n%s", code, out.String())
	}
	for name, want := range map[string]string{"a.cfg": strings.Replace(clear, "2.0002", "2.0003", 1), "b.cfg": "another program's"} {
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s holds %q (error %v)", name, got, err)
		}
	}
}

// TestManyErrorsInOrder has files fail before and after they are staged.
func TestManyErrorsInOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	const clear = "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	files := map[string]string{"a.cfg": clear, "b.cfg": "<html>", "c.cfg": clear, "d.cfg": "<html>"}
	for name, content := range files {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("out", 0o755); err != nil {
		t.Fatal(err)
	}
	// A link that leads to where c's output is to be: found only when both are written.
	if err := os.Symlink("c.xml", "out/a.xml"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	code := newTestProgram(&out).run([]string{"convert", "--to", "xml", "--out-dir", "out", "a.cfg", "b.cfg", "c.cfg", "d.cfg"})
	want := regexp.MustCompile(`^fvcfg: b.cfg: .*
fvcfg: out/c.xml: exists; use --force to overwrite
fvcfg: d.cfg: .*
$`)
	if code != exitFailure || !want.MatchString(out.String()) {
		t.Errorf("exit code %d, said\n%s", code, out.String())
	}
}
