package cfgfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// Assignment is a setting's path, as [File.Find] takes it, and the value it is to
// have.
type Assignment struct {
	Path, Value string
}

// SetOptions says how [File.SetAll] takes its assignments.
type SetOptions struct {
	// Every takes a path that names several settings for all of them.
	Every bool
	// Check holds keys and values against the dictionary: a new key that is not
	// known where it is to stand is an [*UnknownKeyError], a value of the wrong
	// kind a [*KindError].
	Check bool
}

// Set gives a setting a value. It changes the bytes of the value and no others.
//
// A setting that the file does not have is put behind the last one of its entry,
// list or module, padded or indented as its neighbours are. Entry, list and
// module are made where they are missing, in the form that the dialect has for
// them. The path has to be whole for that; a key alone will do where the
// dictionary has it in one place.
//
// What cannot be done is an error, and the file stays as it was: a path that
// names several settings ([*AmbiguousError]) or cannot be written ([*PathError],
// [*NotFoundError]), a value that cannot be ([*ValueError]: line breaks, NUL and
// other control characters, bytes that are not UTF-8, in dotted a leading space),
// XML that is not well-formed ([ErrNotWellFormed]).
func (f *File) Set(path, value string) error {
	return f.SetAll([]Assignment{{path, value}}, SetOptions{})
}

// SetAll gives several settings their values, all of them or, on an error, none.
// See [File.Set].
func (f *File) SetAll(assignments []Assignment, options SetOptions) error {
	if err := f.WellFormed(); err != nil {
		return err
	}
	var changes []change
	for _, a := range assignments {
		resolved, err := f.resolve(a, options.Every)
		if err != nil {
			return err
		}
		changes = append(changes, resolved...)
	}
	return f.change(changes, options.Check)
}

// change is a setting that is to have a value.
type change struct {
	place  place
	value  string
	number int // of the setting, -1 for a new one
}

// resolve finds the settings that an assignment is for, or the place of a new one.
func (f *File) resolve(a Assignment, every bool) ([]change, error) {
	all, err := f.find(a.Path)
	switch {
	case err != nil:
		return nil, err
	case len(all) > 1 && !every:
		return nil, ambiguous(a.Path, all)
	case len(all) == 0:
		p, err := f.newPlace(a.Path)
		if err != nil {
			return nil, err
		}
		// By its full path it can be there after all, as a key alone whose place the
		// dictionary knows, or one that text-legacy cuts.
		if all = f.findExact(p.path(f.dialect)); len(all) == 0 {
			return []change{{p, a.Value, -1}}, nil
		}
	}
	changes := make([]change, len(all))
	for i, m := range all {
		changes[i] = change{placeOf(m.setting), a.Value, m.number}
	}
	return changes, nil
}

// change makes changes, of which the last for a setting counts.
func (f *File) change(changes []change, check bool) error {
	var wrong []error
	for _, c := range changes {
		reason := checkValue(f.dialect, c.value)
		switch {
		case reason != "":
			wrong = append(wrong, &ValueError{c.place.path(f.dialect), reason})
		case check:
			wrong = append(wrong, f.checkDictionary(c))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	values, added := f.latest(changes)
	if len(added) == 0 && len(values) <= maxSplices && f.replaceOnly(values) {
		return f.spliceValues(values)
	}
	return f.rewrite(values, added)
}

// latest takes changes apart into those of settings that are there, in their
// order, and new ones, in the order given. A setting is changed once.
func (f *File) latest(changes []change) (values, added []change) {
	byNumber := make(map[int]int)
	byPlace := make(map[place]int)
	for _, c := range changes {
		if c.number >= 0 {
			if at, again := byNumber[c.number]; again {
				values[at] = c
				continue
			}
			byNumber[c.number] = len(values)
			values = append(values, c)
			continue
		}
		if at, again := byPlace[c.place]; again {
			added[at] = c
			continue
		}
		byPlace[c.place] = len(added)
		added = append(added, c)
	}
	slices.SortFunc(values, func(a, b change) int { return a.number - b.number })
	return values, added
}

// maxSplices is how many values are put in place one by one. For more, reading
// the file again is quicker.
const maxSplices = 8

// replaceOnly tells whether to change values is to put one text in the place of
// another, which changes nothing in how the rest is read. It is not where a tag
// closes itself or a value has line breaks, nor for an element that is to hold nothing: that can be read as
// a module or as an entry of a list.
func (f *File) replaceOnly(values []change) bool {
	for _, c := range values {
		e := f.entries[c.number]
		if strings.IndexByte(f.src[e.val:e.valEnd], '\n') >= 0 {
			return false // the lines behind it move
		}
		if edit := f.valueEdit(c); edit.Span != (Span{int(e.val), int(e.valEnd)}) || f.dialect == Dotted && edit.New != c.value {
			return false
		}
		if f.dialect.IsXML() && trimmedSpan(c.value, 0, len(c.value)).Len() == 0 && (f.scopeOf(c.number) == 0 || f.src[e.keyEnd] != '>') {
			return false
		}
	}
	return true
}

// spliceValues puts values in place without reading the file again.
func (f *File) spliceValues(values []change) error {
	before := f.src
	for _, c := range slices.Backward(values) {
		edit := f.valueEdit(c)
		if edit.New == f.src[edit.Span.Start:edit.Span.End] {
			continue
		}
		f.splice(edit.Span, edit.New)
		e := &f.entries[c.number]
		e.val, e.valEnd = uint32(edit.Span.Start), uint32(edit.Span.Start+len(edit.New))
	}
	if err := f.mayStay(before); err != nil {
		*f = *f.readAs(before)
		return err
	}
	return nil
}

// valueEdit gives the edit that puts a value in place. A tag that closes itself
// is taken apart for it.
func (f *File) valueEdit(c change) Edit {
	e := f.entries[c.number]
	at, text := Span{int(e.val), int(e.valEnd)}, writtenValue(f.dialect, c.value)
	switch {
	case f.dialect.IsXML() && at.Len() == 0 && f.closesItself(at.Start) && text != "":
		return Edit{Span{at.Start - len("/>"), at.Start}, ">" + text + "</" + f.src[e.key:e.keyEnd] + ">"}
	case f.dialect.IsXML() && xmlscan.Resolve(f.src[at.Start:at.End]) == c.value:
		return Edit{at, f.src[at.Start:at.End]} // written in another way, but the same
	case f.dialect == Dotted && text != "" && f.src[at.Start-1] == '=' && f.src[e.keyEnd] != '=':
		text = " " + text // behind "path =", whose last space an editor has taken
	}
	return Edit{at, text}
}

// mayStay tells whether the text that the file has now is still one of its
// dialect: a value can hold what another dialect starts with.
func (f *File) mayStay(before string) error {
	if len(f.src) > MaxSize {
		return tooLarge(len(f.src))
	}
	was, _ := sniff(before)
	is, err := sniff(f.src)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", errUnreadable, err)
	case was != is:
		return fmt.Errorf("%w: it would be taken for %s", errUnreadable, is)
	}
	return nil
}

var errUnreadable = errors.New("with this value the file would no longer be read as it is")

// readAs reads a text of the file's dialect.
func (f *File) readAs(src string) *File {
	again := read(src, f.dialect)
	if f.dialect.IsText() {
		again.settleText(f.dialect)
	}
	return again
}

// scopeOf gives the scope that a setting stands in.
func (f *File) scopeOf(number int) uint32 {
	i, ok := slices.BinarySearchFunc(f.runs, number, func(r run, n int) int { return int(r.first) - n })
	if !ok {
		i--
	}
	return f.runs[i].scope
}
