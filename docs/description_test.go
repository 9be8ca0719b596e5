package docs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

const (
	descriptionPage  = "description.md"
	descriptionList  = "testdata/description.txt"
	descriptionStart = "<!-- made from testdata/description.txt by go test ./docs -run Description -update -->\n"
	fewestStatements = 300
)

// standings are what a statement of the description can be, and what each means.
var standings = []struct{ name, means string }{
	{"works", "the product has it, and a test shows that"},
	{"disputed", "the description or another source says otherwise, and the product says so"},
	{"not known", "no public source settles it, and the product says so"},
	{"not a toolkit's", "nothing that a toolkit for these files could do"},
}

// statement is a statement of the vendor's description, and what the product makes of it.
type statement struct {
	line             int    // of the list
	number           string // 12, or 12a for one that is counted behind it
	text             string
	answers, tests   []string
	standing, reason string
}

// part is a section of the description.
type part struct {
	title      string
	statements []statement
}

// TestDescription compares the page with the list that it is made from, and counts.
// With -update it makes the page anew.
func TestDescription(t *testing.T) {
	parts := readDescription(t)
	count := map[string]int{}
	last := 0
	for _, p := range parts {
		for _, s := range p.statements {
			count[s.standing]++
			place := numberOf(s.number)
			if place <= last {
				t.Errorf("line %d: %s stands behind a higher number", s.line, s.number)
			}
			last = place
		}
	}
	page, err := os.ReadFile(descriptionPage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), descriptionStart)
	if !ok {
		t.Fatalf("%s has no place for the tables", descriptionPage)
	}
	checkWidth(t, descriptionPage, before)
	made := descriptionTables(parts, count)
	if made != rest && *update {
		err = os.WriteFile(descriptionPage, []byte(before+descriptionStart+made), 0o644)
	} else if made != rest {
		t.Errorf("%s is not what %s makes: go test ./docs -run Description -update", descriptionPage, descriptionList)
	}
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range count {
		total += n
	}
	if total < fewestStatements {
		t.Errorf("%d statements; there are at least %d", total, fewestStatements)
	}
}

// TestDescriptionAnswers holds what answers each statement against the rules, commands,
// keys, pages and folders that there are.
func TestDescriptionAnswers(t *testing.T) {
	for _, p := range readDescription(t) {
		for _, s := range p.statements {
			for _, answer := range s.answers {
				if err := checkAnswer(answer); err != nil {
					t.Errorf("line %d: %s: %v", s.line, s.number, err)
				}
			}
			switch s.standing {
			case "works":
				if len(s.answers) == 0 || len(s.tests) == 0 {
					t.Errorf("line %d: %s works, and has %d answers and %d tests", s.line, s.number, len(s.answers), len(s.tests))
				}
			case "disputed", "not known":
				if !slices.ContainsFunc(s.answers, func(a string) bool { return strings.Contains(a, ".md") }) {
					t.Errorf("line %d: %s is %s, and no page says so", s.line, s.number, s.standing)
				}
			}
		}
	}
}

// TestDescriptionTests holds the tests that show each statement against those that there
// are.
func TestDescriptionTests(t *testing.T) {
	for _, p := range readDescription(t) {
		for _, s := range p.statements {
			for _, test := range s.tests {
				if err := checkTest(test); err != nil {
					t.Errorf("line %d: %s: %v", s.line, s.number, err)
				}
			}
		}
	}
}

// TestDescriptionHolds has the checks refuse what is not there, and take what is.
func TestDescriptionHolds(t *testing.T) {
	for answer, holds := range map[string]bool{
		"FV102": true, "FV199": false, "`fvcfg`": true, "`fvcfg url --emit option66`": true, "`fvcfg url --omit`": false, "`fvcfg url --emit pigeon`": false, "`fvcfg uri`": false,
		"`DHCP Option`": true, "`sip/line[1]/RegisterPort`": true, "`DHCP Optoin`": false, "docs/simulate.md": true, "docs/simulate.md#the-steps": true,
		"docs/simulate.md#no-steps": false, "docs/simulated.md": false, "pkg/cfgfile": true, "pkg/none": false, "works as stated": false,
	} {
		if err := checkAnswer(answer); (err == nil) != holds {
			t.Errorf("%s: %v", answer, err)
		}
	}
	for test, holds := range map[string]bool{
		"docs TestRule": true, "docs TestRules": false, "none TestRule": false, "docs": false, "cmd/fvcfg TestScripts/url": true, "cmd/fvcfg TestScripts/uri": false,
		"cmd/fvcfg TestScripts/url `parts.golden` `faults.golden`": true, "cmd/fvcfg TestScripts/url `parts.gold-en`": false, "docs TestRule `FV999`": true, "docs TestRule `FV998`": false,
		"cmd/fvcfg TestSimulateServersThatFail/not-found": true, "pkg/provision TestWalks/no-such-walk": false,
		"pkg/cfgfile TestTxtar/set/text-legacy": true, "pkg/cfgfile TestTxtar/set/no-such-case": false,
	} {
		if err := checkTest(test); (err == nil) != holds {
			t.Errorf("%s: %v", test, err)
		}
	}
	for line, holds := range map[string]bool{
		"but disputed: why": true, "but not a toolkit's: why": true, "but disputed": false, "but works: why": false, "but unclear: why": false, "by": false, "maybe x": false,
	} {
		word, rest, _ := strings.Cut(line, " ")
		if new(statement).add(word, rest) != holds {
			t.Errorf("%q", line)
		}
	}
}

