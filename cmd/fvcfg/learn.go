package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

type learnCommand struct {
	*program
	keys      keyFlags
	config    configFlags
	base      string
	phones    string
	secrets   string
	cluster   bool
	keepGoing bool
	force     bool

	named []string // the arguments
	given *keyring

	mu     sync.Mutex
	passed map[string]string // why files of folders are passed over
	sealed map[string]bool   // those that were encrypted
}

func (p *program) newLearn() *cobra.Command {
	l := &learnCommand{program: p, passed: map[string]string{}, sealed: map[string]bool{}}
	c := &cobra.Command{
		Use:   "learn --base FILE --phones FILE [flags] FILE|DIR…",
		Short: "Learn a base and a table of phones from device files",
		Long: `Learn is the way back from generate: it takes the device files of a fleet, in one
dialect, and writes the base that they share (--base) and a table in CSV of what
differs (--phones), a row for each phone. The MAC of a phone is that in the name of
its file. A column has the neutral name of its setting, or its path where it has
none. fvcfg generate makes every file of them again, byte for byte: learn has it do
so, and compares, before it writes anything.

The base has no value for what differs. With --secrets, passwords and keys that
differ go into a table of their own; those that all files share stay in the base.
What has secrets in it is readable by its owner alone.

Files fit where they differ in values, in the version, and in settings that some
have in addition where generate would add them. What does not fit is listed with
the line and what differs there: exit code 1, and nothing is written. --keep-going
leaves such files out. --cluster makes a base for each layout, base-1.cfg and so on,
which the column base names.

Several files, and those of a folder and below, are learned together; general files,
phone books and the like in a folder are passed over. Encrypted files are opened
with their keys, and what is written is clear. The rules that generate holds files
against are those of the nearest ` + config.FileName + ` upward from the current folder.

The key is 64 hexadecimal digits. It comes from --key-file (one line, as the
vendor's tool reads it), from the file that FVCFG_KEY_FILE names, from FVCFG_KEY
or from --key, in this order. --derive-keys makes that of each phone from a master
key, as keygen --from does.`,
		Example: `  fvcfg learn /srv/tftp --base base.cfg --phones phones.csv --secrets secrets.csv
  fvcfg learn *.cfg --base base.cfg --phones phones.csv --keep-going
  fvcfg generate --base base.cfg --phones phones.csv --secrets secrets.csv --out again`,
		Args: takes(1, anyNumber, "device files, or a folder of them", "learn --base base.cfg --phones phones.csv devices"),
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&l.base, "base", "", "write the base to this file")
	flags.StringVar(&l.phones, "phones", "", "write the table of phones to this file, in CSV")
	flags.StringVar(&l.secrets, "secrets", "", "write secrets that differ to this table, and not to that of phones")
	flags.BoolVar(&l.cluster, "cluster", false, "make a base for each layout of the files")
	flags.BoolVar(&l.keepGoing, "keep-going", false, "leave out the files that don't fit")
	flags.BoolVar(&l.force, "force", false, "overwrite outputs that exist")
	l.config.add(flags)
	l.keys.addOne(flags)
	return c
}

// outputs returns the files that are written.
func (l *learnCommand) outputs() []string {
	return slices.DeleteFunc([]string{l.base, l.phones, l.secrets}, func(name string) bool { return name == "" })
}

// prepare finds what is wrong with the arguments before anything is read.
func (l *learnCommand) prepare(args []string) ([]string, error) {
	l.named = args
	outputs := l.outputs()
	switch {
	case l.base == "" || l.phones == "":
		return nil, usagef("give --base and --phones: the files to write the base and the table to")
	case slices.Contains(outputs, "-"):
		return nil, usagef("base and tables are files of their own, and standard output is none: give them names")
	case slices.Contains(args, "-"):
		return nil, usagef("the MAC of a phone is that in the name of its file, and standard input has no name")
	}
	if fleet.FormatOf(l.base) == fleet.YAML {
		return nil, usagef("%s: the base is a provisioning file, and generate would take it for YAML by its name: call it .cfg", batch.Input{Name: l.base})
	}
	for _, name := range outputs[1:] {
		if f := fleet.FormatOf(name); f != fleet.CSV && f != fleet.ByContent {
			return nil, usagef("%s: the tables are CSV, and generate would take this one for something else by its name: call it .csv", batch.Input{Name: name})
		}
	}
	for i, name := range outputs {
		if slices.ContainsFunc(outputs[:i], func(other string) bool { return sameFile(name, other) }) {
			return nil, usagef("base and tables are files of their own, and two of them go to %s", batch.Input{Name: name})
		}
	}
	var err error
	if l.given, err = l.keyring(l.keys); err != nil {
		return nil, err
	}
	inputs, problem := batch.Expand(args, batch.ExpandOptions{EachName: true})
	names := make([]string, len(inputs))
	for i, in := range inputs {
		names[i] = in.Name
	}
	return names, errors.Join(problem, l.checkOutputs(names, outputs))
}

