//go:build unix

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// legacy is a file with a setting that has no place in XML.
const legacy = "<<VOIP CONFIG FILE>>Version:2.0002\n<TELE CONFIG MODULE>\nDial End With #    :1\nKept               :1\n<<END OF FILE>>\n"

// hidden counts the temporary files in the working directory, and the other files
// whose name ends in .xml.
func hidden(t *testing.T) (temporary, written int) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), "."):
			temporary++
		case strings.HasSuffix(e.Name(), ".xml"):
			written++
		}
	}
	return temporary, written
}

// TestInterrupted ends the program while staged files wait for one that does not
// come, and finds none of them left.
func TestInterrupted(t *testing.T) {
	key := strings.Repeat("0123456789abcdef", 4)
	for _, tt := range []struct {
		args   []string
		signal syscall.Signal
	}{
		{[]string{"convert", "--to", "xml", "--allow-loss", "--out-dir", "."}, syscall.SIGINT},
		{[]string{"convert", "--to", "xml", "--allow-loss", "--out-dir", "."}, syscall.SIGTERM},
		{[]string{"encrypt", "--key", key, "-w"}, syscall.SIGINT},
		{[]string{"stamp", "--bump", "-w"}, syscall.SIGHUP},
	} {
		if signal.Ignored(tt.signal) { // as SIGHUP is under nohup: the program leaves it so
			t.Logf("%v is ignored here", tt.signal)
			continue
		}
		t.Chdir(t.TempDir())
		names := []string{"a.cfg", "b.cfg", "c.cfg"}
		for _, name := range names {
			if err := os.WriteFile(name, []byte(legacy), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := syscall.Mkfifo("z.cfg", 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("fvcfg", append(append(tt.args, names...), "z.cfg")...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for begun := time.Now(); ; time.Sleep(time.Millisecond) {
			if n, _ := hidden(t); n == len(names) {
				break
			}
			if time.Since(begun) > 20*time.Second {
				t.Fatalf("%v: the files are not staged", tt.args)
			}
		}
		if err := cmd.Process.Signal(tt.signal); err != nil {
			t.Error(err)
		}
		err := cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != tt.signal {
			t.Errorf("%v: ended by %v, not by the signal %v", tt.args, err, tt.signal)
		}
		if n, written := hidden(t); n+written > 0 {
			t.Errorf("%v: %d temporary files and %d new ones are left", tt.args, n, written)
		}
		for _, name := range names {
			if data, err := os.ReadFile(name); err != nil || string(data) != legacy {
				t.Errorf("%v: %s is not what it was (error %v)", tt.args, name, err)
			}
		}
	}
}

// TestPipeClosed has nobody read what is lost.
func TestPipeClosed(t *testing.T) {
	t.Chdir(t.TempDir())
	args := []string{"convert", "--to", "xml", "--allow-loss", "--out-dir", "."}
	for i := range 400 {
		name := fmt.Sprintf("%d.cfg", i)
		if err := os.WriteFile(name, []byte(legacy), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	cmd := exec.Command("fvcfg", args...)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = w, io.Writer(&said)
	r.Close()
	err = cmd.Run()
	w.Close()
	var exit *exec.ExitError
	// Between two groups the signal ends the program as it ends any other.
	bySignal := errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGPIPE
	if !bySignal && (exit == nil || exit.ExitCode() != 128+int(syscall.SIGPIPE)) || strings.Contains(said.String(), "broken pipe") {
		t.Errorf("ended by %v, and said %s", err, said.String())
	}
	// What was written before anything was said of it stays.
	if n, written := hidden(t); n > 0 || written == 0 || written == 400 {
		t.Errorf("%d temporary files are left and %d of 400 written", n, written)
	}
}
