package batch

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// stdinName is the argument that stands for standard input. A file of that
// name is written ./- as everywhere else.
const stdinName = "-"

// Input is one thing to read: a file, or standard input.
type Input struct {
	// Name is the path as the user gave it or, for a file found in a folder,
	// the folder as given and the path below it. "-" is standard input.
	Name string
}

// IsStdin reports whether the input is standard input.
func (in Input) IsStdin() bool { return in.Name == stdinName }

// String is the input as messages name it: "standard input", or the path,
// quoted where it holds what a terminal would not show as written.
func (in Input) String() string {
	if in.IsStdin() {
		return "standard input"
	}
	return shown(in.Name)
}

// shown is a file's name as messages have it.
func shown(name string) string { return phrase.Name(name) }

// Cause takes the operation and path off an error of package os: the message
// it goes into names the file itself, and names it as the user did.
func Cause(err error) error {
	switch err := err.(type) {
	case *fs.PathError:
		return err.Err
	case *os.LinkError:
		return err.Err
	}
	return err
}

// FolderOf returns the folder that the last element of a path is in. Unlike
// filepath.Dir it leaves ".." to the system: behind a link to a folder that is
// not what the text of the path says.
func FolderOf(path string) string {
	dir, _ := filepath.Split(path)
	return dir + "."
}

// NotRegularError says that a name is no file with a content to read or to
// replace: a directory, a device, a socket.
type NotRegularError struct {
	Name string
	Mode fs.FileMode // its type bits say what it is instead
}

func (e *NotRegularError) Error() string {
	return shown(e.Name) + ": " + kind(e.Mode) + ", not a regular file"
}

// kind names a type of file.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	}
	return "a special file"
}

// folders finds the real paths of many files and follows the links to each of
// their folders once: a system is asked for every part of a path.
type folders map[string]string

// file is realPath of a file.
func (f folders) file(name string) string {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return realPath(name)
	}
	return filepath.Join(f.folderOf(name), filepath.Base(name))
}

// folderOf is realPath of the folder that the last element of a path is in.
func (f folders) folderOf(path string) string {
	dir := FolderOf(path)
	real, known := f[dir]
	if !known {
		real = realPath(dir)
		f[dir] = real
	}
	return real
}
