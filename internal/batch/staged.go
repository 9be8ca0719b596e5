package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Staged is a file whose content stands in a temporary file beside it, and
// that is still what it was. [Group.Add] has it written.
type Staged struct {
	target *target
	opt    WriteOptions
	temp   *os.File // nil: a stream, which has its content already
	size   int64    // of the content, in bytes
}

// Stage does what can be done for a file before it is replaced: it makes the
// checks of [WriteFile] but for IfUnchanged, and writes the temporary file.
// Errors are those of WriteFile, and leave nothing behind. What is no regular
// file, such as a pipe, is written at once. Stage may be called on several
// goroutines.
func (g *Group) Stage(name string, data []byte, opt WriteOptions) (*Staged, error) {
	s, err := g.stage(name, opt, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.size = int64(len(data))
	return s, nil
}

// stage is Stage with the content written by fill.
func (g *Group) stage(name string, opt WriteOptions, fill func(io.Writer) error) (*Staged, error) {
	t, err := findTarget(name)
	if err != nil {
		return nil, err
	}
	if t.info != nil && isStream(t.info.Mode()) {
		if opt.IfUnchanged != nil {
			return nil, &NotRegularError{Name: name, Mode: t.info.Mode()}
		}
		return &Staged{target: t}, t.stream(fill)
	}
	if err := t.mayReplace(opt); err != nil {
		return nil, err
	}
	s, err := g.create(t, opt)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: cannot be written: its folder does not exist: %w", shown(name), cause(err))
	}
	if err != nil {
		return nil, writeError(name, err)
	}
	filled := false
	defer func() { // deferred, since fill may panic
		if !filled {
			g.drop(s)
		}
	}()
	if err := fill(s.temp); err != nil {
		return nil, writeError(name, err)
	}
	filled = true
	return s, nil
}

// rename gives the temporary file, synced and closed, the name of the target.
func (s *Staged) rename() error {
	t := s.target
	if s.opt.IfUnchanged != nil {
		if err := s.opt.IfUnchanged.check(t.name, t.path); err != nil {
			return err
		}
	}
	var err error
	if s.opt.Overwrite {
		err = replace(s.temp.Name(), t.path)
	} else {
		err = renameNew(s.temp.Name(), t.path)
	}
	switch {
	case err == nil:
		return nil
	case !s.opt.Overwrite && errors.Is(err, fs.ErrExist):
		return &ExistsError{Name: t.name}
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: cannot be written: its folder, or the temporary file in it, was removed meanwhile: %w", shown(t.name), cause(err))
	}
	return writeError(t.name, err)
}
