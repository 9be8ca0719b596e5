package cfgfile

import (
	"bytes"
	"strings"

	"github.com/beevik/etree"
)

// xmlWriter writes a file of either XML dialect in the form of a phone's export:
// the declaration, an element a line, four spaces of indentation in sysconf and
// none in xml-legacy, <X></X> for empty.
type xmlWriter struct {
	doc       *etree.Document
	root      *xmlContainer
	dialect   Dialect
	all       map[xmlPlace]*xmlContainer // but the root
	last      *xmlContainer              // the one written to last
	lastAt    Path                       // where that was
	comments  []string                   // to go before the next setting
	pen       *xmlPen
	growing   *xmlLines // those written to last
	size      int       // of what is written, about
	reordered bool
}

const sysconfIndent = "    "

// xmlContainer is an element that holds elements.
type xmlContainer struct {
	*etree.Element
	parent *xmlContainer
	layout *etree.CharData // the line break and the indentation of what is in it
	last   *xmlLines       // what stands last in it; nil: something else
}

// xmlPlace is where an element stands: in another, with a name and what tells it apart
// from others of that, its index or ID.
type xmlPlace struct {
	in   *xmlContainer
	part string
}

func newXMLWriter(to Dialect) *xmlWriter {
	w := &xmlWriter{doc: newXMLDocument(), dialect: to, all: make(map[xmlPlace]*xmlContainer), pen: newXMLPen()}
	name := legacyRoot
	layout := "\n"
	if to == Sysconf {
		name, layout = sysconfRoot, "\n"+sysconfIndent
	}
	w.doc.CreateText("\n")
	w.root = &xmlContainer{Element: w.doc.CreateElement(name), layout: etree.NewText(layout)}
	w.last = w.root
	return w
}

// newXMLDocument gives a document with its declaration, to be written as the
// phones' exports are: no tag closes itself.
func newXMLDocument() *etree.Document {
	doc := etree.NewDocument()
	doc.WriteSettings = etree.WriteSettings{CanonicalEndTags: true, CanonicalText: true, CanonicalAttrVal: true}
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	return doc
}

func (w *xmlWriter) version(version string) {
	name := "version"
	if w.dialect == Sysconf {
		name = "Version"
	}
	w.line(w.root, name, version)
}

// line adds an element with a text on a line of its own.
func (w *xmlWriter) line(in *xmlContainer, name, text string) {
	if in.last == nil || in.last != w.growing || len(in.last.lines) == cap(in.last.lines) {
		in.last = w.newLines(in.layout)
		in.Child = append(in.Child, in.last)
	}
	in.last.lines = append(in.last.lines, xmlLine{name, text})
	w.size += len(in.layout.Data) + len("<></>") + 2*len(name) + len(text)
}

// xmlLinesAtOnce is how many lines, of one element or of many, are in one piece of memory.
const xmlLinesAtOnce = 128

// newLines gives lines that grow into the room behind those written to last.
func (w *xmlWriter) newLines(layout *etree.CharData) *xmlLines {
	var room []xmlLine
	if w.growing != nil {
		room = w.growing.lines
	}
	if room = room[len(room):]; cap(room) == 0 {
		room = make([]xmlLine, 0, xmlLinesAtOnce)
	}
	w.growing = &xmlLines{xmlPen: w.pen, layout: layout, lines: room}
	return w.growing
}

// add adds another token on a line of its own. It does not tell them where they are in
// the tree, as etree does, since nobody asks: so one layout can stand in many places.
func (w *xmlWriter) add(in *xmlContainer, token etree.Token) {
	in.Child = append(in.Child, in.layout, token)
	in.last = nil
}

func (w *xmlWriter) setting(at Path, value string) {
	in := w.container(at)
	w.writeComments(in)
	w.line(in, at.Key, value)
	w.last = in
}

func (w *xmlWriter) module(name string) {
	w.writeComments(w.root)
	if w.all[xmlPlace{w.root, name}] == nil {
		w.line(w.root, name, "")
	}
	w.lastAt = Path{}
}

func (w *xmlWriter) comment(text string) { w.comments = append(w.comments, text) }

func (w *xmlWriter) writeComments(in *xmlContainer) {
	for _, text := range w.comments {
		w.add(in, etree.NewComment(text))
		w.size += len(in.layout.Data) + len("<!---->") + len(text)
	}
	w.comments = nil
}

// container gives the element that a setting stands in, and makes those of its
// path that are missing.
func (w *xmlWriter) container(at Path) *xmlContainer {
	at.Key = ""
	if at == w.lastAt {
		return w.last
	}
	w.lastAt = at
	in := w.child(w.root, at.Module)
	if at.List == "" {
		return in
	}
	if w.dialect == XMLLegacy {
		return w.entry(w.child(in, at.List), at)
	}
	for part := range strings.SplitSeq(indexed(at.List, at.Index), "/") {
		in = w.child(in, part)
	}
	return in
}

// child gives the element of a part of a path, which can carry an index in brackets.
func (w *xmlWriter) child(in *xmlContainer, part string) *xmlContainer {
	place := xmlPlace{in, part}
	if known := w.all[place]; known != nil {
		w.follow(known)
		return known
	}
	name, index, indexed := strings.Cut(part, "[")
	child := w.open(place, name)
	if indexed {
		child.CreateAttr("index", strings.TrimSuffix(index, "]"))
	}
	return child
}

// entry gives the element of an entry of a list, whose ID stands in front.
func (w *xmlWriter) entry(list *xmlContainer, at Path) *xmlContainer {
	place := xmlPlace{list, at.entry}
	if known := w.all[place]; known != nil {
		w.follow(known)
		return known
	}
	entry := w.open(place, at.List+"_Entry")
	w.line(entry, "ID", at.entry)
	return entry
}

func (w *xmlWriter) open(place xmlPlace, name string) *xmlContainer {
	in := place.in
	w.follow(in)
	w.writeComments(in)
	child := &xmlContainer{Element: etree.NewElement(name), parent: in, layout: in.layout}
	if w.dialect == Sysconf {
		child.layout = etree.NewText(in.layout.Data + sysconfIndent)
	}
	w.add(in, child.Element)
	w.size += len(in.layout.Data) + len("<></>") + 2*len(name)
	w.all[place], w.last = child, child
	return child
}

// follow notes whether what is written next to an element stands behind all that
// was written before.
func (w *xmlWriter) follow(in *xmlContainer) {
	for c := w.last; c != nil; c = c.parent {
		if c == in {
			return
		}
	}
	w.reordered = true
}

func (w *xmlWriter) finish() ([]byte, bool) {
	w.writeComments(w.root)
	for _, c := range w.all {
		c.Child = append(c.Child, c.parent.layout)
		w.size += len(c.parent.layout.Data)
	}
	w.root.CreateText("\n")
	w.doc.CreateText("\n")
	var data bytes.Buffer
	data.Grow(w.size + w.size/16 + 256) // and indexes, and what is escaped
	for _, token := range w.doc.Child {
		token.WriteTo(&data, &w.doc.WriteSettings)
	}
	return data.Bytes(), w.reordered
}
