package cfgfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// steps has for an entry of xml-legacy two elements, its list and itself.
func (form xmlForm) steps(p *Path) []step {
	steps := []step{{kind: scopeModule, name: p.Module}}
	if p.List == "" {
		return steps
	}
	for part := range strings.SplitSeq(p.List, "/") {
		name, index := cutPathIndex(part)
		n, _ := parseIndex(index)
		steps = append(steps, step{scopeList, name, n})
	}
	last := &steps[len(steps)-1]
	switch {
	case !form.byID:
		last.index = p.Index
	case p.Index > 0 || p.entry != "":
		steps = append(steps, step{scopeEntry, last.name + "_Entry", p.Index})
	}
	return steps
}

// box is the element of a scope, and what stands in it.
type box struct {
	open, close Span // its tags
	children    int
	first, last Span
	id          Span // of the element <ID>
}

// hollow reports whether nothing at all stands between the tags.
func (b *box) hollow() bool { return b.open.End == b.close.Start }

// boxes returns the boxes of all scopes, that of the root first.
func (f *File) boxes() []box {
	boxes := make([]box, len(f.scopes))
	add := func(in uint32, child Span) {
		b := &boxes[in]
		if b.last = child; b.children == 0 {
			b.first = child
		}
		b.children++
	}
	for it := range f.items() {
		switch it.kind {
		case itemOpen:
			boxes[it.scope].open = it.Span
		case itemClose:
			b := &boxes[it.scope]
			if b.close = it.Span; it.scope > 0 {
				add(f.scopes[it.scope].parent, Span{b.open.Start, it.End})
			}
		case itemID:
			boxes[it.scope].id = it.Span
			add(it.scope, it.Span)
		case itemSetting, itemVersion:
			add(it.scope, f.element(&it))
		}
	}
	return boxes
}

// fill puts settings behind the last one of their element or its ID, and an entry behind the
// one before it, each on a line of its own where its neighbour is.
func (form xmlForm) fill(in *insertion, scope uint32, added *node) ([]Edit, error) {
	if in.boxes == nil {
		in.boxes = in.File.boxes()
	}
	x := xmlInsertion{insertion: in, form: form, scope: scope}
	if err := x.checkNodes(added, true); err != nil {
		return nil, err
	}
	added.sort()
	box := &x.boxes[scope]
	if box.hollow() {
		return []Edit{x.fillHollow(box, added)}, nil
	}
	settings, nodes := added.settings()
	space := x.childSpace(box)
	var edits []Edit
	if len(settings) > 0 {
		at, space := x.behindSettings(box, space)
		edits = append(edits, Edit{Span{at, at}, x.written(settings, space)})
	}
	for i := range nodes {
		at, space := x.behindEntries(box, nodes[i].node, space)
		edits = append(edits, Edit{Span{at, at}, x.written(nodes[i:i+1], space)})
	}
	return edits, nil
}

// xmlInsertion is what goes into an element.
type xmlInsertion struct {
	*insertion
	form  xmlForm
	scope uint32
}

// checkNodes refuses elements that cannot be made, and writes the IDs of the others.
func (x *xmlInsertion) checkNodes(added *node, existing bool) error {
	for _, p := range added.parts {
		if p.node == nil {
			continue
		}
		if existing && p.node.index == 0 && x.hasSetting(p.node.name) {
			return &PathError{p.node.path(), "what would be its list stands in the file as a setting"}
		}
		if p.node.kind == scopeEntry && x.form.byID {
			prefix, ok := x.idPrefix(p.node, existing)
			if !ok {
				return &PathError{p.node.path(), "how the <ID> of this list's entries reads is not known: write one entry by hand"}
			}
			p.node.id = prefix + strconv.Itoa(p.node.index)
		}
		if err := x.checkNodes(p.node, false); err != nil {
			return err
		}
	}
	return nil
}

// path returns that of a setting in the node.
func (n *node) path() string {
	for n.parts[0].node != nil {
		n = n.parts[0].node
	}
	return n.parts[0].path.String()
}

func (x *xmlInsertion) hasSetting(name string) bool {
	return slices.ContainsFunc(x.settings[x.scope], func(i int) bool { return x.src[x.entries[i].key:x.entries[i].keyEnd] == name })
}

