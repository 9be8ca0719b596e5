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

	"github.com/fvcfg/fvcfg/pkg/catalog"
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
		config: writePlanted(t, "config", sampled(plantedFiles())), side: writePlanted(t, "side", sideFiles()), sealed: writePlanted(t, "sealed", sampled(sealed)),
		wrongKind: writePlanted(t, "kind", sampled(wrongKindFiles())), keys: writePlanted(t, "keys", keys),
	}
}

// sampled returns every 32nd file where tests are to be short, as under the race detector:
// it looks for what workers do to each other, and a worker's file is like the next.
func sampled(files []plantedFile) []plantedFile {
	if !testing.Short() {
		return files
	}
	var some []plantedFile
	for i := 0; i < len(files); i += 32 {
		some = append(some, files[i])
	}
	return some
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
	root := p.newRoot(nil)
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
	if testing.Short() {
		t.Skip("the test above has the same workers")
	}
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
