package field

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// completionFile has a key with what shells take for their own.
const completionFile = `<<VOIP CONFIG FILE>>Version:2.0000000001

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number  :2001
SIP1 Register Addr :sip.example.com
SIP1 Register Pswd :only-an-example

<PHONE FEATURE MODULE>
It's "$HOME" & ` + "`so`" + `:1

<<END OF FILE>>
`

const (
	linePath = "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr"
	oddPath  = "PHONE FEATURE MODULE:It's \"$HOME\" & `so`"
)

// completions are lines, and the argument that the key Tab makes of their last word.
var completions = []struct{ line, want string }{
	{`fvcfg lin`, "lint"},
	{`fvcfg get f.cfg SIP\ CONFIG\ MODULE:SIP\ Line\ List:SIP1\ Register\ A`, linePath},
	{`fvcfg get f.cfg 'SIP CONFIG MODULE:SIP Line List:SIP1 Register A`, linePath},
	{`fvcfg get f.cfg "SIP CONFIG MODULE:SIP Line List:SIP1 Register A`, linePath},
	{`fvcfg get 'f.cfg' SIP\ CONFIG\ MODULE:SIP1\ Register\ A`, "SIP CONFIG MODULE:SIP1 Register Addr"},
	{`fvcfg get f.cfg sip1\ register\ a`, "SIP1 Register Addr"},
	{`fvcfg get f.cfg PHONE`, oddPath},
	{`fvcfg get f.cfg "PHONE`, oddPath},
	{`fvcfg get f.cfg 'PHONE`, oddPath},
	{`fvcfg get f.cfg SIP\ CONFIG\ MODULE:SIP\ \ Port @line1.pa`, "@line1.password"},
	{`fvcfg get --key-file site.key sealed.cfg SIP1\ Register\ A`, "SIP1 Register Addr"},
	{`fvcfg set f.cfg @line1.number 2002 SIP1\ Register\ A`, "SIP1 Register Addr"},
	{`fvcfg lint --format=ju`, "--format=junit"},
	{`fvcfg lint --format ju`, "junit"},
	{`fvcfg lint --only FV102,fused`, "FV102,fused-lines"},
	{`fvcfg generate --out d`, "dir"},
	{`fvcfg generate --phones t`, "t.csv"},
	{`fvcfg get f.c`, "f.cfg"},
	{`fvcfg url --user f`, "f"},
	{`fvcfg get f.cfg '$(touch run)' nothing`, "nothing"},
}

// completionFolder makes a folder with the program and the files of the lines above, and has
// the program found.
func completionFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(t.TempDir(), "fvcfg")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, "../../cmd/fvcfg").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v: %s", err, out)
	}
	t.Setenv("PATH", filepath.Dir(program)+":"+os.Getenv("PATH"))
	t.Setenv("TERM", "dumb")
	t.Setenv("LC_ALL", "C.UTF-8")
	t.Setenv("HOME", dir)
	for name, content := range map[string]string{
		"f.cfg": completionFile, "t.csv": "mac\n", "t.txt": "", "site.key": strings.Repeat("5e", 32) + "\n", "dir/x": "", "data": "",
	} {
		serve(t, dir, name, []byte(content))
	}
	seal := exec.Command(program, "encrypt", "--key-file", "site.key", "f.cfg", "-o", "sealed.cfg")
	seal.Dir = dir
	if out, err := seal.CombinedOutput(); err != nil {
		t.Fatalf("fvcfg encrypt: %v: %s", err, out)
	}
	return dir
}

// terminal is a shell that believes it is typed at.
type terminal struct {
	*process
	keys io.WriteCloser
	seen int // bytes of its output that were looked at
}

// startTerminal starts a shell and has it read a line.
func startTerminal(t *testing.T, dir, shell, line string) *terminal {
	t.Helper()
	command := exec.Command("script", "-qfc", shell, "/dev/null")
	command.Dir = dir
	keys, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{command: command, done: make(chan struct{})}
	command.Stdout, command.Stderr = p, p
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.err = command.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		_ = keys.Close()
		p.stop()
	})
	s := &terminal{process: p, keys: keys}
	s.until(t, line+"\n", "END<0>")
	return s
}

// until types keys and returns what is printed up to a text.
func (s *terminal) until(t *testing.T, keys, text string) string {
	t.Helper()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if printed, _, found := strings.Cut(s.output()[s.seen:], text); found {
			s.seen += len(printed) + len(text)
			return printed
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%q is not printed behind %q: %q", text, keys, s.output()[s.seen:])
	return ""
}

// TestCompletionInShell presses Tab at a terminal of bash and of zsh.
func TestCompletionInShell(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for shells, and no goroutine of fvcfg takes part")
	}
	const show = `n=0; show() { printf 'ARG<%s>\n' "$@"; echo "END<$n>"; n=$((n+1)); }; `
	for _, shell := range []struct{ name, command, setup string }{
		{"bash", "bash --norc --noprofile -i", "bind 'set enable-bracketed-paste off'; source <(fvcfg completion bash); "},
		{"zsh", "zsh -f -i", "unset zle_bracketed_paste; autoload -U compinit; compinit -u -D; source <(fvcfg completion zsh); bindkey -e; "},
	} {
		t.Run(shell.name, func(t *testing.T) {
			need(t, shell.name, "script")
			dir := completionFolder(t)
			s := startTerminal(t, dir, shell.command, shell.setup+show+"show")
			for i, c := range completions {
				// A Tab, the begin of the line, and a command before all that stands there. An open
				// quote is closed by the shell where it has one value.
				printed := s.until(t, c.line+"\t\x01show \n", fmt.Sprintf("END<%d>", i+1))
				_, last, _ := strings.Cut(printed[max(strings.LastIndex(printed, "\nARG<"), 0):], "ARG<")
				last, _, _ = strings.Cut(last, ">\r\n")
				if got := strings.TrimSuffix(last, "/"); got != c.want {
					t.Errorf("%s: %q, and not %q: %q", c.line, got, c.want, printed)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "run")); err == nil {
				t.Error("what was typed has run")
			}
		})
	}
}

// TestCompletionInFish asks fish what it would offer.
func TestCompletionInFish(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a shell for each line, and no goroutine takes part")
	}
	need(t, "fish")
	dir := completionFolder(t)
	for _, c := range completions {
		command := exec.Command("fish", "--no-config", "-c", `fvcfg completion fish | source; complete -C "$argv[1]"`, c.line)
		command.Dir = dir
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		var offered []string
		for line := range strings.Lines(string(out)) {
			value, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			offered = append(offered, strings.TrimSuffix(value, "/"))
		}
		wants := []string{c.want}
		switch {
		case strings.HasSuffix(c.line, " "+c.want): // there is nothing to complete
			wants = nil
		case strings.Contains(c.line, "--phones"): // fish names all files
			wants = []string{"t.csv", "t.txt"}
		}
		if !slices.Equal(offered, wants) {
			t.Errorf("%s: %q, and not %q", c.line, offered, wants)
		}
	}
}
