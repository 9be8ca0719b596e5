package cfgfile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textStops marks the bytes at which reading a text has to look twice.
var textStops = func() (stop [256]bool) {
	for c := range 0x20 {
		stop[c] = c != '\t' && c != '\n' && c != '\r'
	}
	for c := 0x80; c < 256; c++ {
		stop[c] = true
	}
	stop['<'], stop['&'], stop[']'], stop['"'], stop['\''] = true, true, true, true, true
	return stop
}()

func (s *xmlScanner) text(at int) bool {
	end, ok := s.characters(at, 0)
	if !ok {
		return false
	}
	s.token.body = Span{at, end}
	return s.done(xmlText, end)
}

// characters reads character data up to the next tag, or in an attribute's
// value up to the quote.
func (s *xmlScanner) characters(at int, quote byte) (end int, ok bool) {
	src := s.src
	for i := at; i < len(src); i++ {
		c := src[i]
		if !textStops[c] {
			continue
		}
		switch {
		case c == '<':
			if quote == 0 {
				return i, true
			}
			s.fail(i, "a \"<\" inside an attribute's value: write &lt;, or close the quote before it")
			return 0, false
		case c == '"' || c == '\'':
			if c == quote {
				return i, true
			}
		case c == ']':
			if quote == 0 && strings.HasPrefix(src[i:], "]]>") {
				s.fail(i, "]]> ends a CDATA section that was not opened: write ]]&gt;")
				return 0, false
			}
		case c == '&':
			n, ok := s.reference(i)
			if !ok {
				return 0, false
			}
			i += n - 1
		default:
			n, ok := s.character(i)
			if !ok {
				return 0, false
			}
			i += n - 1
		}
	}
	return len(src), true
}

// character checks one character that is no plain ASCII.
func (s *xmlScanner) character(at int) (size int, ok bool) {
	r, size := utf8.DecodeRuneInString(s.src[at:])
	if r == utf8.RuneError && size <= 1 {
		s.fail(at, "not UTF-8: save the file as UTF-8")
		return 0, false
	}
	if r < 0x20 || r == 0xFFFE || r == 0xFFFF {
		s.fail(at, fmt.Sprintf("the control character %U, which XML has no place for", r))
		return 0, false
	}
	return size, true
}

// reference checks an entity or character reference and gives its length.
func (s *xmlScanner) reference(at int) (length int, ok bool) {
	if _, length = entityAt(s.src[at:]); length > 0 {
		return length, true
	}
	s.fail(at, "\"&\" starts no entity that XML knows: a plain ampersand is written &amp;")
	return 0, false
}

// entityAt resolves the reference at the start of a text. Its length is 0 where
// there is none. Entities that a document declares are not resolved, so there
// is nothing to expand without end.
func entityAt(src string) (text string, length int) {
	end := strings.IndexByte(src[:min(len(src), 64)], ';')
	if end < 0 && strings.HasPrefix(src, "&#") {
		end = strings.IndexByte(src, ';') // leading zeros may be many
	}
	if end < 2 {
		return "", 0
	}
	name := src[1:end]
	switch name {
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "amp":
		return "&", end + 1
	case "apos":
		return "'", end + 1
	case "quot":
		return "\"", end + 1
	}
	digits, numeric := strings.CutPrefix(name, "#")
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	if !numeric || digits == "" {
		return "", 0
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil || n > utf8.MaxRune {
		return "", 0
	}
	r := rune(n)
	if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return "", 0
	}
	return string(r), end + 1
}

// resolveXML gives the text of an element without children as a phone reads it:
// references resolved, comments left out, CDATA sections unwrapped, line ends
// as line feeds. The text was scanned before, so it holds no mistake.
func resolveXML(raw string) string {
	if !strings.ContainsAny(raw, "&<\r") {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); {
		rest := raw[i:]
		switch {
		case rest[0] == '&':
			text, length := entityAt(rest)
			b.WriteString(text)
			i += max(length, 1)
		case rest[0] == '\r':
			b.WriteByte('\n')
			i++
			if strings.HasPrefix(raw[i:], "\n") {
				i++
			}
		case rest[0] == '<':
			s := xmlScanner{src: raw, pos: i}
			if s.next() && s.token.kind == xmlCDATA {
				b.WriteString(normalizeLineEnds(raw[s.token.body.Start:s.token.body.End]))
			}
			i = max(s.pos, i+1)
		default:
			b.WriteByte(rest[0])
			i++
		}
	}
	return b.String()
}

// normalizeLineEnds turns CRLF and CR into LF, as XML has it.
func normalizeLineEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
