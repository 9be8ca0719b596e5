package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestArgumentsMessages runs each command's check of its arguments with none and with too
// many. What it says is ours, and the line that it shows passes the check.
func TestArgumentsMessages(t *testing.T) {
	checked := 0
	for _, c := range newTestProgram(&bytes.Buffer{}).newRoot(nil).Commands() {
		if c.Args == nil {
			continue
		}
		for _, args := range [][]string{nil, make([]string, 9)} {
			err := c.Args(c, args)
			if err == nil {
				continue
			}
			checked++
			if exitCode(err) != exitUsage || strings.Contains(err.Error(), "arg(s)") {
				t.Errorf("%s: exit code %d: %v", c.Name(), exitCode(err), err)
			}
			if _, line, isThere := strings.Cut(err.Error(), "as in: fvcfg "); isThere {
				checkLine(t, c, line)
			}
		}
	}
	if checked < 15 {
		t.Errorf("%d checks of arguments failed", checked)
	}
}

// checkLine checks that a line which a message shows is one that the command takes.
func checkLine(t *testing.T, c *cobra.Command, line string) {
	t.Helper()
	words := shellWords(line)
	if words[0] != c.Name() {
		t.Errorf("%s shows a line of another command: %s", c.Name(), line)
	}
	if err := c.ParseFlags(words[1:]); err != nil {
		t.Errorf("%s shows flags that it lacks: %v", c.Name(), err)
	}
	if err := c.Args(c, c.Flags().Args()); err != nil {
		t.Errorf("%s shows arguments that it refuses: %v", c.Name(), err)
	}
}

// shellWords parts a line at its spaces, but for those in single quotes.
func shellWords(line string) (words []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}
