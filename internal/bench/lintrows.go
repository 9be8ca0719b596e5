package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// fleet is many copies of one file, as a provisioning server holds them.
type fleet struct {
	what   string
	data   []byte
	copies int
	peer   []string // the command that the same files are given to
	slower float64  // how many times its time lint may take
}

// fleetJob prints rows of the table: of a program, in a folder for what it reads and writes.
type fleetJob func(program, dir string, fleets []fleet, rounds int) error

// onFleets does a job with fleets' files, fvcfg itself and a folder for both.
func onFleets(rounds int, job fleetJob) error {
	dir, err := os.MkdirTemp("", "fvcfg-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "fvcfg")
	if err := build(filepath.Join("..", ".."), program, "./cmd/fvcfg"); err != nil {
		return err
	}
	fleets, err := fleets()
	if err != nil {
		return err
	}
	return job(program, dir, fleets, rounds)
}

// fleetRows compare linting a fleet's files, with all rules, with what programs that do
// less to the same files take: sha256sum reads them, xmllint parses them. Then they
// compare with linting what does more.
func fleetRows(program, dir string, fleets []fleet, rounds int) error {
	for i, f := range fleets {
		folder := filepath.Join(dir, fmt.Sprint(i))
		if err := f.row(program, folder, rounds); err != nil {
			return fmt.Errorf("%s: %w", f.what, err)
		}
	}
	if err := convertRows(program, dir, fleets, rounds); err != nil {
		return err
	}
	if err := fleetRow(program, filepath.Join(dir, "phones"), fleets[0].data, rounds); err != nil {
		return err
	}
	return memoryRow(program, filepath.Join(dir, "memory"), fleets[0])
}

// fleets returns the files to lint: those of the corpus where there is one, since they
// are what is met, and one without any finding for all.
func fleets() ([]fleet, error) {
	const textLimit, confLimit = 3, 1.5
	xmllint := []string{"xmllint", "--noout"}
	known := fleet{"sysconf file of the dictionary's keys", knownSysconf(130_000), 200, xmllint, confLimit}
	device, err := deviceExport()
	if err != nil {
		return nil, err
	}
	if device == nil {
		example, err := os.ReadFile(filepath.Join("..", "..", "examples", "text-legacy.cfg"))
		return []fleet{{"text file of the examples", example, 2000, []string{"sha256sum"}, textLimit}, known}, err
	}
	all := []fleet{{"device's own text export", device, 2000, []string{"sha256sum"}, textLimit}, known}
	shipped, err := corpusFile("concrete", "sysconf", "fusionpbx-x4u.cfg")
	if shipped != nil {
		all = append(all, fleet{"sysconf file that is shipped", shipped, 200, xmllint, confLimit})
	}
	return all, err
}

// write writes the copies, each by the name of a device file of its own.
func (f fleet) write(folder string) (names []string, err error) {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return nil, err
	}
	for i := range f.copies {
		name := filepath.Join(folder, fmt.Sprintf("0c383e%06x.cfg", i))
		if err := os.WriteFile(name, f.data, 0o644); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func (f fleet) row(program, folder string, rounds int) error {
	name := fmt.Sprintf("lint %d copies of a %s, %.0f KB each", f.copies, f.what, float64(len(f.data))/1000)
	if _, err := exec.LookPath(f.peer[0]); err != nil {
		fmt.Printf("| %s | | %s is not installed | | | | ≤ %g × slower | |\n", name, f.peer[0], f.slower)
		return nil
	}
	names, err := f.write(folder)
	if err != nil {
		return err
	}
	commands := [][]string{append([]string{program, "lint", "--fail-on", "error"}, names...), append(f.peer, names...)}
	spent, err := takeTurns(commands, rounds)
	if err != nil {
		return err
	}
	row{name: name, ours: summarizeBy(spent[0], wallTime), peer: strings.Join(f.peer, " "), theirs: summarizeBy(spent[1], wallTime), slower: f.slower, byMedian: true}.print()
	return nil
}

// memoryRow shows that the memory does not grow with the number of files.
func memoryRow(program, folder string, f fleet) error {
	f.copies = 10_000
	names, err := f.write(folder)
	if err != nil {
		return err
	}
	var most [2]usage
	for i, files := range []int{1000, f.copies} {
		if most[i], err = timeProcess(append([]string{program, "lint", "--fail-on", "error"}, names[:files]...)); err != nil {
			return err
		}
	}
	fmt.Printf("| memory, linting 1,000 of the text exports, and 10,000 | %s | | %s | | | flat | %s |\n",
		mebibytes(most[0].memory), mebibytes(most[1].memory), yesNo(most[1].memory < most[0].memory+8<<20))
	return nil
}

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }

// timeProcess runs a program and returns what it took.
func timeProcess(command []string) (took usage, err error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout = io.Discard
	var stderr strings.Builder
	cmd.Stderr = &stderr
	start := time.Now()
	err = cmd.Run()
	took.wall = time.Since(start)
	if cmd.ProcessState == nil {
		return took, err
	}
	took.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if of, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.memory = of.Maxrss << 10 // KiB on Linux
	}
	if err != nil {
		err = errors.Join(fmt.Errorf("%s: %w", filepath.Base(command[0]), err), errors.New(stderr.String()))
	}
	return took, err
}
