package batch

import (
	"io/fs"
	"os"
	"sync"
)

// A group is written when this many results, or files of this many bytes,
// wait. Most of what syncing costs is spread over a group of a hundred; each
// file of it holds a descriptor, and there are two groups: one waits, one is
// written.
const (
	groupResults = 128
	groupBytes   = 32 << 20
)

// Group writes many files, each as [WriteFile] does, and waits for the disk
// once for a hundred of them instead of twice for each. Files are first
// staged: their temporary files are written, and stay on the disk alone. Of a
// full group these are then synced, all at once, and each renamed, in order;
// last, each folder that has got new names is synced once. So every file is on
// the disk before it has its name, and one that fails keeps its old content
// and keeps no other from being written.
//
// A full group is written while the next one is staged, so that the disk and
// the processors wait for each other as little as can be. Groups are written
// one after the other, and no more than two are held.
//
// Until its group is written, a file is what it was, and what happens to it
// meanwhile counts as happening while it is written: of two staged files of
// one name without Overwrite, the second is an [*ExistsError], with IfUnchanged
// a [*ChangedError]. A kill leaves up to two groups of hidden temporary files;
// [Group.Discard] removes them where there is a chance to.
type Group struct {
	syncFile   func(*os.File) error
	syncFolder func(dir string)

	mu     sync.Mutex
	temps  map[*Staged]bool // those that have a temporary file
	closed bool             // by Discard
	drops  sync.WaitGroup   // temporary files that are being removed

	waiting []result
	bytes   int64    // in the files that wait
	writing *writing // the group before; nil: it is written and reported
}

// result waits for its file to be written.
type result struct {
	file *Staged // nil: it has none
	done func(error) error
}

// writing is a full group on its way to the disk.
type writing struct {
	results []result
	errs    chan []error // gets those of the files, once
}

// NewGroup makes a group without files.
func NewGroup() *Group {
	return &Group{syncFile: (*os.File).Sync, syncFolder: syncDir, temps: make(map[*Staged]bool)}
}

// Add has a staged file written with its group: from now on, if that makes it
// full, or later. Then done is called with what became of the file, by a later
// Add or by [Group.Flush]. The calls of done come in the order of those of Add;
// a result without a file, nil, only waits for those before it. Add returns the
// first error of a done, after which no other is called and no further group is
// written. Add and Flush belong on one goroutine, on which done is called.
func (g *Group) Add(file *Staged, done func(error) error) error {
	if file == nil && len(g.waiting) == 0 && g.writing == nil {
		return done(nil)
	}
	g.waiting = append(g.waiting, result{file, done})
	if file != nil {
		g.bytes += file.size
	}
	if len(g.waiting) < groupResults && g.bytes < groupBytes {
		return g.reportWritten()
	}
	if err := g.report(); err != nil {
		return err
	}
	g.write()
	return nil
}

// Flush writes the files that wait. It returns the first error of a done, after
// which it calls no other; the files of that group are written all the same.
func (g *Group) Flush() error {
	if err := g.report(); err != nil {
		return err
	}
	g.write()
	return g.report()
}

// write begins to write the files that wait.
func (g *Group) write() {
	w := &writing{results: g.waiting, errs: make(chan []error, 1)}
	g.waiting, g.bytes = nil, 0
	var files []*Staged
	for _, r := range w.results {
		if r.file != nil {
			files = append(files, r.file)
		}
	}
	g.writing = w
	go func() { w.errs <- g.commit(files) }()
}

// reportWritten is report where there is nothing to wait for.
func (g *Group) reportWritten() error {
	if g.writing == nil || len(g.writing.errs) == 0 {
		return nil
	}
	return g.report()
}

// report waits until the group that is being written is, and tells each of its
// results what became of its file.
func (g *Group) report() error {
	w := g.writing
	if w == nil {
		return nil
	}
	errs := <-w.errs
	g.writing = nil
	for _, r := range w.results {
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
// and ends the group; of one that is being written, what has its name by then
// stays. It can be called at any time, on any goroutine, and again.
func (g *Group) Discard() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for s := range g.temps {
		removeTemp(s.temp)
	}
	clear(g.temps)
	g.drops.Wait()
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
// there is nothing left to remove, or the content that it replaced. The disk
// can take its time for that, and so the lock is not held.
func (g *Group) drop(s *Staged) {
	g.mu.Lock()
	has := g.temps[s]
	delete(g.temps, s)
	if has {
		g.drops.Add(1)
	}
	g.mu.Unlock()
	if has {
		removeTemp(s.temp)
		g.drops.Done()
	}
}

// removeTemp closes the file first, since Windows removes no open one.
func removeTemp(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}
