package cfgfile

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// xmlKind is the kind of an XML token.
type xmlKind uint8

const (
	xmlStart xmlKind = iota
	xmlClose
	xmlText
	xmlCDATA
	xmlComment
	xmlInstruction
	xmlDirective
)

// xmlToken is a piece of XML with its place in the text. Together the tokens of
// a text are the text.
type xmlToken struct {
	kind       xmlKind
	start, end int  // the whole token
	name       Span // of an element or an instruction's target
	body       Span // of a text, comment, CDATA section, instruction or directive
	selfClosed bool // of a start tag
}

// xmlAttr is an attribute of a start tag.
type xmlAttr struct{ name, value Span }

// xmlScanner takes XML apart. It keeps what encoding/xml does not, the byte
// span of every piece, and accepts and refuses what encoding/xml does; a fuzz
// target holds the two against each other.
//
// The token is filled in place and read there: it is large to copy, and what a
// kind of token does not have is left over from an earlier one.
type xmlScanner struct {
	src   string
	pos   int
	token xmlToken  // the one read last
	attrs []xmlAttr // of the start tag read last
	err   *xmlError

	lastRare string // the rare name that was found to be one last
}

// xmlError says why and where XML is not well-formed.
type xmlError struct {
	offset int
	text   string
}

func (s *xmlScanner) fail(offset int, text string) bool {
	if s.err == nil {
		s.err = &xmlError{min(offset, len(s.src)), text}
	}
	return false
}

// next reads the next token. There is none at the end of the text and after a
// mistake, which is in err then.
func (s *xmlScanner) next() bool {
	at := s.pos
	s.token.start = at
	switch {
	case s.err != nil || at >= len(s.src):
		return false
	case s.src[at] != '<':
		return s.text(at)
	case at+1 == len(s.src):
		return s.fail(at, "a \"<\" ends the file: it starts a tag, or is written &lt;")
	}
	switch s.src[at+1] {
	case '/':
		return s.closeTag(at)
	case '?':
		return s.instruction(at)
	case '!':
		return s.declaration(at)
	}
	return s.startTag(at)
}

// done says that the token read is of a kind and ends at an offset.
func (s *xmlScanner) done(kind xmlKind, end int) bool {
	s.token.kind = kind
	s.token.end = end
	s.pos = end
	return true
}

func (s *xmlScanner) closeTag(at int) bool {
	if !s.name(at+2, "<", "behind \"</\"") {
		return false
	}
	name := s.token.name
	end := skipSpace(s.src, name.End)
	if end == len(s.src) || s.src[end] != '>' {
		return s.fail(end, "the end tag </"+clip(s.src[name.Start:name.End])+"> is not closed by \">\"")
	}
	return s.done(xmlClose, end+1)
}

func (s *xmlScanner) startTag(at int) bool {
	if !s.name(at+1, "<", "behind \"<\"") {
		return false
	}
	name := s.token.name
	s.attrs = s.attrs[:0]
	s.token.selfClosed = false
	i := name.End
	for {
		i = skipSpace(s.src, i)
		if i == len(s.src) {
			return s.fail(i, "the file ends inside the tag <"+clip(s.src[name.Start:name.End])+">")
		}
		switch s.src[i] {
		case '>':
			return s.done(xmlStart, i+1)
		case '/':
			if i+1 == len(s.src) || s.src[i+1] != '>' {
				return s.fail(i, "\"/\" inside the tag <"+clip(s.src[name.Start:name.End])+">: no element name has one")
			}
			s.token.selfClosed = true
			return s.done(xmlStart, i+2)
		}
		end, ok := s.attribute(i)
		if !ok {
			return false
		}
		s.token.name = name // which the attribute's took the place of
		i = end
	}
}

