// Package xmlscan takes XML 1.0 apart. It keeps what encoding/xml does not, the byte span
// of every piece, and it is as strict as XML 1.0 (fifth edition), which encoding/xml is
// not: what it passes is well-formed.
//
// It expands no entity that a document declares for itself and reads no other file, so
// there is nothing to grow without end. Only faults of the kind [NotWellFormed] are such to
// every XML reader: the other kinds are what this one leaves to others. docs/xml.md lists
// where it differs from xmllint.
package xmlscan

import (
	"fmt"
	"strings"
)

const bom = "\ufeff"

// MaxDepth is how deep elements may nest. Known files go five deep.
const MaxDepth = 64

// maxAttrs is how many attributes a tag may have. Known files have one.
const maxAttrs = 10_000

// Kind is the kind of a [Token].
type Kind uint8

const (
	Start Kind = iota // a start tag, or one that closes itself
	End
	Text
	CDATA
	Comment
	Instruction // a processing instruction or the XML declaration
	Doctype
)

// Span is a piece of the text.
type Span struct{ Start, End int }

// Token is a piece of XML with its place in the text. Together the tokens of a text
// are the text, but for a byte order mark.
type Token struct {
	Kind       Kind
	Start, End int  // the whole token
	Name       Span // of an element or an instruction's target
	Body       Span // of a text, comment, CDATA section, instruction or document type
	SelfClosed bool // of a start tag
}

// Attr is an attribute of a start tag.
type Attr struct{ Name, Value Span }

// Scanner reads the tokens of a text.
//
// The token is filled in place and read there: it is large to copy, and what a kind of
// token does not have is left over from an earlier one.
type Scanner struct {
	Token  Token   // the one read last
	Attrs  []Attr  // of the start tag read last
	Faults []Fault // that the last call of Next met

	// AnyBytes lets pass bytes and characters that XML has no place for, and every
	// encoding: for who reads no more than markup and ASCII.
	AnyBytes bool

	src    string
	pos    int
	first  int             // where the text starts
	open   []Span          // the names of the elements that are open
	own    map[string]bool // the entities that the document type declares
	others bool            // it may declare others elsewhere

	doctyped, rooted, outside, ended bool // a document type, the root, text outside that were met; nothing comes any more
}

// New returns a scanner over a text. A byte order mark is passed over.
func New(src string) *Scanner {
	s := &Scanner{src: src}
	if strings.HasPrefix(src, bom) {
		s.pos, s.first = len(bom), len(bom)
	}
	return s
}

// Check returns the first fault of a text, or nil where it is well-formed.
func Check(src string) *Fault {
	s := New(src)
	for s.Next() && len(s.Faults) == 0 {
	}
	if len(s.Faults) == 0 {
		return nil
	}
	return &s.Faults[0]
}

// Source returns the text of a span.
func (s *Scanner) Source(span Span) string { return s.src[span.Start:span.End] }

// Next reads the next token. There is none at the end of the text, and behind a fault
// that hides what follows.
func (s *Scanner) Next() bool {
	if len(s.Faults) > 0 {
		s.Faults = s.Faults[:0]
	}
	at := s.pos
	s.Token.Start = at
	switch {
	case s.ended:
		return false
	case at == len(s.src):
		return s.finish()
	case s.src[at] != '<':
		return s.text(at)
	case at+1 == len(s.src):
		return s.fail(at, "a \"<\" ends the file: it starts a tag, or is written &lt;")
	}
	switch s.src[at+1] {
	case '/':
		return s.endTag(at)
	case '?':
		return s.instruction(at)
	case '!':
		return s.declaration(at)
	}
	return s.startTag(at)
}

// done says that the token read is of a kind and ends at an offset.
func (s *Scanner) done(kind Kind, end int) bool {
	s.Token.Kind = kind
	s.Token.End = end
	s.pos = end
	return true
}

// finish checks that nothing is missing at the end.
func (s *Scanner) finish() bool {
	switch {
	case len(s.open) > 0:
		name := s.open[len(s.open)-1]
		return s.fail(s.pos, fmt.Sprintf("the file ends, and <%%s>, which opens on line %d, is not closed", s.line(name.Start)), name)
	case !s.rooted:
		return s.fail(s.pos, "the file ends without a root element")
	}
	s.ended = true
	return false
}

func (s *Scanner) line(offset int) int { return 1 + strings.Count(s.src[:offset], "\n") }

// whereOutside says on which side of the root element the scanner is.
func (s *Scanner) whereOutside() string {
	if s.rooted {
		return "behind"
	}
	return "before"
}

// SkipProlog passes over the XML declaration, comments, instructions and document type
// that a text starts with, as far as they can be read. It returns what follows, and the
// name in the document type.
func SkipProlog(src string) (rest, doctype string) {
	s := New(src)
	s.AnyBytes = true
	for s.Next() {
		t := &s.Token
		switch {
		case t.Kind == Doctype:
			doctype = s.Source(t.Name)
		case t.Kind == Start, t.Kind == End, t.Kind == CDATA, t.Kind == Text && skipSpace(src[:t.End], t.Start) < t.End:
			return src[t.Start:], doctype
		}
	}
	return src[s.Token.Start:], doctype
}

// spaces has a bit set for every byte that is white space.
const spaces = uint64(1)<<' ' | 1<<'\t' | 1<<'\r' | 1<<'\n'

func isSpace(c byte) bool { return c <= ' ' && spaces>>c&1 != 0 }

// skipSpace returns where the white space that starts at a position ends.
func skipSpace(src string, at int) int {
	for at < len(src) && isSpace(src[at]) {
		at++
	}
	return at
}

// Innermost returns the name of the innermost element that is open, "" where none is.
func (s *Scanner) Innermost() string {
	if len(s.open) == 0 {
		return ""
	}
	return s.Source(s.open[len(s.open)-1])
}
