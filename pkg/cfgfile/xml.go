package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// parseXML reads both XML dialects: a root, a version, modules, in them lists
// and keys. An element without children is a key, one with children a module,
// a list or a list's entry.
func (f *File) parseXML() {
	// An element has two "<"; a file of the shortest elements grows as it goes.
	f.reserve(min(strings.Count(f.src, "<")/2, len(f.src)/8) + 1)
	r := xmlReader{File: f, scan: xmlscan.New(f.src), lines: NewLocator(f.src)}
	for !r.broken && !f.full() && r.scan.Next() {
		r.read(&r.scan.Token)
		if len(r.scan.Faults) > 0 {
			r.reportFaults()
		}
	}
	if !f.full() {
		r.reportFaults() // what ended it
	}
	f.countSettings()
}

type xmlReader struct {
	*File
	scan   *xmlscan.Scanner
	open   []xmlElement // the elements that are open, the root first
	lines  *Locator     // of the scopes, which are opened in the order of the text
	broken bool         // nothing after this can be read
}

// xmlElement is an element that is open.
type xmlElement struct {
	name     xmlscan.Span
	content  int    // where its content starts
	scope    uint32 // its scope, from its first child on
	index    int    // its index attribute
	children int
	text     int // where its first text stands, 0 while it has none
}

// reportFaults reports what the scanner met last.
func (r *xmlReader) reportFaults() {
	if r.broken {
		return
	}
	for i := range r.scan.Faults {
		f := &r.scan.Faults[i]
		r.report(NotWellFormed, f.Offset, f.Text())
	}
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
		e.index = r.indexAttribute()
	}
	r.open = append(r.open, e)
}

// startChild makes a container of the element that is open.
func (r *xmlReader) startChild() {
	depth := len(r.open) - 1
	parent := &r.open[depth]
	parent.children++
	if parent.children > 1 {
		return
	}
	if parent.text > 0 && depth > 0 {
		r.reportStray(parent.text)
	}
	if depth > 0 {
		parent.scope = r.openScope(depth)
	}
}

func (r *xmlReader) startRoot(t *xmlscan.Token) bool {
	want := legacyRoot
	if r.dialect == Sysconf {
		want = sysconfRoot
	}
	if name := r.scan.Source(t.Name); name != want {
		r.stop(t.Start, "<"+clip(name)+"> stands before the root element <"+want+">")
		return false
	}
	r.frame.Header, r.frame.HeaderLine = Span{t.Start, t.End}, r.lines.Position(t.Start).Line
	return true
}

func (r *xmlReader) indexAttribute() int {
	for _, a := range r.scan.Attrs {
		if r.scan.Source(a.Name) == "index" {
			n, _ := parseIndex(r.scan.Source(a.Value))
			return n
		}
	}
	return 0
}

// openScope makes the scope of the element at a depth, which holds elements.
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
	case r.dialect == XMLLegacy && strings.HasSuffix(r.scan.Source(e.name), "_Entry"), e.index > 0:
		s.kind = scopeEntry
	}
	r.scopes[s.parent].members++
	r.scopes = append(r.scopes, s)
	return uint32(len(r.scopes) - 1)
}

func (r *xmlReader) close(t *xmlscan.Token) {
	depth := len(r.open) - 1
	e := &r.open[depth]
	switch {
	case depth == 0:
		r.frame.Footer = Span{t.Start, t.End}
	case e.children == 0 && t.Kind == xmlscan.Start: // <X/>
		r.leaf(depth, e, Span{t.End, t.End})
	case e.children == 0:
		r.leaf(depth, e, Span{e.content, t.Start})
	}
	r.open = r.open[:depth]
}

// leaf takes an element without children: the version, an entry's ID, an empty
// module or list entry, or a setting.
func (r *xmlReader) leaf(depth int, e *xmlElement, value Span) {
	name := r.scan.Source(e.name)
	parent := r.open[depth-1].scope
	switch {
	case depth == 1 && isVersionName(name) && !r.frame.HasVersion:
		r.frame.HasVersion, r.frame.Version = true, trimmedSpan(r.src, value.Start, value.End)
		return
	case e.text == 0 && (depth == 1 || e.index > 0):
		r.openScope(depth) // an empty one
		return
	case name == "ID" && r.dialect == XMLLegacy && r.scopes[parent].kind == scopeEntry && r.scopes[parent].prefixLen == 0:
		r.readID(&r.scopes[parent], value)
		return
	}
	if r.runs[len(r.runs)-1].scope != parent {
		r.startRun(len(r.entries), parent)
	}
	r.entries = append(r.entries, entry{uint32(e.name.Start), uint32(e.name.End), uint32(value.Start), uint32(value.End)})
}

// readID takes an entry's number from its ID, and notes where the ID stands if it
// is written plainly.
func (r *xmlReader) readID(entry *scope, value Span) {
	entry.index = uint32(trailingNumber(xmlscan.Resolve(r.src[value.Start:value.End])))
	entry.members++
	id := trimmedSpan(r.src, value.Start, value.End)
	if id.Len() <= maxPrefix && !strings.ContainsAny(r.src[id.Start:id.End], "&<") {
		entry.prefix, entry.prefixLen = uint32(id.Start), uint8(id.Len())
	}
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

func (r *xmlReader) readText(t *xmlscan.Token) {
	at := skipSpace(r.src[:t.Body.End], t.Body.Start)
	if at == t.Body.End || len(r.open) == 0 {
		return
	}
	e := &r.open[len(r.open)-1]
	switch {
	case e.children > 0 || len(r.open) == 1:
		r.reportStray(at)
	case e.text == 0:
		e.text = at
	}
}

func (r *xmlReader) reportStray(offset int) {
	r.report(StrayText, offset, "text between elements: a value stands in an element of its own")
}
