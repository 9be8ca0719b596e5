package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// stuckOpen says that who has a file open keeps it from being replaced or removed.
// So a temporary file that is open needs no lock.
const stuckOpen = true

// isOpenElsewhere reports whether an error says that somebody has the file open.
func isOpenElsewhere(err error) bool { return errors.Is(err, windows.ERROR_SHARING_VIOLATION) }

// lockFile takes the mutex that stands for a file, without waiting. It is the
// thread's until it is unlocked or the process ends. A lock on the file itself
// would need it open, and then it could not be replaced. The error is errLocked
// where another has it.
func lockFile(f *os.File) (unlock func(), err error) {
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return nil, err
	}
	name, err := windows.UTF16PtrFromString(fmt.Sprintf(`Global\fvcfg-%08x-%08x%08x`,
		info.VolumeSerialNumber, info.FileIndexHigh, info.FileIndexLow))
	if err != nil {
		return nil, err
	}
	mutex, err := windows.CreateMutex(nil, false, name)
	if err != nil && !errors.Is(err, windows.ERROR_ALREADY_EXISTS) {
		return nil, err
	}
	runtime.LockOSThread()
	switch event, err := windows.WaitForSingleObject(mutex, 0); {
	case err != nil, event == uint32(windows.WAIT_TIMEOUT):
		runtime.UnlockOSThread()
		_ = windows.CloseHandle(mutex)
		if err == nil {
			err = errLocked
		}
		return nil, err
	}
	return func() {
		_ = windows.ReleaseMutex(mutex)
		_ = windows.CloseHandle(mutex)
		runtime.UnlockOSThread()
	}, nil
}

// createNew makes a file of a name that nothing has yet. It is renamed while it is
// open, so that no other run can remove it in between.
func createNew(name string, _ fs.FileMode) (*os.File, error) {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	const access = windows.GENERIC_READ | windows.GENERIC_WRITE | windows.DELETE
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE
	h, err := windows.CreateFile(path, access, share, nil, windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}

// rename renames an open file from createNew over what may be there. It tries for a
// while: a program that looks at each new file, or another run that is just about to
// lock this one, can have it open for a moment.
func rename(f *os.File, _, to string) error {
	for begun := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		err := renameOpen(f, to, true)
		// To replace a file that is open is denied.
		again := isOpenElsewhere(err) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
		if !again || time.Since(begun) > 2*time.Second {
			return err
		}
	}
}

// linkNew renames an open file from createNew to a name that nothing has yet.
func linkNew(f *os.File, _, to string) error { return renameOpen(f, to, false) }

// renameOpen renames an open file: SetFileInformationByHandle with a FILE_RENAME_INFO.
func renameOpen(f *os.File, to string, replace bool) error {
	if to == "" {
		return fs.ErrNotExist // and not what filepath.Abs makes of it
	}
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	name, err := windows.UTF16FromString(to)
	if err != nil {
		return err
	}
	type renameInfo struct {
		replace uint32
		root    windows.Handle
		length  uint32 // of the name in bytes, without its end
		name    [1]uint16
	}
	var info renameInfo
	buf := make([]byte, int(unsafe.Offsetof(info.name))+2*len(name)+int(unsafe.Sizeof(info)))
	p := (*renameInfo)(unsafe.Pointer(&buf[0]))
	if replace {
		p.replace = 1
	}
	p.length = uint32(2 * (len(name) - 1))
	copy(unsafe.Slice(&p.name[0], len(name)), name)
	return windows.SetFileInformationByHandle(windows.Handle(f.Fd()), windows.FileRenameInfo, &buf[0], uint32(len(buf)))
}
