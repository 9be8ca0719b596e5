package batch

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
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

// shown quotes a name that is empty or holds unprintable characters, so that
// no file name can forge a line of output or move the cursor.
func shown(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r == unicode.ReplacementChar || !unicode.IsPrint(r)
	}) {
		return strconv.Quote(name)
	}
	return name
}

// cause takes the operation and path off an error of package os: the message
// it goes into names the file itself, and names it as the user did.
func cause(err error) error {
	switch err := err.(type) {
	case *fs.PathError:
		return err.Err
	case *os.LinkError:
		return err.Err
	}
	return err
}

// folderOf returns the folder that the last element of a path is in. Unlike
// filepath.Dir it leaves ".." to the system: behind a link to a folder that is
// not what the text of the path says.
func folderOf(path string) string {
	dir, _ := filepath.Split(path)
	return dir + "."
}
