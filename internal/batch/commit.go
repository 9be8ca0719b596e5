package batch

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// abreast is how many files of a group are synced at a time, and removed. A
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
			errs[i] = s.rename()
		}
		if errs[i] == nil {
			folders = append(folders, folderOf(s.target.path))
		}
	}
	inParallel(len(files), func(i int) { g.drop(files[i]) })
	slices.Sort(folders)
	folders = slices.Compact(folders)
	inParallel(len(folders), func(i int) { g.syncFolder(folders[i]) })
	return errs
}

// settle has the disk hold what stands in the temporary file.
func (g *Group) settle(s *Staged) error {
	if s.temp == nil {
		return nil
	}
	// Closed before the rename: Windows renames no open file.
	if err := cmp.Or(g.syncFile(s.temp), s.temp.Close()); err != nil {
		return writeError(s.target.name, err)
	}
	return nil
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