// idPrefix returns what stands before the number in the IDs of a list's entries: as
// another entry has it, or as the keys of the list have it in text-legacy.
func (x *xmlInsertion) idPrefix(entry *node, existing bool) (string, bool) {
	for _, i := range x.named[stepTo{in: x.scope, name: entry.name}] {
		if id := x.boxes[i].id; existing && x.scopes[i].index > 0 {
			_, text, _ := strings.Cut(x.src[id.Start:id.End], ">")
			text, _, _ = strings.Cut(text, "</")
			return strings.TrimRight(strings.TrimSpace(xmlscan.Resolve(text)), "0123456789"), true
		}
	}
	for entry.parts[0].node != nil {
		entry = entry.parts[0].node
	}
	return idPrefix(entry.parts[0].path.Module, entry.parts[0].path.List)
}

// fillHollow fills an element that holds nothing. A tag that closes itself is taken apart.
func (x *xmlInsertion) fillHollow(box *box, added *node) Edit {
	space := x.childSpace(box)
	text := x.written(added.parts, space)
	if x.scope == 0 && space != "" {
		text += x.eol()
	} else {
		text += x.spaceBefore(box.open.Start)
	}
	if !x.closesItself(box.open.End) {
		return Edit{Span{box.open.End, box.open.End}, text}
	}
	return x.takeApart(box.open.End, text)
}

// takeApart returns the edit that puts a text into a tag which closes itself, and ends at an
// offset.
func (f *File) takeApart(end int, text string) Edit {
	return Edit{Span{end - len("/>"), end}, ">" + text + "</" + tagName(f.src[:end]) + ">"}
}

// closesItself reports whether a tag such as <Version/> ends at an offset.
func (f *File) closesItself(end int) bool { return strings.HasSuffix(f.src[:end], "/>") }

// tagName returns the name of the tag that a text ends in.
func tagName(src string) string {
	from := strings.LastIndexByte(src, '<') + 1
	return src[from : from+strings.IndexAny(src[from:], " \t\r\n/>")]
}

// written writes what is new, each element behind white space.
func (x *xmlInsertion) written(parts []part, space string) string {
	w := xmlPrinter{form: x.form, space: space, unit: x.indentUnit()}
	(&node{parts: parts}).print(&w)
	return string(w.out)
}

// indentUnit returns by how much a level is indented more than the one around it:
// as the first child of the root is, or as the dialect has it.
func (x *xmlInsertion) indentUnit() string {
	root := &x.boxes[0]
	if root.children == 0 {
		return x.form.indent
	}
	indent := strings.TrimLeft(x.spaceBefore(root.first.Start), "\r\n")
	return strings.TrimPrefix(indent, strings.TrimLeft(x.spaceBefore(root.open.Start), "\r\n"))
}

// childSpace returns the white space that stands before each child of an element.
func (x *xmlInsertion) childSpace(box *box) string {
	if box.children > 0 {
		return x.spaceBefore(box.last.Start)
	}
	space := x.spaceBefore(box.open.Start)
	if space == "" && x.scope == 0 {
		space = x.eol()
	}
	if space != "" {
		space += x.indentUnit()
	}
	return space
}

// behindSettings returns where a setting goes in an element that holds something:
// behind the last setting or the ID, else before everything.
func (x *xmlInsertion) behindSettings(box *box, space string) (int, string) {
	if numbers := x.settings[x.scope]; len(numbers) > 0 {
		last := x.elementOf(numbers[len(numbers)-1])
		return x.behindComment(last.End), x.spaceBefore(last.Start)
	}
	if box.id.Len() > 0 {
		return box.id.End, x.spaceBefore(box.id.Start)
	}
	return box.open.End, space
}

func (x *xmlInsertion) elementOf(number int) Span {
	e := &x.entries[number]
	return x.element(&item{kind: itemSetting, Span: Span{int(e.key), int(e.valEnd)}, number: number})
}

