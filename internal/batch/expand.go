package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// ExpandOptions say what [Expand] takes. The zero value suits a command that
// may write the files it is given.
type ExpandOptions struct {
	// Extensions are those taken from a folder, with their dot, in any case.
	// Nil means .cfg, .txt and .xml.
	Extensions []string

	// Also reports of a file of another extension whether it is taken from a folder as
	// well, for the caller to look into. Nil takes none.
	Also func(name string) bool

	// EachName takes a file once for each name it is given or found under.
	// Otherwise a symbolic link and the file it points to are one input, so
	// that no command that writes does its work on a file twice. A command
	// that only reads and judges names wants each: a folder of links named
	// after MACs is a usual way to serve one configuration to many phones.
	EachName bool
}

// MissingError reports that an argument names nothing. It is [fs.ErrNotExist].
type MissingError struct {
	Name string
	Link string // where Name points to, when it is a link to nothing
}

func (e *MissingError) Error() string {
	if e.Link != "" {
		return fmt.Sprintf("%s: a link to %s, which does not exist", shown(e.Name), shown(e.Link))
	}
	return shown(e.Name) + ": no such file or folder"
}

func (e *MissingError) Unwrap() error { return fs.ErrNotExist }

// EmptyDirError reports that a folder holds nothing to work on.
type EmptyDirError struct {
	Dir        string
	Extensions []string // what was looked for
}

func (e *EmptyDirError) Error() string {
	return fmt.Sprintf("no %s file in %s", phrase.List(e.Extensions, "or"), shown(e.Dir))
}

// Expand turns the arguments of a command into inputs, in the order of the
// arguments and without repetition:
//
//   - "-" is standard input;
//   - a file is itself, whatever its name or kind ([Reader.Read] refuses what
//     cannot be read);
//   - a folder is its files of one of the extensions, and those of the folders
//     in it, in lexical order. Hidden files and folders, links to folders, and
//     what is no regular file (a pipe would block) are left out; links to
//     files are in.
//
// One bad argument does not hide the others: the inputs returned are good even
// when the error is not nil, and the error joins one for each thing that went
// wrong: [*MissingError], [*EmptyDirError], or what the system said.
func Expand(args []string, opt ExpandOptions) ([]Input, error) {
	if opt.Extensions == nil {
		opt.Extensions = []string{".cfg", ".txt", ".xml"}
	}
	e := expander{opt: opt, seen: make(map[string]bool, len(args))}
	for _, arg := range args {
		e.argument(arg)
	}
	return e.inputs, errors.Join(e.errs...)
}

type expander struct {
	opt    ExpandOptions
	inputs []Input
	errs   []error
	seen   map[string]bool // identities of the inputs taken
}

func (e *expander) argument(arg string) {
	if arg == stdinName {
		e.take(arg, stdinName)
		return
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		e.errs = append(e.errs, statError(arg, err))
	case info.IsDir():
		e.folder(arg)
	default:
		e.take(arg, e.identity(arg))
	}
}

// folder takes the files of a folder that was an argument.
func (e *expander) folder(dir string) {
	failed := len(e.errs)
	found := e.walk(dir, realPath(dir))
	if found == 0 && len(e.errs) == failed {
		e.errs = append(e.errs, &EmptyDirError{Dir: dir, Extensions: e.opt.Extensions})
	}
}

// walk takes the files in dir, whose real path saves a look-up for each file,
// and returns how many there were, those taken before included.
func (e *expander) walk(dir, real string) (found int) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		e.errs = append(e.errs, fmt.Errorf("%s: the folder cannot be read: %w", shown(dir), Cause(err)))
	}
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "."):
		case entry.IsDir():
			found += e.walk(name, filepath.Join(real, entry.Name()))
		case !e.wanted(name):
		case entry.Type().IsRegular():
			e.take(name, filepath.Join(real, entry.Name()))
			found++
		default:
			found += e.followed(name, filepath.Join(real, entry.Name()))
		}
	}
	return found
}

// followed takes an entry that is no plain file, if it leads to one.
func (e *expander) followed(name, real string) (found int) {
	info, err := os.Stat(name)
	if err != nil {
		e.errs = append(e.errs, statError(name, err))
		return 0
	}
	if !info.Mode().IsRegular() {
		return 0
	}
	if !e.opt.EachName {
		real = realPath(name)
	}
	e.take(name, real)
	return 1
}

func (e *expander) wanted(name string) bool {
	for _, ext := range e.opt.Extensions {
		if strings.EqualFold(filepath.Ext(name), ext) {
			return true
		}
	}
	return e.opt.Also != nil && e.opt.Also(name)
}

func (e *expander) take(name, identity string) {
	if e.seen[identity] {
		return
	}
	e.seen[identity] = true
	e.inputs = append(e.inputs, Input{Name: name})
}

// identity is the same for two names of what counts as one file. A folder is
// followed even where each name counts: ways to reach a name are not names.
func (e *expander) identity(name string) string {
	if !e.opt.EachName {
		return realPath(name)
	}
	return filepath.Join(realPath(FolderOf(name)), filepath.Base(name))
}

// realPath is the absolute path behind all links. What has none, such as
// /dev/fd/63, which points to no path, stays what it is.
func realPath(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return name
}

// statError says why a name could not be looked up.
func statError(name string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: cannot be looked up: %w", shown(name), Cause(err))
	}
	link, _ := os.Readlink(name) // no link: an empty string, as wanted
	return &MissingError{Name: name, Link: link}
}
