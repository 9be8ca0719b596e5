package report

import "path/filepath"

// stdinName is the file name of findings in standard input.
const stdinName = "-"

// slashed returns a file's name the form it has in a repository on any system:
// forward slashes, and no "./" before it.
func slashed(name string) string { return filepath.ToSlash(filepath.Clean(name)) }
