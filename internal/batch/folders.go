package batch

import (
	"os"
	"path/filepath"
)

// folders finds the real paths of many files and follows the links to each of
// their folders once: a system is asked for every part of a path.
type folders map[string]string

// file is realPath of a file.
func (f folders) file(name string) string {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return realPath(name)
	}
	return filepath.Join(f.folderOf(name), filepath.Base(name))
}

// folderOf is realPath of the folder that the last element of a path is in.
func (f folders) folderOf(path string) string {
	dir := folderOf(path)
	real, known := f[dir]
	if !known {
		real = realPath(dir)
		f[dir] = real
	}
	return real
}
