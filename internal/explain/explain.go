// Package explain finds what is known of a rule of the linter, a key, a label of the phone's
// pages or a module, and writes it as text or for a JSON report.
package explain

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// Explanation is what a word finds.
type Explanation struct {
	word    string
	names   []catalog.Concept
	index   int // of the one name that is explained, 0 for all
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

// Words finds what each word names; without one, all rules. The error joins those of the
// words that name nothing.
func Words(words []string) (all []Explanation, err error) {
	if len(words) == 0 {
		return []Explanation{{rules: lint.Rules()}}, nil
	}
	if joined, ok := searchJoined(words); ok {
		return []Explanation{joined}, nil
	}
	var errs []error
	for _, word := range words {
		found, err := search(word)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, found)
	}
	return all, errors.Join(errs...)
}

// searchJoined finds what several words name together, where one of them alone names nothing:
// a name with spaces in it that nobody put in quotation marks.
func searchJoined(words []string) (Explanation, bool) {
	if len(words) < 2 {
		return Explanation{}, false
	}
	joined, err := search(strings.Join(words, " "))
	if err != nil {
		return Explanation{}, false
	}
	for _, word := range words {
		if alone, err := search(word); err != nil || !alone.exact && len(alone.rules) == 0 {
			return joined, true
		}
	}
	return joined, joined.exact
}

// search finds what a word names: a rule, or keys, labels and modules; where there is none,
// all that the word is a part of.
func search(word string) (Explanation, error) {
	if strings.HasPrefix(word, "@") {
		return searchNeutral(word)
	}
	query, err := catalog.ParseQuery(withoutBrackets(withoutTags(word)))
	if err != nil {
		return Explanation{}, fmt.Errorf("explain: the argument %w", err)
	}
	rule, noRule := lint.LookupRule(word)
	if noRule == nil {
		return Explanation{word: word, rules: []lint.Rule{rule}, whole: true}, nil
	}
	if isRuleNumber(word) {
		return Explanation{}, fmt.Errorf("%w; fvcfg explain lists them", noRule)
	}
	if neutral, err := searchNeutral("@" + word); err == nil && neutral.exact {
		neutral.word = word
		return neutral, nil
	}
	found, err := searchName(word, query)
	if err != nil {
		return Explanation{}, err
	}
	if found.isEmpty() {
		found = searchParts(word, query)
	}
	if found.isEmpty() {
		// A whole line may have been given, with its value.
		return Explanation{}, fmt.Errorf("%q is no rule, and no key, label or module that is known%s", redact.String(word), nearestNames(word))
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

// withoutTags returns a key of a template as one of those that it stands for, with the number 1
// in the place of an expression.
func withoutTags(word string) string {
	engine, _ := template.Recognize(word)
	return template.Parse(word, engine).Specimen(word, template.Colons, template.Picks{}).Text
}

// searchName finds what has the very name.
func searchName(word string, query catalog.Query) (Explanation, error) {
	labels, err := catalog.LabelsLike(word)
	if err != nil {
		return Explanation{}, fmt.Errorf("explain: %q %w", redact.String(word), err)
	}
	found := Explanation{word: word, exact: true, labels: labels, entries: query.Exact()}
	if strings.Contains(strings.ToUpper(word), "MODULE") { // or it is a word as others, too: sip, log
		found.modules = query.Modules()
	}
	if found.isEmpty() {
		found.labels = catalog.LabelsOn(word)
	}
	return found, nil
}

// searchParts finds what has the word in its name.
func searchParts(word string, query catalog.Query) Explanation {
	found := Explanation{word: word, labels: query.SearchLabels(), modules: query.SearchModules(), entries: query.Search()}
	for _, r := range lint.Rules() {
		if query.Matches(r.ID) || query.Matches(r.Name) || query.Matches(strings.ReplaceAll(r.Name, "-", "")) {
			found.rules = append(found.rules, r)
		}
	}
	return found
}

func (x *Explanation) total() int {
	return len(x.names) + len(x.rules) + len(x.labels) + len(x.modules) + len(x.entries)
}

func (x *Explanation) isEmpty() bool { return x.total() == 0 }

// settle decides what is explained in full: one rule, one module, or one name. The keys
// behind a label are the name's.
func (x *Explanation) settle() {
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

// Complete offers the rules, and the keys, labels and modules that begin with what
// is typed.
func Complete(word string) []string {
	if strings.HasPrefix(word, "@") {
		return CompleteName(word, catalog.Concepts(), func(catalog.Concept) []int { return nil })
	}
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
