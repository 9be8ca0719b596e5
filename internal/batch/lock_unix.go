//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package batch

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile locks an open file, without waiting, until it is unlocked or closed or the
// process ends. The error is errLocked where another has it locked.
func lockFile(f *os.File) (unlock func(), err error) {
	switch err := flock(f, unix.LOCK_EX|unix.LOCK_NB); {
	case errors.Is(err, unix.EWOULDBLOCK):
		return nil, errLocked
	case err != nil:
		return nil, err
	}
	return func() { _ = flock(f, unix.LOCK_UN) }, nil
}

func flock(f *os.File, how int) error {
	for {
		if err := unix.Flock(int(f.Fd()), how); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
