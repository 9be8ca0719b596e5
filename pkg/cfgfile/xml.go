package cfgfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// xmlForm is the form of both XML dialects: a root, a version, modules, in them lists
// and keys. An element without children is a key, one with children a module,
// a list or a list's entry.
type xmlForm struct {
	dialect     Dialect
	root        string
	versionName string // of the element that exports have
	indent      string // of a level
	byID        bool   // entries are <List_Entry> with an <ID>, and have no index
}

func (form xmlForm) scan(f *File) {
	// An element has two "<"; a file of the shortest elements grows as it goes.
	f.reserve(min(strings.Count(f.src, "<")/2, len(f.src)/8) + 1)
	r := xmlReader{File: f, form: form, scan: xmlscan.New(f.src), lines: NewLocator(f.src)}
	for !r.broken && !f.full() && r.scan.Next() {
		r.read(&r.scan.Token)
		if len(r.scan.Faults) > 0 {
			r.reportFaults()
		}
	}
	if !f.full() {
		r.reportFaults() // what ended it
	}
	// What a tag or a text is wrong about can be known only at a later one.
	slices.SortStableFunc(f.problems, func(a, b Problem) int { return cmp.Compare(a.Offset, b.Offset) })
	f.countSettings()
}

type xmlReader struct {
	*File
	form   xmlForm
	scan   *xmlscan.Scanner
	open   []xmlElement // the elements that are open, the root first
	lines  *Locator     // of the scopes, which are opened in the order of the text
	broken bool         // nothing after this can be read
}

// xmlElement is an element that is open.
type xmlElement struct {
	name      xmlscan.Span
	content   int    // where its content starts
	text      int    // where its first text stands, 0 while it has none
	scope     uint32 // its scope, from its first child on
	indexAt   uint32 // where the value of its index stands, 0 without one
	indexName Span
	index     uint16 // its number, 0 for one that is none
	parent    bool   // it has children
	hasID     bool   // it is an entry of xml-legacy, and has its ID
}

// reportFaults reports what the scanner met last.
func (r *xmlReader) reportFaults() {
	if r.broken {
		return
	}
	for i := range r.scan.Faults {
		f := &r.scan.Faults[i]
		if f.Offset > 0 && strings.HasPrefix(r.src[f.Offset-1:], textFooter) {
			r.report(NotWellFormed, f.Offset-1, r.footerInXML())
			continue
		}
		r.report(NotWellFormed, f.Offset, f.Text())
	}
}

// footerInXML says of the footer of text files what is wrong with it in XML, and what is
// missing in its place.
func (r *xmlReader) footerInXML() string {
	const text = textFooter + " is the footer of text files, and XML has none"
	missing := ""
	for _, e := range slices.Backward(r.open) {
		missing += "</" + clip(r.scan.Source(e.name)) + ">"
	}
	if missing == "" {
		return text + ": remove it"
	}
	return text + ": in its place, close what is open, with " + missing
}

// stop reports what makes the file ill-formed and ends the reading.
func (r *xmlReader) stop(offset int, text string) {
	r.report(NotWellFormed, offset, text)
	r.broken = true
}

func (r *xmlReader) read(t *xmlscan.Token) {
	switch t.Kind {
	case xmlscan.Start:
		r.start(t)
		if t.SelfClosed && !r.broken {
			r.close(t)
		}
	case xmlscan.End:
		r.close(t)
	case xmlscan.Text, xmlscan.CDATA:
		r.readText(t)
	case xmlscan.Comment:
		r.mark(itemComment, Span{t.Start, t.End}, 0, len(r.entries))
	case xmlscan.Doctype:
		r.mark(itemMarkup, Span{t.Start, t.End}, 0, len(r.entries))
	case xmlscan.Instruction:
		if r.scan.Source(t.Name) != "xml" {
			r.mark(itemMarkup, Span{t.Start, t.End}, 0, len(r.entries))
		}
	}
}

