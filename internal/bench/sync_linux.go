package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncSystem has the disk hold all that was written to the file system of a folder.
func syncSystem(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
