package xmlscan

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

func (s *Scanner) startTag(at int) bool {
	if !s.name(at+1, "behind \"<\"") || !s.mayOpen(at) {
		return false
	}
	name := s.Token.Name
	s.Attrs = s.Attrs[:0]
	s.Token.SelfClosed = false
	i := name.End
	for spaced := true; ; {
		start := i
		i = skipSpace(s.src, i)
		if i == len(s.src) {
			return s.fail(i, "the file ends inside the tag <%s>", name)
		}
		switch s.src[i] {
		case '>':
			s.open = append(s.open, name)
			return s.opened(i + 1)
		case '/':
			if i+1 == len(s.src) || s.src[i+1] != '>' {
				return s.fail(i, "\"/\" inside the tag <%s>: no element name has one", name)
			}
			s.Token.SelfClosed = true
			return s.opened(i + 2)
		}
		end, ok := s.attribute(i)
		if !ok {
			return false
		}
		if i == start && spaced {
			spaced = false // once in a tag
			s.note(i, "white space is missing before the attribute %s", s.Attrs[len(s.Attrs)-1].Name)
		}
		s.Token.Name = name // which the attribute's took the place of
		i = end
	}
}

// mayOpen checks that an element may stand here.
func (s *Scanner) mayOpen(at int) bool {
	switch len(s.open) {
	case 0:
		if s.rooted {
			return s.fail(at, "a second root element: an XML file has one; was another file appended?")
		}
		s.rooted = true
	case MaxDepth:
		return s.failAs(TooDeep, at, fmt.Sprintf("elements nest deeper than %d levels", MaxDepth))
	}
	return true
}

func (s *Scanner) opened(end int) bool {
	if len(s.Attrs) > 1 {
		s.checkTwice()
	}
	return s.done(Start, end)
}

func (s *Scanner) endTag(at int) bool {
	if !s.name(at+2, "behind \"</\"") {
		return false
	}
	name := s.Token.Name
	end := skipSpace(s.src, name.End)
	if end == len(s.src) || s.src[end] != '>' {
		return s.fail(end, "the end tag </%s> is not closed by \">\"", name)
	}
	depth := len(s.open) - 1
	if depth < 0 {
		return s.fail(at, "</%s> closes an element that is not open", name)
	}
	if opened := s.open[depth]; s.Source(opened) != s.Source(name) {
		if depth > 0 && s.Source(s.open[depth-1]) == s.Source(opened) {
			return s.fail(opened.Start-1, "<%s> opens again inside of itself, and the inner one is not closed: is a slash missing here, </%s>?", opened, opened)
		}
		return s.fail(at, fmt.Sprintf("</%%s> closes <%%s>, which opens on line %d", s.line(opened.Start)), name, opened)
	}
	s.open = s.open[:depth]
	return s.done(End, end+1)
}

func (s *Scanner) attribute(at int) (end int, ok bool) {
	if !s.name(at, "for an attribute") {
		return 0, false
	}
	name := s.Token.Name
	i := skipSpace(s.src, name.End)
	if i == len(s.src) || s.src[i] != '=' {
		return 0, s.fail(i, "\"%s\" inside a tag: element names hold no spaces, and an attribute needs =\"value\"", name)
	}
	i = skipSpace(s.src, i+1)
	if i == len(s.src) || s.src[i] != '"' && s.src[i] != '\'' {
		return 0, s.fail(i, "an attribute's value stands in quotes")
	}
	if len(s.Attrs) == maxAttrs {
		return 0, s.failAs(TooLong, s.Token.Start, fmt.Sprintf("a tag of more than %d attributes", maxAttrs))
	}
	valueEnd, ok := s.characters(i+1, s.src[i])
	if !ok {
		return 0, false
	}
	if valueEnd == len(s.src) {
		return 0, s.fail(i, "the quote that opens here is not closed")
	}
	s.Attrs = append(s.Attrs, Attr{name, Span{i + 1, valueEnd}})
	return valueEnd + 1, true
}

