package cfgfile

import (
	"iter"
	"slices"
	"sort"
	"strings"
)

// itemKind is what a piece of a file is.
type itemKind uint8

const (
	itemSetting   itemKind = iota // a key and its value
	itemOpen                      // the header of a module, the marker of a list, the start tag of a container
	itemClose                     // a container's end tag
	itemVersion                   // in XML, the element that carries the version
	itemID                        // in xml-legacy, the element <ID> of an entry
	itemComment                   // in text and dotted, the lines of one or more
	itemMarkup                    // a document type or an instruction of XML
	itemAttribute                 // the name of an attribute that no phone has there
)

// item is a piece of a file that stands between its frame: all operations walk the items.
// In XML it is a tag, a comment, an element without children; a setting reaches from its
// key to the end of its value.
type item struct {
	kind itemKind
	Span
	scope  uint32 // that it stands in, or that it opens or closes
	number int    // of a setting; of the setting that comes next
}

// entry is a setting as the file keeps it: where its key and value stand, and
// nothing that the garbage collector has to follow. A file of 1,000 settings
// holds 16 KB of them, and no string.
type entry struct {
	key, keyEnd uint32 // in text with the padding before the colon
	val, valEnd uint32
}

// mark is another item as the file keeps it.
type mark struct {
	start, end uint32
	number     uint32 // of the setting that comes next
	scope      uint16
	kind       itemKind
}

// run says in which scope the settings from one on stand, up to the next run.
type run struct {
	first uint32 // index into File.entries
	scope uint32 // index into File.scopes
}

// scopeKind is what a scope is.
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
	prefix        uint32 // where a list's index prefix stands: the SIP of "SIP1 Phone Number"; an entry's ID in XML, or its digits that are no index
	prefixLen     uint8
	kind          scopeKind
}

// maxScopes is the number of modules, lists and entries that one file may have.
// Known files have a few hundred.
const maxScopes = 1 << 16

const tooManyScopes = "more than 65,536 modules and lists: this is no provisioning file, or many in one"

// MaxSettings is the number of settings that a file may have: 262,144. The
// largest file known has 4,265.
const MaxSettings = 1 << 18

// full reports whether a file has more settings than it may, so that reading it
// further would only cost memory.
func (f *File) full() bool { return len(f.entries) > MaxSettings }

// reserve makes room for a number of settings, and for the scopes, runs and marks that
// so many come with: text exports have a module or a list for every twenty.
func (f *File) reserve(settings int) {
	settings = min(settings, MaxSettings+1)
	f.entries = make([]entry, 0, settings)
	f.scopes = append(make([]scope, 0, 32+settings/16), scope{}) // 0 is the file itself
	f.runs = append(make([]run, 0, 32+settings/8), run{})
	f.marks = make([]mark, 0, 32+settings/8)
}

// mark notes an item, before those that stand behind its start: that an element holds
// others shows at the first of them.
func (f *File) mark(kind itemKind, at Span, scope uint32, number int) {
	i := len(f.marks)
	for i > 0 && int(f.marks[i-1].start) > at.Start {
		i--
	}
	f.marks = slices.Insert(f.marks, i, mark{uint32(at.Start), uint32(at.End), uint32(number), uint16(scope), kind})
}

// comment notes a comment of text or dotted. Lines of comments with nothing but blank ones
// between them are one item.
func (f *File) comment(at Span, number int) {
	if n := len(f.marks) - 1; n >= 0 {
		last := &f.marks[n]
		if last.kind == itemComment && int(last.number) == number && trimmedSpan(f.src, int(last.end), at.Start).Len() == 0 {
			last.end = uint32(at.End)
			return
		}
	}
	f.mark(itemComment, at, 0, number)
}

// startRun says that the settings from a number on stand in a scope.
func (f *File) startRun(first int, scope uint32) {
	if n := len(f.runs); n > 0 && int(f.runs[n-1].first) == first {
		f.runs[n-1].scope = scope
		return
	}
	f.runs = append(f.runs, run{uint32(first), scope})
}

// countSettings counts the settings of each scope.
func (f *File) countSettings() {
	for i, r := range f.runs {
		f.scopes[r.scope].members += uint32(f.runEnd(f.runs, i)) - r.first
	}
}

// runEnd returns where the settings of the i-th run end.
func (f *File) runEnd(runs []run, i int) int {
	if i+1 < len(runs) {
		return int(runs[i+1].first)
	}
	return len(f.entries)
}

// scopeOf returns the scope that a setting stands in.
func (f *File) scopeOf(number int) uint32 {
	i, ok := slices.BinarySearchFunc(f.runs, number, func(r run, n int) int { return int(r.first) - n })
	if !ok {
		i--
	}
	return f.runs[i].scope
}

