package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/explain"
)

func (p *program) newExplain() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "explain [RULE|KEY|NAME|LABEL|MODULE|WORD]… [flags]",
		Short: "Say what a rule means, or what is known of a key",
		Long: `Explain prints what a rule means, with an example of what it catches, why that
matters and where that is known from. A rule goes by its number or its name.
Without arguments it lists the rules.

Of a key it prints what is known: where it stands, what its values are and how
sure that is, what they mean and who says so, values seen, and its name in the
other dialects of its generation. A key goes alone or by its path, and one of a
template with its expressions: 'SIP{{ n }} Phone Number'. The maker
publishes no key reference; this is what 118 public files show, and what a few
others have besides.

A label is what the phone's web pages call a setting in the vendor's description,
or what its text does: Config Encryption Key, PnP cycle. It leads to the keys
behind it in each dialect. Where several fields have one label, each is listed
with its page: name one by both, 'SIP Plug and Play > Update Interval'. A page
alone lists its labels, and a module's name says in which dialects it is.

A neutral name, @line1.password, is the same setting in every dialect: explain prints
its path in each, and "@" alone lists all.

A part of a name, or a pattern with * and ?, finds all rules, keys, labels and
modules that have it, and lists them with their places and kinds. What is found alone is explained.
Several arguments are explained in turn.`,
		Example: `  fvcfg explain FV102
  fvcfg explain fused-lines
  fvcfg explain 'SIP1 Register Port'
  fvcfg explain 'sip/line[1]/RegisterPort'
  fvcfg explain 'Config Encryption Key'
  fvcfg explain 'SIP Plug and Play > Update Interval'
  fvcfg explain @line1.password
  fvcfg explain vlan
  fvcfg explain 'qos/*'`,
		RunE: func(_ *cobra.Command, args []string) error {
			return p.explain(args, format)
		},
	}
	addFormat(c.Flags(), &format, "text or json")
	return c
}

// explain explains each argument, or lists the rules where there is none.
func (p *program) explain(args []string, format string) error {
	all, err := explain.Words(args)
	err = eachError(err, usage)
	if format == "json" {
		return errors.Join(err, p.printJSON(explain.JSON(all)))
	}
	errs := []error{err}
	for i := range all {
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		errs = append(errs, all[i].WriteText(p.stdout, p.colored(p.stdout)))
		if next := all[i].Next(); next != "" {
			p.note("%s", next)
		}
	}
	return errors.Join(errs...)
}
