package batch

import (
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// openUnnamed makes a file without a name on the file system of a folder. It is
// gone when it is closed, unless linkUnnamed names it.
func openUnnamed(dir string, mode fs.FileMode) (*os.File, error) {
	return os.OpenFile(dir, os.O_RDWR|unix.O_TMPFILE, mode)
}

// linkUnnamed links a file from openUnnamed to a name that nothing has yet.
func linkUnnamed(f *os.File, name string) error {
	return unix.Linkat(unix.AT_FDCWD, pathOf(f), unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
}

// pathOf is a path to an open file without a name.
func pathOf(f *os.File) string { return "/proc/self/fd/" + strconv.Itoa(int(f.Fd())) }

// renameUnnamed links a file from openUnnamed to a name that nothing has yet and renames
// it. It reports whether the file is left with the first name. A kill between the two
// leaves that, so nothing else is done there: everything is ready before, and Go's
// scheduler, which could have another goroutine go first, is not asked.
func renameUnnamed(f *os.File, beside, to string) (left bool, err error) {
	var paths [3]*byte
	for i, path := range []string{pathOf(f), beside, to} {
		if paths[i], err = unix.BytePtrFromString(path); err != nil {
			return false, err
		}
	}
	here := unix.AT_FDCWD
	_, _, linked := syscall.RawSyscall6(unix.SYS_LINKAT, uintptr(here), uintptr(unsafe.Pointer(paths[0])),
		uintptr(here), uintptr(unsafe.Pointer(paths[1])), unix.AT_SYMLINK_FOLLOW, 0)
	if linked != 0 {
		return false, linked
	}
	_, _, renamed := syscall.RawSyscall6(unix.SYS_RENAMEAT2, uintptr(here), uintptr(unsafe.Pointer(paths[1])),
		uintptr(here), uintptr(unsafe.Pointer(paths[2])), 0, 0)
	runtime.KeepAlive(f)
	if renamed != 0 {
		return true, renamed
	}
	return false, nil
}

// syncSystem has the disk hold all that was written to the file system that a file is on.
// It fails where a write to that system has failed since the file was opened.
func syncSystem(f *os.File) error {
	for {
		if err := unix.Syncfs(int(f.Fd())); err != unix.EINTR { //nolint:errorlint // the system call's own
			return err
		}
	}
}
