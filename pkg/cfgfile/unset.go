package cfgfile

import "strings"

// Unset removes settings, each of them or, on an error, none, and returns which it
// removed, in the order in which they were named. A path that names several is an
// [*AmbiguousError], one that names nothing a [*NotFoundError]; see [File.Find].
//
// In text and dotted files the setting's line goes. With the last setting of a
// list goes its marker, in XML the element of an entry and of a list. A module
// stays, be it empty.
func (f *File) Unset(paths ...string) ([]Effect, error) { return f.unset(paths, false) }

// UnsetAll is [File.Unset] for paths that may name several settings, all of
// which it removes.
func (f *File) UnsetAll(paths ...string) ([]Effect, error) { return f.unset(paths, true) }

func (f *File) unset(paths []string, every bool) ([]Effect, error) {
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
		case len(all) == 0:
			return nil, f.notFound(path)
		case len(all) > 1 && !every:
			return nil, ambiguous(path, all)
		}
		for _, m := range all {
			if !removed[m.number] {
				removed[m.number] = true
				effects = append(effects, Effect{m.setting.Path(), Removed})
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
	edits := f.removeLines
	if f.dialect.IsXML() {
		edits = f.removeElements
	}
	after, err := f.edited(edits(removed))
	if err != nil {
		return err
	}
	number, blame := 0, ""
	kept := after.Len() == f.Len()-count && (after.dialect == f.dialect || after.dialect.IsText() && f.dialect.IsText())
	for i, gone := range removed {
		p := f.identity(placeOf(f.setting(i, 0, f.scopeOf(i))))
		if gone {
			blame = p.path(f.dialect)
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

// removeLines gives the edits that take settings out of a text or dotted file.
func (f *File) removeLines(removed []bool) []Edit {
	var edits []Edit
	gone := make(map[uint32]uint32) // how many settings each scope loses
	for i, e := range f.entries {
		if removed[i] {
			gone[f.scopeOf(i)]++
			edits = append(edits, f.removeLine(int(e.key), int(e.valEnd)))
		}
	}
	for scope, n := range gone {
		s := f.scopes[scope]
		if s.kind != scopeList || s.members != n {
			continue
		}
		start := strings.LastIndexByte(f.src[:s.name], '\n') + 1
		end, next := lineEnd(f.src, int(s.nameEnd))
		if line := f.src[start:end]; strings.HasPrefix(line, "--") && strings.Trim(f.src[s.nameEnd:end], "- \t:") == "" {
			edits = append(edits, Edit{Span{start, next}, ""})
		}
	}
	return edits
}

// removeLine takes out the line that a setting stands on, or only the setting
// where something else stands before it.
func (f *File) removeLine(start, end int) Edit {
	lineStart := start
	for lineStart > f.start() && (f.src[lineStart-1] == ' ' || f.src[lineStart-1] == '\t') {
		lineStart--
	}
	if lineStart > f.start() && f.src[lineStart-1] != '\n' {
		return Edit{Span{start, end}, ""}
	}
	_, next := lineEnd(f.src, end)
	return Edit{Span{lineStart, next}, ""}
}

// removeElements gives the edits that take settings out of an XML file. An entry
// or list that holds nothing more goes with them: left empty it would be read as
// a setting, or be an entry that a phone takes for one.
func (f *File) removeElements(removed []bool) []Edit {
	boxes := f.xmlBoxes()
	left := make([]int, len(boxes)) // how many elements each scope keeps
	for i := range boxes {
		left[i] = boxes[i].children
		if boxes[i].idEnd > 0 {
			left[i]--
		}
	}
	loses := make([]bool, len(boxes)) // an entry that had nothing before is left alone
	scopes := make([]uint32, len(removed))
	for i, gone := range removed {
		if scopes[i] = f.scopeOf(i); gone {
			left[scopes[i]]--
			loses[scopes[i]] = true
		}
	}
	emptied := make([]bool, len(boxes))
	for i := len(boxes) - 1; i > 0; i-- { // those inside before those around them
		s := f.scopes[i]
		if emptied[i] = s.kind != scopeModule && loses[i] && left[i] == 0; emptied[i] {
			left[s.parent]--
			loses[s.parent] = true
		}
	}
	return f.removalEdits(boxes, scopes, removed, emptied)
}

func (f *File) removalEdits(boxes []xmlBox, scopes []uint32, removed, emptied []bool) []Edit {
	var edits []Edit
	for i, gone := range removed {
		if gone && !emptied[scopes[i]] {
			edits = append(edits, f.removeElement(int(f.entries[i].key)-1, f.settingEnd(i)))
		}
	}
	for i := range boxes {
		if emptied[i] && !emptied[f.scopes[i].parent] {
			edits = append(edits, f.removeElement(boxes[i].start, boxes[i].after))
		}
	}
	return edits
}

// removeElement takes out an element with the white space before it, unless its
// line goes on.
func (f *File) removeElement(start, end int) Edit {
	if f.endsLine(end) {
		start -= len(f.spaceBefore(start))
	}
	return Edit{Span{start, end}, ""}
}
