package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/baseline"
	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/redact"
	"github.com/fvcfg/fvcfg/pkg/template"
)

type lintCommand struct {
	*program
	keys     keyFlags
	config   configFlags
	folders  folderFlags
	baseline baselineFlags
	reports  reportFlags
	format   string
	fix      bool
	diff     bool
	only     []string
	disable  []string
	failOn   string
	model    string

	fixes   *batch.Group // writes them
	linters map[batch.Input]*config.Linter
	given   *keyring
	large   sync.Mutex // held while a large file is worked on
}

func (p *program) newLint() *cobra.Command {
	l := &lintCommand{program: p}
	c := &cobra.Command{
		Use:   "lint [flags] [FILE|DIR]…",
		Short: "Check files and say what is wrong with them",
		Long: `Lint checks provisioning files of every dialect, and the files that they point
phones at: phone books (.csv, .xml, .vcf), dialPeer.csv and accessList.csv. It
prints a line for each finding: file:line:column: severity: message [rule]. A
folder stands for the .cfg, .txt, .xml, .csv and .vcf files in it and below; without
arguments it is the current folder. Several files make one report, and one that cannot
be read keeps no other from being checked.

With --fix it mends what can be mended without a guess; --diff, alone or beside it,
shows what that would change and changes nothing. A file that is encrypted needs its key.
At a terminal a finding comes with its line; the count stands at the end, for a pipe on
standard error.
` + folderHelp + baselineHelp + configHelp + keyHelp,
		Example: `  fvcfg lint examples
  fvcfg lint --fix 001565113af8.cfg
  fvcfg lint --model X6 --format json F0V00X600000.cfg`,
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&l.format, "format", "text", "report format: "+strings.Join(report.Formats(), ", "))
	flags.Lookup("format").Annotations = map[string][]string{oneOf: report.Formats()}
	flags.BoolVar(&l.fix, "fix", false, "mend what can be mended without a guess, in place")
	flags.BoolVar(&l.diff, "diff", false, "show what --fix would change, and change nothing, with --fix or without; secrets are hidden")
	flags.StringSliceVar(&l.only, "only", nil, "check only these rules, by number or name")
	flags.StringSliceVar(&l.disable, "disable", nil, "leave these rules out")
	flags.StringVar(&l.failOn, "fail-on", "warning", "exit with 1 on findings of this severity or a graver one: error, warning, info or none")
	flags.StringVar(&l.model, "model", "", "the model that the files are for")
	l.addTemplate(flags)
	l.folders.add(flags)
	l.baseline.add(flags)
	l.reports.add(flags)
	l.config.add(flags)
	l.keys.add(flags)
	return c
}

// prepare turns the flags into what the work needs.
func (l *lintCommand) prepare() error {
	options := lint.Options{Only: l.only, Disable: l.disable, Template: l.templates, Excerpts: l.onScreen()}
	if err := l.reports.prepare(l.format, l.diff); err != nil {
		return err
	}
	l.fix = l.fix && !l.diff
	if l.model != "" {
		model, err := naming.LookupModel(l.model)
		if err != nil {
			return usage(err)
		}
		options.Model = &model
	}
	least, err := config.ParseFailOn(l.failOn)
	if err != nil {
		return usagef("--fail-on: %w", err)
	}
	if err := l.config.prepare(options, least); err != nil {
		return err
	}
	l.given, err = l.keyring(l.keys)
	return err
}

// linted is what became of one file.
type linted struct {
	findings []lint.Finding
	failing  bool            // some of them make the command fail
	template template.Engine // that it was read as a template of
	fixed    int
	diff     string
	locked   bool // its key did not open it
	skipped  bool // it was passed over
	counted  bool // that is said

	name   string // as the baseline has it
	known  int    // how many findings are left out since they are known
	mended []baseline.Entry
	err    error
}

func (l *lintCommand) run(ctx context.Context, args []string) error {
	if err := l.prepare(); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	inputs, problem := l.expand(args)
	if len(inputs) == 0 && exitCode(problem) == exitUsage {
		return problem
	}
	if l.fix && slices.ContainsFunc(inputs, batch.Input.IsStdin) {
		return usagef("--fix mends files in place, which standard input has not: use --diff, or fvcfg fmt")
	}
	inputs, err := l.reports.without(inputs, args)
	if err != nil {
		return err
	}
	if err := l.baseline.prepare(inputs); err != nil {
		return err
	}
	inputs, broken := l.assign(inputs)
	return errors.Join(problem, broken, l.lintAll(ctx, inputs))
}

