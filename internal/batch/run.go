package batch

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
)

// ahead is how many inputs a worker may be ahead of the oldest result that is
// still awaited: enough to keep the others busy while one large file is worked
// on, and the bound on the results held in memory.
const ahead = 8

// Run calls work for each input, on several goroutines, and emit for each
// result, in the order of the inputs and on the caller's goroutine. No more
// than workers calls of work run at a time (0 or less: as many as Go uses
// cores), and no more than a few results for each worker wait for their turn,
// however many inputs there are.
//
// Run returns the first error of emit, or ctx.Err() when ctx is done before
// the last result was emitted. In both cases no further result is emitted, and
// the context that work was given is done. A panic in work is raised again in
// the caller, with the input and the worker's stack in its message. Run
// returns when every worker has: work should heed its context if it can take
// long.
func Run[T any](
	ctx context.Context, inputs []Input, workers int,
	work func(context.Context, Input) T, emit func(T) error,
) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return RunSeq(ctx, slices.Values(inputs), min(workers, len(inputs)), work, emit)
}

// RunSeq is [Run] for inputs that come one after the other, on the caller's
// goroutine, and are not held. The text of an input that panics in work is in
// the message.
func RunSeq[In fmt.Stringer, T any](
	ctx context.Context, inputs iter.Seq[In], workers int,
	work func(context.Context, In) T, emit func(T) error,
) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	p := newPool(ctx, workers*ahead, work)
	for range workers {
		p.wg.Go(p.worker)
	}
	err := p.drain(inputs, emit)
	if crash := p.crash.Load(); crash != nil {
		panic(crash)
	}
	return err
}

// pool is one call of RunSeq.
type pool[In fmt.Stringer, T any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	work   func(context.Context, In) T

	wg    sync.WaitGroup
	jobs  chan job[In]
	slots []chan T // the result of the i-th input goes to slot i modulo their number
	crash atomic.Pointer[workPanic]
}

// job is an input and its place among them.
type job[In fmt.Stringer] struct {
	number int
	in     In
}

func newPool[In fmt.Stringer, T any](
	ctx context.Context, window int, work func(context.Context, In) T,
) *pool[In, T] {
	p := &pool[In, T]{
		work:  work,
		jobs:  make(chan job[In], window),
		slots: make([]chan T, window),
	}
	p.ctx, p.cancel = context.WithCancel(ctx)
	for i := range p.slots {
		p.slots[i] = make(chan T, 1)
	}
	return p
}

// drain hands out the jobs and emits their results. It hands out no job whose
// slot is not free yet, so neither it nor a worker ever blocks on a send. When
// it returns the workers have.
func (p *pool[In, T]) drain(inputs iter.Seq[In], emit func(T) error) error {
	// Deferred, since emit may panic.
	defer p.wg.Wait()
	defer close(p.jobs)
	defer p.cancel()
	given, done := 0, 0
	for in := range inputs {
		if given == done+len(p.slots) {
			if err := p.emit(done, emit); err != nil {
				return err
			}
			done++
		}
		p.jobs <- job[In]{given, in}
		given++
	}
	for ; done < given; done++ {
		if err := p.emit(done, emit); err != nil {
			return err
		}
	}
	return nil
}

// emit waits for the result of the job of a number and emits it.
func (p *pool[In, T]) emit(number int, emit func(T) error) error {
	var result T
	select {
	case result = <-p.slots[number%len(p.slots)]:
	case <-p.ctx.Done():
	}
	// A select takes any case that is ready; a cancelled run emits nothing.
	if err := p.ctx.Err(); err != nil {
		return err
	}
	return emit(result)
}

// worker does jobs until there are no more.
func (p *pool[In, T]) worker() {
	for j := range p.jobs {
		if p.ctx.Err() != nil {
			return
		}
		p.do(j)
	}
}

// do does one job. It ends the run when work does not return, which is when
// it panics or calls runtime.Goexit, as a failing test does.
func (p *pool[In, T]) do(j job[In]) {
	returned := false
	defer func() {
		if !returned {
			p.crash.CompareAndSwap(nil, &workPanic{in: j.in, value: recover(), stack: debug.Stack()})
			p.cancel()
		}
	}()
	result := p.work(p.ctx, j.in)
	returned = true
	p.slots[j.number%len(p.slots)] <- result
}

// workPanic carries a panic from a worker to the caller of Run.
type workPanic struct {
	in    fmt.Stringer
	value any // nil: runtime.Goexit
	stack []byte
}

func (p *workPanic) Error() string {
	what := "runtime.Goexit called"
	if p.value != nil {
		what = fmt.Sprintf("panic: %v", p.value)
	}
	return fmt.Sprintf("%s, at work on %s\n\n%s", what, p.in, p.stack)
}

// Unwrap returns the value that work panicked with, where it was an error.
func (p *workPanic) Unwrap() error {
	err, _ := p.value.(error)
	return err
}
