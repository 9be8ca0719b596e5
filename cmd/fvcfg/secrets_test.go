package main

import (
	"bytes"
	"crypto/rand"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// secretRun is one run of the program over files with secrets in them.
type secretRun struct {
	args     []string
	files    []string // further arguments
	env      map[string]string
	stdin    string
	terminal bool
	// data says why standard output may show secrets: it is the file that was asked
	// for. Standard error never may.
	data string
}

// run gives what the program prints.
func (r secretRun) run() (stdout, stderr string) {
	var out, problems bytes.Buffer
	p := &program{
		stdin: strings.NewReader(r.stdin), stdout: &out, stderr: &problems, random: rand.Reader,
		getenv:     func(name string) string { return r.env[name] },
		isTerminal: func(any) bool { return r.terminal },
	}
	p.run(slices.Concat(r.args, r.files))
	return out.String(), problems.String()
}

// check runs the program and looks for secrets in what it prints.
func (r secretRun) check(t *testing.T) {
	t.Helper()
	stdout, stderr := r.run()
	if line, found := findMark(stderr); found {
		t.Errorf("fvcfg %s (env %v, terminal %v): standard error shows a secret: %s", strings.Join(r.args, " "), r.env, r.terminal, line)
	}
	line, found := findMark(stdout)
	switch {
	case r.data == "" && found:
		t.Errorf("fvcfg %s (env %v, terminal %v): standard output shows a secret: %s", strings.Join(r.args, " "), r.env, r.terminal, line)
	case r.data != "" && !found:
		t.Errorf("fvcfg %s: standard output may show secrets (%s), and shows none", strings.Join(r.args, " "), r.data)
	}
}

// plantedTree is a folder of planted files, by what they are.
type plantedTree struct {
	config    []string // provisioning files
	side      []string // what stands beside them
	sealed    []string // encrypted with the marked key
	wrongKind []string // secrets under keys that hold none
	keys      []string // malformed key files
}

func (p plantedTree) all() []string { return slices.Concat(p.config, p.side, p.sealed) }

// plantTree writes the planted files into the current folder, which is a new one.
func plantTree(t *testing.T) plantedTree {
	t.Helper()
	t.Chdir(t.TempDir())
	sealed, err := sealedFiles()
	if err != nil {
		t.Fatal(err)
	}
	var keys []plantedFile
	for _, what := range slices.Sorted(maps.Keys(malformedKeys())) {
		keys = append(keys, plantedFile{what, malformedKeys()[what]})
	}
	writePlanted(t, "", []plantedFile{{"good.key", markedKey + "\n"}, {"other.key", otherKey + "\n"}})
	return plantedTree{
		config: writePlanted(t, "config", plantedFiles()), side: writePlanted(t, "side", sideFiles()), sealed: writePlanted(t, "sealed", sealed),
		wrongKind: writePlanted(t, "kind", wrongKindFiles()), keys: writePlanted(t, "keys", keys),
	}
}

// otherKey is a key that does not open the sealed files, and as secret.
var otherKey = markedKey[32:] + markedKey[:32]

func writePlanted(t *testing.T, dir string, files []plantedFile) (names []string) {
	t.Helper()
	for _, f := range files {
		name := filepath.Join(dir, f.name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f.content), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// secretRuns gives the runs of each command. One that prints a whole file says so in
// data; the rest print no secret whatever they are given.
func secretRuns(t *testing.T, tree plantedTree) map[string][]secretRun {
	const isFile = "its output is the file"
	all := tree.all()
	fused := slices.DeleteFunc(slices.Clone(tree.config), func(name string) bool { return !strings.Contains(name, "fused") && !strings.Contains(name, "version") })
	good, other := []string{"--key-file", "good.key"}, []string{"--key-file", "other.key"}
	return map[string][]secretRun{
		"fvcfg": {{}, {args: []string{markedKey}}, {args: []string{"-key=" + markedKey}}, {args: []string{"--key", markedKey}}},
		"fvcfg lint": append(lintRuns(t, tree),
			secretRun{args: append([]string{"lint"}, good...), files: tree.sealed, terminal: true},
			secretRun{args: append([]string{"lint", "--diff"}, good...), files: tree.sealed},
			secretRun{args: append([]string{"lint"}, other...), files: tree.sealed}),
		"fvcfg fmt": {
			{args: []string{"fmt"}, files: all, data: isFile},
			{args: []string{"fmt", "-d"}, files: all}, {args: []string{"fmt", "-d"}, files: all, terminal: true},
			{args: []string{"fmt", "-l"}, files: all}, {args: []string{"fmt", "-d", "-l"}, files: all},
			{args: []string{"fmt", "-d", "--show-secrets"}, files: all, data: "it was asked to show them"},
			{args: append([]string{"fmt", "-d"}, good...), files: tree.sealed}, {args: append([]string{"fmt", "-d"}, other...), files: tree.sealed},
		},
		"fvcfg info": {
			{args: []string{"info"}, files: all}, {args: []string{"info", "--format", "json"}, files: all},
			{args: append([]string{"info"}, good...), files: all}, {args: append([]string{"info"}, other...), files: all},
		},
		"fvcfg stamp": {
			{args: []string{"stamp", "--bump"}, files: all, data: isFile}, {args: []string{"stamp", "--set", "2.0010"}, files: all, data: isFile},
			{args: append([]string{"stamp", "--bump"}, other...), files: tree.sealed}, {args: []string{"stamp"}, files: all},
			{args: append([]string{"stamp", "--bump", "-w"}, good...), files: copied(t, tree.sealed[:2])}, {args: []string{"stamp", "--set", "2.0010", "-w"}, files: copied(t, fused)},
		},
		"fvcfg digest": {{args: []string{"digest"}, files: all}, {args: []string{"digest", "-c"}, files: all}},
		"fvcfg encrypt": {
			{args: append([]string{"encrypt"}, good...), files: all}, {args: append([]string{"encrypt", "--out-dir", "out"}, good...), files: all},
			{args: append([]string{"encrypt"}, good...), files: tree.config[:1], terminal: true},
			{args: append([]string{"encrypt", "--like", tree.sealed[0], "-o", "one"}, other...), files: tree.config[:1]},
			{args: append([]string{"encrypt", "--like", tree.config[0], "-o", "one"}, good...), files: tree.config[:1]},
		},
		"fvcfg decrypt": {
			{args: append([]string{"decrypt"}, good...), files: tree.sealed, data: isFile},
			{args: append([]string{"decrypt"}, good...), files: slices.Concat(tree.config, tree.side)}, {args: append([]string{"decrypt"}, other...), files: all},
			{args: append([]string{"decrypt", "--scheme", "cbc-zero-iv"}, other...), files: all}, {args: append([]string{"decrypt", "--scheme", "ecb"}, good...), files: tree.side},
		},
		"fvcfg keygen":                keygenRuns(tree),
		"fvcfg name":                  {{args: []string{"name", "--list"}}, {args: []string{"name", "--identify"}, files: all}, {args: []string{"name", "--mac", markedKey, "--model", "X6"}}},
		"fvcfg explain":               {{args: []string{"explain", "SIP1 Register Pswd:" + markedPassword}}, {args: []string{"explain", textLine("Menu Password", markedPassword), "sip.line.1.RegPswd = " + markedPassword}}, {args: []string{"explain", "SIP1 Register Pswd", "RegisterPswd", "Menu Password", "Auth"}}, {args: []string{"explain"}}},
		"fvcfg man":                   {{args: []string{"man", "man"}}},
		"fvcfg version":               {{args: []string{"version"}}, {args: []string{"version", "--format", "json"}}},
		"fvcfg help":                  {{args: []string{"help", "lint"}}},
		"fvcfg completion":            {{args: []string{"completion"}}},
		"fvcfg completion bash":       {{args: []string{"completion", "bash"}}},
		"fvcfg completion zsh":        {{args: []string{"completion", "zsh"}}},
		"fvcfg completion fish":       {{args: []string{"completion", "fish"}}},
		"fvcfg completion powershell": {{args: []string{"completion", "powershell"}}},
	}
}

// lintRuns gives the runs of lint: every report, with the lines that findings are on,
// every rule by itself, and what --fix would do and does.
func lintRuns(t *testing.T, tree plantedTree) []secretRun {
	runs := []secretRun{
		{args: []string{"lint"}, files: tree.all(), terminal: true},
		{args: []string{"lint", "--diff"}, files: tree.all()},
		{args: []string{"lint", "--diff"}, files: tree.all(), terminal: true},
		{args: []string{"lint", "--fix"}, files: copied(t, tree.config)},
		{args: []string{"lint", "-"}, stdin: frame(catalog.TextModern, textLine("Menu Password", markedPassword)), terminal: true},
		{args: []string{"lint", "--model", "X6"}, files: tree.all(), terminal: true},
	}
	for _, format := range report.Formats() {
		runs = append(runs, secretRun{args: []string{"lint", "--format", format}, files: slices.Concat(tree.all(), tree.wrongKind)})
	}
	for _, rule := range lint.Rules() {
		runs = append(runs,
			secretRun{args: []string{"lint", "--only", rule.ID}, files: tree.config, terminal: true},
			secretRun{args: []string{"lint", "--only", rule.ID}, files: tree.wrongKind})
	}
	return runs
}

// keygenRuns derive from the marked key, which must not show.
func keygenRuns(tree plantedTree) []secretRun {
	mac := []string{"--mac", "00:15:65:11:3a:f8"}
	runs := []secretRun{
		{args: []string{"keygen"}},
		{args: append([]string{"keygen", "--from", "good.key"}, mac...)},
		{args: append([]string{"keygen", "--from", markedKey}, mac...)},
		{args: []string{"keygen", "--from", markedKey}},
		{args: []string{"keygen", "--mac", markedKey, "--from", markedKey}},
		{args: []string{"keygen", markedKey}},
	}
	for _, key := range malformedKeys() {
		if key != markedPassword { // it could be any file's name
			runs = append(runs, secretRun{args: append([]string{"keygen", "--from", key}, mac...)})
		}
	}
	for _, file := range tree.keys {
		runs = append(runs, secretRun{args: append([]string{"keygen", "--from", file}, mac...)})
	}
	return runs
}

// copied copies files for a run that changes them.
func copied(t *testing.T, names []string) []string {
	t.Helper()
	dir := filepath.Base(t.TempDir())
	var files []plantedFile
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, plantedFile{filepath.Base(name), string(data)})
	}
	return writePlanted(t, filepath.Join("copies", dir), files)
}

// wrongKeyRuns give a command that takes a key one that is none, in every way to give it.
func wrongKeyRuns(command *cobra.Command, tree plantedTree) []secretRun {
	name := strings.Fields(command.CommandPath())[1:]
	at := func(flags ...string) []string { return append(slices.Clone(name), flags...) }
	file := tree.config[:1]
	if command.Flags().Lookup("bump") != nil {
		name = append(name, "--bump")
	}
	runs := []secretRun{
		{args: at("--key", markedKey, "--key-file", "good.key"), files: file},
		{args: at("-key=" + markedKey), files: file}, {args: at("-key", markedKey), files: file}, {args: at("--keys=" + markedKey), files: file},
		{args: at("--key-file", markedKey), files: file}, {args: at("--key-file", "none.key", markedKey), files: file},
		{args: at(), env: map[string]string{"FVCFG_KEY_FILE": markedKey}, files: file},
	}
	for _, key := range malformedKeys() {
		runs = append(runs, secretRun{args: at("--key", key), files: file}, secretRun{args: at("--key=" + key), files: file},
			secretRun{args: at(), env: map[string]string{"FVCFG_KEY": key}, files: file})
		if key != markedPassword { // it could be any file's name
			runs = append(runs, secretRun{args: at("--key-file", key), files: file})
		}
	}
	for _, keyFile := range tree.keys {
		runs = append(runs, secretRun{args: at("--key-file", keyFile), files: file}, secretRun{args: at(), env: map[string]string{"FVCFG_KEY_FILE": keyFile}, files: file})
	}
	return runs
}

// withSubcommands gives a command and all below it.
func withSubcommands(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, below := range c.Commands() {
		all = append(all, withSubcommands(below)...)
	}
	return all
}

// TestNoSecretShows runs every command there is over files with secrets in every place,
// and finds none in what they print. A command without runs fails the test.
func TestNoSecretShows(t *testing.T) {
	tree := plantTree(t)
	runs := secretRuns(t, tree)
	p := &program{}
	root := p.newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range withSubcommands(root) {
		t.Run(c.CommandPath(), func(t *testing.T) {
			if len(runs[c.CommandPath()]) == 0 {
				t.Fatalf("give %q runs in secretRuns", c.CommandPath())
			}
			for _, r := range runs[c.CommandPath()] {
				r.check(t)
			}
			if c.Flags().Lookup("key") != nil {
				for _, r := range wrongKeyRuns(c, tree) {
					r.check(t)
				}
			}
		})
		delete(runs, c.CommandPath())
	}
	for name := range runs {
		t.Errorf("there is no command %q", name)
	}
}

// TestPlantedSecretsAreMet checks the test above: the planted files are read, findings
// are made on lines with secrets, and each kind of secret is blotted out somewhere.
func TestPlantedSecretsAreMet(t *testing.T) {
	tree := plantTree(t)
	for _, name := range slices.Concat(tree.config, tree.side, tree.wrongKind, tree.keys) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, found := findMark(string(data)); !found {
			t.Errorf("%s: no secret in it", name)
		}
	}
	for _, files := range [][]string{tree.config, tree.sealed} {
		shown, _ := secretRun{args: []string{"lint", "--key-file", "good.key"}, files: files, terminal: true}.run()
		if n := strings.Count(shown, "••••"); n < 10*len(files) {
			t.Errorf("%d files with secrets, and %d are hidden", len(files), n)
		}
		diff, _ := secretRun{args: []string{"fmt", "-d", "--key-file", "good.key"}, files: files}.run()
		if n := strings.Count(diff, "••••"); n < len(files) {
			t.Errorf("%d files with secrets, and %d are hidden in the difference", len(files), n)
		}
	}
}

// TestNoSecretOfConfigShows runs the commands where a configuration of fvcfg itself has a
// key in it, which is no place for one.
func TestNoSecretOfConfigShows(t *testing.T) {
	t.Chdir(t.TempDir())
	files := writePlanted(t, "", []plantedFile{{"clean.cfg", frame(catalog.TextModern, textLine("Menu Password", markedPassword))}})
	for _, content := range []string{
		"key: " + markedKey, "key: " + markedKey[:63], "KEY=" + markedKey, "lint:\n  password: " + markedPassword, "key-file: " + markedKey,
		"disable: [" + markedKey + "]", "only: " + markedKey, "- " + markedKey, "key: [" + markedKey, "key: \"" + markedKey, "\t" + markedKey, markedKey,
	} {
		writePlanted(t, "", []plantedFile{{".fvcfg.yaml", content + "\n"}})
		secretRun{args: []string{"lint"}}.check(t)
		for _, command := range []string{"lint", "info", "digest"} {
			secretRun{args: []string{command}, files: files}.check(t)
		}
	}
}
