//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// nightlyEnv has the tests here do as much as docs/reliability.md says, in minutes.
const nightlyEnv = "FVCFG_NIGHTLY"

// nightly returns one number of two: that for .ci/nightly, or that for seconds.
func nightly(full, short int) int {
	if os.Getenv(nightlyEnv) != "" {
		return full
	}
	return short
}

const killKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// killed is a folder of files that a command replaces while it is killed.
type killed struct {
	folder   string
	old, new map[string][]byte // what each file holds before and after, by its name
	args     []string
	names    []string

	names0600 int // names of clear content beside what is still sealed, in all
}

// fleetOf returns the clear and the sealed content of n files.
func fleetOf(t *testing.T, n int) (clear, sealed map[string][]byte) {
	t.Helper()
	key, err := crypt.ParseKey(killKey)
	if err != nil {
		t.Fatal(err)
	}
	clear, sealed = make(map[string][]byte), make(map[string][]byte)
	for i := range n {
		name := fmt.Sprintf("0c383e%06x.cfg", i)
		text := "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n--SIP Line List--  :\n"
		for line := range 100 {
			text += fmt.Sprintf("SIP%d Register Pswd  :secret-of-%d\n", line+1, i)
		}
		clear[name] = []byte(text + "<<END OF FILE>>\n")
		if sealed[name], err = (crypt.Scheme{}).Encrypt(nil, key, clear[name]); err != nil {
			t.Fatal(err)
		}
	}
	return clear, sealed
}

// reset has the folder hold the files as they were, and nothing else.
func (k *killed) reset(t *testing.T) {
	t.Helper()
	entries, _ := os.ReadDir(k.folder)
	for _, e := range entries {
		if k.old[e.Name()] == nil {
			_ = os.Remove(filepath.Join(k.folder, e.Name()))
		}
	}
	for name, content := range k.old {
		if err := os.WriteFile(filepath.Join(k.folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (k *killed) command() *exec.Cmd {
	return exec.Command("fvcfg", append(append([]string(nil), k.args...), k.names...)...)
}

// check looks at all names in the folder. None leads to clear content of a file that is
// sealed, but for one of its owner's alone where a clear file replaces a sealed one.
func (k *killed) check(t *testing.T, mayName bool) (left int) {
	t.Helper()
	entries, err := os.ReadDir(k.folder)
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, e := range entries {
		path := filepath.Join(k.folder, e.Name())
		content, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		if k.old[e.Name()] != nil {
			if !bytes.Equal(content, k.old[e.Name()]) && !bytes.Equal(content, k.new[e.Name()]) {
				t.Errorf("%s is neither what it was nor what it is to be: %d bytes", e.Name(), len(content))
			}
			continue
		}
		left++
		of, _, ok := strings.Cut(strings.TrimPrefix(e.Name(), "."), ".tmp-")
		target, err := os.ReadFile(filepath.Join(k.folder, of))
		if !ok || err != nil {
			t.Errorf("%s is no temporary file of one that is here (%v)", e.Name(), err)
		}
		if isSealed(target) && len(content) > 0 && !isSealed(content) {
			named++
			info, err := os.Stat(path)
			if !mayName || err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s has clear content of a file that is sealed (error %v)", e.Name(), err)
			}
		}
	}
	if named > 1 {
		t.Errorf("%d names of clear content beside what is sealed", named)
	}
	k.names0600 += named
	return left
}

func isSealed(content []byte) bool { return !bytes.HasPrefix(content, []byte("<<VOIP")) }

// TestKilled kills commands that replace files at random moments. Each file is then what
// it was or what it is to be, and the next run leaves nothing else.
func TestKilled(t *testing.T) {
	files, kills := nightly(500, 60), nightly(50, 5)
	clear, sealed := fleetOf(t, files)
	for _, tt := range []struct {
		name     string
		old, new map[string][]byte
		args     func(in, out string) []string
	}{
		{"encrypt -w", clear, sealed, func(_, out string) []string { return []string{"encrypt", "-w"} }},
		{"encrypt --out-dir --force", clear, sealed, func(in, out string) []string { return []string{"encrypt", "--force", "--out-dir", out} }},
		{"decrypt -w", sealed, clear, func(_, out string) []string { return []string{"decrypt", "-w"} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in, out := t.TempDir(), t.TempDir()
			k := &killed{folder: out, old: tt.old, new: tt.new, args: append(tt.args(in, out), "--key", killKey)}
			if strings.Contains(tt.name, "--out-dir") {
				(&killed{folder: in, old: tt.old}).reset(t)
			} else {
				in = out
			}
			for name := range tt.old {
				k.names = append(k.names, filepath.Join(in, name))
			}
			k.reset(t)
			begun := time.Now()
			if said, err := k.command().CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			whole := time.Since(begun)
			left, amid := 0, 0
			for range kills {
				k.reset(t)
				if cut := k.kill(t, syscall.SIGKILL, whole); cut {
					amid++
				}
				left += k.check(t, tt.name == "decrypt -w")
				k.finish(t)
			}
			t.Logf("%d files, %d kills, %d of them amid the files; %d temporary files left, %d of them with clear content of a file that was sealed; none after the next run",
				files, kills, amid, left, k.names0600)
		})
	}
}

// kill ends the command by a signal within the time that all of it takes. It reports whether
// some of the files were replaced then, but not all.
func (k *killed) kill(t *testing.T, signal syscall.Signal, whole time.Duration) (amid bool) {
	t.Helper()
	cmd := k.command()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(rand.N(whole))
	_ = cmd.Process.Signal(signal)
	_ = cmd.Wait()
	replaced := 0
	for name, content := range k.new {
		if got, err := os.ReadFile(filepath.Join(k.folder, name)); err == nil && bytes.Equal(got, content) {
			replaced++
		}
	}
	return replaced > 0 && replaced < len(k.new)
}

// finish runs the command to its end, and finds all files done and nothing else.
func (k *killed) finish(t *testing.T) {
	t.Helper()
	said, err := k.command().CombinedOutput()
	// What the killed one did is refused.
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitFailure) {
		t.Errorf("%v: %s", err, said)
	}
	entries, err := os.ReadDir(k.folder)
	if err != nil || len(entries) != len(k.new) {
		t.Errorf("%d files, not %d, after the next run (error %v)", len(entries), len(k.new), err)
	}
	for name, content := range k.new {
		if got, err := os.ReadFile(filepath.Join(k.folder, name)); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s holds %d bytes after the next run (error %v)", name, len(got), err)
		}
	}
}

// TestInterruptedAmid interrupts commands at random moments, which leaves nothing at all.
func TestInterruptedAmid(t *testing.T) {
	clear, sealed := fleetOf(t, 60)
	for _, k := range []*killed{
		{old: clear, new: sealed, args: []string{"encrypt", "-w", "--key", killKey}},
		{old: sealed, new: clear, args: []string{"decrypt", "-w", "--key", killKey}},
	} {
		k.folder = t.TempDir()
		for name := range k.old {
			k.names = append(k.names, filepath.Join(k.folder, name))
		}
		for i := range nightly(50, 4) {
			k.reset(t)
			k.kill(t, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2], 100*time.Millisecond)
			if left := k.check(t, false); left > 0 {
				t.Errorf("%s: %d temporary files are left", k.args[0], left)
			}
		}
	}
}