func (r *xmlReader) start(t *xmlscan.Token) {
	if len(r.open) > 0 {
		r.startChild()
	} else if !r.startRoot(t) {
		return
	}
	e := xmlElement{name: t.Name, content: t.End}
	if len(r.scan.Attrs) > 0 {
		r.readAttributes(&e, len(r.open))
	}
	r.open = append(r.open, e)
}

// startChild makes a container of the element that is open.
func (r *xmlReader) startChild() {
	depth := len(r.open) - 1
	parent := &r.open[depth]
	if parent.parent {
		return
	}
	parent.parent = true
	if parent.text > 0 && depth > 0 {
		r.reportStray(parent.text)
	}
	if depth > 0 {
		parent.scope = r.openScope(depth)
	}
}

func (r *xmlReader) startRoot(t *xmlscan.Token) bool {
	want := r.form.root
	if name := r.scan.Source(t.Name); name != want {
		r.stop(t.Start, "<"+clip(name)+"> stands before the root element <"+want+">")
		return false
	}
	r.frame.Header, r.frame.HeaderLine = Span{t.Start, t.End}, r.lines.Position(t.Start).Line
	r.mark(itemOpen, r.frame.Header, 0, len(r.entries))
	return true
}

// readAttributes takes the index of an element in sysconf. The phones' own XML has no
// other attribute, and that one neither on the root nor on a module.
func (r *xmlReader) readAttributes(e *xmlElement, depth int) {
	isFault := func(offset int) bool { // as one that stands twice
		return slices.ContainsFunc(r.scan.Faults, func(f xmlscan.Fault) bool { return f.Offset == offset })
	}
	for _, a := range r.scan.Attrs {
		if isFault(a.Name.Start) {
			continue
		}
		name := Span{a.Name.Start, a.Name.End}
		if r.scan.Source(a.Name) != "index" || r.form.byID || depth < 2 {
			r.report(StrayAttribute, name.Start, strayAttribute[r.dialect])
			r.mark(itemAttribute, name, 0, len(r.entries))
			continue
		}
		n, ok := parseIndex(r.scan.Source(a.Value))
		if e.index, e.indexName, e.indexAt = uint16(n), name, uint32(a.Value.Start); !ok {
			r.report(BadIndex, a.Value.Start, badIndex)
			r.mark(itemAttribute, name, 0, len(r.entries))
		}
	}
}

var strayAttribute = map[Dialect]string{
	Sysconf:   "an attribute that no sample has here: a phone knows an entry of a list by index=\"1\" and has no other attribute",
	XMLLegacy: "an attribute, and no sample of xml-legacy has one: the number of an entry stands in its <ID>",
}

const badIndex = "the index of an entry is a number from 1 to 9999 without zeros in front: a phone cannot tell which entry this is"

// openScope makes the scope of the element at a depth, which holds elements or nothing.
func (r *xmlReader) openScope(depth int) uint32 {
	e := r.open[depth]
	if len(r.scopes) == maxScopes {
		r.stop(r.scan.Token.Start, tooManyScopes)
		return 0
	}
	s := scope{
		name: uint32(e.name.Start), nameEnd: uint32(e.name.End), line: uint32(r.lines.Position(e.name.Start).Line), index: uint32(e.index),
		parent: r.open[depth-1].scope, kind: scopeList,
	}
	switch {
	case depth == 1:
		s.kind = scopeModule
	case r.form.byID && strings.HasSuffix(r.scan.Source(e.name), "_Entry"), e.index > 0:
		s.kind = scopeEntry
	case e.indexAt > 0:
		s.kind = scopeEntry
		s.prefix, s.prefixLen = r.digits(e.indexAt)
	}
	r.scopes[s.parent].members++
	r.scopes = append(r.scopes, s)
	number := uint32(len(r.scopes) - 1)
	r.mark(itemOpen, Span{e.name.Start - 1, e.content}, number, len(r.entries))
	return number
}

