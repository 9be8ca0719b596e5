package cfgfile

import (
	"errors"
	"slices"
	"strings"
)

// Edit replaces a span of a file with other text. Edits of one file are applied
// together, so their spans are all those of the file as it is.
type Edit struct {
	Span Span
	New  string
}

// Apply returns the text with the edits made. Edits that touch each other are
// made in the order of their starts; one that starts inside an earlier one is
// left out, and its index is in dropped.
func Apply(src string, edits []Edit) (result string, dropped []int) {
	order := make([]int, len(edits))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return edits[a].Span.Start - edits[b].Span.Start })
	var b strings.Builder
	at := 0
	for _, i := range order {
		e := edits[i]
		if e.Span.Start < at {
			dropped = append(dropped, i)
			continue
		}
		b.WriteString(src[at:e.Span.Start])
		b.WriteString(e.New)
		at = e.Span.End
	}
	b.WriteString(src[at:])
	return b.String(), dropped
}

// splice replaces a span of the file in memory, and moves what is behind it.
func (f *File) splice(at Span, text string) {
	f.src = f.src[:at.Start] + text + f.src[at.End:]
	move := mover{end: at.End, by: len(text) - at.Len()}
	for i := range f.entries {
		e := &f.entries[i]
		e.key, e.keyEnd, e.val, e.valEnd = move.offset32(e.key), move.offset32(e.keyEnd), move.offset32(e.val), move.offset32(e.valEnd)
	}
	for i := range f.scopes {
		s := &f.scopes[i]
		s.name, s.nameEnd, s.prefix = move.offset32(s.name), move.offset32(s.nameEnd), move.offset32(s.prefix)
	}
	for i := range f.marks {
		m := &f.marks[i]
		m.start, m.end = move.offset32(m.start), move.offset32(m.end)
	}
	for i := range f.problems {
		f.problems[i].Offset = move.offset(f.problems[i].Offset)
	}
	for _, s := range []*Span{&f.frame.Header, &f.frame.Version, &f.frame.NearVersion, &f.frame.Footer, &f.frame.AfterFooter} {
		s.Start, s.End = move.offset(s.Start), move.offset(s.End)
	}
}

// mover moves offsets at or behind a place.
type mover struct{ end, by int }

func (m mover) offset(at int) int {
	if at >= m.end {
		return at + m.by
	}
	return at
}

func (m mover) offset32(at uint32) uint32 { return uint32(m.offset(int(at))) }

// errMisread is what a change is refused with that would not be read back as it
// was meant. The path or value was never a setting's then.
var errMisread = errors.New("written there, it would be read as something else")

// rewrite changes values and adds settings by editing the text and reading it
// again. It holds what it reads against what was meant.
func (f *File) rewrite(values, added []change) error {
	if len(values)+len(added) == 0 {
		return nil
	}
	edits := make([]Edit, 0, len(values)+len(added))
	for _, c := range values {
		edit, _ := formOf(f.dialect).put(f, c.number, c.value)
		edits = append(edits, edit)
	}
	insertions, err := f.insert(added)
	if err != nil {
		return err
	}
	after, err := f.edited(append(edits, insertions...))
	if err != nil {
		return err
	}
	if at, ok := f.became(after, values, added); !ok {
		return &PathError{at, errMisread.Error()}
	}
	*f = *after
	return nil
}

// edited returns the file as it is after edits.
func (f *File) edited(edits []Edit) (*File, error) {
	text, dropped := Apply(f.src, edits)
	if len(dropped) > 0 {
		return nil, errMisread
	}
	if len(text) > MaxSize {
		return nil, tooLarge(len(text))
	}
	return parse(text)
}

// became reports whether another file has the settings of this one with some values
// changed and some settings added, and nothing else: no setting more or less, no
// further problem. Where it has not, it returns the path of a setting to blame.
func (f *File) became(after *File, values, added []change) (blame string, ok bool) {
	blame = slices.Concat(added, values)[0].path.String()
	if !f.sharesForm(after) || len(after.problems) != len(f.problems) || after.Len() != f.Len()+len(added) {
		return blame, false
	}
	missing := make(map[Path]string, len(added))
	for _, c := range added {
		missing[c.path.identity()] = c.value
	}
	number := 0 // of the setting here that is next in the other
	for _, s := range after.Settings() {
		p := s.Path.identity()
		if value, isNew := missing[p]; isNew && value == s.Value && !f.isNext(number, p) {
			delete(missing, p)
			continue
		}
		if number == f.Len() || !f.isNext(number, p) {
			return p.String(), false
		}
		want := f.value(number)
		if len(values) > 0 && values[0].number == number {
			want, values = values[0].value, values[1:]
		}
		if want != s.Value {
			return p.String(), false
		}
		number++
	}
	return blame, len(missing) == 0 && number == f.Len()
}

// isNext reports whether a setting stands in a place.
func (f *File) isNext(number int, p Path) bool {
	return number < f.Len() && f.setting(number, 0, f.scopeOf(number)).Path.identity() == p
}

// sharesForm reports whether another file is of the same form, be it of another generation.
func (f *File) sharesForm(other *File) bool {
	return other.dialect == f.dialect || other.dialect.IsText() && f.dialect.IsText()
}

func (f *File) value(number int) string {
	return f.setting(number, 0, f.scopeOf(number)).Value
}
