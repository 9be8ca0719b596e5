package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

type digestCommand struct {
	*program
	algorithm string
	check     bool
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
	return c
}

func (d *digestCommand) run(args []string) error {
	var err error
	if d.digest, err = cfgfile.ParseDigest(d.algorithm); err != nil {
		return usagef("--algorithm: %w", err)
	}
	if d.check {
		return d.each(args, d.checkList)
	}
	return d.each(args, func(in batch.Input) error {
		data, err := d.reader.Read(in)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(d.stdout, "%s  %s\n", d.digest.Of(data), in.Name)
		return err
	})
}

// checkList checks the files that a list of digests names.
func (d *digestCommand) checkList(list batch.Input) error {
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
		errs = append(errs, d.checkFile(name, sum))
	}
	if checked == 0 {
		return fmt.Errorf("%s: no %s digest in it: a line is the digest, two spaces and a file name", list, d.digest)
	}
	return errors.Join(errs...)
}

func (d *digestCommand) checkFile(name, sum string) error {
	data, err := d.reader.Read(batch.Input{Name: name})
	if err != nil {
		return err
	}
	if !strings.EqualFold(d.digest.Of(data), sum) {
		fmt.Fprintf(d.stdout, "%s: FAILED\n", name)
		return errFindings
	}
	_, err = fmt.Fprintf(d.stdout, "%s: OK\n", name)
	return err
}

// cutDigest takes a line apart as md5sum writes it: the digest, a space, a
// space or an asterisk, the name.
func cutDigest(line string) (sum, name string, ok bool) {
	sum, name, ok = strings.Cut(line, " ")
	if !ok || len(name) < 2 || name[0] != ' ' && name[0] != '*' || strings.Trim(sum, "0123456789abcdefABCDEF") != "" {
		return "", "", false
	}
	return sum, name[1:], true
}
