package cfgfile

import (
	"iter"
	"sort"
	"strconv"
	"strings"
)

// Position is a place in a file. Line and Column count from 1; Column counts
// characters, not bytes. Offset is the byte offset from 0.
type Position struct {
	Offset, Line, Column int
}

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
	// Index is the number of the list's entry, from 1; 0 outside indexed lists.
	Index int
	// Key is the key as the file has it: in text with the index prefix ("SIP1
	// Register Addr") and without the padding before the colon.
	Key string
	// Value is the value as a phone reads it: in XML with entities resolved.
	Value string
	// Line is the line of the key, from 1.
	Line int
	// KeySpan and ValueSpan are the byte spans of key and value in the file.
	KeySpan, ValueSpan Span

	dialect Dialect
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

// entry is a setting as the file keeps it: where its key and value stand, and
// nothing that the garbage collector has to follow. A file of 1,000 settings
// holds 16 KB of them, and no string.
type entry struct {
	key, keyEnd uint32 // in text with the padding before the colon
	val, valEnd uint32
}

// run says in which scope the settings from one on stand, up to the next run.
type run struct {
	first uint32 // index into File.entries
	scope uint32 // index into File.scopes
}

// scopeKind tells what a scope is.
type scopeKind uint8

const (
	scopeNone   scopeKind = iota // the file itself: outside every module
	scopeModule                  // <SIP CONFIG MODULE>, <sip>
	scopeList                    // --SIP Line List--, <line>
	scopeEntry                   // <SIP_Line_List_Entry>, <line index="1">
)

// scope is a module, a list or a list's entry. Scope 0 is the file itself.
type scope struct {
	name, nameEnd uint32
	parent        uint32
	line          uint32
	index         uint32 // the entry's number, 0 where it has none
	members       uint32 // how many settings and scopes stand directly in it
	kind          scopeKind
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
		line, at, r := 1, 0, 0
		for i, e := range f.entries {
			line += strings.Count(f.src[at:e.key], "\n")
			at = int(e.key)
			for r+1 < len(f.runs) && int(f.runs[r+1].first) <= i {
				r++
			}
			if !yield(i, f.setting(i, line, f.runs[r].scope)) {
				return
			}
		}
	}
}

func (f *File) setting(i, line int, scope uint32) Setting {
	e := f.entries[i]
	s := Setting{
		Key:       f.src[e.key:e.keyEnd],
		Value:     f.src[e.val:e.valEnd],
		Line:      line,
		ValueSpan: Span{int(e.val), int(e.valEnd)},
		dialect:   f.dialect,
	}
	switch {
	case f.dialect.IsText():
		s.Key = strings.TrimRight(s.Key, " ")
		f.placeText(&s, scope)
	case f.dialect == Dotted:
		placeDotted(&s)
	default:
		f.placeXML(&s, scope)
		s.Value = resolveXML(s.Value)
	}
	s.KeySpan = Span{int(e.keyEnd) - len(s.Key), int(e.keyEnd)}
	if f.dialect.IsText() {
		s.KeySpan = Span{int(e.key), int(e.key) + len(s.Key)}
	}
	return s
}

// startRun says that the settings from a number on stand in a scope.
func (f *File) startRun(first int, scope uint32) {
	if n := len(f.runs); n > 0 && int(f.runs[n-1].first) == first {
		f.runs[n-1].scope = scope
		return
	}
	f.runs = append(f.runs, run{uint32(first), scope})
}

// countSettings tells each scope how many settings stand in it.
func (f *File) countSettings() {
	for i, r := range f.runs {
		end := len(f.entries)
		if i+1 < len(f.runs) {
			end = int(f.runs[i+1].first)
		}
		f.scopes[r.scope].members += uint32(end) - r.first
	}
}

// Module is a module as it stands in a file; in sysconf, a group of settings
// directly under the root. Dotted files have none: their paths begin with one.
type Module struct {
	Name  string
	Line  int
	Span  Span // of the name
	Empty bool // holds neither a setting nor a list
}

// Modules gives the modules in file order.
func (f *File) Modules() iter.Seq[Module] {
	return func(yield func(Module) bool) {
		for _, s := range f.scopes {
			if s.kind != scopeModule {
				continue
			}
			m := Module{
				Name:  f.src[s.name:s.nameEnd],
				Line:  int(s.line),
				Span:  Span{int(s.name), int(s.nameEnd)},
				Empty: s.members == 0,
			}
			if !yield(m) {
				return
			}
		}
	}
}
