package main

import (
	"errors"
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
	more        moreFiles
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
		Use:   "get [flags] FILE|DIR [--in FILE|DIR]… [PATH…]",
		Short: "Print settings, of a file or of a fleet",
		Long: `Get prints the value of each setting that a PATH names, alone on a line. Where a
PATH is a pattern, it prints path and value with a tab between them, or with
--values the values alone; so it does with all settings where there is no PATH. A
line break, tab or other control character in a value is printed as \n, \r, \t or
\x1b there, and on a terminal always; --format json has every value as it is.
` + pathHelp + `

Passwords and other secrets, credentials in URLs among them, are hidden in lists,
text and JSON, unless --show-secrets is given. The value of a setting that is asked for by its own
path is printed. What counts as a secret is in docs/secrets.md.

The path Version is the file's version, unless a setting has that name. No list has it.

A path that names nothing, or no pattern and yet several settings, is an error
(exit code 2) that lists the nearest, or all of them.

Of several files, or of a folder's, each line begins with the file and a tab, and in
JSON each setting has it; the path is left out where there is one and no pattern.
More files and folders come by --in. A file without such a setting is left out then,
and an error only where no other has it either. One that cannot be read keeps no
other from being printed; the exit code is that of the gravest error.

--format csv is the table of a fleet: a row a file, with the columns file, mac and
model, the last two as the file's name has them, and one for each PATH, empty where
the file has no such setting and "" where its value is empty. Values stand as they
are: one that begins with = is a formula to a spreadsheet. Secrets are printed where
a column is one's own path, as above.

--textconv is for git, which compares what it prints (docs/git.md): the version,
then all settings, and for a file or a part of one that cannot be read a line with
a digest of it. The exit code is 0 then, whatever the file is.
` + keyHelp,
		Example: `  fvcfg get 001565113af8.cfg
  fvcfg get 001565113af8.cfg 'SIP CONFIG MODULE:SIP1 Register Addr'
  fvcfg get 001565113af8.cfg 'SIP*:SIP? Phone Number'
  fvcfg get --format json sysconf.xml 'sip/line[1]/*'
  fvcfg get provisioning @line1.number @line1.server --format csv >fleet.csv`,
		Args: takes(1, anyNumber, "a file or a folder", "get 0c383e1a2b3c.cfg 'SIP1 Phone Number'"),
		RunE: func(_ *cobra.Command, args []string) error { return g.run(g.more.files(args[0]), args[1:]) },
	}
	c.ValidArgsFunction = p.completePath
	flags := c.Flags()
	addFormat(flags, &g.format, "text, json or csv", "csv")
	flags.BoolVar(&g.values, "values", false, "print values alone, a line each")
	flags.BoolVar(&g.showSecrets, "show-secrets", false, "do not hide passwords and other secrets in lists")
	flags.BoolVar(&g.textconv, "textconv", false, "print the version and all settings of any file there is, for git to compare")
	g.more.add(flags)
	g.addTemplate(flags)
	g.keys.add(flags)
	return c
}

func (g *getCommand) run(files, paths []string) error {
	switch {
	case g.textconv && (len(files) > 1 || len(paths) > 0 || g.values || g.format != "text"):
		return usagef("--textconv takes a FILE alone: no --in, no PATH, no --values and no --format")
	case g.textconv:
		return g.printForGit(batch.Input{Name: files[0]})
	case g.format == "csv" && (len(paths) == 0 || g.values):
		return usagef("--format csv has a column for each PATH: give one at least, and no --values")
	}
	if err := checkNames(paths); err != nil {
		return err
	}
	keys, err := g.keyring(g.keys)
	if err != nil {
		return err
	}
	inputs, problem := batch.Expand(files, batch.ExpandOptions{EachName: true})
	switch {
	case areSeveral(files, inputs):
		return errors.Join(problem, g.getMany(files, inputs, paths, keys))
	case problem != nil:
		return problem
	case g.format == "csv":
		return g.getMany(files, inputs, paths, keys)
	}
	return g.getOne(inputs[0], paths, keys)
}

// getOne prints the settings of one file.
func (g *getCommand) getOne(in batch.Input, paths []string, keys *keyring) error {
	stored, err := g.reader.Read(in)
	if err != nil {
		return err
	}
	d, err := g.openTemplate(in, stored, keys)
	if err != nil {
		return err
	}
	g.noteBroken(d)
	chosen, err := g.choose(&d, paths)
	if err != nil {
		return editError(in, redact.NewFile(d.file).Error(err, paths...))
	}
	if g.format == "json" {
		return g.printJSON(struct {
			Version  int          `json:"version"`
			Settings []gotSetting `json:"settings"`
		}{1, chosen})
	}
	return g.printText(g.text(chosen))
}

