package xmlscan

import (
	"fmt"
	"strings"
)

// FaultKind is what a [Fault] means for XML readers.
type FaultKind uint8

const (
	// NotWellFormed is what no XML reader accepts.
	NotWellFormed FaultKind = iota
	// OwnEntity is an entity that the document declares, or may have declared elsewhere.
	OwnEntity
	// OtherEncoding is a byte beyond ASCII in a text that says it is not in UTF-8.
	OtherEncoding
	// TooDeep is an element that stands more than 64 deep.
	TooDeep
	// TooLong is a tag of more than 10,000 attributes.
	TooLong
)

// Fault says why and where a text is not well-formed.
type Fault struct {
	Kind   FaultKind
	Offset int
	text   string // with a %s for each name
	names  []string
}

// Text returns what is wrong and what to do. It quotes names out of the text, and where
// a tag is broken, part of a value can pass for one.
func (f *Fault) Text() string {
	names := make([]any, len(f.names))
	for i, name := range f.names {
		names[i] = Clip(name)
	}
	return fmt.Sprintf(f.text, names...)
}

// Plain returns the same without a word of the text.
func (f *Fault) Plain() string { return strings.ReplaceAll(f.text, "%s", "…") }

// Names returns the names out of the text that [Fault.Text] quotes.
func (f *Fault) Names() []string { return f.names }

// note takes a fault that the text can be read on behind.
func (s *Scanner) note(offset int, text string, names ...Span) {
	s.add(NotWellFormed, offset, text, names)
}

// fail takes a fault that hides what follows, unless one did so before. It returns false.
func (s *Scanner) fail(offset int, text string, names ...Span) bool {
	return s.failAs(NotWellFormed, offset, text, names...)
}

func (s *Scanner) failAs(kind FaultKind, offset int, text string, names ...Span) bool {
	if !s.ended {
		s.ended = true
		s.add(kind, offset, text, names)
	}
	return false
}

func (s *Scanner) add(kind FaultKind, offset int, text string, names []Span) {
	f := Fault{Kind: kind, Offset: min(offset, len(s.src)), text: text}
	for _, name := range names {
		f.names = append(f.names, s.Source(name))
	}
	s.Faults = append(s.Faults, f)
}

// Clip shortens a name for a message.
func Clip(name string) string {
	if len(name) <= 40 {
		return strings.ToValidUTF8(name, "")
	}
	return strings.ToValidUTF8(name[:40], "") + "…"
}
