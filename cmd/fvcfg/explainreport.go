package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

func (p *program) printExplanation(found explanation) error {
	if found.whole && len(found.rules) == 1 {
		section, ok := docs.Rule(found.rules[0].ID)
		if !ok {
			return fmt.Errorf("%s has no section in docs/rules.md", found.rules[0])
		}
		_, err := fmt.Fprint(p.stdout, section)
		return err
	}
	t := newTable(p.stdout)
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
	printLabels(t, found)
	printModules(t, found)
	listed := found.entries[:min(len(found.entries), maxFound)]
	for _, e := range listed {
		if found.whole {
			printEntry(t, e)
		} else {
			printRow(t, "", e)
		}
	}
	if err := t.Flush(); err != nil || found.word == "" {
		return err
	}
	p.sayWhatWasFound(found, len(listed))
	return nil
}

// sayWhatWasFound counts what a search listed, and says what to do next.
func (p *program) sayWhatWasFound(found explanation, listed int) {
	word, next := redact.String(found.word), ""
	switch {
	case found.whole && len(found.modules) > 0:
		p.note("explain %q lists its keys", strings.TrimRight(word, ": ")+":*")
		return
	case found.whole && len(found.labels) == 1:
		if others := countOthers(found); others > 0 {
			p.note("explain %q lists %s with it in the name", "*"+word+"*", phrase.Count(others, "other key"))
		}
		return
	case found.whole:
		return
	case listed < len(found.entries):
		next = fmt.Sprintf("the first %d keys are listed: name more of what you look for", listed)
	case len(found.labels) > 0 && len(found.entries)+len(found.modules)+len(found.rules) == 0:
		next = fmt.Sprintf("explain one by its page, %q", found.labels[0].Path())
	default:
		next = "explain one by its path, or a rule by its number"
	}
	if found.exact {
		p.note("%q names %s; %s", word, found.counts(), next)
		return
	}
	have := "have %q in their names"
	if found.total() == 1 {
		have = "has %q in its name"
	}
	fmt.Fprintf(p.stderr, "fvcfg: %s "+have+"; %s\n", found.counts(), word, next)
}

// counts says how much was found: "2 rules and 14 keys".
func (x *explanation) counts() string {
	var counts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{len(x.rules), "rule"}, {len(x.labels), "label"}, {len(x.modules), "module"}, {len(x.entries), "key"}} {
		if part.n > 0 {
			counts = append(counts, phrase.Count(part.n, part.noun))
		}
	}
	return phrase.List(counts, "and")
}

// printLabels prints the labels that were found, and their keys with them. Where one name
// is explained in full, its keys follow, and these are all labels that it goes by.
func printLabels(t *tabwriter.Writer, found explanation) {
	labels := found.labels
	if found.whole {
		labels = labelsOf(found)
	}
	for _, l := range labels {
		if !found.whole && !found.exact {
			fmt.Fprintf(t, "%s\tlabel\t%s\n", l.Path(), l.Source)
			continue
		}
		fmt.Fprintf(t, "%s\n  (%s)\n", l.Path(), l.Source)
		if l.Note != "" {
			fmt.Fprintf(t, "  %s\n", l.Note)
		}
		if !found.whole {
			for _, e := range l.Entries() {
				printRow(t, "  ", e)
			}
		}
		_ = t.Flush() // each block has columns of its own; an error shows at the last
	}
}

// labelsOf returns the label that was asked for, and those on pages that its keys, or the
// keys that were, go by.
func labelsOf(found explanation) []catalog.Label {
	labels := slices.Clone(found.labels)
	has := func(l catalog.Label) bool {
		return slices.ContainsFunc(labels, func(known catalog.Label) bool { return known.Path() == l.Path() })
	}
	for _, e := range found.entries {
		for _, l := range e.Labels() {
			if l.Page != "" && !has(l) {
				labels = append(labels, l)
			}
		}
	}
	return labels
}

// printModules prints the modules that were found.
func printModules(t *tabwriter.Writer, found explanation) {
	for _, m := range found.modules {
		if !found.whole {
			fmt.Fprintf(t, "%s\tmodule\t%s\n", m.Path(), m.Dialect())
			continue
		}
		row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
		fmt.Fprintln(t, m.Path())
		row("dialect", fmt.Sprintf("%s, generation %d", m.Dialect(), m.Dialect().Generation()))
		keys, lists := keysOf(m)
		row("keys", fmt.Sprintf("%d known, in the module and %s", keys, phrase.Count(lists, "list")))
		row("seen in", phrase.Count(m.Samples(), "public file"))
		if m.Counterpart() != "" {
			to := catalog.Sysconf
			if m.Dialect() == catalog.TextLegacy {
				to = catalog.XMLLegacy
			}
			row("in "+to.String(), m.Counterpart())
		}
	}
}