func (s *xmlScanner) attribute(at int) (end int, ok bool) {
	if !s.name(at, "<", "for an attribute") {
		return 0, false
	}
	name := s.token.name
	i := skipSpace(s.src, name.End)
	if i == len(s.src) || s.src[i] != '=' {
		return 0, s.fail(i, "\""+clip(s.src[name.Start:name.End])+"\" inside a tag: element names hold no spaces, and an attribute needs =\"value\"")
	}
	i = skipSpace(s.src, i+1)
	if i == len(s.src) || s.src[i] != '"' && s.src[i] != '\'' {
		return 0, s.fail(i, "an attribute's value stands in quotes")
	}
	valueEnd, ok := s.characters(i+1, s.src[i])
	if !ok {
		return 0, false
	}
	if valueEnd == len(s.src) {
		return 0, s.fail(i, "the quote that opens here is not closed")
	}
	s.attrs = append(s.attrs, xmlAttr{name, Span{i + 1, valueEnd}})
	return valueEnd + 1, true
}

func (s *xmlScanner) instruction(at int) bool {
	if !s.name(at+2, "<?", "behind \"<?\"") {
		return false
	}
	name := s.token.name
	from := skipSpace(s.src, name.End)
	i := strings.Index(s.src[from:], "?>")
	if i < 0 {
		return s.fail(at, "\"<?\" is not closed by \"?>\"")
	}
	end := from + i + 2
	s.token.body = Span{from, from + i}
	if s.src[name.Start:name.End] == "xml" && s.src[from:from+i] != `version="1.0" encoding="UTF-8"` {
		if err := checkDeclaration(s.src[at:end]); err != nil {
			return s.fail(at, "the XML declaration asks for another XML version or encoding than 1.0 and UTF-8")
		}
	}
	return s.done(xmlInstruction, end)
}

// checkDeclaration leaves the rare XML declaration that is not the usual one to
// encoding/xml.
func checkDeclaration(declaration string) error {
	_, err := xml.NewDecoder(strings.NewReader(declaration)).RawToken()
	return err
}

// name reads an element's, attribute's or instruction's name into the token.
// What opens it matters to encoding/xml, which allows an instruction more colons.
func (s *xmlScanner) name(at int, opening, where string) bool {
	end := at
	for end < len(s.src) && nameBytes[s.src[end]] == plainName {
		end++
	}
	rare := false // holds a colon or letters beyond ASCII
	for end < len(s.src) && nameBytes[s.src[end]] != noName {
		rare = true
		end++
	}
	name := s.src[at:end]
	switch {
	case name == "":
		return s.fail(at, "no name stands "+where+": a plain \"<\" is written &lt;")
	case end == len(s.src):
		return s.fail(end, "the file ends inside a tag")
	case rare && !s.isRareName(opening, name), !rare && !isLetter(name[0]) && name[0] != '_':
		return s.fail(at, "\""+clip(name)+"\" is no XML name: it starts with a letter")
	}
	s.token.name = Span{at, end}
	return true
}

// isRareName leaves a name with a colon or letters beyond ASCII, which no
// provisioning file has, to encoding/xml.
func (s *xmlScanner) isRareName(opening, name string) bool {
	if opening == "<" && name == s.lastRare {
		return true // an end tag's, after its start tag's
	}
	closing := map[string]string{"<": ">", "<?": "?>"}[opening]
	if _, err := xml.NewDecoder(strings.NewReader(opening + name + closing)).RawToken(); err != nil {
		return false
	}
	if opening == "<" {
		s.lastRare = name
	}
	return true
}

// What a byte is in an XML name.
const (
	noName = iota
	plainName
	rareName
)

var nameBytes = func() (kind [256]uint8) {
	for c := range 256 {
		switch b := byte(c); {
		case isLetter(b), b >= '0' && b <= '9', b == '_', b == '.', b == '-':
			kind[c] = plainName
		case b == ':', b >= utf8.RuneSelf:
			kind[c] = rareName
		}
	}
	return kind
}()

func isNameByte(c byte) bool { return nameBytes[c] != noName && c < utf8.RuneSelf }

// clip shortens a name for a message.
func clip(name string) string {
	if len(name) <= 40 {
		return strings.ToValidUTF8(name, "")
	}
	return strings.ToValidUTF8(name[:40], "") + "…"
}
