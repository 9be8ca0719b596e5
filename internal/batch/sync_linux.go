package batch

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncSystem has the disk hold all that was written to the file system that a file is on.
// It fails where a write to that system has failed since the file was opened.
func syncSystem(f *os.File) error {
	for {
		if err := unix.Syncfs(int(f.Fd())); err != unix.EINTR { //nolint:errorlint // the system call's own
			return err
		}
	}
}
