package cfgfile

import "github.com/beevik/etree"

// xmlLines are elements that hold a text and nothing else, as settings do, each on a
// line of its own. They are one token in etree's tree and become elements only to be
// written, one after the other: as etree's own, with their text and layout, each would
// take five times the memory, and making and collecting that would be most of the time
// that many conversions take.
type xmlLines struct {
	*xmlPen
	layout *etree.CharData
	lines  []xmlLine
}

type xmlLine struct{ name, text string }

// xmlPen is the element that each line of a tree becomes while it is written. It lends
// the lines what makes them a token, too; they are not to be asked for their place.
type xmlPen struct {
	etree.CharData
	element etree.Element
	text    etree.CharData
}

func newXMLPen() *xmlPen {
	p := new(xmlPen)
	p.element.Child = []etree.Token{&p.text}
	return p
}

// WriteTo is what etree writes a token with.
func (l *xmlLines) WriteTo(w etree.Writer, s *etree.WriteSettings) {
	for _, line := range l.lines {
		l.layout.WriteTo(w, s)
		l.element.Tag, l.text.Data = line.name, line.text
		l.element.WriteTo(w, s)
	}
}
