package batch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func inputs(n int) []Input {
	ins := make([]Input, n)
	for i := range ins {
		ins[i].Name = fmt.Sprint(i)
	}
	return ins
}

func echo(_ context.Context, in Input) string { return in.Name }

// The tests of Run are in bubbles: time costs nothing there, and a goroutine
// that is left over fails the test.

func TestRunOrder(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 2, 7, 500} {
		for _, n := range []int{0, 1, 2, 300} {
			synctest.Test(t, func(t *testing.T) {
				next := 0
				err := Run(t.Context(), inputs(n), workers, func(ctx context.Context, in Input) string {
					time.Sleep(rand.N(time.Second))
					return in.Name
				}, func(got string) error {
					if got != fmt.Sprint(next) {
						t.Errorf("%d workers: result %s in place %d", workers, got, next)
					}
					next++
					return nil
				})
				if err != nil || next != n {
					t.Errorf("%d workers, %d inputs: %d results, error %v", workers, n, next, err)
				}
			})
		}
	}
}

func TestRunWorkers(t *testing.T) {
	for _, workers := range []int{0, 1, 3} {
		synctest.Test(t, func(t *testing.T) {
			var now, most atomic.Int64
			start := time.Now()
			_ = Run(t.Context(), inputs(60), workers, func(context.Context, Input) int {
				if n := now.Add(1); n > most.Load() {
					most.Store(n)
				}
				time.Sleep(time.Second)
				now.Add(-1)
				return 0
			}, func(int) error { return nil })
			want := workers
			if want == 0 {
				want = runtime.GOMAXPROCS(0)
			}
			if most.Load() != int64(want) {
				t.Errorf("%d at work, want %d", most.Load(), want)
			}
			if took := time.Since(start); took != time.Duration((60+want-1)/want)*time.Second {
				t.Errorf("%d workers took %v", want, took)
			}
		})
	}
}

// TestRunFlat holds the first result back: the others must not pile up.
func TestRunFlat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 4
		var waiting, most atomic.Int64
		err := Run(t.Context(), inputs(10_000), workers, func(_ context.Context, in Input) int {
			if in.Name == "0" {
				time.Sleep(time.Hour)
			}
			if n := waiting.Add(1); n > most.Load() {
				most.Store(n)
			}
			return 0
		}, func(int) error {
			waiting.Add(-1)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// One more: emit counts a result off after its slot is free.
		if most.Load() > workers*ahead+1 {
			t.Errorf("%d results waited for their turn", most.Load())
		}
		if most.Load() < workers*(ahead-1) {
			t.Errorf("the workers stood still: only %d results were ahead", most.Load())
		}
	})
}

func TestRunStopsOnEmitError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("disk full")
		var stopped time.Time
		var started atomic.Int64
		emitted := 0
		err := Run(t.Context(), inputs(10_000), 3, func(ctx context.Context, in Input) int {
			started.Add(1)
			select {
			case <-ctx.Done(): // the others are told
			case <-time.After(time.Second):
			}
			return 0
		}, func(int) error {
			if emitted++; emitted == 5 {
				stopped = time.Now()
				return full
			}
			return nil
		})
		if err != full || emitted != 5 {
			t.Errorf("error %v after %d results", err, emitted)
		}
		if started.Load() > 6+3 { // two rounds, and what each worker had begun
			t.Errorf("%d inputs were worked on", started.Load())
		}
		if late := time.Since(stopped); late > 0 {
			t.Errorf("the workers were not told for %v", late)
		}
	})
}

func TestRunStopsOnCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second+time.Millisecond)
		defer cancel()
		emitted := 0
		err := Run(ctx, inputs(10_000), 2, func(ctx context.Context, in Input) int {
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			return 0
		}, func(int) error {
			emitted++
			return nil
		})
		if !errors.Is(err, context.DeadlineExceeded) || emitted != 20 {
			t.Errorf("error %v after %d results", err, emitted)
		}
	})
}

func TestRunCancelledInEmit(t *testing.T) {
	for range 100 { // a select among cases that are ready is a toss
		ctx, cancel := context.WithCancel(t.Context())
		emitted := 0
		err := Run(ctx, inputs(100), 2, echo, func(string) error {
			emitted++
			cancel()
			return nil
		})
		if emitted != 1 || !errors.Is(err, context.Canceled) {
			t.Fatalf("%d results, error %v", emitted, err)
		}
	}
}

func TestRunCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Run(ctx, inputs(10), 2, echo, func(string) error {
		t.Error("a result")
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestRunPanic(t *testing.T) {
	cause := errors.New("index out of reach")
	tests := map[string]struct {
		work func(context.Context, Input) int
		want string
	}{
		"panic": {func(_ context.Context, in Input) int {
			if in.Name == "7" {
				panic(cause)
			}
			return 0
		}, "panic: index out of reach, at work on 7"},
		"goexit": {func(_ context.Context, in Input) int {
			if in.Name == "7" {
				runtime.Goexit()
			}
			return 0
		}, "runtime.Goexit called, at work on 7"},
		"while cancelled": {func(ctx context.Context, in Input) int {
			<-ctx.Done()
			panic(cause)
		}, "panic: index out of reach, at work on "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				defer func() {
					if name != "while cancelled" && ctx.Err() != nil {
						t.Error("the run went on")
					}
					got, ok := recover().(error)
					if !ok || !strings.HasPrefix(got.Error(), tt.want) {
						t.Fatalf("got %v, want %s", got, tt.want)
					}
					if !strings.Contains(got.Error(), "TestRunPanic") {
						t.Errorf("no stack of the worker in %v", got)
					}
					if name != "goexit" && !errors.Is(got, cause) {
						t.Error("the panic's own error is lost")
					}
				}()
				err := Run(ctx, inputs(1000), 3, tt.work, func(int) error { return nil })
				t.Errorf("Run returned %v", err)
			})
		})
	}
}

func TestRunPanicInEmit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() {
			if recover() != "emit" {
				t.Error("the panic is lost")
			}
		}()
		_ = Run(t.Context(), inputs(1000), 3, echo, func(string) error { panic("emit") })
	})
}
