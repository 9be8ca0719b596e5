package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// completionRuns are those of the scripts, and of what the scripts ask for.
func completionRuns(tree plantedTree) []secretRun {
	runs := []secretRun{{args: []string{"completion"}}, {args: []string{"completion", markedKey}}}
	for _, shell := range shellNames() {
		runs = append(runs, secretRun{args: []string{"completion", shell}})
	}
	runs = slices.Concat(runs, perFile(slices.Concat(tree.config[:4], tree.side[:4]), "__complete", "get", "FILE", ""),
		perFile(tree.sealed[:4], "__complete", "get", "--key-file", "good.key", "FILE", ""))
	return append(runs, secretRun{args: []string{"__complete", "set", tree.config[0], "SIP1 Register Pswd", ""}})
}

// complete returns what a shell is told of a line: the values, and what is to be done with them.
func complete(t *testing.T, args ...string) (offered []string, directive string) {
	t.Helper()
	var out bytes.Buffer
	p := newTestProgram(&out)
	p.stderr = &bytes.Buffer{}
	p.run(append([]string{cobra.ShellCompRequestCmd}, args...))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	return lines[:len(lines)-1], lines[len(lines)-1]
}

// TestEveryFlagCompletes checks that it was thought of what stands behind each flag, and that
// no flag which is free text is gone.
func TestEveryFlagCompletes(t *testing.T) {
	p := newTestProgram(&bytes.Buffer{})
	p.reader = nil
	root := p.newRoot(nil)
	known, used := flagCompletions(), map[string]bool{}
	n := 0
	for _, c := range append(root.Commands(), root) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal != "" || f.Name == "help" { // it takes no value
				return
			}
			n++
			name := f.Name
			if own := c.Name() + " " + f.Name; known[own] != nil {
				name = own
			}
			used[name] = true
			if known[name] == nil {
				t.Errorf("%s --%s: say in flagCompletions what completes its value, or name it in freeText", c.CommandPath(), f.Name)
			}
		})
	}
	if n < 100 {
		t.Errorf("%d flags take a value", n)
	}
	for _, name := range freeText {
		if !used[name] {
			t.Errorf("freeText names %q, which is no flag", name)
		}
	}
}

// TestSetsAreTaken has each command take what is offered for its flags.
func TestSetsAreTaken(t *testing.T) {
	taken := map[string][]string{
		"lint --only": {"lint"}, "lint --fail-on": {"lint"}, "lint --model": {"lint"}, "lint --format": {"lint"},
		"info --format": {"info"}, "get --format": {"get"}, "digest --algorithm": {"digest"}, "convert --to": {"convert", "-o", "-", "--across", "--allow-loss"},
		"name --ext": {"name", "--mac", "001565113af8"},
		"url --for":  {"url", "http://192.0.2.1/x.cfg"}, "url --protocol": {"url", "--server", "192.0.2.1"},
		"url --dialect": {"url", "http://192.0.2.1/x.cfg", "--emit", "static"}, "url --mode": {"url", "http://192.0.2.1/x.cfg", "--emit", "static", "--dialect", "sysconf"},
		"simulate --rule":     {"simulate", "--root", ".", "--mac", "001565113af8", "--model", "X6"},
		"simulate --priority": {"simulate", "--root", ".", "--mac", "001565113af8", "--model", "X6"},
		"simulate --expect":   {"simulate", "--root", ".", "--mac", "001565113af8", "--model", "X6"},
	}
	example, err := filepath.Abs("../../examples/text-modern.cfg")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, args := range taken {
		command, flag, _ := strings.Cut(name, " ")
		offered, directive := complete(t, command, flag, "")
		if len(offered) < 2 || directive != ":4" && directive != ":6" {
			t.Errorf("%s: %q %s", name, offered, directive)
		}
		for _, value := range offered {
			value, _, _ = strings.Cut(value, "\t")
			if args := append(slices.Clone(args), flag, value); slices.Contains([]string{"lint", "info", "digest", "convert"}, command) {
				checkTaken(t, append(args, example))
			} else if command == "get" {
				checkTaken(t, append(args, example, "@line1.number"))
			} else {
				checkTaken(t, args)
			}
		}
	}
}