var numberForm = regexp.MustCompile(`^(\d+)([a-z]?)$`)

// numberOf returns where a number stands among the others: 12a is behind 12.
func numberOf(number string) int {
	found := numberForm.FindStringSubmatch(number)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(found[1])
	n *= 100
	if found[2] != "" {
		n += int(found[2][0])
	}
	return n
}

// readDescription reads the list of statements. Its head says how it is written.
func readDescription(t *testing.T) []part {
	t.Helper()
	data, err := os.ReadFile(descriptionList)
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	var s *statement
	for i, line := range strings.Split(string(data), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case word == "" || word == "#":
		case word == "==":
			parts, s = append(parts, part{title: rest}), nil
		case numberForm.MatchString(word) && len(parts) > 0:
			p := &parts[len(parts)-1]
			p.statements = append(p.statements, statement{line: i + 1, number: word, text: rest, standing: "works"})
			s = &p.statements[len(p.statements)-1]
		case s == nil || !s.add(word, rest):
			t.Fatalf("%s:%d: %q is neither a section, a statement, nor a part of one", descriptionList, i+1, line)
		}
	}
	return parts
}

// add takes a line below a statement and reports whether it is one.
func (s *statement) add(word, rest string) bool {
	switch word {
	case "by":
		s.answers = append(s.answers, splitOutsideCode(rest)...)
	case "test":
		s.tests = append(s.tests, splitOutsideCode(rest)...)
	case "but":
		s.standing, s.reason, _ = strings.Cut(rest, ": ")
		return s.reason != "" && slices.ContainsFunc(standings[1:], func(k struct{ name, means string }) bool { return k.name == s.standing })
	default:
		return false
	}
	return rest != ""
}

// splitOutsideCode divides a list at its commas, but for those between backticks.
func splitOutsideCode(list string) []string {
	var fields []string
	code, start := false, 0
	for i, r := range list {
		switch {
		case r == '`':
			code = !code
		case r == ',' && !code:
			fields = append(fields, strings.TrimSpace(list[start:i]))
			start = i + 1
		}
	}
	return append(fields, strings.TrimSpace(list[start:]))
}

var ruleForm = regexp.MustCompile(`^FV\d+$`)

// checkAnswer reports what is wrong with an answer: a rule, a command with its flags, a
// key, a page with a heading in it, or a file or folder of the repository.
func checkAnswer(answer string) error {
	code := strings.Trim(answer, "`")
	switch {
	case ruleForm.MatchString(answer):
		_, err := lint.LookupRule(answer)
		return err
	case strings.HasPrefix(answer, "`fvcfg"):
		return checkCommand(strings.Fields(code))
	case strings.HasPrefix(answer, "`"):
		return checkKey(code)
	}
	name, heading, hasHeading := strings.Cut(answer, "#")
	text, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
	if hasHeading && err == nil && !slices.Contains(headingsOf(string(text)), heading) {
		return fmt.Errorf("%s has no heading #%s", name, heading)
	}
	if !hasHeading {
		_, err = os.Stat(filepath.Join("..", filepath.FromSlash(name)))
	}
	return err
}

// checkCommand looks a command, its flags and their values up in its manual page.
func checkCommand(words []string) error {
	name := "fvcfg"
	if len(words) > 1 && !strings.HasPrefix(words[1], "-") {
		name += "-" + words[1]
	}
	page, err := Man.ReadFile("man/" + name + ".1")
	if err != nil {
		return fmt.Errorf("%s is no command", strings.Join(words, " "))
	}
	page = bytes.ReplaceAll(page, []byte(`\-`), []byte("-"))
	for _, word := range words[min(len(words), 2):] {
		if !regexp.MustCompile(`(?:^|\W)` + regexp.QuoteMeta(word) + `(?:\W|$)`).Match(page) {
			return fmt.Errorf("the manual page of %s has no %s", strings.Join(words[:2], " "), word)
		}
	}
	return nil
}

