package main

import (
	"errors"
	"fmt"
)

// The exit codes. They are a contract: scripts branch on them.
const (
	exitOK       = 0 // done, nothing found
	exitFindings = 1 // findings, differences, losses, a result refused
	exitUsage    = 2 // wrong usage: a flag, a key, a model, a path
	exitFailure  = 3 // could not do it: unreadable, undecryptable, disk
)

// errFindings ends a command that did its work and found something. What it
// found is printed already.
var errFindings = errors.New("findings")

// errReported ends a command that could not do some of its files and said so
// when it came to them.
var errReported = errors.New("reported")

// usageError is the user's mistake on the command line.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// refusedError is a result that is not written, since it is probably not meant.
type refusedError struct{ err error }

func (e *refusedError) Error() string { return e.err.Error() }
func (e *refusedError) Unwrap() error { return e.err }

func usage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{err}
}

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// exitCode tells the exit code of an error: of several that are joined, the
// highest.
func exitCode(err error) int {
	if err == nil {
		return exitOK
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // only the outermost is a list
		code := exitOK
		for _, e := range joined.Unwrap() {
			code = max(code, exitCode(e))
		}
		return code
	}
	var (
		wrong   *usageError
		refused *refusedError
	)
	switch {
	case errors.Is(err, errFindings), errors.As(err, &refused):
		return exitFindings
	case errors.As(err, &wrong):
		return exitUsage
	}
	return exitFailure
}
