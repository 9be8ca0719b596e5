package pipelines

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestGitLabJobs runs the scripts of the page's jobs. What they download comes from a
// stand-in for curl, and what they install is there.
func TestGitLabJobs(t *testing.T) {
	for _, block := range blocksWith(t, "phones") {
		var config struct {
			Phones struct {
				Image        string
				Variables    map[string]string
				BeforeScript []string `yaml:"before_script"`
				Script       []string
				Artifacts    struct {
					When    string
					Reports map[string]string
				}
			}
		}
		if err := yaml.Unmarshal([]byte(block), &config); err != nil {
			t.Fatal(err)
		}
		job := config.Phones
		if len(job.Artifacts.Reports) != 1 || job.Artifacts.When != "always" {
			t.Fatalf("a job keeps %v, %q", job.Artifacts.Reports, job.Artifacts.When)
		}
		script := strings.Join(slices.Concat([]string{"set -e"}, job.BeforeScript, job.Script), "\n")
		for file, code := range map[string]int{cleanFile: 0, brokenFile: 1} {
			dir := newRepository(t, map[string]string{"phones/a.cfg": file})
			env := []string{"CI_PROJECT_DIR=" + dir}
			for name, value := range job.Variables {
				env = append(env, name+"="+value)
			}
			got := run(t, dir, env, []string{gitLabImage(t)}, "sh", "-c", rebase(t, script))
			if got.code != code {
				t.Errorf("%+v of\n%s", got, script)
			}
			for _, report := range job.Artifacts.Reports {
				if text := content(t, dir, report); strings.Contains(text, "template-left") != (code == 1) {
					t.Errorf("%s is %s", report, text)
				}
			}
		}
	}
}

// rebase has a script that is made for a container of its own keep to a folder.
func rebase(t *testing.T, script string) string {
	t.Helper()
	temp := t.TempDir()
	script = strings.ReplaceAll(script, "cd /tmp\n", "cd "+temp+"\n")
	return strings.ReplaceAll(script, "-C /usr/local/bin fvcfg", "-C "+temp+" fvcfg && "+temp+"/fvcfg version")
}

// gitLabImage makes a folder with the commands that a job needs beside a shell's.
func gitLabImage(t *testing.T) string {
	t.Helper()
	const name = "fvcfg_1.0.0_linux_amd64.tar.gz"
	served := make(map[string][]byte)
	for path, data := range soundRelease(t) {
		path = strings.ReplaceAll(strings.ReplaceAll(path, archiveName, name), "1.2.3", "1.0.0")
		if strings.HasSuffix(path, ".txt") {
			data = []byte(strings.ReplaceAll(string(data), archiveName, name))
		}
		served["/fvcfg/fvcfg/releases/download"+path] = data
	}
	curl, err := filepath.Abs("testdata/curl.sh")
	if err != nil {
		t.Fatal(err)
	}
	return newRepository(t, map[string]string{
		"apt-get": "#!/bin/sh\n",
		"curl":    fmt.Sprintf("#!/bin/sh\nSERVER=%s PATH=%q exec sh %q \"$@\"\n", releases(t, served), os.Getenv("PATH"), curl),
	})
}

// TestShellScripts runs the page's shell scripts, but for those that build and start
// containers.
func TestShellScripts(t *testing.T) {
	tests := []struct {
		name, holds string // the script that holds this
		files       map[string]string
		env         []string
		code        int
		says        string
	}{
		{"publish", "published/", map[string]string{"phones/a.cfg": cleanFile, "published/README": ""}, nil, 0, ""},
		{"publish with findings", "published/", map[string]string{"phones/a.cfg": brokenFile}, nil, 1, "not published: mend"},
		{"publish with a wrong key", "published/", map[string]string{"phones/a.cfg": cleanFile}, []string{"FVCFG_KEY=0"}, 2, "not published: the check itself failed"},
		{"publish in another form", "published/", map[string]string{"phones/a.cfg": strings.ReplaceAll(cleanFile, "\r\n\r\n", "\r\n"), "published/README": ""}, nil, 0, "canonical"},
		{"digest", "phones.sha256", map[string]string{"phones/a.cfg": cleanFile}, nil, 0, "phones/a.cfg: OK"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := slices.IndexFunc(blocks(t, "sh"), func(b string) bool { return strings.Contains(b, tt.holds) })
			if i < 0 {
				t.Fatalf("no script has %s", tt.holds)
			}
			dir := newRepository(t, tt.files)
			got := run(t, dir, tt.env, nil, "sh", "-c", blocks(t, "sh")[i])
			if got.code != tt.code || !strings.Contains(got.output, tt.says) {
				t.Errorf("%+v, want %d and %q", got, tt.code, tt.says)
			}
			_, err := os.Stat(filepath.Join(dir, "published/a.cfg"))
			if published := err == nil; published != (tt.code == 0 && tt.holds == "published/") {
				t.Errorf("published: %v", published)
			}
		})
	}
}

// TestCommandsExist looks every fvcfg command of the page up in the program's help.
func TestCommandsExist(t *testing.T) {
	commands := regexp.MustCompile(`\bfvcfg(?::shell)? ([a-z]+)((?: +-[-a-z0-9]+)*)`).FindAllStringSubmatch(strings.Join(codeOf(t), "\n"), -1)
	if len(commands) < 10 {
		t.Fatalf("the page has %d commands", len(commands))
	}
	for _, c := range commands {
		help := run(t, ".", nil, nil, "fvcfg", c[1], "--help")
		if help.code != 0 || !strings.Contains(help.output, "fvcfg "+c[1]) {
			t.Errorf("%s: %d", c[0], help.code)
		}
		for _, flag := range strings.Fields(c[2]) {
			if !regexp.MustCompile(`(?m)^ +(-., )?`+flag+`\b`).MatchString(help.output) && !strings.Contains(help.output, "  "+flag+", ") {
				t.Errorf("%s has no flag %s", c[0], flag)
			}
		}
	}
}

// codeOf gives all code of the page: in blocks and within lines.
func codeOf(t *testing.T) []string {
	t.Helper()
	var code []string
	for _, span := range regexp.MustCompile("(?s)```[a-z]*\n(.*?)```|`([^`\n]+)`").FindAllStringSubmatch(read(t, page), -1) {
		code = append(code, span[1]+span[2])
	}
	return code
}
