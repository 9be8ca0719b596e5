package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unique"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// fleetFolder is the folder that a fleet's files go to.
type fleetFolder struct {
	command *generateCommand
	dir     string
	shard   fleet.Shard
	claimed bool

	before *fleet.Manifest // what the run before listed
	made   fleet.Manifest  // what this one lists

	writing bool
	olds    sync.Map // by name, what stands in a file that is about to be replaced
}

// maxManifest is the size in bytes of the largest manifest that is read: 1 GiB, which five
// million files have.
const maxManifest = 1 << 30

// openFolder looks at the folder, and takes it for this run if it is there and to be written
// to.
func (g *generateCommand) openFolder() (*fleetFolder, error) {
	f := &fleetFolder{command: g, dir: g.out, shard: g.shard}
	info, err := os.Stat(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.before = new(fleet.Manifest)
		return f, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", batch.Input{Name: f.dir}, batch.Cause(err))
	case !info.IsDir():
		return nil, fmt.Errorf("%s: a file, and --out is the folder that the files go to", batch.Input{Name: f.dir})
	}
	if !g.writesNothing() {
		if err := f.claim(false); err != nil {
			return nil, err
		}
	}
	f.before, err = f.readBefore()
	return f, err
}

// runName is what a run calls itself to others in its folder: generate, or
// generate-3-of-16.
func runName(s fleet.Shard) string {
	return "generate" + strings.Replace(strings.TrimPrefix(fleet.ManifestName(s), fleet.ManifestName(fleet.Shard{})), ".", "-", 1)
}

// claim takes the folder for this run, and makes it if it may.
func (f *fleetFolder) claim(make bool) error {
	if f.claimed {
		return nil
	}
	if make {
		if err := os.MkdirAll(f.dir, 0o755); err != nil {
			return fmt.Errorf("%s: the folder cannot be made: %w", batch.Input{Name: f.dir}, batch.Cause(err))
		}
	}
	err := f.command.group.Claim(f.dir, runName(f.shard), func(other string) bool {
		number, ok := strings.CutPrefix(other, "generate-")
		part, isPart := fleet.ShardOfManifest(fleet.ManifestName(fleet.Shard{}) + "." + number)
		return ok && isPart && part.Count == f.shard.Count && part.Number != f.shard.Number
	})
	if claimed := (*batch.ClaimedError)(nil); errors.As(err, &claimed) {
		return fmt.Errorf("%s: another fvcfg is at work in this folder (%s), and nothing is written: run this one when that has ended",
			batch.Input{Name: f.dir}, claimed.By)
	}
	f.claimed = err == nil
	return err
}

// path returns the path of a file in the folder.
func (f *fleetFolder) path(name string) string { return filepath.Join(f.dir, name) }

