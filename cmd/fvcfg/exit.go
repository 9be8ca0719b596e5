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

// eachError calls do with each of the errors that are joined, and joins what it returns.
func eachError(err error, do func(error) error) error {
	list, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // only the outermost is a list
	switch {
	case err == nil:
		return nil
	case !ok || len(list.Unwrap()) == 0:
		return do(err)
	}
	var errs []error
	for _, e := range list.Unwrap() {
		errs = append(errs, eachError(e, do))
	}
	return errors.Join(errs...)
}

// exitCode returns the exit code of an error: of several that are joined, the
// highest.
func exitCode(err error) int {
	code := exitOK
	_ = eachError(err, func(e error) error {
		switch {
		case errors.Is(e, errFindings), errors.As(e, new(*refusedError)):
			code = max(code, exitFindings)
		case errors.As(e, new(*usageError)):
			code = max(code, exitUsage)
		default:
			code = exitFailure
		}
		return nil
	})
	return code
}
