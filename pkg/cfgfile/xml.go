package cfgfile

import (
	"fmt"
	"strconv"
	"strings"
)

// maxDepth is how deep elements may nest. Known files go five deep.
const maxDepth = 64

// parseXML reads both XML dialects: a root, a version, modules, in them lists
// and keys. An element without children is a key, one with children a module,
// a list or a list's entry.
func (f *File) parseXML() {
	// An element has two "<"; a file of the shortest elements grows as it goes.
	f.reserve(min(strings.Count(f.src, "<")/2, len(f.src)/8) + 1)
	r := xmlReader{File: f, scan: xmlScanner{src: f.src, pos: f.start()}, lines: NewLocator(f.src)}
	for !r.broken && !f.full() && r.scan.next() {
		r.read(&r.scan.token)
	}
	if !r.broken && !f.full() {
		r.finish()
	}
	f.countSettings()
}

type xmlReader struct {
	*File
	scan    xmlScanner
	open    []xmlElement // the elements that are open, the root first
	lines   *Locator     // of the scopes, which are opened in the order of the text
	outside bool         // text was met outside the root
	broken  bool         // nothing after this can be read
}

// xmlElement is an element that is open.
type xmlElement struct {
	name    Span
	content int    // where its content starts
	text    int    // where its first text stands, 0 while it has none
	scope   uint32 // its scope, from its first child on
	indexAt uint32 // where its index attribute stands, 0 without one
	index   uint16 // its number, 0 for one that is none
	parent  bool   // it has children
	hasID   bool   // it is an entry of xml-legacy, and has its ID
}

func (r *xmlReader) text(s Span) string { return r.src[s.Start:s.End] }

// stop reports what makes the file ill-formed and ends the reading.
func (r *xmlReader) stop(offset int, text string) {
	r.report(NotWellFormed, offset, text)
	r.broken = true
}

func (r *xmlReader) read(t *xmlToken) {
	switch t.kind {
	case xmlStart:
		r.start(t)
		if t.selfClosed && !r.broken {
			r.close(t)
		}
	case xmlClose:
		r.close(t)
	case xmlText, xmlCDATA:
		r.readText(t)
	case xmlInstruction:
		if r.text(t.name) == "xml" && t.start > r.File.start() {
			r.report(NotWellFormed, t.start, "the XML declaration stands at the very start of a file or nowhere: remove what is before it")
		}
	}
}

