package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPages runs the commands that the documentation shows with their output, and
// compares what they print with what it says they print; -update writes it there. They run
// in a folder with links to the project's own, and what they write to /tmp goes to a folder
// of the page's own.
func TestPages(t *testing.T) {
	project, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"cmd", "docs", "examples", "pkg", "README.md", "CONTRIBUTING.md"} {
		if err := os.Symlink(filepath.Join(project, name), name); err != nil {
			t.Fatal(err)
		}
	}
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, page := range append(pages, "README.md", "CONTRIBUTING.md", "examples/README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		temp := t.TempDir() + "/"
		made := mapConsole(string(text), func(c consoleCommand) string {
			shown++
			got, err := c.run(temp)
			if err != nil {
				t.Errorf("%s: %s: %v", page, c.line, err)
			}
			if got != c.output && !*update {
				t.Errorf("%s prints\n%s\nand %s says\n%s\nIf that is as it should be: go test ./cmd/fvcfg -run Pages -update", c.line, got, page, c.output)
			}
			return got
		})
		if made == string(text) || !*update {
			continue
		}
		if err := os.WriteFile(page, []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if shown < 45 {
		t.Errorf("the pages show %d commands with their output", shown)
	}
}

// consoleCommand is a line behind "$ " in a page, and what stands below it.
type consoleCommand struct{ line, output string }

// run returns what the command prints, with temp in place of /tmp/.
func (c consoleCommand) run(temp string) (string, error) {
	var out bytes.Buffer
	switch args := words(strings.ReplaceAll(c.line, "/tmp/", temp)); {
	case args[0] == "fvcfg":
		newTestProgram(&out).run(args[1:])
	case args[0] == "cat" && len(args) == 2:
		data, err := os.ReadFile(args[1])
		if err != nil {
			return "", err
		}
		out.Write(data)
	default:
		return "", fmt.Errorf("the pages can run fvcfg, and cat with one file")
	}
	return strings.Trim(strings.NewReplacer("\r\n", "\n", temp, "/tmp/").Replace(out.String()), "\n"), nil
}

// mapConsole returns a page in whose console blocks each command is followed by what do
// returns for it. A blank line before a command stays.
func mapConsole(page string, do func(consoleCommand) string) string {
	blocks := strings.Split(page, "```console\n")
	for i, block := range blocks[1:] {
		block, rest, _ := strings.Cut(block, "```")
		pieces := strings.Split("\n"+block, "\n$ ")
		for j, piece := range pieces[1:] {
			line, output, _ := strings.Cut(piece, "\n")
			trimmed := strings.Trim(output, "\n")
			end := "\n"
			if j < len(pieces)-2 {
				end = output[len(strings.TrimRight(output, "\n")):]
			}
			if made := do(consoleCommand{line, trimmed}); made != "" {
				line += "\n" + made
			}
			pieces[j+1] = line + end
		}
		blocks[i+1] = strings.TrimPrefix(strings.Join(pieces, "\n$ "), "\n") + "```" + rest
	}
	return strings.Join(blocks, "```console\n")
}

// TestMapConsole checks that a page stays as it is where nothing differs, and that what
// does is put in its place.
func TestMapConsole(t *testing.T) {
	const page = "Text.\n\n```console\n$ fvcfg a\nold\n\n$ fvcfg b\n$ fvcfg c\nold\nold\n```\n\nMore.\n\n```console\n$ fvcfg d\nold\n```\n"
	if got := mapConsole(page, func(c consoleCommand) string { return c.output }); got != page {
		t.Errorf("%q", got)
	}
	want := strings.NewReplacer("old\nold", "new", "old", "new", "fvcfg b", "fvcfg b\nnew").Replace(page)
	if got := mapConsole(page, func(consoleCommand) string { return "new" }); got != want {
		t.Errorf("%q\nis not\n%q", got, want)
	}
}

// words divides a command as a shell does, where a quotation mark begins or ends a word.
func words(line string) []string {
	var all []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		word, rest, _ := strings.Cut(line, " ")
		if quoted, ok := strings.CutPrefix(line, "'"); ok {
			word, rest, _ = strings.Cut(quoted, "'")
		}
		all, line = append(all, word), rest
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
