//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// A killedFleet is a folder that generate writes to while it is killed.
type killedFleet struct {
	folder   string
	args     []string
	old, new map[string][sha256.Size]byte // what each file holds before and after, by its name
	sealed   bool                         // the new files are to be
	before   string                       // a copy of the folder as it was; "": there was none
}

// fleetTables writes a base and two tables of n phones, of which the second differs in
// every row.
func fleetTables(t *testing.T, n int) (base, first, second string) {
	t.Helper()
	dir := t.TempDir()
	text := fmt.Sprintf("%-62s\n<SIP CONFIG MODULE>\n--SIP Line List--  :\n", "<<VOIP CONFIG FILE>>Version:2.0000000001")
	for line := range 12 {
		text += fmt.Sprintf("SIP%d Phone Number       :{{extension}}\nSIP%d Display Name       :{{name}}\nSIP%d Register Pswd      :{{secret}}\n", line+1, line+1, line+1)
	}
	tables := []string{"mac,extension,name,secret\n", "mac,extension,name,secret\n"}
	for i := range n {
		tables[0] += fmt.Sprintf("0c383e%06x,%d,before,of-%d-before\n", i, i, i)
		tables[1] += fmt.Sprintf("0c383e%06x,%d,after,of-%d-after\n", i, i, i)
	}
	for name, content := range map[string]string{"base.cfg": text + "<<END OF FILE>>\n", "a.csv": tables[0], "b.csv": tables[1]} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "base.cfg"), filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.csv")
}

// generated runs generate to its end in a folder.
func generated(t *testing.T, folder string, args ...string) {
	t.Helper()
	if said, err := exec.Command("fvcfg", append([]string{"generate", "--out", folder}, args...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// sumsOf returns the digests of the files in a folder by their names.
func sumsOf(t *testing.T, folder string) map[string][sha256.Size]byte {
	t.Helper()
	sums := make(map[string][sha256.Size]byte)
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		sums[e.Name()] = sha256.Sum256(content)
	}
	return sums
}

// reset has the folder be what it was.
func (k *killedFleet) reset(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(k.folder); err != nil {
		t.Fatal(err)
	}
	if k.before == "" {
		return
	}
	if err := os.CopyFS(k.folder, os.DirFS(k.before)); err != nil {
		t.Fatal(err)
	}
}

func (k *killedFleet) command(more ...string) *exec.Cmd {
	return exec.Command("fvcfg", slices.Concat([]string{"generate", "--out", k.folder}, k.args, more)...)
}

// check looks at all that is in the folder, hidden files too. Each file is what it was or
// what it is to be. Of what is to be sealed, nothing is there in clear, by any name.
func (k *killedFleet) check(t *testing.T) (written, left int) {
	t.Helper()
	entries, _ := os.ReadDir(k.folder)
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(k.folder, e.Name()))
		if err != nil {
			t.Error(err)
		}
		if k.sealed && bytes.Contains(content, []byte("-after")) {
			t.Errorf("%s has in clear what is to be sealed", e.Name())
		}
		sum := sha256.Sum256(content)
		switch old, was := k.old[e.Name()]; {
		case strings.HasPrefix(e.Name(), "."):
			left++
		case sum == k.new[e.Name()]:
			written++
		case !was || sum != old:
			t.Errorf("%s is neither what it was nor what it is to be: %d bytes", e.Name(), len(content))
		}
	}
	return written, left
}

// TestGenerateKilled kills generate at random moments. No file is ever half of one, none is
// in clear that is to be sealed, and the next run ends with the same bytes as one that was
// not killed, and nothing else.
func TestGenerateKilled(t *testing.T) {
	phones, kills := nightly(10000, 60), nightly(20, 2)
	base, first, second := fleetTables(t, phones)
	for _, tt := range []struct {
		name   string
		before []string // what made the folder
		args   []string
		sealed bool
	}{
		{"new, sealed", nil, []string{"--base", base, "--phones", second, "--key", killKey}, true},
		{"over clear ones", []string{"--base", base, "--phones", first}, []string{"--base", base, "--phones", second}, false},
		{"sealed over clear ones", []string{"--base", base, "--phones", first}, []string{"--base", base, "--phones", second, "--key", killKey}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			k := &killedFleet{folder: filepath.Join(dir, "out"), args: tt.args, sealed: tt.sealed}
			if tt.before != nil {
				k.before = filepath.Join(dir, "before")
				generated(t, k.before, tt.before...)
				k.old = sumsOf(t, k.before)
			}
			k.reset(t)
			begun := time.Now()
			generated(t, k.folder, tt.args...)
			whole := time.Since(begun)
			if k.new = sumsOf(t, k.folder); len(k.new) != phones+1 {
				t.Fatalf("%d files", len(k.new))
			}
			amid, left := 0, 0
			for range kills {
				k.reset(t)
				cmd := k.command()
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(rand.N(whole))
				_ = cmd.Process.Kill()
				_ = cmd.Wait()
				written, temporary := k.check(t)
				if written > 0 && written < phones {
					amid++
				}
				left += temporary
				if said, err := k.command().CombinedOutput(); err != nil {
					t.Errorf("the next run: %v: %s", err, said)
				}
				if got := sumsOf(t, k.folder); !maps.Equal(got, k.new) {
					t.Errorf("%d files after the next run, of which some are not what a run makes that nobody kills", len(got))
				}
			}
			t.Logf("%d files, %d kills, %d of them amid the files; %d temporary files left, none after the next run", phones, kills, amid, left)
		})
	}
}

