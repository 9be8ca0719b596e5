package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
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
	s, err := g.create(t, opt, g.enter(FolderOf(t.path), opt.secret()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: cannot be written: its folder does not exist: %w", shown(name), Cause(err))
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

// abreast is how many files of a group are synced at a time, and closed. A
// file system with a journal commits what they wait for together, and disks
// take many requests at once, so that this costs a small part of one after the
// other.
const abreast = 32

// commit writes staged files and returns an error, or nil, for each.
func (g *Group) commit(files []*Staged) []error {
	errs := make([]error, len(files))
	together := g.settleTogether(files)
	if !together {
		inParallel(len(files), func(i int) { errs[i] = g.settle(files[i]) })
	}
	var folders []string
	for i, s := range files {
		if s.temp == nil {
			continue
		}
		if errs[i] == nil {
			errs[i] = g.replace(s)
		}
		if errs[i] == nil {
			folders = append(folders, FolderOf(s.target.path))
		}
	}
	slices.Sort(folders)
	folders = slices.Compact(folders)
	if together { // the names, with the next group or with Flush
		inParallel(len(files), func(i int) { errs[i] = g.drop(files[i], errs[i]) })
		g.unsettled = append(g.unsettled, folders...)
		return errs
	}
	inParallel(len(files), func(i int) { errs[i] = g.drop(files[i], cmp.Or(errs[i], g.settleName(files[i]))) })
	inParallel(len(folders), func(i int) { g.syncFolder(folders[i]) })
	return errs
}

// settleTogether has the disk hold all that was written to the file systems of the files of
// a bulk. It reports whether it could: of an error it is not known which file it is of, and
// so each is then synced by itself. A few are, in any case.
func (g *Group) settleTogether(files []*Staged) bool {
	if !g.bulk || len(files) < abreast {
		return false
	}
	var folders []string
	for _, s := range files {
		if s.temp == nil || slices.Contains(folders, FolderOf(s.target.path)) {
			continue
		}
		if g.syncSystem(s.temp.File) != nil {
			return false
		}
		folders = append(folders, FolderOf(s.target.path))
	}
	return true
}

// settleNames has the disk hold the names that the files of a bulk have got.
func (g *Group) settleNames() error {
	slices.Sort(g.unsettled)
	var errs []error
	for _, dir := range slices.Compact(g.unsettled) {
		d, err := os.Open(dir)
		if err == nil {
			err = errors.Join(g.syncSystem(d), d.Close())
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: written, but it may not last if the machine fails now: %w", shown(filepath.Clean(dir)), Cause(err)))
		}
	}
	g.unsettled = nil
	return errors.Join(errs...)
}

// settle has the disk hold the content that is staged.
func (g *Group) settle(s *Staged) error {
	if s.temp == nil {
		return nil
	}
	if err := g.syncFile(s.temp.File); err != nil {
		return writeError(s.target.name, err)
	}
	return nil
}

// settleName has the disk hold that a file has got its first name. That stands in
// the folder and, counted, in the file itself, and without a journal the file
// system takes one of no name for none.
func (g *Group) settleName(s *Staged) error {
	if s.temp == nil || !s.temp.unnamed {
		return nil
	}
	if err := g.syncFile(s.temp.File); err != nil {
		return fmt.Errorf("%s: written, but it may not last if the machine fails now: %w", shown(s.target.name), Cause(err))
	}
	return nil
}

// replace puts the content of s, synced, under the name of its target. To look at
// what it replaces and to replace it is one step, as other runs see it: each of
// them holds the file for that. It holds one file at a time, and so never waits
// for a run that waits for it.
func (g *Group) replace(s *Staged) error {
	if s.opt.Overwrite {
		old, err := g.hold(s.target)
		if err != nil {
			return err
		}
		if old != nil {
			s.old = old.File
			defer old.unlock()
		}
	}
	if s.opt.IfUnchanged != nil {
		if err := s.opt.IfUnchanged.check(s.target.name, s.old); err != nil {
			return err
		}
	}
	err := g.name(s)
	switch {
	case err == nil:
		return nil
	case !s.opt.Overwrite && errors.Is(err, fs.ErrExist):
		return &ExistsError{Name: s.target.name}
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: cannot be written: its folder, or the temporary file in it, was removed meanwhile: %w", shown(s.target.name), Cause(err))
	}
	return writeError(s.target.name, err)
}

// name does the renaming of replace, under the lock: Discard finds a file with
// its name, or without, and never ends the program between two steps.
func (g *Group) name(s *Staged) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.temps[s] {
		return fs.ErrClosed // by Discard
	}
	err := g.giveName(s)
	if err == nil {
		s.temp.release() // now it is the target, which others may lock
		if stuckOpen {
			_ = s.temp.Close() // and open
		}
	}
	return err
}

func (g *Group) giveName(s *Staged) error {
	if stuckOpen && s.old != nil {
		_ = s.old.Close()
	}
	switch {
	case s.temp.unnamed && s.old == nil:
		err := linkUnnamed(s.temp.File, s.target.path)
		if !s.opt.Overwrite || !errors.Is(err, fs.ErrExist) {
			return err
		}
		return g.renameUnnamed(s) // another program made it meanwhile
	case s.temp.unnamed:
		return g.renameUnnamed(s)
	case s.opt.Overwrite:
		return g.renameOver(s)
	}
	return g.renameNew(s)
}

// renameUnnamed puts content without a name under that of a file that is there. Only a
// name can take another's place, so it gets one of its own just before.
func (g *Group) renameUnnamed(s *Staged) error {
	g.lockTemp(s.temp)
	for range nameTries {
		name := tempName(s.target.path)
		left, err := renameUnnamed(s.temp.File, name, s.target.path)
		if left {
			s.temp.name = name // for drop to remove
			return err
		}
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return errNoName
}

// renameOver renames the temporary file of s to its target.
func (g *Group) renameOver(s *Staged) error {
	err := g.rename(s.temp.File, s.temp.name, s.target.path)
	if err != nil && s.old != nil && !errors.Is(err, fs.ErrNotExist) {
		// A file server may not let go of a file that is open.
		_ = s.old.Close()
		err = g.rename(s.temp.File, s.temp.name, s.target.path)
	}
	if err == nil {
		s.temp.name = ""
	}
	return err
}

// renameNew renames the temporary file of s to a name that nothing has yet, or fails
// with fs.ErrExist. A rename would replace what has it.
func (g *Group) renameNew(s *Staged) error {
	err := linkNew(s.temp.File, s.temp.name, s.target.path)
	if err != nil && !errors.Is(err, fs.ErrExist) { // no hard links here
		err = g.renameClaimed(s.temp, s.target.path)
	}
	if err != nil {
		return err
	}
	if err := g.remove(s.temp.name); err == nil || errors.Is(err, fs.ErrNotExist) {
		s.temp.name = ""
	} // or else drop tries again, and says so
	return nil
}

// renameClaimed takes the name with an empty file and replaces that.
func (g *Group) renameClaimed(f *temp, to string) error {
	claim, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = cmp.Or(claim.Close(), g.rename(f.File, f.name, to)); err != nil {
		_ = g.remove(to)
	}
	return err
}

// inParallel calls do for each number below n, a few at a time.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	work := func() {
		for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
			do(int(i))
		}
	}
	var others sync.WaitGroup
	for range min(n, abreast) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
