package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oldRepository writes a repository of 300 files that nobody has ever checked, with some fifteen
// mistakes in each, beside files that are none of a phone's.
func oldRepository(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	random := rand.New(rand.NewPCG(15, 15))
	files := []plantedFile{{"requirements.txt", "requests==2.0\n"}, {"README.txt", "Our phones.\n"}, {"tool/pom.xml", "<project/>\n"}}
	for i := range 300 {
		lines := []string{"<<VOIP CONFIG FILE>>Version:2.0002", "<GLOBAL CONFIG MODULE>"}
		for range 10 {
			switch random.IntN(4) {
			case 0:
				lines = append(lines, "Time Zone :32")
			case 1:
				lines = append(lines, fmt.Sprintf("SNTP Servr%d :10.0.0.1", random.IntN(9)))
			case 2:
				lines = append(lines, "SNTP Server        :10.0.0.1")
			default:
				lines = append(lines, "no setting at all")
			}
		}
		files = append(files, plantedFile{fmt.Sprintf("site%d/0c383e%06x.cfg", i%7, i), strings.Join(append(lines, "<<END OF FILE>>"), "\n") + "\n"})
	}
	writePlanted(t, "", files)
}

// lintText runs lint and returns its exit code and what it prints.
func lintText(args ...string) (code int, stdout, stderr string) {
	var out, problems strings.Builder
	p := &program{
		stdin: strings.NewReader(""), stdout: &out, stderr: &problems, random: strings.NewReader(""),
		getenv: func(string) string { return "" }, isTerminal: func(any) bool { return false },
	}
	code = p.run(append([]string{"lint"}, args...))
	return code, out.String(), problems.String()
}

// TestBaselineOfRepository takes the tool to a repository that is there already: what is there
// is written down, the check passes, and one new fault is printed alone.
func TestBaselineOfRepository(t *testing.T) {
	oldRepository(t)
	code, all, counts := lintText(".")
	if found := strings.Count(all, "\n"); code != exitFindings || found < 3000 || !strings.Contains(counts, "of 300 files; 3 files passed over") {
		t.Fatalf("exit code %d, %d findings, and at the end %s", code, found, counts)
	}
	steps := []struct {
		what string
		do   func()
		args []string
		code int
		want string // what standard output begins with
		warn string // of standard error, without the counts
	}{
		{"the baseline is written", func() {}, []string{"--write-baseline", "."}, exitOK, "", ""},
		{"it is known", func() {}, []string{"."}, exitOK, "", ""},
		{"from the top, in another file, a line is added", func() { replaceIn(t, "site3/0c383e000003.cfg", "<GLOBAL", "# ours\n<GLOBAL") }, []string{"."}, exitOK, "", ""},
		{"a new fault", func() { replaceIn(t, "site3/0c383e000003.cfg", "<<END", "Time Zne           :32\n<<END") }, []string{"."}, exitFindings, "site3/0c383e000003.cfg:14:1: warning: ", ""},
		{"a file with a fault", func() {
			replaceIn(t, "site3/0c383e000003.cfg", "Time Zne           :32\n", "")
			writePlanted(t, "", []plantedFile{{"site3/0c383effffff.cfg", "<<VOIP CONFIG FILE>>Version:2.0002" + strings.Repeat(" ", 28) + "\r\n"}})
		}, []string{"site3"}, exitFindings, "site3/0c383effffff.cfg:2:", ""},
		{"all of it known again", func() {}, []string{"--write-baseline", "."}, exitOK, "", ""},
		{"a fault is mended", func() { replaceIn(t, "site3/0c383effffff.cfg", "\r\n", "\r\n<<END OF FILE>>\r\n") }, []string{"."}, exitOK, "", "site3/0c383effffff.cfg: FV105"},
	}
	for _, s := range steps {
		s.do()
		code, stdout, stderr := lintText(append([]string{"--baseline", "known.json"}, s.args...)...)
		printed := strings.Count(stdout, "\n")
		stderr = stderr[:strings.LastIndexByte(strings.TrimSuffix(stderr, "\n"), '\n')+1] // the last line has the counts
		if code != s.code || printed > 1 || (printed == 1) != (s.want != "") || !strings.HasPrefix(stdout, s.want) || (stderr == "") != (s.warn == "") || !strings.Contains(stderr, s.warn) {
			t.Errorf("%s: exit code %d, and\n%s%s", s.what, code, stdout[:min(len(stdout), 1000)], stderr)
		}
	}
}

// replaceIn replaces the first of a text in a file.
func replaceIn(t *testing.T, name, old, text string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s: %v", name, err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestBaselineHoldsNoSecret has the findings of files that are full of secrets written down.
func TestBaselineHoldsNoSecret(t *testing.T) {
	tree := plantTree(t)
	some := func(files []string) (few []string) { // most are like the next
		for i := 0; i < len(files); i += 8 {
			few = append(few, files[i])
		}
		return few
	}
	for i, files := range [][]string{some(tree.all()), some(tree.wrongKind)} {
		name := fmt.Sprintf("known%d.json", i)
		code, stdout, stderr := lintText(append([]string{"--baseline", name, "--write-baseline"}, files...)...)
		data, err := os.ReadFile(name)
		if err != nil || code != exitOK || len(data) < 1000 {
			t.Fatalf("exit code %d, %v, %s", code, err, stderr)
		}
		for _, text := range []string{stdout, stderr, string(data)} {
			if line, found := findMark(text); found {
				t.Errorf("it shows a secret: %s", line)
			}
		}
		for _, file := range files {
			if err := os.WriteFile(file, []byte("<<VOIP CONFIG FILE>>Version:2.0002\n<<END OF FILE>>\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, stdout, stderr = lintText(append([]string{"--baseline", name}, files...)...)
		if line, found := findMark(stdout + stderr); found || !strings.Contains(stderr, "mended: ") {
			t.Errorf("what is said of what is mended: %s", line)
		}
	}
	// The files that are gone are mended, too, whatever the working folder is.
	if err := os.RemoveAll("kind"); err != nil {
		t.Fatal(err)
	}
	t.Chdir("config")
	if _, _, stderr := lintText("--baseline", filepath.Join("..", "known1.json"), "."); !strings.Contains(stderr, "mended: kind/") {
		t.Errorf("of files that are gone: %s", stderr)
	}
}