// TestGenerateInterrupted leaves nothing but whole files.
func TestGenerateInterrupted(t *testing.T) {
	base, _, second := fleetTables(t, 60)
	k := &killedFleet{folder: filepath.Join(t.TempDir(), "out"), args: []string{"--base", base, "--phones", second}}
	generated(t, k.folder, k.args...)
	k.new = sumsOf(t, k.folder)
	for i := range nightly(20, 4) {
		k.reset(t)
		cmd := k.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(100 * time.Millisecond))
		_ = cmd.Process.Signal([]syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2])
		_ = cmd.Wait()
		if _, left := k.check(t); left > 0 {
			t.Errorf("%d temporary files are left", left)
		}
	}
}

// TestGenerateShards makes the parts of a fleet at once, on one folder. Together they make
// what one run does, manifest and all; no file is in two.
func TestGenerateShards(t *testing.T) {
	const count = 5
	base, first, second := fleetTables(t, 60)
	dir := t.TempDir()
	whole, parts := filepath.Join(dir, "whole"), filepath.Join(dir, "parts")
	for _, table := range []string{first, second} { // the second time, over files that are there
		generated(t, whole, "--base", base, "--phones", table)
		runs := make([]*exec.Cmd, count)
		said := make([]bytes.Buffer, count)
		for n := range runs {
			runs[n] = exec.Command("fvcfg", "generate", "--out", parts, "--base", base, "--phones", table, "--shard", fmt.Sprintf("%d/%d", n+1, count))
			runs[n].Stdout, runs[n].Stderr = &said[n], &said[n]
			if err := runs[n].Start(); err != nil {
				t.Fatal(err)
			}
		}
		for n, run := range runs {
			if err := run.Wait(); err != nil {
				t.Errorf("shard %d: %v: %s", n+1, err, said[n].String())
			}
		}
		want, got := sumsOf(t, whole), sumsOf(t, parts)
		seen := make(map[string]bool)
		for n := range count {
			name := fleet.ManifestName(fleet.Shard{Number: n + 1, Count: count})
			text, err := os.ReadFile(filepath.Join(parts, name))
			if err != nil {
				t.Fatal(err)
			}
			m, err := fleet.ParseManifest(name, text)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range m.Files() {
				if seen[e.Name] {
					t.Errorf("%s is in two shards", e.Name)
				}
				seen[e.Name] = true
			}
			delete(got, name)
		}
		if !maps.Equal(got, want) || len(seen) != len(want)-1 {
			t.Errorf("%d files of shards, %d of the whole, %d in manifests", len(got), len(want), len(seen))
		}
	}
}

// TestGenerateTwice has a second run stop that is none of the same fleet's shards.
func TestGenerateTwice(t *testing.T) {
	base, first, _ := fleetTables(t, 3)
	out := filepath.Join(t.TempDir(), "out")
	for _, tt := range []struct {
		held, run string // shards; "" is the whole
		want      string // what the second run says; "" where it may run
	}{
		{"", "", "generate"},
		{"", "1/2", "generate"},
		{"1/2", "", "generate-1-of-2"},
		{"1/2", "1/2", "generate-1-of-2"},
		{"1/2", "2/3", "generate-1-of-2"},
		{"1/2", "2/2", ""},
	} {
		if err := os.MkdirAll(out, 0o700); err != nil {
			t.Fatal(err)
		}
		held := newTestProgram(new(bytes.Buffer))
		g := &generateCommand{program: held, out: out}
		g.shard, _ = fleet.ParseShard(tt.held)
		group, end := held.newGroup(held.stderr)
		g.group = group
		if _, err := g.openFolder(); err != nil {
			t.Fatal(err)
		}
		args := []string{"generate", "--out", out, "--base", base, "--phones", first}
		if tt.run != "" {
			args = append(args, "--shard", tt.run)
		}
		said, err := exec.Command("fvcfg", args...).CombinedOutput()
		code := 0
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			code = exit.ExitCode()
		}
		want := out + ": another fvcfg is at work in this folder (" + tt.want + "), and nothing is written: run this one when that has ended\n"
		if tt.want == "" && err != nil || tt.want != "" && (code != exitFailure || string(said) != "fvcfg: "+want) {
			t.Errorf("%q beside %q: exit code %d, %s", tt.run, tt.held, code, said)
		}
		if check, err := exec.Command("fvcfg", append(args, "--check")...).CombinedOutput(); err != nil && !strings.Contains(string(check), "would be") {
			t.Errorf("--check beside %q: %s", tt.held, check)
		}
		end()
		if _, left := (&killedFleet{folder: out, new: sumsOf(t, out)}).check(t); left > 0 {
			t.Errorf("%d temporary files are left", left)
		}
	}
}
