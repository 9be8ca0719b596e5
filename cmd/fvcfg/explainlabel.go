package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

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
