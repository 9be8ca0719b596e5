package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder is what a group knows of a folder that it writes to.
type folder struct {
	tried, unnamed bool // whether files without a name can be made in it, once that was tried
}

// Sweep removes what killed commands left in the folder that a file is in, or
// is to be: temporary files that no process holds. A folder is swept once, and
// at the latest when the first file for it is staged. What cannot be looked at
// or removed is told as a note, and keeps nothing from being written. Sweep may
// be called on several goroutines.
func (g *Group) Sweep(name string) {
	t, err := findTarget(name)
	if err != nil || t.info != nil && isStream(t.info.Mode()) {
		return // for Stage to say
	}
	g.enter(FolderOf(t.path), false)
}

// enter prepares for writing to a folder, once. It reports whether a file there is to
// be made without a name, which is for secrets.
func (g *Group) enter(dir string, secret bool) (unnamed bool) {
	g.enters.Lock()
	defer g.enters.Unlock()
	f := g.folders[dir]
	if f == nil {
		f = new(folder)
		g.folders[dir] = f
		g.sweep(dir)
	}
	if secret && !f.tried {
		f.tried, f.unnamed = true, g.hasUnnamed(dir)
	}
	return secret && f.unnamed
}

// hasUnnamed reports whether files in a folder can be made without a name and named
// later. Not every file system makes them, and what is in a container's or a
// sandbox's way shows only when one is named.
func (g *Group) hasUnnamed(dir string) bool {
	f, err := g.openUnnamed(dir, 0o600)
	if err != nil {
		return false
	}
	defer f.Close()
	name := tempName(strings.TrimSuffix(dir, ".") + "fvcfg")
	if linkUnnamed(f, name) != nil {
		return false
	}
	if err := g.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		g.noteLeft(name, err)
	}
	return true
}

// sweep removes the temporary files in a folder that nobody holds.
func (g *Group) sweep(dir string) {
	names, err := namesIn(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		g.notes.add(dir, fmt.Sprintf("%s: the folder cannot be searched for what killed commands may have left in it: %v",
			shown(filepath.Clean(dir)), Cause(err)))
	}
	for _, base := range names {
		if !isTempName(base) {
			continue
		}
		name := strings.TrimSuffix(dir, ".") + base
		if err := g.removeLeft(name); err != nil {
			g.noteLeft(name, err)
		}
	}
}

func (g *Group) noteLeft(name string, err error) {
	g.notes.add(name, fmt.Sprintf("%s: perhaps left by a command that was killed, and not removed: %v", shown(name), Cause(err)))
}

// namesIn returns the names in a folder, those that it has up to an error with it.
func namesIn(dir string) ([]string, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.Readdirnames(-1)
}

// removeLeft removes a temporary file unless a process holds it.
func (g *Group) removeLeft(name string) error {
	info, err := os.Lstat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil // none that this program made
	case err == nil && stuckOpen:
		err = g.remove(name)
	case err == nil:
		err = g.removeUnlocked(name)
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errLocked) || isOpenElsewhere(err) {
		return nil // gone, or a run is at work on it
	}
	return err
}

// removeUnlocked removes a file while it has it locked.
func (g *Group) removeUnlocked(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	unlock, err := g.lock(f)
	if err != nil {
		if !errors.Is(err, errLocked) {
			g.noLocks(err)
		}
		return err
	}
	defer unlock()
	// The name can have come to mean another file since it was opened. Now it
	// stays: nobody renames or removes the file without its lock.
	if !leadsTo(name, f) {
		return nil
	}
	return g.remove(name)
}
