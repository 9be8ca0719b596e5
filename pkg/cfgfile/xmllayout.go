package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// xmlBox is where the element of a scope stands. The scopes know only its name.
type xmlBox struct {
	start, content, end, after int // of the start tag, its end, of the end tag, its end
	selfClosed                 bool
	children                   int
	firstChild, lastChild      int // where the first starts and the last ends
	lastStart                  int // where the last starts
	id, idEnd                  int // the element <ID>, in xml-legacy that of an entry
	idText                     Span
}

// hollow tells whether nothing at all stands between the tags.
func (b *xmlBox) hollow() bool { return b.selfClosed || b.content == b.end }

// xmlBoxes gives the boxes of all scopes, that of the root first.
func (f *File) xmlBoxes() []xmlBox {
	boxes := make([]xmlBox, len(f.scopes))
	b := boxReader{File: f, boxes: boxes, scan: xmlscan.New(f.src), next: 1}
	for b.scan.Next() {
		t := &b.scan.Token
		switch t.Kind {
		case xmlscan.Start:
			b.open(t)
			if t.SelfClosed {
				b.close(t)
			}
		case xmlscan.End:
			b.close(t)
		}
	}
	return boxes
}

type boxReader struct {
	*File
	scan  *xmlscan.Scanner
	boxes []xmlBox
	next  int // the scope that comes next
	stack []openBox
}

// openBox is an element that is open.
type openBox struct {
	scope int // -1 for a setting
	start int
	isID  bool
	body  int
}

func (b *boxReader) open(t *xmlscan.Token) {
	scope := -1
	switch {
	case len(b.stack) == 0:
		scope = 0
	case b.next < len(b.scopes) && int(b.scopes[b.next].name) == t.Name.Start:
		scope = b.next
		b.next++
	}
	if scope >= 0 {
		b.boxes[scope] = xmlBox{start: t.Start, content: t.End, selfClosed: t.SelfClosed}
	}
	b.stack = append(b.stack, openBox{scope, t.Start, b.scan.Source(t.Name) == "ID", t.End})
}

func (b *boxReader) close(t *xmlscan.Token) {
	o := b.stack[len(b.stack)-1]
	b.stack = b.stack[:len(b.stack)-1]
	if o.scope >= 0 {
		box := &b.boxes[o.scope]
		box.end, box.after = t.Start, t.End
		if box.selfClosed {
			box.end = t.End
		}
	}
	if len(b.stack) == 0 || b.stack[len(b.stack)-1].scope < 0 {
		return
	}
	parent := &b.boxes[b.stack[len(b.stack)-1].scope]
	if parent.children == 0 {
		parent.firstChild = o.start
	}
	parent.children++
	parent.lastStart, parent.lastChild = o.start, t.End
	if o.isID && b.dialect == XMLLegacy && b.scopes[b.stack[len(b.stack)-1].scope].kind == scopeEntry {
		parent.id, parent.idEnd, parent.idText = o.start, t.End, Span{o.body, max(o.body, t.Start)}
	}
}

// spaceBefore gives the line break and the indentation that an element stands
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

// endsLine tells whether nothing but spaces follows on a line.
func (f *File) endsLine(at int) bool {
	at = skipBlanks(f.src, at)
	return at == len(f.src) || f.src[at] == '\n' || f.src[at] == '\r'
}

// skipBlanks gives where the spaces and tabs that start at a position end.
func skipBlanks(src string, at int) int {
	for at < len(src) && (src[at] == ' ' || src[at] == '\t') {
		at++
	}
	return at
}

// indentUnit gives by how much a level is indented more than the one around it:
// as the first child of the root is, or as the dialect has it.
func (f *File) indentUnit(root *xmlBox) string {
	if root.children > 0 {
		indent := strings.TrimLeft(f.spaceBefore(root.firstChild), "\r\n")
		return strings.TrimPrefix(indent, strings.TrimLeft(f.spaceBefore(root.start), "\r\n"))
	}
	if f.dialect == Sysconf {
		return "    "
	}
	return ""
}

// settingEnd gives where the element of a setting ends.
func (f *File) settingEnd(number int) int {
	e := f.entries[number]
	end := int(e.valEnd)
	if e.val == e.valEnd && f.closesItself(end) {
		return end
	}
	return end + strings.IndexByte(f.src[end:], '>') + 1
}
