package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
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
		"but for the moment in which a file is replaced, and what killed commands left stays", Cause(err)))
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

// Stamp is what a file held when it was read. It shows whether replacing the
// file would lose what another program has written to it since. It goes by the
// content alone: a time can stay the same through a quick edit and change
// without one.
type Stamp struct {
	size int64
	sum  [sha256.Size]byte
}

// StampOf makes the stamp of a file from its content, exactly as
// [Reader.Read] returned it: before anything in it was changed or decrypted.
func StampOf(data []byte) *Stamp {
	return &Stamp{size: int64(len(data)), sum: sha256.Sum256(data)}
}

// ChangedError says that a file is not what it was when it was read, and was
// not written.
type ChangedError struct {
	Name string
	Gone bool // it is no longer there at all
}

func (e *ChangedError) Error() string {
	what := "changed"
	if e.Gone {
		what = "removed"
	}
	return fmt.Sprintf("%s: %s by another program since it was read, and not written; run the command again",
		shown(e.Name), what)
}

// check compares a file, nil if there is none, with the stamp. Errors call it name.
func (s *Stamp) check(name string, f *os.File) error {
	if f == nil {
		return &ChangedError{Name: name, Gone: true}
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.LimitReader(f, s.size+1)); err != nil {
		return fmt.Errorf("%s: cannot be compared with what was read, and was not written: %w", shown(name), Cause(err))
	}
	if [sha256.Size]byte(hash.Sum(nil)) != s.sum {
		return &ChangedError{Name: name}
	}
	return nil
}
