package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/batch"
)

// Finder finds the configuration that counts for a file: the nearest [FileName] in the
// file's folder and those above it, up to the root of the file system. It counts whole;
// what is further up is not looked at. A folder .git is no border.
//
// Folders are those of the path as it was given, so that a link to a file is judged where
// the link stands. A folder that is not allowed to be searched counts as one without a
// configuration.
//
// Each folder is looked at once. A Finder is safe for use by several goroutines.
type Finder struct {
	files   files
	working string  // the working folder: asked for each time, it would cost as much as all the rest
	fixed   *Config // for every file; nil to look for one

	mu    sync.Mutex
	given map[string]place // by the folder as given
	found map[string]found // by the absolute path of the folder
	alike []string         // files that were met and that have nearly the name of a configuration
}

// nearNames are names that somebody who knows other programs may give a configuration.
var nearNames = []string{".fvcfg.yml", "fvcfg.yaml", "fvcfg.yml", ".fvcfg.json"}

// Misnamed returns the files that were met where a configuration is looked for and that have
// nearly its name, so that they are not read.
func (f *Finder) Misnamed() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.alike)
}

// found is what counts in a folder.
type found struct {
	config *Config
	err    error
}

// place is a folder with what counts in it.
type place struct {
	found
	relative string // the folder's path, from the configuration's, with slashes
}

// NewFinder returns a finder for the files of the system.
func NewFinder() *Finder {
	working, _ := os.Getwd() // "" has absolute say why there is none
	return newFinder(osFiles{}, working)
}

// Always returns a finder that finds one configuration for every file.
func Always(c *Config) *Finder {
	f := NewFinder()
	f.fixed = c
	return f
}

func newFinder(system files, working string) *Finder {
	return &Finder{files: system, working: working, given: make(map[string]place), found: make(map[string]found)}
}

// Find returns the configuration for a file, nil where there is none, and the file's path
// for [Config.Model]. For standard input, name is "": the current folder's counts, and
// the path is "". Files for which one broken configuration counts get one and the same
// error: those of [Parse], or a [*FileError].
func (f *Finder) Find(name string) (c *Config, path string, err error) {
	folder := batch.FolderOf(name)
	f.mu.Lock()
	defer f.mu.Unlock()
	p, known := f.given[folder]
	if !known {
		p = f.look(folder)
		f.given[folder] = p
	}
	if p.config == nil || p.err != nil || name == "" {
		return p.config, "", p.err
	}
	return p.config, strings.TrimPrefix(p.relative+"/"+filepath.Base(name), "./"), nil
}

func (f *Finder) look(folder string) place {
	full, err := absolute(f.working, folder)
	if err != nil {
		return place{found: found{err: &FileError{filepath.Join(folder, FileName), batch.Cause(err)}}}
	}
	p := place{found: found{config: f.fixed}}
	if f.fixed == nil {
		p.found = f.upward(full)
	}
	if p.config == nil {
		return p
	}
	relative, err := filepath.Rel(p.config.folder, full)
	if err != nil {
		relative = full // on another volume: it is no pattern's
	}
	p.relative = filepath.ToSlash(relative)
	return p
}

// upward goes from a folder to the root until a configuration is found.
func (f *Finder) upward(folder string) found {
	var passed []string
	var result found
	for {
		known, ok := f.found[folder]
		if ok {
			result = known
			break
		}
		passed = append(passed, folder)
		if result = f.in(folder); result != (found{}) {
			break
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			break
		}
		folder = parent
	}
	for _, p := range passed {
		f.found[p] = result
	}
	return result
}

// in reads the configuration that stands in a folder, if one does. Most folders have
// none, and must cost no more than a look.
func (f *Finder) in(folder string) found {
	for _, near := range nearNames {
		if info, err := f.files.Lstat(filepath.Join(folder, near)); err == nil && !info.IsDir() {
			f.alike = append(f.alike, f.shown(filepath.Join(folder, near)))
		}
	}
	name := filepath.Join(folder, FileName)
	_, err := f.files.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return found{}
	}
	data, err := read(f.files, name, 0)
	if errors.Is(err, fs.ErrNotExist) {
		err = errLink
	}
	if err != nil {
		return found{err: &FileError{f.shown(name), batch.Cause(err)}}
	}
	c, err := Parse(f.shown(name), data)
	if err != nil {
		return found{err: err}
	}
	c.folder = folder
	return found{config: c}
}

// shown returns a file's name for messages: short where it is below the working folder.
func (f *Finder) shown(name string) string {
	if f.working != "" {
		if relative, err := filepath.Rel(f.working, name); err == nil && filepath.IsLocal(relative) {
			name = relative
		}
	}
	return batch.Input{Name: name}.String()
}

// absolute returns the absolute path of a folder, from the working folder. What ".." means
// is left to the system: behind a link to a folder it is not what the text of the path
// says.
func absolute(working, folder string) (string, error) {
	if !filepath.IsAbs(folder) {
		if working == "" || os.IsPathSeparator(folder[0]) || filepath.VolumeName(folder) != "" {
			return filepath.Abs(folder) // on Windows, the latter two are half a path
		}
		folder = working + string(filepath.Separator) + folder // Join would take ".." out of the text
	}
	if slices.Contains(strings.Split(filepath.ToSlash(folder), "/"), "..") {
		return filepath.EvalSymlinks(folder)
	}
	return filepath.Clean(folder), nil
}

// FileError reports that a configuration could not be read.
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
		return nil, &FileError{shown, batch.Cause(err)}
	}
	c, err := Parse(shown, data)
	if err != nil {
		return nil, err
	}
	working, _ := os.Getwd() // "" has absolute say why there is none
	if c.folder, err = absolute(working, batch.FolderOf(name)); err != nil {
		return nil, &FileError{shown, batch.Cause(err)}
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
