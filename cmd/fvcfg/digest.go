package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

type digestCommand struct {
	*program
	algorithm string
	check     bool
	format    string
	digest    cfgfile.Digest
}

func (p *program) newDigest() *cobra.Command {
	d := &digestCommand{program: p}
	c := &cobra.Command{
		Use:   "digest [flags] FILE…",
		Short: "Print or check the digest that a phone compares files by",
		Long: `Digest prints the digest of each file as it is stored, encrypted or not, since
that is what a phone downloads, in the form that md5sum and sha256sum print and
check. With -c it reads such lines from the files and checks them.

The vendor's description says that a phone compares digests, not which; MD5 is
the usual choice in this trade, and a guess.

A name with a line break or a backslash stands as md5sum writes it: escaped, on a line
that begins with a backslash.

Several files have a line each; a folder stands for the .cfg, .txt and .xml files in
it and below. One that cannot be read keeps no other from being done.`,
		Example: `  fvcfg digest *.cfg >digests.md5
  fvcfg digest -c digests.md5`,
		Args: takes(1, anyNumber, "a file or a folder", "digest 0c383e1a2b3c.cfg"),
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args) },
	}
	flags := c.Flags()
	flags.StringVar(&d.algorithm, "algorithm", "md5", "md5 or sha256")
	flags.BoolVarP(&d.check, "check", "c", false, "read digests from the files and check them")
	addFormat(flags, &d.format, "text or json")
	return c
}

func (d *digestCommand) run(args []string) error {
	var err error
	if d.digest, err = cfgfile.ParseDigest(d.algorithm); err != nil {
		return usagef("--algorithm: %w", err)
	}
	list := digestList{Version: 1, Algorithm: d.digest.String(), Files: []fileDigest{}}
	add := func(f fileDigest) error {
		if d.format == "json" {
			list.Files = append(list.Files, f)
			return nil
		}
		line := f.String()
		if d.isTerminal(d.stdout) { // md5sum leaves what else steers one, and would not find the file
			line = phrase.Visible(line)
		}
		_, err := fmt.Fprintln(d.stdout, line)
		return err
	}
	if d.check {
		err = d.each(args, func(in batch.Input) error { return d.checkList(in, add) })
	} else {
		err = d.each(args, func(in batch.Input) error { return d.print(in, add) })
	}
	if d.format == "json" {
		err = errors.Join(err, d.printJSON(list))
	}
	return err
}

// digestList is what digest prints as JSON.
type digestList struct {
	Version   int          `json:"version"`
	Algorithm string       `json:"algorithm"`
	Files     []fileDigest `json:"files"`
}

// fileDigest is the digest of a file, or with -c whether it has the one that the list has.
type fileDigest struct {
	File   string `json:"file"`
	Digest string `json:"digest"`
	Result string `json:"result,omitempty"` // of -c: ok or failed
}

// String returns the line that md5sum has for it.
func (f fileDigest) String() string {
	escape, name := escapeDigestName(f.File)
	if f.Result != "" {
		return escape + name + ": " + strings.ToUpper(f.Result)
	}
	return escape + f.Digest + "  " + name
}

func (d *digestCommand) print(in batch.Input, add func(fileDigest) error) error {
	data, err := d.reader.Read(in)
	if err != nil {
		return err
	}
	return add(fileDigest{File: in.Name, Digest: d.digest.Of(data)})
}

// checkList checks the files that a list of digests names.
func (d *digestCommand) checkList(list batch.Input, add func(fileDigest) error) error {
	data, err := d.reader.Read(list)
	if err != nil {
		return err
	}
	var errs []error
	checked := 0
	for line := range strings.Lines(string(data)) {
		sum, name, ok := cutDigest(strings.TrimRight(line, "\r\n"))
		if !ok || len(sum) != len(d.digest.Of(nil)) {
			continue
		}
		checked++
		errs = append(errs, d.checkFile(name, sum, add))
	}
	if checked == 0 {
		return fmt.Errorf("%s: no %s digest in it: a line is the digest, two spaces and a file name", list, d.digest)
	}
	return errors.Join(errs...)
}

func (d *digestCommand) checkFile(name, sum string, add func(fileDigest) error) error {
	data, err := d.reader.Read(batch.Input{Name: name})
	if err != nil {
		return err
	}
	f := fileDigest{File: name, Digest: d.digest.Of(data), Result: "ok"}
	if !strings.EqualFold(f.Digest, sum) {
		f.Result = "failed"
		return errors.Join(add(f), errFindings)
	}
	return add(f)
}

// cutDigest takes a line apart as md5sum writes it: a backslash where the name is escaped,
// the digest, a space, a space or an asterisk, the name.
func cutDigest(line string) (sum, name string, ok bool) {
	line, escaped := strings.CutPrefix(line, `\`)
	sum, name, ok = strings.Cut(line, " ")
	if !ok || len(name) < 2 || name[0] != ' ' && name[0] != '*' || strings.Trim(sum, "0123456789abcdefABCDEF") != "" {
		return "", "", false
	}
	name = name[1:]
	if escaped {
		name = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r").Replace(name)
	}
	return sum, name, true
}

// escapeDigestName returns a file's name as md5sum writes it, and the backslash that its
// line begins with where that is not the name itself.
func escapeDigestName(name string) (mark, escaped string) {
	escaped = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`).Replace(name)
	if escaped != name {
		mark = `\`
	}
	return mark, escaped
}
