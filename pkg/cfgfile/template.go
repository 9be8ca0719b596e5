package cfgfile

import (
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// Template is a provisioning file that a template engine is still to fill in.
type Template struct {
	*template.Template
	// File is one of the files that it may be filled in to, see [template.Specimen]: what
	// does not depend on what is filled in can be seen by it.
	File *File

	src      string
	specimen *template.Specimen
	picks    template.Picks // of it
	named    []bool         // by scope: an expression has a part in its name or number, or in that of one around it
}

// ReadTemplate returns a file as a template, and nil where it is none by the choice; its name
// has a part in that. Data that is no provisioning file with its tags taken out is a
// [*ContentError] beside the template, whose File is then nil.
//
// As with [Parse], data is kept.
func ReadTemplate(choice template.Choice, name string, data []byte) (*Template, error) {
	if len(data) > MaxSize {
		return nil, nil // of which Parse speaks
	}
	src := unsafe.String(unsafe.SliceData(data), len(data))
	if !isText(src) {
		return nil, nil
	}
	tags := choice.Read(name, src, isPhonesName)
	if tags == nil {
		return nil, nil
	}
	return newTemplate(tags, src)
}

// isText reports whether data begins as text does: encrypted or compressed data holds the
// marks of tags by chance.
func isText(src string) bool {
	return strings.IndexFunc(src[:min(len(src), sniffWindow)], func(r rune) bool { return r < ' ' && !isSpace(byte(r)) }) < 0
}

// isPhonesName reports whether phones ask for a file by its name.
func isPhonesName(name string) bool {
	switch naming.Identify(name).Kind {
	case naming.GeneralFile, naming.DeviceFile:
		return true
	}
	return false
}

func newTemplate(tags *template.Template, src string) (*Template, error) {
	t := &Template{Template: tags, src: src}
	err := t.read(template.Picks{})
	if t.form() == template.Markup && (err != nil || t.File.illFormed) {
		err = t.mend(err)
	}
	if err == nil {
		t.findNamed()
		t.dropOtherHeaders()
	}
	return t, err
}

// dropOtherHeaders drops what is said of a second header where another branch has the first.
func (t *Template) dropOtherHeaders() {
	t.File.problems = slices.DeleteFunc(t.File.problems, func(p Problem) bool {
		return p.Text == secondHeader && !t.Together(p.Offset, t.File.frame.Header.Start)
	})
}

// read reads the specimen that has the branches picked.
func (t *Template) read(picks template.Picks) (err error) {
	t.picks = picks
	t.specimen = t.Specimen(t.src, t.form(), picks)
	t.File, err = parse(t.specimen.Text)
	return err
}

// mend looks for another reading by which the XML is well-formed, and leaves the one there is
// where there is none: an if that closes an element and opens the next one in its place is no
// mistake, and all but the first turn of a loop can need it; an expression that stands for
// elements can close those around it.
func (t *Template) mend(err error) error {
	splits := t.specimen.Splits
	var optional []int
	for i, s := range splits {
		if s.Optional && len(optional) < maxOptional {
			optional = append(optional, i)
		}
	}
	tries := maxMended / (1 + len(t.src))
	for _, attempt := range []func(template.Picks, *int) (template.Picks, bool){t.isWellFormed, t.closeAtGaps} {
		for mask := 0; mask < 1<<len(optional) && tries > 0; mask++ {
			picks := template.Picks{Branches: make([]int, len(splits))}
			for bit, i := range optional {
				if mask>>bit&1 != 0 {
					picks.Branches[i] = splits[i].Branches
				}
			}
			if picks, ok := attempt(picks, &tries); ok {
				return t.read(picks)
			}
		}
	}
	return err
}

// maxMended bounds how many bytes of specimens are made in the search for one that is
// well-formed.
const maxMended = 16 << 20

// isWellFormed reports whether the XML is well-formed with the branches picked.
func (t *Template) isWellFormed(picks template.Picks, tries *int) (template.Picks, bool) {
	*tries--
	_, ok := brokenXMLAt(t.Specimen(t.src, template.Markup, picks).Text)
	return picks, ok
}

// brokenXMLAt returns where XML stops being well-formed; ok where it does not.
func brokenXMLAt(text string) (at int, ok bool) {
	isBroken := func(f xmlscan.Fault) bool { return f.Kind == xmlscan.NotWellFormed }
	for s := xmlscan.New(text); ; {
		more := s.Next()
		if i := slices.IndexFunc(s.Faults, isBroken); i >= 0 {
			return s.Faults[i].Offset, false
		}
		if !more {
			return 0, true
		}
	}
}

// closeAtGaps reports whether the XML is well-formed once elements are closed where something
// stands that is not known.
func (t *Template) closeAtGaps(picks template.Picks, tries *int) (template.Picks, bool) {
	for ; *tries > 0; *tries-- {
		specimen := t.Specimen(t.src, template.Markup, picks)
		at, ok := brokenXMLAt(specimen.Text)
		if ok {
			return picks, true
		}
		gap, _ := slices.BinarySearch(specimen.Gaps, at+1)
		if gap == 0 || len(picks.Gaps) >= maxOptional {
			return picks, false
		}
		closed := make([]string, gap)
		copy(closed, picks.Gaps)
		open := openElement(specimen.Text[:specimen.Gaps[gap-1]+len(closed[gap-1])])
		if open == "" || strings.Count(closed[gap-1], "</") >= maxOptional {
			return picks, false
		}
		closed[gap-1] += "</" + open + ">"
		picks.Gaps = closed
	}
	return picks, false
}

// openElement returns the name of the innermost element that is open where a text ends.
func openElement(text string) (name string) {
	for s := xmlscan.New(text); s.Next(); {
		name = s.Innermost()
	}
	return name
}

// maxOptional bounds how many blocks are left out in turn.
const maxOptional = 6

func (t *Template) form() template.Form { return templateForm(t.src) }

// templateForm returns how the text around the tags is written.
func templateForm(src string) template.Form {
	first, form := len(src), template.Colons
	for _, mark := range []struct {
		text string
		form template.Form
	}{
		{textHeader, template.Colons}, {dottedHeader, template.Equals}, {"<" + sysconfRoot, template.Markup}, {"<" + legacyRoot, template.Markup},
	} {
		if i := strings.Index(src[:first], mark.text); i >= 0 {
			first, form = i, mark.form
		}
	}
	if first == len(src) && isDeclaredXML(src) {
		return template.Markup
	}
	return form
}

// findNamed notes the scopes that an expression names or numbers.
func (t *Template) findNamed() {
	f := t.File
	t.named = make([]bool, len(f.scopes))
	for _, m := range f.marks {
		if m.kind == itemOpen || m.kind == itemID {
			t.named[m.scope] = t.named[m.scope] || t.specimen.IsFilled(int(m.start), int(m.end))
		}
	}
	for i := 1; i < len(f.scopes); i++ { // a parent stands before its children
		t.named[i] = t.named[i] || t.named[f.scopes[i].parent]
	}
}

// Line returns the line of the template that a line of the file comes from.
func (t *Template) Line(line int) int { return line + t.specimen.Skipped }

// Source returns the template as it was read.
func (t *Template) Source() string { return t.src }

// Text returns the text of the file, also where that is no provisioning file.
func (t *Template) Text() string { return t.specimen.Text }

// Filled returns the parts of the file that expressions stand for, in their order.
func (t *Template) Filled() (parts []Span) {
	for _, p := range t.specimen.Filled() {
		parts = append(parts, Span{p[0], p[1]})
	}
	return parts
}

// Literals returns what stands between the expressions in a part of the file, one more than
// there are of them.
func (t *Template) Literals(span Span) []string { return t.specimen.Literals(span.Start, span.End) }

// Edits returns edits of the file as edits of the template, and none where one of them would
// touch a tag.
func (t *Template) Edits(edits []Edit) []Edit {
	moved := make([]Edit, len(edits))
	for i, e := range edits {
		if !t.specimen.IsCopied(e.Span.Start, e.Span.End) {
			return nil
		}
		from, to := t.specimen.Span(e.Span.Start, e.Span.End)
		moved[i] = Edit{Span{from, to}, e.New}
	}
	return moved
}

// IsFilled reports whether an expression has a part in a part of the file.
func (t *Template) IsFilled(span Span) bool { return t.specimen.IsFilled(span.Start, span.End) }

// IsNamed reports whether an expression has a part in the path of the file's i-th setting, so
// that two of one path need not be the same setting.
func (t *Template) IsNamed(i int) bool {
	e := &t.File.entries[i]
	return t.named[t.File.scopeOf(i)] || t.specimen.IsFilled(int(e.key), int(e.keyEnd))
}

// Offset returns where in the template what stands at an offset of the file comes from.
func (t *Template) Offset(at int) int { return t.specimen.Offset(at) }

// TextOf returns a part of the file as the template has it, its tags included.
func (t *Template) TextOf(span Span) string {
	from, to := t.specimen.Span(span.Start, span.End)
	return t.src[from:to]
}

// Written returns a setting of the file as the template has it: with the expressions in its
// path and its value. Where one stands for the number of an entry, the path has it in the
// brackets of the list, and the Index is 0.
func (t *Template) Written(s Setting) Setting {
	if t.IsFilled(s.ValueSpan) {
		s.Value = strings.TrimSpace(t.TextOf(s.ValueSpan))
	}
	if number := t.numberOf(&s); number >= 0 && t.IsNamed(number) {
		s.Path = t.pathOf(number)
	}
	s.Line = NewLocator(t.src).Position(t.specimen.Offset(s.KeySpan.Start)).Line
	return s
}

// numberOf returns the number of a setting of the file.
func (t *Template) numberOf(s *Setting) int {
	i, ok := slices.BinarySearchFunc(t.File.entries, uint32(s.KeySpan.End), func(e entry, end uint32) int {
		return int(e.key) - int(end)
	})
	if ok || i == 0 {
		return -1
	}
	return i - 1
}

// Find returns the settings whose paths are written so in the template.
func (t *Template) Find(path string) (found []Setting) {
	for i, s := range t.File.Settings() {
		if t.IsNamed(i) && t.pathOf(i).String() == path {
			found = append(found, s)
		}
	}
	return found
}

// MayHoldMore reports whether the template puts something into the file that is not known, so
// that what is not there may be all the same.
func (t *Template) MayHoldMore() bool { return len(t.specimen.Gaps) > 0 }

// HasGap reports whether something that is not known may stand in a part of the file, or at
// one of its ends.
func (t *Template) HasGap(span Span) bool {
	i, _ := slices.BinarySearch(t.specimen.Gaps, span.Start)
	return i < len(t.specimen.Gaps) && t.specimen.Gaps[i] <= span.End
}

// Alternatives returns the values that a setting's value is chosen from, where it is chosen by
// an if and nothing else, but for those that hold a tag.
func (t *Template) Alternatives(value Span) []template.Alternative {
	return t.specimen.Alternatives(value.Start, value.End)
}

// Together reports whether two places of the file are in each other's company for sure; see
// [template.Template.Together].
func (t *Template) Together(a, b int) bool {
	return t.Template.Together(t.specimen.Offset(a), t.specimen.Offset(b))
}

// OtherBranches returns the problems of the other files that the template may be filled in to,
// where the branches of an if open or close elements: XML that is not well-formed. Their
// offsets are those in the template.
func (t *Template) OtherBranches() (problems []Problem) {
	if t.File == nil || !t.File.dialect.IsXML() {
		return nil
	}
	splits := t.specimen.Splits
	for branch := 1; branch < maxBranches; branch++ {
		picks, others := make([]int, len(splits)), false
		copy(picks, t.picks.Branches)
		for i, s := range splits {
			if picks[i] < s.Branches && s.Branches > branch {
				picks[i], others = branch, true
			} else if picks[i] < s.Branches {
				picks[i] = s.Branches - 1
			}
		}
		if !others {
			break
		}
		specimen := t.Specimen(t.src, template.Markup, template.Picks{Branches: picks, Gaps: t.picks.Gaps})
		file, err := parse(specimen.Text)
		if err != nil {
			continue
		}
		for _, problem := range file.problems {
			if problem.Kind == NotWellFormed {
				problem.Offset = specimen.Offset(problem.Offset)
				problems = append(problems, problem)
			}
		}
	}
	return append(problems, t.loneSplit()...)
}

// loneSplit returns a problem where one block alone opens or closes an element and can be left
// out: the XML is well-formed with it or without it, and not both. Two such blocks can go
// together.
func (t *Template) loneSplit() []Problem {
	lone := -1
	for i, s := range t.specimen.Splits {
		if !s.Optional {
			continue
		}
		if lone >= 0 {
			return nil
		}
		lone = i
	}
	if lone < 0 || t.MayHoldMore() || t.File.illFormed {
		return nil
	}
	split := t.specimen.Splits[lone]
	picks := make([]int, len(t.specimen.Splits))
	copy(picks, t.picks.Branches)
	if picks[lone] == split.Branches {
		picks[lone] = 0
	} else {
		picks[lone] = split.Branches
	}
	if _, ok := brokenXMLAt(t.Specimen(t.src, template.Markup, template.Picks{Branches: picks}).Text); ok {
		return nil
	}
	return []Problem{{Kind: NotWellFormed, Offset: t.Blocks[split.Block].Start}}
}

// maxBranches bounds how many specimens of a template are looked at.
const maxBranches = 8

// pathOf returns the path of the i-th setting as the template has it.
func (t *Template) pathOf(i int) Path {
	f, e := t.File, &t.File.entries[i]
	p := Path{Dialect: f.dialect, Key: strings.TrimRight(t.TextOf(Span{int(e.key), int(e.keyEnd)}), keyPadding)}
	if f.dialect == Dotted {
		return p
	}
	var parts []string
	for at := f.scopeOf(i); at != 0; at = f.scopes[at].parent {
		parts = append(parts, t.scopeName(at))
	}
	slices.Reverse(parts)
	if f.dialect == XMLLegacy && len(parts) > 2 { // an entry goes by its list's name
		_, index, _ := strings.Cut(parts[2], "[")
		parts = append(parts[:1], parts[1]+"["+index)
	}
	if len(parts) > 0 {
		p.Module, p.List = parts[0], strings.Join(parts[1:], notations[f.dialect].separator)
	}
	return p
}

// scopeName returns the name of a scope with its number as the template has them.
func (t *Template) scopeName(at uint32) string {
	s := &t.File.scopes[at]
	name := t.TextOf(Span{int(s.name), int(s.nameEnd)})
	if s.kind != scopeEntry || !notations[t.File.dialect].hasBrackets() {
		return name
	}
	for _, m := range t.File.marks {
		if uint32(m.scope) != at || m.kind != itemOpen && m.kind != itemID {
			continue
		}
		for _, part := range t.specimen.Filled() {
			if int(m.start) <= part[0] && part[1] <= int(m.end) && part[0] >= int(s.nameEnd) {
				return name + "[" + t.TextOf(Span{part[0], part[1]}) + "]"
			}
		}
	}
	return indexed(name, int(s.index))
}

// PathOf returns the path of the i-th setting of the file as the template has it.
func (t *Template) PathOf(i int, s *Setting) string {
	if !t.IsNamed(i) {
		return s.Path.String()
	}
	return t.pathOf(i).String()
}

// Rewrite returns the template so that it becomes what its file was changed to. Where the
// change touches a tag, it is a [*TagError].
func (t *Template) Rewrite(changed string) ([]byte, error) {
	var edits []Edit
	for _, e := range lineEdits(t.specimen.Text, changed) {
		if !t.specimen.IsCopied(e.Span.Start, e.Span.End) {
			// Of a line with a tag, what stands beside the tag belongs to it.
			if e.narrow(t.specimen.Text); t.specimen.IsFilled(e.Span.Start-1, e.Span.End+1) || !t.specimen.IsCopied(e.Span.Start, e.Span.End) {
				return nil, t.tagError(e.Span.Start)
			}
		}
		from, to := t.specimen.Span(e.Span.Start, e.Span.End)
		edits = append(edits, Edit{Span{from, to}, e.New})
	}
	result, _ := Apply(t.src, edits)
	again := template.Parse(result, t.Engine)
	if again.Specimen(result, templateForm(result), t.picks).Text != changed {
		at := 0
		if len(edits) > 0 {
			at = edits[0].Span.Start
		}
		return nil, &TagError{NewLocator(t.src).Position(at).Line}
	}
	return []byte(result), nil
}

func (t *Template) tagError(at int) error {
	return &TagError{NewLocator(t.src).Position(t.specimen.Offset(at)).Line}
}

// TagError reports that a change of a template would touch one of its tags.
type TagError struct{ Line int }

func (e *TagError) Error() string {
	return "line " + strconv.Itoa(e.Line) + ": the file is a template, and the change would touch one of its tags or write one: make it by hand"
}

// lineEdits returns the edits of whole lines that turn a text into another one.
func lineEdits(before, after string) (edits []Edit) {
	diff := diffmatchpatch.New()
	diff.DiffTimeout = 0
	a, b, lines := diff.DiffLinesToRunes(before, after)
	at, open := 0, false
	for _, d := range diff.DiffCharsToLines(diff.DiffMainRunes(a, b, false), lines) {
		if d.Type == diffmatchpatch.DiffEqual {
			at, open = at+len(d.Text), false
			continue
		}
		if !open {
			edits, open = append(edits, Edit{Span: Span{at, at}}), true
		}
		last := &edits[len(edits)-1]
		if d.Type == diffmatchpatch.DiffInsert {
			last.New += d.Text
		} else {
			at += len(d.Text)
			last.Span.End = at
		}
	}
	return edits
}

// narrow takes off an edit what it leaves as it is.
func (e *Edit) narrow(src string) {
	for e.Span.Len() > 0 && e.New != "" && src[e.Span.Start] == e.New[0] {
		e.Span.Start++
		e.New = e.New[1:]
	}
	for e.Span.Len() > 0 && e.New != "" && src[e.Span.End-1] == e.New[len(e.New)-1] {
		e.Span.End--
		e.New = e.New[:len(e.New)-1]
	}
}
