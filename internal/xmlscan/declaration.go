package xmlscan

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

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
		if value == "" || !ascii.IsLetter(value[0]) || strings.IndexFunc(value, func(r rune) bool { return r == ':' || r >= 0x80 || !nameBytes[r] }) >= 0 {
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

// The names of encodings, in capitals and without dashes and underlines, start in one of
// these. In the wide ones the declaration itself would read otherwise; the others hold
// ASCII as it is. Who reads which is not said anywhere, so these are whole families.
var (
	wideEncodings  = []string{"UTF16", "UTF32", "UCS", "ISO10646UCS", "CSUCS", "CSUNICODE", "UNICODE", "EBCDIC", "CSEBCDIC", "CP037", "IBM037"}
	knownEncodings = []string{
		"UTF8", "UTF7", "USASCII", "ASCII", "ANSI", "ISO", "CSISO", "CSASCII", "LATIN", "WINDOWS", "WIN", "CP", "IBM", "CSIBM", "CSPC", "MS", "KOI", "CSKOI", "MAC", "X",
		"GB", "CSGB", "HZ", "BIG5", "BIGFIVE", "CN", "EUC", "CSEUC", "SHIFTJIS", "CSSHIFTJIS", "SJIS", "UJIS", "JIS", "JP", "KS", "CSKS", "UHC", "JOHAB", "TIS", "THAI", "TCVN", "VISCII",
		"ECMA", "ELOT", "ASMO", "GREEK", "HEBREW", "ARABIC", "CYRILLIC", "ARMSCII", "GEORGIAN", "HP", "DEC", "ROMAN", "OSF", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L10",
	}
)

// checkLabel checks the name of the encoding that the text says it is in. A byte order
// mark knows better.
func (s *Scanner) checkLabel(span Span) bool {
	label := strings.NewReplacer("-", "", "_", "").Replace(strings.ToUpper(s.Source(span)))
	starts := func(family string) bool { return strings.HasPrefix(label, family) }
	switch {
	case slices.ContainsFunc(wideEncodings, starts):
		s.note(span.Start, "the XML declaration says %s, and the file is not in that: write UTF-8", span)
		return false
	case label == "UTF8", s.first > 0, s.AnyBytes:
		return true
	case !slices.ContainsFunc(knownEncodings, starts):
		s.note(span.Start, "the XML declaration says %s, which is no encoding's name: write UTF-8", span)
		return false
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
