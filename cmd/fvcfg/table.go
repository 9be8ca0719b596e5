package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// openTable opens the table that a flag names, "-" for standard input. What can be read
// once, as standard input or a pipe can, is copied to a temporary file that nobody else can
// read. The caller calls remove when it is done with the table.
func (p *program) openTable(name string) (t *fleet.Table, remove func(), err error) {
	in := batch.Input{Name: name}
	source := fleet.Source{Name: in.String(), Open: func() (io.ReadCloser, error) { return p.reader.Open(in) }}
	remove = func() {}
	f, err := p.reader.Open(in)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if !batch.IsRegular(f) {
		if source.Open, remove, err = spool(in, f); err != nil {
			return nil, nil, err
		}
	}
	t, err = fleet.OpenTable(source, fleet.FormatOf(name))
	if err != nil {
		remove()
		return nil, nil, tableError(err)
	}
	return t, remove, nil
}

// spool copies what can be read once to a temporary file, from which it can be read again.
// Where the system allows it, the file has no name any more when that begins, so that
// nothing is left of it, however the program ends.
func spool(in batch.Input, r io.Reader) (open func() (io.ReadCloser, error), remove func(), err error) {
	f, err := os.CreateTemp("", "fvcfg-table-") // mode 0600
	if err != nil {
		return nil, nil, fmt.Errorf("%s: no temporary file for the table: %w", in, batch.Cause(err))
	}
	remove = func() { _ = f.Close() }
	if os.Remove(f.Name()) != nil {
		clean := func() { _ = f.Close(); _ = os.Remove(f.Name()) }
		stop := onInterrupt(clean)
		remove = func() { stop(); clean() }
	}
	read := &readError{r: r}
	size, err := io.Copy(f, read)
	switch {
	case read.err != nil:
		err = fmt.Errorf("%s: cannot be read: %w", in, batch.Cause(read.err))
	case err != nil:
		err = fmt.Errorf("%s: its temporary file in %s cannot be written: %w", in, os.TempDir(), batch.Cause(err))
	}
	if err != nil {
		remove()
		return nil, nil, err
	}
	return func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(f, 0, size)), nil }, remove, nil
}

// A readError remembers the error of a reader, to be told from that of what is written.
type readError struct {
	r   io.Reader
	err error
}

func (r *readError) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// tableError says what is wrong with a table, which whoever wrote it can mend, from what
// could not be read.
func tableError(err error) error {
	return eachError(err, func(e error) error {
		if errors.As(e, new(*fleet.TableError)) {
			return usage(e)
		}
		return e
	})
}
