package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type lintCommand struct {
	*program
	keys    keyFlags
	config  configFlags
	format  string
	fix     bool
	diff    bool
	only    []string
	disable []string
	failOn  string
	model   string

	fixes  *batch.Group // writes them
	setups *lintSetups
	key    *crypt.Key
	large  sync.Mutex // held while a large file is worked on
}

func (p *program) newLint() *cobra.Command {
	l := &lintCommand{program: p}
	c := &cobra.Command{
		Use:   "lint [flags] [FILE|DIR]…",
		Short: "Check files and say what is wrong with them",
		Long: `Lint checks provisioning files of every dialect, and the files that they point
phones at: phone books (.csv, .xml, .vcf), dialPeer.csv and accessList.csv. It
prints a line for each finding: file:line:column: message [rule]. A folder stands
for the .cfg, .txt, .xml, .csv and .vcf files in it and below; without arguments
it is the current folder.

With --fix it mends what can be mended without a guess; --diff shows what --fix
would change. A file that is encrypted needs its key.
` + configHelp + keyHelp,
		Example: `  fvcfg lint examples
  fvcfg lint --fix 001565113af8.cfg
  fvcfg lint --model X6 --format json F0V00X600000.cfg`,
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&l.format, "format", "text", "report format: "+strings.Join(report.Formats(), ", "))
	flags.BoolVar(&l.fix, "fix", false, "mend what can be mended without a guess, in place")
	flags.BoolVar(&l.diff, "diff", false, "show what --fix would change, and change nothing; secrets are hidden")
	flags.StringSliceVar(&l.only, "only", nil, "check only these rules, by number or name")
	flags.StringSliceVar(&l.disable, "disable", nil, "leave these rules out")
	flags.StringVar(&l.failOn, "fail-on", "warning", "exit with 1 on findings of this severity or a graver one: error, warning or info")
	flags.StringVar(&l.model, "model", "", "the model that the files are for")
	l.config.add(flags)
	l.keys.add(flags)
	return c
}

// prepare turns the flags into what the work needs.
func (l *lintCommand) prepare() error {
	options := lint.Options{Only: l.only, Disable: l.disable, Excerpts: l.format == "text" && l.isTerminal(l.stdout)}
	switch {
	case l.fix && l.diff:
		return usagef("give --fix or --diff, not both")
	case l.diff && l.format != "text":
		return usagef("--diff shows a difference in place of the report: leave --format out")
	}
	if l.model != "" {
		model, err := naming.LookupModel(l.model)
		if err != nil {
			return usage(err)
		}
		options.Model = &model
	}
	least, err := lint.ParseSeverity(l.failOn)
	if err != nil {
		return usagef("--fail-on: %w", err)
	}
	if l.setups, err = newLintSetups(options, least, l.config); err != nil {
		return err
	}
	l.key, err = l.program.key(l.keys)
	return err
}

// linted is what became of one file.
type linted struct {
	findings []lint.Finding
	failing  bool // some of them make the command fail
	fixed    int
	diff     string
	err      error
}

func (l *lintCommand) run(ctx context.Context, args []string) error {
	if err := l.prepare(); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	inputs, problem := batch.Expand(args, batch.ExpandOptions{EachName: !l.fix, Extensions: lintExtensions})
	if l.fix && slices.ContainsFunc(inputs, batch.Input.IsStdin) {
		return usagef("--fix mends files in place, which standard input has not: use --diff, or fvcfg fmt")
	}
	inputs, broken := l.setups.assign(inputs)
	return errors.Join(problem, broken, l.lintAll(ctx, inputs))
}

// lintAll checks the files on every core and reports in their order.
func (l *lintCommand) lintAll(ctx context.Context, inputs []batch.Input) error {
	progress := batch.NewProgress(l.stderr, batch.ProgressOptions{Terminal: l.isTerminal(l.stderr), Total: len(inputs), Label: "lint"})
	defer progress.Done()
	out := lintOutput{stdout: progress.Wrap(l.stdout), stderr: progress.Wrap(l.stderr)}
	var err error
	out.reporter, err = report.New(l.format, l.reportTo(out.stdout), report.Options{Color: l.colored(l.stdout), Excerpts: true})
	if err != nil {
		return usage(err)
	}
	if l.fix {
		group, end := l.newGroup(out.stderr)
		defer end()
		l.fixes = group
	}
	err = batch.Run(ctx, inputs, 0,
		func(_ context.Context, in batch.Input) linted { return l.lintOne(in) },
		func(r linted) error { progress.Step(); return out.add(r) })
	progress.Done()
	if err != nil {
		return err
	}
	return out.close()
}

// lintOutput takes the results of files as they come.
type lintOutput struct {
	stdout, stderr io.Writer
	reporter       report.Reporter
	summary        report.Summary
	failed         bool // a file could not be done
	failing        bool // there are findings that make the command fail
}

func (o *lintOutput) add(r linted) error {
	if r.err != nil {
		o.failed = true
		_, err := fmt.Fprintln(o.stderr, "fvcfg: "+redact.Message(r.err.Error()))
		return err
	}
	o.summary.Add(r.findings)
	o.summary.Fixed += r.fixed
	o.failing = o.failing || r.failing
	if _, err := io.WriteString(o.stdout, r.diff); err != nil {
		return err
	}
	return o.reporter.Findings(r.findings)
}

// close ends the report and tells how the command ends.
func (o *lintOutput) close() error {
	if err := o.reporter.Close(o.summary); err != nil {
		return err
	}
	switch {
	case o.failed:
		return errReported
	case o.failing:
		return errFindings
	}
	return nil
}

// reportTo gives where the report goes: with --diff the difference has standard
// output to itself.
func (l *lintCommand) reportTo(stdout io.Writer) io.Writer {
	if l.diff {
		return io.Discard
	}
	return stdout
}

// lintExtensions are those of the files that lint takes from a folder.
var lintExtensions = []string{".cfg", ".txt", ".xml", ".csv", ".vcf"}

// lintOne checks one file by its configuration.
func (l *lintCommand) lintOne(in batch.Input) linted {
	setup := l.setups.of(in)
	r := l.lint(in, setup.linter)
	var summary report.Summary
	summary.Add(r.findings)
	r.failing = summary.Count(setup.least) > 0
	return r
}

// lint checks one file. A file that its key does not open is a finding; one
// that cannot be read is an error.
func (l *lintCommand) lint(in batch.Input, linter *lint.Linter) linted {
	d, done, err := l.readAny(in)
	defer done()
	switch {
	case err != nil && d.stored == nil:
		return linted{err: err}
	case err != nil:
		return linted{findings: linter.Locked(in.Name, errors.Unwrap(err))}
	case !l.fix && !l.diff:
		return linted{findings: linter.Lint(in.Name, d.plain)}
	}
	fixed, mended, left := linter.Fix(in.Name, d.plain)
	r := linted{findings: left, fixed: mended}
	if mended == 0 {
		return r
	}
	if l.diff {
		diff, err := l.difference(in.Name, d.plain, fixed)
		return linted{findings: linter.Lint(in.Name, d.plain), diff: diff, err: err}
	}
	sealed, err := l.seal(d, fixed)
	if err == nil {
		out := outputFlags{inPlace: true}
		err = out.putNow(l.fixes, d, sealed, 0)
	}
	if err != nil {
		return linted{err: err}
	}
	return r
}
