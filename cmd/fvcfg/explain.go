package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

func (p *program) newExplain() *cobra.Command {
	format := "text"
	c := &cobra.Command{
		Use:   "explain [RULE|KEY|WORD]… [flags]",
		Short: "Say what a rule means, or what is known of a key",
		Long: `Explain prints what a rule means, with an example of what it catches, why that
matters and where that is known from. A rule goes by its number or its name.
Without arguments it lists the rules.

Of a key it prints what is known: where it stands, what its values are and how
sure that is, what they mean and who says so, values seen, and its name in the
other dialects of its generation. A key goes alone or by its path. The maker
publishes no key reference; this is what 118 public files show, and what a few
others have besides.

A part of a name, or a pattern with * and ?, finds all rules and keys that have
it, and lists them with their places and kinds. What is found alone is explained.`,
		Example: `  fvcfg explain FV102
  fvcfg explain fused-lines
  fvcfg explain 'SIP1 Register Port'
  fvcfg explain 'sip/line[1]/RegisterPort'
  fvcfg explain vlan
  fvcfg explain 'qos/*'`,
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usagef("--format is text or json, not %q", format)
			}
			return p.explain(args, format)
		},
		ValidArgsFunction: func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
			return completeExplain(word), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().StringVar(&format, "format", format, "text or json")
	return c
}

// explain explains each argument, or lists the rules where there is none.
func (p *program) explain(args []string, format string) error {
	var all []explanation
	var errs []error
	if len(args) == 0 {
		all = append(all, explanation{rules: lint.Rules()})
	}
	for _, name := range args {
		found, err := search(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, found)
	}
	if format == "json" {
		errs = append(errs, p.printJSON(explanationsJSON(all)))
		return errors.Join(errs...)
	}
	for _, found := range all {
		errs = append(errs, p.printExplanation(found))
	}
	return errors.Join(errs...)
}

// explanation is what a word finds.
type explanation struct {
	word    string
	rules   []lint.Rule
	entries []catalog.Entry
	whole   bool // it is little enough to be explained in full
}

const (
	maxExplained = 8   // places that one name can have, to be explained in full
	maxFound     = 100 // keys that a search lists
)

// search finds the rule or the key of a name or, where there is none, all that the word is
// a part of.
func search(word string) (explanation, error) {
	query, err := catalog.ParseQuery(word)
	if err != nil {
		return explanation{}, usagef("explain: the argument %w", err)
	}
	rule, noRule := lint.LookupRule(word)
	if noRule == nil {
		return explanation{word: word, rules: []lint.Rule{rule}, whole: true}, nil
	}
	if isRuleNumber(word) {
		return explanation{}, usage(noRule)
	}
	found := explanation{word: word, entries: query.Exact()}
	if len(found.entries) == 0 {
		found.entries = query.Search()
		for _, r := range lint.Rules() {
			if query.Matches(r.ID) || query.Matches(r.Name) || query.Matches(strings.ReplaceAll(r.Name, "-", "")) {
				found.rules = append(found.rules, r)
			}
		}
	}
	if len(found.rules)+len(found.entries) == 0 {
		// A whole line may have been given, with its value.
		return explanation{}, usagef("%q is no rule, and no key that the dictionary knows%s", lint.HideSecrets(word), nearestKeys(word))
	}
	found.whole = len(found.rules) == 1 && len(found.entries) == 0 || len(found.rules) == 0 && isOneName(found.entries)
	return found, nil
}

// isRuleNumber reports whether a word is written as the number of a rule, and nothing else
// can be meant.
func isRuleNumber(word string) bool {
	return len(word) > 2 && strings.EqualFold(word[:2], "FV") && strings.Trim(word[2:], "0123456789") == ""
}

// isOneName reports whether keys are one name, in a few places.
func isOneName(entries []catalog.Entry) bool {
	for _, e := range entries {
		if !catalog.SameKey(e.Name(), entries[0].Name()) {
			return false
		}
	}
	return len(entries) <= maxExplained
}

func (p *program) printExplanation(found explanation) error {
	if found.whole && len(found.rules) == 1 {
		section, ok := docs.Rule(found.rules[0].ID)
		if !ok {
			return fmt.Errorf("%s has no section in docs/rules.md", found.rules[0])
		}
		_, err := fmt.Fprint(p.stdout, section)
		return err
	}
	t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, r := range found.rules {
		fixable := ""
		if r.Fixable {
			fixable = "fixable"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Severity, fixable, r.Summary)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	listed := found.entries[:min(len(found.entries), maxFound)]
	for _, e := range listed {
		if found.whole {
			printEntry(t, e)
		} else {
			fmt.Fprintf(t, "%s\t%s\t%s\n", e.Path(), e.Dialect(), e.Kind())
		}
	}
	if err := t.Flush(); err != nil || found.whole || found.word == "" {
		return err
	}
	p.sayWhatWasFound(found, len(listed))
	return nil
}

// sayWhatWasFound counts what a search listed, and says what to do next.
func (p *program) sayWhatWasFound(found explanation, listed int) {
	counts := plural(len(found.entries), "key")
	if len(found.rules) > 0 {
		counts = plural(len(found.rules), "rule") + " and " + counts
	}
	next := "explain one by its path, or a rule by its number"
	if listed < len(found.entries) {
		next = fmt.Sprintf("the first %d keys are listed: name more of what you look for", listed)
	}
	fmt.Fprintf(p.stderr, "fvcfg: %s have %q in their names; %s\n", counts, lint.HideSecrets(found.word), next)
}

// completeExplain offers the rules, and keys that begin with what is typed.
func completeExplain(word string) []string {
	var names []string
	for _, r := range lint.Rules() {
		names = append(names, r.ID+"\t"+r.Name, r.Name+"\t"+r.ID)
	}
	query, err := catalog.ParseQuery(word + "*")
	if err != nil || isRuleNumber(word+"0") {
		return names
	}
	found := query.Search()
	for _, e := range found[:min(len(found), maxFound)] {
		names = append(names, e.KeyAt("1")+"\t"+e.Path())
	}
	return names
}
