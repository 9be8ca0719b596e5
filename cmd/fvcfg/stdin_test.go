package main

import "testing"

// TestStdinFlags finds each flag that can name standard input in some command.
func TestStdinFlags(t *testing.T) {
	there := make(map[string]bool)
	for _, c := range (&program{}).newRoot(nil).Commands() {
		for _, name := range stdinFlags {
			there[name] = there[name] || c.Flags().Lookup(name) != nil
		}
	}
	for _, name := range stdinFlags {
		if !there[name] {
			t.Errorf("no command has a flag --%s", name)
		}
	}
}
