package fleet

import (
	"context"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// TestAllocations holds down what a row costs, whatever stands in the base.
func TestAllocations(t *testing.T) {
	const most = 60
	g, table := bigGenerator(t, 256)
	var rows []Row
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	next := 0
	got := testing.AllocsPerRun(len(rows)-1, func() {
		if _, err := g.Make(rows[next]); err != nil {
			t.Fatal(err)
		}
		next++
	})
	if got > most {
		t.Errorf("a row takes %.0f allocations, want at most %d", got, most)
	}
}

// TestMemory makes many files and keeps none; a million of them at night.
func TestMemory(t *testing.T) {
	rows := 4000
	if os.Getenv("FVCFG_NIGHTLY") != "" {
		rows = 1_000_000
	}
	g, table := bigGenerator(t, rows)
	start := time.Now()
	report, err := g.Check(context.Background(), table)
	if err != nil || report.Faulty > 0 || report.Rows != rows {
		t.Fatal(err, report)
	}
	checked := time.Since(start)
	var bytes, files, most atomic.Int64
	err = g.Run(context.Background(), table, report, func(f *File) func() error {
		if bytes.Add(int64(len(f.Data))); files.Add(1)%1000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), int64(m.HeapAlloc)))
		}
		return nil
	})
	if err != nil || files.Load() != int64(rows) {
		t.Fatal(files.Load(), err)
	}
	t.Logf("%d files, %d MB, checked in %v, made in %v, at most %d MB", rows, bytes.Load()>>20, checked, time.Since(start)-checked, most.Load()>>20)
	if most.Load() > 100<<20 {
		t.Errorf("%d MB in memory", most.Load()>>20)
	}
}
