package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Staged is a file whose content waits in a temporary one, and that is still
// what it was. [Group.Add] has it written.
type Staged struct {
	target *target
	opt    WriteOptions
	temp   *temp // nil: a stream, which has its content already
	size   int64 // of the content, in bytes

	// What is replaced, nil if nothing is. It stays open until the whole group
	// has its names: a disk can take a hundred times as long to free a file as
	// to rename one, and frees what is open when it is closed, not while nobody
	// else can use the folder.
	old *os.File
}

// Stage does what can be done for a file before it is replaced: it makes the
// checks of [Group.WriteFile] but for IfUnchanged, and writes the temporary file.
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
	if opt.secret() && s.temp != nil && !s.temp.unnamed {
		// It has a name beside what may be encrypted until now: only for a moment.
		return &Staged{target: s.target}, g.commit([]*Staged{s})[0]
	}
	s.size = int64(len(data))
	return s, nil
}

// stage is Stage with the content written by fill.
func (g *Group) stage(name string, opt WriteOptions, fill func(io.Writer) error) (_ *Staged, err error) {
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
	s, err := g.create(t, opt, g.enter(folderOf(t.path), opt.secret()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: cannot be written: its folder does not exist: %w", shown(name), cause(err))
	}
	if err != nil {
		return nil, writeError(name, err)
	}
	filled := false
	defer func() { // deferred, since fill may panic
		if !filled {
			err = g.drop(s, err)
		}
	}()
	if err := fill(s.temp.File); err != nil {
		return nil, writeError(name, err)
	}
	filled = true
	return s, nil
}
