package lint

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// pass is one file on its way through the rules.
type pass struct {
	name    string
	options *Options
	checks  []check
	steps   *steps // of those checks that take part in the walk
	running int    // which of them; no pointer, since it changes for each setting

	severities map[string]Severity
	own        *ownNames

	data   []byte        // of what is no provisioning file
	file   *cfgfile.File // nil for that
	src    string
	frame  cfgfile.Frame
	fixing bool // the fixes of findings that are not listed are wanted, too

	current *cfgfile.Setting // the one that rules are looking at, nil between them
	path    string           // of the setting whose path was last asked for
	pathAt  cfgfile.Span     // its key

	redacted *redact.File // nil until it is asked for

	findings []Finding
	listed   map[string]int // by rule: how many of its findings are listed
	surplus  map[string]int // by rule: the finding that stands for those that are not

	templates      []templateLine
	templatesFound bool
	numberless     map[listPlace]bool // lists with entries whose numbers are none; nil until it is asked for
	bareLooks      int                // how often a tag without an index was looked for
	seen           settingSet[int]    // the line of each setting
}

// rule gives the rule that is running.
func (p *pass) rule() *Rule { return &p.checks[p.running].Rule }

func (p *pass) lint(data []byte) []Finding {
	if kind := SideFile(p.name, data); kind != 0 {
		p.lintSide(kind, data)
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

func (p *pass) lintFile(file *cfgfile.File) {
	p.file, p.src, p.frame = file, file.Source(), file.Frame()
	hopeless := p.isHopeless()
	for p.running = range p.checks {
		if check := p.checks[p.running].file; check != nil && (!hopeless || p.rule().ID == headerRule) {
			check(p)
		}
	}
	if !hopeless {
		p.lintSettings()
	}
}

// isHopeless reports whether a text has no header where it belongs, of which FV101 speaks,
// and is no provisioning file for the most part: nothing else that could be said of it
// helps.
func (p *pass) isHopeless() bool {
	if p.file.Dialect().IsXML() || p.frame.HeaderLine == 1 || !slices.ContainsFunc(p.checks, func(c check) bool { return c.ID == headerRule }) {
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

func (p *pass) lintSettings() {
	active := make([]int, 0, 32)
	for i, c := range p.checks {
		if c.setting != nil && (c.when == nil || c.when(p)) {
			active = append(active, i)
		}
	}
	walk := newWalk(p)
	if len(active) == 0 && walk == nil {
		return
	}
	var setting cfgfile.Setting // outside the loop, or each would be allocated anew
	p.current = &setting
	for _, setting = range p.file.Settings() {
		for _, p.running = range active {
			p.checks[p.running].setting(p, &setting)
		}
		if walk != nil {
			walk.visit(&setting)
		}
	}
	p.current = nil
	if walk != nil {
		walk.run(p.steps.end)
	}
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
	if p.unlisted() {
		if rest := &p.findings[p.surplus[rule.ID]]; p.fixing {
			rest.fix = append(rest.fix, f.fix...)
		}
		return
	}
	if p.listed[rule.ID]++; p.listed[rule.ID] > maxListed {
		p.surplus[rule.ID] = len(p.findings)
	}
	f.Rule, f.File, f.Offset = *rule, p.name, offset
	if f.Severity == 0 {
		f.Severity = rule.Severity
	}
	if s := p.current; s != nil && p.spans(s, offset) {
		f.Path = p.pathOf(s)
	}
	p.findings = append(p.findings, f)
}

// unlisted counts a finding that is not to be listed, and tells whether it is one:
// a message for it need not be made.
func (p *pass) unlisted() bool {
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

// finish puts the findings into the order of the file and fills in their lines.
func (p *pass) finish() {
	for _, i := range p.surplus {
		if f := &p.findings[i]; f.more > 0 {
			f.Message += fmt.Sprintf("; %d more findings of this rule follow and are not listed", f.more)
		}
	}
	p.findings = slices.DeleteFunc(p.findings, func(f Finding) bool { return f.retracted && f.more == 0 })
	p.regrade()
	slices.SortStableFunc(p.findings, func(a, b Finding) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return strings.Compare(a.Rule.ID, b.Rule.ID)
	})
	p.seen.release()
	if len(p.findings) == 0 {
		return
	}
	at := cfgfile.NewLocator(p.src)
	for i := range p.findings {
		p.findings[i].Position = at.Position(p.findings[i].Offset)
	}
	if p.file == nil {
		return
	}
	p.addPaths()
	if !p.options.Excerpts {
		return
	}
	lines := excerpts{text: p.shown()}
	for i := range p.findings {
		f := &p.findings[i]
		f.Excerpt, f.Caret = lines.at(f)
	}
}
