package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// A temp is the open file that holds what is to be the content of another. While
// it has a name of its own it is locked, so that other runs do not take it for
// one that a kill left.
type temp struct {
	*os.File
	name    string // beside the target; "": it has none
	unnamed bool   // it was made without one
	unlock  func() // nil: it is not locked
}

// release lets others lock the file.
func (f *temp) release() {
	if f.unlock != nil {
		f.unlock()
		f.unlock = nil
	}
}

// createTemp makes the temporary file, in the folder of the target, with the owner
// and mode that the target is to have. A mode of 0 is the one that the options
// describe.
func (g *Group) createTemp(t *target, mode fs.FileMode, unnamed bool) (*temp, error) {
	if t.info == nil && mode == 0 {
		return g.openTemp(t.path, 0o644, unnamed)
	}
	// Nobody else can open the file before it is all set: who has it open may
	// read what is written to it later, whatever its mode has become.
	f, err := g.openTemp(t.path, 0o600, unnamed)
	if err != nil {
		return nil, err
	}
	if err := t.dress(f.File, mode); err != nil {
		return nil, withLeft(err, f, g.removeTemp(f))
	}
	return f, nil
}

// openTemp makes a new file, without a name or with a hidden one beside path.
func (g *Group) openTemp(path string, mode fs.FileMode, unnamed bool) (*temp, error) {
	if unnamed {
		f, err := g.openUnnamed(folderOf(path), mode)
		return &temp{File: f, unnamed: true}, err
	}
	for range nameTries {
		name := tempName(path)
		file, err := createNew(name, mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f := &temp{File: file, name: name}
		if g.lockTemp(f) {
			return f, nil
		}
		_ = f.Close()
	}
	return nil, errNoName
}

// lockTemp locks a new temporary file. It reports whether the file is still there:
// before it is locked, another run can take it for one that a kill left.
func (g *Group) lockTemp(f *temp) bool {
	if stuckOpen {
		return true
	}
	var err error
	f.unlock, err = g.lock(f.File)
	switch {
	case errors.Is(err, errLocked):
		return false
	case err != nil:
		g.noLocks(err)
		return true
	}
	return f.name == "" || leadsTo(f.name, f.File)
}

// removeTemp closes a temporary file and removes its name, if it has one. It does
// that while it holds the lock, or else another run could, and a third make a
// file of that name.
func (g *Group) removeTemp(f *temp) error {
	if stuckOpen {
		_ = f.Close()
	}
	var err error
	if f.name != "" {
		err = g.remove(f.name)
	}
	_ = f.Close()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// dress gives f the owner of the target, if there is one, and then the mode.
func (t *target) dress(f *os.File, mode fs.FileMode) error {
	if t.info != nil {
		if mode == 0 {
			mode = t.info.Mode().Perm()
		}
		if !keepOwner(f, t.info) {
			// The group's rights were meant for another group: it gets
			// those that everybody has.
			mode = mode&^0o070 | mode&0o007<<3
		}
	}
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == mode {
		return err // file systems without modes have one mode and no chmod
	}
	if err := f.Chmod(mode); err != nil {
		return fmt.Errorf("the file system does not give it mode %04o: %w", mode, cause(err))
	}
	return nil
}

// withLeft adds to an error that a temporary file could not be removed either.
func withLeft(err error, f *temp, left error) error {
	if left == nil {
		return err
	}
	return fmt.Errorf("%w; its temporary file %s is left and cannot be removed: %w", err, shown(f.name), cause(left))
}

// nameTries is how often a name is tried that another file may have.
const nameTries = 100

var errNoName = errors.New("no name is free for a temporary file beside it")

// Temporary files are called .NAME.tmp-XXXXXXXX, with eight hexadecimal digits:
// hidden, so that [Expand] passes over one that a kill left.
const (
	tempMark   = ".tmp-"
	tempDigits = 8
)

// tempName returns a name for a temporary file beside path.
func tempName(path string) string {
	dir, base := filepath.Split(path)
	// Names end at 255 bytes; what is cut off is made up for by the number.
	return fmt.Sprintf("%s.%s%s%0*x", dir, truncate(base, 200), tempMark, tempDigits, rand.Uint32())
}

// isTempName reports whether a name is one that tempName makes.
func isTempName(base string) bool {
	end := len(base) - tempDigits
	return strings.HasPrefix(base, ".") && end > 0 && strings.HasSuffix(base[:end], tempMark) &&
		strings.Trim(base[end:], "0123456789abcdef") == "" && len(base) > len("."+tempMark)+tempDigits
}

// truncate cuts a string to at most n bytes, between characters.
func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	end := 0
	for i := range s {
		if i > n {
			break
		}
		end = i
	}
	return s[:end]
}
