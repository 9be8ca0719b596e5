package cfgfile

import "strings"

// declaration reads what starts with "<!": a comment, a CDATA section or a
// directive.
func (s *xmlScanner) declaration(at int) bool {
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

func (s *xmlScanner) comment(at int) bool {
	from := at + len("<!--")
	i := strings.Index(s.src[from:], "--")
	if i < 0 {
		return s.fail(at, "the comment that opens here is not closed by \"-->\"")
	}
	end := from + i + 2
	if end == len(s.src) || s.src[end] != '>' {
		return s.fail(end-2, "\"--\" inside a comment: XML ends comments with it")
	}
	s.token.body = Span{from, from + i}
	return s.done(xmlComment, end+1)
}

func (s *xmlScanner) cdata(at int) bool {
	from := at + len("<![CDATA[")
	i := strings.Index(s.src[from:], "]]>")
	if i < 0 {
		return s.fail(at, "the CDATA section that opens here is not closed by \"]]>\"")
	}
	for j := from; j < from+i; j++ {
		if c := s.src[j]; textStops[c] && (c < 0x20 || c >= 0x80) {
			n, ok := s.character(j)
			if !ok {
				return false
			}
			j += n - 1
		}
	}
	s.token.body = Span{from, from + i}
	return s.done(xmlCDATA, from+i+len("]]>"))
}

// directive skips a document type or the like, with what is nested in it.
// Nothing in it is read: a provisioning file has none.
func (s *xmlScanner) directive(at int) bool {
	var quote byte
	depth := 0
	for i := at + 3; i < len(s.src); i++ { // encoding/xml does not look at the first byte
		switch c := s.src[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>' && depth == 0:
			s.token.body = Span{at + 2, i}
			return s.done(xmlDirective, i+1)
		case c == '>':
			depth--
		case c == '<' && !strings.HasPrefix(s.src[i:], "<!--"):
			depth++
		case c == '<':
			end := strings.Index(s.src[i+4:], "-->")
			if end < 0 {
				return s.fail(i, "the comment that opens here is not closed by \"-->\"")
			}
			i += 4 + end + 2
		}
	}
	return s.fail(at, "\"<!\" is not closed by \">\"")
}
