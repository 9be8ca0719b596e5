package cfgfile

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// xmlPrinter writes files of either XML dialect, an element a line. No tag closes itself.
type xmlPrinter struct {
	out   []byte
	form  xmlForm
	space string   // the line break and the indentation of what is written next, "" for none
	unit  string   // what a level is indented by
	names []string // of the elements that are open
	start int      // behind the start tag that was written last
}

// printer prints as the phones' exports are: the declaration, four spaces of indentation in
// sysconf and none in xml-legacy.
func (form xmlForm) printer() printer {
	return &xmlPrinter{form: form, space: "\n", unit: form.indent}
}

func (xmlForm) order() order { return onceEach }
func (xmlForm) eol() string  { return "\n" }

func (xmlForm) refuses(comment string) string {
	switch {
	case strings.Contains(comment, "--"), strings.HasSuffix(comment, "-"):
		return "a comment in XML holds no \"--\""
	case !isXMLText(comment), strings.IndexByte(comment, '\r') >= 0:
		return "the comment holds a character that XML has no place for"
	}
	return ""
}

// isXMLText reports whether XML can hold a text, its markup escaped.
func isXMLText(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' && !isSpace(c) {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
			return false
		}
		i += size
	}
	return true
}

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8"?>`

func (w *xmlPrinter) begin(version string, hasVersion bool) {
	w.write(xmlDeclaration)
	w.openTag(w.form.root, w.form.root)
	if hasVersion {
		w.element(w.form.versionName, version)
	}
}

func (form xmlForm) version(version string) string {
	return "<" + form.versionName + ">" + version + "</" + form.versionName + ">"
}

func (w *xmlPrinter) open(s *step, id string) {
	tag := s.name
	if s.index > 0 && !w.form.byID {
		tag += ` index="` + strconv.Itoa(s.index) + `"`
	}
	w.openTag(s.name, tag)
	if id != "" {
		w.element("ID", id)
	}
}

func (w *xmlPrinter) openTag(name, tag string) {
	w.write(w.space, "<", tag, ">")
	w.names, w.start = append(w.names, name), len(w.out)
	if w.space != "" {
		w.space += w.unit
	}
}

func (w *xmlPrinter) grow(size int) { w.out = slices.Grow(w.out, size) }

func (w *xmlPrinter) write(texts ...string) {
	for _, text := range texts {
		w.out = append(w.out, text...)
	}
}

func (w *xmlPrinter) setting(p *Path, value string) { w.element(p.Key, value) }

func (w *xmlPrinter) element(name, text string) {
	if strings.ContainsAny(text, "&<>\r") {
		text = textEscaper.Replace(text)
	}
	w.write(w.space, "<", name, ">", text, "</", name, ">")
}

func (w *xmlPrinter) comment(text string) { w.write(w.space, "<!--", text, "-->") }

func (w *xmlPrinter) close() {
	last := len(w.names) - 1
	if w.space != "" {
		w.space = strings.TrimSuffix(w.space, w.unit)
	}
	if len(w.out) > w.start {
		w.write(w.space)
	}
	w.write("</", w.names[last], ">")
	w.names = w.names[:last]
	w.start = -1
}

func (w *xmlPrinter) end() []byte {
	w.start = -1
	w.close()
	w.write("\n")
	return w.out
}

// Quotes need no escape in a text, and exports don't escape them.
var (
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

// ErrStrayText is returned for the canonical form of an XML file with text
// between its elements, which may be half of a value.
var ErrStrayText = errors.New("text stands between elements")

// format lays out the white space between elements anew; within a value everything stays.
func (form xmlForm) format(f *File) ([]byte, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	if err := f.problemError(StrayText, ErrStrayText); err != nil {
		return nil, err
	}
	w := xmlPrinter{form: form, space: "\n", unit: form.indent}
	w.grow(len(f.src) + len(f.src)/8)
	w.write(xmlDeclaration)
	var hollow item // the element that is open and holds none
	written := 0
	for it := range f.items() {
		isHollow := it.scope > 0 && f.scopes[it.scope].members == 0
		switch {
		case hollow.scope > 0 && (it.kind != itemClose || it.scope != hollow.scope): // within it
		case it.kind == itemOpen && isHollow:
			hollow = it
		case it.kind == itemClose && isHollow:
			w.copy(f.src[hollow.Start:it.End])
			hollow = item{}
		case it.kind == itemOpen:
			scan := xmlscan.New(f.src[it.Start:it.End])
			scan.Next()
			w.openTag(scan.Source(scan.Token.Name), tagText(scan))
		case it.kind == itemClose:
			w.start = -1
			w.close()
		case it.kind != itemAttribute && it.Start >= written:
			at := f.element(&it)
			w.copy(f.src[at.Start:at.End])
			written = at.End // and with it the comments in a value
		}
	}
	w.write("\n")
	return w.out, nil
}

// copy writes an element without children, or another piece of markup.
func (w *xmlPrinter) copy(src string) {
	if name, text, ok := plainElement(src); ok {
		w.element(name, xmlscan.Resolve(text))
		return
	}
	w.write(w.space)
	for scan := xmlscan.New(src); scan.Next(); {
		t := &scan.Token
		name, body := scan.Source(t.Name), xmlscan.NormalizeLineEnds(scan.Source(t.Body))
		switch t.Kind {
		case xmlscan.Start:
			w.write("<", tagText(scan), ">")
			if t.SelfClosed {
				w.write("</", name, ">")
			}
		case xmlscan.End:
			w.write("</", name, ">")
		case xmlscan.Text:
			w.write(textEscaper.Replace(xmlscan.Resolve(scan.Source(t.Body))))
		case xmlscan.CDATA:
			w.write(textEscaper.Replace(body))
		case xmlscan.Comment:
			w.write("<!--", body, "-->")
		case xmlscan.Doctype:
			w.write("<!", body, ">")
		case xmlscan.Instruction:
			if body != "" {
				body = " " + body
			}
			w.write("<?", name, body, "?>")
		}
	}
}

// plainElement takes apart an element that holds nothing but a text, and no attribute.
func plainElement(src string) (name, text string, ok bool) {
	end := strings.IndexByte(src, '>')
	if src[1] == '!' || src[1] == '?' || src[end-1] == '/' || strings.ContainsAny(src[:end], " \t\r\n") {
		return "", "", false
	}
	text, rest, _ := strings.Cut(src[end+1:], "<")
	return src[1:end], text, rest[0] == '/'
}

// tagText returns the name and the attributes of the start tag that was read last.
func tagText(scan *xmlscan.Scanner) string {
	text := scan.Source(scan.Token.Name)
	if !strings.ContainsAny(scan.Source(xmlscan.Span{Start: scan.Token.Start, End: scan.Token.End}), " \t\r\n") {
		return text // the attributes are those of an earlier tag
	}
	for _, a := range scan.Attrs {
		text += " " + scan.Source(a.Name) + `="` + attributeEscaper.Replace(xmlscan.Resolve(scan.Source(a.Value))) + `"`
	}
	return text
}

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
		space := x.spaceBefore(x.boxes[behind].open.Start)
		return x.boxes[behind].open.Start - len(space), space
	case box.children > 0:
		return x.behindComment(box.last.End), space
	}
	return box.open.End, space
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
