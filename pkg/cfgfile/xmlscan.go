package cfgfile

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// xmlKind is the kind of an XML token.
type xmlKind uint8

const (
	xmlEnd xmlKind = iota // no token: the end of the text or an error
	xmlStart
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
	body       Span // of a text, comment, CDATA section or instruction
	selfClosed bool
}

// xmlAttr is an attribute of the start tag that was read last.
type xmlAttr struct{ name, value Span }

// xmlScanner takes XML apart. It keeps what encoding/xml does not, the byte
// span of every piece, and accepts and refuses what encoding/xml does; a fuzz
// target holds the two against each other.
type xmlScanner struct {
	src   string
	pos   int
	attrs []xmlAttr // of the last start tag, reused
	err   *xmlError
}

// xmlError says why and where XML is not well-formed.
type xmlError struct {
	offset int
	text   string
}

func (e *xmlError) Error() string { return e.text }

func (s *xmlScanner) fail(offset int, text string) xmlToken {
	if s.err == nil {
		s.err = &xmlError{min(offset, len(s.src)), text}
	}
	return xmlToken{}
}

// next gives the next token, or one of kind xmlEnd.
func (s *xmlScanner) next() xmlToken {
	at := s.pos
	switch {
	case at >= len(s.src):
		return xmlToken{}
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

func (s *xmlScanner) closeTag(at int) xmlToken {
	name, ok := s.name(at+2, "<", "behind \"</\"")
	if !ok {
		return xmlToken{}
	}
	end := skipSpace(s.src, name.End)
	if end == len(s.src) || s.src[end] != '>' {
		return s.fail(end, "the end tag </"+clip(s.src[name.Start:name.End])+"> is not closed by \">\"")
	}
	s.pos = end + 1
	return xmlToken{kind: xmlClose, start: at, end: end + 1, name: name}
}

func (s *xmlScanner) startTag(at int) xmlToken {
	name, ok := s.name(at+1, "<", "behind \"<\"")
	if !ok {
		return xmlToken{}
	}
	s.attrs = s.attrs[:0]
	i := name.End
	for {
		i = skipSpace(s.src, i)
		if i == len(s.src) {
			return s.fail(i, "the file ends inside the tag <"+clip(s.src[name.Start:name.End])+">")
		}
		switch s.src[i] {
		case '>':
			s.pos = i + 1
			return xmlToken{kind: xmlStart, start: at, end: s.pos, name: name}
		case '/':
			if i+1 == len(s.src) || s.src[i+1] != '>' {
				return s.fail(i, "\"/\" inside the tag <"+clip(s.src[name.Start:name.End])+">: no element name has one")
			}
			s.pos = i + 2
			return xmlToken{kind: xmlStart, start: at, end: s.pos, name: name, selfClosed: true}
		}
		if i, ok = s.attribute(i); !ok {
			return xmlToken{}
		}
	}
}

func (s *xmlScanner) attribute(at int) (end int, ok bool) {
	name, ok := s.name(at, "<", "for an attribute")
	if !ok {
		return 0, false
	}
	i := skipSpace(s.src, name.End)
	if i == len(s.src) || s.src[i] != '=' {
		s.fail(i, "\""+clip(s.src[name.Start:name.End])+"\" inside a tag: element names hold no spaces, and an attribute needs =\"value\"")
		return 0, false
	}
	i = skipSpace(s.src, i+1)
	if i == len(s.src) || s.src[i] != '"' && s.src[i] != '\'' {
		s.fail(i, "an attribute's value stands in quotes")
		return 0, false
	}
	valueEnd, ok := s.characters(i+1, s.src[i])
	if !ok {
		return 0, false
	}
	if valueEnd == len(s.src) {
		s.fail(i, "the quote that opens here is not closed")
		return 0, false
	}
	s.attrs = append(s.attrs, xmlAttr{name, Span{i + 1, valueEnd}})
	return valueEnd + 1, true
}

func (s *xmlScanner) instruction(at int) xmlToken {
	name, ok := s.name(at+2, "<?", "behind \"<?\"")
	if !ok {
		return xmlToken{}
	}
	from := skipSpace(s.src, name.End)
	i := strings.Index(s.src[from:], "?>")
	if i < 0 {
		return s.fail(at, "\"<?\" is not closed by \"?>\"")
	}
	s.pos = from + i + 2
	t := xmlToken{kind: xmlInstruction, start: at, end: s.pos, name: name, body: Span{from, from + i}}
	if s.src[name.Start:name.End] == "xml" && s.src[from:from+i] != `version="1.0" encoding="UTF-8"` {
		if err := checkDeclaration(s.src[at:s.pos]); err != nil {
			return s.fail(at, "the XML declaration asks for another XML version or encoding than 1.0 and UTF-8")
		}
	}
	return t
}

// checkDeclaration leaves the rare XML declaration that is not the usual one to
// encoding/xml.
func checkDeclaration(declaration string) error {
	_, err := xml.NewDecoder(strings.NewReader(declaration)).RawToken()
	return err
}

// declaration reads what starts with "<!": a comment, a CDATA section or a
// directive.
func (s *xmlScanner) declaration(at int) xmlToken {
	rest := s.src[at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return s.comment(at)
	case strings.HasPrefix(rest, "<![CDATA["):
		return s.cdata(at)
	case strings.HasPrefix(rest, "<!-"), strings.HasPrefix(rest, "<!["), len(rest) == 2:
		return s.fail(at, "\"<!\" starts neither a comment (<!--) nor a CDATA section (<![CDATA[)")
	}
	return s.directive(at)
}

func (s *xmlScanner) comment(at int) xmlToken {
	from := at + len("<!--")
	i := strings.Index(s.src[from:], "--")
	if i < 0 {
		return s.fail(at, "the comment that opens here is not closed by \"-->\"")
	}
	end := from + i + 2
	if end == len(s.src) || s.src[end] != '>' {
		return s.fail(end-2, "\"--\" inside a comment: XML ends comments with it")
	}
	s.pos = end + 1
	return xmlToken{kind: xmlComment, start: at, end: s.pos, body: Span{from, from + i}}
}

func (s *xmlScanner) cdata(at int) xmlToken {
	from := at + len("<![CDATA[")
	i := strings.Index(s.src[from:], "]]>")
	if i < 0 {
		return s.fail(at, "the CDATA section that opens here is not closed by \"]]>\"")
	}
	for j := from; j < from+i; j++ {
		if c := s.src[j]; textStops[c] && (c < 0x20 || c >= 0x80) {
			n, ok := s.character(j)
			if !ok {
				return xmlToken{}
			}
			j += n - 1
		}
	}
	s.pos = from + i + 3
	return xmlToken{kind: xmlCDATA, start: at, end: s.pos, body: Span{from, from + i}}
}

// directive skips a document type or the like, with what is nested in it.
// Nothing in it is read: a provisioning file has none.
func (s *xmlScanner) directive(at int) xmlToken {
	var quote byte
	depth := 0
	for i := at + 2; i < len(s.src); i++ {
		c := s.src[i]
		switch {
		case i == at+2 && c != '"' && c != '\'' && c != '<' && c != '>':
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case i > at+2 && (c == '"' || c == '\''):
			quote = c
		case c == '>' && depth == 0 && i > at+2:
			s.pos = i + 1
			return xmlToken{kind: xmlDirective, start: at, end: s.pos, body: Span{at + 2, i}}
		case c == '>' && i > at+2:
			depth--
		case c == '<' && i > at+2:
			if !strings.HasPrefix(s.src[i:], "<!--") {
				depth++
				continue
			}
			end := strings.Index(s.src[i+4:], "-->")
			if end < 0 {
				return s.fail(i, "the comment that opens here is not closed by \"-->\"")
			}
			i += 4 + end + 2
		}
	}
	return s.fail(at, "\"<!\" is not closed by \">\"")
}

// name reads an element's, attribute's or instruction's name. What opens it
// matters to encoding/xml, which allows an instruction more colons.
func (s *xmlScanner) name(at int, opening, where string) (Span, bool) {
	end := at
	plain := true
	for end < len(s.src) && (isNameByte(s.src[end]) || s.src[end] >= utf8.RuneSelf) {
		plain = plain && s.src[end] < utf8.RuneSelf && s.src[end] != ':'
		end++
	}
	name := s.src[at:end]
	switch {
	case name == "":
		s.fail(at, "no name stands "+where+": a plain \"<\" is written &lt;")
		return Span{}, false
	case end == len(s.src):
		s.fail(end, "the file ends inside a tag")
		return Span{}, false
	case !plain && !knownName(opening, name), plain && !isLetter(name[0]) && name[0] != '_':
		s.fail(at, "\""+clip(name)+"\" is no XML name: it starts with a letter")
		return Span{}, false
	}
	return Span{at, end}, true
}

// knownName leaves a name with a colon or letters beyond ASCII, which no
// provisioning file has, to encoding/xml.
func knownName(opening, name string) bool {
	_, err := xml.NewDecoder(strings.NewReader(opening + name + "?>")).RawToken()
	return err == nil
}

func skipSpace(src string, at int) int {
	for at < len(src) && isSpace(src[at]) {
		at++
	}
	return at
}

func isNameByte(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == ':' || c == '.' || c == '-'
}

// clip shortens a name for a message.
func clip(name string) string {
	if len(name) <= 40 {
		return name
	}
	return strings.ToValidUTF8(name[:40], "") + "…"
}
