package docs

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/template"
)

var update = flag.Bool("update", false, "write what is made here anew: the list of findings, the table of the field report, the tables of the description")

const (
	reportFile   = "field-report.md"
	findingsFile = "testdata/findings.golden"
	tableStart   = "<!-- made from testdata/findings.golden by go test ./docs -update -->\n"
	tableEnd     = "<!-- end -->\n"
)

// TestFieldReport compares what lint finds in the files of the report with the list of
// the findings that somebody has looked at, where FVCFG_CORPUS names the folder that
// holds them, and the table of the report with the list.
//
// With -update, new findings get the mark "?" in the list. Look at each, and write who
// is to blame in its place: maker, resolver, or wrong where the finding is.
func TestFieldReport(t *testing.T) {
	list := readFindings(t)
	files, given := corpus.Read(t, "../examples")
	if found := findingsIn(t, files); given && len(found) > 0 {
		if *update {
			list = list.Marked(found)
			if err := os.WriteFile(findingsFile, []byte(list.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		differences, known := list.Differences(found)
		for _, d := range differences {
			t.Error(d)
		}
		t.Logf("%d of %d files are in the list", known, len(found))
	} else {
		t.Log("the table is compared with the list, and the list with no files: FVCFG_CORPUS names no folder with concrete/")
	}
	compareTable(t, list)
}

func readFindings(t *testing.T) corpus.List {
	t.Helper()
	data, err := os.ReadFile(findingsFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	list, err := corpus.Parse(string(data))
	if err != nil && !*update {
		t.Fatalf("%s: %v", findingsFile, err)
	}
	return list
}

// compareTable holds the table of the report against the list that it is made from.
func compareTable(t *testing.T, list corpus.List) {
	t.Helper()
	data, err := os.ReadFile(reportFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), tableStart)
	_, after, closed := strings.Cut(rest, tableEnd)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", reportFile)
	}
	text := before + tableStart + "\n" + countTable(t, list) + "\n" + tableEnd + after
	switch {
	case text == string(data):
	case !*update:
		t.Errorf("the table of %s is not that of %s", reportFile, findingsFile)
	default:
		if err := os.WriteFile(reportFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if says := fmt.Sprintf("was run over %d real files", len(list)); !strings.Contains(text, says) {
		t.Errorf("%s does not say %q", reportFile, says)
	}
}

// marks are what a finding of the list can be, in the order of the table's columns.
var marks = []string{"maker", "resolver", "wrong"}

// countTable returns the table that counts the findings of a list by rule and severity.
func countTable(t *testing.T, list corpus.List) string {
	counts := map[string]map[string]int{}
	for _, s := range list {
		for _, line := range s.Lines {
			fields := strings.Fields(line.Text)
			if !slices.Contains(marks, line.Mark) || len(fields) < 2 {
				t.Errorf("%s: %s is marked %q, and not one of %v", s.Name, line.Text, line.Mark, marks)
				continue
			}
			rule, err := lint.LookupRule(fields[0])
			if err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
			for _, row := range []string{rule.String() + " | " + fields[1], "all | "} {
				if counts[row] == nil {
					counts[row] = map[string]int{}
				}
				counts[row][line.Mark] += line.Count
			}
		}
	}
	var b strings.Builder
	b.WriteString("| rule | severity | found | right, the maker's | right, the resolver's | wrong |\n|---|---|---:|---:|---:|---:|\n")
	var rows []string
	for row := range counts {
		rows = append(rows, row)
	}
	slices.Sort(rows) // "all" comes behind the numbers of the rules
	for _, row := range rows {
		c := counts[row]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", row, c["maker"]+c["resolver"]+c["wrong"], c["maker"], c["resolver"], c["wrong"])
	}
	return b.String()
}

// findingsIn lints the files of concrete/, and those of raw/ as templates, and lists what is found by the path of the
// setting: a line that moves is no new finding.
func findingsIn(t *testing.T, files corpus.Folder) corpus.List {
	t.Helper()
	auto, err := template.ParseChoice(template.Auto)
	if err != nil {
		t.Fatal(err)
	}
	linters := make(map[string]*lint.Linter)
	for folder, choice := range map[string]template.Choice{"concrete": template.Never(), "raw": auto} {
		if linters[folder], err = lint.New(lint.Options{Template: choice}); err != nil {
			t.Fatal(err)
		}
	}
	var found corpus.List
	for name, data := range files.All() {
		folder, _, _ := strings.Cut(name, "/")
		linter := linters[folder]
		if linter == nil {
			continue
		}
		var texts []string
		for _, f := range linter.Lint(name, data) {
			texts = append(texts, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Rule.ID, f.Severity, f.Path)))
		}
		found = append(found, corpus.NewSection(name, data, texts))
	}
	return found
}
