package cfgfile

import "github.com/beevik/etree"

// leaf is an element that holds a text and nothing else, as a setting does. It stands
// for one in etree's tree, and is written as one. An element of etree's own takes six
// times the memory with its text, and making and collecting that would be most of the
// time that many conversions take.
type leaf struct {
	*pen
	name, value string
}

// pen is the element that each leaf of a tree becomes while it is written. It lends
// leaves what makes them tokens, too; they are not to be asked for their place.
type pen struct {
	etree.CharData
	element etree.Element
	text    etree.CharData
}

func newPen() *pen {
	p := new(pen)
	p.element.Child = []etree.Token{&p.text}
	return p
}

// WriteTo is what etree writes a token with.
func (l *leaf) WriteTo(w etree.Writer, s *etree.WriteSettings) {
	l.element.Tag, l.text.Data = l.name, l.value
	l.element.WriteTo(w, s)
}

// leaves makes the leaves of a tree, a hundred at a time.
type leaves struct {
	pen  *pen
	rest []leaf
}

const leavesAtOnce = 128

func (l *leaves) leaf(name, value string) *leaf {
	if len(l.rest) == 0 {
		l.rest = make([]leaf, leavesAtOnce)
	}
	made := &l.rest[0]
	*made = leaf{l.pen, name, value}
	l.rest = l.rest[1:]
	return made
}
