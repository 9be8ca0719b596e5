package lint

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// pass is one file on its way through the rules.
type pass struct {
	*Linter
	name    string
	running int // the number of the rule; no pointer, since it changes for each setting

	data     []byte            // of what is no provisioning file
	template *cfgfile.Template // nil for a file that is none
	file     *cfgfile.File     // nil for that
	src      string
	frame    cfgfile.Frame
	fixing   bool         // the fixes of findings that are not listed are wanted, too
	redacted *redact.File // what may be shown of it; nil until it is asked for

	findings []Finding
	listed   map[string]int // by rule: how many of its findings are listed
	surplus  map[string]int // by rule: the finding that stands for those that are not

	origin         int // in a template: one more than the offset of the alternative that is looked at
	templates      []templateLine
	templatesFound bool
}

// rule returns the rule that is running.
func (p *pass) rule() *Rule { return &p.checks[p.running].Rule }

func (p *pass) lint(data []byte) []Finding {
	if kind := SideFile(p.name, data); kind != 0 {
		p.lintSide(kind, data)
	} else if t, err := cfgfile.ReadTemplate(p.options.Template, p.name, data); t != nil {
		p.lintTemplate(t, err)
	} else if file, err := cfgfile.Parse(data); err != nil {
		p.lintContent(data, err)
	} else {
		p.lintFile(file)
	}
	p.finish()
	return p.findings
}

func (p *pass) lintContent(data []byte, err error) {
	var content *cfgfile.ContentError
	if !errors.As(err, &content) {
		content = &cfgfile.ContentError{Content: cfgfile.OtherBinary}
	}
	p.data = data
	for p.running = range p.checks {
		if check := p.checks[p.running].content; check != nil {
			check(p, content)
		}
	}
}

func (p *pass) lintSide(kind sidefile.Kind, data []byte) {
	p.src = string(data)
	for p.running = range p.checks {
		if check := p.checks[p.running].side; check != nil {
			check(p, kind)
		}
	}
	p.sideProblems(kind, data)
}

func (p *pass) lintFile(file *cfgfile.File) {
	p.file, p.src, p.frame = file, file.Source(), file.Frame()
	if p.isHopeless() {
		p.running = p.number(headerRule)
		headerMissing(p)
		return
	}
	for p.running = range p.checks {
		if c := &p.checks[p.running]; c.file != nil && c.isIn(file.Dialect()) {
			c.file(p)
		}
	}
	p.walk()
}

// isHopeless reports whether a text has no header where it belongs, of which FV101 speaks,
// and is no provisioning file for the most part: nothing else that could be said of it
// helps.
func (p *pass) isHopeless() bool {
	if p.frame.HeaderLine == 1 || p.number(headerRule) < 0 {
		return false
	}
	malformed := 0
	for _, problem := range p.file.Problems() {
		if problem.Kind == cfgfile.MalformedLine || problem.Kind == cfgfile.OtherSyntax {
			malformed++
		}
	}
	return 2*malformed > strings.Count(p.src, "\n") || malformed >= cfgfile.MaxProblems
}

func tableOf(f *cfgfile.File) *catalog.Table { return catalog.For(f.Dialect()) }

// table returns what is known of the dialect of the file.
func (p *pass) table() *catalog.Table {
	if p.options.dictionary != nil {
		return p.options.dictionary(p.file.Dialect())
	}
	return tableOf(p.file)
}

// maxListed is how many findings of a rule are listed for one file. A file with
// more has something wrong with it that more of them don't tell, and a line of
// three bytes must not cost hundreds.
const maxListed = 1000

// found adds a finding of the rule that is running, with edits that mend it.
func (p *pass) found(offset int, message string, fix ...cfgfile.Edit) {
	p.add(Finding{Message: message, fix: fix}, offset)
}

// suggest adds a finding with the text to write instead.
func (p *pass) suggest(offset int, message, suggestion string) {
	p.add(Finding{Message: message, Suggestion: suggestion}, offset)
}

// grade adds a finding with a severity of its own, for rules whose findings are not
// all as grave, and the text to write instead, "" for none.
func (p *pass) grade(severity Severity, offset int, message, suggestion string) {
	p.add(Finding{Severity: severity, Message: message, Suggestion: suggestion}, offset)
}

