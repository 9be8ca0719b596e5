package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestFrontPage checks that the page names every command, and keeps to a screen of 24 rows
// and 80 columns, with a row for the prompt.
func TestFrontPage(t *testing.T) {
	var out bytes.Buffer
	p := newTestProgram(&out)
	if code := p.run(nil); code != exitOK {
		t.Errorf("exit code %d", code)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) > 23 {
		t.Errorf("it has %d rows", len(lines))
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 80 || strings.TrimRight(line, " ") != line {
			t.Errorf("%q", line)
		}
	}
	named := strings.Fields(out.String())
	has := map[string]bool{}
	for _, word := range named {
		has[word] = true
	}
	root := p.newRoot(nil)
	addOwn(root)
	for _, c := range root.Commands() {
		if !c.Hidden && !has[c.Name()] {
			t.Errorf("it does not name %s", c.Name())
		}
	}
}
