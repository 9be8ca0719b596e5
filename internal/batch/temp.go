package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// createTemp makes the temporary file beside the target, with the owner and
// mode that the target is to have. A mode of 0 is the one that the options
// describe.
func (t *target) createTemp(mode fs.FileMode) (*os.File, error) {
	if t.info == nil && mode == 0 {
		return openTemp(t.path, 0o644)
	}
	// Nobody else can open the file before it is all set: who has it open may
	// read what is written to it later, whatever its mode has become.
	f, err := openTemp(t.path, 0o600)
	if err != nil {
		return nil, err
	}
	if err := t.dress(f, mode); err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, err
	}
	return f, nil
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

// openTemp makes a new hidden file named after path, beside it.
func openTemp(path string, mode fs.FileMode) (*os.File, error) {
	const tries = 100
	dir, base := filepath.Split(path)
	// Names end at 255 bytes; what is cut off is made up for by the number.
	base = truncate(base, 200)
	for range tries {
		name := fmt.Sprintf("%s.%s.tmp-%08x", dir, base, rand.Uint32())
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fmt.Errorf("no name is free for a temporary file in %s", shown(dir))
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
