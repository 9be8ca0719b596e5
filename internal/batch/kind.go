package batch

import "io/fs"

// NotRegularError says that a name is no file with a content to read or to
// replace: a directory, a device, a socket.
type NotRegularError struct {
	Name string
	Mode fs.FileMode // its type bits say what it is instead
}

func (e *NotRegularError) Error() string {
	return shown(e.Name) + ": " + kind(e.Mode) + ", not a regular file"
}

// kind names a type of file.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	}
	return "a special file"
}
