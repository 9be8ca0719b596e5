package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminalObeysNoFile prints a value and a line with an escape sequence, which would
// clear a terminal. A pipe gets both as they are, but in a list, where a value keeps to
// its column.
func TestTerminalObeysNoFile(t *testing.T) {
	dir := t.TempDir()
	name, other := filepath.Join(dir, "a.cfg"), filepath.Join(dir, "b.cfg")
	text := "<<VOIP CONFIG FILE>>Version:2.0002\n<PHONE CONFIG MODULE>\nLCD Title:a\x1b[2Jb\n"
	for file, content := range map[string]string{name: text, other: strings.Replace(text, "Title:a", "Title:c", 1)} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		args []string
		raw  bool // into a pipe
	}{
		{[]string{"get", name, "LCD Title"}, true},
		{[]string{"get", name}, false},
		{[]string{"get", "--values", name, "*"}, false},
		{[]string{"get", "--textconv", name}, false},
		{[]string{"fmt", "-d", name}, true},
		{[]string{"lint", "--diff", name}, true},
		{[]string{"diff", "--text", name, other}, true},
	} {
		for _, terminal := range []bool{false, true} {
			var out bytes.Buffer
			p := newTestProgram(&out)
			p.isTerminal = func(any) bool { return terminal }
			p.getenv = func(name string) string { return map[string]string{"TERM": "dumb"}[name] }
			p.run(test.args)
			raw, shown := strings.Contains(out.String(), "\x1b[2J"), strings.Contains(out.String(), `\x1b[2J`)
			if want := test.raw && !terminal; raw != want || shown == want {
				t.Errorf("%s, terminal %v: %q", strings.Join(test.args[:2], " "), terminal, out.String())
			}
		}
	}
}
