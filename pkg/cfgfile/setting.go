package cfgfile

import (
	"iter"
	"sort"
	"strings"
)

// Setting is one key with its value, as read from a file. Its strings are parts
// of the file: they cost nothing to make and keep the file's text in memory for
// as long as they live.
type Setting struct {
	Path
	// Value is the value as a phone reads it: in XML with entities resolved.
	Value string
	// Line is the line of the key, from 1.
	Line int
	// KeySpan and ValueSpan are the byte spans of key and value in the file. In
	// XML the value there is not resolved yet; that of a tag which closes itself
	// (<Key/>) is the empty span behind the tag, where nothing can be put in.
	KeySpan, ValueSpan Span

	tabbed bool // in text, a tab stands in the padding
}

// Span is a range of bytes in a file, End not included.
type Span struct{ Start, End int }

// Len gives the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// TabBeforeColon reports whether a tab stands between key and colon of a text, where the
// phones' own files have spaces. The setting is read all the same, as the vendor's
// description means it in figure 1; whether a phone reads it so is not known.
func (s Setting) TabBeforeColon() bool { return s.tabbed }

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
		Path:      Path{Dialect: f.dialect, Key: f.src[e.key:e.keyEnd]},
		Value:     f.src[e.val:e.valEnd],
		Line:      line,
		KeySpan:   Span{int(e.key), int(e.keyEnd)},
		ValueSpan: Span{int(e.val), int(e.valEnd)},
	}
	switch form := formOf(f.dialect).(type) { // so that the compiler knows that s stays here
	case textForm:
		form.locate(f, s, scope)
	case dottedForm:
		form.locate(f, s, scope)
	case xmlForm:
		form.locate(f, s, scope)
	}
}
