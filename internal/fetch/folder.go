package fetch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Folder is a folder that stands for every server: the path of a URL is looked up in it,
// whatever its protocol and server are. A query is left out, as a server of plain files
// does. Nothing outside of it is read, not through a link either.
type Folder struct {
	root  *os.Root
	limit int64

	mu    sync.Mutex
	names map[string]map[string]string // of a folder in it, by their plain forms; read when a name is missed
}

// OpenFolder opens a folder. The caller closes it.
func OpenFolder(name string) (*Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root, limit: cfgfile.MaxSize, names: map[string]map[string]string{}}, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Fetch gets the file that a URL's path leads to.
func (f *Folder) Fetch(_ context.Context, u provurl.URL) (d provision.Download, err error) {
	name, err := u.Path()
	if err != nil {
		return d, fail(provision.ReasonPath, err, "%v", err)
	}
	if wrong := wrongPath(name); wrong != "" {
		return d, fail(provision.ReasonPath, nil, "%s: it is refused", wrong)
	}
	// What a link leads to is looked at before it is opened: opening a pipe waits for
	// somebody to write to it.
	info, err := f.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		if near := f.nearest(name); near != "" {
			return d, fail(provision.ReasonNotFound, err, "the folder has no such file; %s is there: rename it", phrase.Visible(near))
		}
	}
	if err != nil {
		return d, folderError(err)
	}
	if !info.Mode().IsRegular() {
		return d, fail(provision.ReasonNotFound, nil, "it is no file, but a folder or the like")
	}
	if info.Size() > f.limit {
		return d, fail(provision.ReasonTooLarge, nil, "the file has more than %d bytes; the largest configuration known has 205 KB", f.limit)
	}
	file, err := f.root.Open(name)
	if err != nil {
		return d, folderError(err)
	}
	defer file.Close()
	if d.Data, err = readUpTo(file, f.limit); err != nil {
		return d, folderError(err)
	}
	return d, nil
}

// nearest returns the name of the file that a path may be meant for: one that differs in
// case, in what parts the numbers of a MAC address, or in its extension alone. It is "" where
// there is none.
func (f *Folder) nearest(name string) string {
	dir, name := path.Split(name)
	dir = path.Clean(dir)
	f.mu.Lock()
	defer f.mu.Unlock()
	names, isRead := f.names[dir]
	if !isRead {
		names = map[string]string{}
		entries, _ := fs.ReadDir(f.root.FS(), dir) // what cannot be read has no such file
		for _, e := range entries {
			if plain := plainName(e.Name()); plain != "" && e.Type().IsRegular() && names[plain] == "" {
				names[plain] = e.Name()
			}
		}
		f.names[dir] = names
	}
	return names[plainName(name)]
}

// plainName returns what of a file's name can be no slip, "" for one that no phone asks for.
func plainName(name string) string {
	stem, extension := name[:len(name)-len(path.Ext(name))], strings.ToLower(path.Ext(name))
	if !slices.Contains([]string{".cfg", ".txt", ".xml"}, extension) {
		return ""
	}
	return strings.NewReplacer("-", "", ":", "", ".", "", "_", "", " ", "").Replace(strings.ToLower(stem))
}

// wrongPath says why a path is none of a file in a folder, "" where nothing is wrong.
func wrongPath(path string) string {
	switch {
	case !utf8.ValidString(path):
		return "the path is not UTF-8 when its escapes are undone"
	case slices.Contains(strings.FieldsFunc(path, isSlash), ".."):
		return "the path leads out of the folder"
	case !fs.ValidPath(path), strings.ContainsRune(path, '\\'):
		return "the path has a backslash, a single dot or nothing where a name belongs"
	}
	return ""
}

func isSlash(r rune) bool { return r == '/' || r == '\\' }

func folderError(err error) error {
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return fail(provision.ReasonNotFound, err, "the folder has no such file: what the path has as a folder is a file")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fail(provision.ReasonNotFound, err, "the folder has no such file: no name can be that long")
	case errors.Is(err, fs.ErrNotExist):
		return fail(provision.ReasonNotFound, err, "the folder has no such file")
	case errors.Is(err, fs.ErrPermission):
		return fail(provision.ReasonForbidden, err, "the file may not be read: look at its permissions")
	case strings.Contains(err.Error(), "escapes"):
		// Package os has no error to test for.
		return fail(provision.ReasonPath, err, "it is a link that leads out of the folder: it is refused")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fail(provision.ReasonUnreachable, err, "the file cannot be read: %v", err)
}
