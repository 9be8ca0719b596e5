package xmlscan

import (
	"strings"
	"unicode/utf8"
)

const (
	commentStart, commentEnd = "<!--", "-->"
	cdataStart, cdataEnd     = "<![CDATA[", "]]>"
	doctypeStart             = "<!DOCTYPE"
)

// declaration reads what starts with "<!": a comment, a CDATA section or the document
// type.
func (s *Scanner) declaration(at int) bool {
	rest := s.src[at:]
	switch {
	case strings.HasPrefix(rest, commentStart):
		return s.comment(at)
	case strings.HasPrefix(rest, cdataStart):
		return s.cdata(at)
	case strings.HasPrefix(rest, doctypeStart):
		return s.doctype(at)
	}
	return s.fail(at, "\"<!\" starts neither a comment (<!--), a CDATA section (<![CDATA[) nor the document type (<!DOCTYPE)")
}

func (s *Scanner) comment(at int) bool {
	from := at + len(commentStart)
	body, _, closed := strings.Cut(s.src[from:], commentEnd)
	if !closed {
		return s.fail(at, "the comment that opens here is not closed by \"-->\"")
	}
	dashes := strings.Index(body, "--")
	if dashes < 0 && strings.HasSuffix(body, "-") {
		dashes = len(body) - 1
	}
	if dashes >= 0 {
		s.note(from+dashes, "\"--\" inside a comment: XML ends comments with it")
	}
	s.Token.Body = Span{from, from + len(body)}
	s.noteCharacters(s.Token.Body)
	return s.done(Comment, from+len(body)+len(commentEnd))
}

func (s *Scanner) cdata(at int) bool {
	from := at + len(cdataStart)
	body, _, closed := strings.Cut(s.src[from:], cdataEnd)
	if !closed {
		return s.fail(at, "the CDATA section that opens here is not closed by \"]]>\"")
	}
	if len(s.open) == 0 {
		s.note(at, "a CDATA section "+s.whereOutside()+" the root element: remove it")
	}
	s.Token.Body = Span{from, from + len(body)}
	s.noteCharacters(s.Token.Body)
	return s.done(CDATA, from+len(body)+len(cdataEnd))
}

// instruction reads a processing instruction, or the XML declaration, which looks like
// one.
func (s *Scanner) instruction(at int) bool {
	from := at + len("<?")
	inside, _, closed := strings.Cut(s.src[from:], "?>")
	if !closed {
		return s.fail(at, "\"<?\" is not closed by \"?>\"")
	}
	end := from + len(inside)
	name := Span{from, s.nameEnd(from)}
	s.Token.Name = name
	s.Token.Body = Span{skipSpace(s.src, name.End), end}
	switch isXML := s.Source(name) == "xml"; {
	case s.ended:
		return false
	case isXML && at == s.first:
		s.checkDeclaration(Span{name.End, end})
	case isXML:
		s.note(at, "the XML declaration stands at the very start of a file or nowhere: remove what is before it")
	default:
		s.checkInstruction(name, end)
	}
	s.noteCharacters(s.Token.Body)
	return s.done(Instruction, end+len("?>")) && !s.ended
}

func (s *Scanner) checkInstruction(name Span, end int) {
	switch target := s.Source(name); {
	case target == "" || !s.startsName(name.Start):
		s.note(name.Start, "no name stands behind \"<?\"")
	case name.End < end && !isSpace(s.src[name.End]):
		s.note(name.End, "white space is missing behind the name %s of an instruction", name)
	case strings.EqualFold(target, "xml"):
		s.note(name.Start, "<?%s is not for use: an XML declaration starts with <?xml, in small letters", name)
	}
}

// usualDeclaration is what nearly all files have in theirs.
const usualDeclaration = ` version="1.0" encoding="UTF-8"`

