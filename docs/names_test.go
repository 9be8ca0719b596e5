package docs

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

const (
	namesPage  = "names.md"
	namesStart = "<!-- made from pkg/catalog/tables/concepts.tsv by go test ./docs -run Names -update -->\n"
)

// TestNames compares the page of neutral names with the dictionary. With -update it makes the
// tables anew.
func TestNames(t *testing.T) {
	data, err := os.ReadFile(namesPage)
	if err != nil {
		t.Fatal(err)
	}
	head, tables, ok := strings.Cut(string(data), namesStart)
	if !ok {
		t.Fatalf("%s has no %s", namesPage, namesStart)
	}
	if made := namesTables(); made != tables {
		if !*update {
			t.Fatalf("%s is not what the table makes: go test ./docs -run Names -update", namesPage)
		}
		if err := os.WriteFile(namesPage, []byte(head+namesStart+made), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// namesTables writes a table for each kind of thing that has names.
func namesTables() string {
	var b strings.Builder
	dialects := catalog.Dialects()
	group := ""
	for _, c := range catalog.Concepts() {
		of, _, _ := strings.Cut(strings.ReplaceAll(c.Name(), "[N]", ""), ".")
		if of != group {
			group = of
			fmt.Fprintf(&b, "\n## %s\n\n", group)
			if c.Source() != "" {
				fmt.Fprintf(&b, "The project's own, from %s.\n\n", c.Source())
			}
			b.WriteString("| name | kind |")
			for _, d := range dialects {
				fmt.Fprintf(&b, " %s |", d)
			}
			b.WriteString(" note |\n|---|---|" + strings.Repeat("---|", len(dialects)) + "---|\n")
		}
		fmt.Fprintf(&b, "| `@%s` | %s |", c.Name(), c.Kind())
		for _, d := range dialects {
			cell := strings.Join(c.Paths(d), "` or `")
			if cell != "" {
				cell = "`" + cell + "`"
			}
			fmt.Fprintf(&b, " %s |", cell)
		}
		note := c.Note()
		if c.Varies() {
			note = strings.TrimPrefix(note+"; differs between generations", "; ")
		}
		fmt.Fprintf(&b, " %s |\n", note)
	}
	return strings.ReplaceAll(b.String(), "|  |", "| |")
}
