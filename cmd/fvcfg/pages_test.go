package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestPages runs the commands that the documentation shows with their output, and
// compares what they print with what it says they print. What they write to /tmp goes to a
// folder of the page's own.
func TestPages(t *testing.T) {
	t.Chdir("../..")
	for _, page := range []string{"README.md", "docs/pipelines.md", "docs/delivery.md", "docs/simulate.md", "docs/fleet.md", "docs/learn.md", "docs/names.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		commands := consoleCommands(string(text))
		if len(commands) < 2 {
			t.Errorf("%s shows %d commands with their output", page, len(commands))
		}
		temp := t.TempDir() + "/"
		for _, c := range commands {
			var out bytes.Buffer
			p := newTestProgram(&out)
			p.run(words(strings.ReplaceAll(c.line, "/tmp/", temp))[1:])
			if got := strings.TrimSpace(strings.NewReplacer("\r\n", "\n", temp, "/tmp/").Replace(out.String())); got != c.output {
				t.Errorf("%s prints\n%s\nand %s says\n%s", c.line, got, page, c.output)
			}
		}
	}
}

type consoleCommand struct{ line, output string }

// consoleCommands takes the commands and their output from a page's console blocks.
func consoleCommands(page string) []consoleCommand {
	var commands []consoleCommand
	for _, block := range strings.Split(page, "```console\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		for _, piece := range strings.Split("\n"+block, "\n$ ")[1:] {
			line, output, _ := strings.Cut(piece, "\n")
			commands = append(commands, consoleCommand{line, strings.TrimSpace(output)})
		}
	}
	return commands
}

// words divides a command as a shell does, where no quoted word has a space in it.
func words(line string) []string {
	all := strings.Fields(line)
	for i := range all {
		all[i] = strings.Trim(all[i], "'")
	}
	return all
}

// newTestProgram makes a program that prints into a buffer and has neither
// input, environment nor terminal.
func newTestProgram(out *bytes.Buffer) *program {
	return &program{
		stdin:      strings.NewReader(""),
		stdout:     out,
		stderr:     out,
		getenv:     func(string) string { return "" },
		random:     strings.NewReader(strings.Repeat("0123456789abcdef", 64)),
		isTerminal: func(any) bool { return false },
	}
}