// checkTwice notes attributes that stand twice in one tag.
func (s *Scanner) checkTwice() {
	const few = 8
	isTwice := func(i int) bool {
		return slices.ContainsFunc(s.Attrs[:i], func(a Attr) bool { return s.Source(a.Name) == s.Source(s.Attrs[i].Name) })
	}
	if len(s.Attrs) > few {
		seen := make(map[string]bool, len(s.Attrs))
		isTwice = func(i int) bool {
			name := s.Source(s.Attrs[i].Name)
			known := seen[name]
			seen[name] = true
			return known
		}
	}
	for i, a := range s.Attrs {
		if isTwice(i) {
			s.note(a.Name.Start, "the attribute %s stands twice in one tag: remove one", a.Name)
		}
	}
}

// name reads an element's or attribute's name into the token.
func (s *Scanner) name(at int, where string) bool {
	end := at
	for end < len(s.src) && nameBytes[s.src[end]] {
		end++
	}
	if end == at || end == len(s.src) || s.src[end] >= utf8.RuneSelf || !ascii.IsLetter(s.src[at]) {
		return s.rareName(at, where)
	}
	s.Token.Name = Span{at, end}
	return true
}

// rareName reads any name, or says why it is none.
func (s *Scanner) rareName(at int, where string) bool {
	end := s.nameEnd(at)
	switch {
	case s.ended:
		return false
	case end == at && at < len(s.src) && s.src[at] >= utf8.RuneSelf:
		r, _ := utf8.DecodeRuneInString(s.src[at:])
		return s.fail(at, fmt.Sprintf("the character %U, which no XML name holds", r))
	case end == at:
		return s.fail(at, "no name stands "+where+": a plain \"<\" is written &lt;")
	case end == len(s.src):
		return s.fail(end, "the file ends inside a tag")
	case !s.startsName(at):
		return s.fail(at, "\"%s\" is no XML name: it starts with a letter", Span{at, end})
	}
	s.Token.Name = Span{at, end}
	return true
}

// nameEnd returns where the characters that a name is made of end.
func (s *Scanner) nameEnd(at int) int {
	for at < len(s.src) {
		c := s.src[at]
		switch {
		case nameBytes[c]:
			at++
			continue
		case c < utf8.RuneSelf:
			return at
		}
		r, size := utf8.DecodeRuneInString(s.src[at:])
		if _, ok := s.character(at); !ok || !unicode.In(r, nameStarts, nameOthers) && !s.isForeign(r, size) {
			return at
		}
		at += size
	}
	return at
}

// startsName reports whether a name can start with the character at an offset, which
// names can hold.
func (s *Scanner) startsName(at int) bool {
	c := s.src[at]
	if c < utf8.RuneSelf {
		return ascii.IsLetter(c) || c == '_' || c == ':'
	}
	r, size := utf8.DecodeRuneInString(s.src[at:])
	return unicode.Is(nameStarts, r) || s.isForeign(r, size)
}

// isForeign reports whether a byte is one of another encoding, and bytes may be any.
func (s *Scanner) isForeign(r rune, size int) bool {
	return s.AnyBytes && r == utf8.RuneError && size == 1
}

// nameBytes marks the ASCII that names are made of.
var nameBytes = func() (is [256]bool) {
	for c := range utf8.RuneSelf {
		b := byte(c)
		is[c] = ascii.IsLetter(b) || b >= '0' && b <= '9' || b == '_' || b == '.' || b == '-' || b == ':'
	}
	return is
}()

// IsNameByte reports whether names can hold an ASCII character.
func IsNameByte(c byte) bool { return nameBytes[c] }

// nameStarts are the characters beyond ASCII that names start with (NameStartChar of the
// fifth edition), nameOthers those that stand only behind them (NameChar).
var (
	nameStarts = &unicode.RangeTable{
		R16: []unicode.Range16{
			{0xC0, 0xD6, 1}, {0xD8, 0xF6, 1}, {0xF8, 0x2FF, 1}, {0x370, 0x37D, 1}, {0x37F, 0x1FFF, 1}, {0x200C, 0x200D, 1},
			{0x2070, 0x218F, 1}, {0x2C00, 0x2FEF, 1}, {0x3001, 0xD7FF, 1}, {0xF900, 0xFDCF, 1}, {0xFDF0, 0xFFFD, 1},
		},
		R32:         []unicode.Range32{{0x10000, 0xEFFFF, 1}},
		LatinOffset: 2,
	}
	nameOthers = &unicode.RangeTable{
		R16:         []unicode.Range16{{0xB7, 0xB7, 1}, {0x300, 0x36F, 1}, {0x203F, 0x2040, 1}},
		LatinOffset: 1,
	}
)
