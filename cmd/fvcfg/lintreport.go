package main

import (
	"fmt"
	"io"

	"github.com/fvcfg/fvcfg/internal/report"
)

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
	o.summary.Known += r.known
	o.summary.Fixed += r.fixed
	o.failing = o.failing || r.failing
	if _, err := io.WriteString(o.stdout, r.diff); err != nil {
		return err
	}
	return o.reporter.Findings(r.findings)
}

// close ends the report and returns how the command ends.
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

// reportTo returns where the report goes: with --diff the difference has standard
// output to itself.
func (l *lintCommand) reportTo(stdout io.Writer) io.Writer {
	if l.diff {
		return io.Discard
	}
	return stdout
}