func checkTaken(t *testing.T, args []string) {
	t.Helper()
	var problems bytes.Buffer
	p := newTestProgram(&bytes.Buffer{})
	p.stderr = &problems
	if code := p.run(args); code == 2 {
		t.Errorf("fvcfg %s: %s", strings.Join(args, " "), problems.String())
	}
}

// TestOfferedPaths has get find by each path that is offered the one setting.
func TestOfferedPaths(t *testing.T) {
	examples, err := filepath.Glob("../../examples/*.*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range examples {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := cfgfile.Parse(data)
		if err != nil {
			continue // a phone book
		}
		for _, o := range pathsIn(file) {
			n++
			found, err := file.Find(o.path)
			if err != nil || len(found) == 0 {
				t.Errorf("%s: %q names %d settings: %v", name, o.path, len(found), err)
			}
			for _, s := range found {
				if s.Path != found[0].Path {
					t.Errorf("%s: %q is %v and %v", name, o.path, found[0].Path, s.Path)
				}
			}
		}
	}
	if n < 200 {
		t.Errorf("%d paths are offered", n)
	}
}

// TestOfferedPathsHideSecrets looks for secrets in what is said of each path.
func TestOfferedPathsHideSecrets(t *testing.T) {
	n := 0
	for _, planted := range plantedFiles() {
		file, err := cfgfile.Parse([]byte(planted.content))
		if err != nil {
			continue
		}
		for _, o := range pathsIn(file) {
			n++
			if line, found := findMark(o.path + " " + o.about); found {
				t.Errorf("%s: %s", planted.name, line)
			}
		}
	}
	if n < 300 {
		t.Errorf("%d paths are offered", n)
	}
}

// manySettings is a file of a size that no phone has.
func manySettings(lines int) []byte {
	var b bytes.Buffer
	b.WriteString("<<VOIP CONFIG FILE>>Version:2.0000000001\r\n\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\n")
	for i := range lines {
		fmt.Fprintf(&b, "SIP%d Phone Number  :%d\r\nSIP%d Register Addr :sip%d.example.com\r\n", i+1, 2000+i, i+1, i+1)
	}
	b.WriteString("\r\n<PHONE FEATURE MODULE>\r\nTime Zone          :32\r\n\r\n<<END OF FILE>>\r\n")
	return b.Bytes()
}

// TestManyPaths offers the next part of a path where there are many, and looks into no file
// that a shell would have to wait for.
func TestManyPaths(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, data := range map[string][]byte{"many.cfg": manySettings(100), "large.cfg": manySettings(10_000), "huge.cfg": manySettings(20_000)} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		word, want string
	}{
		{"", "SIP CONFIG MODULE:|PHONE FEATURE MODULE:|@\tnames that are the same in all dialects :6"},
		{"SIP", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
		{"sip config module:sip line list:SIP77 ", "SIP CONFIG MODULE:SIP Line List:SIP77 Phone Number\t2076|SIP CONFIG MODULE:SIP Line List:SIP77 Register Addr\tsip77.example.com :4"},
		{"SIP77 P", "SIP77 Phone Number\t2076 :4"},
		{"nothing", " :4"},
	} {
		offered, directive := complete(t, "get", "many.cfg", test.word)
		if got := strings.Join(offered, "|") + " " + directive; !strings.HasPrefix(got, test.want) {
			t.Errorf("%q completes to %.200q, and not to %q", test.word, got, test.want)
		}
	}
	if offered, directive := complete(t, "get", "large.cfg", "SIP"); len(offered) != 20_000 || directive != ":4" {
		t.Errorf("of a file with 20,000 settings, %d paths are offered, %s", len(offered), directive)
	}
	begun := time.Now()
	if offered, directive := complete(t, "get", "huge.cfg", "SIP"); len(offered) != 0 || directive != ":4" || time.Since(begun) > time.Second {
		t.Errorf("of a large file, %d paths are offered in %v, %s", len(offered), time.Since(begun), directive)
	}
}
