package batch

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// A group is written when this many results, or files of this many bytes,
// wait. Most of what syncing costs is spread over a group of some hundreds;
// each file of it holds a descriptor.
const (
	groupResults = 256
	groupBytes   = 64 << 20
)

// syncers is how many files of a group are synced at a time. A file system
// with a journal commits what they wait for together, so that this costs a
// small part of one sync after the other.
const syncers = 32

// Group writes many files, each as [WriteFile] does, and waits for the disk
// once for some hundreds of them instead of twice for each. Files are first
// staged: their temporary files are written, and stay on the disk alone. Of a
// full group these are then synced, all at once, and each renamed, in order;
// last, each folder that has got new names is synced once. So every file is on
// the disk before it has its name, and one that fails keeps its old content
// and keeps no other from being written.
//
// Until its group is written, a file is what it was, and what happens to it
// meanwhile counts as happening while it is written: of two staged files of
// one name without Overwrite, the second is an [*ExistsError], with IfUnchanged
// a [*ChangedError]. A kill leaves up to a group of hidden temporary files;
// [Group.Discard] removes them where there is a chance to.
type Group struct {
	syncFile   func(*os.File) error
	syncFolder func(dir string)

	mu     sync.Mutex
	temps  map[*Staged]bool // those that have a temporary file
	closed bool             // by Discard

	waiting []result
	bytes   int64 // in the files that wait
}

// result waits for its file to be written.
type result struct {
	file *Staged // nil: it has none
	done func(error) error
}

// NewGroup makes a group without files.
func NewGroup() *Group {
	return &Group{syncFile: (*os.File).Sync, syncFolder: syncDir, temps: make(map[*Staged]bool)}
}

// Add has a staged file written with its group: now, if that makes it full, or
// later. Then done is called with what became of the file. The calls of done
// come in the order of those of Add; a result without a file, nil, only waits
// for those before it. Add returns the error of [Group.Flush] where it calls
// it. Add and Flush belong on one goroutine, on which done is called.
func (g *Group) Add(file *Staged, done func(error) error) error {
	if file == nil && len(g.waiting) == 0 {
		return done(nil)
	}
	g.waiting = append(g.waiting, result{file, done})
	if file != nil {
		g.bytes += file.size
	}
	if len(g.waiting) < groupResults && g.bytes < groupBytes {
		return nil
	}
	return g.Flush()
}

// Flush writes the files that wait. It returns the first error of a done, after
// which it calls no other; the files are written all the same.
func (g *Group) Flush() error {
	waiting := g.waiting
	g.waiting, g.bytes = nil, 0
	var files []*Staged
	for _, r := range waiting {
		if r.file != nil {
			files = append(files, r.file)
		}
	}
	errs := g.commit(files)
	for _, r := range waiting {
		var err error
		if r.file != nil {
			err, errs = errs[0], errs[1:]
		}
		if err := r.done(err); err != nil {
			return err
		}
	}
	return nil
}

// Discard removes the temporary files of all that is staged and not written,
// and ends the group. It can be called at any time, on any goroutine, and again.
func (g *Group) Discard() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for s := range g.temps {
		removeTemp(s.temp)
	}
	clear(g.temps)
}

// create makes the temporary file, under the lock so that Discard misses none.
func (g *Group) create(t *target, opt WriteOptions) (*Staged, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, fs.ErrClosed
	}
	f, err := t.createTemp(opt.Mode.Perm())
	if err != nil {
		return nil, err
	}
	s := &Staged{target: t, opt: opt, temp: f}
	g.temps[s] = true
	return s, nil
}

// drop removes the temporary file of s, unless Discard did. Once it is renamed
// there is nothing left to remove.
func (g *Group) drop(s *Staged) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.temps[s] {
		removeTemp(s.temp)
		delete(g.temps, s)
	}
}

// removeTemp closes the file first, since Windows removes no open one.
func removeTemp(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// commit writes staged files and returns an error, or nil, for each.
func (g *Group) commit(files []*Staged) []error {
	errs := make([]error, len(files))
	inParallel(len(files), func(i int) {
		if s := files[i]; s.temp != nil {
			// Closed before the rename: Windows renames no open file.
			if err := cmp.Or(g.syncFile(s.temp), s.temp.Close()); err != nil {
				errs[i] = writeError(s.target.name, err)
			}
		}
	})
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
		g.drop(s)
	}
	slices.Sort(folders)
	folders = slices.Compact(folders)
	inParallel(len(folders), func(i int) { g.syncFolder(folders[i]) })
	return errs
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
	for range min(n, syncers) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
