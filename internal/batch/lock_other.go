//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package batch

import (
	"errors"
	"os"
)

// lockFile fails: this system has no lock that ends with its process and is the
// open file's alone.
func lockFile(*os.File) (unlock func(), err error) { return nil, errors.ErrUnsupported }
