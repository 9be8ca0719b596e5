package fleet

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
)

// TestMemory makes many files and keeps none. Set FVCFG_FLEET_ROWS for more of them.
func TestMemory(t *testing.T) {
	rows := 4000
	if text := os.Getenv("FVCFG_FLEET_ROWS"); text != "" {
		rows, _ = strconv.Atoi(text)
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
