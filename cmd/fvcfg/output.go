package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
)

// outputFlags say where what a command makes goes: to standard output, to a
// file, into a folder, or back to where it came from.
type outputFlags struct {
	file    string
	dir     string
	inPlace bool
	force   bool

	ways    []string // the flags of the command that take several results
	unused  bool     // no result goes to standard output
	named   []string // the arguments that name the files
	inputs  []batch.Input
	problem error // what is wrong with some of the arguments
	outDir  *batch.OutDir
	group   *batch.Group             // what files are written with; nil: each by itself, at once
	failed  func(error) error        // takes the errors of the group
	rename  func(name string) string // returns the name that an input's result has in a folder; nil: the input's
}

func (o *outputFlags) add(flags *pflag.FlagSet) {
	flags.StringVarP(&o.file, "output", "o", "", "write to this file instead of standard output, which - stands for")
	flags.BoolVarP(&o.inPlace, "write", "w", false, "write each result back to its file")
	flags.BoolVar(&o.force, "force", false, "overwrite an output that exists")
	o.ways = []string{"--out-dir", "-w"}
	flags.StringVar(&o.dir, "out-dir", "", "write each result into this folder, under its file's name")
}

// addWithoutWrite adds the flags of a command whose results are another kind of
// file than what they are made of, so that none goes back to where it came from.
func (o *outputFlags) addWithoutWrite(flags *pflag.FlagSet) {
	flags.StringVarP(&o.file, "output", "o", "", "write to this file instead of standard output, which - stands for")
	flags.BoolVar(&o.force, "force", false, "overwrite an output that exists")
	o.ways = []string{"--out-dir"}
	flags.StringVar(&o.dir, "out-dir", "", "write each result into this folder, under its file's name with the extension of its kind")
}

// pathFor returns where the result for an input goes in the folder.
func (o *outputFlags) pathFor(in batch.Input) (string, error) {
	if o.rename == nil {
		return o.outDir.Path(in)
	}
	return o.outDir.PathAs(in, o.rename(in.Name))
}

// prepare finds the files that the arguments name, and contradictions between them and
// the flags. It comes before anything is read, keys included.
func (o *outputFlags) prepare(args []string) error {
	o.named = args
	o.inputs, o.problem = batch.Expand(args, batch.ExpandOptions{})
	return o.check(o.inputs)
}

// check finds contradictions before anything is read.
func (o *outputFlags) check(inputs []batch.Input) error {
	switch {
	case countTrue(o.file != "", o.dir != "", o.inPlace) > 1:
		return usagef("give one of %s", strings.Join(append([]string{"-o"}, o.ways...), ", "))
	case o.toFile() && len(inputs) > 1:
		return usagef("-o takes one file, and there are %d; use %s", len(inputs), strings.Join(o.ways, " or "))
	case o.file == "" && !o.elsewhere() && !o.unused && len(inputs)+countMissing(o.problem) > 1:
		return usagef("there are %d files, and their results don't belong in one: use %s, or -o - for one behind the other", len(inputs)+countMissing(o.problem), strings.Join(o.ways, " or "))
	case o.inPlace:
		for _, in := range inputs {
			if in.IsStdin() {
				return usagef("standard input cannot be written back to: leave -w out, or use -o")
			}
		}
	}
	if o.dir != "" {
		return o.checkDir(inputs)
	}
	return nil
}

// countMissing counts the files that arguments name and that there are not: who names two,
// one of them wrongly, wants the results of two.
func countMissing(problem error) (n int) {
	_ = eachError(problem, func(e error) error {
		if errors.As(e, new(*batch.MissingError)) {
			n++
		}
		return nil
	})
	return n
}

