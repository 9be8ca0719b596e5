package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/baseline"
	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// baselineFlags say which findings are known.
type baselineFlags struct {
	file  string
	write bool

	known  *baseline.Baseline // nil without --baseline
	folder string             // of the file, absolute
	looked map[string]bool    // the files that were looked at
	mended []baseline.Entry
}

const baselineHelp = `
With --baseline, findings that the file knows are neither printed nor counted, and
those of them that are mended are said; --write-baseline writes all that is found
now into it.
`

func (b *baselineFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&b.file, "baseline", "", "leave out findings that are known: those in this file")
	flags.BoolVar(&b.write, "write-baseline", false, "write what is found into the file of --baseline, as known from now on")
}

// prepare reads what is known.
func (b *baselineFlags) prepare(inputs []batch.Input) error {
	switch {
	case b.file == "" && b.write:
		return usagef("--write-baseline wants the file to write: give --baseline FILE, too")
	case b.file == "":
		return nil
	}
	for _, in := range inputs {
		if in.IsStdin() {
			return usagef("standard input has no name that --baseline could know it by: give files")
		}
	}
	name := batch.Input{Name: b.file}.String()
	var err error
	if b.folder, err = filepath.Abs(filepath.Dir(b.file)); err != nil {
		return fmt.Errorf("%s: %w", name, batch.Cause(err))
	}
	b.looked, b.known = make(map[string]bool), baseline.New()
	data, err := readBaseline(b.file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && b.write:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return usagef("%s: there is no such baseline: add --write-baseline to begin one", name)
	case err != nil:
		return fmt.Errorf("%s: the baseline cannot be read: %w", name, batch.Cause(err))
	}
	known, err := baseline.Parse(name, data)
	switch {
	case err == nil:
		b.known = known
	case b.write && baseline.IsBaseline(data): // it is made anew, of which the message spoke
	case errors.As(err, new(*baseline.KindError)), errors.As(err, new(*baseline.RuleError)):
		return usage(err)
	default:
		return err
	}
	return nil
}

func readBaseline(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, baseline.MaxSize+1))
}

// nameOf returns a file's name as the baseline has it.
func (b *baselineFlags) nameOf(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return baseline.Slashed(name)
	}
	if relative, err := filepath.Rel(b.folder, full); err == nil {
		full = relative
	}
	return filepath.ToSlash(full)
}

// match leaves out of what was found in a file what is known. Of a file that its key does not
// open, nothing but that was looked for.
func (b *baselineFlags) match(in batch.Input, r *linted, linter *lint.Linter) {
	if b.known == nil || r.err != nil {
		return
	}
	looked := linter.Looks
	if r.locked {
		looked = func(rule string) bool { return len(r.findings) > 0 && rule == r.findings[0].Rule.ID }
	}
	r.name = b.nameOf(in.Name)
	found := r.findings
	r.findings, r.known, r.mended = b.known.Match(r.name, found, looked)
	if b.write {
		b.known.Set(r.name, found, looked)
		r.findings, r.known = nil, 0
		for _, f := range found {
			r.known += 1 + f.More()
		}
	}
}

// note takes note of what became of a file.
func (b *baselineFlags) note(r linted) {
	if b.known != nil && r.name != "" {
		b.looked[r.name] = true
		b.mended = append(b.mended, r.mended...)
	}
}

// closeBaseline says what is mended, writes the baseline where that was asked for, and
// completes the summary. What was known of files that are gone is mended, too; of others that
// were not looked at, it stays known.
func (l *lintCommand) closeBaseline(stderr io.Writer, s *report.Summary) error {
	b := &l.baseline
	if b.known == nil {
		return nil
	}
	for _, file := range b.known.Files() {
		if _, err := os.Lstat(filepath.Join(b.folder, filepath.FromSlash(file))); !b.looked[file] && errors.Is(err, fs.ErrNotExist) {
			b.mended = append(b.mended, b.known.Known(file)...)
			b.known.Remove(file)
		}
	}
	for _, e := range b.mended {
		s.Mended += e.Count
	}
	s.Baseline = batch.Input{Name: b.file}.String()
	b.sayMended(stderr, s)
	if !b.write {
		return nil
	}
	group, end := l.newGroup(stderr)
	defer end()
	return group.WriteFile(b.file, b.known.Bytes(), batch.WriteOptions{Overwrite: true})
}

// maxMended is how many of the findings that are mended are listed.
const maxMended = 5

func (b *baselineFlags) sayMended(stderr io.Writer, s *report.Summary) {
	for i, e := range b.mended {
		if i == maxMended {
			fmt.Fprintf(stderr, "fvcfg: mended: and %d more\n", len(b.mended)-maxMended)
			break
		}
		fmt.Fprintf(stderr, "fvcfg: mended: %s\n", phrase.Visible(e.String()))
	}
	if s.Mended > 0 && !b.write {
		fmt.Fprintf(stderr, "fvcfg: %s of %s: run it again with --write-baseline, and they are taken out\n", phrase.Count(s.Mended, "mended finding"), s.Baseline)
	}
}