// checkKey looks for a key in the dictionaries of all dialects.
func checkKey(key string) error {
	query, err := catalog.ParseQuery(key)
	if err != nil {
		return err
	}
	if len(query.Exact()) == 0 {
		return fmt.Errorf("no dialect has a key %s", key)
	}
	return nil
}

// headingsOf returns the anchors of a page's headings, as GitHub makes them.
func headingsOf(page string) []string {
	var anchors []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(page, -1) {
		anchors = append(anchors, anchorOf(heading[1]))
	}
	return anchors
}

func anchorOf(heading string) string {
	kept := regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(strings.ToLower(heading), "")
	return strings.ReplaceAll(kept, " ", "-")
}

var testForm = regexp.MustCompile("^(\\S+) ((?:Test|Example)\\w*)(?:/(\\S+))?((?: `[^`]+`)*)$")

// checkTest reports what is missing of a test: its function, the script, golden file or
// case that it names behind a slash, and the texts that are to stand there.
func checkTest(test string) error {
	found := testForm.FindStringSubmatch(test)
	if found == nil {
		return fmt.Errorf("%q is no test: write PACKAGE TestName/place `text in it`", test)
	}
	folder := filepath.Join("..", filepath.FromSlash(found[1]))
	home, all, err := sourceOf(folder, found[2])
	if err != nil {
		return err
	}
	if place := found[3]; place != "" {
		pattern := filepath.Join(folder, "testdata", "*", place+".*")
		if strings.Contains(place, "/") { // with its folder in testdata
			pattern = filepath.Join(folder, "testdata", filepath.FromSlash(place)+".*")
		}
		files, err := filepath.Glob(pattern)
		switch {
		case err != nil:
			return err
		case len(files) == 1:
			text, err := os.ReadFile(files[0])
			if err != nil {
				return err
			}
			home = string(text)
		case !strings.Contains(all, strconv.Quote(place)):
			return fmt.Errorf("%s: %s has no script, golden file or case %q", found[1], found[2], place)
		}
	}
	for _, text := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(found[4], -1) {
		if !strings.Contains(home, text[1]) {
			return fmt.Errorf("%s: where %s stands is no %q", found[1], found[2]+strings.TrimSuffix("/"+found[3], "/"), text[1])
		}
	}
	return nil
}

// sourceOf returns the file that a test function stands in, and all test files of its
// folder.
func sourceOf(folder, function string) (home, all string, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		return "", "", err
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", "", err
		}
		all += string(text)
		if strings.Contains(string(text), "\nfunc "+function+"(") {
			home = string(text)
		}
	}
	if home == "" {
		return "", "", fmt.Errorf("%s has no test %s", filepath.ToSlash(folder), function)
	}
	return home, all, nil
}

// descriptionTables returns what the page says below its introduction: the count, and a
// table for each section.
func descriptionTables(parts []part, count map[string]int) string {
	var b strings.Builder
	total := 0
	b.WriteString("\n| standing | means | statements |\n|---|---|---:|\n")
	for _, standing := range standings {
		total += count[standing.name]
		fmt.Fprintf(&b, "| %s | %s | %d |\n", standing.name, standing.means, count[standing.name])
	}
	fmt.Fprintf(&b, "| all | | %d |\n", total)
	for _, p := range parts {
		fmt.Fprintf(&b, "\n## %s\n\n| no. | statement | answered by | shown by | standing |\n|---|---|---|---|---|\n", p.title)
		for _, s := range p.statements {
			standing := s.standing
			if s.reason != "" {
				standing += ": " + s.reason
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", s.number, cell(s.text), answersCell(s.answers), cell(strings.Join(s.tests, ", ")), cell(standing))
		}
	}
	return b.String()
}

// cell returns a text as a cell of a table has it.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// answersCell returns answers as a cell, with links to rules, pages, files and folders.
func answersCell(answers []string) string {
	var cells []string
	for _, answer := range answers {
		rule, err := lint.LookupRule(answer)
		switch {
		case strings.HasPrefix(answer, "`"):
			cells = append(cells, cell(answer))
		case ruleForm.MatchString(answer) && err == nil:
			cells = append(cells, fmt.Sprintf("[%s](rules.md#%s)", answer, anchorOf(rule.String())))
		default:
			link := "../" + answer
			if page, ok := strings.CutPrefix(answer, "docs/"); ok {
				link = page
			}
			cells = append(cells, fmt.Sprintf("[%s](%s)", answer, link))
		}
	}
	return strings.Join(cells, ", ")
}
