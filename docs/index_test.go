package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// TestIndex checks that README.md names each page once.
func TestIndex(t *testing.T) {
	index := readPage(t, "README.md")
	pages, err := filepath.Glob("*.md")
	if err != nil || len(pages) < 20 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		if n := strings.Count(index, "]("+page+")"); n != 1 && page != "README.md" {
			t.Errorf("docs/README.md names %s %d times", page, n)
		}
	}
}

// TestContributing checks that CONTRIBUTING.md has a row for each package for others to use,
// and for each module that go.mod asks for.
func TestContributing(t *testing.T) {
	page := readPage(t, "../CONTRIBUTING.md")
	packages, err := filepath.Glob("../pkg/*")
	if err != nil || len(packages) < 10 {
		t.Fatalf("%d packages, %v", len(packages), err)
	}
	for _, dir := range packages {
		if name := filepath.Base(dir); strings.Count(page, "\n| [pkg/"+name+"](pkg/"+name+") | ") != 1 {
			t.Errorf("CONTRIBUTING.md has no row for pkg/%s", name)
		}
	}
	direct, _, _ := strings.Cut(readPage(t, "../go.mod"), "\n)\n")
	modules := regexp.MustCompile(`(?m)^\t([^\s/]+/)(\S+?)(/v\d+)? v`).FindAllStringSubmatch(direct, -1)
	if len(modules) < 10 {
		t.Errorf("%d modules", len(modules))
	}
	_, table, _ := strings.Cut(page, "\n## Dependencies\n")
	for _, m := range modules {
		name := strings.TrimPrefix(m[2], "in/")
		if !strings.Contains(table, name) {
			t.Errorf("CONTRIBUTING.md does not say what %s is for", m[1]+m[2])
		}
	}
}

// link finds where the links of a page lead within the repository.
var link = regexp.MustCompile(`\]\(([^)#:\s]*)(?:#([^)\s]+))?\)`)

// TestLinks follows all links between pages, down to the heading.
func TestLinks(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	n, headings := 0, make(map[string][]string)
	for _, page := range append(pages, "../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md", "../examples/README.md") {
		for _, l := range link.FindAllStringSubmatch(readPage(t, page), -1) {
			n++
			target := page
			if l[1] != "" {
				target = filepath.Join(filepath.Dir(page), filepath.FromSlash(l[1]))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: %v", page, err)
				continue
			}
			if l[2] == "" {
				continue
			}
			if headings[target] == nil {
				headings[target] = headingsOf(readPage(t, target))
			}
			if !slices.Contains(headings[target], l[2]) {
				t.Errorf("%s: %s has no heading %q", page, target, l[2])
			}
		}
	}
	if n < 100 {
		t.Errorf("%d links", n)
	}
}

// heading is a line that one can link to.
var heading = regexp.MustCompile(`(?m)^(#{2,3}) (.+)$`)

// TestReadmeExample compares the Go of the first page with the example that go test runs.
func TestReadmeExample(t *testing.T) {
	_, shown, _ := strings.Cut(readPage(t, "../README.md"), "\n```go\n")
	shown, _, ok := strings.Cut(shown, "```\n")
	_, run, _ := strings.Cut(readPage(t, "../pkg/cfgfile/example_test.go"), "\nfunc Example() {\n")
	run, _, found := strings.Cut(run, "\t// Output:\n")
	if run = regexp.MustCompile(`(?m)^\t`).ReplaceAllString(run, ""); !ok || !found || shown != run {
		t.Errorf("README.md shows\n%s\nand the example of pkg/cfgfile is\n%s", shown, run)
	}
}

// TestLists compares what stands at the heads of long pages with the pages; -update makes it
// anew.
func TestLists(t *testing.T) {
	for _, test := range []struct {
		page string
		make func(text string) string
	}{
		{"rules.md", listRules},
		{"delivery.md", listHeadings},
		{"json.md", listHeadings},
	} {
		const start, end = "<!-- made by go test ./docs -run Lists -update -->\n", "<!-- end -->\n"
		text := readPage(t, test.page)
		before, rest, ok := strings.Cut(text, start)
		list, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Errorf("docs/%s has no place for a list", test.page)
			continue
		}
		made := "\n" + test.make(after) + "\n"
		if made == list {
			continue
		}
		if !*update {
			t.Errorf("docs/%s has a list that is not of now: go test ./docs -run Lists -update", test.page)
		} else if err := os.WriteFile(test.page, []byte(before+start+made+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// listRules makes a table of all rules.
func listRules(string) string {
	var b strings.Builder
	b.WriteString("| rule | severity | finds |\n|---|---|---|\n")
	for _, r := range lint.Rules() {
		severity := r.Severity.String()
		if r.Fixable {
			severity += ", fixable"
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r, anchorOf(r.String()), severity, strings.NewReplacer("<", "&lt;", "|", `\|`).Replace(r.Summary))
	}
	return b.String()
}

// listHeadings makes a list of links to the headings.
func listHeadings(text string) string {
	var b strings.Builder
	for _, h := range heading.FindAllStringSubmatch(text, -1) {
		fmt.Fprintf(&b, "%s- [%s](#%s)\n", strings.Repeat("  ", len(h[1])-2), h[2], anchorOf(h[2]))
	}
	return b.String()
}

func readPage(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
