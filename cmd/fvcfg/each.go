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
// before it begins, and takes a file once, by whatever names it is given. It reads the
// files, and passes over those of a folder that are none of its kind. Files that put
// writes are written in groups.
func (p *program) eachTo(out *outputFlags, args []string, do func(in batch.Input, stored []byte) error) error {
	inputs, problem := batch.Expand(args, batch.ExpandOptions{})
	if err := out.check(inputs); err != nil {
		return err
	}
	group, end := p.newGroup(p.stderr)
	defer end() // before the panic that there may be goes on
	out.group = group
	errs := []error{problem}
	out.failed = func(err error) error {
		errs = append(errs, err)
		return nil
	}
	for _, in := range inputs {
		stored, err := p.reader.Read(in)
		if err == nil {
			if why := passedOver(in, stored, args); why != "" {
				p.note("%s", why)
				continue
			}
			out.sweep(in)
			err = do(in, stored)
		}
		if err != nil {
			// In the group's order, behind those of the files before it.
			_ = out.group.Add(nil, func(error) error { return out.failed(err) })
		}
	}
	_ = out.group.Flush() // an error could only be that of failed
	return errors.Join(errs...)
}
