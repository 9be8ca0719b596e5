package catalog

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/typo"
)

// A Label is a name that the vendor's description has for a setting: what a field is called
// on a page of the phone's web server, or a word of its text. Several fields can have one
// label, each on a page of its own.
type Label struct {
	Text   string // "Update Interval"
	Page   string // "SIP Plug and Play", empty for a word of the text
	Source string // where the description has it: "the description, figure 11"
	Note   string // what is to be known besides, empty for nothing

	sysconf string   // path of the setting behind it, empty for none
	legacy  []string // the same in generation 1, of which several spellings are known
}

// Path returns the label behind its page: "SIP Plug and Play > Update Interval".
func (l Label) Path() string {
	if l.Page == "" {
		return l.Text
	}
	return l.Page + pageMark + l.Text
}

// pageMark stands between a page and a label, as the description writes it between a menu
// and a page.
const pageMark = " > "

// Entries returns the keys of all dialects that hold what the label names. There are none
// for what the phone only shows.
func (l Label) Entries() []Entry {
	var entries []Entry
	for _, d := range Dialects() {
		for _, r := range l.rowsIn(For(d)) {
			if e := (Entry{r}); !slices.Contains(entries, e) {
				entries = append(entries, e)
			}
		}
	}
	return entries
}

// rowsIn returns the keys of one dialect. Text of generation 2 has its own by their
// counterparts in sysconf, and what sysconf lacks under the names of generation 1.
func (l Label) rowsIn(t *Table) []*row {
	var rows []*row
	add := func(r *row) {
		if r != nil && r.doubt == "" {
			rows = append(rows, r)
		}
	}
	switch {
	case t.dialect == Sysconf:
		add(t.rowOf(l.sysconf))
	case t.dialect.Generation() == 1, t.dialect == TextModern && l.sysconf == "":
		for _, path := range l.legacy {
			add(t.rowOf(path))
		}
	case l.sysconf != "":
		if e, ok := byCounterpart(t.dialect)[l.sysconf]; ok {
			add(e.row)
		}
	}
	return rows
}

// Labels returns all labels, by their text and page. They must not be changed.
func Labels() []Label { return allLabels() }

var allLabels = sync.OnceValue(func() []Label {
	labels, _ := readLabels(tableText("labels")) // problems are left to the tests, which allow none
	return labels
})

// Labels returns the labels that a key goes by.
func (e Entry) Labels() []Label {
	var found []Label
	for _, l := range Labels() {
		if slices.Contains(l.rowsIn(e.row.scope.table), e.row) {
			found = append(found, l)
		}
	}
	return found
}

func readLabels(text string) ([]Label, []problem) {
	r := newTSVReader("labels.tsv", text, "label", "page", "sysconf", "legacy", "source", "note")
	var labels []Label
	for r.next() {
		l := Label{Text: r.fields[0], Page: r.fields[1], Source: r.fields[4], Note: r.fields[5], sysconf: r.fields[2]}
		if r.fields[3] != "" {
			l.legacy = strings.Split(r.fields[3], meaningSeparator)
		}
		labels = append(labels, l)
	}
	return labels, r.problems
}

// LabelsLike returns the labels that a text names, alone or behind its page, "SIP Plug and
// Play > Update Interval". Behind a page, nothing names all of its labels. Case, spaces and
// what stands between words don't count, nor does the colon behind a label. The error is a
// [*PageError] for a page that the description does not have.
func LabelsLike(text string) ([]Label, error) {
	page, label, paged := cutPage(text)
	labels := Labels()
	if paged {
		if labels = LabelsOn(page); labels == nil {
			return nil, &PageError{page}
		}
	}
	var found []Label
	for _, l := range labels {
		if name := foldLabel(label); name == foldLabel(l.Text) || name == "" && paged {
			found = append(found, l)
		}
	}
	return found, nil
}

// LabelsOn returns the labels of a page, none where there is no such page.
func LabelsOn(page string) []Label {
	var found []Label
	for _, l := range Labels() {
		if l.Page != "" && foldLabel(l.Page) == foldLabel(page) {
			found = append(found, l)
		}
	}
	return found
}

// cutPage takes a label off its page. The name of a page can have the mark in it, too, and
// the figures have it twice behind a part of a page that unfolds: "DHCP Option >>". What begins
// with a bracket is a line of a file: <GLOBAL CONFIG MODULE>.
func cutPage(text string) (page, label string, ok bool) {
	i := strings.LastIndex(text, strings.TrimSpace(pageMark))
	if i < 0 || strings.HasPrefix(strings.TrimSpace(text), "<") || LabelsOn(text) != nil && foldLabel(text[i:]) != "" {
		return "", text, false
	}
	return strings.TrimRight(text[:i], " >"), text[i+1:], true
}

// foldLabel leaves letters, digits and the dollar sign of a label, in lower case.
func foldLabel(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '$':
			return r
		}
		return -1
	}, text)
}

// pages returns the pages that have labels, in alphabetical order.
func pages() (all []string) {
	for _, l := range Labels() {
		if l.Page != "" && !slices.Contains(all, l.Page) {
			all = append(all, l.Page)
		}
	}
	slices.Sort(all)
	return all
}

// NearestPage returns the page that a name may be a slip of, "" for none.
func NearestPage(name string) string {
	for _, page := range pages() {
		if _, near := isLabelNear(foldLabel(name), foldLabel(page)); near {
			return page
		}
	}
	return ""
}

// A PageError says that the description has no page of a name.
type PageError struct{ Page string }

// Error continues a sentence that names what was given.
func (e *PageError) Error() string {
	if near := NearestPage(e.Page); near != "" {
		return fmt.Sprintf("names no page of the phone's: did you mean %q?", near)
	}
	return "names no page of the phone's, which are " + strings.Join(pages(), ", ")
}

// NearestLabels returns up to n labels that a text may be a slip of, the likeliest first.
func NearestLabels(text string, n int) []Label {
	name := foldLabel(text)
	if name == "" || len(name) > maxName {
		return nil
	}
	type near struct {
		Label
		distance int
	}
	var found []near
	for _, l := range Labels() {
		for _, known := range []string{l.Text, l.Path()} {
			if d, ok := isLabelNear(name, foldLabel(known)); ok {
				found = append(found, near{l, d})
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.distance - b.distance })
	var labels []Label
	for _, l := range found[:min(max(n, 0), len(found))] {
		labels = append(labels, l.Label)
	}
	return labels
}

// isLabelNear reports whether a folded name may be a slip of another, and of how many letters.
func isLabelNear(name, known string) (letters int, ok bool) {
	if len(known) < minLabel || max(len(name), len(known)) > maxName {
		return 0, false
	}
	limit := tolerance(len(known), inScope)
	d := typo.Distance(name, known, limit)
	return d, d <= limit
}

// minLabel is the length of a label that others can be slips of. Of etc, anything is one.
const minLabel = 4
