//go:build !linux

package main

import (
	"fmt"
	"runtime"
)

// syncSystem fails: other systems have no call for one file system.
func syncSystem(string) error {
	return fmt.Errorf("%s has no call that syncs a file system", runtime.GOOS)
}
