package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type convertCommand struct {
	*program
	keys      keyFlags
	out       outputFlags
	to        string
	format    string
	report    string
	allowLoss bool
	clear     bool
	options   cfgfile.ConvertOptions

	form  form
	given *keyring
	named []string // the arguments
}

func (p *program) newConvert() *cobra.Command {
	v := &convertCommand{program: p}
	c := &cobra.Command{
		Use:   "convert --to cfg|txt|xml|dotted [flags] FILE…",
		Short: "Write files in another dialect, or for the other generation of phones",
		Long: `Convert writes a file's settings as text, as XML or dotted, whichever dialect
of these its generation of phones has. cfg and txt are the same text and differ
in the name that --out-dir gives. A dialect's own name is taken too: text-legacy,
xml-legacy, text-modern, sysconf. To the dialect that a file has already, it
gives the same bytes.

Text and XML of generation 1 convert by rule; text, XML and dotted of generation
2 by the dictionary, which does not know every name. What has no place in the
other dialect is named with its line and the reason, the exit code is 1, and
nothing is written unless --allow-loss is given.

Names differ between generations. With --across, cfg, txt and xml are those of the
other generation, and what is known to have its place there is carried; what is
doubtful is only with --doubtful, and listed with its reason. Where settings that
differ go to one path, all are lost. The report says what became of all, to be read
and signed off: counts, what is doubtful, what is lost and why, and as JSON each
setting with its new path. --report writes it to a file.

Several files and folders go into --out-dir, each under its name with the extension
of its kind, and are reported in turn. A folder stands for the .cfg, .txt and .xml
files in it and below, and side files that it holds are passed over. One that fails
keeps no other from being done.

An encrypted file is encrypted again with the same scheme; with --clear it is
not, and is made readable for its owner alone.
` + keyHelp,
		Example: `  fvcfg convert --to xml 0c383e1a2b3c.cfg -o 0c383e1a2b3c.xml
  fvcfg convert --to txt --out-dir text *.xml
  fvcfg convert --to dotted --allow-loss sysconf.xml
  fvcfg convert --across --to xml --allow-loss h5.cfg -o x5.xml --report h5.report`,
		Args: takes(1, anyNumber, "a file or a folder", "convert --to xml 0c383e1a2b3c.cfg"),
		RunE: func(cmd *cobra.Command, args []string) error { return v.run(cmd.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&v.to, "to", "", "what to write: cfg, txt, xml or dotted")
	flags.BoolVar(&v.allowLoss, "allow-loss", false, "write the file without what has no place in it; the exit code stays 1")
	flags.BoolVar(&v.options.Across, "across", false, "convert to the other generation of phones what is known to have its place there")
	flags.BoolVar(&v.options.Doubtful, "doubtful", false, "with --across, also carry what may be another setting or have other values")
	flags.BoolVar(&v.options.ByAnalogy, "by-analogy", false, "also take names of sysconf that were never seen, made as most others are; a phone ignores a wrong one in silence")
	flags.BoolVar(&v.clear, "clear", false, "do not encrypt the result of an encrypted file again")
	addFormat(flags, &v.format, "how losses are reported: text or json")
	flags.StringVar(&v.report, "report", "", "write the report of losses to this file")
	v.out.addWithoutWrite(flags)
	v.keys.add(flags)
	return c
}

func (v *convertCommand) prepare(args []string) ([]batch.Input, error) {
	var err error
	if v.form, err = parseForm(v.to); err != nil {
		return nil, err
	}
	if v.report == "-" {
		v.report = "" // it goes there anyway
	}
	v.named = args
	v.out.rename = v.form.rename
	inputs, problem := batch.Expand(args, batch.ExpandOptions{})
	v.out.problem = problem
	switch {
	case v.options.Doubtful && !v.options.Across:
		return nil, usagef("--doubtful is about what --across carries: give both")
	case v.format == "json" && v.report == "" && !v.out.elsewhere():
		return nil, usagef("--format json is the report of losses, which goes to standard output: give the file another place with -o or --out-dir, or the report one with --report")
	case len(inputs)+countMissing(problem) > 1 && !v.out.elsewhere():
		return nil, usagef("several files convert into a folder: give --out-dir")
	}
	if err := v.out.check(inputs); err != nil {
		return nil, err
	}
	if v.given, err = v.keyring(v.keys); err != nil {
		return nil, err
	}
	return inputs, problem
}

// checkReport finds out whether the report can be written, before anything is.
func (v *convertCommand) checkReport(inputs []batch.Input) error {
	if v.report == "" {
		return nil
	}
	for _, in := range inputs {
		result := ""
		if v.out.elsewhere() {
			result, _ = v.out.place(in) // its error was told
		}
		if name := filepath.Clean(v.report); name == filepath.Clean(in.Name) || result != "" && name == filepath.Clean(result) {
			return usagef("%s is the report and one of the files, too: give --report another name", v.report)
		}
	}
	found, err := os.Stat(v.report)
	switch {
	case err == nil && found.IsDir():
		return fmt.Errorf("%s: is a folder, and --report names a file", v.report)
	case err == nil && found.Mode().IsRegular() && !v.out.force:
		return &batch.ExistsError{Name: v.report}
	case errors.Is(err, fs.ErrNotExist):
		_, err = os.Stat(filepath.Dir(v.report))
		return err
	}
	return err
}

// converted is what became of one file.
type converted struct {
	report  report.Conversion
	content []byte        // for standard output
	file    *batch.Staged // for another place
	passed  string        // why it was passed over, "" if it was not
	err     error
}

func (v *convertCommand) run(ctx context.Context, args []string) error {
	inputs, problem := v.prepare(args)
	if errors.As(problem, new(*usageError)) {
		return problem
	}
	if err := v.checkReport(inputs); err != nil {
		return errors.Join(problem, err)
	}
	progress := batch.NewProgress(v.stderr, batch.ProgressOptions{Terminal: v.isTerminal(v.stderr), Total: len(inputs), Label: "convert"})
	defer progress.Done()
	stdout, stderr := progress.Wrap(v.stdout), progress.Wrap(v.stderr)
	losses := stdout // beside the file they would spoil it
	if !v.out.elsewhere() {
		losses = stderr
	}
	var kept bytes.Buffer
	if v.report != "" {
		losses = &kept
	}
	out := report.NewConversions(losses, stderr, v.format == "json")
	group, end := v.newGroup(stderr)
	defer end()
	v.out.group = group
	errs := []error{problem}
	done := func(c converted, err error) error {
		if err := cmp.Or(c.err, err); err != nil {
			errs = append(errs, err)
			out.Fail(c.report.File, messageOf(err))
			return nil
		}
		if c.passed != "" {
			_, err := fmt.Fprintln(stderr, "fvcfg: "+c.passed)
			return err
		}
		if len(c.report.Losses) > 0 {
			errs = append(errs, errFindings)
		}
		if err := out.Add(c.report); err != nil {
			return err
		}
		_, err = stdout.Write(c.content)
		return err
	}
	err := batch.Run(ctx, inputs, 0,
		func(_ context.Context, in batch.Input) converted { return v.convert(in) },
		func(c converted) error {
			progress.Step()
			return v.out.group.Add(c.file, func(err error) error { return done(c, err) })
		})
	if err == nil {
		err = v.out.group.Flush()
	}
	progress.Done()
	errs = append(errs, err, out.Close())
	if v.report != "" {
		errs = append(errs, group.WriteFile(v.report, kept.Bytes(), batch.WriteOptions{Overwrite: v.out.force}))
	}
	return errors.Join(errs...)
}

// convert converts one file, and stages it unless it is for standard output.
func (v *convertCommand) convert(in batch.Input) converted {
	failed := func(err error) converted { return converted{report: report.Conversion{File: in.Name}, err: err} }
	stored, err := v.reader.Read(in)
	if err != nil {
		return failed(err)
	}
	if why := passedOver(in, stored, v.named); why != "" {
		return converted{passed: why}
	}
	d, err := open(in, stored, v.given)
	if err != nil {
		return failed(err)
	}
	to := v.form.dialect(d.file.Dialect(), v.options.Across)
	c, err := cfgfile.Convert(d.file, to, v.options)
	if err != nil {
		return failed(generationError(in, err, "convert --across carries what is known to have its place there"))
	}
	if v.options.Across && cfgfile.SharesNames(c.From, to) {
		c.Notes = append(c.Notes, fmt.Sprintf("it is of the generation of %v already, so --across changes nothing", to))
	}
	hideLosses(c.Losses, d.file)
	r := converted{report: report.Conversion{File: in.Name, Conversion: c, Written: len(c.Losses) == 0 || v.allowLoss}}
	if !r.report.Written {
		return r
	}
	if err := v.write(d, &r); err != nil {
		return failed(err)
	}
	return r
}

// hideLosses hides in the paths of losses what is no key but a piece of a secret: in a
// broken file, one can be read as a key.
func hideLosses(losses []cfgfile.Loss, file *cfgfile.File) {
	if len(losses) == 0 {
		return
	}
	shown := redact.NewFile(file)
	for i := range losses {
		l := &losses[i]
		name := strings.TrimRight(l.Path[strings.LastIndexAny(l.Path, ":/.")+1:], "[]0123456789")
		if shown.HidesName(name, l.Line) {
			l.Path = redact.Mark
		}
	}
}

// write stages a result, or leaves it for standard output.
func (v *convertCommand) write(d document, r *converted) (err error) {
	content, sealed := r.report.Conversion.Data, d.encryption != nil && !v.clear
	switch {
	case sealed && r.report.From == r.report.To:
		content = d.stored
	case sealed:
		if content, err = v.seal(d, content); err != nil {
			return err
		}
	}
	if !v.out.elsewhere() {
		if sealed && v.isTerminal(v.stdout) {
			return usagef("%s is encrypted, and so is the result, which is not for a terminal: use -o, or --clear", d.input)
		}
		r.content = content
		return nil
	}
	mode := newFileMode
	if d.encryption != nil {
		mode = ownerOnly
	}
	r.report.Conversion.Data = nil // many results wait for their group; the content stands on the disk
	r.file, err = v.out.stage(d, content, mode)
	return err
}

// form is what --to names: a kind of file, of which each generation of phones has
// its dialect, or a dialect.
type form struct {
	name     string
	ext      string
	dialects []cfgfile.Dialect
}

var forms = []form{
	{"cfg", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"txt", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"text", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"xml", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy, cfgfile.Sysconf}},
	{"dotted", ".txt", []cfgfile.Dialect{cfgfile.Dotted}},
	{"text-legacy", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy}},
	{"text-modern", ".cfg", []cfgfile.Dialect{cfgfile.TextModern}},
	{"xml-legacy", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy}},
	{"sysconf", ".xml", []cfgfile.Dialect{cfgfile.Sysconf}},
}

