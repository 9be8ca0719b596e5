package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/redact"
	"github.com/fvcfg/fvcfg/pkg/template"
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
	width      func(terminal any) int // in columns, 0 where it is not known; nil: never known

	templates template.Choice // --template

	reader  *batch.Reader
	color   string // --color
	started bool   // a command's own work has begun: flags and arguments were right
}

// run executes the program with its arguments and returns the exit code.
func (p *program) run(args []string) int {
	p.reader = &batch.Reader{Stdin: p.stdin}
	root := p.newRoot(args)
	addOwn(root)
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.Execute()
	if err != nil && !p.started {
		err = usage(err)
	}
	p.printError(err)
	return exitCode(err)
}

// printError prints each of the errors that are joined on a line of its own.
func (p *program) printError(err error) {
	_ = eachError(err, func(e error) error {
		if !errors.Is(e, errFindings) && !errors.Is(e, errReported) {
			fmt.Fprintln(p.stderr, "fvcfg: "+messageOf(e))
		}
		return nil
	})
}

// messageOf returns the text of an error as it may be shown. What steers a terminal is
// written as Go writes it, but for the line ends of a list.
func messageOf(err error) string {
	text := strings.TrimRight(redact.Message(err.Error()), "\n")
	return phrase.Escape(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' })
}

// newRoot returns the root command for a run with these arguments; without any, it has all
// commands.
func (p *program) newRoot(args []string) *cobra.Command {
	showVersion := false
	root := &cobra.Command{
		Use:   "fvcfg",
		Short: "Check, change, format, name, stamp and encrypt Fanvil provisioning files",
		Long: `fvcfg works on the files that Fanvil phones configure themselves from: text
with a <<VOIP CONFIG FILE>> header, XML and dotted files, clear or encrypted.

FILE… is several files or folders, and a folder stands for the .cfg, .txt and .xml
files in it and below; to lint, for phone books and other side files as well. get,
set and unset take one by position and more by --in, since paths stand behind it;
diff takes two. generate, simulate, url and keygen take none: flags name what they
read. "-" is standard input, but for learn, which wants a name. A file that fails
does not keep the others from being done, and the exit code is the highest.
Findings and data go to standard output, everything else to standard error.

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
		Args: takesCommand,
		RunE: func(*cobra.Command, []string) error {
			if showVersion {
				return p.printVersion("text")
			}
			_, err := io.WriteString(p.stdout, frontPage)
			return err
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
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		p.addCompletions(root)
	}
	return root
}

// markStart notes when a command's own work begins: an error before that is
// one of usage. It checks what concerns the arguments of every command.
func (p *program) markStart(c *cobra.Command) {
	work := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		p.started = true
		if err := stdinOnce(cmd, args); err != nil {
			return err
		}
		if f := cmd.Flags().Lookup("format"); f != nil && f.Annotations[oneOf] != nil {
			if formats, format := f.Annotations[oneOf], f.Value.String(); !slices.Contains(formats, format) {
				return usagef("--format is %s, not %q%s", phrase.List(formats, "or"), format, meant(format, formats))
			}
		}
		return work(cmd, args)
	}
}

// meant asks whether a word is a slip of a known one, "" where none is near.
func meant(word string, known []string) string {
	for _, name := range known {
		if limit := max(1, len(name)/3); typo.Distance(name, word, limit) <= limit {
			return ": did you mean " + name + "?"
		}
	}
	return ""
}

// What the help of a command says of several files. One that fails is told of in each.
const (
	severalHelp = `
Several files and folders are done in turn. A folder stands for the .cfg, .txt and
.xml files in it and below, and side files that it holds are passed over. A file that
fails keeps no other from being done; the exit code is the highest.`
	severalResultsHelp = severalHelp + `
The results of several files go into --out-dir, with -w back to where they came from,
or with -o - to standard output, one behind the other. None goes there without that.`
)

// oneOf marks a flag --format that is one of the values given there, and nothing else.
const oneOf = "one of"

// addFormat adds such a flag, for text, JSON and what else there is.
func addFormat(flags *pflag.FlagSet, format *string, help string, others ...string) {
	flags.StringVar(format, "format", "text", help)
	flags.Lookup("format").Annotations = map[string][]string{oneOf: append([]string{"text", "json"}, others...)}
}

// colored reports whether to colour what goes to a stream.
func (p *program) colored(stream io.Writer) bool {
	switch p.color {
	case "always":
		return true
	case "never":
		return false
	}
	return p.isTerminal(stream) && p.getenv("NO_COLOR") == "" && p.getenv("TERM") != "dumb"
}

// note prints what is neither data nor an error.
func (p *program) note(format string, args ...any) {
	fmt.Fprintf(p.stderr, "fvcfg: "+format+"\n", args...)
}

// printJSON prints a value as indented JSON.
func (p *program) printJSON(value any) error {
	e := json.NewEncoder(p.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// newTable returns a table in columns, whose cells are written with a tab between them.
func newTable(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }

// maker makes a command.
type maker struct {
	name    string
	command func() *cobra.Command
}

// makers returns what makes each command. No command looks at another one.
func (p *program) makers() []maker {
	return []maker{
		{"lint", p.newLint}, {"fmt", p.newFmt}, {"info", p.newInfo},
		{"get", p.newGet}, {"set", p.newSet}, {"unset", p.newUnset},
		{"convert", p.newConvert}, {"diff", p.newDiff}, {"stamp", p.newStamp}, {"digest", p.newDigest},
		{"encrypt", p.newEncrypt}, {"decrypt", p.newDecrypt}, {"keygen", p.newKeygen}, {"generate", p.newGenerate}, {"learn", p.newLearn},
		{"name", p.newName}, {"url", p.newURL}, {"simulate", p.newSimulate},
		{"explain", p.newExplain}, {"man", p.newMan}, {"completion", p.newCompletion}, {"version", p.newVersion},
	}
}

// commands returns the command that the arguments begin with, and all of them where they
// begin with anything else: a flag, help, a word to complete, a slip. To make commands
// that are not asked for, with their flags and help, would be most of what this program
// itself does in a short run.
func (p *program) commands(args []string) []*cobra.Command {
	makers := p.makers()
	for _, m := range makers {
		if len(args) > 0 && args[0] == m.name {
			return []*cobra.Command{m.command()}
		}
	}
	var all []*cobra.Command
	for _, m := range makers {
		all = append(all, m.command())
	}
	return all
}

// stdinFlags are the flags that name a file which can be standard input.
var stdinFlags = []string{
	"ca-file", "derive-keys", "device-key-file", "from", "from-notify", "from-option43", "general-key-file", "key-file",
	"last-device", "last-general", "like", "password-file", "phones", "running", "secrets", "value-file",
}

// stdinOnce refuses arguments that name standard input for two things: it can be read
// once. The same argument twice is for the command to judge.
func stdinOnce(c *cobra.Command, args []string) error {
	var names []string
	if slices.Contains(fileArguments(c, args), "-") {
		names = append(names, "FILE")
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.String() == "-" && slices.Contains(stdinFlags, f.Name) {
			names = append(names, "--"+f.Name)
		}
	})
	if len(names) < 2 {
		return nil
	}
	return usagef("standard input can be read once, and %s name it: give a file for all but one", strings.Join(names, " and "))
}

// fileArguments returns the arguments that name files. Behind the first file of get, set and
// unset stand paths and values, which can be a dash, and --in has the other files.
func fileArguments(c *cobra.Command, args []string) []string {
	if more, err := c.Flags().GetStringArray(inFlag); err == nil {
		return slices.Concat(args[:min(1, len(args))], more)
	}
	return args
}

// frontPage is what fvcfg prints alone: all commands by what one wants to do, on a screen of
// 24 rows.
const frontPage = `fvcfg checks and changes the files that Fanvil phones configure themselves from.

Usage: fvcfg COMMAND [flags] [FILE…]

Check     lint       find mistakes              info      dialect, version, …
          explain    what a rule or key means   diff      compare by setting
          simulate   what would a phone do?
Change    get        read settings              set       change settings
          unset      remove settings            fmt       canonical form
          stamp      raise the version          convert   to text, XML, dotted
Secure    encrypt    seal with AES-256          decrypt   open, by any scheme
          keygen     make a key                 digest    print or check digests
Deliver   name       names that phones ask for
          url        DHCP, SIP, TR-069, static
Fleets    generate   files from a table         learn     a table from files
More      man        manual pages               help      of a command
          completion for your shell             version   of fvcfg

Start with: fvcfg lint FOLDER      More: fvcfg COMMAND --help
`
