package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Error is one thing that is wrong with a configuration, and where.
type Error struct {
	Name         string // of the file
	Line, Column int    // from 1; the column counts characters
	Err          error  // what is wrong and what to do
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %v", e.Name, e.Line, e.Column, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// maxErrors is how many errors of a file are told. Who has as many reads the first few.
const maxErrors = 20

var errMore = errors.New("there are more errors from here on, which are not listed")

// failAt adds an error.
func (r *reader) failAt(line, column int, format string, args ...any) {
	if len(r.errs) <= maxErrors {
		r.errs = append(r.errs, &Error{r.config.Name, line, column, fmt.Errorf(format, args...)})
	}
}

// err joins the errors in the order of the file.
func (r *reader) err() error {
	slices.SortStableFunc(r.errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(r.errs) > maxErrors {
		r.errs[maxErrors].Err = errMore
	}
	var all []error
	for _, e := range r.errs {
		all = append(all, e)
	}
	return errors.Join(all...)
}
