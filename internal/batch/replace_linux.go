package batch

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// replace gives a file a name, which another may have. Where it can, it swaps
// the names of the two: then the content that is replaced stands under the
// temporary name, and goes when that is removed. In a rename it goes at once,
// while nobody else can use the folder, and that can take a hundred times as
// long as the rename, for a disk that is told of every block that is free.
func replace(from, to string) error { return replaceBy(swap, from, to) }

func replaceBy(swap func(from, to string) error, from, to string) error {
	if info, err := os.Lstat(to); err != nil || !info.Mode().IsRegular() {
		return os.Rename(from, to) // nothing is there, or what a rename refuses
	}
	err := swap(from, to)
	if err == nil || !notSwapped(err) {
		return err
	}
	return os.Rename(from, to)
}

// swap swaps the names of two files in one step.
func swap(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// notSwapped tells whether an error says that the names were not swapped: there is
// nothing of one name any more, or the file system, the kernel or a sandbox does not
// do it.
// After any other, such as that a server did not answer, they may have been, and
// a rename would undo it.
func notSwapped(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, errors.ErrUnsupported) ||
		errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EPERM)
}
