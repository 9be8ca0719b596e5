//go:build !windows

package batch

import (
	"io/fs"
	"os"
)

// stuckOpen says that who has a file open keeps it from being replaced or removed.
const stuckOpen = false

func isOpenElsewhere(error) bool { return false }

// createNew makes a file of a name that nothing has yet.
func createNew(name string, mode fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
}

// rename gives a file another name, which may be another's.
func rename(_ *os.File, from, to string) error { return os.Rename(from, to) }

// linkNew gives a file a second name, which nothing has yet.
func linkNew(_ *os.File, from, to string) error { return os.Link(from, to) }