// read reads a manifest; it is nil where there is none.
func (f *fleetFolder) read(name string) (*fleet.Manifest, error) {
	in := batch.Input{Name: f.path(name)}
	data, err := f.command.reader.ReadUpTo(in, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := fleet.ParseManifest(in.Name, data)
	if err != nil {
		return nil, fmt.Errorf("%w; it is read for the versions of files that no key opens: mend it, or remove it", err)
	}
	return m, nil
}

// readBefore reads what runs before have listed: of a shard, that of its own run, or of
// the whole.
func (f *fleetFolder) readBefore() (*fleet.Manifest, error) {
	m, err := f.read(fleet.ManifestName(f.shard))
	if m == nil && err == nil && !f.shard.IsWhole() {
		m, err = f.read(fleet.ManifestName(fleet.Shard{}))
	}
	if err != nil {
		return nil, err
	}
	if m == nil {
		m = new(fleet.Manifest)
	}
	m.Files() // in order from now on, for several goroutines to look into
	return m, nil
}

// old returns what stands in a file.
func (f *fleetFolder) old(name string) ([]byte, error) {
	// Of a new fleet there is none, twice for each phone, which Read would go on to explain.
	if _, err := os.Lstat(f.path(name)); errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	data, err := f.command.reader.Read(batch.Input{Name: f.path(name)})
	if f.writing && err == nil {
		f.olds.Store(name, data)
	}
	return data, err
}

// oldVersion returns the version that the run before gave a file. One that stands there now in
// the place of that file can have a higher one.
func (f *fleetFolder) oldVersion(name string, data []byte) string {
	if e, listed := f.before.Lookup(name); listed && e.Sum == sha256.Sum256(data) {
		return e.Version
	}
	return ""
}

// list adds a file to the manifest. What is no version can be a line that was fused to one.
// Versions are a few, and each is part of a file's text, which must not stay for it.
func (f *fleetFolder) list(file *fleet.File, sum [sha256.Size]byte) {
	e := fleet.ManifestEntry{Name: file.Name, MAC: file.MAC, Version: unique.Make(file.Version).Value(), Sum: sum}
	if cfgfile.CheckVersion(e.Version) != nil {
		e.Version = ""
	}
	f.made.Add(e)
}

// keep lists what the run before had listed and this one did not make, if it is still there:
// the file of a phone whose row is at fault, or that has left the table.
func (f *fleetFolder) keep() {
	for _, e := range f.before.Files() {
		if _, made := f.made.Lookup(e.Name); made || !f.isMine(e) {
			continue
		}
		if info, err := os.Lstat(f.path(e.Name)); err == nil && !info.IsDir() {
			f.made.Add(e)
		}
	}
}

// isMine reports whether an entry of the manifest is one of this run's part of the fleet.
func (f *fleetFolder) isMine(e fleet.ManifestEntry) bool {
	if e.MAC.IsZero() {
		return f.shard.HasGeneral()
	}
	return f.shard.Has(e.MAC)
}

// left returns the files of phones that the table no longer has.
func (f *fleetFolder) left(found *fleet.Report) (left []fleet.ManifestEntry) {
	for _, e := range f.before.Files() {
		if e.MAC.IsZero() || !f.isMine(e) || found.HasMAC(e.MAC) || found.HasName(e.Name) || filepath.Base(e.Name) != e.Name {
			continue
		}
		if info, err := os.Lstat(f.path(e.Name)); err == nil && info.Mode().IsRegular() {
			left = append(left, e)
		}
	}
	return left
}

// writeManifest writes the manifest of this run and, behind the last shard, that of all.
func (f *fleetFolder) writeManifest() error {
	f.keep()
	if err := f.put(fleet.ManifestName(f.shard), &f.made); err != nil {
		return err
	}
	if f.shard.IsWhole() {
		return f.removeParts(fleet.Shard{})
	}
	return f.join()
}

// put writes a manifest, unless it is there as it is.
func (f *fleetFolder) put(name string, m *fleet.Manifest) error {
	var text bytes.Buffer
	if _, err := m.WriteTo(&text); err != nil {
		return err
	}
	stored, err := f.command.reader.ReadUpTo(batch.Input{Name: f.path(name)}, maxManifest)
	if err == nil && bytes.Equal(stored, text.Bytes()) {
		return nil
	}
	return f.command.group.WriteFile(f.path(name), text.Bytes(), batch.WriteOptions{Overwrite: true})
}

// join writes the manifest of the whole folder once all shards have theirs. Another shard
// can come to its end meanwhile and have joined what it found, so that it is done again
// until nothing has changed: who is last has seen all.
func (f *fleetFolder) join() error {
	for {
		parts, err := f.parts()
		if err != nil || parts == nil {
			return err
		}
		joined, err := fleet.JoinManifests(parts...)
		if clash := (*fleet.ManifestClashError)(nil); errors.As(err, &clash) {
			f.command.note("%s: not joined: %v", batch.Input{Name: f.path(fleet.ManifestName(fleet.Shard{}))}, err)
			return nil
		}
		if err != nil {
			return err
		}
		if err := f.put(fleet.ManifestName(fleet.Shard{}), joined); err != nil {
			return err
		}
		again, err := f.parts()
		if err != nil || again == nil {
			return err
		}
		if sameManifests(parts, again) {
			return f.removeParts(f.shard)
		}
	}
}

// parts returns the manifests of all shards, nil while one is missing.
func (f *fleetFolder) parts() ([]*fleet.Manifest, error) {
	var parts []*fleet.Manifest
	for n := 1; n <= f.shard.Count; n++ {
		m, err := f.read(fleet.ManifestName(fleet.Shard{Number: n, Count: f.shard.Count}))
		if m == nil || err != nil {
			return nil, err
		}
		parts = append(parts, m)
	}
	return parts, nil
}

func sameManifests(a, b []*fleet.Manifest) bool {
	var texts [2]bytes.Buffer
	for i := range a {
		_, _ = a[i].WriteTo(&texts[0])
		_, _ = b[i].WriteTo(&texts[1])
	}
	return bytes.Equal(texts[0].Bytes(), texts[1].Bytes())
}

// removeParts removes the manifests of shards that a fleet was once made in, of another
// number than now.
func (f *fleetFolder) removeParts(now fleet.Shard) error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil // they are only in the way
	}
	for _, e := range entries {
		part, ok := fleet.ShardOfManifest(e.Name())
		if !ok || part.IsWhole() || part.Count == now.Count {
			continue
		}
		if err := os.Remove(f.path(e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: of shards that are no more, and cannot be removed: %w", batch.Input{Name: f.path(e.Name())}, batch.Cause(err))
		}
	}
	return nil
}