func (r *xmlReader) start(t *xmlToken) {
	depth := len(r.open)
	switch {
	case depth == 0 && !r.startRoot(t):
		return
	case depth == maxDepth:
		r.stop(t.start, fmt.Sprintf("elements nest deeper than %d levels", maxDepth))
		return
	case depth > 0:
		r.startChild()
	}
	e := xmlElement{name: t.name, content: t.end}
	if len(r.scan.attrs) > 0 {
		r.readAttributes(&e, depth)
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

func (r *xmlReader) startRoot(t *xmlToken) bool {
	want := legacyRoot
	if r.dialect == Sysconf {
		want = sysconfRoot
	}
	switch {
	case r.frame.HeaderLine > 0:
		r.stop(t.start, "a second root element: an XML file has one; was another file appended?")
		return false
	case r.text(t.name) != want:
		r.stop(t.start, "<"+clip(r.text(t.name))+"> stands before the root element <"+want+">")
		return false
	}
	r.frame.Header, r.frame.HeaderLine = Span{t.start, t.end}, r.lines.Position(t.start).Line
	return true
}

// readAttributes takes the index of an element in sysconf. The phones' own XML has no
// other attribute, and that one neither on the root nor on a module.
func (r *xmlReader) readAttributes(e *xmlElement, depth int) {
	var seen map[string]bool // of the rare tag that has several
	if n := len(r.scan.attrs); n > 1 {
		seen = make(map[string]bool, n)
	}
	for _, a := range r.scan.attrs {
		name := r.text(a.name)
		switch {
		case seen[name]:
			r.report(NotWellFormed, a.name.Start, "the attribute "+clip(name)+" stands twice in one tag: remove one")
		case name != "index" || r.dialect != Sysconf || depth < 2:
			r.report(StrayAttribute, a.name.Start, strayAttribute[r.dialect])
		default:
			n, ok := parseIndex(r.text(a.value))
			if e.index, e.indexAt = uint16(n), uint32(a.value.Start); !ok {
				r.report(BadIndex, a.value.Start, badIndex)
			}
		}
		if seen != nil {
			seen[name] = true
		}
	}
}

var strayAttribute = map[Dialect]string{
	Sysconf:   "an attribute that no sample has here: a phone knows an entry of a list by index=\"1\" and has no other attribute",
	XMLLegacy: "an attribute, and no sample of xml-legacy has one: the number of an entry stands in its <ID>",
}

const badIndex = "the index of an entry is a number from 1 to 9999 without zeros in front: a phone cannot tell which entry this is"

// openScope makes the scope of the element at a depth, which holds elements.
func (r *xmlReader) openScope(depth int) uint32 {
	e := r.open[depth]
	if len(r.scopes) == maxScopes {
		r.stop(r.scan.token.start, tooManyScopes)
		return 0
	}
	s := scope{
		name: uint32(e.name.Start), nameEnd: uint32(e.name.End), line: uint32(r.lines.Position(e.name.Start).Line), index: uint32(e.index),
		parent: r.open[depth-1].scope, kind: scopeList,
	}
	switch {
	case depth == 1:
		s.kind = scopeModule
	case r.dialect == XMLLegacy && strings.HasSuffix(r.text(e.name), "_Entry"), e.index > 0:
		s.kind = scopeEntry
	case e.indexAt > 0:
		s.kind = scopeEntry
		s.prefix, s.prefixLen = r.digits(e.indexAt)
	}
	r.scopes[s.parent].members++
	r.scopes = append(r.scopes, s)
	return uint32(len(r.scopes) - 1)
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

func (r *xmlReader) close(t *xmlToken) {
	depth := len(r.open) - 1
	if depth < 0 {
		r.stop(t.start, "</"+clip(r.text(t.name))+"> closes an element that is not open")
		return
	}
	e := &r.open[depth]
	if r.text(e.name) != r.text(t.name) {
		line := r.lines.Position(e.name.Start).Line
		r.stop(t.start, fmt.Sprintf("</%s> closes <%s>, which opens on line %d", clip(r.text(t.name)), clip(r.text(e.name)), line))
		return
	}
	switch {
	case depth == 0:
		r.frame.Footer = Span{t.start, t.end}
	case e.parent && !e.hasID && r.isLegacyEntry(e):
		r.report(BadIndex, t.start, "this entry has no <ID>: a phone cannot tell which entry it is")
	case !e.parent && t.kind == xmlStart: // <X/>
		r.leaf(depth, e, Span{t.end, t.end})
	case !e.parent:
		r.leaf(depth, e, Span{e.content, t.start})
	}
	r.open = r.open[:depth]
}

// leaf takes an element without children: the version, an entry's ID, an empty
// module or list entry, or a setting.
func (r *xmlReader) leaf(depth int, e *xmlElement, value Span) {
	name := r.text(e.name)
	parent := r.open[depth-1].scope
	switch {
	case depth == 1 && isVersionName(name) && !r.frame.HasVersion:
		r.frame.HasVersion, r.frame.Version = true, trimmedSpan(r.src, value.Start, value.End)
		return
	case e.text == 0 && (depth == 1 || e.indexAt > 0):
		r.openScope(depth) // an empty one
		return
	case name == "ID" && r.dialect == XMLLegacy && r.scopes[parent].kind == scopeEntry && r.scopes[parent].prefixLen == 0:
		r.readID(&r.scopes[parent], value)
		r.open[depth-1].hasID = true
		return
	}
	if e.index > 0 { // another one is reported already
		r.report(StrayAttribute, int(e.indexAt), "a setting has no index: it stands in the element that the index is of")
	}
	if r.runs[len(r.runs)-1].scope != parent {
		r.startRun(len(r.entries), parent)
	}
	r.entries = append(r.entries, entry{uint32(e.name.Start), uint32(e.name.End), uint32(value.Start), uint32(value.End)})
}

// isLegacyEntry reports whether an element that holds others is an entry of a list in
// xml-legacy.
func (r *xmlReader) isLegacyEntry(e *xmlElement) bool {
	s := &r.scopes[e.scope]
	return r.dialect == XMLLegacy && s.kind == scopeEntry && r.scopes[s.parent].kind == scopeList
}

// readID takes an entry's number from its ID, and notes where the ID stands if it
// is written plainly.
func (r *xmlReader) readID(entry *scope, value Span) {
	entry.index = uint32(trailingNumber(resolveXML(r.text(value))))
	entry.members++
	id := trimmedSpan(r.src, value.Start, value.End)
	if entry.index == 0 {
		r.report(BadIndex, id.Start, badID)
	}
	if id.Len() <= maxPrefix && !strings.ContainsAny(r.text(id), "&<") {
		entry.prefix, entry.prefixLen = uint32(id.Start), uint8(id.Len())
	}
}

const badID = "the ID of an entry ends in a number from 1 to 9999 without zeros in front, as SIP1 does: a phone cannot tell which entry this is"

// isVersionName knows the elements that carry the version: exports print
// <version> or <Version>, the vendor's description <Digests>.
func isVersionName(name string) bool {
	return name == "Version" || name == "version" || name == "Digests"
}

// trailingNumber gives the number at the end of an entry's ID: 1 for "SIP1".
func trailingNumber(id string) int {
	id = strings.TrimSpace(id)
	n, _ := parseIndex(id[len(strings.TrimRight(id, "0123456789")):])
	return n
}

func (r *xmlReader) readText(t *xmlToken) {
	at := skipSpace(r.src[:t.body.End], t.body.Start)
	if at == t.body.End {
		return
	}
	if len(r.open) == 0 {
		r.textOutside(at)
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

// textOutside reports text before or behind the root, once: a template's macros
// before it can be many.
func (r *xmlReader) textOutside(offset int) {
	if r.outside {
		return
	}
	r.outside = true
	where := "before"
	if r.frame.HeaderLine > 0 {
		where = "behind"
	}
	r.report(NotWellFormed, offset, "text "+where+" the root element: remove it; a template is filled in first")
}

func (r *xmlReader) reportStray(offset int) {
	r.report(StrayText, offset, "text between elements: a value stands in an element of its own")
}

// finish reports what the end of the file leaves open.
func (r *xmlReader) finish() {
	switch {
	case r.scan.err != nil:
		r.stop(r.scan.err.offset, r.scan.err.text)
	case len(r.open) > 0:
		e := r.open[len(r.open)-1]
		r.stop(len(r.src), "the file ends, and <"+clip(r.text(e.name))+">, which opens on line "+strconv.Itoa(r.lines.Position(e.name.Start).Line)+", is not closed")
	case r.frame.HeaderLine == 0:
		r.stop(len(r.src), "the file ends without a root element")
	}
}