// checkDir finds outputs that would meet, before the first is written, and a file in the
// folder's place.
func (o *outputFlags) checkDir(inputs []batch.Input) error {
	if found, err := os.Stat(o.dir); err == nil && !found.IsDir() {
		return usagef("--out-dir names a folder, and %s is a file: give it another name", batch.Input{Name: o.dir})
	}
	o.outDir = batch.NewOutDir(o.dir, inputs)
	for _, in := range inputs {
		if in.IsStdin() {
			return usagef("standard input has no name to write under in --out-dir: use -o")
		}
		if _, err := o.pathFor(in); err != nil {
			return usage(err)
		}
	}
	return nil
}

// destination returns the file that a result goes to, and how it is written. Mode
// is that of a new file. A folder for results is made with the first of them.
func (o *outputFlags) destination(d document, mode fs.FileMode) (string, batch.WriteOptions, error) {
	opt := batch.WriteOptions{Mode: mode, Overwrite: o.force}
	if o.inPlace {
		opt.Overwrite, opt.IfUnchanged = true, batch.StampOf(d.stored)
	}
	name, err := o.place(d.input)
	if err == nil && o.dir != "" {
		if made := os.MkdirAll(o.dir, newFolderMode); made != nil {
			err = fmt.Errorf("%s: the folder cannot be made: %w", batch.Input{Name: o.dir}, batch.Cause(made))
		}
	}
	return name, opt, err
}

// place returns the file that the result for an input goes to.
func (o *outputFlags) place(in batch.Input) (string, error) {
	switch {
	case o.inPlace:
		return in.Name, nil
	case o.toFile():
		return o.file, nil
	}
	name, err := o.pathFor(in)
	return name, usage(err)
}

// sweep has what killed commands left beside the result for an input removed, though
// there may be no result this time.
func (o *outputFlags) sweep(in batch.Input) {
	if !o.elsewhere() {
		return
	}
	if name, err := o.place(in); err == nil {
		o.group.Sweep(name)
	}
}

// stage makes a result ready to be written with the group.
func (o *outputFlags) stage(d document, content []byte, mode fs.FileMode) (*batch.Staged, error) {
	name, opt, err := o.destination(d, mode)
	if err != nil {
		return nil, err
	}
	return o.group.Stage(name, content, opt)
}

// newGroup returns a group to write files with, which writes its notes to stderr. A
// signal that ends the program removes what the group has not written; so does
// end, for which there is nothing left when all went well.
func (p *program) newGroup(stderr io.Writer) (group *batch.Group, end func()) {
	tell := func(text string) { fmt.Fprintln(stderr, "fvcfg: "+messageOf(errors.New(text))) }
	group = batch.NewGroup(tell)
	discard := func() {
		if err := group.Discard(); err != nil {
			tell(err.Error())
		}
	}
	stop := onInterrupt(discard)
	return group, func() {
		stop()
		discard()
	}
}

// The modes of new files: the usual one, and that of what only its owner may read. A new
// folder has what the system's mask leaves of its mode.
const (
	newFileMode   fs.FileMode = 0
	ownerOnly     fs.FileMode = 0o600
	newFolderMode fs.FileMode = 0o777
)

// put writes a result, encrypted as its document was.
func (p *program) put(o *outputFlags, d document, content []byte, mode fs.FileMode) error {
	return p.putThen(o, d, content, mode, func() {})
}

// putThen is put that does something once a file is written with its group.
func (p *program) putThen(o *outputFlags, d document, content []byte, mode fs.FileMode, then func()) error {
	content, err := p.seal(d, content)
	if err != nil {
		return err
	}
	if !o.elsewhere() {
		return p.putStdout(d, content)
	}
	if o.group == nil {
		group, end := p.newGroup(p.stderr)
		defer end()
		return o.putNow(group, d, content, mode)
	}
	file, err := o.stage(d, content, mode)
	if err != nil {
		return err
	}
	return o.group.Add(file, func(err error) error {
		if err != nil {
			return o.failed(err)
		}
		then()
		return nil
	})
}

// putNow writes a result to its file with a group, but at once.
func (o *outputFlags) putNow(group *batch.Group, d document, content []byte, mode fs.FileMode) error {
	name, opt, err := o.destination(d, mode)
	if err != nil {
		return err
	}
	return group.WriteFile(name, content, opt)
}

