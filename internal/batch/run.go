package batch

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
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
	workers = min(workers, len(inputs))
	p := newPool(ctx, inputs, workers*ahead, work)
	for range workers {
		p.wg.Go(p.worker)
	}
	err := p.drain(emit)
	if crash := p.crash.Load(); crash != nil {
		panic(crash)
	}
	return err
}

// pool is one call of Run.
type pool[T any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	inputs []Input
	work   func(context.Context, Input) T

	wg    sync.WaitGroup
	jobs  chan int // indexes of inputs
	slots []chan T // the result of input i goes to slot i modulo their number
	crash atomic.Pointer[workPanic]
}

func newPool[T any](
	ctx context.Context, inputs []Input, window int, work func(context.Context, Input) T,
) *pool[T] {
	p := &pool[T]{
		inputs: inputs,
		work:   work,
		jobs:   make(chan int, window),
		slots:  make([]chan T, window),
	}
	p.ctx, p.cancel = context.WithCancel(ctx)
	for i := range p.slots {
		p.slots[i] = make(chan T, 1)
	}
	return p
}

// drain gives out the jobs and emits their results. It gives out no job whose
// slot is not free yet, so neither it nor a worker ever blocks on a send. When
// it returns the workers have.
func (p *pool[T]) drain(emit func(T) error) error {
	// Deferred, since emit may panic.
	defer p.wg.Wait()
	defer close(p.jobs)
	defer p.cancel()
	given := 0
	for done := range p.inputs {
		for ; given < len(p.inputs) && given < done+len(p.slots); given++ {
			p.jobs <- given
		}
		var result T
		select {
		case result = <-p.slots[done%len(p.slots)]:
		case <-p.ctx.Done():
		}
		// A select takes any case that is ready; a cancelled run emits nothing.
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := emit(result); err != nil {
			return err
		}
	}
	return nil
}

// worker does jobs until there are no more.
func (p *pool[T]) worker() {
	for i := range p.jobs {
		if p.ctx.Err() != nil {
			return
		}
		p.job(i)
	}
}

// job does one job. It ends the run when work does not return, which is when
// it panics or calls runtime.Goexit, as a failing test does.
func (p *pool[T]) job(i int) {
	returned := false
	defer func() {
		if !returned {
			p.crash.CompareAndSwap(nil, &workPanic{in: p.inputs[i], value: recover(), stack: debug.Stack()})
			p.cancel()
		}
	}()
	result := p.work(p.ctx, p.inputs[i])
	returned = true
	p.slots[i%len(p.slots)] <- result
}

// workPanic carries a panic from a worker to the caller of Run.
type workPanic struct {
	in    Input
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

// Unwrap gives the value that work panicked with, where it was an error.
func (p *workPanic) Unwrap() error {
	err, _ := p.value.(error)
	return err
}
