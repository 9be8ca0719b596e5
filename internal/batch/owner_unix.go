//go:build unix

package batch

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner and group that a file had, as far as the user
// may: root both, others a group they belong to. It reports whether the group
// is right, on which the meaning of the mode depends.
func keepOwner(f *os.File, was fs.FileInfo) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	have, ok1 := info.Sys().(*syscall.Stat_t)
	want, ok2 := was.Sys().(*syscall.Stat_t)
	if !ok1 || !ok2 {
		return false
	}
	if have.Uid != want.Uid && f.Chown(int(want.Uid), int(want.Gid)) == nil {
		return true
	}
	return have.Gid == want.Gid || f.Chown(-1, int(want.Gid)) == nil
}
