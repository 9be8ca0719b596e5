package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// onInterrupt calls clean before a signal ends the program. A signal that the
// program was started to ignore, as nohup has it, stays ignored. What it
// returns goes back to how signals are handled otherwise.
func onInterrupt(clean func()) (stop func()) {
	signals := make(chan os.Signal, 1)
	// A closed pipe behind standard output ends the program, too.
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		if s, ok := <-signals; ok {
			clean()
			endBy(s)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
		<-stopped // never, once there was a signal
	}
}

// endBy ends the program by a signal, as if nobody had caught it: a shell stops a
// loop when what it runs ends by an interrupt, not when it exits with a code.
func endBy(s os.Signal) {
	signal.Reset(s)
	self, err := os.FindProcess(os.Getpid())
	if err == nil && s != syscall.SIGPIPE && self.Signal(s) == nil {
		time.Sleep(time.Second) // it ends in here
	}
	code := exitFailure
	if number, ok := s.(syscall.Signal); ok {
		code = 128 + int(number) // what a shell makes of it
	}
	os.Exit(code)
}
