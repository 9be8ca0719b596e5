package explain

import (
	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// explanationJSON is what a word finds, as docs/json.md describes it.
type explanationJSON struct {
	Query    string       `json:"query"`
	Names    []nameJSON   `json:"names,omitempty"`
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

	// The parts of the text.
	Bad      string `json:"bad,omitempty"`
	Good     string `json:"good,omitempty"`
	Why      string `json:"why,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	Source   string `json:"source,omitempty"`
	Mend     string `json:"mend,omitempty"`
	Silence  string `json:"silence,omitempty"`
}

// newRuleJSON returns a rule, with all that is to be said of it where that is asked for.
func newRuleJSON(r lint.Rule, whole bool) ruleJSON {
	rule := ruleJSON{Rule: r.ID, Name: r.Name, Severity: r.Severity.String(), Fixable: r.Fixable, Summary: r.Summary}
	page, err := pageOf(r)
	if !whole || err != nil {
		return rule
	}
	rule.Text, _ = docs.Rule(r.ID)
	rule.Bad, rule.Good, rule.Why, rule.Source = page.section.Bad.Text, page.section.Good.Text, sentence(page.section.Why), sentence(page.section.Source)
	for i, paragraph := range page.section.Evidence {
		if i > 0 {
			rule.Evidence += "\n"
		}
		rule.Evidence += sentence(paragraph)
	}
	rule.Mend, rule.Silence = page.mend(), page.silence()
	return rule
}

type entryJSON struct {
	Path         string            `json:"path"`
	Module       string            `json:"module"`
	List         string            `json:"list,omitempty"`
	Key          string            `json:"key"`
	Name         string            `json:"name,omitempty"` // neutral
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

// JSON returns what a JSON report has of the words.
func JSON(all []Explanation) any {
	results := []explanationJSON{}
	for i := range all {
		found := &all[i]
		// A whole line may have been given, with its value.
		result := explanationJSON{Query: redact.String(found.word), Rules: []ruleJSON{}, Labels: []labelJSON{}, Modules: []moduleJSON{}, Settings: []entryJSON{}, Total: found.total()}
		for _, c := range found.names {
			result.Names = append(result.Names, newNameJSON(c, found.index))
		}
		for _, r := range found.rules {
			result.Rules = append(result.Rules, newRuleJSON(r, found.whole))
		}
		for _, l := range found.allLabels() {
			result.Labels = append(result.Labels, newLabelJSON(l))
		}
		for _, m := range found.modules {
			keys, lists := keysOf(m)
			result.Modules = append(result.Modules, moduleJSON{m.Path(), m.Dialect().String(), m.Dialect().Generation(), keys, lists, m.Samples(), m.Counterpart()})
		}
		for _, e := range found.listed() {
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
	if c, ok := e.Concept(); ok {
		entry.Name = c.Name()
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
