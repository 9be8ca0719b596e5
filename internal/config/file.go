package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fvcfg/fvcfg/internal/batch"
)

// FileError says that a configuration could not be read.
type FileError struct {
	Name string
	Err  error // why
}

func (e *FileError) Error() string {
	return fmt.Sprintf("%s: the configuration cannot be read: %v", e.Name, e.Err)
}

func (e *FileError) Unwrap() error { return e.Err }

// files is the file system, or what a test has for one. Names are those of the system.
type files interface {
	Open(name string) (fs.File, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
}

type osFiles struct{}

func (osFiles) Open(name string) (fs.File, error)      { return os.Open(name) }
func (osFiles) Stat(name string) (fs.FileInfo, error)  { return os.Stat(name) }
func (osFiles) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(name) }

// Load reads the configuration of a name that was given, whatever the name: a file, or
// the pipe of a shell's <(command). The errors are those of [Parse], and a [*FileError].
func Load(name string) (*Config, error) { return load(osFiles{}, name) }

func load(system files, name string) (*Config, error) {
	shown := batch.Input{Name: name}.String()
	data, err := read(system, name, fs.ModeNamedPipe)
	if err != nil {
		return nil, &FileError{shown, cause(err)}
	}
	c, err := Parse(shown, data)
	if err != nil {
		return nil, err
	}
	working, _ := os.Getwd() // "" has absolute say why there is none
	if c.folder, err = absolute(working, folderOf(name)); err != nil {
		return nil, &FileError{shown, cause(err)}
	}
	return c, nil
}

var (
	errFolder    = errors.New("it is a folder")
	errIrregular = errors.New("it is no regular file")
	errLink      = errors.New("it is a link to nothing")
	errLarge     = errors.New("it is larger than 1 MiB, which no configuration is")
)

// read reads a file, or what else may be read. A device or a pipe is not opened unless
// that was asked for: the one can do anything, the other blocks.
func read(system files, name string, allowed fs.FileMode) ([]byte, error) {
	info, err := system.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errFolder
	case info.Mode()&fs.ModeType&^allowed != 0:
		return nil, errIrregular
	case info.Size() > MaxSize:
		return nil, errLarge
	}
	f, err := system.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err == nil && len(data) > MaxSize {
		return nil, errLarge
	}
	return data, err
}

// cause takes operation and path off an error of package os: the message that it goes
// into names the file.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// folderOf returns the folder that a file is in. ".." is left to [absolute].
func folderOf(file string) string {
	dir, _ := filepath.Split(file)
	return dir + "."
}
