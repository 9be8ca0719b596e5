package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ExistsError says that a file is there already and was not to be overwritten.
// It is [fs.ErrExist].
type ExistsError struct{ Name string }

func (e *ExistsError) Error() string {
	return shown(e.Name) + ": exists; use --force to overwrite"
}

func (e *ExistsError) Unwrap() error { return fs.ErrExist }

// ReadOnlyError says that a file is there that nobody, or not this user, may
// write. A rename would replace it all the same: whoever protected the file
// did not mean that. It is [fs.ErrPermission].
type ReadOnlyError struct {
	Name string
	Mode fs.FileMode
}

func (e *ReadOnlyError) Error() string {
	if e.Mode&0o222 == 0 {
		return fmt.Sprintf("%s: read-only (mode %04o), and not written; make it writable first", shown(e.Name), e.Mode.Perm())
	}
	return shown(e.Name) + ": not writable for this user, and not written"
}

func (e *ReadOnlyError) Unwrap() error { return fs.ErrPermission }

// target is where a file is to be written.
type target struct {
	name string      // as the caller named it, for messages
	path string      // behind all links: the file to replace
	info fs.FileInfo // nil: there is none yet
}

// findTarget looks up name and refuses what cannot be written at all.
func findTarget(name string) (*target, error) {
	info, err := os.Lstat(name)
	switch {
	case err == nil && info.Mode().IsRegular():
		return &target{name: name, path: name, info: info}, nil
	case errors.Is(err, fs.ErrNotExist):
		return &target{name: name, path: name}, nil
	}
	return followTarget(name)
}

// followTarget is findTarget for what is no plain file, but may lead to one.
func followTarget(name string) (*target, error) {
	info, err := os.Stat(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, writeError(name, err)
	}
	if err == nil && !info.Mode().IsRegular() {
		if !isStream(info.Mode()) {
			return nil, &NotRegularError{Name: name, Mode: info.Mode()}
		}
		return &target{name: name, path: name, info: info}, nil
	}
	path, err := followLinks(name)
	if err != nil {
		return nil, writeError(name, err)
	}
	if info == nil {
		return &target{name: name, path: path}, nil
	}
	// A link under /proc can lead to a file that its text does not lead to.
	if found, err := os.Lstat(path); err != nil || !os.SameFile(found, info) {
		return nil, writeError(name, errors.New("the link leads to a file that has no name"))
	}
	return &target{name: name, path: path, info: info}, nil
}

// isStream reports whether a file has no content to replace and is written to
// as it is: a character device such as /dev/null or a terminal, or a pipe.
func isStream(mode fs.FileMode) bool {
	return mode&fs.ModeCharDevice != 0 || mode&fs.ModeNamedPipe != 0
}

// mostLinks is where Linux gives up too.
const mostLinks = 40

// followLinks returns the path that the last link in a chain leads to, whether
// there is a file or not; filepath.EvalSymlinks insists on one. Only the last
// element is followed: renaming within a folder reached by a link is fine.
func followLinks(name string) (string, error) {
	for range mostLinks {
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return name, nil
		}
		to, err := os.Readlink(name)
		if err != nil {
			return "", err
		}
		if filepath.IsAbs(to) {
			name = to
			continue
		}
		// The real folder first: ".." in the link is its parent, not that of
		// a link to it.
		dir, err := filepath.EvalSymlinks(folderOf(name))
		if err != nil {
			return "", err
		}
		name = dir + string(filepath.Separator) + to
	}
	return "", errors.New("too many levels of links")
}

// mayReplace refuses a file that the options or its mode protect. The mode is
// looked at by itself since root may open anything for writing.
func (t *target) mayReplace(opt WriteOptions) error {
	if t.info == nil {
		if opt.IfUnchanged != nil {
			return &ChangedError{Name: t.name, Gone: true}
		}
		return nil
	}
	if !opt.Overwrite {
		return &ExistsError{Name: t.name}
	}
	if t.info.Mode()&0o222 == 0 {
		return &ReadOnlyError{Name: t.name, Mode: t.info.Mode()}
	}
	f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
	if isOpenElsewhere(err) {
		return nil // for now: hold waits for that
	}
	if errors.Is(err, fs.ErrPermission) {
		return &ReadOnlyError{Name: t.name, Mode: t.info.Mode()}
	}
	if err != nil {
		return writeError(t.name, err)
	}
	return f.Close()
}

// writeError says of a file that it could not be written, and why.
func writeError(name string, err error) error {
	return fmt.Errorf("%s: cannot be written: %w", shown(name), cause(err))
}