// digits returns how many digits a value has that is no index, 0 for one that has anything
// else in it or is very long.
func (r *xmlReader) digits(value uint32) (start uint32, length uint8) {
	rest := r.src[value:min(len(r.src), int(value)+maxPrefix)]
	n := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if n == len(rest) || rest[n] != r.src[value-1] { // the quote
		return 0, 0
	}
	return value, uint8(n)
}

func (r *xmlReader) close(t *xmlscan.Token) {
	depth := len(r.open) - 1
	e := &r.open[depth]
	switch {
	case depth == 0:
		r.frame.Footer = Span{t.Start, t.End}
		at := r.frame.Footer
		if t.Kind == xmlscan.Start {
			at.Start = at.End
		}
		r.mark(itemClose, at, 0, len(r.entries))
	case e.parent:
		if !e.hasID && r.isLegacyEntry(e) {
			r.report(BadIndex, t.Start, "this entry has no <ID>: a phone cannot tell which entry it is")
		}
		r.mark(itemClose, Span{t.Start, t.End}, e.scope, len(r.entries))
	case t.Kind == xmlscan.Start: // <X/>
		r.leaf(depth, e, Span{t.End, t.End}, t.End)
	default:
		r.leaf(depth, e, Span{e.content, t.Start}, t.End)
	}
	r.open = r.open[:depth]
}

// leaf takes an element without children, which ends at an offset: the version, an entry's
// ID, an empty module or list entry, or a setting.
func (r *xmlReader) leaf(depth int, e *xmlElement, value Span, end int) {
	name := r.scan.Source(e.name)
	parent := r.open[depth-1].scope
	whole := Span{e.name.Start - 1, end}
	switch {
	case depth == 1 && isVersionName(name) && !r.frame.HasVersion:
		r.frame.HasVersion, r.frame.Version, r.frame.NearVersion = true, trimmedSpan(r.src, value.Start, value.End), Span{}
		r.mark(itemVersion, whole, 0, len(r.entries))
		return
	case e.text == 0 && (depth == 1 || e.indexAt > 0):
		if scope := r.openScope(depth); scope > 0 { // an empty one
			r.mark(itemClose, Span{value.End, end}, scope, len(r.entries))
		}
		return
	case name == "ID" && r.form.byID && r.scopes[parent].kind == scopeEntry && r.scopes[parent].prefixLen == 0:
		r.readID(&r.scopes[parent], value)
		r.open[depth-1].hasID = true
		r.mark(itemID, whole, parent, len(r.entries))
		return
	}
	if depth == 1 && strings.EqualFold(name, "Version") && !r.frame.HasVersion {
		r.frame.NearVersion = Span{e.name.Start, value.End}
	}
	if e.index > 0 { // another one is reported already
		r.report(StrayAttribute, int(e.indexAt), "a setting has no index: it stands in the element that the index is of")
		r.mark(itemAttribute, e.indexName, parent, len(r.entries))
	}
	if r.runs[len(r.runs)-1].scope != parent {
		r.startRun(len(r.entries), parent)
	}
	r.entries = append(r.entries, entry{uint32(e.name.Start), uint32(e.name.End), uint32(value.Start), uint32(value.End)})
	for i := len(r.marks) - 1; i >= 0 && int(r.marks[i].start) > e.name.Start; i-- {
		r.marks[i].number++ // what stands in a value comes behind its setting
	}
}

// isLegacyEntry reports whether an element that holds others is an entry of a list in
// xml-legacy.
func (r *xmlReader) isLegacyEntry(e *xmlElement) bool {
	s := &r.scopes[e.scope]
	return r.form.byID && s.kind == scopeEntry && r.scopes[s.parent].kind == scopeList
}