// lintAll checks the files on every core and reports in their order.
func (l *lintCommand) lintAll(ctx context.Context, inputs []batch.Input) error {
	progress := batch.NewProgress(l.stderr, batch.ProgressOptions{Terminal: l.isTerminal(l.stderr), Total: len(inputs), Label: "lint"})
	defer progress.Done()
	out := lintOutput{lintCommand: l, stdout: progress.Wrap(l.stdout), stderr: progress.Wrap(l.stderr)}
	var err error
	if out.reporter, err = l.reporter(out.stdout); err != nil {
		return err
	}
	if l.fix {
		group, end := l.newGroup(out.stderr)
		defer end()
		l.fixes = group
	}
	err = batch.Run(ctx, inputs, 0,
		func(_ context.Context, in batch.Input) linted { return l.lintOne(in) },
		func(r linted) error { progress.Step(); l.baseline.note(r); return out.add(r) })
	progress.Done()
	if err != nil {
		return err
	}
	written := l.closeBaseline(out.stderr, &out.summary)
	return errors.Join(out.close(), written, nothingChecked(len(inputs), out))
}

// lintOne checks one file by its configuration.
func (l *lintCommand) lintOne(in batch.Input) linted {
	linter := l.linters[in]
	r := l.lint(in, linter.Linter)
	l.baseline.match(in, &r, linter.Linter)
	var summary report.Summary
	summary.Add(r.findings)
	r.failing = linter.FailOn != config.Never && summary.Count(linter.FailOn) > 0
	return r
}

// lint checks one file. A file that its key does not open is a finding; one
// that cannot be read is an error.
func (l *lintCommand) lint(in batch.Input, linter *lint.Linter) linted {
	stored, done, err := l.readAny(in)
	defer done()
	if err != nil {
		return linted{err: err}
	}
	plain, encryption, err := cfgfile.Decrypt(stored, keysFor(in, stored, l.given)...)
	if err == nil && encryption == nil {
		err = l.missingKey(in, plain)
	}
	switch {
	case err != nil:
		return linted{findings: linter.Locked(in.Name, err), locked: true}
	case l.passesOver(in, plain):
		return linted{skipped: true, counted: !template.HasSuffix(in.Name)}
	case !l.fix && !l.diff:
		return checked(linter.Check(in.Name, plain))
	}
	fixed, mended, left := linter.Fix(in.Name, plain)
	r := linted{findings: left, fixed: mended}
	switch {
	case mended == 0:
	case l.diff:
		r = checked(linter.Check(in.Name, plain))
		r.diff, r.err = l.difference(in.Name, string(plain), string(fixed))
	default:
		r.err = l.write(document{input: in, stored: stored, encryption: encryption}, fixed)
	}
	return r
}

// checked returns what became of a file that was checked.
func checked(r lint.Result) linted {
	return linted{findings: r.Findings, template: r.Template}
}

// missingKey returns why a file's own key is missing, nil where it is not or where a rule
// says of the file that it wants one.
func (l *lintCommand) missingKey(in batch.Input, data []byte) error {
	err := l.given.missing(in)
	if errors.Is(err, errNoKey) {
		return nil
	}
	if _, err := cfgfile.Sniff(data); err == nil || !crypt.LooksEncrypted(data) {
		return nil
	}
	return err
}

// write writes a mended file back, encrypted as it was.
func (l *lintCommand) write(d document, fixed []byte) error {
	sealed, err := l.seal(d, fixed)
	if err != nil {
		return err
	}
	out := outputFlags{inPlace: true}
	return out.putNow(l.fixes, d, sealed, newFileMode)
}

// maxSideFile is the size in bytes of the largest file that lint reads: 256 MiB. A
// phone book can be larger than any provisioning file, and what of it is no phone book
// gets its finding from the rules.
const maxSideFile = 256 << 20

// readAny reads a file of up to maxSideFile. Large ones are read one at a time, or each
// worker could hold one: done, which is never nil, lets the next one in.
func (l *lintCommand) readAny(in batch.Input) (data []byte, done func(), err error) {
	if !in.IsStdin() { // which can be read once only
		data, err = l.reader.Read(in)
		if !errors.As(err, new(*batch.TooLargeError)) {
			return data, func() {}, err
		}
	}
	l.large.Lock()
	data, err = l.reader.ReadUpTo(in, maxSideFile)
	return data, l.large.Unlock, err
}

// difference returns what --fix would change, without secrets and without what stands in
// a phone book.
func (l *lintCommand) difference(name string, before, fixed string) (string, error) {
	hide := redact.NewText
	if lint.SideFile(name, []byte(before)) != 0 {
		hide = redact.NewSideFile
	}
	return l.unified(name, name+" (fixed)", before, fixed, hide)
}
