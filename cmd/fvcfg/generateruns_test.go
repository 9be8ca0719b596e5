package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// generateRuns make files from bases and tables with secrets in them: every planted file as
// a base, a table, a table of secrets, and what is to be replaced.
func generateRuns(t *testing.T, tree plantedTree) []secretRun {
	base := writeFile(t, frame(catalog.TextModern, "<SIP CONFIG MODULE>", "--SIP Line List--  :", textLine("SIP1 Phone Number", "{{extension}}"), textLine("SIP1 Register Pswd", "{{secret}}")))
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("first.csv", "mac,extension,secret\n0c383e000001,201,"+markedPassword+"\n")
	second := write("second.csv", "mac,extension,secret\n0c383e000001,202,"+markedPassword+"9\n")
	out := filepath.Join(dir, "out")
	to := func(table string, more ...string) secretRun {
		return secretRun{args: slices.Concat([]string{"generate", "--base", base, "--phones", table, "--out", out}, more)}
	}
	runs := []secretRun{
		to(first, "--diff"), to(first, "--check"), to(first), to(second, "--diff"), to(second, "--check", "--format", "json"), to(second, "--format", "json"),
		to(first, "--general", base), to(first, "--version", markedKey), to(first, "--mode", markedKey), to(first, "--shard", markedKey), to(first, "--ext", markedKey),
		to(first, "--key-column", markedKey), to(first, "--key-column", "secret"), to(first, "--derive-keys", markedKey), to(first, "--like", base, "--key-file", "other.key"),
		{args: []string{"generate", "--base", base, "--phones", "-", "--out", out}, stdin: "mac,extension,secret\n0c383e000001,201," + markedPassword + ",\"" + markedPassword + "\n"},
	}
	for name, table := range map[string]string{
		"break.csv":   "mac,extension,secret\n0c383e000001,1,\"" + markedPassword + "\nx\"\n",
		"ragged.csv":  "mac,extension,secret\n0c383e000001,1," + markedPassword + "," + markedPassword + "\n0c383e000002,1\n",
		"quote.csv":   "mac,extension,secret\n0c383e000001,1,\"" + markedPassword + "\n",
		"quotes.csv":  "mac,extension,secret\n0c383e000001,1,x\"" + markedPassword + "\"\n",
		"nohead.csv":  "0c383e000001,1," + markedPassword + "\n",
		"key.csv":     "mac,extension,secret,file_key\n0c383e000001,1,x," + markedKey[:60] + "\n",
		"long.csv":    "mac,extension,secret\n0c383e000001,1," + strings.Repeat(markedPassword, 100000) + "\n",
		"path.csv":    "mac,extension,secret,SIP1 Register Port\n0c383e000001,1,x," + markedPassword + "\n",
		"cut.json":    `[{"mac":"0c383e000001","extension":1,"secret":"` + markedPassword,
		"nested.json": `[{"mac":"0c383e000001","extension":1,"secret":{"` + markedPassword + `":"` + markedPassword + `"}}]`,
		"cut.yaml":    "- mac: 0c383e000001\n  extension: 1\n  secret: \"" + markedPassword,
		"list.yaml":   "- mac: 0c383e000001\n  extension: 1\n  secret: [" + markedPassword + "]\n",
		"lines.jsonl": `{"mac":"0c383e000001","extension":1,"secret":"` + markedPassword + "\"}\n{\"mac\":\"" + "0c383e000001" + `","secret":"` + markedPassword + "\"}\n",
	} {
		runs = append(runs, to(write(name, table)), to(write(name, table), "--keep-going", "--format", "json"))
	}
	secrets := write("secrets.csv", "mac,secret\n0c383e000001,\""+markedPassword+"\nx\"\n0c383e000001,"+markedPassword+"\n")
	extensions := write("extensions.csv", "mac,extension\n0c383e000001,1\n")
	runs = append(runs, to(extensions, "--secrets", secrets), to(extensions, "--secrets", secrets, "--format", "json"))
	if err := os.Mkdir(filepath.Join(dir, "old"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, name := range slices.Concat(tree.config, tree.side, tree.sealed) {
		if i%6 == 0 { // a table is read as one whatever stands in it
			runs = append(runs, to(name, "--check"), to(first, "--secrets", name, "--check"))
		}
		if i%3 > 0 || strings.Contains(name, "template-in-the-values") {
			continue // there the secret is the name of a variable, which the message is about
		}
		way := []string{"--check", "--format", "json"}
		if i%2 == 1 {
			way = []string{"--diff", "--key-file", "good.key"}
		}
		runs = append(runs, secretRun{args: slices.Concat([]string{"generate", "--base", name, "--phones", first, "--out", filepath.Join(dir, "made")}, way)})
	}
	for i, name := range tree.config {
		if i%4 > 0 {
			continue
		}
		folder := filepath.Join(dir, "old", strconv.Itoa(i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(name, filepath.Join(folder, "0c383e000001.cfg")); err != nil {
			t.Fatal(err)
		}
		runs = append(runs, secretRun{args: []string{"generate", "--base", base, "--phones", first, "--out", folder, "--diff"}, terminal: i%8 == 0})
	}
	for _, key := range malformedKeys() {
		runs = append(runs, to(first, "--check", "--key", key))
		if key != markedPassword { // it could be any file's name
			runs = append(runs, to(first, "--check", "--derive-keys", key))
		}
	}
	for _, file := range tree.keys {
		runs = append(runs, to(first, "--check", "--key-file", file), to(first, "--check", "--derive-keys", file))
	}
	return runs
}
