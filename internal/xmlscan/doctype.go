package xmlscan

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// doctype reads the document type. Of what is declared in it, only the names of entities
// are kept.
func (s *Scanner) doctype(at int) bool {
	d := dtd{Scanner: s, at: at + len(doctypeStart), opened: at}
	if !d.read() {
		return false
	}
	switch {
	case s.rooted:
		s.note(at, "a document type stands before the root element, not inside it or behind it")
	case s.doctyped:
		s.note(at, "a second document type: a file has one at most")
	}
	s.doctyped = true
	s.Token.Name = d.root
	s.Token.Body = Span{at + len("<!"), d.at - 1}
	return s.done(Doctype, d.at)
}

// dtd reads a document type. Each method takes what stands at the place reached, and
// returns false behind a fault.
type dtd struct {
	*Scanner
	at     int
	opened int // where the document type starts
	root   Span
}

func (d *dtd) read() bool {
	if !d.space() || !d.takeName(&d.root) {
		return false
	}
	spaced := d.skip()
	if spaced && (d.starts("SYSTEM") || d.starts("PUBLIC")) {
		if !d.externalID(false) {
			return false
		}
		d.others = true
		d.skip()
	}
	if d.has("[") {
		if !d.subset() {
			return false
		}
		d.skip()
	}
	return d.need(">")
}

// subset reads the declarations in the brackets.
func (d *dtd) subset() bool {
	for {
		d.skip()
		ok := true
		switch {
		case d.has("]"):
			return true
		case d.has("%"):
			d.others = true
			ok = d.takeName(nil) && d.need(";")
		case d.starts(commentStart):
			ok = d.comment(d.at)
			d.at = d.pos
		case d.starts("<?"):
			ok = d.instruction(d.at)
			d.at = d.pos
		case d.has("<!ELEMENT"):
			ok = d.space() && d.takeName(nil) && d.space() && d.content() && d.end()
		case d.has("<!ATTLIST"):
			ok = d.space() && d.takeName(nil) && d.attributes()
		case d.has("<!ENTITY"):
			ok = d.space() && d.entity() && d.end()
		case d.has("<!NOTATION"):
			ok = d.space() && d.takeName(nil) && d.space() && d.externalID(true) && d.end()
		default:
			return d.lacks("a declaration (<!ELEMENT, <!ATTLIST, <!ENTITY, <!NOTATION) or \"]\"")
		}
		if !ok {
			return false
		}
	}
}

// lacks says what should stand at the place reached.
func (d *dtd) lacks(what string) bool {
	if d.at >= len(d.src) {
		return d.fail(d.opened, "the document type that opens here is not closed by \">\"")
	}
	return d.fail(d.at, "in the document type, "+what+" is missing here")
}

func (d *dtd) starts(text string) bool { return strings.HasPrefix(d.src[d.at:], text) }

// has takes a text that may stand here.
func (d *dtd) has(text string) bool {
	if !d.starts(text) {
		return false
	}
	d.at += len(text)
	return true
}

func (d *dtd) need(text string) bool { return d.has(text) || d.lacks("\""+text+"\"") }

// skip takes white space that may stand here, and reports whether there was some.
func (d *dtd) skip() bool {
	start := d.at
	d.at = skipSpace(d.src, d.at)
	return d.at > start
}

func (d *dtd) space() bool { return d.skip() || d.lacks("white space") }

// end takes the end of a declaration.
func (d *dtd) end() bool {
	d.skip()
	return d.need(">")
}

func (d *dtd) takeName(name *Span) bool {
	start := d.at
	if !d.token() {
		return false
	}
	if !d.startsName(start) {
		d.at = start
		return d.lacks("a name")
	}
	if name != nil {
		*name = Span{start, d.at}
	}
	return true
}

// token takes a name that may start with any of its characters.
func (d *dtd) token() bool {
	end := d.nameEnd(d.at)
	if d.ended || end == d.at {
		return d.lacks("a name")
	}
	d.at = end
	return true
}

// quoted takes a quoted text, of which each character is judged.
func (d *dtd) quoted(isLegal func(c byte) bool) bool {
	if !d.starts("\"") && !d.starts("'") {
		return d.lacks("a quote")
	}
	start := d.at
	quote := d.src[start]
	for d.at++; d.at < len(d.src); d.at++ {
		c := d.src[d.at]
		switch {
		case c == quote:
			d.at++
			return true
		case !isLegal(c):
			return d.ended || d.fail(d.at, "a character that has no place in this part of the document type")
		case c >= utf8.RuneSelf || c < ' ' && !isSpace(c):
			size, ok := d.character(d.at)
			if !ok {
				return false
			}
			d.at += size - 1
		}
	}
	return d.fail(start, "the quote that opens here is not closed")
}

func (d *dtd) literal() bool { return d.quoted(func(byte) bool { return true }) }

func (d *dtd) publicID() bool {
	return d.quoted(func(c byte) bool {
		return ascii.IsLetter(c) || c >= '0' && c <= '9' || strings.IndexByte(" \r\n-'()+,./:=?;!*#@$_%", c) >= 0
	})
}

