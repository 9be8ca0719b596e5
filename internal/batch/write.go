package batch

import (
	"cmp"
	"io"
	"io/fs"
	"os"
)

// WriteOptions says how a [Group] writes a file.
type WriteOptions struct {
	// Mode is the permission bits of the file, whatever the umask. 0 keeps
	// those of the file that is replaced; a new file then gets 0644 less the
	// umask. Secrets want 0600.
	Mode fs.FileMode

	// Overwrite allows that a file is replaced.
	Overwrite bool

	// IfUnchanged, from [StampOf], replaces only a file that still holds what
	// was read from it. A command that edits in place sets it, and Overwrite.
	IfUnchanged *Stamp
}

// secret reports whether the content is for the owner's eyes alone.
func (opt WriteOptions) secret() bool { return opt.Mode != 0 && opt.Mode&0o077 == 0 }

// WriteFile writes data to a file at once. Whatever goes wrong, an error, a full
// disk, a kill or a crash of the machine, leaves under its name what was there
// before or all of data, with the right mode; see [Group]. It may be called on
// several goroutines.
//
// A link stays and the file it leads to is replaced, or made. Its owner and
// group are kept where the system allows it, access lists and other
// attributes are not; other hard links keep the old content.
//
// What it refuses:
//   - [*NotRegularError]: a directory, block device or socket;
//   - [*ExistsError]: a file that is there, without Overwrite. No other
//     program's file is lost even when both come at the same moment, since the
//     name is taken by making a hard link. Where the file system has none, an
//     empty file takes the name first and a crash can leave that;
//   - [*ReadOnlyError]: a file without a write bit, for root too, or that this
//     user may not write;
//   - [*ChangedError]: see IfUnchanged. To other runs of this program, the
//     comparison and the replacement are one step: each locks the file for it.
//     Where there are no locks, the comparison comes last before the rename.
//
// A character device or a pipe, such as /dev/null, /dev/stdout or a shell's
// >(command), has nothing to replace: it is written to directly, Mode and
// Overwrite do not apply, and IfUnchanged is a [*NotRegularError].
func (g *Group) WriteFile(name string, data []byte, opt WriteOptions) error {
	return g.writeFile(name, opt, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeFile is WriteFile with the content written by fill.
func (g *Group) writeFile(name string, opt WriteOptions, fill func(io.Writer) error) error {
	defer g.notes.flush()
	s, err := g.stage(name, opt, fill)
	if err != nil {
		return err
	}
	return g.commit([]*Staged{s})[0]
}

// stream writes to what is no regular file.
func (t *target) stream(fill func(io.Writer) error) error {
	f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
	if err != nil {
		return writeError(t.name, err)
	}
	if err := cmp.Or(fill(f), f.Close()); err != nil {
		return writeError(t.name, err)
	}
	return nil
}

// syncDir makes a rename last through a crash of the machine. Not every system
// can sync a folder, and the file is written either way.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}
