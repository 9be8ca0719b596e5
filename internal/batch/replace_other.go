//go:build !linux

package batch

import "os"

// replace gives a file a name, which another may have.
func replace(from, to string) error { return os.Rename(from, to) }
