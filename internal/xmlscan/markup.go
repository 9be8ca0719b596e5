package xmlscan

import "strings"

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