// TestTwoRuns has two commands write into one folder, and others be killed there.
func TestTwoRuns(t *testing.T) {
	clear, sealed := fleetOf(t, nightly(500, 60))
	in, out := t.TempDir(), t.TempDir()
	all := &killed{folder: in, old: clear}
	all.reset(t)
	k := &killed{folder: out, old: clear, new: sealed}
	k.args = []string{"encrypt", "--force", "--out-dir", out, "--key", killKey}
	for name := range clear {
		k.names = append(k.names, filepath.Join(in, name))
	}
	for range nightly(50, 5) {
		k.reset(t)
		var runs []*exec.Cmd
		var said [3]bytes.Buffer
		for i := range 3 { // all of them make the same, and the last is killed
			cmd := k.command()
			cmd.Stderr = &said[i]
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			runs = append(runs, cmd)
			time.Sleep(rand.N(20 * time.Millisecond))
		}
		_ = runs[2].Process.Kill()
		_ = runs[2].Wait()
		for i, cmd := range runs[:2] {
			if err := cmd.Wait(); err != nil {
				t.Errorf("%v: %s", err, said[i].String())
			}
		}
		k.check(t, false)
		k.finish(t)
	}
}

// TestTwoEdits has two commands change one file at once, which loses neither change: who
// exits with 0 has made it, and who has not says so.
func TestTwoEdits(t *testing.T) {
	t.Chdir(t.TempDir())
	const before = "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\nDefault Protocol   :2\n<<END OF FILE>>\n"
	refused := 0
	for range nightly(500, 25) {
		for _, tt := range []struct {
			commands [2][]string
			changes  [2][2]string // what each replaces
		}{
			{[2][]string{{"set", "-w", "a.cfg", "WAN Mode", "PPPOE"}, {"set", "-w", "a.cfg", "Default Protocol", "4"}},
				[2][2]string{{":DHCP", ":PPPOE"}, {"Protocol   :2", "Protocol   :4"}}},
			{[2][]string{{"unset", "-w", "a.cfg", "WAN Mode"}, {"stamp", "--set", "2.0009", "-w", "a.cfg"}},
				[2][2]string{{"WAN Mode           :DHCP\n", ""}, {"2.0002", "2.0009"}}},
		} {
			if err := os.WriteFile("a.cfg", []byte(before), 0o644); err != nil {
				t.Fatal(err)
			}
			var said [2]bytes.Buffer
			var runs [2]*exec.Cmd
			for i, args := range tt.commands {
				runs[i] = exec.Command("fvcfg", args...)
				runs[i].Stderr = &said[i]
				if err := runs[i].Start(); err != nil {
					t.Fatal(err)
				}
			}
			want := before
			for i, run := range runs {
				err := run.Wait()
				switch {
				case err == nil:
					want = strings.Replace(want, tt.changes[i][0], tt.changes[i][1], 1)
				case run.ProcessState.ExitCode() == exitFailure && strings.Contains(said[i].String(), "changed by another program"):
					refused++
				default:
					t.Errorf("%v: %v: %s", tt.commands[i], err, said[i].String())
				}
			}
			if got, err := os.ReadFile("a.cfg"); err != nil || string(got) != want {
				t.Errorf("got  %q\nwant %q (error %v)", got, want, err)
			}
			if entries, err := os.ReadDir("."); err != nil || len(entries) != 1 {
				t.Errorf("%d files (error %v)", len(entries), err)
			}
		}
	}
	t.Logf("%d times two commands, %d of them refused", 2*nightly(500, 25), refused)
}
