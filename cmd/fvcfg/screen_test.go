package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// screenFiles are what the screens are of: a file with three findings and a folder.
var screenFiles = map[string]string{
	"a.cfg": "<<VOIP CONFIG FILE>>Version:2.0002\r\n<AUTOUPDATE CONFIG MODULE>\r\nDownlod Protocol   :4--SIP Line List--  :\r\n<<END OF FILE>>\r\n",
	"phones/00-15-65-11-3A-F8.cfg": "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\n" +
		"SIP1 Register Addr :192.0.2.10\r\nSIP1 Register Addr :192.0.2.10\r\nSIP1 Register Pswd :hunter2\r\n<PHONE CONFIG MODULE>\r\n" +
		"LCD Title          :" + strings.Repeat("long ", 20) + "&amp; wide 电话\r\nMenu Password      :123\r\n<<END OF FILE>>\r\n",
	"phones/0c383e1a2b3c.cfg": "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n<PHONE CONFIG MODULE>\r\nLCD Title          :Office\r\n<<END OF FILE>>\r\n",
}

// TestScreens compares what a person sees at a terminal of 80 columns, byte by byte. It is
// one and the same on dark and on light: the colours are the terminal's own.
func TestScreens(t *testing.T) {
	dir := t.TempDir()
	for name, content := range screenFiles {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	for _, c := range []struct {
		name string
		args []string
	}{
		{"file", []string{"lint", "a.cfg"}},
		{"folder", []string{"lint", "phones"}},
		{"clean", []string{"lint", "phones/0c383e1a2b3c.cfg"}},
		{"summary", []string{"lint", "--summary", "."}},
		{"diff", []string{"lint", "--fix", "--diff", "phones"}}, // before what changes the files
		{"fix", []string{"lint", "--fix", "phones"}},
		{"fixed", []string{"lint", "--fix", "a.cfg"}},
	} {
		out := screen(c.args...)
		if c.name != "diff" { // whose lines are those of the file
			checkScreen(t, c.name, out)
		}
		name := filepath.Join(testDir, "testdata", "screen", c.name+".golden")
		if *update {
			if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if out != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, out, want)
		}
	}
}

// testDir is where the tests run.
var testDir, _ = os.Getwd()

// screen runs fvcfg at a terminal of 80 columns.
func screen(args ...string) string {
	var out bytes.Buffer
	p := newTestProgram(&out)
	p.isTerminal = func(any) bool { return true }
	p.width = func(any) int { return 80 }
	p.run(args)
	return regexp.MustCompile(`\r.*?\x1b\[K`).ReplaceAllString(out.String(), "") // what showed how far it was
}

var (
	sequence = regexp.MustCompile(`\x1b\[([0-9;]*)m`)
	// readable are the attributes that can be read on white and on black: bold, dim, off,
	// red and magenta. Of the other colours of a terminal yellow, green and cyan have a
	// contrast of 2 and less on white, and blue has on black.
	readable = []string{"0", "1", "2", "22", "31", "35"}
)

func checkScreen(t *testing.T, name, out string) {
	t.Helper()
	for _, found := range sequence.FindAllStringSubmatch(out, -1) {
		for attribute := range strings.SplitSeq(found[1], ";") {
			if !slices.Contains(readable, attribute) {
				t.Errorf("%s: the attribute %s cannot be read on every terminal", name, attribute)
			}
		}
	}
	for line := range strings.Lines(sequence.ReplaceAllString(out, "")) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("%s: %d columns: %s", name, n, line)
		}
	}
	if strings.Contains(out, "hunter2") {
		t.Errorf("%s shows a password", name)
	}
}

// TestColumns checks how wide a terminal is taken for.
func TestColumns(t *testing.T) {
	for _, c := range []struct {
		env      string
		terminal bool
		want     int
	}{{"", true, 100}, {"72", true, 72}, {"wide", true, 100}, {"0", true, 100}, {"", false, 0}, {"72", false, 72}} {
		p := newTestProgram(&bytes.Buffer{})
		p.getenv = func(name string) string { return map[string]string{"COLUMNS": c.env}[name] }
		p.isTerminal = func(any) bool { return c.terminal }
		p.width = func(any) int { return 100 }
		if got := p.columns(p.stdout); got != c.want {
			t.Errorf("COLUMNS=%q, terminal %v: %d", c.env, c.terminal, got)
		}
	}
}
