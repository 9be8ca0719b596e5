package cfgfile

import (
	"bytes"
	"errors"
	"strings"

	"github.com/beevik/etree"
)

// ErrStrayText is returned for the canonical form of an XML file with text
// between its elements, which may be half of a value.
var ErrStrayText = errors.New("text stands between elements")

// formatXML rebuilds the file as a tree and has etree write it.
func (f *File) formatXML() ([]byte, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	if err := f.problemError(StrayText, ErrStrayText); err != nil {
		return nil, err
	}
	doc := newXMLDocument()
	b := treeBuilder{File: f, scan: xmlScanner{src: f.src, pos: f.start()}, at: &doc.Element}
	if f.dialect == Sysconf {
		b.indent = sysconfIndent
	}
	b.findContainers()
	for b.scan.next() {
		b.add(&b.scan.token)
	}
	doc.CreateText("\n")
	var out bytes.Buffer
	if _, err := doc.WriteTo(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// treeBuilder makes a tree of what a file holds. White space between elements
// is laid out anew; within a value everything stays.
type treeBuilder struct {
	*File
	scan       xmlScanner
	at         *etree.Element
	depth      int // how many elements are open
	indent     string
	containers map[uint32]bool // by the offset of their name
	inValue    bool
}

// findContainers notes the elements that hold elements.
func (b *treeBuilder) findContainers() {
	b.containers = make(map[uint32]bool, len(b.scopes))
	for _, s := range b.scopes[1:] {
		b.containers[s.name] = s.members > 0
	}
}

func (b *treeBuilder) text(s Span) string { return b.src[s.Start:s.End] }

func (b *treeBuilder) add(t *xmlToken) {
	if t.kind == xmlInstruction && b.text(t.name) == "xml" {
		return // written already
	}
	switch t.kind {
	case xmlText, xmlCDATA:
		b.addText(t)
		return
	case xmlClose:
		b.close()
		return
	}
	if !b.inValue {
		b.newLine(b.depth)
	}
	switch t.kind {
	case xmlStart:
		b.start(t)
	case xmlComment:
		b.at.CreateComment(normalizeLineEnds(b.text(t.body)))
	case xmlInstruction:
		b.at.CreateProcInst(b.text(t.name), normalizeLineEnds(b.text(t.body)))
	case xmlDirective:
		b.at.CreateDirective(normalizeLineEnds(b.text(t.body)))
	}
}

func (b *treeBuilder) addText(t *xmlToken) {
	switch {
	case !b.inValue:
	case t.kind == xmlCDATA:
		b.at.CreateText(normalizeLineEnds(b.text(t.body)))
	default:
		b.at.CreateText(resolveXML(b.text(t.body)))
	}
}

func (b *treeBuilder) start(t *xmlToken) {
	// The name is set as it is: etree would take one with a colon in front apart.
	child := b.at.CreateElement("")
	child.Tag = b.text(t.name)
	for _, a := range b.scan.attrs {
		child.Attr = append(child.Attr, etree.Attr{Key: b.text(a.name), Value: resolveXML(b.text(a.value))})
	}
	b.at = child
	b.depth++
	b.inValue = b.depth > 1 && !b.containers[uint32(t.name.Start)]
	if t.selfClosed {
		b.close()
	}
}

func (b *treeBuilder) close() {
	b.depth--
	if !b.inValue {
		b.newLine(b.depth)
	}
	b.inValue = false
	b.at = b.at.Parent()
}

func (b *treeBuilder) newLine(depth int) {
	b.at.CreateText("\n" + strings.Repeat(b.indent, depth))
}