// externalID takes where something else is to be found. A notation has a public name
// alone, too.
func (d *dtd) externalID(notation bool) bool {
	switch {
	case d.has("SYSTEM"):
		return d.space() && d.literal()
	case !d.has("PUBLIC"):
		return d.lacks("SYSTEM or PUBLIC")
	case !d.space() || !d.publicID():
		return false
	}
	spaced := d.skip()
	switch quote := d.starts("\"") || d.starts("'"); {
	case quote && spaced:
		return d.literal()
	case notation && !quote:
		return true
	case spaced:
		return d.lacks("a quote")
	}
	return d.lacks("white space")
}

// entity takes the declaration of an entity.
func (d *dtd) entity() bool {
	parameter := d.has("%")
	var name Span
	if parameter && !d.space() || !d.takeName(&name) || !d.space() {
		return false
	}
	if !parameter {
		if d.own == nil {
			d.own = make(map[string]bool)
		}
		d.own[d.Source(name)] = true
	}
	if d.starts("\"") || d.starts("'") {
		return d.entityValue()
	}
	if !d.externalID(false) {
		return false
	}
	if spaced := d.skip(); spaced && !parameter && d.has("NDATA") {
		return d.space() && d.takeName(nil)
	}
	return true
}

// entityValue takes what an entity stands for. References in it are looked at, and not
// followed.
func (d *dtd) entityValue() bool {
	return d.quoted(func(c byte) bool {
		if c != '&' {
			return c != '%' // which may not stand in the brackets
		}
		if _, length := entityAt(d.src[d.at:]); length > 0 {
			return true
		}
		end := d.nameEnd(d.at + 1)
		return end > d.at+1 && d.startsName(d.at+1) && strings.HasPrefix(d.src[end:], ";") || d.fail(d.at, "\"&\" starts no reference to an entity")
	})
}

// content takes what an element may hold.
func (d *dtd) content() bool {
	switch {
	case d.has("EMPTY"), d.has("ANY"):
		return true
	case !d.need("("):
		return false
	}
	d.skip()
	if d.has("#PCDATA") {
		return d.mixed()
	}
	return d.group(1)
}

func (d *dtd) mixed() bool {
	named := false
	for d.skip(); d.has("|"); d.skip() {
		named = true
		if d.skip(); !d.takeName(nil) {
			return false
		}
	}
	if !d.need(")") {
		return false
	}
	return d.has("*") || !named || d.lacks("\"*\"")
}

// group takes the rest of a group of elements, behind its bracket.
func (d *dtd) group(depth int) bool {
	if depth > MaxDepth {
		return d.failAs(TooDeep, d.at, fmt.Sprintf("brackets nest deeper than %d levels", MaxDepth))
	}
	separator := ""
	for {
		d.skip()
		if ok := d.has("(") && d.group(depth+1) || !d.ended && d.takeName(nil); !ok {
			return false
		}
		d.occurrence()
		d.skip()
		switch {
		case d.has(")"):
			d.occurrence()
			return true
		case separator == "" && d.starts("|"):
			separator = "|"
		case separator == "":
			separator = ","
		}
		if !d.need(separator) {
			return false
		}
	}
}

// occurrence takes how often something may stand.
func (d *dtd) occurrence() {
	if d.at < len(d.src) && strings.IndexByte("?*+", d.src[d.at]) >= 0 {
		d.at++
	}
}

// attributeTypes are the types of attributes that are one word.
var attributeTypes = []string{"CDATA", "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS"}

// attributes takes the attributes of an element, and the end of their declaration.
func (d *dtd) attributes() bool {
	for {
		spaced := d.skip()
		switch {
		case d.has(">"):
			return true
		case !spaced:
			return d.lacks("white space")
		case !d.takeName(nil) || !d.space() || !d.attributeType() || !d.space() || !d.attributeDefault():
			return false
		}
	}
}

func (d *dtd) attributeType() bool {
	if d.has("(") {
		return d.choice(d.token)
	}
	var word Span
	start := d.at
	switch {
	case !d.takeName(&word):
		return false
	case slices.Contains(attributeTypes, d.Source(word)):
		return true
	case d.Source(word) == "NOTATION":
		return d.space() && d.need("(") && d.choice(func() bool { return d.takeName(nil) })
	}
	d.at = start
	return d.lacks("an attribute's type")
}

// choice takes the rest of a list of words, behind its bracket.
func (d *dtd) choice(word func() bool) bool {
	for {
		d.skip()
		if !word() {
			return false
		}
		d.skip()
		if d.has(")") {
			return true
		}
		if !d.need("|") {
			return false
		}
	}
}

func (d *dtd) attributeDefault() bool {
	switch {
	case d.has("#REQUIRED"), d.has("#IMPLIED"):
		return true
	case d.has("#FIXED") && !d.space():
		return false
	case !d.starts("\"") && !d.starts("'"):
		return d.lacks("a quote")
	}
	end, ok := d.characters(d.at+1, d.src[d.at])
	if ok && end == len(d.src) {
		return d.fail(d.at, "the quote that opens here is not closed")
	}
	d.at = end + 1
	return ok
}
