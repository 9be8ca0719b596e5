//go:build !linux

package batch

import (
	"errors"
	"os"
)

// syncSystem fails: this system has no call for it.
func syncSystem(*os.File) error { return errors.ErrUnsupported }
