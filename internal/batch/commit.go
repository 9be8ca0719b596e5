package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// abreast is how many files of a group are synced at a time, and closed. A
// file system with a journal commits what they wait for together, and disks
// take many requests at once, so that this costs a small part of one after the
// other.
const abreast = 32

// commit writes staged files and returns an error, or nil, for each.
func (g *Group) commit(files []*Staged) []error {
	errs := make([]error, len(files))
	inParallel(len(files), func(i int) { errs[i] = g.settle(files[i]) })
	var folders []string
	for i, s := range files {
		if s.temp == nil {
			continue
		}
		if errs[i] == nil {
			errs[i] = g.replace(s)
		}
		if errs[i] == nil {
			folders = append(folders, folderOf(s.target.path))
		}
	}
	inParallel(len(files), func(i int) { errs[i] = g.drop(files[i], cmp.Or(errs[i], g.settleName(files[i]))) })
	slices.Sort(folders)
	folders = slices.Compact(folders)
	inParallel(len(folders), func(i int) { g.syncFolder(folders[i]) })
	return errs
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
		return fmt.Errorf("%s: written, but it may not last if the machine fails now: %w", shown(s.target.name), cause(err))
	}
	return nil
}

// replace gives the content of s, synced, the name of its target. To look at
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
		return fmt.Errorf("%s: cannot be written: its folder, or the temporary file in it, was removed meanwhile: %w", shown(s.target.name), cause(err))
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

// renameUnnamed gives content without a name that of a file that is there. Only a
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

// renameNew gives the temporary file of s a name that nothing has yet, or fails
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
