package fleet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// State is what a new file does to the folder that it goes to.
type State uint8

// The states of a file.
const (
	Added   State = iota + 1 // there is no file of its name
	Changed                  // it replaces one with other settings, or encrypted otherwise
	Same                     // the file that is there has the same settings, and stays
)

var stateNames = [...]string{Added: "added", Changed: "changed", Same: "same"}

// String returns "added", "changed" or "same".
func (s State) String() string {
	if s == 0 || int(s) >= len(stateNames) {
		return fmt.Sprintf("State(%d)", uint8(s))
	}
	return stateNames[s]
}

// A File is a phone's file, or a general one.
type File struct {
	Row     int        // the number of the phone's row; 0 of a general file
	MAC     naming.MAC // the phone's; zero of a general file
	Model   string     // the row's, "" where it has none
	Name    string
	Dialect cfgfile.Dialect
	State   State
	Version string // that of Data
	// Data is what belongs in the file, encrypted where it has a key. Of a file that stays
	// the Same, it is what is there.
	Data []byte
	// Encrypted reports that Data is. Secret reports that Data shows a secret, such as a
	// password.
	Encrypted, Secret bool

	secrets    map[string]bool // paths that are secrets by what they were filled from
	plain, old []byte          // not encrypted; nil where there is none, or none that a key opens
}

// Compared returns the file that f replaces, nil where there is none or no key opens it, and
// the file that f is to be. Both are not encrypted.
func (f *File) Compared() (old, made *cfgfile.File, err error) {
	if f.old != nil {
		if old, err = cfgfile.Parse(f.old); err != nil {
			return nil, nil, err
		}
	}
	made, err = cfgfile.Parse(f.plain)
	return old, made, err
}

// IsSecret reports whether the value of a setting, by its path, is a secret by where it is from,
// such as the table of secrets, whatever the setting's key says.
func (f *File) IsSecret(path string) bool { return f.secrets[path] }

// draft is a file before it is known what it does to the one that is there.
type draft struct {
	*Generator
	plan   *plan
	values []cfgfile.Filling
	name   string
	key    *crypt.Key
	least  string // the version in place of the base's, "" for that
}

// before is the file that one of its name replaces.
type before struct {
	data, plain []byte        // plain is nil where no key opens it
	file        *cfgfile.File // nil where it is none, or cannot be opened
	version     string
	encryption  *cfgfile.Encryption
}

// readOld returns the file that is there, nil where there is none, and whether it is the very
// one that is made.
func (d *draft) readOld(b *buffer) (old *before, isMade bool, err error) {
	if d.options.Old == nil {
		return nil, false, nil
	}
	data, err := d.options.Old(d.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("the file that is there cannot be read: %w", batch.Cause(err))
	}
	if d.key == nil {
		if version, ok := d.versionMade(data, b); ok {
			return &before{data: data, plain: data, version: version}, true, nil
		}
	}
	old, err = d.openOld(data)
	return old, false, err
}

// versionMade returns the version with which the file is what is there, byte for byte, if there
// is one. It is where the two differ first, and so nothing has to be parsed: of most fleets,
// most files stay.
func (d *draft) versionMade(data []byte, b *buffer) (version string, ok bool) {
	version = d.plan.version
	for range 2 {
		var err error
		if b.text, err = d.plan.filler.Fill(b.text[:0], version, d.values); err != nil {
			return "", false
		}
		if bytes.Equal(b.text, data) {
			return version, true
		}
		at := 0
		for at < len(data) && at < len(b.text) && data[at] == b.text[at] {
			at++
		}
		start, end := at, at
		for start > 0 && isVersionByte(data[start-1]) {
			start--
		}
		for end < len(data) && isVersionByte(data[end]) {
			end++
		}
		if version = string(data[start:end]); cfgfile.CheckVersion(version) != nil {
			return "", false
		}
	}
	return "", false
}

func isVersionByte(c byte) bool { return c == '.' || ascii.IsDigit(c) }

