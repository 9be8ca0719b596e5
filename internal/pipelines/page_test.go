package pipelines

import (
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v3"
)

const page = "docs/pipelines.md"

// blocks gives the code blocks of the page that are in a language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	var found []string
	for _, block := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(read(t, page), -1) {
		found = append(found, block[1])
	}
	if len(found) == 0 {
		t.Fatalf("%s has no %s", page, language)
	}
	return found
}

// blocksWith gives the YAML blocks that have a key at the top.
func blocksWith(t *testing.T, key string) []string {
	t.Helper()
	var found []string
	for _, block := range blocks(t, "yaml") {
		var content map[string]any
		if err := yaml.Unmarshal([]byte(block), &content); err != nil {
			t.Errorf("%v in\n%s", err, block)
		}
		if _, ok := content[key]; ok {
			found = append(found, block)
		}
	}
	if len(found) == 0 {
		t.Fatalf("%s has no YAML with %s", page, key)
	}
	return found
}

// TestEveryYAMLBlockIsTested holds against a block of another kind, which no test
// would look at.
func TestEveryYAMLBlockIsTested(t *testing.T) {
	tested := slices.Concat(blocksWith(t, "repos"), blocksWith(t, "jobs"), blocksWith(t, "phones"))
	if all := blocks(t, "yaml"); len(tested) != len(all) {
		t.Errorf("%d of %d blocks are tested", len(tested), len(all))
	}
}

// lintWorkflow has actionlint check a workflow of this repository.
func lintWorkflow(t *testing.T, name, workflow string) []*actionlint.Error {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	project, err := actionlint.NewProject(root)
	if err != nil {
		t.Fatal(err)
	}
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := linter.Lint(filepath.Join(root, ".github/workflows", name), []byte(workflow), project)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// local makes a workflow use the action of this checkout, whose inputs and outputs
// actionlint then compares with the workflow's.
func local(workflow string) string {
	return strings.ReplaceAll(workflow, "uses: fvcfg/fvcfg@v1.0.0", "uses: ./")
}

func TestWorkflows(t *testing.T) {
	for _, workflow := range blocksWith(t, "jobs") {
		if !strings.Contains(workflow, "uses: fvcfg/fvcfg@v1.0.0\n") {
			t.Errorf("a workflow does not use the action:\n%s", workflow)
		}
		for _, mistake := range lintWorkflow(t, "page.yml", local(workflow)) {
			t.Errorf("%v in\n%s", mistake, workflow)
		}
		for _, fault := range [][2]string{{"paths: phones", "path: phones"}, {"outputs.exit-code", "outputs.code"}} {
			if wrong := strings.Replace(workflow, fault[0], fault[1], 1); wrong != workflow && len(lintWorkflow(t, "page.yml", local(wrong))) == 0 {
				t.Errorf("%s is not found to be wrong", fault[1])
			}
		}
	}
	for _, name := range []string{"ci.yml", "release.yml"} {
		for _, mistake := range lintWorkflow(t, name, read(t, ".github/workflows/"+name)) {
			t.Error(mistake)
		}
	}
}

// TestInputTable compares the page's table with the inputs of the action.
func TestInputTable(t *testing.T) {
	_, table, _ := strings.Cut(read(t, page), "| input | is | default |\n|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	a := readAction(t)
	rows := strings.Split(table, "\n")
	if len(rows) != len(a.Inputs) {
		t.Errorf("the table has %d inputs and the action %d", len(rows), len(a.Inputs))
	}
	for _, row := range rows {
		cells := strings.Split(strings.Trim(row, "|"), "|")
		name := strings.Trim(cells[0], " `")
		input, ok := a.Inputs[name]
		if !ok {
			t.Errorf("the action has no input %q", name)
		}
		value := strings.TrimSpace(cells[len(cells)-1])
		if input.Default != "" && value != "`"+input.Default+"`" {
			t.Errorf("the default of %s is %q and the page has %s", name, input.Default, value)
		}
	}
}

// TestPreCommitConfigurations runs what the page has pre-commit run.
func TestPreCommitConfigurations(t *testing.T) {
	for _, block := range blocksWith(t, "repos") {
		var config struct {
			Repos []struct {
				Repo, Rev string
				Hooks     []hook
			}
		}
		if err := yaml.NewDecoder(bytes.NewBufferString(block)).Decode(&config); err != nil {
			t.Fatal(err)
		}
		for _, used := range config.Repos[0].Hooks {
			offered := hooks(t)
			i := slices.IndexFunc(offered, func(h hook) bool { return h.ID == used.ID })
			if i < 0 {
				t.Fatalf("there is no hook %s", used.ID)
			}
			args := offered[i].Args
			if used.Args != nil {
				args = used.Args
			}
			dir := newRepository(t, map[string]string{"phones/a.cfg": cleanFile, "phones/b.cfg": brokenFile})
			command := slices.Concat(strings.Fields(offered[i].Entry), args)
			if got := run(t, dir, nil, nil, append(command, "phones/a.cfg")...); got.code != 0 {
				t.Errorf("%s on a clean file: %+v", used.ID, got)
			}
			if got := run(t, dir, nil, nil, append(command, "phones/a.cfg", "phones/b.cfg")...); got.code != 1 {
				t.Errorf("%s on a broken file: %+v", used.ID, got)
			}
			if used.Files != "" && !regexp.MustCompile(used.Files).MatchString("phones/site/a.xml") {
				t.Errorf("%s takes no phones/site/a.xml", used.Files)
			}
		}
	}
	for _, h := range hooks(t) {
		if !strings.Contains(read(t, page), "| `"+h.ID+"` | `"+h.Entry+"` |") {
			t.Errorf("%s does not say that %s runs %s", page, h.ID, h.Entry)
		}
	}
}
