package cfgfile

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"unsafe"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Place returns the path of the one setting that a path names, as [File.Set] takes it, and
// reports whether the file has it. Where it has not, it is the path of the setting that Set
// would add, and the error what Set would refuse it with.
func (f *File) Place(path string) (p Path, has bool, err error) {
	changes, err := f.resolve(Assignment{Path: path}, false)
	if err != nil {
		return Path{}, false, err
	}
	c := changes[0]
	if c.number < 0 {
		err = f.check(changes, SetOptions{})
	}
	return c.path, c.number >= 0, err
}

// ParsePath reads the path of a setting that the dictionary of a dialect has, as
// [Path.String] writes it.
func ParsePath(path string, d Dialect) (Path, error) {
	if err := checkDialect(d); err != nil {
		return Path{}, err
	}
	f := &File{dialect: d, scopes: make([]scope, 1)}
	p, err := f.newPath(path)
	if err != nil {
		return Path{}, err
	}
	return p, f.checkDictionary(change{path: p, number: -1})
}

// A Filler writes a file over and over, each time with other values in some of its settings.
// It puts values where they belong in the text, and reads the file again only where the form
// of a value, or a setting that the file does not have, asks for it. It is safe for use by
// several goroutines.
type Filler struct {
	file *File
	// spots are the settings, each with the value of the file, and known is what the
	// dictionary has of them.
	spots []change
	known []catalog.Entry // the zero Entry for one that it does not have
	// bare are those of them that cannot be filled as they stand: the file does not have
	// them, or has no room for a value.
	bare    []int
	dialect Dialect // that the file's text shows

	mu     sync.Mutex
	sheets map[string]*sheet // by which of the bare ones are filled
}

// A Filling is a value for a setting. One that is not Set leaves the setting as the file has
// it, or has none.
type Filling struct {
	Value string
	Set   bool
}

// sheet is a file that has all settings which are to be filled.
type sheet struct {
	*File
	order   []int // of the spots, as they stand in the text
	numbers []int // of their settings, in that order
}

// maxSheets is how many sheets are kept. Rows of a table fill a few sets of settings.
const maxSheets = 256

// NewFiller returns a filler of settings of a file, which [File.Place] has returned the paths
// of. The file is not to be changed any more. Two paths of one setting are an error, and so
// are two that are spellings of one; see [File.Set].
func NewFiller(f *File, paths []Path) (*Filler, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	l := &Filler{file: f, sheets: map[string]*sheet{}}
	l.dialect, _ = sniff(f.src)
	here := f.byPlace()
	taken := map[Path]bool{}
	var added []change
	for _, p := range paths {
		id := p.identity()
		if taken[id] {
			return nil, &PathError{p.String(), "it is to be filled twice"}
		}
		taken[id] = true
		c := change{path: p, number: -1}
		switch numbers := here[id]; len(numbers) {
		case 0:
			added = append(added, c)
		case 1:
			c.number, c.value = numbers[0], f.value(numbers[0])
		default:
			return nil, f.repeated(numbers)
		}
		if c.number < 0 || !f.isPlainAt(c.number) {
			l.bare = append(l.bare, len(l.spots))
		}
		entry, _ := f.known(p)
		l.spots, l.known = append(l.spots, c), append(l.known, entry)
	}
	return l, f.check(added, SetOptions{})
}

// isPlainAt reports whether a value can be put in the place of a setting's.
func (f *File) isPlainAt(number int) bool {
	_, plain := formOf(f.dialect).put(f, number, "x")
	return plain
}

// Len returns how many settings are filled.
func (l *Filler) Len() int { return len(l.spots) }

// Path returns the path of the i-th setting.
func (l *Filler) Path(i int) Path { return l.spots[i].path }

// Value returns the value that the file has for the i-th setting, and whether it has it.
func (l *Filler) Value(i int) (value string, has bool) {
	return l.spots[i].value, l.spots[i].number >= 0
}

// Check returns why the i-th setting cannot have a value, or is probably not meant to: a
// [*ValueError] or a [*KindError]. The file's own value is never refused.
func (l *Filler) Check(i int, value string) error {
	c := l.spots[i]
	if c.number >= 0 && c.value == value {
		return nil
	}
	c.value = value
	if err := l.checkValue(&c); err != nil {
		return err
	}
	if entry := l.known[i]; entry != (catalog.Entry{}) {
		if reason := CheckValue(entry, value); reason != "" {
			return &KindError{c.path.String(), reason}
		}
	}
	return nil
}

func (l *Filler) checkValue(c *change) error {
	if isPlainValue(c.value) {
		return nil
	}
	if reason := checkValue(l.file.dialect, c.value); reason != "" {
		return &ValueError{c.path.String(), reason}
	}
	return nil
}

