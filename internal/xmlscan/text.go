package xmlscan

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/htmlentity"
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

func (s *Scanner) text(at int) bool {
	end, ok := s.characters(at, 0)
	if !ok {
		return false
	}
	if len(s.open) == 0 {
		s.textOutside(Span{at, end})
	}
	s.Token.Body = Span{at, end}
	return s.done(Text, end)
}

// textOutside notes text before or behind the root, once: a template's macros before it
// can be many.
func (s *Scanner) textOutside(body Span) {
	at := skipSpace(s.src[:body.End], body.Start)
	if at == body.End || s.outside {
		return
	}
	s.outside = true
	s.note(at, "text "+s.whereOutside()+" the root element: remove it; a template is filled in first")
}

// characters reads character data up to the next tag, or in an attribute's value up to
// the quote.
func (s *Scanner) characters(at int, quote byte) (end int, ok bool) {
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
func (s *Scanner) character(at int) (size int, ok bool) {
	size, text := s.judge(at)
	if text != "" {
		return 0, s.fail(at, text)
	}
	return size, true
}

// judge says what is wrong with a character that is no plain ASCII; "" for nothing.
func (s *Scanner) judge(at int) (size int, text string) {
	r, size := utf8.DecodeRuneInString(s.src[at:])
	switch {
	case s.AnyBytes:
	case r == utf8.RuneError && size <= 1:
		return size, "not UTF-8: save the file as UTF-8"
	case !isChar(r):
		return size, fmt.Sprintf("the control character %U, which XML has no place for", r)
	}
	return size, ""
}

// noteCharacters notes the first character of a piece that XML has no place for, where
// the piece's end is sure.
func (s *Scanner) noteCharacters(piece Span) {
	for i := piece.Start; i < piece.End; i++ {
		if c := s.src[i]; c >= ' ' && c < utf8.RuneSelf || isSpace(c) {
			continue
		}
		size, text := s.judge(i)
		if text != "" {
			s.note(i, text)
			return
		}
		i += size - 1
	}
}

// isChar reports whether XML has a place for a character.
func isChar(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0xD800 && r <= 0xDFFF, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return r <= utf8.MaxRune
}

// reference checks an entity or character reference and returns its length.
func (s *Scanner) reference(at int) (length int, ok bool) {
	if _, length = entityAt(s.src[at:]); length > 0 {
		return length, true
	}
	name := Span{at + 1, s.nameEnd(at + 1)}
	_, letter, html := htmlentity.Prefix(s.src[at:])
	switch closed := name.End > name.Start && name.End < len(s.src) && s.src[name.End] == ';'; {
	case closed && (s.others || s.own[s.Source(name)]):
		s.failAs(OwnEntity, at, "the entity &%s; is of the file's own document type, and such are not read: write what it stands for", name)
	case closed && html:
		s.fail(at, "the entity &%s; is HTML's, and XML does not have it: write the letter itself, "+strings.ReplaceAll(letter, "%", "%%"), name)
	case strings.HasPrefix(s.src[at:], "&#"):
		s.fail(at, "\"&#\" starts no number of a character that XML has: a plain ampersand is written &amp;")
	default:
		s.fail(at, "\"&\" starts no entity that XML knows: a plain ampersand is written &amp;")
	}
	return 0, false
}

// entityAt resolves the reference at the start of a text. Its length is 0 where there is
// none. Entities that a document declares are not resolved.
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
	if err != nil || n > utf8.MaxRune || !isChar(rune(n)) {
		return "", 0
	}
	return string(rune(n)), end + 1
}

// Resolve returns the text of an element without children as a reader has it: references
// resolved, comments and instructions left out, CDATA sections unwrapped, line ends as
// line feeds. The text was scanned before, so it holds no fault.
func Resolve(raw string) string {
	if !strings.ContainsAny(raw, "&<\r") {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for raw != "" {
		i := strings.IndexAny(raw, "&<\r")
		if i < 0 {
			i = len(raw)
		}
		b.WriteString(raw[:i])
		if raw = raw[i:]; raw == "" {
			break
		}
		switch raw[0] {
		case '&':
			text, length := entityAt(raw)
			b.WriteString(text)
			raw = raw[max(length, 1):]
		case '\r':
			b.WriteByte('\n')
			raw = strings.TrimPrefix(raw[1:], "\n")
		default:
			text, length := markupAt(raw)
			b.WriteString(NormalizeLineEnds(text))
			raw = raw[length:]
		}
	}
	return b.String()
}

// markupAt returns the text of the CDATA section, comment or instruction that a text
// starts with, "" for the latter two, and the length of the whole.
func markupAt(src string) (text string, length int) {
	for _, m := range []struct{ start, end string }{{cdataStart, cdataEnd}, {commentStart, commentEnd}, {"<?", "?>"}} {
		rest, ok := strings.CutPrefix(src, m.start)
		if !ok {
			continue
		}
		text, _, closed := strings.Cut(rest, m.end)
		if !closed {
			break
		}
		length = len(m.start) + len(text) + len(m.end)
		if m.start != cdataStart {
			text = ""
		}
		return text, length
	}
	return "", 1
}

// NormalizeLineEnds turns CRLF and CR into LF, as XML has it.
func NormalizeLineEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
