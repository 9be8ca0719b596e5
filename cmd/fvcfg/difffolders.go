package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/report"
)

// diffFolders compares the files of two folders that have one name, and says which only one
// of them has. It reports whether the arguments are folders.
func (d *diffCommand) diffFolders(a, b string, keys *keyring) (areFolders bool, err error) {
	before, isFolder, err := filesOf(a)
	after, isOther, errOther := filesOf(b)
	switch {
	case !isFolder && !isOther:
		return false, nil
	case isFolder != isOther:
		return true, usagef("a folder and a file are not compared: give two files, or two folders")
	case err != nil || errOther != nil:
		return true, errors.Join(err, errOther)
	}
	d.folders = &report.FolderDiff{}
	var errs []error
	for _, name := range unionOf(before, after) {
		errs = append(errs, d.diffNamed(a, b, name, keys))
	}
	if d.format == "json" {
		errs = append(errs, d.folders.WriteJSON(d.stdout))
	}
	return true, errors.Join(errs...)
}

// filesOf returns the paths of a folder's files in it, and reports whether the argument is
// one. An empty folder is.
func filesOf(arg string) (names []string, isFolder bool, err error) {
	inputs, err := batch.Expand([]string{arg}, batch.ExpandOptions{EachName: true})
	if errors.As(err, new(*batch.EmptyDirError)) {
		return nil, true, nil
	}
	if !areSeveral([]string{arg}, inputs) {
		return nil, false, nil
	}
	for _, in := range inputs {
		name, relErr := filepath.Rel(arg, in.Name)
		err = errors.Join(err, relErr)
		names = append(names, name)
	}
	return names, true, err
}

// unionOf returns what is in either list, once and in order.
func unionOf(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// diffNamed compares the files of one name in two folders.
func (d *diffCommand) diffNamed(a, b, name string, keys *keyring) error {
	old, errOld := d.readNamed(filepath.Join(a, name), keys)
	new, errNew := d.readNamed(filepath.Join(b, name), keys)
	noOld, noNew := errors.Is(errOld, fs.ErrNotExist), errors.Is(errNew, fs.ErrNotExist)
	switch {
	case errors.Is(errOld, errPassedOver) || errors.Is(errNew, errPassedOver):
		return nil
	case errOld != nil && !noOld || errNew != nil && !noNew:
		return errors.Join(unlessMissing(errOld), unlessMissing(errNew))
	case noOld:
		d.folders.OnlyNew = append(d.folders.OnlyNew, name)
		return d.only(b, name)
	case noNew:
		d.folders.OnlyOld = append(d.folders.OnlyOld, name)
		return d.only(a, name)
	case d.text:
		return d.diffText(old, new)
	}
	return d.diffSettings(old, new)
}

// errPassedOver says that a file is none of those that are compared.
var errPassedOver = errors.New("passed over")

// readNamed reads a file of a folder. A side file is passed over, which is said.
func (d *diffCommand) readNamed(name string, keys *keyring) (document, error) {
	in := batch.Input{Name: name}
	stored, err := d.reader.Read(in)
	if err != nil {
		return document{}, err
	}
	if why := passedOver(in, stored, nil); why != "" {
		d.note("%s", why)
		return document{}, errPassedOver
	}
	return open(in, stored, keys)
}

// unlessMissing returns an error that is not that a file is missing.
func unlessMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// only says that one folder alone has a file.
func (d *diffCommand) only(folder, name string) error {
	if d.format != "json" {
		if _, err := fmt.Fprintf(d.stdout, "only in %s: %s\n", phrase.Visible(folder), phrase.Visible(name)); err != nil {
			return err
		}
	}
	return errFindings
}