// keysOf counts the keys of a module and its lists.
func keysOf(m *catalog.Scope) (keys, lists int) {
	for s := range catalog.For(m.Dialect()).Scopes() {
		if s.Module() != m.Module() {
			continue
		}
		if s.List() != "" {
			lists++
		}
		for range s.Entries() {
			keys++
		}
	}
	return keys, lists
}

// printRow prints a key in one line.
func printRow(t *tabwriter.Writer, indent string, e catalog.Entry) {
	fmt.Fprintf(t, "%s%s\t%s\t%s\n", indent, e.Path(), e.Dialect(), e.Kind())
}

// countOthers counts the keys that have a label's words in their names, but for its own.
func countOthers(found explanation) (n int) {
	query, err := catalog.ParseQuery("*" + found.word + "*")
	if err != nil {
		return 0
	}
	for _, e := range query.Search() {
		if !slices.Contains(found.entries, e) {
			n++
		}
	}
	return n
}

func printEntry(t *tabwriter.Writer, e catalog.Entry) {
	row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
	fmt.Fprintln(t, e.Path())
	row("dialect", fmt.Sprintf("%s, generation %d", e.Dialect(), e.Dialect().Generation()))
	for _, l := range e.Labels() {
		if l.Page != "" {
			row("label", l.Path())
		}
	}
	row("kind", kindOf(e))
	for _, m := range e.Meanings() {
		name := "values"
		for _, v := range m.Values {
			row(name, meaningOf(v))
			name = ""
		}
		row("", "("+strings.Join(slices.DeleteFunc([]string{m.Source, m.Note, extentOf(m.Extent)}, isEmpty), "; ")+")")
	}
	if examples := e.Examples(); len(examples) > 0 {
		row("values seen", strings.Join(examples, " | "))
	}
	if lo, hi, ok := e.Range(); ok && lo != hi {
		row("range seen", rangeSeen(e, lo, hi))
	}
	row("seen in", standingOf(e))
	if e.Doubt() != "" {
		row("doubt", e.Doubt())
	}
	for _, to := range catalog.Dialects() {
		if c, ok := e.Counterpart(to); ok {
			row("in "+to.String(), c.Path()+" ("+linkOf(c.Link)+")")
		}
	}
}

func isEmpty(text string) bool { return text == "" }

// kindOf says what a key's values are and how sure that is.
func kindOf(e catalog.Entry) string {
	switch {
	case e.Secret():
		return e.Kind().String() + "; no report shows its value"
	case e.Basis() == catalog.Observed:
		return e.Kind().String() + ", by the values seen"
	case e.Basis() == catalog.Reasoned:
		return e.Kind().String() + ", by its name"
	}
	return "not known"
}

// meaningOf writes a value with what it means: "1  RFC 4733", "1 to 16  contrast".
func meaningOf(m catalog.Meaning) string {
	value := m.Value
	switch first, last, ranged := strings.Cut(value, ".."); {
	case value == "":
		value = "(empty)"
	case ranged && last == "":
		value = first + " or more"
	case ranged:
		value = first + " to " + last
	}
	if m.Text == "" {
		return value
	}
	return value + "  " + m.Text
}

func extentOf(x catalog.Extent) string {
	switch x {
	case catalog.Closed:
		return "no other value is known"
	case catalog.Range, catalog.Stated:
		return "no other value is taken, as far as is known"
	}
	return "there may be others"
}

func rangeSeen(e catalog.Entry, lo, hi int) string {
	seen := fmt.Sprintf("%d to %d", lo, hi)
	if e.HasLimits() {
		return seen
	}
	return seen + "; the limits are not known"
}

// standingOf says how a key is known.
func standingOf(e catalog.Entry) string {
	switch e.Standing() {
	case catalog.Exported:
		return "no sample, but an export: " + e.Source()
	case catalog.Served:
		return "no sample, but a file that is served to phones: " + e.Source()
	case catalog.Live:
		return "no sample; a phone's own service takes it: " + e.Source()
	case catalog.Templated:
		return "no sample, but a template: " + e.Source()
	case catalog.Described:
		return "no sample, but " + e.Source()
	}
	return phrase.Count(e.Samples(), "public file")
}

func linkOf(l catalog.Link) string {
	switch l {
	case catalog.Seen:
		return "both names were seen"
	case catalog.Same:
		return "seen under the very same path"
	case catalog.Rule:
		return "by the rule that holds for all others"
	}
	return "by analogy: this name was never seen"
}

// explanationJSON is what a word finds, as docs/json.md describes it.
type explanationJSON struct {
	Query    string       `json:"query"`
	Rules    []ruleJSON   `json:"rules"`
	Labels   []labelJSON  `json:"labels"`
	Modules  []moduleJSON `json:"modules"`
	Settings []entryJSON  `json:"settings"`
	Total    int          `json:"total"`
}

type labelJSON struct {
	Label    string        `json:"label"`
	Page     string        `json:"page,omitempty"`
	Source   string        `json:"source"`
	Note     string        `json:"note,omitempty"`
	Settings []settingJSON `json:"settings"`
}

