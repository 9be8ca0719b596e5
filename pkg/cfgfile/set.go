package cfgfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Assignment is a setting's path, as [File.Find] takes it, and the value it is to
// have.
type Assignment struct {
	Path, Value string
}

// SetOptions says how [File.SetAll] and [File.Merge] take what they are given. The zero
// SetOptions is the careful one.
type SetOptions struct {
	// All takes a path that names several settings for all of them.
	All bool
	// Unchecked leaves out what [File.Set] holds new keys and values against: other
	// spellings in the same entry, and the dictionary.
	Unchecked bool
}

// Effect is what an edit did to one setting.
type Effect struct {
	Path string // as [Path.String] writes it
	Kind ChangeKind
}

// Set assigns a value to a setting and returns what that did: the setting was [Added],
// [Changed], or the [Same] before. It changes the bytes of the value and no others.
//
// A setting that the file does not have is put behind the last one of its
// entry, list or module, padded or indented as its neighbours are. Entry, list and
// module are made where they are missing, in the form that the dialect has for
// them. The path has to be whole for that; a key alone will do where the
// dictionary has it in one place.
//
// What is probably not meant is an error, and the file stays as it was. To add
// another spelling of a setting that is there is a [*NamesakeError]: a phone reads one
// of the two, and nobody can tell which. To add a key that the dictionary does not have
// there is an [*UnknownKeyError], and a value that is not of its key's kind a
// [*KindError]. [File.SetUnchecked] does not ask. The key of a setting that is there is
// never refused.
//
// So is what cannot be done: a path that names several settings ([*AmbiguousError]) or
// cannot be written ([*PathError], [*NotFoundError]), a value that cannot be
// ([*ValueError]: line breaks, NUL and other control characters, bytes that are not
// UTF-8, in dotted a leading space), XML that is not well-formed ([ErrNotWellFormed]).
func (f *File) Set(path, value string) (Effect, error) {
	return f.setOne(path, value, SetOptions{})
}

// SetUnchecked is [File.Set] for what is meant though the dictionary or another setting
// of the file speaks against it.
func (f *File) SetUnchecked(path, value string) (Effect, error) {
	return f.setOne(path, value, SetOptions{Unchecked: true})
}

func (f *File) setOne(path, value string, options SetOptions) (Effect, error) {
	effects, err := f.SetAll([]Assignment{{path, value}}, options)
	if err != nil {
		return Effect{}, err
	}
	return effects[0], nil
}

// SetAll assigns several settings their values, all of them or, on an error, none. It
// returns what that did to each setting, in the order in which they were first named. Of
// several values for one setting the last counts. See [File.Set].
func (f *File) SetAll(assignments []Assignment, options SetOptions) ([]Effect, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	var changes []change
	for _, a := range assignments {
		resolved, err := f.resolve(a, options.All)
		if err != nil {
			return nil, err
		}
		changes = append(changes, resolved...)
	}
	return f.change(latest(changes), options)
}

// change is a setting that is to have a value.
type change struct {
	path   Path
	value  string
	number int  // of the setting, -1 for a new one
	kept   bool // it has the value already
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
		p, err := f.newPath(a.Path)
		if err != nil {
			return nil, err
		}
		// By its full path it can be there after all, as a key alone whose place the
		// dictionary knows, or one that text-legacy cuts.
		if all = f.findExact(p.String()); len(all) == 0 {
			return []change{{path: p, value: a.Value, number: -1}}, nil
		}
	}
	changes := make([]change, len(all))
	for i, m := range all {
		changes[i] = change{m.setting.Path, a.Value, m.number, m.setting.Value == a.Value}
	}
	return changes, nil
}

// change makes changes, of which none is for the setting of another.
func (f *File) change(changes []change, options SetOptions) ([]Effect, error) {
	if err := f.check(changes, options); err != nil {
		return nil, err
	}
	effects := make([]Effect, len(changes))
	var values, added []change
	for i, c := range changes {
		effects[i] = Effect{c.path.String(), Same}
		switch {
		case c.number < 0:
			effects[i].Kind = Added
			added = append(added, c)
		case !c.kept:
			effects[i].Kind = Changed
			values = append(values, c)
		}
	}
	slices.SortFunc(values, func(a, b change) int { return a.number - b.number })
	if err := f.put(values, added); err != nil {
		return nil, err
	}
	return effects, nil
}

// put changes values and adds settings, the quicker way of two where it may.
func (f *File) put(values, added []change) error {
	if len(added) == 0 && len(values) <= maxSplices {
		if edits, plain := f.plainEdits(values); plain {
			return f.spliceValues(values, edits)
		}
	}
	return f.rewrite(values, added)
}

// check refuses what no file can hold, and, where it is asked to, what is probably not
// meant.
func (f *File) check(changes []change, options SetOptions) error {
	var namesakes map[Path]error
	if !options.Unchecked {
		namesakes = f.namesakes(changes)
	}
	var wrong []error
	for _, c := range changes {
		if c.kept {
			continue
		}
		namesake, rivals := namesakes[c.path]
		switch reason := checkValue(f.dialect, c.value); {
		case reason != "":
			wrong = append(wrong, &ValueError{c.path.String(), reason})
		case c.number < 0 && rivals:
			wrong = append(wrong, namesake)
		case !options.Unchecked:
			wrong = append(wrong, f.checkDictionary(c))
		}
	}
	return errors.Join(wrong...)
}

// latest returns changes with one for each setting: the last, where the first stood.
func latest(changes []change) []change {
	type setting struct {
		path   Path // of a new one
		number int
	}
	at := make(map[setting]int, len(changes))
	once := changes[:0:0]
	for _, c := range changes {
		s := setting{number: c.number}
		if c.number < 0 {
			s.path = c.path
		}
		if i, again := at[s]; again {
			once[i] = c
			continue
		}
		at[s] = len(once)
		once = append(once, c)
	}
	return once
}

// maxSplices is how many values are put in place one by one. For more, reading
// the file again is quicker.
const maxSplices = 8

// plainEdits returns the edits that give settings other values, and reports whether that
// changes nothing in how the rest is read.
func (f *File) plainEdits(values []change) (edits []Edit, plain bool) {
	form := formOf(f.dialect)
	for _, c := range values {
		e := f.entries[c.number]
		edit, plain := form.put(f, c.number, c.value)
		if !plain || strings.IndexByte(f.src[e.val:e.valEnd], '\n') >= 0 { // the lines behind it move
			return nil, false
		}
		edits = append(edits, edit)
	}
	return edits, true
}

// spliceValues puts values in place without reading the file again.
func (f *File) spliceValues(values []change, edits []Edit) error {
	before := f.src
	for i, edit := range slices.Backward(edits) {
		if edit.New == f.src[edit.Span.Start:edit.Span.End] {
			continue
		}
		f.splice(edit.Span, edit.New)
		e := &f.entries[values[i].number]
		e.val, e.valEnd = uint32(edit.Span.Start), uint32(edit.Span.Start+len(edit.New))
	}
	if err := f.mayStay(before); err != nil {
		*f = *readAs(before, f.dialect)
		return err
	}
	return nil
}

// mayStay returns an error unless the text that the file has now is still one of its
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
