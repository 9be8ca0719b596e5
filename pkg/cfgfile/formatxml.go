package cfgfile

import (
	"bytes"
	"errors"
	"strings"

	"github.com/beevik/etree"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
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
	b := treeBuilder{File: f, scan: xmlscan.New(f.src), at: &doc.Element}
	if f.dialect == Sysconf {
		b.indent = sysconfIndent
	}
	b.findContainers()
	for b.scan.Next() {
		b.add(&b.scan.Token)
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
	scan       *xmlscan.Scanner
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

func (b *treeBuilder) add(t *xmlscan.Token) {
	if t.Kind == xmlscan.Instruction && b.scan.Source(t.Name) == "xml" {
		return // written already
	}
	switch t.Kind {
	case xmlscan.Text, xmlscan.CDATA:
		b.addText(t)
		return
	case xmlscan.End:
		b.close()
		return
	}
	if !b.inValue {
		b.newLine(b.depth)
	}
	switch t.Kind {
	case xmlscan.Start:
		b.start(t)
	case xmlscan.Comment:
		b.at.CreateComment(xmlscan.NormalizeLineEnds(b.scan.Source(t.Body)))
	case xmlscan.Instruction:
		b.at.CreateProcInst(b.scan.Source(t.Name), xmlscan.NormalizeLineEnds(b.scan.Source(t.Body)))
	case xmlscan.Doctype:
		b.at.CreateDirective(xmlscan.NormalizeLineEnds(b.scan.Source(t.Body)))
	}
}

func (b *treeBuilder) addText(t *xmlscan.Token) {
	switch {
	case !b.inValue:
	case t.Kind == xmlscan.CDATA:
		b.at.CreateText(xmlscan.NormalizeLineEnds(b.scan.Source(t.Body)))
	default:
		b.at.CreateText(xmlscan.Resolve(b.scan.Source(t.Body)))
	}
}

func (b *treeBuilder) start(t *xmlscan.Token) {
	// The name is set as it is: etree would take one with a colon in front apart.
	child := b.at.CreateElement("")
	child.Tag = b.scan.Source(t.Name)
	for _, a := range b.scan.Attrs {
		child.Attr = append(child.Attr, etree.Attr{Key: b.scan.Source(a.Name), Value: xmlscan.Resolve(b.scan.Source(a.Value))})
	}
	b.at = child
	b.depth++
	b.inValue = b.depth > 1 && !b.containers[uint32(t.Name.Start)]
	if t.SelfClosed {
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
