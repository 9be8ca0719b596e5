package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type getCommand struct {
	*program
	keys        keyFlags
	format      string
	values      bool
	showSecrets bool
	textconv    bool

	redacted *redact.File
}

func (p *program) newGet() *cobra.Command {
	g := &getCommand{program: p}
	c := &cobra.Command{
		Use:   "get [flags] FILE [PATH…]",
		Short: "Print settings",
		Long: `Get prints the value of each setting that a PATH names, alone on a line. Where a
PATH is a pattern, it prints path and value with a tab between them, or with
--values the values alone; so it does with all settings where there is no PATH. A
line break, tab or other control character in a value is printed as \n, \r, \t or
\x1b there, and on a terminal always; --format json has every value as it is.
` + pathHelp + `

Passwords and other secrets, credentials in URLs among them, are hidden in lists,
text and JSON, unless --show-secrets is given. The value of a setting that is asked for by its own
path is printed. What counts as a secret is in docs/secrets.md.

A path that names nothing, or no pattern and yet several settings, is an error
(exit code 2) that lists the nearest, or all of them.

--textconv is for git, which compares what it prints (docs/git.md): the version,
then all settings, and for a file or a part of one that cannot be read a line with
a digest of it. The exit code is 0 then, whatever the file is.
` + keyHelp,
		Example: `  fvcfg get 001565113af8.cfg
  fvcfg get 001565113af8.cfg 'SIP CONFIG MODULE:SIP1 Register Addr'
  fvcfg get 001565113af8.cfg 'SIP*:SIP? Phone Number'
  fvcfg get --format json sysconf.xml 'sip/line[1]/*'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return g.run(batch.Input{Name: args[0]}, args[1:]) },
	}
	flags := c.Flags()
	flags.StringVar(&g.format, "format", "text", "text or json")
	flags.BoolVar(&g.values, "values", false, "print values alone, a line each")
	flags.BoolVar(&g.showSecrets, "show-secrets", false, "do not hide passwords and other secrets in lists")
	flags.BoolVar(&g.textconv, "textconv", false, "print the version and all settings of any file there is, for git to compare")
	g.keys.add(flags)
	return c
}

func (g *getCommand) run(in batch.Input, paths []string) error {
	switch {
	case g.format != "text" && g.format != "json":
		return usagef("--format is text or json, not %q", g.format)
	case g.textconv && (len(paths) > 0 || g.values || g.format == "json"):
		return usagef("--textconv takes a FILE alone: no PATH, no --values and no --format json")
	case g.textconv:
		return g.printForGit(in)
	}
	key, err := g.key(g.keys)
	if err != nil {
		return err
	}
	_, file, err := g.open(in, key)
	if err != nil {
		return err
	}
	for _, problem := range file.Problems() {
		if problem.Kind == cfgfile.NotWellFormed {
			g.note("%s: the XML is not well-formed on line %d, and may not be read behind it; lint tells more", in, file.Position(problem.Offset).Line)
			break
		}
	}
	chosen, err := g.choose(file, paths)
	if err != nil {
		return editError(in, redact.NewFile(file).Error(err, paths...))
	}
	if g.format == "json" {
		return g.printJSON(struct {
			Version  int          `json:"version"`
			Settings []gotSetting `json:"settings"`
		}{1, chosen})
	}
	return g.printText(g.text(chosen))
}

// gotSetting is a setting as it is printed.
type gotSetting struct {
	Path   string `json:"path"`
	Module string `json:"module"`
	List   string `json:"list"`
	Index  int    `json:"index"`
	Key    string `json:"key"`
	Value  string `json:"value"`
	Line   int    `json:"line"`
	Masked bool   `json:"masked,omitempty"`

	alone bool // asked for by its own path
}

// choose gives the settings that are asked for, all of them where none are.
func (g *getCommand) choose(file *cfgfile.File, paths []string) ([]gotSetting, error) {
	chosen := []gotSetting{}
	if len(paths) == 0 {
		for _, s := range file.Settings() {
			chosen = append(chosen, g.got(file, s, false))
		}
	}
	for _, path := range paths {
		settings, err := file.Find(path)
		if err == nil && (len(settings) == 0 || len(settings) > 1 && !file.IsPattern(path)) {
			_, err = file.Lookup(path)
		}
		if err != nil {
			return nil, err
		}
		for _, s := range settings {
			chosen = append(chosen, g.got(file, s, !file.IsPattern(path) || s.Path.String() == path))
		}
	}
	return chosen, nil
}

func (g *getCommand) got(file *cfgfile.File, s cfgfile.Setting, alone bool) gotSetting {
	got := gotSetting{Path: s.Path.String(), Module: s.Module, List: s.List, Index: s.Index, Key: s.Key, Value: s.Value, Line: s.Line, alone: alone}
	if alone || g.showSecrets {
		return got
	}
	if g.redacted == nil {
		g.redacted = redact.NewFile(file)
	}
	got.Path, got.Key, got.Value = g.redacted.Path(&s), g.redacted.Key(&s), g.redacted.Value(&s)
	got.Masked = got.Value != s.Value || got.Key != s.Key
	return got
}

// text gives settings as they are printed.
func (g *getCommand) text(settings []gotSetting) string {
	bare := len(settings) > 0
	for _, s := range settings {
		bare = bare && s.alone
	}
	var b strings.Builder
	for _, s := range settings {
		switch {
		case bare && g.isTerminal(g.stdout):
			b.WriteString(phrase.Visible(s.Value) + "\n")
		case bare:
			b.WriteString(s.Value + "\n")
		case g.values:
			b.WriteString(phrase.OneLine(s.Value) + "\n")
		default:
			fmt.Fprintf(&b, "%s\t%s\n", phrase.OneLine(s.Path), phrase.OneLine(s.Value))
		}
	}
	return b.String()
}

func (g *getCommand) printText(text string) error {
	if _, err := io.WriteString(g.stdout, text); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}
