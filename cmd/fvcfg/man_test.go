package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manPages returns the pages of all commands by the names of their files.
func manPages() (map[string]string, []*cobra.Command) {
	root := newTestProgram(&bytes.Buffer{}).newRoot(nil)
	root.InitDefaultCompletionCmd()
	pages := make(map[string]string)
	all := []*cobra.Command{root}
	for i := 0; i < len(all); i++ {
		for _, c := range all[i].Commands() {
			if c.IsAvailableCommand() {
				all = append(all, c)
			}
		}
		all[i].InitDefaultHelpFlag()
		pages[manName(all[i])+".1"] = manPage(all[i])
	}
	return pages, all
}

// TestManPages holds the manual pages against the commands that they are made
// from; -update makes them anew.
func TestManPages(t *testing.T) {
	const kept = "../../docs/man"
	pages, _ := manPages()
	if len(pages) < 20 {
		t.Fatalf("%d pages", len(pages))
	}
	if *update {
		if err := os.RemoveAll(kept); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(kept, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, page := range pages {
			if err := os.WriteFile(filepath.Join(kept, name), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, page := range pages {
		if got, err := os.ReadFile(filepath.Join(kept, name)); err != nil || string(got) != page {
			t.Errorf("docs/man/%s is not what the command's help makes of it now; go test ./cmd/fvcfg -run ManPages -update", name)
		}
	}
	if all, _ := filepath.Glob(filepath.Join(kept, "*.1")); len(all) != len(pages) {
		t.Errorf("docs/man has %d pages for %d commands", len(all), len(pages))
	}
}

// TestManPagesAreWhole checks that a page has every word of its command's help, and every
// section.
func TestManPagesAreWhole(t *testing.T) {
	pages, commands := manPages()
	for _, c := range commands {
		page := pages[manName(c)+".1"]
		printed := strings.ReplaceAll(unroff(page), ` \ `, " ")
		want := []string{c.Long, c.Short}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			_, usage := pflag.UnquoteUsage(f)
			want = append(want, "--"+f.Name, usage)
		})
		for _, text := range want {
			if words := strings.Join(strings.Fields(strings.ReplaceAll(text, "#### ", "")), " "); !strings.Contains(printed, words) {
				t.Errorf("the page of %s lost %q", c.CommandPath(), words)
			}
		}
		if !strings.Contains(printed, strings.Join(strings.Fields(c.Example), " ")) {
			t.Errorf("the page of %s lost an example", c.CommandPath())
		}
		for _, section := range []string{"NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "ENVIRONMENT", "SEE ALSO"} {
			if strings.Count(page, "\n.SH "+section+"\n") != 1 {
				t.Errorf("the page of %s has no section %s", c.CommandPath(), section)
			}
		}
		if strings.Contains(page, "[]") && !strings.Contains(c.Long, "[]") {
			t.Errorf("the page of %s shows an empty list", c.CommandPath())
		}
	}
}

// TestManPagesFit prints each page on 80 columns.
func TestManPagesFit(t *testing.T) {
	pages, _ := manPages()
	groff, missing := exec.LookPath("groff")
	for name, page := range pages {
		for line := range strings.Lines(verbatimOf(page)) {
			if n := len([]rune(unroff(line))); n > verbatimWidth+2 {
				t.Errorf("%s: a line of %d characters that is not filled: %s", name, n, line)
			}
		}
		if missing != nil {
			continue
		}
		c := exec.Command(groff, "-man", "-Tutf8", "-Kutf8", "-rLL=80n", "-P-cbou")
		c.Stdin = strings.NewReader(page)
		var warnings bytes.Buffer
		c.Stderr = &warnings
		out, err := c.Output()
		if err != nil || warnings.Len() > 0 {
			t.Errorf("%s: %v: %s", name, err, warnings.String())
		}
		for line := range strings.Lines(string(out)) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 || strings.Contains(line, "\u2010\n") {
				t.Errorf("%s: %d columns, or a broken word: %s", name, n, line)
			}
		}
	}
}

// verbatimOf returns the lines of a page that are not filled.
func verbatimOf(page string) string {
	var lines strings.Builder
	for _, part := range strings.Split(page, "\n.EX\n")[1:] {
		part, _, _ = strings.Cut(part, "\n.EE")
		lines.WriteString(part + "\n")
	}
	return lines.String()
}

// TestManPageHasVersion checks what is put into a page when it is printed.
func TestManPageHasVersion(t *testing.T) {
	const title = `.TH FVCFG-LINT 1 "" "fvcfg" "fvcfg manual"` + "\n.nh\n"
	for _, test := range []struct{ version, date, epoch, want string }{
		{"1.2.0", "2026-11-27T01:24:27Z", "", `"2026-11-27" "fvcfg 1.2.0"`},
		{"1.2.0", "2026-11-27T01:24:27Z", "86400", `"1970-01-02" "fvcfg 1.2.0"`},
		{"development", "", "", `"" "fvcfg development"`},
		{"1.2.0", "yesterday", "soon", `"" "fvcfg 1.2.0"`},
		{`1"`, "", "", `"" "fvcfg 1"`},
	} {
		got := string(stampManPage([]byte(title), buildInfo{Version: test.version, Date: test.date}, test.epoch))
		if want := `.TH FVCFG-LINT 1 ` + test.want + " \"fvcfg manual\"\n.nh\n"; got != want {
			t.Errorf("%v: %q, want %q", test, got, want)
		}
	}
}
