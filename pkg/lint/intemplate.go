package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// A template is linted as one of the files that it may become, see [cfgfile.Template]: the
// offsets of the rules are those in that file. What they find is moved to where it stands in
// the template when all is found.

// lintTemplate checks a template. The error is that of reading it.
func (p *pass) lintTemplate(t *cfgfile.Template, err error) {
	p.template = t
	switch {
	case t.Foreign: // all else would follow from it
		p.templateRule(func() { templateContent(p, nil) })
	case err == nil:
		p.lintFile(t.File)
	case t.MayHoldMore(): // what would show that it is a provisioning file may come from elsewhere
		p.templateRule(func() { templateContent(p, nil) })
	default:
		p.lintContent([]byte(t.Text()), err)
	}
}

// templateRule has something done in the name of the rule that is about the tags themselves.
func (p *pass) templateRule(do func()) {
	if p.running = p.number(templateRule); p.running >= 0 {
		do()
	}
}

const templateRule = "FV113"

// templateFaults speaks of tags that do not fit together, and of XML that is not well-formed
// in one of the branches.
func templateFaults(p *pass) {
	templateContent(p, nil)
}

// templateContent does the same where what the tags leave is no provisioning file.
func templateContent(p *pass, _ *cfgfile.ContentError) {
	if p.template == nil {
		return
	}
	for _, fault := range p.template.Faults {
		p.foundInTemplate(fault.Start, fault.Message)
	}
}

// foundInTemplate adds a finding whose place is known in the template alone.
func (p *pass) foundInTemplate(offset int, message string) {
	p.add(Finding{Message: message, origin: offset + 1}, 0)
}

// toTemplate moves the findings to where they stand in the template. A fix that would touch a
// tag is none.
func (p *pass) toTemplate() {
	at := cfgfile.NewLocator(p.template.Source())
	for i := range p.findings {
		f := &p.findings[i]
		if f.origin > 0 {
			f.Offset, f.fix = f.origin-1, nil
			if f.extent == given { // in the file
				f.extent = token
			}
		} else {
			f.Offset, f.End.Offset, f.fix = p.template.Offset(f.Offset), p.template.Offset(f.End.Offset), p.template.Edits(f.fix)
		}
		f.Position = at.Position(f.Offset)
	}
	slices.SortStableFunc(p.findings, byPlace)
}

// line returns the number that a line of the file has in the template.
func (p *pass) line(number int) int {
	if p.template == nil {
		return number
	}
	return p.template.Line(number)
}

// linesIn returns the text of a problem with the lines that it names as the template has them.
func (p *pass) linesIn(text string) string {
	const mark = "on line "
	before, rest, ok := strings.Cut(text, mark)
	digits := len(rest) - len(strings.TrimLeft(rest, digits))
	number, err := strconv.Atoi(rest[:digits])
	if !ok || err != nil || p.template == nil {
		return text
	}
	return before + mark + strconv.Itoa(p.line(number)) + rest[digits:]
}

// shownText returns what may be shown of the file.
func (p *pass) shownText() redact.Text { return p.shown().Text }

// shownTemplate returns what may be shown of the template.
func (p *pass) shownTemplate() redact.Text { return redact.NewText(p.template.Source()) }

// isFilled reports whether the file is a template and an expression has a part in a part of
// it, or, in a file that was to be delivered, whether a tag stands in or before a name.
func (p *pass) isFilled(span cfgfile.Span) bool {
	if p.template == nil {
		return p.nameInTemplate(span)
	}
	return p.template.IsFilled(span)
}

// mayHoldMore reports whether a template puts something into a part of the file that is not
// known.
func (p *pass) mayHoldMore(start, end int) bool {
	return p.template != nil && p.template.HasGap(cfgfile.Span{Start: start, End: end})
}

// mayHoldHeader reports whether tags of a template stand above what would be the header: they
// may write it, and whether they leave empty lines is the engine's.
func (p *pass) mayHoldHeader() bool {
	if p.frame.HeaderLine == 0 {
		return p.mayHoldMore(0, len(p.src))
	}
	above := cfgfile.Span{End: p.frame.Header.Start}
	return strings.TrimSpace(p.src[:above.End]) == "" && p.template.TextOf(above) != p.src[:above.End]
}

