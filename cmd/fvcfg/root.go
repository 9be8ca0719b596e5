package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// program is fvcfg with everything it touches outside itself, so that it runs
// whole inside a test.
type program struct {
	stdin      io.Reader
	stdout     io.Writer
	stderr     io.Writer
	getenv     func(string) string
	random     io.Reader
	isTerminal func(stream any) bool

	reader  *batch.Reader
	color   string // --color
	started bool   // a command's own work has begun: flags and arguments were right
}

// run executes the program with its arguments and gives the exit code.
func (p *program) run(args []string) int {
	p.reader = &batch.Reader{Stdin: p.stdin}
	root := p.newRoot(args)
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.Execute()
	if err != nil && !p.started {
		err = usage(err)
	}
	if err != nil {
		p.printError(err)
	}
	return exitCode(err)
}

// printError prints each of the errors that are joined on a line of its own.
func (p *program) printError(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // only the outermost is a list
		for _, e := range joined.Unwrap() {
			p.printError(e)
		}
		return
	}
	if !errors.Is(err, errFindings) && !errors.Is(err, errReported) {
		fmt.Fprintln(p.stderr, "fvcfg: "+messageOf(err))
	}
}

// messageOf gives the text of an error as it may be shown.
func messageOf(err error) string {
	return strings.TrimRight(redact.Message(err.Error()), "\n")
}

// newRoot makes the root command for a run with these arguments; without any, it has all
// commands.
func (p *program) newRoot(args []string) *cobra.Command {
	showVersion := false
	root := &cobra.Command{
		Use:   "fvcfg",
		Short: "Check, change, format, name, stamp and encrypt Fanvil provisioning files",
		Long: `fvcfg works on the files that Fanvil phones configure themselves from: text
with a <<VOIP CONFIG FILE>> header, XML and dotted files, clear or encrypted.

Every command takes "-" for standard input and several files at once. Findings
and data go to standard output, everything else to standard error.

Exit codes: 0 done and nothing found, 1 findings, differences, losses or a result
refused, 2 wrong usage, 3 could not do it (unreadable, undecryptable, disk).`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			switch p.color {
			case "auto", "always", "never":
				return nil
			}
			return usagef("--color is auto, always or never, not %q", p.color)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return p.printVersion("text")
			}
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; %s --help lists the flags", err, cmd.CommandPath())
	})
	root.Flags().BoolVar(&showVersion, "version", false, "print the version of fvcfg")
	root.PersistentFlags().StringVar(&p.color, "color", "auto", "colours: auto (on a terminal, unless NO_COLOR is set), always or never")
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveDefault)
	root.AddCommand(p.commands(args)...)
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
		p.markStart(c)
	}
	return root
}

// markStart notes when a command's own work begins: an error before that is
// one of usage. It looks at what concerns the arguments of every command.
func (p *program) markStart(c *cobra.Command) {
	work := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		p.started = true
		if err := stdinOnce(cmd, args); err != nil {
			return err
		}
		return work(cmd, args)
	}
}

// colored tells whether to colour what goes to a stream.
func (p *program) colored(stream io.Writer) bool {
	switch p.color {
	case "always":
		return true
	case "never":
		return false
	}
	return p.isTerminal(stream) && p.getenv("NO_COLOR") == "" && p.getenv("TERM") != "dumb"
}

// note tells the user something that is neither data nor an error.
func (p *program) note(format string, args ...any) {
	fmt.Fprintf(p.stderr, "fvcfg: "+format+"\n", args...)
}
