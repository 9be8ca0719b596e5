//go:build unix

package batch

import (
	"bytes"
	"cmp"
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
			if err := write("f", data, WriteOptions{Overwrite: true}); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("written")
		}
	case "write groups for ever":
		for i := 0; ; i++ {
			g := newGroup()
			for j := range 20 {
				data := bytes.Repeat([]byte{byte('a' + i%26)}, 1<<16)
				file, err := g.Stage(fmt.Sprintf("f%d", j), data, WriteOptions{Overwrite: true})
				if err == nil {
					err = g.Add(file, func(err error) error { return err })
				}
				if err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
			}
			if err := g.Flush(); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("written")
		}
	case "write to standard output":
		if err := write("/dev/stdout", []byte("text"), WriteOptions{}); err != nil {
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
		fmt.Println(write("f", make([]byte, 10_000), WriteOptions{Overwrite: true}))
		fmt.Println(write("new", make([]byte, 10_000), WriteOptions{}))
	case "write a group on a full disk":
		limit := syscall.Rlimit{Cur: 4096, Max: 4096}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		g := newGroup()
		for name, size := range map[string]int{"large": 10_000, "small": 10} {
			file, err := g.Stage(name, make([]byte, size), WriteOptions{Overwrite: true})
			_ = g.Add(file, func(wrote error) error {
				fmt.Println(name, cmp.Or(err, wrote))
				return nil
			})
		}
		_ = g.Flush()
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

func TestGroupFullDisk(t *testing.T) {
	tree(t, map[string]string{"large": "old", "small": "old"})
	out, err := child(t, "write a group on a full disk").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"large large: cannot be written: " + syscall.EFBIG.Error(), "small <nil>"} {
		if !strings.Contains(string(out), want+"\n") {
			t.Errorf("got  %s\nwant %s", out, want)
		}
	}
	content(t, "large", "old")
	content(t, "small", string(make([]byte, 10)))
	onlyFiles(t, ".", "large", "small")
}

func TestGroupKilled(t *testing.T) {
	for i := range 5 {
		t.Chdir(t.TempDir())
		cmd := child(t, "write groups for ever")
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
		time.Sleep(time.Duration(i) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for j := range 20 {
			data, err := os.ReadFile(fmt.Sprintf("f%d", j))
			if err != nil || len(data) != 1<<16 || bytes.Count(data, data[:1]) != len(data) {
				t.Errorf("after a kill a file holds %d bytes, not all of one write (error %v)", len(data), err)
			}
		}
		nothingLeft(t)
	}
}

// nothingLeft checks that the next write to a folder removes what a kill left.
func nothingLeft(t *testing.T) {
	t.Helper()
	if err := write("f0", nil, WriteOptions{Overwrite: true}); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Error(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is left", e.Name())
		}
	}
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
		nothingLeft(t)
	}
}
