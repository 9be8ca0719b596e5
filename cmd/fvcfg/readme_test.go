package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestReadme runs the commands that the README shows and compares what they
// print with what it says they print.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	commands := consoleCommands(string(readme))
	if len(commands) < 2 {
		t.Fatalf("the README shows %d commands with their output", len(commands))
	}
	for _, c := range commands {
		var out bytes.Buffer
		p := newTestProgram(&out)
		p.run(strings.Fields(c.line)[1:])
		if got := strings.TrimSpace(out.String()); got != c.output {
			t.Errorf("%s prints\n%s\nand the README says\n%s", c.line, got, c.output)
		}
	}
}

type consoleCommand struct{ line, output string }

// consoleCommands takes the commands and their output from the README's console
// blocks.
func consoleCommands(readme string) []consoleCommand {
	var commands []consoleCommand
	for _, block := range strings.Split(readme, "```console\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		for _, piece := range strings.Split("\n"+block, "\n$ ")[1:] {
			line, output, _ := strings.Cut(piece, "\n")
			commands = append(commands, consoleCommand{line, strings.TrimSpace(output)})
		}
	}
	return commands
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
