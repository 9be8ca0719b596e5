package cfgfile

import "fmt"

// DialectError says that two files are of different dialects where one is wanted.
type DialectError struct{ File, Other Dialect }

func (e *DialectError) Error() string {
	text := fmt.Sprintf("it is %s, and the file to change is %s", e.Other, e.File)
	if SharesNames(e.File, e.Other) {
		return text + ": convert it first"
	}
	return text + ": names differ between generations of phones, so its settings have no place there"
}

// Merge takes over all settings of another file of the dialect, as [File.Set] does, all
// of them or, on an error, none. It returns what that did to each, in the order of the
// other file. What is not a setting stays as it is: version, comments, the settings that
// the other file does not have.
//
// Files of different dialects are a [*DialectError]. A setting that one of the
// files has more than once, with different values, is an [*AmbiguousError].
func (f *File) Merge(other *File, options SetOptions) ([]Effect, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	if err := other.WellFormed(); err != nil {
		return nil, fmt.Errorf("the file to merge: %w", err)
	}
	other, err := f.sameDialect(other)
	if err != nil {
		return nil, err
	}
	changes, err := f.changesTo(other)
	if err != nil {
		return nil, err
	}
	return f.change(changes, options)
}

// sameDialect returns another file as one of this file's dialect. Text whose modules
// don't tell its generation is read as this file's.
func (f *File) sameDialect(other *File) (*File, error) {
	if again := other.InGenerationOf(f); again.dialect == f.dialect {
		return again, nil
	}
	return nil, &DialectError{f.dialect, other.dialect}
}

// changesTo returns the changes that bring over what another file has, be it the same.
func (f *File) changesTo(other *File) ([]change, error) {
	here, there := f.byPlace(), other.byPlace()
	var changes []change
	for i, s := range other.Settings() {
		p := s.Path.identity()
		same := there[p]
		if same[0] != i {
			continue // it was compared when the first one was
		}
		if len(same) > 1 && other.valuesDiffer(same) {
			return nil, fmt.Errorf("the file to merge: %w", other.repeated(same))
		}
		switch mine := here[p]; {
		case len(mine) == 1:
			changes = append(changes, change{s.Path, s.Value, mine[0], f.value(mine[0]) == s.Value})
		case len(mine) == 0 && s.Module == "":
			return nil, &PathError{s.Path.String(), "it stands outside every module, and so has no place to go to"}
		case len(mine) == 0:
			changes = append(changes, change{path: s.Path, value: s.Value, number: -1})
		case f.valuesDiffer(mine) || f.value(mine[0]) != s.Value:
			return nil, f.repeated(mine)
		default:
			changes = append(changes, change{s.Path, s.Value, mine[0], true})
		}
	}
	return changes, nil
}

// byPlace returns the numbers of the settings by where they stand.
func (f *File) byPlace() map[Path][]int {
	numbers := make(map[Path][]int, f.Len())
	for i, s := range f.Settings() {
		p := s.Path.identity()
		numbers[p] = append(numbers[p], i)
	}
	return numbers
}

func (f *File) valuesDiffer(numbers []int) bool {
	for _, i := range numbers[1:] {
		if f.value(i) != f.value(numbers[0]) {
			return true
		}
	}
	return false
}

// repeated makes the error for a setting that stands in several places.
func (f *File) repeated(numbers []int) error {
	path := f.Setting(numbers[0]).Path.String()
	return ambiguous(path, f.findExact(path))
}
