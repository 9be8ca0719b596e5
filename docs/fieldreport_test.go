package docs

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// reportRow is a line of the table of field-report.md.
type reportRow struct {
	found, makers, resolvers, wrong int
}

// graded is a rule's number and a severity: the findings of a rule are not all as grave.
type graded struct{ rule, severity string }

// TestFieldReport adds up the table of the field report and, where FVCFG_CORPUS names a
// folder that holds the files it is about, compares it with what is found in them.
func TestFieldReport(t *testing.T) {
	src, err := os.ReadFile("field-report.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	rows, total := readFieldReport(t, text)
	var sum reportRow
	for key, row := range rows {
		if row.found == 0 || row.found != row.makers+row.resolvers+row.wrong {
			t.Errorf("%v does not add up: %+v", key, row)
		}
		sum.found += row.found
		sum.makers += row.makers
		sum.resolvers += row.resolvers
		sum.wrong += row.wrong
	}
	if sum != total {
		t.Errorf("the rows make %+v, and the last says %+v", sum, total)
	}
	corpus := os.Getenv("FVCFG_CORPUS")
	if _, err := os.Stat(path.Join(corpus, "concrete")); corpus == "" || err != nil {
		t.Log("the counts were added up, and not compared with files: FVCFG_CORPUS names no folder with concrete/")
		return
	}
	reported := make(map[graded]int)
	for key, row := range rows {
		reported[key] = row.found
	}
	files, found := countFindings(t, os.DirFS(corpus))
	if !maps.Equal(found, reported) {
		t.Errorf("found\n%v, and field-report.md says\n%v", found, reported)
	}
	if says := fmt.Sprintf("run over %d real files", files); !strings.Contains(text, says) {
		t.Errorf("field-report.md does not say %q", says)
	}
}

// readFieldReport reads the table, its last row apart.
func readFieldReport(t *testing.T, text string) (rows map[graded]reportRow, total reportRow) {
	t.Helper()
	rows = make(map[graded]reportRow)
	row := regexp.MustCompile(`(?m)^\| (FV\d+|all)([^|]*) \|(?: (\w+))? \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`)
	for _, cells := range row.FindAllStringSubmatch(text, -1) {
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(cells[4+i]) // digits, and few
		}
		if cells[1] == "all" {
			total = reportRow{n[0], n[1], n[2], n[3]}
			continue
		}
		if rule, err := lint.LookupRule(cells[1]); err != nil || rule.String() != cells[1]+cells[2] {
			t.Errorf("no rule is called %q", cells[1]+cells[2])
		}
		rows[graded{cells[1], cells[3]}] = reportRow{n[0], n[1], n[2], n[3]}
	}
	if len(rows) == 0 || total.found == 0 {
		t.Fatal("no table of rules, or no last row with its sums")
	}
	return rows, total
}

// countFindings lints the files of concrete/ and counts them and what is found.
func countFindings(t *testing.T, corpus fs.FS) (files int, found map[graded]int) {
	t.Helper()
	linter, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found = make(map[graded]int)
	err = fs.WalkDir(corpus, "concrete", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".cfg", ".txt", ".xml"}, path.Ext(name)) {
			return err
		}
		data, err := fs.ReadFile(corpus, name)
		if err != nil {
			return err
		}
		files++
		for _, f := range linter.Lint(name, data) {
			found[graded{f.Rule.ID, f.Severity.String()}]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, found
}
