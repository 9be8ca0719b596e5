package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
)

type fmtCommand struct {
	*program
	keys        keyFlags
	out         outputFlags
	list        bool
	diff        bool
	showSecrets bool
}

func (p *program) newFmt() *cobra.Command {
	f := &fmtCommand{program: p}
	c := &cobra.Command{
		Use:   "fmt [flags] FILE…",
		Short: "Print files in canonical form",
		Long: `Fmt prints files in the form that phones themselves write: in text the header
padded to 62 characters, CRLF line ends, a blank line before each module, the
footer; in XML an element a line, indented as exports are. It changes no setting
and keeps comments. Formatting twice changes nothing more.

As with gofmt, -l lists the files whose form differs, -d shows the difference
(with secrets hidden unless --show-secrets) and -w writes the result back. With
-l and -d the exit code is 1 when there is a difference.
` + severalResultsHelp + "\n" + keyHelp,
		Example: `  fvcfg fmt 001565113af8.cfg
  fvcfg fmt -l provisioning/
  fvcfg fmt -w *.cfg`,
		Args: takes(1, anyNumber, "a file or a folder", "fmt -d 0c383e1a2b3c.cfg"),
		RunE: func(_ *cobra.Command, args []string) error {
			f.out.unused = f.list || f.diff
			return f.rewrite(&f.out, f.keys, args, f.format)
		},
	}
	flags := c.Flags()
	flags.BoolVarP(&f.list, "list", "l", false, "list the files whose form differs")
	flags.BoolVarP(&f.diff, "diff", "d", false, "show the difference instead of the result")
	flags.BoolVar(&f.showSecrets, "show-secrets", false, "do not hide secrets in the difference, so that patch can apply it")
	f.out.add(flags)
	f.addTemplate(flags)
	f.keys.add(flags)
	return c
}

// format formats a file.
func (f *fmtCommand) format(d document) error {
	formatted, err := d.file.Format()
	if err != nil {
		return fmt.Errorf("%s: %w", d.input, err)
	}
	if d.template != nil {
		if formatted, err = d.template.Rewrite(string(formatted)); err != nil {
			return fmt.Errorf("%s: %w", d.input, err)
		}
	}
	before, after := d.source(), string(formatted)
	if f.list || f.diff {
		if err := f.report(d.input, before, after); !f.out.elsewhere() || err != nil && !errors.Is(err, errFindings) {
			return err
		}
	}
	if f.out.inPlace && before == after {
		return nil
	}
	return f.put(&f.out, d, formatted, newFileMode)
}

// report prints the name or the difference of a file whose form differs.
func (f *fmtCommand) report(in batch.Input, before, after string) error {
	if before == after {
		return nil
	}
	if f.list {
		if _, err := fmt.Fprintln(f.stdout, in.Name); err != nil {
			return err
		}
	}
	if f.diff {
		diff, err := f.unified(in.Name, in.Name+" (formatted)", before, after, hider(f.showSecrets))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f.stdout, diff); err != nil {
			return err
		}
	}
	return errFindings
}
