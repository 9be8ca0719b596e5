package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
)

// reportFlags say what is shown of the findings, and which reports are written beside that.
type reportFlags struct {
	given   []string // --report
	summary bool
	quiet   bool

	files []reportFile
}

// reportFile is a report that goes to a file.
type reportFile struct {
	name    string
	content *bytes.Buffer
	report.Reporter
}

func (r *reportFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&r.given, "report", nil, "write a report to a file, too: FORMAT=FILE, as sarif=out.sarif (repeatable)")
	flags.BoolVar(&r.summary, "summary", false, "count the findings by rule, and list none; with --format text or json")
	flags.BoolVarP(&r.quiet, "quiet", "q", false, "print the count alone")
}

// prepare checks the flags before anything is read.
func (r *reportFlags) prepare(format string, diff bool) error {
	switch {
	case diff && format != "text":
		return usagef("--diff shows a difference in place of the report: leave --format out")
	case diff && (r.summary || r.quiet):
		return usagef("--diff shows a difference in place of the report: leave --summary and -q out")
	case r.summary && r.quiet:
		return usagef("give --summary or -q, not both")
	case r.quiet && format != "text":
		return usagef("-q prints the count alone, in text: leave --format out")
	}
	for _, given := range r.given {
		if err := r.addFile(given); err != nil {
			return err
		}
	}
	return nil
}

// addFile takes what --report says.
func (r *reportFlags) addFile(given string) error {
	format, name, ok := strings.Cut(given, "=")
	switch {
	case !ok || name == "":
		return usagef("--report is FORMAT=FILE, as sarif=out.sarif, not %q", given)
	case name == "-":
		return usagef("--report writes to a file: standard output is for --format")
	case slices.ContainsFunc(r.files, func(f reportFile) bool { return isSameName(f.name, name) }):
		return usagef("--report: two reports go to %s", name)
	}
	f := reportFile{name: name, content: new(bytes.Buffer)}
	var err error
	if f.Reporter, err = report.New(format, f.content, report.Options{}); err != nil {
		return usagef("--report: %w", err)
	}
	r.files = append(r.files, f)
	return nil
}

// isSameName reports whether two names are those of one file, links aside.
func isSameName(a, b string) bool {
	return absolute(a) == absolute(b)
}

func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		return full
	}
	return filepath.Clean(name)
}

// without returns the inputs without the reports of an earlier run, which a folder may hold.
// A file that is named and is to be written over is wrong usage.
func (r *reportFlags) without(inputs []batch.Input, args []string) ([]batch.Input, error) {
	for _, f := range r.files {
		if slices.ContainsFunc(args, func(arg string) bool { return arg != "-" && isSameName(arg, f.name) }) {
			return nil, usagef("--report: %s is to be checked, and a report would take its place", f.name)
		}
		full := absolute(f.name)
		inputs = slices.DeleteFunc(inputs, func(in batch.Input) bool { return !in.IsStdin() && absolute(in.Name) == full })
	}
	return inputs, nil
}

// onScreen reports whether findings are shown for people at a terminal.
func (l *lintCommand) onScreen() bool {
	return l.format == "text" && !l.reports.quiet && !l.reports.summary && !l.diff && l.isTerminal(l.stdout)
}

// reporter returns what reports to standard output and to the files.
func (l *lintCommand) reporter(stdout io.Writer) (all report.Reporters, err error) {
	var shown report.Reporter
	switch {
	case l.diff: // the difference has standard output to itself
	case l.reports.quiet:
		shown = report.NewCount(stdout)
	case l.reports.summary:
		shown, err = report.NewRuleCounts(l.format, stdout)
	default:
		shown, err = report.New(l.format, stdout, report.Options{Color: l.colored(l.stdout), Screen: l.onScreen(), Width: l.columns(l.stdout)})
	}
	if err != nil {
		return nil, usage(err)
	}
	if shown != nil {
		all = append(all, shown)
	}
	for _, f := range l.reports.files {
		all = append(all, f)
	}
	return all, nil
}

// columns returns how wide a terminal is, 0 where nobody knows.
func (p *program) columns(stream any) int {
	if n, err := strconv.Atoi(p.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if p.width == nil || !p.isTerminal(stream) {
		return 0
	}
	return p.width(stream)
}

// lintOutput takes the results of files as they come.
type lintOutput struct {
	*lintCommand
	stdout, stderr io.Writer
	reporter       report.Reporter
	summary        report.Summary
	failed         bool // a file could not be done
	failing        bool // there are findings that make the command fail
	differs        bool // --diff has shown something
}

func (o *lintOutput) add(r linted) error {
	if r.err != nil {
		o.failed = true
		_, err := fmt.Fprintln(o.stderr, "fvcfg: "+messageOf(r.err))
		return err
	}
	if r.skipped {
		if r.counted {
			o.summary.Skipped++
		}
		return nil
	}
	o.summary.Add(r.findings)
	o.summary.AddTemplate(r.template)
	o.summary.Known += r.known
	o.summary.Fixed += r.fixed
	o.failing = o.failing || r.failing
	o.differs = o.differs || r.diff != ""
	if _, err := io.WriteString(o.stdout, r.diff); err != nil {
		return err
	}
	return o.reporter.Findings(r.findings)
}

// close ends the reports and returns how the command ends.
func (o *lintOutput) close() error {
	if err := o.reporter.Close(o.summary); err != nil {
		return err
	}
	if err := o.writeReports(); err != nil {
		return err
	}
	o.count()
	switch {
	case o.failed:
		return errReported
	case o.failing:
		return errFindings
	}
	return nil
}

// count says on standard error what a report of lines has no place for: a line of it is a
// finding. That --diff has nothing to show is said there, too.
func (o *lintOutput) count() {
	switch {
	case o.summary.Files == 0:
	case o.diff && !o.differs:
		fmt.Fprintf(o.stderr, "fvcfg: --fix would change nothing: %s\n", o.summary)
	case !o.diff && o.format == "text" && !o.reports.quiet && !o.reports.summary && !o.onScreen():
		fmt.Fprintf(o.stderr, "fvcfg: %s\n", o.summary)
	}
}

// writeReports writes the reports that go to files, each whole or not at all.
func (o *lintOutput) writeReports() error {
	if len(o.reports.files) == 0 {
		return nil
	}
	group, end := o.newGroup(o.stderr)
	defer end()
	for _, f := range o.reports.files {
		if err := group.WriteFile(f.name, f.content.Bytes(), batch.WriteOptions{Overwrite: true}); err != nil {
			return err
		}
	}
	return nil
}
