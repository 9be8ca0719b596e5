package pipelines

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// binFolder holds fvcfg, as a release has it.
var binFolder string

func TestMain(m *testing.M) {
	os.Exit(runWithProgram(m))
}

// runWithProgram builds fvcfg for the tests and takes it away after them.
func runWithProgram(m *testing.M) int {
	var err error
	if binFolder, err = os.MkdirTemp("", "fvcfg-pipelines"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(binFolder)
	build := exec.Command("go", "build", "-C", "../..", "-o", filepath.Join(binFolder, "fvcfg"), "./cmd/fvcfg")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v: %s\n", err, out)
		return 1
	}
	return m.Run()
}

// read gives a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readYAML decodes a YAML file of the repository.
func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(read(t, name)), into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// What the files of a test's repository are: nothing wrong with them, mistakes that
// --fix mends and one that it does not.
const (
	cleanFile  = "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n<GLOBAL CONFIG MODULE>\r\nTime Zone          :32\r\n<<END OF FILE>>\r\n"
	brokenFile = "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nTime Zone          :{{ zone }}\n"
)

// newRepository makes a folder with files of these names and contents.
func newRepository(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// result is what became of a command: its exit code and all that it printed.
type result struct {
	code   int
	output string
}

// run runs a command in a folder, with fvcfg on its PATH before everything but the
// folders given, and with further variables in its environment.
func run(t *testing.T, dir string, env, pathFirst []string, command ...string) result {
	t.Helper()
	path := strings.Join(append(pathFirst, binFolder, os.Getenv("PATH")), string(os.PathListSeparator))
	c := exec.Command("env", append([]string{"--", "PATH=" + path}, command...)...)
	c.Dir = dir
	c.Env = append(c.Environ(), env...)
	out, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return result{c.ProcessState.ExitCode(), string(out)}
}

// goPlatform gives the names that GitHub has for the system the tests run on.
func goPlatform(t *testing.T) (system, architecture string) {
	t.Helper()
	system = map[string]string{"linux": "Linux", "darwin": "macOS"}[runtime.GOOS]
	architecture = map[string]string{"amd64": "X64", "arm64": "ARM64"}[runtime.GOARCH]
	if system == "" || architecture == "" {
		t.Fatalf("there is no release for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	return system, architecture
}
