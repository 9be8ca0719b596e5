package explain

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// WriteText writes what was found for people.
func (x *Explanation) WriteText(w io.Writer, colored bool) error {
	if x.whole && len(x.rules) == 1 {
		page, err := pageOf(x.rules[0])
		if err != nil {
			return err
		}
		return page.write(w, colored)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	x.printNames(t)
	for _, r := range x.rules {
		fixable := ""
		if r.Fixable {
			fixable = "fixable"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, r.Severity, fixable, r.Summary)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	x.printLabels(t)
	x.printModules(t)
	for _, e := range x.listed() {
		if x.whole {
			printEntry(t, e)
		} else {
			printRow(t, "", e)
		}
	}
	return t.Flush()
}

// Next returns the note that belongs behind the text: how much a search found, and what to
// do next. It is "" where there is no more to say.
func (x *Explanation) Next() string {
	word, next := redact.String(x.word), ""
	switch {
	case x.word == "":
		return ""
	case !x.whole && len(x.names) > 0:
		return fmt.Sprintf("explain one by its name, as %q", "@"+x.names[0].Name())
	case x.whole && len(x.modules) > 0:
		return fmt.Sprintf("explain %q lists its keys", strings.TrimRight(word, ": ")+":*")
	case x.whole && len(x.labels) == 1:
		if others := x.countOthers(); others > 0 {
			return fmt.Sprintf("explain %q lists %s with it in the name", "*"+word+"*", phrase.Count(others, "other key"))
		}
		return ""
	case x.whole:
		return ""
	case len(x.entries) > maxFound:
		next = fmt.Sprintf("the first %d keys are listed: name more of what you look for", maxFound)
	case len(x.labels) == x.total():
		next = fmt.Sprintf("explain one by its page, %q", x.labels[0].Path())
	default:
		next = "explain one by its path, or a rule by its number"
	}
	switch {
	case x.exact:
		return fmt.Sprintf("%q names %s; %s", word, x.counts(), next)
	case x.total() == 1:
		return fmt.Sprintf("%s has %q in its name; %s", x.counts(), word, next)
	}
	return fmt.Sprintf("%s have %q in their names; %s", x.counts(), word, next)
}

// counts says how much was found: "2 rules and 14 keys".
func (x *Explanation) counts() string {
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
func (x *Explanation) printLabels(t *tabwriter.Writer) {
	for _, l := range x.allLabels() {
		if !x.whole && !x.exact {
			fmt.Fprintf(t, "%s\tlabel\t%s\n", l.Path(), l.Source)
			continue
		}
		fmt.Fprintf(t, "%s\n  (%s)\n", l.Path(), l.Source)
		if l.Note != "" {
			fmt.Fprintf(t, "  %s\n", l.Note)
		}
		if !x.whole {
			for _, e := range l.Entries() {
				printRow(t, "  ", e)
			}
		}
		_ = t.Flush() // each block has columns of its own; an error shows at the last
	}
}

// listed returns the keys as far as they are listed.
func (x *Explanation) listed() []catalog.Entry { return x.entries[:min(len(x.entries), maxFound)] }

// allLabels returns the labels that were found. Where one name is explained in full, these
// are all on pages that its keys go by, too.
func (x *Explanation) allLabels() []catalog.Label {
	if !x.whole {
		return x.labels
	}
	labels := slices.Clone(x.labels)
	has := func(l catalog.Label) bool {
		return slices.ContainsFunc(labels, func(known catalog.Label) bool { return known.Path() == l.Path() })
	}
	for _, e := range x.entries {
		for _, l := range e.Labels() {
			if l.Page != "" && !has(l) {
				labels = append(labels, l)
			}
		}
	}
	return labels
}

// printModules prints the modules that were found.
func (x *Explanation) printModules(t *tabwriter.Writer) {
	for _, m := range x.modules {
		if !x.whole {
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
func (x *Explanation) countOthers() (n int) {
	query, err := catalog.ParseQuery("*" + x.word + "*")
	if err != nil {
		return 0
	}
	for _, e := range query.Search() {
		if !slices.Contains(x.entries, e) {
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
	if c, ok := e.Concept(); ok {
		row("neutral name", "@"+c.Name())
	}
	row("kind", kindOf(e))
	for _, m := range e.Meanings() {
		name := "values"
		for _, v := range m.Values {
			row(name, meaningOf(v))
			name = ""
		}
		row("", "("+strings.Join(slices.DeleteFunc([]string{m.Source, m.Note, cmp.Or(extents[m.Extent], "there may be others")}, isEmpty), "; ")+")")
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
			row("in "+to.String(), c.Path()+" ("+cmp.Or(links[c.Link], "by analogy: this name was never seen")+")")
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

var extents = map[catalog.Extent]string{
	catalog.Closed: "no other value is known",
	catalog.Range:  "no other value is taken, as far as is known",
	catalog.Stated: "no other value is taken, as far as is known",
}

func rangeSeen(e catalog.Entry, lo, hi int) string {
	seen := fmt.Sprintf("%d to %d", lo, hi)
	if e.HasLimits() {
		return seen
	}
	return seen + "; the limits are not known"
}

var standings = map[catalog.Standing]string{
	catalog.Exported:  "no sample, but an export: ",
	catalog.Served:    "no sample, but a file that is served to phones: ",
	catalog.Live:      "no sample; a phone's own service takes it: ",
	catalog.Templated: "no sample, but a template: ",
	catalog.Described: "no sample, but ",
}

// standingOf says how a key is known.
func standingOf(e catalog.Entry) string {
	if how, ok := standings[e.Standing()]; ok {
		return how + e.Source()
	}
	return phrase.Count(e.Samples(), "public file")
}

var links = map[catalog.Link]string{
	catalog.Seen: "both names were seen",
	catalog.Same: "seen under the very same path",
	catalog.Rule: "by the rule that holds for all others",
}
