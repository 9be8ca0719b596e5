package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestCorpus takes the files of the corpus, or the examples: encrypted, each is the same
// file to diff; in XML, each is well-formed to xmllint.
func TestCorpus(t *testing.T) {
	files, _ := corpus.Read(t, "../../examples")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("site.key", []byte(markedKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sealed, converted := 0, 0
	for name, data := range files.All() {
		file, err := cfgfile.Parse(data)
		if err != nil {
			continue // a side file, which none of this is about
		}
		if !cfgfile.Plaintext().Starts(data) {
			continue // a template: decrypted, it could not be told from garbage
		}
		if err := os.WriteFile("clear.cfg", data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, scheme := range []string{"ecb", "cbc-prefix-iv"} {
			mustRun(t, 0, "encrypt", "--key-file", "site.key", "--scheme", scheme, "--raw", "--force", "-o", "sealed.cfg", "clear.cfg")
			mustRun(t, 0, "diff", "--key-file", "site.key", "clear.cfg", "sealed.cfg")
			sealed++
		}
		if file.Dialect().IsText() && len(file.Problems()) == 0 {
			mustRun(t, -1, "convert", "--to", "xml", "--allow-loss", "--force", "-o", "converted.xml", "clear.cfg")
			checkWithXMLLint(t, name)
			converted++
		}
	}
	if sealed == 0 || converted == 0 {
		t.Fatalf("%d encrypted, %d converted", sealed, converted)
	}
	t.Logf("%d files encrypted and compared, %d converted to XML", sealed/2, converted)
}

// mustRun runs the program and expects an exit code; of -1, no failure.
func mustRun(t *testing.T, want int, args ...string) {
	t.Helper()
	var out bytes.Buffer
	if got := newTestProgram(&out).run(args); want >= 0 && got != want || got > exitFindings {
		t.Errorf("fvcfg %q exits with %d:\n%s", args, got, out.String())
	}
}

// checkWithXMLLint asks a reader that is not Go's, where it is installed.
func checkWithXMLLint(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		return
	}
	if out, err := exec.Command("xmllint", "--noout", "converted.xml").CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
}