// Fill appends to dst the file with values for its settings, in the order of their paths,
// and with a version, "" for that of the file. A value that cannot be is a [*ValueError];
// whether it is of its key's kind, only [Filler.Check] asks.
func (l *Filler) Fill(dst []byte, version string, values []Filling) ([]byte, error) {
	if len(values) != len(l.spots) {
		return dst, fmt.Errorf("%d values for %d settings", len(values), len(l.spots))
	}
	var wrong []error
	for i, v := range values {
		if c := l.spots[i]; l.fills(i, v) {
			c.value = v.Value
			wrong = append(wrong, l.checkValue(&c))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return dst, err
	}
	s, err := l.sheet(values)
	if err != nil {
		return dst, err
	}
	start := len(dst)
	out, plain := l.fill(dst, s, version, values)
	if !plain {
		if out, err = l.rewrite(dst, version, values); err != nil {
			return dst, err
		}
	}
	return out, l.mayStay(out[start:])
}

// fills reports whether a value changes the i-th setting.
func (l *Filler) fills(i int, v Filling) bool {
	c := &l.spots[i]
	return v.Set && (c.number < 0 || c.value != v.Value)
}

// mayStay returns an error where a filled file would be taken for something else.
func (l *Filler) mayStay(text []byte) error {
	if len(text) > MaxSize {
		return tooLarge(len(text))
	}
	switch is, err := sniff(unsafe.String(unsafe.SliceData(text), len(text))); {
	case err != nil:
		return fmt.Errorf("%w: %w", errUnreadable, err)
	case is != l.dialect:
		return fmt.Errorf("%w: it would be taken for %s", errUnreadable, is)
	}
	return nil
}

// sheet returns the file with the settings that are to be filled, which it is asked for in
// a few sets only.
func (l *Filler) sheet(values []Filling) (*sheet, error) {
	set := make([]byte, len(l.bare))
	for i, spot := range l.bare {
		if set[i] = '0'; l.fills(spot, values[spot]) {
			set[i] = '1'
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.sheets[string(set)]; s != nil {
		return s, nil
	}
	file := readAs(l.file.src, l.file.dialect)
	var known, added []change
	for i, spot := range l.bare {
		c := l.spots[spot]
		switch c.value = "x"; {
		case set[i] == '0':
		case c.number < 0:
			added = append(added, c)
		default:
			known = append(known, c)
		}
	}
	slices.SortFunc(known, func(a, b change) int { return a.number - b.number })
	if err := file.rewrite(known, added); err != nil {
		return nil, err
	}
	s := &sheet{File: file}
	here := file.byPlace()
	for i, c := range l.spots {
		if len(here[c.path.identity()]) == 1 {
			s.order = append(s.order, i)
		}
	}
	number := func(spot int) int { return here[l.spots[spot].path.identity()][0] }
	slices.SortFunc(s.order, func(a, b int) int { return number(a) - number(b) })
	for _, spot := range s.order {
		s.numbers = append(s.numbers, number(spot))
	}
	if len(l.sheets) < maxSheets {
		l.sheets[string(set)] = s
	}
	return s, nil
}

// fill appends the text with values in it, and reports whether that changes nothing in how
// the rest is read.
func (l *Filler) fill(dst []byte, s *sheet, version string, values []Filling) (out []byte, plain bool) {
	form, at := formOf(s.dialect), 0
	put := func(e Edit) {
		dst = append(append(dst, s.src[at:e.Span.Start]...), e.New...)
		at = e.Span.End
	}
	edit, ok := s.versionEdit(version)
	if !ok {
		return dst, false
	}
	pending := edit != Edit{}
	dst = slices.Grow(dst, len(s.src)+256)
	for i, spot := range s.order {
		if !l.fills(spot, values[spot]) {
			continue
		}
		value, plain := form.put(s.File, s.numbers[i], values[spot].Value)
		if !plain {
			return dst, false
		}
		if pending && edit.Span.Start <= value.Span.Start {
			put(edit)
			pending = false
		}
		put(value)
	}
	if pending {
		put(edit)
	}
	return append(dst, s.src[at:]...), true
}

// versionEdit returns the edit that changes the version, none for the one that the file has,
// where that needs no other.
func (f *File) versionEdit(version string) (e Edit, ok bool) {
	if version == "" || version == f.Version() {
		return Edit{}, true
	}
	at := f.frame.Version
	switch form := formOf(f.dialect).(type) {
	case textForm:
		header := f.frame.Header
		return Edit{header, padRight(form.version(version), header.Len())}, f.frame.HeaderLine > 0 && f.nearVersion() < 0
	case xmlForm:
		ok = !f.closesItself(at.Start)
	case dottedForm:
		ok = !f.lacksSpace(at.Start)
	}
	return Edit{at, version}, ok && f.frame.HasVersion
}

// rewrite appends the file with values and a version as [File.SetAll] and [File.SetVersion]
// put them there.
func (l *Filler) rewrite(dst []byte, version string, values []Filling) ([]byte, error) {
	file := readAs(l.file.src, l.file.dialect)
	var known, added []change
	for i, c := range l.spots {
		switch v := values[i]; {
		case !l.fills(i, v):
		case c.number < 0:
			c.value = v.Value
			added = append(added, c)
		default:
			c.value = v.Value
			known = append(known, c)
		}
	}
	slices.SortFunc(known, func(a, b change) int { return a.number - b.number })
	if err := file.rewrite(known, added); err != nil {
		return dst, err
	}
	if version != "" && version != file.Version() {
		if err := file.SetVersion(version); err != nil {
			return dst, err
		}
	}
	return append(dst, file.src...), nil
}
