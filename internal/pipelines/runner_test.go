package pipelines

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// action is what action.yml says.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Shell, Run string
	Env            map[string]string
}

func readAction(t *testing.T) action {
	t.Helper()
	var a action
	readYAML(t, "action.yml", &a)
	return a
}

// use is a step of a workflow that uses the action.
type use struct {
	ref  string            // the tag, branch or commit behind the @
	with map[string]string // its inputs
	env  []string          // its environment
}

// outcome is what became of it.
type outcome struct {
	result
	outputs map[string]string
	path    string // what the action puts on the PATH of the steps after it
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

// runAction runs the steps of the action in a checkout, in the way of GitHub's
// runner: expressions are filled in before the shell starts, a step that fails is the
// last, and folders and outputs pass through files.
func runAction(t *testing.T, checkout string, u use) outcome {
	t.Helper()
	a := readAction(t)
	values := map[string]string{"github.action_ref": u.ref}
	for name, input := range a.Inputs {
		values["inputs."+name] = input.Default
	}
	for name, value := range u.with {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("the action has no input %s", name)
		}
		values["inputs."+name] = value
	}
	r := newRunner(t, checkout, u.env)
	var o outcome
	for _, step := range a.Runs.Steps {
		got := r.run(t, step, values)
		o.code, o.output = got.code, o.output+got.output
		for _, line := range strings.Fields(r.take(t, "output")) {
			name, value, _ := strings.Cut(line, "=")
			values["steps."+step.ID+".outputs."+name] = value
		}
		if o.code != 0 {
			break
		}
	}
	o.path = strings.Join(r.path, "\n")
	o.outputs = make(map[string]string)
	for name, output := range a.Outputs {
		o.outputs[name] = fill(t, output.Value, values)
	}
	return o
}

// fill puts the values of expressions in their place. An output that no step has set
// is empty, as it is for GitHub.
func fill(t *testing.T, text string, values map[string]string) string {
	t.Helper()
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		value, ok := values[name]
		if !ok && !strings.HasPrefix(name, "steps.") {
			t.Fatalf("%s is unknown", e)
		}
		return value
	})
}

// runner is a machine that runs the steps of a job.
type runner struct {
	checkout, temp string
	env            []string
	path           []string // folders that steps have added, the last first
}

func newRunner(t *testing.T, checkout string, env []string) *runner {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	system, architecture := goPlatform(t)
	r := &runner{checkout: checkout, temp: t.TempDir()}
	r.env = append(env, "RUNNER_TEMP="+r.temp, "RUNNER_OS="+system, "RUNNER_ARCH="+architecture,
		"GITHUB_ACTION_PATH="+root, "GITHUB_PATH="+r.file("path"), "GITHUB_OUTPUT="+r.file("output"))
	return r
}

func (r *runner) file(name string) string { return filepath.Join(r.temp, "runner-"+name) }

// take gives what a step has written into one of the runner's files.
func (r *runner) take(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(r.file(name))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	os.Remove(r.file(name))
	return string(data)
}

// run runs a step with the shell and the options that GitHub documents for "bash".
func (r *runner) run(t *testing.T, step actionStep, values map[string]string) result {
	t.Helper()
	if step.Shell != "bash" {
		t.Fatalf("the shell is %q", step.Shell)
	}
	script := r.file("script")
	if err := os.WriteFile(script, []byte(fill(t, step.Run, values)), 0o600); err != nil {
		t.Fatal(err)
	}
	env := r.env
	for name, value := range step.Env {
		env = append(env[:len(env):len(env)], name+"="+fill(t, value, values))
	}
	got := run(t, r.checkout, env, r.path, "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	for _, folder := range strings.Split(strings.TrimSpace(r.take(t, "path")), "\n") {
		if folder != "" {
			r.path = append([]string{folder}, r.path...)
		}
	}
	return got
}
