package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

func (p *program) newExplain() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "explain [RULE|KEY|LABEL|MODULE|WORD]… [flags]",
		Short: "Say what a rule means, or what is known of a key",
		Long: `Explain prints what a rule means, with an example of what it catches, why that
matters and where that is known from. A rule goes by its number or its name.
Without arguments it lists the rules.

Of a key it prints what is known: where it stands, what its values are and how
sure that is, what they mean and who says so, values seen, and its name in the
other dialects of its generation. A key goes alone or by its path. The maker
publishes no key reference; this is what 118 public files show, and what a few
others have besides.

A label is what the phone's web pages call a setting in the vendor's description,
or what its text does: Config Encryption Key, PnP cycle. It leads to the keys
behind it in each dialect. Where several fields have one label, each is listed
with its page: name one by both, 'SIP Plug and Play > Update Interval'. A page
alone lists its labels, and a module's name says in which dialects it is.

A part of a name, or a pattern with * and ?, finds all rules, keys, labels and
modules that have it, and lists them with their places and kinds. What is found alone is explained.`,
		Example: `  fvcfg explain FV102
  fvcfg explain fused-lines
  fvcfg explain 'SIP1 Register Port'
  fvcfg explain 'sip/line[1]/RegisterPort'
  fvcfg explain 'Config Encryption Key'
  fvcfg explain 'SIP Plug and Play > Update Interval'
  fvcfg explain vlan
  fvcfg explain 'qos/*'`,
		RunE: func(_ *cobra.Command, args []string) error {
			return p.explain(args, format)
		},
		ValidArgsFunction: func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
			return completeExplain(word), cobra.ShellCompDirectiveNoFileComp
		},
	}
	addFormat(c.Flags(), &format, "text or json")
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
	labels  []catalog.Label
	modules []*catalog.Scope
	entries []catalog.Entry
	exact   bool // it is what the word names, rather than what has it in its name
	whole   bool // it is little enough to be explained in full
}

const (
	maxExplained = 8   // places that one name can have, to be explained in full
	maxFound     = 100 // keys that a search lists
)

// search finds what a word names: a rule, or keys, labels and modules; where there is none,
// all that the word is a part of.
func search(word string) (explanation, error) {
	query, err := catalog.ParseQuery(withoutBrackets(word))
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
	found, err := searchName(word, query)
	if err != nil {
		return explanation{}, err
	}
	if found.isEmpty() {
		found = searchParts(word, query)
	}
	if found.isEmpty() {
		// A whole line may have been given, with its value.
		return explanation{}, usagef("%q is no rule, and no key, label or module that is known%s", redact.String(word), nearestNames(word))
	}
	found.settle()
	return found, nil
}

// withoutBrackets takes a name out of the brackets that a file has it in, as in
// <GLOBAL CONFIG MODULE>.
func withoutBrackets(word string) string {
	if name := strings.Trim(word, "<> \t"); name != "" && strings.HasPrefix(strings.TrimSpace(word), "<") {
		return name
	}
	return word
}

// searchName finds what has the very name.
func searchName(word string, query catalog.Query) (explanation, error) {
	labels, err := catalog.LabelsLike(word)
	if err != nil {
		return explanation{}, usagef("explain: %q %w", redact.String(word), err)
	}
	found := explanation{word: word, exact: true, labels: labels, entries: query.Exact()}
	if strings.Contains(strings.ToUpper(word), "MODULE") { // or it is a word as others, too: sip, log
		found.modules = query.Modules()
	}
	if found.isEmpty() {
		found.labels = catalog.LabelsOn(word)
	}
	return found, nil
}

// searchParts finds what has the word in its name.
func searchParts(word string, query catalog.Query) explanation {
	found := explanation{word: word, labels: query.SearchLabels(), modules: query.SearchModules(), entries: query.Search()}
	for _, r := range lint.Rules() {
		if query.Matches(r.ID) || query.Matches(r.Name) || query.Matches(strings.ReplaceAll(r.Name, "-", "")) {
			found.rules = append(found.rules, r)
		}
	}
	return found
}

func (x *explanation) total() int {
	return len(x.rules) + len(x.labels) + len(x.modules) + len(x.entries)
}

func (x *explanation) isEmpty() bool { return x.total() == 0 }

// settle decides what is explained in full: one rule, one module, or one name. The keys
// behind a label are the name's.
func (x *explanation) settle() {
	switch {
	case len(x.rules) > 0 || len(x.modules) > 0:
		x.whole = len(x.rules) == 1 && len(x.labels)+len(x.modules)+len(x.entries) == 0 || x.exact && len(x.labels)+len(x.entries) == 0
	case len(x.labels) == 0:
		x.whole = isOneName(x.entries)
	case x.exact:
		var behind []catalog.Entry
		for _, l := range x.labels {
			behind = append(behind, l.Entries()...)
		}
		x.entries = slices.DeleteFunc(x.entries, func(e catalog.Entry) bool { return slices.Contains(behind, e) })
		if x.whole = len(x.labels) == 1 && len(x.entries) == 0; x.whole {
			x.entries = behind
		}
	}
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

// completeExplain offers the rules, and the keys, labels and modules that begin with what
// is typed.
func completeExplain(word string) []string {
	var names []string
	for _, r := range lint.Rules() {
		names = append(names, r.ID+"\t"+r.Name, r.Name+"\t"+r.ID)
	}
	query, err := catalog.ParseQuery(word + "*")
	if err != nil || isRuleNumber(word+"0") {
		return names
	}
	for _, l := range query.SearchLabels() {
		names = append(names, l.Text+"\t"+cmp.Or(l.Page, l.Source))
	}
	for _, m := range query.SearchModules() {
		names = append(names, m.Path()+"\t"+m.Dialect().String())
	}
	found := query.Search()
	for _, e := range found[:min(len(found), maxFound)] {
		names = append(names, e.KeyAt("1")+"\t"+e.Path())
	}
	return names
}

// nearestKeys returns the known keys that a name may be a slip of.
func nearestKeys(name string) []string {
	key := name[strings.LastIndexAny(name, ":/")+1:]
	var nearest []string
	for _, d := range catalog.Dialects() {
		for _, s := range catalog.For(d).Nearest("", "", key, 2) {
			if !slices.Contains(nearest, s.Key) {
				nearest = append(nearest, s.Key)
			}
		}
	}
	return nearest
}

// nearestNames names the known keys, labels and pages that a name may be a slip of, for a
// message.
func nearestNames(name string) string {
	nearest := nearestKeys(name)
	for _, l := range catalog.NearestLabels(name, 2) {
		nearest = append(nearest, fmt.Sprintf("%q", l.Path()))
	}
	if page := catalog.NearestPage(name); page != "" {
		nearest = append(nearest, fmt.Sprintf("the page %q", page))
	}
	if len(nearest) == 0 {
		return ""
	}
	return "; like it are " + strings.Join(nearest[:min(len(nearest), 4)], ", ")
}
