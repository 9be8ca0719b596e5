package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

func (p *program) newExplain() *cobra.Command {
	c := &cobra.Command{
		Use:   "explain [RULE]…",
		Short: "Say what a rule means and how to mend what it finds",
		Long: `Explain prints what a rule means, with an example of what it catches, why that
matters and where that is known from. A rule goes by its number or its name.
Without arguments it lists the rules.`,
		Example: `  fvcfg explain FV102
  fvcfg explain fused-lines`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.listRules()
			}
			var errs []error
			for _, name := range args {
				errs = append(errs, p.explainRule(name))
			}
			return errors.Join(errs...)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, r := range lint.Rules() {
				names = append(names, r.ID+"\t"+r.Name, r.Name+"\t"+r.ID)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	return c
}

func (p *program) explainRule(name string) error {
	rule, err := lint.LookupRule(name)
	if err != nil {
		return usage(err)
	}
	section, ok := docs.Rule(rule.ID)
	if !ok {
		return fmt.Errorf("%s has no section in docs/rules.md", rule)
	}
	_, err = fmt.Fprint(p.stdout, section)
	return err
}

func (p *program) listRules() error {
	t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, r := range lint.Rules() {
		fixable := ""
		if r.Fixable {
			fixable = "fixable"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Severity, fixable, r.Summary)
	}
	return t.Flush()
}
