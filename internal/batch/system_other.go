//go:build !linux

package batch

import (
	"errors"
	"io/fs"
	"os"
)

// openUnnamed fails: this system has no files without a name that can get one.
func openUnnamed(string, fs.FileMode) (*os.File, error) { return nil, errors.ErrUnsupported }

func linkUnnamed(*os.File, string) error { return errors.ErrUnsupported }

func renameUnnamed(*os.File, string, string) (left bool, err error) {
	return false, errors.ErrUnsupported
}

// syncSystem fails: this system has no call for it.
func syncSystem(*os.File) error { return errors.ErrUnsupported }
