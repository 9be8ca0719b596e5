package explain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// searchNeutral finds the neutral name that a word is, with a number in it or without, or
// those that have it in their names.
func searchNeutral(word string) (Explanation, error) {
	c, index, err := catalog.LookupConcept(word)
	if err == nil {
		return Explanation{word: word, names: []catalog.Concept{c}, index: index, exact: true, whole: true}, nil
	}
	found := Explanation{word: word, names: catalog.ConceptsLike(word)}
	for _, c := range found.names {
		if strings.EqualFold(strings.TrimPrefix(word, "@"), c.Name()) {
			return Explanation{word: word, names: []catalog.Concept{c}, exact: true, whole: true}, nil
		}
	}
	if len(found.names) == 0 {
		if unknown := (*catalog.ConceptError)(nil); errors.As(err, &unknown) { // a whole line may have been given
			err = &catalog.ConceptError{Name: redact.String(word), Reason: unknown.Reason, Nearest: unknown.Nearest}
		}
		return Explanation{}, fmt.Errorf("explain: %w", err)
	}
	found.whole = len(found.names) == 1
	return found, nil
}

// printNames prints the neutral names that were found, one with its paths.
func (x *Explanation) printNames(t *tabwriter.Writer) {
	for _, c := range x.names {
		if !x.whole {
			fmt.Fprintf(t, "@%s\t%s\n", c.Name(), c.Kind())
			continue
		}
		fmt.Fprintf(t, "@%s\n", c.At(x.index))
		row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
		kind := c.Kind()
		if c.Secret() {
			kind += "; no report shows its value"
		}
		row("kind", kind)
		if c.Note() != "" {
			row("note", c.Note())
		}
		if c.Varies() {
			row("", "(values differ between generations)")
		}
		if c.Source() != "" {
			row("known from", c.Source())
		}
		for _, d := range catalog.Dialects() {
			name := "in " + d.String()
			paths := pathsOf(c, d, x.index)
			if len(paths) == 0 {
				row(name, "no counterpart that is known")
			}
			for i, path := range paths {
				if i > 0 {
					name, path = "", "or "+path
				}
				row(name, path)
			}
		}
	}
}

// pathsOf returns the paths of a neutral name with a number, or with N for 0.
func pathsOf(c catalog.Concept, d catalog.Dialect, index int) []string {
	if index == 0 {
		return c.Paths(d)
	}
	return c.PathsAt(d, index)
}

type nameJSON struct {
	Name     string        `json:"name"`
	Kind     string        `json:"kind"`
	Note     string        `json:"note,omitempty"`
	Varies   bool          `json:"varies"`
	Source   string        `json:"source,omitempty"`
	Settings []settingJSON `json:"settings"`
}

func newNameJSON(c catalog.Concept, index int) nameJSON {
	name := nameJSON{c.At(index), c.Kind(), c.Note(), c.Varies(), c.Source(), []settingJSON{}}
	for _, d := range catalog.Dialects() {
		for _, path := range pathsOf(c, d, index) {
			name.Settings = append(name.Settings, settingJSON{d.String(), path})
		}
	}
	return name
}

// CompleteName offers the neutral names that begin with what is typed, each with the numbers
// that it is asked to have, 1 where there are none, and with the one that is typed.
func CompleteName(word string, concepts []catalog.Concept, numbers func(catalog.Concept) []int) []string {
	typed := strings.TrimLeft(word, "@abcdefghijklmnopqrstuvwxyz_.[")
	typed = typed[:len(typed)-len(strings.TrimLeft(typed, "0123456789"))]
	number, _ := strconv.Atoi(typed)
	var names []string
	for _, c := range concepts {
		its := []int{0}
		if c.Indexed() {
			if its = numbers(c); len(its) == 0 {
				its = []int{1}
			}
			if number > 0 && !slices.Contains(its, number) {
				its = append(its, number)
			}
		}
		for _, n := range its {
			if name := "@" + c.At(n); strings.HasPrefix(name, word) {
				names = append(names, name+"\t"+c.Kind())
			}
		}
	}
	return names
}