// lastSetting returns where the last setting starts, 0 where there is none.
func (p *pass) lastSetting() int {
	if p.file.Len() == 0 {
		return 0
	}
	return p.file.Setting(p.file.Len() - 1).KeySpan.Start
}

// isConditional reports whether the setting stands in a branch of a template, so that others
// can stand in its place.
func (w *walk) isConditional() bool {
	if w.template == nil {
		return false
	}
	block, _ := w.template.Arm(w.template.Offset(w.setting.KeySpan.Start))
	return block >= 0
}

// isOtherName reports whether a branch of a template names an entry or the file's version in the
// place of another branch, which the file has it from.
func (w *walk) isOtherName() bool {
	s := w.setting
	return w.template != nil && w.file.Dialect().IsXML() && (s.Key == "ID" || s.Module == "" && strings.EqualFold(s.Key, "version")) && w.isConditional()
}

// mayBeApart reports whether one of two places may be of another branch of a template than
// the other.
func (w *walk) mayBeApart(a, b int) bool {
	if w.template == nil {
		return w.templateBetween(a, b)
	}
	return !w.template.Together(a, b)
}

// firstTogether returns the number of the first setting of the current one's path that stands
// in the same branch of a template, or outside of all; first is the first of all.
func (w *walk) firstTogether(hash uint64, first int) (number int, ok bool) {
	for _, number := range append([]int{first}, w.met[hash]...) {
		if w.template.Together(w.file.KeyStart(number), w.setting.KeySpan.Start) {
			return number, true
		}
	}
	if w.met == nil {
		w.met = make(map[uint64][]int)
	}
	if len(w.met[hash]) < maxTogether {
		w.met[hash] = append(w.met[hash], w.number)
	}
	return 0, false
}

// maxTogether bounds how many settings of one path are held against another.
const maxTogether = 16

// lookUpPattern looks up a key that an expression has a part in: with other numbers in its
// place than the 1 that stands there, which leave less room for the rest in text-legacy, and
// then as a pattern of all keys of its place.
func (w *walk) lookUpPattern() {
	parts := w.template.Literals(w.setting.KeySpan)
	for _, number := range []string{"10", "100"} {
		if w.entry, w.inDictionary = w.lookUpHere(strings.Join(parts, number)); w.inDictionary {
			return
		}
	}
	if w.scope == nil || w.isOpaque() {
		return
	}
	for e := range w.scope.Entries() {
		if !fits(e.KeyAt("1"), parts) {
			continue
		}
		if w.inDictionary {
			w.vague = true
			return
		}
		w.entry, w.inDictionary = e, true
	}
}

// isOpaque reports whether nothing can be said of the current key, since an expression stands
// for all of it or nearly all.
func (w *walk) isOpaque() bool {
	if w.template == nil {
		return w.nameInTemplate(w.setting.KeySpan)
	}
	return w.isFilled(w.setting.KeySpan) && len(strings.Join(w.template.Literals(w.setting.KeySpan), "")) < minLiteral
}

// minLiteral is how many characters of a key stand in a template at least for something to be
// said of it.
const minLiteral = 3

// fits reports whether a key can be what a pattern of its literal parts becomes.
func fits(key string, parts []string) bool {
	last := len(parts) - 1
	if !strings.HasPrefix(key, parts[0]) || len(key) < len(parts[0])+len(parts[last]) {
		return false
	}
	key = key[len(parts[0]):]
	for _, part := range parts[1:last] {
		_, rest, ok := strings.Cut(key, part)
		if !ok {
			return false
		}
		key = rest
	}
	return strings.HasSuffix(key, parts[last])
}

// eachAlternative has the rules look at each value that a setting's is chosen from.
func (w *walk) eachAlternative() {
	alternatives := w.template.Alternatives(w.setting.ValueSpan)
	if len(alternatives) == 0 {
		return
	}
	whole := *w.setting
	for _, a := range alternatives {
		s := whole
		s.Value = strings.TrimSpace(a.Text)
		if w.setting = &s; s.Value == "" || w.isDigit() {
			continue
		}
		w.origin = a.Offset + 1
		w.run(onValue)
		w.origin = 0
	}
	w.setting = &whole
}