// checkOutputs refuses outputs that are inputs, or that exist.
func (l *learnCommand) checkOutputs(names, outputs []string) error {
	var wrong []error
	for _, output := range outputs {
		if _, err := os.Stat(output); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		switch {
		case slices.ContainsFunc(names, func(name string) bool { return sameFile(name, output) }):
			wrong = append(wrong, usagef("%s is one of the files to learn from: write to another place", batch.Input{Name: output}))
		case !l.force && (output != l.base || !l.cluster):
			wrong = append(wrong, &batch.ExistsError{Name: output})
		}
	}
	return errors.Join(wrong...)
}

// sameFile reports whether two names are those of one file, be it one that does not exist yet.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

func (l *learnCommand) run(ctx context.Context, args []string) error {
	names, err := l.prepare(args)
	if err != nil {
		return err
	}
	rules, err := l.rules()
	if err != nil {
		return err
	}
	progress := batch.NewProgress(l.stderr, batch.ProgressOptions{Terminal: l.isTerminal(l.stderr), Total: 2 * len(names), Label: "learn"})
	defer progress.Done()
	lesson, err := fleet.Learn(ctx, names, fleet.LearnOptions{
		ReadFile: l.readFile, BaseName: l.baseInTable, Cluster: l.cluster, KeepGoing: l.keepGoing,
		Apart: l.secrets != "", Lint: rules, Step: progress.Step,
	})
	progress.Done()
	if err != nil {
		return err
	}
	for _, name := range names {
		if why := l.passed[name]; why != "" {
			l.note("%s", why)
		}
	}
	wrong, err := l.printMisfits(lesson)
	if err != nil {
		return err
	}
	if lesson.Phones == nil {
		return l.nothing(lesson, len(names), wrong)
	}
	return errors.Join(wrong, l.write(lesson))
}

// rules returns the rules that generate holds files against, of the configuration that counts
// in the current folder.
func (l *learnCommand) rules() (lint.Options, error) {
	finder, err := l.config.finder()
	if err != nil || finder == nil {
		return lint.Options{}, err
	}
	c, _, err := finder.Find("")
	if err != nil || c == nil {
		return lint.Options{}, configError(err)
	}
	return c.Options(lint.Options{}), nil
}

// readFile reads a device file and opens it. Of a folder, it passes over what is none.
func (l *learnCommand) readFile(name string) ([]byte, error) {
	in := batch.Input{Name: name}
	stored, err := l.reader.Read(in)
	if err != nil {
		return nil, err
	}
	why := passedOver(in, stored, l.named)
	if why == "" && naming.Identify(name).Kind == naming.GeneralFile && !slices.Contains(l.named, name) {
		why = fmt.Sprintf("%s: passed over, as the general file of a model", in)
	}
	if why != "" {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.passed[name] = why
		return nil, fleet.ErrPassOver
	}
	plain, encryption, err := cfgfile.Decrypt(stored, keysFor(in, stored, l.given)...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in, err)
	}
	if encryption != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.sealed[name] = true
		return plain, nil
	}
	if _, err := cfgfile.Sniff(plain); err != nil && crypt.LooksEncrypted(plain) {
		return nil, fmt.Errorf("%s: %w", in, l.given.missing(in))
	}
	return plain, nil
}

// baseFile returns the file of a base by its number from 1.
func (l *learnCommand) baseFile(number, count int) string {
	if count == 1 {
		return l.base
	}
	ext := filepath.Ext(l.base)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(l.base, ext), number, ext)
}

// baseInTable returns the file of a base as the table has it: as seen from there.
func (l *learnCommand) baseInTable(number, count int) string {
	name := l.baseFile(number, count)
	if relative, err := filepath.Rel(filepath.Dir(l.phones), name); err == nil {
		name = relative
	}
	return filepath.ToSlash(name)
}

