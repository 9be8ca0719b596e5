package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"
)

// A group is written when this many results, or files of this many bytes,
// wait. Most of what syncing costs is spread over a group of a hundred; each
// file of it holds a descriptor, and there are two groups: one waits, one is
// written.
const (
	groupResults = 128
	groupBytes   = 32 << 20

	bulkResults = 512 // of a group that is synced by its file system
	bulkBytes   = 64 << 20
)

// Group writes files so that under each name there is, at any time, what was
// there before or all of the new content. Many are written together, which
// waits for the disk once for a hundred of them instead of twice for each.
// Files are first staged: their content is written, and has no name or a
// temporary one. Of a full group it is then synced, all at once, and gets the
// file's name, in order; last, each folder that has got new names is synced
// once. So every file is on the disk before it has its name, and one that
// fails keeps its old content and keeps no other from being written.
//
// A full group is written while the next one is staged, so that the disk and
// the processors wait for each other as little as can be. Groups are written
// one after the other, and no more than two are held.
//
// Until its group is written, a file is what it was, and what happens to it
// meanwhile counts as happening while it is written: of two staged files of
// one name without Overwrite, the second is an [*ExistsError], with IfUnchanged
// a [*ChangedError].
//
// A kill leaves up to two groups of hidden temporary files. Each is locked as
// long as its process lives, and the next group that writes to the folder
// removes those that are not ([Group.Sweep]). [Group.Discard] removes them where
// there is a chance to. What is replaced never gets another name.
//
// A secret, that is a file with a Mode for its owner alone, is the clear content
// of what may be encrypted until it is replaced. It is staged in a file without a
// name where the system has them, as Linux on most of its own file systems, and
// has one only between the two system calls that replace a file. Elsewhere Stage
// writes it at once, so that a kill leaves one such name at most.
type Group struct {
	system

	notes   notes
	folders map[string]*folder // by the text of their path
	enters  sync.Mutex         // held while one is looked at for the first time

	mu     sync.Mutex
	temps  map[*Staged]bool // those whose content is in an open file
	closed bool             // by Discard
	drops  sync.WaitGroup   // those that are being closed, and removed

	waiting []result
	bytes   int64    // in the files that wait
	writing *writing // the group before; nil: it is written and reported

	bulk      bool     // see Bulk
	unsettled []string // the folders that have got names which the disk may not hold yet
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

// system is what a group asks of the system where tests have it answer otherwise.
type system struct {
	syncFile    func(*os.File) error
	syncSystem  func(*os.File) error
	syncFolder  func(dir string)
	openUnnamed func(dir string, mode fs.FileMode) (*os.File, error)
	lock        func(*os.File) (unlock func(), err error)
	lockWait    time.Duration
	rename      func(f *os.File, from, to string) error
	remove      func(name string) error
}

// NewGroup makes a group without files. Note gets, each once and a line long,
// what the user is to know and no file's error says: that a folder cannot be
// swept, or has no locks. It is called on the goroutine of Add, Flush and
// WriteFile.
func NewGroup(note func(text string)) *Group {
	return &Group{
		system: system{
			syncFile: (*os.File).Sync, syncSystem: syncSystem, syncFolder: syncDir, openUnnamed: openUnnamed,
			lock: lockFile, lockWait: lockWait, rename: rename, remove: os.Remove,
		},
		notes:   notes{tell: note, told: make(map[string]bool)},
		folders: make(map[string]*folder),
		temps:   make(map[*Staged]bool),
	}
}

// Bulk has the groups be larger and be synced by one call for the file system that their
// folder is on, where the system has one (Linux), rather than file by file. For thousands
// of files that is several times as fast; it also waits for what others have written there.
// All else holds as it does without. It is called before the first Stage.
func (g *Group) Bulk() { g.bulk = true }

// isFull reports whether the files that wait are to be written.
func (g *Group) isFull() bool {
	if g.bulk {
		return len(g.waiting) >= bulkResults || g.bytes >= bulkBytes
	}
	return len(g.waiting) >= groupResults || g.bytes >= groupBytes
}

// notes are what is to be said, once each.
type notes struct {
	tell func(text string)

	mu      sync.Mutex
	told    map[string]bool // and what waits to be
	waiting []string
}

// add has a text told, unless one of the same subject was.
func (n *notes) add(subject, text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.told[subject] {
		n.told[subject] = true
		n.waiting = append(n.waiting, text)
	}
}

// flush reports what waits.
func (n *notes) flush() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, text := range n.waiting {
		n.tell(text)
	}
	n.waiting = nil
}

// Add has a staged file written with its group: from now on, if that makes it
// full, or later. Then done is called with what became of the file, by a later
// Add or by [Group.Flush]. The calls of done come in the order of those of Add;
// a result without a file, nil, only waits for those before it. Add returns the
// first error of a done, after which no other is called and no further group is
// written. Add and Flush belong on one goroutine, on which done is called.
func (g *Group) Add(file *Staged, done func(error) error) error {
	g.notes.flush()
	if file == nil && len(g.waiting) == 0 && g.writing == nil {
		return done(nil)
	}
	g.waiting = append(g.waiting, result{file, done})
	if file != nil {
		g.bytes += file.size
	}
	if !g.isFull() {
		return g.reportWritten()
	}
	if err := g.report(); err != nil {
		return err
	}
	g.write()
	return nil
}

// Flush writes the files that wait. It returns the first error of a done, after
// which it calls no other; the files of that group are written all the same. Of a bulk, it
// can also return that names may not last.
func (g *Group) Flush() error {
	if err := g.report(); err != nil {
		return err
	}
	g.write()
	defer g.notes.flush()
	return cmp.Or(g.report(), g.settleNames())
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

// report waits until the group that is being written is, and hands each of its
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
// stays. It can be called at any time, on any goroutine, and again. It returns
// an error for each file that it cannot remove.
func (g *Group) Discard() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	var errs []error
	for s := range g.temps {
		if err := g.removeTemp(s.temp); err != nil {
			errs = append(errs, leftError(s, err))
		}
	}
	clear(g.temps)
	g.drops.Wait()
	return errors.Join(errs...)
}

// create makes the temporary file, under the lock so that Discard misses none.
func (g *Group) create(t *target, opt WriteOptions, unnamed bool) (*Staged, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, fs.ErrClosed
	}
	f, err := g.createTemp(t, opt.Mode.Perm(), unnamed)
	if err != nil {
		return nil, err
	}
	s := &Staged{target: t, opt: opt, temp: f}
	g.temps[s] = true
	return s, nil
}

// drop closes the files of s, after which the disk forgets what has no name any
// more, and removes its temporary file if that still is one. It adds to err what
// fails. The disk can take its time, and so the lock is not held.
func (g *Group) drop(s *Staged, err error) error {
	g.mu.Lock()
	has := g.temps[s]
	delete(g.temps, s)
	if has {
		g.drops.Add(1)
	}
	g.mu.Unlock()
	if !has {
		return err // it is a stream, or Discard did it
	}
	defer g.drops.Done()
	if s.old != nil {
		_ = s.old.Close()
	}
	left := g.removeTemp(s.temp)
	if err == nil && left != nil {
		return leftError(s, left)
	}
	return withLeft(err, s.temp, left)
}

// leftError says that a temporary file is left.
func leftError(s *Staged, err error) error {
	return fmt.Errorf("%s: its temporary file %s is left and cannot be removed: %w", shown(s.target.name), shown(s.temp.name), Cause(err))
}
