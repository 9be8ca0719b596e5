package main

import (
	"bytes"
	"testing"
)

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
