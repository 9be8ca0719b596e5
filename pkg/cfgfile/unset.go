package cfgfile

import "slices"

// Unset removes settings, each of them or, on an error, none, and returns which it
// removed, in the order in which they were named. A path that names several is an
// [*AmbiguousError], one that names nothing a [*NotFoundError]; see [File.Find].
//
// In text and dotted files the setting's line goes. With the last setting of a
// list goes its marker, in XML the element of an entry and of a list. A module
// stays, be it empty.
func (f *File) Unset(paths ...string) ([]Effect, error) { return f.unset(paths, removeOne) }

// UnsetAll is [File.Unset] for paths that may name several settings, all of
// which it removes.
func (f *File) UnsetAll(paths ...string) ([]Effect, error) { return f.unset(paths, removeAll) }

// UnsetRepeated removes of each setting that paths name and that the file has several
// times in one place all but the last. It removes nothing, and returns no effect, where
// there is none such. The paths may name several settings, as those of [File.UnsetAll].
func (f *File) UnsetRepeated(paths ...string) ([]Effect, error) {
	return f.unset(paths, removeRepeated)
}

// These choose among the settings that a path names those to remove.
func removeOne(path string, all []found) ([]found, error) {
	if len(all) > 1 {
		return nil, ambiguous(path, all)
	}
	return all, nil
}

func removeAll(_ string, all []found) ([]found, error) { return all, nil }

func removeRepeated(_ string, all []found) ([]found, error) {
	last := make(map[Path]int, len(all))
	for _, m := range all {
		last[m.setting.Path.identity()] = m.number
	}
	return slices.DeleteFunc(all, func(m found) bool { return last[m.setting.Path.identity()] == m.number }), nil
}

func (f *File) unset(paths []string, choose func(path string, all []found) ([]found, error)) ([]Effect, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	removed := make([]bool, f.Len())
	var effects []Effect
	for _, path := range paths {
		all, err := f.find(path)
		switch {
		case err != nil:
			return nil, err
		case len(all) == 0 && isVersionName(path):
			return nil, &PathError{path, versionStays}
		case len(all) == 0:
			return nil, f.notFound(path)
		}
		if all, err = choose(path, all); err != nil {
			return nil, err
		}
		for _, m := range all {
			if !removed[m.number] {
				removed[m.number] = true
				effects = append(effects, Effect{m.setting.Path.String(), Removed})
			}
		}
	}
	if len(effects) == 0 {
		return nil, nil
	}
	if err := f.remove(removed, len(effects)); err != nil {
		return nil, err
	}
	return effects, nil
}

// remove takes settings out and holds what is left against what is meant.
func (f *File) remove(removed []bool, count int) error {
	after, err := f.edited(f.removal(removed))
	if err != nil {
		return err
	}
	number, blame := 0, ""
	kept := after.Len() == f.Len()-count && f.sharesForm(after)
	for i, gone := range removed {
		p := f.setting(i, 0, f.scopeOf(i)).Path.identity()
		if gone {
			blame = p.String()
			continue
		}
		if kept = kept && after.isNext(number, p) && after.value(number) == f.value(i); !kept {
			break
		}
		number++
	}
	if !kept {
		return &PathError{blame, "without it, the rest would be read as something else"}
	}
	*f = *after
	return nil
}

// removal returns the edits that take settings out, and the lists and entries that hold
// nothing more without them: left empty they would be read as a setting, or be an entry that
// a phone takes for one.
func (f *File) removal(removed []bool) []Edit {
	form := formOf(f.dialect)
	left := make([]int, len(f.scopes)) // how many members each scope keeps
	for i := range f.scopes {
		left[i] = int(f.scopes[i].members)
	}
	loses := make([]bool, len(f.scopes)) // an entry that had nothing before is left alone
	closes := make([]bool, len(f.scopes))
	for it := range f.items() {
		switch {
		case it.kind == itemClose:
			closes[it.scope] = true
		case it.kind == itemID:
			left[it.scope]--
		case it.kind == itemSetting && removed[it.number]:
			left[it.scope]--
			loses[it.scope] = true
		}
	}
	emptied := make([]bool, len(f.scopes))
	for i := len(f.scopes) - 1; i > 0; i-- { // those inside before those around them
		s := &f.scopes[i]
		if emptied[i] = s.kind != scopeModule && loses[i] && left[i] == 0; emptied[i] {
			left[s.parent]--
			loses[s.parent] = true
		}
	}
	var edits []Edit
	remove := func(it *item) { edits = append(edits, Edit{form.extent(f, it), ""}) }
	var whole item // the container that is removed with all that is in it
	for it := range f.items() {
		switch {
		case whole.scope > 0:
			if it.kind == itemClose && it.scope == whole.scope {
				whole.End = it.End
				remove(&whole)
				whole = item{}
			}
		case it.kind == itemOpen && emptied[it.scope] && closes[it.scope]:
			whole = it
		case it.kind == itemOpen && emptied[it.scope], it.kind == itemSetting && removed[it.number]:
			remove(&it)
		}
	}
	return edits
}
