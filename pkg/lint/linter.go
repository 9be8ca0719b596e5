package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// Options choose what a [Linter] looks for.
type Options struct {
	// Only names the rules to check, by number or name; none means all.
	Only []string
	// Disable names rules to leave out.
	Disable []string
	// Model is the model that the files are for, if it is known.
	Model *naming.Model
	// Excerpts has findings carry the line they are on.
	Excerpts bool
}

// Linter checks files. It is safe for use by several goroutines.
type Linter struct {
	files    []check
	settings []check
	contents []check
	options  Options
}

// New makes a linter. A rule that does not exist is an [*UnknownRuleError].
func New(options Options) (*Linter, error) {
	only, err := ruleSet(options.Only)
	if err != nil {
		return nil, err
	}
	disabled, err := ruleSet(options.Disable)
	if err != nil {
		return nil, err
	}
	l := &Linter{options: options}
	for _, c := range checks() {
		if len(only) > 0 && !only[c.ID] || disabled[c.ID] {
			continue
		}
		if c.file != nil {
			l.files = append(l.files, c)
		}
		if c.setting != nil {
			l.settings = append(l.settings, c)
		}
		if c.content != nil {
			l.contents = append(l.contents, c)
		}
	}
	return l, nil
}

func ruleSet(names []string) (map[string]bool, error) {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		r, err := LookupRule(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		set[r.ID] = true
	}
	return set, nil
}

// Lint checks a file by its name and its bytes and gives what it found in the
// order of the file. The name is used as it is in the findings; what it tells
// of a MAC or a model is read off its last part. Data that is encrypted is to
// be decrypted before: the rules read what they are given.
func (l *Linter) Lint(name string, data []byte) []Finding {
	file, err := cfgfile.Parse(data)
	p := &pass{name: name, options: &l.options}
	if err != nil {
		l.lintContent(p, data, err)
	} else {
		l.lintFile(p, file)
	}
	p.finish()
	return p.findings
}

// Locked gives the finding for a file that is encrypted and that its key did not
// open, for the reason given.
func (l *Linter) Locked(name string, reason error) []Finding {
	p := &pass{name: name, options: &l.options}
	for _, c := range l.contents {
		if p.rule = c.Rule; c.ID == lockedRule {
			p.found(0, reason.Error())
		}
	}
	p.finish()
	return p.findings
}

func (l *Linter) lintContent(p *pass, data []byte, err error) {
	var content *cfgfile.ContentError
	if !errors.As(err, &content) {
		content = &cfgfile.ContentError{Content: cfgfile.OtherBinary}
	}
	p.data = data
	for _, c := range l.contents {
		p.rule = c.Rule
		c.content(p, content)
	}
}

func (l *Linter) lintFile(p *pass, file *cfgfile.File) {
	p.file, p.src, p.frame = file, file.Source(), file.Frame()
	for _, c := range l.files {
		p.rule = c.Rule
		c.file(p)
	}
	if len(l.settings) == 0 {
		return
	}
	for _, s := range file.Settings() {
		for i := range l.settings {
			p.rule = l.settings[i].Rule
			l.settings[i].setting(p, &s)
		}
	}
}

// pass is one file on its way through the rules.
type pass struct {
	name     string
	options  *Options
	data     []byte        // of what is no provisioning file
	file     *cfgfile.File // nil for that
	src      string
	frame    cfgfile.Frame
	rule     Rule
	findings []Finding

	templates templateLines
	seen      settingSet
}

// found adds a finding of the rule that is running, with edits that mend it.
func (p *pass) found(offset int, message string, fix ...cfgfile.Edit) {
	p.findings = append(p.findings, Finding{
		Rule: p.rule, Severity: p.rule.Severity, File: p.name,
		Position: cfgfile.Position{Offset: offset}, Message: message, fix: fix,
	})
}

// suggest gives the finding that was added last the text to write instead.
func (p *pass) suggest(text string) {
	p.findings[len(p.findings)-1].Suggestion = text
}

// finish puts the findings into the order of the file and fills in their lines.
func (p *pass) finish() {
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
	if !p.options.Excerpts || p.file == nil {
		return
	}
	lines := newExcerpts(p.src)
	for i := range p.findings {
		f := &p.findings[i]
		f.Excerpt, f.Caret = lines.line(f.Line, f.Column)
	}
}
