package main

import (
	"errors"

	"github.com/fvcfg/fvcfg/internal/batch"
)

// each does something with each file that the arguments name, in order. One
// file's error does not keep the others from being done.
func (p *program) each(args []string, do func(batch.Input) error) error {
	inputs, problem := batch.Expand(args, batch.ExpandOptions{EachName: true})
	errs := []error{problem}
	for _, in := range inputs {
		errs = append(errs, do(in))
	}
	return errors.Join(errs...)
}

// eachTo is each for commands that write: it checks where the results go
// before it begins, and takes a file once, by whatever names it is given.
func (p *program) eachTo(out *outputFlags, args []string, do func(batch.Input) error) error {
	inputs, problem := batch.Expand(args, batch.ExpandOptions{})
	if err := out.check(inputs); err != nil {
		return err
	}
	errs := []error{problem}
	for _, in := range inputs {
		errs = append(errs, do(in))
	}
	return errors.Join(errs...)
}
