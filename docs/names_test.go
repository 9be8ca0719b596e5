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
	checkWidth(t, namesPage, head)
	made := namesTables()
	if made != tables && *update {
		err = os.WriteFile(namesPage, []byte(head+namesStart+made), 0o644)
	} else if made != tables {
		t.Errorf("%s is not what the table makes: go test ./docs -run Names -update", namesPage)
	}
	if err != nil {
		t.Fatal(err)
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
		cells := []string{"`@" + c.Name() + "`", c.Kind()}
		for _, d := range dialects {
			cell := ""
			if paths := c.Paths(d); len(paths) > 0 {
				cell = "`" + strings.Join(paths, "` or `") + "`"
			}
			cells = append(cells, cell)
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(append(cells, noteOn(c)), " | "))
	}
	return b.String()
}

// noteOn returns what is to be known of a name's values.
func noteOn(c catalog.Concept) string {
	switch {
	case c.Varies() && c.Note() == "":
		return "values differ between generations"
	case c.Varies():
		return c.Note() + "; values differ between generations"
	}
	return c.Note()
}
