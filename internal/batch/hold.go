package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// lockWait is how long a run waits for others that replace the same file. Each
// takes milliseconds: who has it locked for longer is another program, or
// stopped.
const lockWait = 10 * time.Second

var errLocked = errors.New("another program has it locked")

// held is a file that no other run replaces until it is unlocked.
type held struct {
	*os.File
	unlock func()
}

// hold opens and locks the file that a target is, nil if there is none. The lock is on
// the file itself, and none is left behind, whatever ends the process.
func (g *Group) hold(t *target) (*held, error) {
	pause := time.Millisecond / 4
	for begun := time.Now(); ; time.Sleep(pause) {
		f, err := os.OpenFile(t.path, os.O_RDWR, 0)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if isOpenElsewhere(err) && time.Since(begun) < g.lockWait {
			continue // another run has just renamed it
		}
		if err != nil {
			return nil, writeError(t.name, err)
		}
		unlock, err := g.lock(f)
		switch {
		case err == nil && leadsTo(t.path, f):
			return &held{f, unlock}, nil
		case err == nil: // it was replaced while this waited
			unlock()
		case !errors.Is(err, errLocked):
			g.noLocks(err)
			return &held{f, func() {}}, nil
		case time.Since(begun) > g.lockWait:
			_ = f.Close()
			return nil, fmt.Errorf("%s: not written: %w, for %s now; run the command again", shown(t.name), err, g.lockWait)
		}
		_ = f.Close()
		pause = min(2*pause, 50*time.Millisecond)
	}
}

// noLocks reports that what rests on locks does not hold.
func (g *Group) noLocks(err error) {
	g.notes.add("locks", fmt.Sprintf("files cannot be locked here (%v): run one command at a time; another's change is still noticed, "+
		"but for the moment in which a file is replaced, and what killed commands left stays", cause(err)))
}

// leadsTo reports whether a name is that of an open file.
func leadsTo(name string, f *os.File) bool {
	info, err := os.Lstat(name)
	if err != nil {
		return false
	}
	opened, err := f.Stat()
	return err == nil && os.SameFile(info, opened)
}