// checkDeclaration checks what stands in the XML declaration.
func (s *Scanner) checkDeclaration(inside Span) {
	if s.Source(inside) == usualDeclaration {
		return
	}
	at, known := inside.Start, []string{"version", "encoding", "standalone"}
	for place := 0; ; {
		start := at
		at = skipSpace(s.src[:inside.End], at)
		if at == inside.End {
			if place == 0 {
				s.note(at, "the XML declaration says no version: it starts with <?xml version=\"1.0\"")
			}
			return
		}
		name, value, ok := s.declared(at, inside.End)
		if !ok {
			return
		}
		first := place
		for place < len(known) && known[place] != s.Source(name) {
			place++
		}
		switch {
		case at == start:
			s.note(at, "white space is missing before %s in the XML declaration", name)
			return
		case place == len(known):
			s.note(at, "%s has no place here: the XML declaration says version, then encoding, then standalone, each once at most", name)
			return
		case first == 0 && place > 0:
			s.note(at, "the XML declaration says no version: it starts with <?xml version=\"1.0\"")
			return
		case !s.checkDeclared(known[place], value):
			return
		}
		place++
		at = value.End + 1
	}
}

// declared reads one name="value" of the XML declaration.
func (s *Scanner) declared(at, end int) (name, value Span, ok bool) {
	name = Span{at, min(s.nameEnd(at), end)}
	equals := skipSpace(s.src[:end], name.End)
	if equals == end || s.src[equals] != '=' {
		s.note(equals, "\"=\" is missing in the XML declaration, which says name=\"value\"")
		return name, value, false
	}
	quote := skipSpace(s.src[:end], equals+1)
	if quote == end || s.src[quote] != '"' && s.src[quote] != '\'' {
		s.note(quote, "a quote is missing in the XML declaration, which says name=\"value\"")
		return name, value, false
	}
	length := strings.IndexByte(s.src[quote+1:end], s.src[quote])
	if length < 0 {
		s.note(quote, "the quote that opens here is not closed")
		return name, value, false
	}
	return name, Span{quote + 1, quote + 1 + length}, true
}

// checkDeclared checks one value of the XML declaration.
func (s *Scanner) checkDeclared(name string, span Span) bool {
	const digits = "0123456789"
	value := s.Source(span)
	switch name {
	case "version":
		if minor, ok := strings.CutPrefix(value, "1."); !ok || minor == "" || strings.Trim(minor, digits) != "" {
			s.note(span.Start, "the XML version is 1.0, and the XML declaration says another")
			return false
		}
	case "encoding":
		if value == "" || !isLetter(value[0]) || strings.IndexFunc(value, func(r rune) bool { return r == ':' || r >= 0x80 || !nameBytes[r] }) >= 0 {
			s.note(span.Start, "the XML declaration says an encoding that no encoding's name reads like")
			return false
		}
		return s.checkLabel(span)
	case "standalone":
		if value != "yes" && value != "no" {
			s.note(span.Start, "standalone is yes or no")
			return false
		}
	}
	return true
}

// wideEncodings start the names of encodings in which the declaration itself would read
// otherwise.
var wideEncodings = []string{"UTF-16", "UTF16", "UTF-32", "UTF32", "UCS-", "UCS2", "UCS4", "ISO-10646-UCS-", "EBCDIC", "CP037", "IBM037", "IBM-037"}

// checkLabel checks the name of the encoding that the text says it is in. A byte order
// mark knows better.
func (s *Scanner) checkLabel(span Span) bool {
	label := strings.ToUpper(s.Source(span))
	for _, wide := range wideEncodings {
		if strings.HasPrefix(label, wide) {
			s.note(span.Start, "the XML declaration says %s, and the file is not in that: write UTF-8", span)
			return false
		}
	}
	if label == "UTF-8" || label == "UTF8" || s.first > 0 || s.AnyBytes {
		return true
	}
	if i := strings.IndexFunc(s.src, isBeyondASCII); i >= 0 {
		return s.failAs(OtherEncoding, i, "a letter beyond ASCII, and the XML declaration says %s: save the file as UTF-8, and say so there", span)
	}
	return true
}

// isBeyondASCII reports whether a character means another in another encoding. In some,
// an escape starts such characters.
func isBeyondASCII(r rune) bool { return r >= utf8.RuneSelf || r == 0x1B }

// ForeignEncoding returns the fault of an XML text that says it is in another encoding
// than UTF-8, and holds what only readers of that can tell, or nil.
func ForeignEncoding(src string) *Fault {
	if !strings.HasPrefix(src, "<?xml") {
		return nil
	}
	s := New(src)
	s.Next()
	for i, f := range s.Faults {
		if f.Kind == OtherEncoding {
			return &s.Faults[i]
		}
	}
	return nil
}
