package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// maxFailures is how many files may fail to be written before a run ends: one that is in
// the way keeps no other from being written, and a disk that is gone fails all of them.
const maxFailures = 20

// writeAll writes the files of the good rows, removes what --prune lists, and lists in the
// manifest what is there then.
func (g *generateCommand) writeAll(ctx context.Context, found *fleet.Report) error {
	g.folder.writing = !g.writesNothing()
	progress := batch.NewProgress(g.stderr, batch.ProgressOptions{Terminal: g.isTerminal(g.stderr), Total: found.Rows, Label: "generate"})
	defer progress.Done()
	g.report.wrap(progress)
	err := g.generator.Run(ctx, g.table, found, func(file *fleet.File) func() error {
		done := g.write(file)
		return func() error { progress.Step(); return done() }
	})
	if flushed := g.group.Flush(); err == nil {
		err = flushed
	}
	progress.Done()
	if g.prune && err == nil && g.report.failures == 0 {
		err = g.pruneLeft(found)
	}
	if !g.writesNothing() {
		err = errors.Join(err, g.folder.writeManifest())
	}
	if err == nil && g.report.failures > 0 {
		err = errReported
	}
	return err
}

// write stages a file. What it returns has it take its place.
func (g *generateCommand) write(file *fleet.File) func() error {
	sum := sha256.Sum256(file.Data)
	old, replaces := g.folder.olds.LoadAndDelete(file.Name)
	switch {
	case file.State == fleet.Same:
		file = withoutContent(file)
		return func() error {
			return g.group.Add(nil, func(error) error {
				if err := g.permit(file.Name); err != nil {
					g.failed(err)
					return nil
				}
				g.folder.list(file, sum)
				return g.report.file(file, nil)
			})
		}
	case g.writesNothing():
		difference, err := g.difference(file)
		return func() error { return errors.Join(err, g.report.file(file, difference)) }
	}
	opt := batch.WriteOptions{Mode: g.files, Overwrite: replaces}
	if replaces {
		opt.IfUnchanged = batch.StampOf(old.([]byte))
	}
	if g.files == 0 && file.Secret {
		opt.Mode = ownerOnly
	}
	staged, err := g.group.Stage(g.folder.path(file.Name), file.Data, opt)
	file = withoutContent(file)
	return func() error {
		if g.ended {
			return errReported
		}
		return g.group.Add(staged, func(wrote error) error {
			if err := errors.Join(err, wrote); err != nil {
				g.failed(err)
				return nil
			}
			g.folder.list(file, sum)
			return g.report.file(file, nil)
		})
	}
}

// permit sets the permissions of --mode on a file that stays: who says them means all files, and
// those of before may be another's to read.
func (g *generateCommand) permit(name string) error {
	if g.files == 0 || g.writesNothing() {
		return nil
	}
	path := g.folder.path(name)
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm() != g.files {
		err = os.Chmod(path, g.files)
	}
	if err != nil {
		return fmt.Errorf("%s: its permissions cannot be set: %w", batch.Input{Name: path}, batch.Cause(err))
	}
	return nil
}

// withoutContent returns what the report needs of a file: up to a thousand wait for it.
func withoutContent(f *fleet.File) *fleet.File {
	return &fleet.File{Row: f.Row, MAC: f.MAC, Model: f.Model, Name: f.Name, Dialect: f.Dialect, State: f.State, Version: f.Version, Encrypted: f.Encrypted, Secret: f.Secret}
}

// failed reports a file that could not be written, and has the run end where no other can be
// either. What is staged by then takes its place, or fails, before it does.
func (g *generateCommand) failed(err error) {
	if exists := (*batch.ExistsError)(nil); errors.As(err, &exists) {
		err = fmt.Errorf("%s: made by another program since this one looked, and not written; run the command again", batch.Input{Name: exists.Name})
	}
	g.report.failures++
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS)
	switch {
	case g.ended && full: // it was said
		return
	case full, g.report.failures == maxFailures:
		g.ended = true
		err = fmt.Errorf("%w; the run ends here: what is written is whole, and the next run goes on from it", err)
	}
	fmt.Fprintln(g.report.stderr, "fvcfg: "+messageOf(err))
}

// difference returns how the settings of a file would change.
func (g *generateCommand) difference(file *fleet.File) (*report.SettingDiff, error) {
	if !g.diff {
		return nil, nil
	}
	old, made, err := file.Compared()
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be compared: %w", batch.Input{Name: g.folder.path(file.Name)}, err)
	}
	d := &report.SettingDiff{
		Old: g.folder.path(file.Name), New: g.folder.path(file.Name), Parted: true,
		NewDialect: made.Dialect(), NewFile: redact.NewFile(made), NewVersion: file.Version,
	}
	if old == nil || old.WellFormed() != nil {
		return d, nil // what is broken is replaced as a whole
	}
	d.OldDialect, d.OldFile, d.OldVersion = old.Dialect(), redact.NewFile(old), old.Version()
	if d.Changes, err = cfgfile.Diff(old, made, cfgfile.ConvertOptions{}); err != nil {
		return nil, fmt.Errorf("%s: cannot be compared: %w", batch.Input{Name: g.folder.path(file.Name)}, err)
	}
	for i := range d.Changes {
		c := &d.Changes[i]
		c.Secret = c.Secret || file.IsSecret(c.Path()) || file.IsSecret(c.New.Path.String())
	}
	return d, nil
}

// pruneLeft, behind a run in which all went well, lists the files of phones that have left the table, and removes them with --yes.
// A row at fault may be that of one of them.
func (g *generateCommand) pruneLeft(found *fleet.Report) error {
	if found.Faulty > 0 {
		g.note("--prune removes nothing, as rows are at fault: one of them may be that of a phone whose file would be removed")
		return nil
	}
	var errs []error
	for _, e := range g.folder.left(found) {
		remove := g.yes && !g.writesNothing()
		if remove {
			if err := os.Remove(g.folder.path(e.Name)); err != nil {
				errs = append(errs, fmt.Errorf("%s: cannot be removed: %w", batch.Input{Name: g.folder.path(e.Name)}, batch.Cause(err)))
				continue
			}
		}
		errs = append(errs, g.report.left(e, remove))
	}
	return errors.Join(errs...)
}
