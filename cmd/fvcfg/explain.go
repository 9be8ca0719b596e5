package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

func (p *program) newExplain() *cobra.Command {
	c := &cobra.Command{
		Use:   "explain [RULE|KEY]…",
		Short: "Say what a rule means, or what is known of a key",
		Long: `Explain prints what a rule means, with an example of what it catches, why that
matters and where that is known from. A rule goes by its number or its name.
Without arguments it lists the rules.

Of a key it prints what is known: where it stands, what its values are and how
sure that is, values seen, and its name in the other dialects of its generation.
A key goes alone or by its path. The maker publishes no key reference; this is
what 118 public files show.`,
		Example: `  fvcfg explain FV102
  fvcfg explain fused-lines
  fvcfg explain 'SIP1 Register Port'
  fvcfg explain 'sip/line[1]/RegisterPort'`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.listRules()
			}
			var errs []error
			for _, name := range args {
				errs = append(errs, p.explain(name))
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

// explain explains a rule or, where there is none of that name, a key.
func (p *program) explain(name string) error {
	rule, noRule := lint.LookupRule(name)
	if noRule == nil {
		return p.explainRule(rule)
	}
	known, err := p.explainKey(name)
	switch {
	case err != nil:
		return err
	case known:
		return nil
	case strings.HasPrefix(strings.ToUpper(name), "FV"):
		return usage(noRule)
	}
	// A whole line may have been given, with its value.
	return usagef("%q is no rule, and no key that the dictionary knows%s", lint.HideSecrets(name), nearestKeys(name))
}

func (p *program) explainRule(rule lint.Rule) error {
	section, ok := docs.Rule(rule.ID)
	if !ok {
		return fmt.Errorf("%s has no section in docs/rules.md", rule)
	}
	_, err := fmt.Fprint(p.stdout, section)
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