// items returns what the file holds, in its order.
func (f *File) items() iter.Seq[item] {
	return func(yield func(item) bool) {
		next, r := 0, 0
		for number := range len(f.entries) + 1 {
			for ; next < len(f.marks) && int(f.marks[next].number) == number; next++ {
				m := &f.marks[next]
				if !yield(item{m.kind, Span{int(m.start), int(m.end)}, uint32(m.scope), number}) {
					return
				}
			}
			if number == len(f.entries) {
				return
			}
			for r+1 < len(f.runs) && int(f.runs[r+1].first) <= number {
				r++
			}
			e := &f.entries[number]
			if !yield(item{itemSetting, Span{int(e.key), int(e.valEnd)}, f.runs[r].scope, number}) {
				return
			}
		}
	}
}

// used reports for each scope whether a setting stands in it or in what is in it.
func (f *File) used() []bool {
	used := make([]bool, len(f.scopes))
	used[0] = true
	for i, r := range f.runs {
		for s := r.scope; !used[s] && int(r.first) < f.runEnd(f.runs, i); s = f.scopes[s].parent {
			used[s] = true
		}
	}
	return used
}

// ListSpans returns where the names of what the i-th setting stands in below its module
// stand, the outermost first: in XML each element between the two, in text the list.
func (f *File) ListSpans(i int) (spans []Span) {
	for s := &f.scopes[f.scopeOf(i)]; s.kind > scopeModule; s = &f.scopes[s.parent] {
		spans = append(spans, Span{int(s.name), int(s.nameEnd)})
	}
	slices.Reverse(spans)
	return spans
}

// SameScope reports whether the i-th and the j-th setting stand in the very same module, list
// and entry, and not in another one of its name.
func (f *File) SameScope(i, j int) bool { return f.scopeOf(i) == f.scopeOf(j) }

func (f *File) nameOf(s *scope) string { return f.src[s.name:s.nameEnd] }

// Module is a module as it stands in a file; in sysconf, a group of settings
// directly under the root. Dotted files have none: their paths begin with one.
type Module struct {
	Name  string
	Line  int
	Span  Span // of the name
	Empty bool // holds neither a setting nor a list
}

// Modules returns the modules in file order.
func (f *File) Modules() iter.Seq[Module] {
	return func(yield func(Module) bool) {
		for i := range f.scopes {
			s := &f.scopes[i]
			if s.kind == scopeModule && !yield(Module{f.nameOf(s), int(s.line), Span{int(s.name), int(s.nameEnd)}, s.members == 0}) {
				return
			}
		}
	}
}

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

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// TabBeforeColon reports whether a tab stands between key and colon of a text, where the
// phones' own files have spaces. The setting is read all the same, as the vendor's
// description means it in figure 1; whether a phone reads it so is not known.
func (s Setting) TabBeforeColon() bool { return s.tabbed }

// Len returns the number of settings.
func (f *File) Len() int { return len(f.entries) }

// Setting returns the i-th setting in file order, from 0. To go through them all,
// [File.Settings] is faster.
func (f *File) Setting(i int) Setting {
	next := sort.Search(len(f.runs), func(r int) bool { return int(f.runs[r].first) > i })
	line := 1 + strings.Count(f.src[:f.entries[i].key], "\n")
	return f.setting(i, line, f.runs[next-1].scope)
}

// Settings returns all settings in file order, each with its number.
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

// SettingsFrom returns the settings from the one on that holds a byte offset or is the last
// before it, each with its number. A locator of the file's text finds the lines, and is
// quickest where the offsets it is asked for do not go back.
func (f *File) SettingsFrom(offset int, lines *Locator) iter.Seq2[int, Setting] {
	return func(yield func(int, Setting) bool) {
		i, _ := slices.BinarySearchFunc(f.entries, offset+2, func(e entry, at int) int { return int(e.key) - at })
		var s Setting
		for i = max(i-1, 0); i < len(f.entries); i++ {
			f.fill(&s, i, lines.Position(int(f.entries[i].key)).Line, f.scopeOf(i))
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

// KeyStart returns where the key of the i-th setting starts.
func (f *File) KeyStart(i int) int { return int(f.entries[i].key) }

// Comments returns where the comments of the file stand, in their order: in XML each with its
// brackets; in text and dotted the lines of one or more with nothing but blank lines between
// them.
func (f *File) Comments() iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for i := range f.marks {
			m := &f.marks[i]
			if m.kind == itemComment && !yield(Span{int(m.start), int(m.end)}) {
				return
			}
		}
	}
}
