package cfgfile

import (
	"bytes"
	"strings"

	"github.com/beevik/etree"
)

// formatXML rebuilds the file as a tree and has etree write it.
func (f *File) formatXML() ([]byte, error) {
	if err := f.unformattable(); err != nil {
		return nil, err
	}
	doc := etree.NewDocument()
	doc.WriteSettings = etree.WriteSettings{CanonicalEndTags: true, CanonicalText: true}
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	b := treeBuilder{File: f, scan: xmlScanner{src: f.src, pos: f.start()}, at: &doc.Element}
	if f.dialect == Sysconf {
		b.indent = "    "
	}
	b.findContainers()
	for t := b.scan.next(); t.kind != xmlEnd; t = b.scan.next() {
		b.add(t)
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

func (b *treeBuilder) add(t xmlToken) {
	if t.kind == xmlInstruction && b.text(t.name) == "xml" {
		return // written already
	}
	if t.kind != xmlText && t.kind != xmlCDATA && t.kind != xmlClose && !b.inValue {
		b.newLine(b.depth)
	}
	switch t.kind {
	case xmlStart:
		b.start(t)
	case xmlClose:
		b.close()
	case xmlText:
		if b.inValue {
			b.at.CreateText(resolveXML(b.text(t.body)))
		}
	case xmlCDATA:
		if b.inValue {
			b.at.CreateText(normalizeLineEnds(b.text(t.body)))
		}
	case xmlComment:
		b.at.CreateComment(b.text(t.body))
	case xmlInstruction:
		b.at.CreateProcInst(b.text(t.name), b.text(t.body))
	case xmlDirective:
		b.at.CreateDirective(b.text(t.body))
	}
}

func (b *treeBuilder) start(t xmlToken) {
	child := b.at.CreateElement(b.text(t.name))
	for _, a := range b.scan.attrs {
		child.CreateAttr(b.text(a.name), resolveXML(b.text(a.value)))
	}
	if t.selfClosed {
		return
	}
	b.at = child
	b.depth++
	b.inValue = b.depth > 1 && !b.containers[uint32(t.name.Start)]
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