func parseForm(name string) (form, error) {
	i := slices.IndexFunc(forms, func(f form) bool { return f.name == name })
	switch {
	case name == "":
		return form{}, usagef("give --to cfg, txt, xml or dotted")
	case i < 0:
		return form{}, usagef("--to is cfg, txt, xml or dotted, or a dialect, not %q", name)
	}
	return forms[i], nil
}

// dialect returns the dialect to write for a file of a dialect: its own, if the form
// has it, or else that of its generation. Dotted files go with generation 2. Across
// generations it is that of the other one, if the form has it.
func (f form) dialect(from cfgfile.Dialect, across bool) cfgfile.Dialect {
	other := slices.IndexFunc(f.dialects, func(d cfgfile.Dialect) bool { return !cfgfile.SharesNames(from, d) })
	if across && other >= 0 {
		return f.dialects[other]
	}
	if slices.Contains(f.dialects, from) {
		return from
	}
	if len(f.dialects) == 1 || from.Generation() == 1 {
		return f.dialects[0]
	}
	return f.dialects[1]
}

// rename returns the name of a result.
func (f form) rename(name string) string {
	return strings.TrimSuffix(name, filepath.Ext(name)) + f.ext
}

// generationError names the file that cannot be converted or compared. Across generations
// it says what can be done.
func generationError(in batch.Input, err error, instead string) error {
	if !errors.As(err, new(*cfgfile.GenerationError)) {
		return fmt.Errorf("%s: %w", in, err)
	}
	return usagef("%s: %w\n  %s", in, err, instead)
}