// settingJSON is a key behind a label.
type settingJSON struct {
	Dialect string `json:"dialect"`
	Path    string `json:"path"`
}

type moduleJSON struct {
	Module      string `json:"module"`
	Dialect     string `json:"dialect"`
	Generation  int    `json:"generation"`
	Keys        int    `json:"keys"`
	Lists       int    `json:"lists"`
	Samples     int    `json:"samples"`
	Counterpart string `json:"counterpart,omitempty"`
}

type ruleJSON struct {
	Rule     string `json:"rule"`
	Name     string `json:"name"`
	Severity string `json:"severity"`
	Fixable  bool   `json:"fixable"`
	Summary  string `json:"summary"`
	Text     string `json:"text,omitempty"`
}

type entryJSON struct {
	Path         string            `json:"path"`
	Module       string            `json:"module"`
	List         string            `json:"list,omitempty"`
	Key          string            `json:"key"`
	Dialect      string            `json:"dialect"`
	Generation   int               `json:"generation"`
	Kind         string            `json:"kind"`
	Basis        string            `json:"basis,omitempty"`
	Standing     string            `json:"standing"`
	Source       string            `json:"source,omitempty"`
	Samples      int               `json:"samples"`
	Examples     []string          `json:"examples,omitempty"`
	Range        *[2]int           `json:"range,omitempty"`
	Doubt        string            `json:"doubt,omitempty"`
	Meanings     []meaningsJSON    `json:"meanings,omitempty"`
	Counterparts []counterpartJSON `json:"counterparts,omitempty"`
}

type meaningsJSON struct {
	Values []meaningJSON `json:"values"`
	Extent string        `json:"extent"`
	Source string        `json:"source"`
	Note   string        `json:"note,omitempty"`
}

type meaningJSON struct {
	Value string `json:"value"`
	Text  string `json:"text,omitempty"`
}

type counterpartJSON struct {
	Dialect string `json:"dialect"`
	Path    string `json:"path"`
	Link    string `json:"link"`
}

func explanationsJSON(all []explanation) any {
	results := []explanationJSON{}
	for _, found := range all {
		// A whole line may have been given, with its value.
		result := explanationJSON{Query: redact.String(found.word), Rules: []ruleJSON{}, Labels: []labelJSON{}, Modules: []moduleJSON{}, Settings: []entryJSON{}, Total: found.total()}
		for _, r := range found.rules {
			rule := ruleJSON{r.ID, r.Name, r.Severity.String(), r.Fixable, r.Summary, ""}
			if found.whole {
				rule.Text, _ = docs.Rule(r.ID)
			}
			result.Rules = append(result.Rules, rule)
		}
		labels := found.labels
		if found.whole {
			labels = labelsOf(found)
		}
		for _, l := range labels {
			result.Labels = append(result.Labels, newLabelJSON(l))
		}
		for _, m := range found.modules {
			keys, lists := keysOf(m)
			result.Modules = append(result.Modules, moduleJSON{m.Path(), m.Dialect().String(), m.Dialect().Generation(), keys, lists, m.Samples(), m.Counterpart()})
		}
		for _, e := range found.entries[:min(len(found.entries), maxFound)] {
			result.Settings = append(result.Settings, newEntryJSON(e))
		}
		results = append(results, result)
	}
	return struct {
		Version int               `json:"version"`
		Results []explanationJSON `json:"results"`
	}{1, results}
}

func newLabelJSON(l catalog.Label) labelJSON {
	label := labelJSON{l.Text, l.Page, l.Source, l.Note, []settingJSON{}}
	for _, e := range l.Entries() {
		label.Settings = append(label.Settings, settingJSON{e.Dialect().String(), e.Path()})
	}
	return label
}

func newEntryJSON(e catalog.Entry) entryJSON {
	entry := entryJSON{
		Path: e.Path(), Module: e.Module(), List: e.List(), Key: e.Key(), Dialect: e.Dialect().String(), Generation: e.Dialect().Generation(),
		Kind: e.Kind().String(), Standing: e.Standing().String(), Source: e.Source(), Samples: e.Samples(), Examples: e.Examples(), Doubt: e.Doubt(),
	}
	if e.Basis() != catalog.NoBasis {
		entry.Basis = e.Basis().String()
	}
	if lo, hi, ok := e.Range(); ok {
		entry.Range = &[2]int{lo, hi}
	}
	for _, m := range e.Meanings() {
		list := meaningsJSON{Extent: m.Extent.String(), Source: m.Source, Note: m.Note}
		for _, v := range m.Values {
			list.Values = append(list.Values, meaningJSON(v))
		}
		entry.Meanings = append(entry.Meanings, list)
	}
	for _, to := range catalog.Dialects() {
		if c, ok := e.Counterpart(to); ok {
			entry.Counterparts = append(entry.Counterparts, counterpartJSON{to.String(), c.Path(), c.Link.String()})
		}
	}
	return entry
}