// readID takes an entry's number from its ID, and notes where the ID stands if it
// is written plainly.
func (r *xmlReader) readID(entry *scope, value Span) {
	entry.index = uint32(trailingNumber(xmlscan.Resolve(r.src[value.Start:value.End])))
	entry.members++
	id := trimmedSpan(r.src, value.Start, value.End)
	if entry.index == 0 {
		r.report(BadIndex, id.Start, badID)
	}
	if id.Len() <= maxPrefix && !strings.ContainsAny(r.src[id.Start:id.End], "&<") {
		entry.prefix, entry.prefixLen = uint32(id.Start), uint8(id.Len())
	}
}

const badID = "the ID of an entry ends in a number from 1 to 9999 without zeros in front, as SIP1 does: a phone cannot tell which entry this is"

// isVersionName reports whether an element carries the version: exports print
// <version> or <Version>, the vendor's description <Digests>.
func isVersionName(name string) bool {
	return name == "Version" || name == "version" || name == "Digests"
}

// trailingNumber returns the number at the end of an entry's ID: 1 for "SIP1".
func trailingNumber(id string) int {
	id = strings.TrimSpace(id)
	n, _ := parseIndex(id[len(strings.TrimRight(id, "0123456789")):])
	return n
}

func (r *xmlReader) readText(t *xmlscan.Token) {
	at := skipSpace(r.src[:t.Body.End], t.Body.Start)
	if at == t.Body.End || len(r.open) == 0 {
		return
	}
	e := &r.open[len(r.open)-1]
	switch {
	case e.parent || len(r.open) == 1:
		r.reportStray(at)
	case e.text == 0:
		e.text = at
	}
}

func (r *xmlReader) reportStray(offset int) {
	r.unread(offset, Problem{Kind: StrayText, Text: "text between elements: a value stands in an element of its own"})
}

func (xmlForm) read(text string) string { return xmlscan.Resolve(text) }

func (form xmlForm) locate(f *File, s *Setting, at uint32) {
	s.Value = form.read(s.Value)
	in := f.scopes[at]
	if in.kind == scopeNone {
		return
	}
	s.Index = int(in.index)
	if form.byID && in.kind == scopeEntry {
		s.entry = f.src[in.prefix : in.prefix+uint32(in.prefixLen)]
	}
	if form.byID && in.kind == scopeEntry && f.scopes[in.parent].kind == scopeList {
		in = f.scopes[in.parent] // the entry is named after its list
	}
	if in.kind != scopeModule {
		s.List = f.src[in.name:in.nameEnd]
		if s.Index == 0 && f.scopes[at].kind == scopeEntry {
			s.List = f.badIndexed(s.List, &f.scopes[at])
		}
		in = f.scopes[in.parent]
	}
	for in.kind != scopeModule {
		name := f.src[in.name:in.nameEnd]
		if in.index == 0 && in.kind == scopeEntry {
			name = f.badIndexed(name, &in)
		}
		s.List = indexed(name, int(in.index)) + "/" + s.List
		in = f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}

// badIndexed writes a path part with the digits that are no index: "line[0]".
func (f *File) badIndexed(name string, s *scope) string {
	if bad := f.badIndex(s); bad != "" {
		return name + "[" + bad + "]"
	}
	return name
}

// badIndex returns the digits of an entry whose number is no index, "" for anything else.
func (f *File) badIndex(s *scope) string {
	if s.kind != scopeEntry || s.index > 0 {
		return ""
	}
	id := f.src[s.prefix : s.prefix+uint32(s.prefixLen)]
	return id[len(strings.TrimRight(id, "0123456789")):]
}

// element returns where an item stands, a setting with its tags.
func (f *File) element(it *item) Span {
	if it.kind != itemSetting {
		return it.Span
	}
	end := it.End
	if e := &f.entries[it.number]; e.val != e.valEnd || !f.closesItself(end) {
		end += strings.IndexByte(f.src[end:], '>') + 1
	}
	return Span{it.Start - 1, end}
}
