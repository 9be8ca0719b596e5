package cfgfile

import (
	"iter"
	"sort"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// Setting is one key with its value, as read from a file. Its strings are parts
// of the file: they cost nothing to make and keep the file's text in memory for
// as long as they live.
//
// A setting's identity is Module, List, Index and Key together: the same key
// stands under several lists of one module.
type Setting struct {
	// Module is the module's name without brackets ("SIP CONFIG MODULE"), in
	// sysconf and dotted the first part of the path ("sip"). It is empty for a
	// setting that stands outside every module.
	Module string
	// List is the list's name without dashes ("SIP Line List"), in sysconf and
	// dotted what stands between module and key ("line", "internal[1]/Fkey",
	// "date"). It is empty for a setting of the module itself.
	List string
	// Index is the number of the list's entry, from 1; 0 outside indexed lists. Digits
	// that are no such number stay with the list in XML and dotted: "line[0]".
	Index int
	// Key is the key as the file has it: in text with the index prefix ("SIP1
	// Register Addr") and without the padding before the colon, of spaces or tabs.
	Key string
	// Value is the value as a phone reads it: in XML with entities resolved.
	Value string
	// Line is the line of the key, from 1.
	Line int
	// KeySpan and ValueSpan are the byte spans of key and value in the file. In
	// XML the value there is not resolved yet; that of a tag which closes itself
	// (<Key/>) is the empty span behind the tag, where nothing can be put in.
	KeySpan, ValueSpan Span

	dialect Dialect
	tabbed  bool   // in text, a tab stands in the padding
	entryID string // of an entry of xml-legacy, where it is written plainly: "SIP1"
}

// Span is a range of bytes in a file, End not included.
type Span struct{ Start, End int }

// Len gives the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Path gives the setting's path as it is written down on a command line:
// "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr" in text,
// "sip/line[1]/RegisterAddr" in XML, "sip.line.1.RegAddr" in dotted.
func (s Setting) Path() string {
	switch {
	case s.dialect == Dotted:
		return dottedPath(s)
	case s.dialect.IsXML():
		return xmlPath(s)
	}
	parts := make([]string, 0, 3)
	for _, part := range []string{s.Module, s.List} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(append(parts, s.Key), ":")
}

// TabBeforeColon reports whether a tab stands between key and colon of a text, where the
// phones' own files have spaces. The setting is read all the same, as the vendor's
// description means it in figure 1; whether a phone reads it so is not known.
func (s Setting) TabBeforeColon() bool { return s.tabbed }

func xmlPath(s Setting) string {
	path := s.Key
	if s.List != "" {
		path = indexed(s.List, s.Index) + "/" + path
	}
	if s.Module != "" {
		path = s.Module + "/" + path
	}
	return path
}

func dottedPath(s Setting) string {
	parts := make([]string, 0, 4)
	for _, part := range []string{s.Module, s.List} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if s.Index > 0 {
		parts = append(parts, strconv.Itoa(s.Index))
	}
	return strings.Join(append(parts, s.Key), ".")
}

// Len gives the number of settings.
func (f *File) Len() int { return len(f.entries) }

// Setting gives the i-th setting in file order, from 0. To go through them all,
// [File.Settings] is faster.
func (f *File) Setting(i int) Setting {
	next := sort.Search(len(f.runs), func(r int) bool { return int(f.runs[r].first) > i })
	line := 1 + strings.Count(f.src[:f.entries[i].key], "\n")
	return f.setting(i, line, f.runs[next-1].scope)
}

// Settings gives all settings in file order, each with its number.
func (f *File) Settings() iter.Seq2[int, Setting] {
	return func(yield func(int, Setting) bool) {
		var s Setting
		line, at, r := 1, 0, 0
		for i, e := range f.entries {
			line += strings.Count(f.src[at:e.key], "\n")
			at = int(e.key)
			for r+1 < len(f.runs) && int(f.runs[r+1].first) <= i {
				r++
			}
			f.fill(&s, i, line, f.runs[r].scope)
			if !yield(i, s) {
				return
			}
		}
	}
}

func (f *File) setting(i, line int, scope uint32) (s Setting) {
	f.fill(&s, i, line, scope)
	return s
}

// fill fills in the i-th setting. It is given where to, since a Setting is large and a
// copy of it costs as much as all the rest.
func (f *File) fill(s *Setting, i, line int, scope uint32) {
	e := &f.entries[i]
	*s = Setting{
		Key:       f.src[e.key:e.keyEnd],
		Value:     f.src[e.val:e.valEnd],
		Line:      line,
		ValueSpan: Span{int(e.val), int(e.valEnd)},
		dialect:   f.dialect,
	}
	switch {
	case f.dialect.IsText():
		end := len(s.Key)
		for end > 0 && (s.Key[end-1] == ' ' || s.Key[end-1] == '\t') {
			end--
			s.tabbed = s.tabbed || s.Key[end] == '\t'
		}
		s.Key = s.Key[:end]
		f.placeText(s, scope)
	case f.dialect == Dotted:
		placeDotted(s)
	default:
		f.placeXML(s, scope)
		s.Value = xmlscan.Resolve(s.Value)
	}
	s.KeySpan = Span{int(e.keyEnd) - len(s.Key), int(e.keyEnd)}
	if f.dialect.IsText() {
		s.KeySpan = Span{int(e.key), int(e.key) + len(s.Key)}
	}
}