// openOld returns what is known of the file that is there.
func (d *draft) openOld(data []byte) (*before, error) {
	old := &before{data: data}
	keys := d.options.Keys
	if d.key != nil {
		keys = append([]crypt.Key{*d.key}, keys...)
	}
	file, encryption, err := cfgfile.Open(data, keys...)
	var content *cfgfile.ContentError
	switch {
	case err == nil:
		old.file, old.encryption, old.version = file, encryption, file.Version()
		old.plain = []byte(file.Source())
	case errors.As(err, &content) && content.Content != cfgfile.OtherBinary:
		// no phone took a version from it
	default:
		if d.options.OldVersion != nil {
			old.version = d.options.OldVersion(d.name, data)
		}
		if old.version == "" {
			return nil, fmt.Errorf("the file that is there cannot be opened, and its version is not known, which the new one has to exceed: %w", err)
		}
	}
	return old, nil
}

// finish returns the file with what it does to the one that is there. Without seal, its Data
// is left out: it is only asked whether the file can be.
func (d *draft) finish(b *buffer, seal bool) (*File, error) {
	old, same, err := d.readOld(b)
	if err != nil {
		return nil, err
	}
	f := &File{Name: d.name, Dialect: d.plan.file.Dialect(), State: Added, Version: cmp.Or(d.options.Version, d.least, d.plan.version), Encrypted: d.key != nil, secrets: d.plan.secrets}
	if old != nil {
		if !same {
			if same, err = d.isSame(old, b); err != nil {
				return nil, err
			}
		}
		f.old = old.plain
		if same {
			f.State, f.Version, f.Data, f.plain = Same, old.version, old.data, old.plain
			return f, nil
		}
		f.State = Changed
		if f.Version, err = d.higher(f.Version, old); err != nil {
			return nil, err
		}
	}
	if !seal {
		b.text, err = d.plan.filler.Fill(b.text[:0], f.Version, d.values)
		return f, err
	}
	if f.plain, err = d.plan.filler.Fill(nil, f.Version, d.values); err != nil {
		return nil, err
	}
	f.Data = f.plain
	if d.key != nil {
		e := cfgfile.Encryption{Key: *d.key, Scheme: d.options.Scheme}
		f.Data, err = e.Seal(d.options.Random, f.plain)
	}
	return f, err
}

// isSame reports whether the file that is there has the same settings and is encrypted
// alike.
func (d *draft) isSame(old *before, b *buffer) (bool, error) {
	if old.file == nil || old.file.Dialect() != d.plan.file.Dialect() && !old.file.Dialect().IsText() {
		return false, nil
	}
	switch e := old.encryption; {
	case (e == nil) != (d.key == nil):
		return false, nil
	case e != nil && (e.Key != *d.key || e.Scheme != d.options.Scheme):
		return false, nil
	}
	text, err := d.plan.filler.Fill(b.text[:0], versionIfAny(old.version), d.values)
	if err != nil {
		return false, err
	}
	b.text = text
	if bytes.Equal(text, old.plain) {
		return true, nil
	}
	newer, err := cfgfile.Parse(bytes.Clone(text))
	if err != nil {
		return false, err
	}
	newer = newer.InGenerationOf(old.file)
	if newer.Dialect() != old.file.Dialect() || old.version == "" {
		return false, nil
	}
	changes, err := cfgfile.Diff(old.file, newer, cfgfile.ConvertOptions{})
	if err != nil {
		return false, nil // what is not well-formed is to be replaced
	}
	return len(changes) == 0, nil
}

// versionIfAny returns a version that files can carry, "" for what is none.
func versionIfAny(version string) string {
	if cfgfile.CheckVersion(version) != nil {
		return ""
	}
	return version
}

// higher returns the version of a file that takes the place of another: the one that is
// wanted where it is higher, else the next one up.
func (d *draft) higher(wanted string, old *before) (string, error) {
	err := cfgfile.CheckHigher(wanted, old.version)
	if err == nil {
		return wanted, nil
	}
	if d.options.Version != "" {
		return "", fmt.Errorf("the file that is there: %w", err)
	}
	next, err := cfgfile.NextVersion(old.version)
	if err != nil {
		return "", fmt.Errorf("the file that is there: %w", err)
	}
	return next, nil
}
