package cfgfile

import (
	"errors"
	"slices"
)

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
