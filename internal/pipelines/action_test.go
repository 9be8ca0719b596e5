package pipelines

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// phones is a repository with files of every kind of outcome.
func phones(t *testing.T) string {
	return newRepository(t, map[string]string{
		"clean/a.cfg":      cleanFile,
		"a b/a.cfg":        cleanFile,
		"broken/-x.cfg":    brokenFile,
		"-dash/broken.cfg": brokenFile,
	})
}

func TestActionLints(t *testing.T) {
	const command = "touch pwned"
	tests := []struct {
		name string
		with map[string]string
		env  []string
		code string
		says string
	}{
		{name: "clean", with: map[string]string{"paths": "clean"}, code: "0", says: "1 file checked"},
		{name: "everything", code: "1", says: "of 4 files"},
		{name: "beside the line", with: map[string]string{"paths": "broken"}, code: "1", says: "::error file=broken/-x.cfg,line=3,"},
		{name: "one a line", with: map[string]string{"paths": "\n  clean\r\n\ta b \n\n"}, code: "0", says: "2 files checked"},
		{name: "dash", with: map[string]string{"paths": "-dash"}, code: "1", says: "in 1 file"},
		{name: "format", with: map[string]string{"paths": "clean", "format": "json"}, code: "0", says: `"version"`},
		{name: "fail-on", with: map[string]string{"paths": "broken", "fail-on": "error", "args": "--disable=template-left\n--disable=footer-missing"}, code: "0", says: "2 warnings in"},
		{name: "model", with: map[string]string{"paths": "clean", "model": "none of them"}, code: "2", says: "none of them"},
		{name: "no such path", with: map[string]string{"paths": "missing"}, code: "3", says: "missing"},
		{name: "key as an argument", with: map[string]string{"args": "--key=00"}, code: "", says: "set FVCFG_KEY"},
		{name: "key as two arguments", with: map[string]string{"args": "--key\n00"}, code: "", says: "set FVCFG_KEY"},
		{name: "key in the environment", env: []string{"FVCFG_KEY=00"}, code: "2", says: "64"},
		{name: "command in paths", with: map[string]string{"paths": "$(" + command + ")\n`" + command + "`\n; " + command}, code: "3", says: command},
		{name: "command in format", with: map[string]string{"format": "text; " + command}, code: "2", says: command},
		{name: "command in args", with: map[string]string{"args": "$(" + command + ")"}, code: "3", says: command},
		{name: "command in report", with: map[string]string{"paths": "clean", "report": "$(" + command + ")"}, code: "0"},
		{name: "command in version", with: map[string]string{"version": "1.0.0; " + command}, code: "", says: "version is a release"},
	}
	address := releases(t, soundRelease(t))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkout := phones(t)
			got := runAction(t, checkout, use{ref: "v1.2.3", with: tt.with, env: append(tt.env, "FVCFG_RELEASES="+address)})
			if code := got.outputs["exit-code"]; code != tt.code || !strings.Contains(got.output, tt.says) {
				t.Errorf("the exit code is %q, want %q with %q in\n%s", code, tt.code, tt.says, got.output)
			}
			if failed := got.code != 0; failed != (tt.code != "0") {
				t.Errorf("the step ends with %d", got.code)
			}
			if _, err := os.Stat(filepath.Join(checkout, "pwned")); err == nil {
				t.Error("what an input says was run")
			}
		})
	}
}

func TestActionWritesReport(t *testing.T) {
	checkout := phones(t)
	got := runAction(t, checkout, use{
		ref:  "v1.2.3",
		with: map[string]string{"paths": "broken", "format": "sarif", "report": "fvcfg.sarif"},
		env:  []string{"FVCFG_RELEASES=" + releases(t, soundRelease(t))},
	})
	if got.code != 1 {
		t.Errorf("%+v", got)
	}
	if report := content(t, checkout, "fvcfg.sarif"); !strings.Contains(report, `"uri":"broken/-x.cfg"`) {
		t.Errorf("the report is\n%s", report)
	}
}

// TestActionPassesInputsAsData holds against an expression in a script, where the
// text of an input would be run.
func TestActionPassesInputsAsData(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" {
		t.Errorf("the action is a %s one", a.Runs.Using)
	}
	used := ""
	for _, step := range a.Runs.Steps {
		if expression.MatchString(step.Run) {
			t.Errorf("a script has an expression: %s", step.Run)
		}
		for _, value := range step.Env {
			used += value
		}
	}
	for name := range a.Inputs {
		if !strings.Contains(used, "inputs."+name+" ") {
			t.Errorf("no step takes the input %s", name)
		}
	}
}
