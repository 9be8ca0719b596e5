package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	pkgfleet "github.com/fvcfg/fvcfg/pkg/fleet"
)

// phoneTable is a table of phones whose rows are made as they are read.
type phoneTable struct {
	text      bytes.Buffer
	row, rows int
}

func (t *phoneTable) Read(p []byte) (int, error) {
	if t.text.Len() == 0 {
		if t.row == t.rows {
			return 0, io.EOF
		}
		t.text.Write(appendPhone(t.text.AvailableBuffer(), t.row))
		t.row++
	}
	return t.text.Read(p)
}

func (t *phoneTable) Close() error { return nil }

// countFiles makes the files of so many phones and counts their bytes.
func countFiles(phones int) error {
	data, err := phoneExport()
	if err != nil {
		return err
	}
	base, err := asBase(data)
	if err != nil {
		return err
	}
	table, err := pkgfleet.OpenTable(pkgfleet.Source{Name: "phones.csv", Open: func() (io.ReadCloser, error) {
		t := &phoneTable{rows: phones}
		t.text.WriteString(phoneHead)
		return t, nil
	}}, pkgfleet.CSV)
	if err != nil {
		return err
	}
	g, err := pkgfleet.New(table.Columns(), pkgfleet.Options{Bases: []string{"base.cfg"}, ReadFile: func(string) ([]byte, error) { return base, nil }})
	if err != nil {
		return err
	}
	report, err := g.Check(context.Background(), table)
	if err != nil || report.Faulty > 0 {
		return errors.Join(err, errors.Join(report.Faults...))
	}
	var files, written atomic.Int64
	err = g.Run(context.Background(), table, report, func(f *pkgfleet.File) func() error {
		files.Add(1)
		written.Add(int64(len(f.Data)))
		return nil
	})
	if err != nil {
		return err
	}
	if files.Load() != int64(phones) || written.Load() < int64(phones*len(data)/2) {
		return fmt.Errorf("%d files of %d bytes", files.Load(), written.Load())
	}
	return nil
}

// growRows show how time and memory grow with the phones: a tenth of a fleet, the fleet, ten
// and a hundred times as many, each once, in a process of its own that makes the files and
// counts their bytes.
func growRows(phones int) error {
	const (
		slower = 11 // ten times as many phones, and a tenth for chance
		most   = 200e6
	)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var before usage
	for i, n := range []int{phones / 10, phones, 10 * phones, 100 * phones} {
		took, err := timeProcess([]string{self, "-count", strconv.Itoa(n)})
		if err != nil {
			return err
		}
		if i > 0 {
			name, peer := fmt.Sprintf("make %d files and count their bytes", n), fmt.Sprintf("%d files", n/10)
			once := func(u usage, time func(usage) time.Duration) timing { return summarizeBy([]usage{u}, time) }
			row{name: name, ours: once(took, wallTime), peer: peer, theirs: once(before, wallTime)}.print()
			row{name: name + ", " + ofProcessors, ours: once(took, processorTime), peer: peer, theirs: once(before, processorTime), slower: slower}.print()
			fmt.Printf("| memory of that | %s | %s | %s | | | ≤ 200 MB | %s |\n", mebibytes(took.memory), peer, mebibytes(before.memory), yesNo(took.memory <= most))
		}
		before = took
	}
	return nil
}

// checkRow shows the memory of the program when it says what it would write to a new folder,
// for twice a fleet and twenty times.
func checkRow(program, dir string, data []byte, phones int) error {
	var took [2]usage
	counts := [2]int{2 * phones, 20 * phones}
	for i, n := range counts {
		g, err := newGenerated(program, fmt.Sprint(dir, n), data, n)
		if err != nil {
			return err
		}
		took[i], err = g.generate(filepath.Join(g.dir, "none"), "--check")
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 1 {
			return fmt.Errorf("generate --check did not end with 1, as it does where files would be made: %w", err)
		}
	}
	fmt.Printf("| memory, generate --check of %d rows, and %d | %s | | %s | | | ≤ 200 MB | %s |\n",
		counts[0], counts[1], mebibytes(took[0].memory), mebibytes(took[1].memory), yesNo(took[1].memory <= 200e6))
	return nil
}
