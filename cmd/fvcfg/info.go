package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
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

Several files are told of in turn, in JSON in one list; a folder stands for the .cfg,
.txt and .xml files in it and below. One that cannot be read keeps no other from
being told of.
` + keyHelp,
		Example: `  fvcfg info 001565113af8.cfg
  fvcfg info --format json --key-file site.key *.cfg`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return i.run(args) },
	}
	addFormat(c.Flags(), &i.format, "text or json")
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
	err = i.each(args, func(in batch.Input) error {
		info, err := i.info(in, keys)
		if err != nil {
			return err
		}
		if i.format == "json" {
			all = append(all, info)
			return nil
		}
		return info.print(i.stdout)
	})
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

func (f fileInfo) print(w io.Writer) error {
	t := newTable(w)
	row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
	fmt.Fprintf(t, "%s\n", f.File)
	row("name", strings.TrimSpace(f.Name.Kind+" "+f.Name.subject()))
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
		row("version", cmp.Or(f.Version, "none; a phone goes by the digest"))
		row("modules", f.Modules)
		row("settings", f.Settings)
		row("problems", f.Problems)
	}
	return t.Flush()
}
