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
	f.entries = make([]entry, 0, strings.Count(f.src, "</")/2+1)
	r := xmlReader{File: f, scan: xmlScanner{src: f.src, pos: f.start()}, line: 1}
	for !r.broken {
		t := r.scan.next()
		if t.kind == xmlEnd {
			break
		}
		r.read(t)
		r.line += strings.Count(f.src[t.start:t.end], "\n")
	}
	if !r.broken {
		r.finish()
	}
	f.countSettings()
}

type xmlReader struct {
	*File
	scan   xmlScanner
	open   []xmlElement // the elements that are open, the root first
	line   int
	broken bool // nothing after this can be read
}

// xmlElement is an element that is open.
type xmlElement struct {
	name     Span
	content  int    // where its content starts
	line     int    // of its start tag
	scope    uint32 // its scope, from its first child on
	index    int    // its index attribute
	children int
	text     int // where its first text stands, 0 while it has none
}

func (r *xmlReader) text(s Span) string { return r.src[s.Start:s.End] }

// stop reports what makes the file ill-formed and ends the reading.
func (r *xmlReader) stop(offset int, text string) {
	r.report(NotWellFormed, offset, text)
	r.broken = true
}

func (r *xmlReader) read(t xmlToken) {
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

func (r *xmlReader) start(t xmlToken) {
	if len(r.open) == 0 {
		r.startRoot(t)
		return
	}
	if len(r.open) == maxDepth {
		r.stop(t.start, fmt.Sprintf("elements nest deeper than %d levels", maxDepth))
		return
	}
	r.checkAttributes()
	parent := &r.open[len(r.open)-1]
	parent.children++
	if parent.children == 1 {
		if parent.text > 0 {
			r.reportStray(parent.text)
		}
		if len(r.open) > 1 {
			parent.scope = r.openScope(len(r.open) - 1)
		}
	}
	r.open = append(r.open, xmlElement{name: t.name, content: t.end, line: r.line, index: r.indexAttribute()})
}

func (r *xmlReader) startRoot(t xmlToken) {
	want := legacyRoot
	if r.dialect == Sysconf {
		want = sysconfRoot
	}
	switch {
	case r.frame.HeaderLine > 0:
		r.stop(t.start, "a second root element: an XML file has one; was another file appended?")
	case r.text(t.name) != want:
		r.stop(t.start, "<"+clip(r.text(t.name))+"> stands before the root element <"+want+">")
	default:
		r.frame.Header, r.frame.HeaderLine = Span{t.start, t.end}, r.line
		r.open = append(r.open, xmlElement{name: t.name, content: t.end, line: r.line})
	}
}

func (r *xmlReader) checkAttributes() {
	for i, a := range r.scan.attrs {
		for _, b := range r.scan.attrs[:i] {
			if r.text(a.name) == r.text(b.name) {
				r.report(NotWellFormed, a.name.Start, "the attribute "+clip(r.text(a.name))+" stands twice in one tag")
			}
		}
	}
}

func (r *xmlReader) indexAttribute() int {
	for _, a := range r.scan.attrs {
		if r.text(a.name) == "index" {
			n, _ := parseIndex(r.text(a.value))
			return n
		}
	}
	return 0
}

// openScope makes the scope of the element at a depth, which holds elements.
func (r *xmlReader) openScope(depth int) uint32 {
	e := r.open[depth]
	s := scope{
		name: uint32(e.name.Start), nameEnd: uint32(e.name.End), line: uint32(e.line), index: uint32(e.index),
		parent: r.open[depth-1].scope, kind: scopeList,
	}
	switch {
	case depth == 1:
		s.kind = scopeModule
	case r.dialect == XMLLegacy && strings.HasSuffix(r.text(e.name), "_Entry"), e.index > 0:
		s.kind = scopeEntry
	}
	r.scopes[s.parent].members++
	r.scopes = append(r.scopes, s)
	return uint32(len(r.scopes) - 1)
}

func (r *xmlReader) close(t xmlToken) {
	if len(r.open) == 0 {
		r.stop(t.start, "</"+clip(r.text(t.name))+"> closes an element that is not open")
		return
	}
	depth := len(r.open) - 1
	e := r.open[depth]
	if r.text(e.name) != r.text(t.name) {
		r.stop(t.start, fmt.Sprintf("</%s> closes <%s>, which opens on line %d", clip(r.text(t.name)), clip(r.text(e.name)), e.line))
		return
	}
	r.open = r.open[:depth]
	if depth == 0 {
		r.frame.Footer = Span{t.start, t.end}
		return
	}
	if e.children > 0 {
		return
	}
	value := Span{e.content, t.start}
	if t.selfClosed {
		value = Span{t.end, t.end}
	}
	r.leaf(depth, e, value)
}

// leaf takes an element without children: the version, an entry's ID, an empty
// module or list entry, or a setting.
func (r *xmlReader) leaf(depth int, e xmlElement, value Span) {
	name := r.text(e.name)
	blank := trimmedSpan(r.src, value.Start, value.End).Len() == 0
	parent := r.open[depth-1].scope
	switch {
	case depth == 1 && isVersionName(name) && !r.frame.HasVersion:
		r.frame.HasVersion, r.frame.Version = true, trimmedSpan(r.src, value.Start, value.End)
		return
	case depth == 1 && blank, e.index > 0 && blank:
		r.open = append(r.open, e) // openScope takes it from there
		r.openScope(depth)
		r.open = r.open[:depth]
		return
	case name == "ID" && r.dialect == XMLLegacy && r.scopes[parent].kind == scopeEntry:
		r.scopes[parent].index = uint32(trailingNumber(r.text(value)))
		return
	}
	if r.runs[len(r.runs)-1].scope != parent {
		r.startRun(len(r.entries), parent)
	}
	r.entries = append(r.entries, entry{uint32(e.name.Start), uint32(e.name.End), uint32(value.Start), uint32(value.End)})
}

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

func (r *xmlReader) readText(t xmlToken) {
	s := trimmedSpan(r.src, t.body.Start, t.body.End)
	if s.Len() == 0 {
		return
	}
	if len(r.open) == 0 {
		where := "before"
		if r.frame.HeaderLine > 0 {
			where = "behind"
		}
		r.stop(s.Start, "text "+where+" the root element")
		return
	}
	e := &r.open[len(r.open)-1]
	switch {
	case e.children > 0 || len(r.open) == 1:
		r.reportStray(s.Start)
	case e.text == 0:
		e.text = s.Start
	}
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
		r.stop(len(r.src), "the file ends, and <"+clip(r.text(e.name))+">, which opens on line "+strconv.Itoa(e.line)+", is not closed")
	case r.frame.HeaderLine == 0:
		r.stop(len(r.src), "the file ends without a root element")
	}
}

// placeXML fills in where a setting of an XML file stands.
func (f *File) placeXML(s *Setting, at uint32) {
	in := f.scopes[at]
	if in.kind == scopeNone {
		return
	}
	s.Index = int(in.index)
	if f.dialect == XMLLegacy && in.kind == scopeEntry && f.scopes[in.parent].kind == scopeList {
		in = f.scopes[in.parent] // the entry is named after its list
	}
	first := true
	for in.kind != scopeModule {
		name := f.src[in.name:in.nameEnd]
		if first {
			s.List = name
		} else {
			s.List = indexed(name, int(in.index)) + "/" + s.List
		}
		first = false
		in = f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}

// indexed writes a path part with its index: "line[1]".
func indexed(name string, index int) string {
	if index == 0 {
		return name
	}
	return name + "[" + strconv.Itoa(index) + "]"
}