// printMisfits prints the files that don't fit, and returns how the command ends by them.
func (l *learnCommand) printMisfits(lesson *fleet.Lesson) (wrong, err error) {
	for i, m := range lesson.Misfits {
		switch {
		case m.Err != nil:
			l.printError(m.Err)
			wrong = errors.Join(wrong, errReported)
			continue
		case wrong == nil:
			wrong = errFindings
		}
		if i == fleet.MaxListed {
			l.note("and %s more", phrase.Count(len(lesson.Misfits)-i, "file"))
		}
		if i < fleet.MaxListed {
			if _, err := io.WriteString(l.stdout, messageOf(m)+"\n"); err != nil {
				return wrong, err
			}
		}
	}
	return wrong, nil
}

// nothing says that nothing is written, and why.
func (l *learnCommand) nothing(lesson *fleet.Lesson, files int, wrong error) error {
	switch n := len(lesson.Misfits); {
	case n == 0:
		return errors.New("no device file is among these: a device file is named after its MAC, as in 0c383e1a2b3c.cfg")
	case n+lesson.PassedOver < files && l.cluster:
		l.note("nothing is written: %d of %s don't fit; --keep-going leaves them out", n, phrase.Count(files-lesson.PassedOver, "file"))
	case n+lesson.PassedOver < files && !l.keepGoing:
		l.note("nothing is written: %d of %s don't fit; --keep-going leaves them out, --cluster makes a base for each layout", n, phrase.Count(files-lesson.PassedOver, "file"))
	default:
		l.note("nothing is written: no file fits")
	}
	return wrong
}

// write writes what was learned, all of it or nothing.
func (l *learnCommand) write(lesson *fleet.Lesson) error {
	group, end := l.newGroup(l.stderr)
	defer end()
	var staged []*batch.Staged
	stage := func(name string, data []byte, secret bool) error {
		opt := batch.WriteOptions{Overwrite: l.force}
		if secret || len(l.sealed) > 0 {
			opt.Mode = ownerOnly
		}
		file, err := group.Stage(name, data, opt)
		staged = append(staged, file)
		return err
	}
	for i, b := range lesson.Bases {
		if err := stage(l.baseFile(i+1, len(lesson.Bases)), b.Data, b.Secrets > 0); err != nil {
			return err
		}
	}
	if err := stage(l.phones, lesson.Phones, lesson.Secrets == nil && lesson.SecretColumns > 0); err != nil {
		return err
	}
	if lesson.Secrets != nil {
		if err := stage(l.secrets, lesson.Secrets, true); err != nil {
			return err
		}
	}
	var errs []error
	for _, file := range staged {
		_ = group.Add(file, func(err error) error { errs = append(errs, err); return nil })
	}
	_ = group.Flush() // an error could only be that of the function above
	if err := errors.Join(errs...); err != nil {
		return err
	}
	l.tell(lesson)
	return nil
}

// tell says what was written.
func (l *learnCommand) tell(lesson *fleet.Lesson) {
	for i, b := range lesson.Bases {
		name := batch.Input{Name: l.baseFile(i+1, len(lesson.Bases))}
		l.note("%s: the base of %s, made of %s", name, phrase.Count(b.Files, "file"), batch.Input{Name: b.From})
		if b.Secrets > 0 {
			l.note("%s: it has %s that all its files share, in clear", name, phrase.Count(b.Secrets, "secret"))
		}
	}
	phones := batch.Input{Name: l.phones}
	l.note("%s: %s, %s that differ; generate gives each file back byte for byte", phones, phrase.Count(lesson.Files, "row"), phrase.Count(lesson.Columns, "setting"))
	switch {
	case lesson.Secrets != nil:
		l.note("%s: %s with secrets, in clear", batch.Input{Name: l.secrets}, phrase.Count(lesson.SecretColumns, "column"))
	case lesson.SecretColumns > 0:
		l.note("%s: %s with secrets, in clear: --secrets puts them into a table of their own", phones, phrase.Count(lesson.SecretColumns, "column"))
	case l.secrets != "":
		l.note("%s: not written, as no secret differs", batch.Input{Name: l.secrets})
	}
	if n := len(l.sealed); n > 0 {
		l.note("%s came encrypted: give generate the key, or what it makes is clear", phrase.Count(n, "file"))
	}
}