// noteBroken says where XML stops being well-formed.
func (g *getCommand) noteBroken(d document) {
	if at, broken := d.file.BrokenAt(); broken {
		g.note("%s: the XML is not well-formed on line %d, and may not be read behind it; lint tells more", d.input, at.Line)
	}
}

// gotSetting is a setting as it is printed.
type gotSetting struct {
	File   string `json:"file,omitempty"` // of several
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

// choose returns the settings that are asked for, all of them where none are.
func (g *getCommand) choose(d *document, paths []string) ([]gotSetting, error) {
	chosen := []gotSetting{}
	if len(paths) == 0 {
		for _, s := range d.file.Settings() {
			chosen = append(chosen, g.got(d, s, false))
		}
	}
	for _, path := range paths {
		if d.file.NamesVersion(path) {
			version, err := gotVersion(d.file, path)
			if err != nil {
				return nil, err
			}
			chosen = append(chosen, version)
			continue
		}
		settings, err := d.find(path)
		if err != nil {
			return nil, err
		}
		for _, s := range settings {
			chosen = append(chosen, g.got(d, s, len(settings) == 1 && !d.file.IsPattern(path) || d.written(s).Path.String() == path))
		}
	}
	return chosen, nil
}

// gotVersion returns the file's version as if it were a setting outside of any module.
func gotVersion(file *cfgfile.File, path string) (gotSetting, error) {
	version := shownVersion(file)
	if version == "" {
		return gotSetting{}, &cfgfile.PathError{Path: path, Reason: "the file carries no version"}
	}
	line := 1 + strings.Count(file.Source()[:file.Frame().Version.Start], "\n")
	return gotSetting{Path: versionPath, Key: versionPath, Value: version, Line: line, alone: true}, nil
}

func (g *getCommand) got(d *document, s cfgfile.Setting, alone bool) gotSetting {
	w := d.written(s)
	got := gotSetting{Path: w.Path.String(), Module: w.Module, List: w.List, Index: w.Index, Key: w.Key, Value: w.Value, Line: w.Line, alone: alone}
	if alone || g.showSecrets {
		return got
	}
	if g.redacted == nil {
		g.redacted = redact.NewFile(d.file)
	}
	if key := g.redacted.Key(&s); key != s.Key {
		got.Path, got.Key, got.Masked = g.redacted.Path(&s), key, true
	}
	if value := g.redacted.Value(&s); value != s.Value {
		got.Value, got.Masked = value, true
	}
	return got
}

// text returns settings as they are printed.
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

// printForGit prints a file for git to compare with another version of it: the version
// and the settings. Where git's textconv fails with one file, git shows none of the
// others, so this does not fail: of what cannot be read it prints a digest, which
// differs where the bytes do.
func (g *getCommand) printForGit(in batch.Input) error {
	stored, err := g.reader.ReadUpTo(in, maxSideFile)
	if err != nil {
		return g.printText("(" + gitReason(in, err) + ")\n")
	}
	file, err := g.openForGit(in, stored)
	if err != nil {
		return g.printText(fmt.Sprintf("(%s; the file's SHA-256 is %s)\n", gitReason(in, err), shortDigest(stored)))
	}
	version := ""
	if v := shownVersion(file); v != "" {
		version = "Version\t" + phrase.OneLine(v) + "\n"
	}
	all, err := g.choose(&document{file: file}, nil)
	if err != nil {
		return err
	}
	return g.printText(version + g.text(all) + unreadForGit(file))
}

// openForGit reads a file's settings. A key that cannot be had counts for encrypted
// files alone.
func (g *getCommand) openForGit(in batch.Input, stored []byte) (*cfgfile.File, error) {
	keys, missing := g.keyring(g.keys)
	if missing != nil {
		keys = &keyring{}
	}
	d, err := open(in, stored, keys)
	if missing != nil && errors.Is(err, errEncrypted) {
		err = missing
	}
	return d.file, err
}

// gitReason returns an error in a line and without the file's name, which git makes up
// anew for each version.
func gitReason(in batch.Input, err error) string {
	text := strings.TrimPrefix(err.Error(), in.String()+": ")
	return phrase.OneLine(redact.Message(text))
}

// unreadForGit returns a line for what of ill-formed XML may not have been read, which is
// all behind the last setting: where a tag is broken, the place that the parser names can
// lie far behind the tag.
func unreadForGit(file *cfgfile.File) string {
	at, broken := file.BrokenAt()
	if !broken {
		return ""
	}
	end := 0
	for _, s := range file.Settings() {
		end = max(end, s.ValueSpan.End)
	}
	return fmt.Sprintf("(the XML is not well-formed on line %d, and may not be read behind it; what follows the last setting has the SHA-256 %s)\n",
		at.Line, shortDigest([]byte(file.Source()[end:])))
}

// shortDigest is enough of a digest to tell two versions of a file apart.
func shortDigest(data []byte) string { return cfgfile.SHA256.Of(data)[:12] }
