package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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

// link finds where the links of a page lead within the repository.
var link = regexp.MustCompile(`\]\(([^)#:\s]*)(?:#([^)\s]+))?\)`)

// TestLinks follows all links between pages, down to the heading.
func TestLinks(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
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
			if l[2] != "" && !strings.Contains(anchors(readPage(t, target)), "\n"+l[2]+"\n") {
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

// anchors returns the anchors of a page's headings, each between line ends.
func anchors(page string) string {
	all := "\n"
	for _, h := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		all += anchor(h[1]) + "\n"
	}
	return all
}

// anchor returns what GitHub and GitLab make of a heading.
func anchor(heading string) string {
	plain := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(heading, "")
	return strings.ReplaceAll(strings.ToLower(plain), " ", "-")
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
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r, anchor(r.String()), severity, strings.NewReplacer("<", "&lt;", "|", `\|`).Replace(r.Summary))
	}
	return b.String()
}

// listHeadings makes a list of links to the headings.
func listHeadings(text string) string {
	var b strings.Builder
	for _, h := range heading.FindAllStringSubmatch(text, -1) {
		fmt.Fprintf(&b, "%s- [%s](#%s)\n", strings.Repeat("  ", len(h[1])-2), h[2], anchor(h[2]))
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