func (p *program) putStdout(d document, content []byte) error {
	if d.encryption != nil && p.isTerminal(p.stdout) {
		return usagef("%s is encrypted, and so is the result, which is not for a terminal: use -o or -w", d.input)
	}
	if _, err := p.stdout.Write(content); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// elsewhere reports whether results go to files rather than to standard output.
func (o *outputFlags) elsewhere() bool { return o.inPlace || o.toFile() || o.dir != "" }

// toFile reports whether results go to a file that -o names. "-" is standard output, as
// among the arguments it is standard input; a file of that name is written ./-.
func (o *outputFlags) toFile() bool { return o.file != "" && o.file != "-" }

// countTrue counts the conditions that hold.
func countTrue(conditions ...bool) (n int) {
	for _, holds := range conditions {
		if holds {
			n++
		}
	}
	return n
}

// each does something with each file that the arguments name, in order. One
// file's error does not keep the others from being done.
func (p *program) each(args []string, do func(batch.Input) error) error {
	inputs, problem := batch.Expand(args, batch.ExpandOptions{EachName: true})
	errs := []error{problem}
	for _, in := range inputs {
		errs = append(errs, do(in))
	}
	return errors.Join(errs...)
}

// eachTo is each for commands that write the results of the files that out has prepared,
// each once, by whatever names it was given. It reads the files, and passes over those of
// a folder that are none of its kind. Files that put writes are written in groups.
func (p *program) eachTo(out *outputFlags, do func(in batch.Input, stored []byte) error) error {
	group, end := p.newGroup(p.stderr)
	defer end() // before the panic that there may be goes on
	out.group = group
	errs := []error{out.problem}
	out.failed = func(err error) error {
		errs = append(errs, err)
		return nil
	}
	for _, in := range out.inputs {
		stored, err := p.reader.Read(in)
		if err == nil {
			if why := passedOver(in, stored, out.named); why != "" {
				p.note("%s", why)
				continue
			}
			out.sweep(in)
			err = do(in, stored)
		}
		if err != nil {
			// In the group's order, behind those of the files before it.
			_ = out.group.Add(nil, func(error) error { return out.failed(err) })
		}
	}
	_ = out.group.Flush() // an error could only be that of failed
	return errors.Join(errs...)
}

// rewrite is eachTo for commands that change files: it opens each, and put encrypts the
// result as the file was.
func (p *program) rewrite(out *outputFlags, keys keyFlags, args []string, do func(document) error) error {
	if err := out.prepare(args); err != nil {
		return err
	}
	given, err := p.keyring(keys)
	if err != nil {
		return err
	}
	return p.eachTo(out, func(in batch.Input, stored []byte) error {
		d, err := p.openTemplate(in, stored, given)
		if err != nil {
			return err
		}
		return do(d)
	})
}

// onInterrupt calls clean before a signal ends the program. A signal that the
// program was started to ignore, as nohup has it, stays ignored. What it
// returns goes back to how signals are handled otherwise.
func onInterrupt(clean func()) (stop func()) {
	signals := make(chan os.Signal, 1)
	// A closed pipe behind standard output ends the program, too.
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		if s, ok := <-signals; ok {
			clean()
			endBy(s)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
		<-stopped // never, once there was a signal
	}
}

// endBy ends the program by a signal, as if nobody had caught it: a shell stops a
// loop when what it runs ends by an interrupt, not when it exits with a code.
func endBy(s os.Signal) {
	signal.Reset(s)
	self, err := os.FindProcess(os.Getpid())
	if err == nil && s != syscall.SIGPIPE && self.Signal(s) == nil {
		time.Sleep(time.Second) // it ends in here
	}
	code := exitFailure
	if number, ok := s.(syscall.Signal); ok {
		code = 128 + int(number) // what a shell makes of it
	}
	os.Exit(code)
}