// behindEntries returns where an element goes: behind the entry before it, else
// before the entry behind it, else behind everything.
func (x *xmlInsertion) behindEntries(box *box, entry *node, space string) (int, string) {
	before, behind := uint32(0), uint32(0)
	for _, i := range x.named[stepTo{in: x.scope, name: entry.name}] {
		switch index := int(x.scopes[i].index); {
		case index <= entry.index && (before == 0 || index >= int(x.scopes[before].index)):
			before = i
		case index > entry.index && (behind == 0 || index < int(x.scopes[behind].index)):
			behind = i
		}
	}
	switch {
	case before > 0:
		return x.behindComment(x.boxes[before].close.End), x.spaceBefore(x.boxes[before].open.Start)
	case behind > 0:
		at := x.beforeComments(x.boxes[behind].open.Start)
		space := x.spaceBefore(at)
		return at - len(space), space
	case box.children > 0:
		return x.behindComment(box.last.End), space
	}
	return box.open.End, space
}

// beforeComments moves a place before the comments that stand above it, each on lines of its
// own: they are about what follows.
func (f *File) beforeComments(at int) int {
	for i := len(f.marks) - 1; i >= 0; i-- {
		m := &f.marks[i]
		if int(m.start) >= at {
			continue
		}
		if m.kind != itemComment || f.spaceBefore(int(m.start)) == "" || strings.TrimSpace(f.src[m.end:at]) != "" {
			break
		}
		at = int(m.start)
	}
	return at
}

// spaceBefore returns the line break and the indentation that an element stands
// behind; "" where it shares its line with something.
func (f *File) spaceBefore(at int) string {
	start := at
	for start > 0 && (f.src[start-1] == ' ' || f.src[start-1] == '\t') {
		start--
	}
	if start == 0 || f.src[start-1] != '\n' {
		return ""
	}
	start--
	if start > 0 && f.src[start-1] == '\r' {
		start--
	}
	return f.src[start:at]
}

// behindComment moves a place behind the comment that ends its line, which is
// about what stands before it.
func (f *File) behindComment(at int) int {
	start := skipBlanks(f.src, at)
	if !strings.HasPrefix(f.src[start:], "<!--") {
		return at
	}
	comment, _, ok := strings.Cut(f.src[start:], "-->")
	end := start + len(comment) + len("-->")
	if !ok || strings.IndexByte(comment, '\n') >= 0 || !f.endsLine(end) {
		return at
	}
	return end
}

// endsLine reports whether nothing but spaces follows on a line.
func (f *File) endsLine(at int) bool {
	at = skipBlanks(f.src, at)
	return at == len(f.src) || f.src[at] == '\n' || f.src[at] == '\r'
}

// skipBlanks returns where the spaces and tabs that start at a position end.
func skipBlanks(src string, at int) int {
	for at < len(src) && (src[at] == ' ' || src[at] == '\t') {
		at++
	}
	return at
}

// extent is an element with the white space before it, unless its line goes on.
func (xmlForm) extent(f *File, it *item) Span {
	at := f.element(it)
	if f.endsLine(at.End) {
		at.Start -= len(f.spaceBefore(at.Start))
	}
	return at
}

// put is not plain for a tag that closes itself, nor for an element that is to hold nothing:
// that can be read as a module or as an entry of a list.
func (xmlForm) put(f *File, number int, value string) (Edit, bool) {
	e := f.entries[number]
	at, text := Span{int(e.val), int(e.valEnd)}, textEscaper.Replace(value)
	switch {
	case at.Len() == 0 && f.closesItself(at.Start) && text != "":
		return Edit{Span{at.Start - len("/>"), at.Start}, ">" + text + "</" + f.src[e.key:e.keyEnd] + ">"}, false
	case xmlscan.Resolve(f.src[at.Start:at.End]) == value:
		text = f.src[at.Start:at.End] // written in another way, but the same
	}
	blank := trimmedSpan(value, 0, len(value)).Len() == 0
	return Edit{at, text}, !blank || f.scopeOf(number) > 0 && f.src[e.keyEnd] == '>'
}

// setVersion replaces the version, or makes one the first element of the root. A tag that
// closes itself is taken apart for it.
func (form xmlForm) setVersion(f *File, version string) {
	element := f.eol() + form.indent + form.version(version)
	root := f.frame.Header.End
	edit := Edit{Span{root, root}, element}
	switch at := f.frame.Version.Start; {
	case f.frame.HasVersion && f.closesItself(at):
		edit = f.takeApart(at, version)
	case f.frame.HasVersion:
		f.replaceVersion(version)
		return
	case f.closesItself(root):
		edit = f.takeApart(root, element+f.eol())
	}
	f.reread(edit.Span, edit.New)
}
