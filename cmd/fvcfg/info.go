package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type infoCommand struct {
	*program
	keys   keyFlags
	format string
}

func (p *program) newInfo() *cobra.Command {
	i := &infoCommand{program: p}
	c := &cobra.Command{
		Use:   "info [flags] FILE…",
		Short: "Tell a file's dialect, version, digest and what its name stands for",
		Long: `Info tells, for each file, its dialect and generation, its version, its digests
as it is stored, whether it is encrypted, how many modules and settings it has
and which model or MAC its name stands for. Of a phone book, dial rules, an
access list or a firmware description it tells that it is one. It prints no setting.

Several files are told of in turn, in JSON in one list, with --format table in a line
each: the file, its dialect or what it is instead, version, whether it is encrypted, the
number of its settings, and the model or MAC of its name, with - for what there is not; a folder stands for the .cfg,
.txt and .xml files in it and below. One that cannot be read keeps no other from
being told of.
` + keyHelp,
		Example: `  fvcfg info 001565113af8.cfg
  fvcfg info --format table provisioning
  fvcfg info --format json --key-file site.key *.cfg`,
		Args: takes(1, anyNumber, "a file or a folder", "info 0c383e1a2b3c.cfg"),
		RunE: func(_ *cobra.Command, args []string) error { return i.run(args) },
	}
	addFormat(c.Flags(), &i.format, "text, json or table, which has a line a file", "table")
	i.addTemplate(c.Flags())
	i.keys.add(c.Flags())
	return c
}

// fileInfo is what info prints of a file.
type fileInfo struct {
	File       string   `json:"file"`
	Size       int      `json:"size"`
	MD5        string   `json:"md5"`
	SHA256     string   `json:"sha256"`
	Encrypted  string   `json:"encrypted"` // no, yes, probably
	Scheme     string   `json:"scheme,omitempty"`
	SideFile   string   `json:"side_file,omitempty"` // what it is instead of a provisioning file
	Template   string   `json:"template,omitempty"`  // the engine
	Dialect    string   `json:"dialect,omitempty"`
	Generation int      `json:"generation,omitempty"`
	Version    string   `json:"version,omitempty"`
	Modules    int      `json:"modules"`
	Settings   int      `json:"settings"`
	Problems   int      `json:"problems"`
	Name       identity `json:"name"`
}

func (i *infoCommand) run(args []string) error {
	keys, err := i.keyring(i.keys)
	if err != nil {
		return err
	}
	all := []fileInfo{}
	table := newTable(i.stdout)
	if i.format == "table" {
		fmt.Fprintln(table, "FILE\tDIALECT\tVERSION\tENCRYPTED\tSETTINGS\tNAME")
	}
	err = i.each(args, func(in batch.Input) error {
		info, err := i.info(in, keys)
		if err != nil {
			return err
		}
		switch i.format {
		case "json":
			all = append(all, info)
			return nil
		case "table":
			_, err := fmt.Fprintln(table, info.row())
			return err
		}
		return info.print(i.stdout)
	})
	if i.format == "table" {
		err = errors.Join(err, table.Flush())
	}
	if i.format == "json" {
		err = errors.Join(err, i.printJSON(struct {
			Version int        `json:"version"`
			Files   []fileInfo `json:"files"`
		}{1, all}))
	}
	return err
}

func (i *infoCommand) info(in batch.Input, keys *keyring) (fileInfo, error) {
	stored, err := i.reader.Read(in)
	if err != nil {
		return fileInfo{}, err
	}
	info := fileInfo{
		File: in.Name, Size: len(stored), MD5: cfgfile.MD5.Of(stored), SHA256: cfgfile.SHA256.Of(stored),
		Encrypted: "no", Name: identify(in.Name),
	}
	d, err := i.openTemplate(in, stored, keys)
	if d.encryption != nil {
		info.Encrypted, info.Scheme = "yes", d.encryption.Scheme.String()
	}
	kind := lint.SideFile(in.Name, stored)
	switch {
	case kind != 0:
		info.SideFile = kind.String()
		return info, nil
	case errors.Is(err, errEncrypted):
		info.Encrypted = "probably"
		if !errors.Is(err, errNoKey) {
			i.note("%s", messageOf(err))
		}
		return info, nil
	case err != nil:
		return fileInfo{}, err
	}
	if d.template != nil {
		info.Template = d.template.Engine.String()
	}
	sum := d.file.Summary()
	info.Dialect, info.Generation, info.Version = sum.Dialect.String(), sum.Dialect.Generation(), redact.String(sum.Version)
	info.Modules, info.Settings, info.Problems = sum.Modules, sum.Settings, sum.Problems
	return info, nil
}

// row returns the line of the table.
func (f fileInfo) row() string {
	settings := ""
	if f.Dialect != "" {
		settings = strconv.Itoa(f.Settings)
	}
	cells := []string{batch.Input{Name: f.File}.String(), cmp.Or(f.Dialect, f.SideFile), phrase.Visible(f.Version), f.Encrypted, settings, phrase.Visible(f.Name.subject())}
	for i := range cells {
		cells[i] = cmp.Or(cells[i], "-")
	}
	return strings.Join(cells, "\t")
}

func (f fileInfo) print(w io.Writer) error {
	t := newTable(w)
	row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
	fmt.Fprintf(t, "%s\n", batch.Input{Name: f.File})
	row("name", phrase.Visible(strings.TrimSpace(f.Name.Kind+" "+f.Name.subject())))
	if f.Name.Hint != nil {
		row("", f.Name.Hint.Reason)
	}
	if f.Name.Note != "" {
		row("", f.Name.Note)
	}
	row("size", fmt.Sprintf("%d bytes", f.Size))
	row("md5", f.MD5)
	row("sha256", f.SHA256)
	encrypted := f.Encrypted
	switch encrypted {
	case "yes":
		encrypted += ", " + f.Scheme
	case "probably":
		encrypted += "; give its key to see more"
	}
	row("encrypted", encrypted)
	if f.SideFile != "" {
		row("side file", f.SideFile)
	}
	if f.Template != "" {
		row("template", f.Template+"; read with its tags taken out")
	}
	if f.Dialect != "" {
		row("dialect", fmt.Sprintf("%s, generation %d", f.Dialect, f.Generation))
		row("version", cmp.Or(phrase.Visible(f.Version), "none; a phone goes by the digest"))
		row("modules", f.Modules)
		row("settings", f.Settings)
		row("problems", f.Problems)
	}
	return t.Flush()
}
