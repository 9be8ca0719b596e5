package cfgfile

import "github.com/beevik/etree"

// xmlTokens makes the tokens of a tree by the hundred. One by one, as etree makes them,
// they take six allocations for each setting, and most of the time of a conversion.
type xmlTokens struct {
	texts    []etree.CharData
	elements []etree.Element
	children []etree.Token
}

// tokensAtOnce is how many are made together: as many as a small file has.
const tokensAtOnce = 512

// text adds text to an element.
func (x *xmlTokens) text(in *etree.Element, data string) {
	if len(x.texts) == 0 {
		x.texts = make([]etree.CharData, tokensAtOnce)
	}
	text := &x.texts[0]
	x.texts = x.texts[1:]
	text.Data = data
	in.AddChild(text)
}

// element adds an element to another one, with room for the text of a setting.
func (x *xmlTokens) element(in *etree.Element, name string) *etree.Element {
	if len(x.elements) == 0 {
		x.elements = make([]etree.Element, tokensAtOnce)
		x.children = make([]etree.Token, tokensAtOnce)
	}
	element := &x.elements[0]
	element.Tag, element.Child = name, x.children[:0:1]
	x.elements, x.children = x.elements[1:], x.children[1:]
	in.AddChild(element)
	return element
}
