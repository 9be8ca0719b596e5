package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// TestHelpSaysSeveral checks that the help of each command that takes several files says
// what it does with them.
func TestHelpSaysSeveral(t *testing.T) {
	takes := regexp.MustCompile(`FILE…|\[FILE\|DIR\]…|FILE\|DIR| A B`)
	n := 0
	for _, c := range newTestProgram(&bytes.Buffer{}).newRoot(nil).Commands() {
		if !takes.MatchString(c.Use) {
			continue
		}
		n++
		if !strings.Contains(c.Long, "everal") || !strings.Contains(c.Long, "folder") {
			t.Errorf("the help of %s does not say what becomes of several files, and of a folder", c.Name())
		}
	}
	if n < 12 {
		t.Errorf("%d commands take several files", n)
	}
}

// TestCommandAlone checks that a command which is made alone is the one that was asked for.
func TestCommandAlone(t *testing.T) {
	p := newTestProgram(&bytes.Buffer{})
	for _, all := range p.newRoot(nil).Commands() {
		if all.Name() == "help" || all.Name() == "completion" {
			continue
		}
		alone := p.newRoot([]string{all.Name(), "--help"}).Commands()
		if len(alone) != 1 || alone[0].Name() != all.Name() {
			t.Errorf("%s: %d commands are made", all.Name(), len(alone))
		}
	}
}
