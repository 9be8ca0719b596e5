//go:build unix

package batch

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childEnv makes the test program do one thing in a process of its own, for
// what no process survives or can take back.
const childEnv = "FVCFG_BATCH_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "":
		os.Exit(m.Run())
	case "write for ever":
		for i := 0; ; i++ {
			data := bytes.Repeat([]byte{byte('a' + i%26)}, 1<<20)
			if err := WriteFile("f", data, WriteOptions{Overwrite: true}); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("written")
		}
	case "write to standard output":
		if err := WriteFile("/dev/stdout", []byte("text"), WriteOptions{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case "write on a full disk":
		// A limit on the size of files stops a write in its middle, as a disk
		// does that is full, and needs no right to mount one.
		limit := syscall.Rlimit{Cur: 4096, Max: 4096}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(WriteFile("f", make([]byte, 10_000), WriteOptions{Overwrite: true}))
		fmt.Println(WriteFile("new", make([]byte, 10_000), WriteOptions{}))
	}
}

func child(t *testing.T, what string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childEnv+"="+what)
	cmd.Stderr = os.Stderr
	return cmd
}

func TestWriteFullDisk(t *testing.T) {
	tree(t, map[string]string{"f": "old"})
	out, err := child(t, "write on a full disk").Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(out), "\n")
	for i, name := range []string{"f", "new"} {
		if want := name + ": cannot be written: " + syscall.EFBIG.Error(); lines[i] != want {
			t.Errorf("got  %s\nwant %s", lines[i], want)
		}
	}
	content(t, "f", "old")
	onlyFiles(t, ".", "f")
}

func TestWriteDevStdout(t *testing.T) {
	out, err := child(t, "write to standard output").Output()
	if err != nil || string(out) != "text" {
		t.Errorf("got %q, error %v", out, err)
	}
}

func TestWriteKilled(t *testing.T) {
	for i := range 5 {
		tree(t, map[string]string{"f": "old"})
		cmd := child(t, "write for ever")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 1)); err != nil {
			t.Error("the child wrote nothing")
		}
		time.Sleep(time.Duration(i) * time.Millisecond) // each time somewhere else
		_ = cmd.Process.Kill()
		_ = cmd.Wait()

		data, err := os.ReadFile("f")
		if err != nil || len(data) != 1<<20 || bytes.Count(data, data[:1]) != len(data) {
			t.Errorf("after a kill the file holds %d bytes, not all of one write (error %v)", len(data), err)
		}
		inputs, err := Expand([]string{"."}, ExpandOptions{Extensions: []string{".cfg", ""}})
		if err != nil || len(inputs) != 1 {
			t.Errorf("a file that the kill left is taken for an input: %v, %v", inputs, err)
		}
	}
}