// add adds a finding, with its rule's severity if it has none, or counts it where its
// rule has enough of them.
func (p *pass) add(f Finding, offset int) {
	if p.listed == nil {
		p.listed, p.surplus = make(map[string]int), make(map[string]int)
	}
	rule := p.rule()
	if p.countSurplus() {
		if rest := &p.findings[p.surplus[rule.ID]]; p.fixing {
			rest.fix = append(rest.fix, f.fix...)
		}
		return
	}
	if p.listed[rule.ID]++; p.listed[rule.ID] > maxListed {
		p.surplus[rule.ID] = len(p.findings)
	}
	f.Rule, f.File, f.Offset, f.origin = *rule, p.name, offset, cmp.Or(f.origin, p.origin)
	f.Severity = cmp.Or(f.Severity, rule.Severity)
	p.findings = append(p.findings, f)
}

// countSurplus counts a finding that is not to be listed, and reports whether it is one: a
// message for it need not be made.
func (p *pass) countSurplus() bool {
	i, ok := p.surplus[p.rule().ID]
	if ok {
		p.findings[i].more++
	}
	return ok
}

// retract takes back what some rules found at an offset, since another one knows more.
func (p *pass) retract(offset int, rules ...string) {
	for i := range p.findings {
		if f := &p.findings[i]; f.Offset == offset && slices.Contains(rules, f.Rule.ID) {
			f.retracted = true
		}
	}
}

// finish puts the findings into the order of the file and fills in what they have of it:
// lines, paths, excerpts.
func (p *pass) finish() {
	for _, i := range p.surplus {
		if f := &p.findings[i]; f.more > 0 {
			f.Message += fmt.Sprintf("; %d more findings of this rule follow and are not listed", f.more)
		}
	}
	p.findings = slices.DeleteFunc(p.findings, func(f Finding) bool { return f.retracted && f.more == 0 })
	slices.SortStableFunc(p.findings, byPlace)
	at := cfgfile.NewLocator(p.src)
	for i := range p.findings {
		f := &p.findings[i]
		f.Position = at.Position(f.Offset)
		f.Severity = cmp.Or(p.severities[f.Rule.ID], f.Severity)
	}
	if p.file != nil && len(p.findings) > 0 {
		p.addPaths()
	}
	text := p.shownText
	if p.template != nil {
		p.toTemplate()
		text = p.shownTemplate
	}
	if p.file != nil && p.options.Excerpts {
		lines := excerpts{text: text()}
		for i := range p.findings {
			f := &p.findings[i]
			f.Excerpt, f.Caret = lines.at(f)
		}
	}
}

// byPlace orders findings as the file has their places.
func byPlace(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Offset, b.Offset), strings.Compare(a.Rule.ID, b.Rule.ID))
}

// addPaths fills in the paths of the settings that findings are about: a finding within a
// setting, the bracket of its tag included, and in a dialect of lines anywhere on its line.
func (p *pass) addPaths() {
	xml, lines := p.file.Dialect().IsXML(), cfgfile.NewLocator(p.src)
	for i := 0; i < len(p.findings); i++ {
		first := i
		for number, s := range p.file.SettingsFrom(p.findings[i].Offset, lines) {
			start, path := s.KeySpan.Start, ""
			if xml {
				start--
			}
			isOn := func(f *Finding) bool {
				return start <= f.Offset && f.Offset <= s.ValueSpan.End || !xml && f.Line == s.Line
			}
			for i < len(p.findings) && isOn(&p.findings[i]) {
				if i == first {
					path = p.pathOf(number, &s)
				}
				p.findings[i].Path = path
				i++
			}
			if i > first || p.findings[i].Offset <= s.ValueSpan.End {
				break // the next finding has its own setting, or this one has none
			}
		}
		if i > first {
			i--
		}
	}
}

// pathOf returns the path of a setting for a report: "" where a name in it may be part of
// a secret, as in a broken file, since neither does the dictionary have it there nor does
// it stand where nothing is hidden.
func (p *pass) pathOf(number int, s *cfgfile.Setting) string {
	known := false
	if scope, ok := tableOf(p.file).Scope(s.Module, s.List); ok {
		_, known = scope.Lookup(s.Key)
	} else if p.shown().HidesNameIn(s.Module + " " + s.List) {
		return ""
	}
	if !known && p.shown().HidesKey(s) {
		return ""
	}
	if p.template != nil {
		return p.template.PathOf(number, s)
	}
	return s.Path.String()
}

// shown returns what may be shown of the file.
func (p *pass) shown() *redact.File {
	if p.redacted == nil {
		p.redacted = redact.NewFile(p.file)
	}
	return p.redacted
}
