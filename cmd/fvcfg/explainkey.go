package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

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
