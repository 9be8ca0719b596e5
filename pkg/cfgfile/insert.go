package cfgfile

import (
	"cmp"
	"slices"
)

// insertion collects what is added to a file, by the module, list or entry that it goes into.
type insertion struct {
	*File
	outline
	form     form
	found    map[stepTo]uint32   // the first scope of each step
	named    map[stepTo][]uint32 // the scopes of each name, whatever their index
	settings [][]int             // the numbers of each scope's settings
	into     map[uint32]*node
	order    []uint32 // of the scopes that get something
	boxes    []box    // of XML
}

// stepTo is a step in a scope.
type stepTo struct {
	in    uint32
	name  string
	index int
}

// insert returns the edits that add settings, each behind its neighbours.
func (f *File) insert(added []change) ([]Edit, error) {
	if len(added) == 0 {
		return nil, nil
	}
	in := &insertion{File: f, form: formOf(f.dialect), into: map[uint32]*node{}}
	in.index()
	for i := range added {
		if p := &added[i].path; p.Module == "" {
			return nil, &PathError{p.String(), "a new setting needs its module"}
		}
		in.add(&added[i])
	}
	// What goes into a module's last list goes before what goes behind the list.
	slices.SortStableFunc(in.order, func(a, b uint32) int { return cmp.Compare(in.scopes[b].kind, in.scopes[a].kind) })
	var edits []Edit
	for _, scope := range in.order {
		filled, err := in.form.fill(in, scope, in.into[scope])
		if err != nil {
			return nil, err
		}
		edits = append(edits, filled...)
	}
	return edits, nil
}

// index notes what stands in which scope.
func (in *insertion) index() {
	in.found = make(map[stepTo]uint32, len(in.scopes))
	in.named = make(map[stepTo][]uint32, len(in.scopes))
	in.settings = make([][]int, len(in.scopes))
	for i := range in.scopes {
		s := &in.scopes[i]
		to := stepTo{s.parent, in.nameOf(s), int(s.index)}
		if _, known := in.found[to]; i > 0 && !known && in.badIndex(s) == "" {
			in.found[to] = uint32(i)
		}
		if to.index = 0; i > 0 {
			in.named[to] = append(in.named[to], uint32(i))
		}
	}
	for r, run := range in.runs {
		for i := int(run.first); i < in.runEnd(in.runs, r); i++ {
			in.settings[run.scope] = append(in.settings[run.scope], i)
		}
	}
}

// add puts a setting into the scope or the new node that it belongs to.
func (in *insertion) add(c *change) {
	steps := in.form.steps(&c.path)
	scope := uint32(0)
	for len(steps) > 0 {
		next, ok := in.found[stepTo{scope, steps[0].name, steps[0].index}]
		if !ok {
			break
		}
		scope, steps = next, steps[1:]
	}
	at := in.into[scope]
	if at == nil {
		at = &node{}
		in.into[scope] = at
		in.order = append(in.order, scope)
	}
	for _, s := range steps {
		at, _ = in.child(at, s, "")
	}
	at.parts = append(at.parts, part{path: &c.path, value: c.value})
}

// behindLine returns the edit that adds lines behind the one that a place is on, each with
// its line end. A last line that has none gets the file's.
func (f *File) behindLine(at int, lines func(eol string) string) Edit {
	end, next := lineEnd(f.src, at)
	if next == end || f.src[next-1] != '\n' {
		eol := f.eol()
		text := lines(eol)
		return Edit{Span{next, next}, eol + text[:len(text)-len(eol)]}
	}
	return Edit{Span{next, next}, lines(f.src[end:next])}
}

// lastByIndex has the last setting of each entry of a list.
type lastByIndex map[int]int // the setting's number, by index

// upTo returns the last setting of an entry, or else of the one before it.
func (l lastByIndex) upTo(index int) (number int, ok bool) {
	if number, ok := l[index]; ok {
		return number, true
	}
	nearest := -1
	for i, n := range l {
		if i < index && i > nearest {
			nearest, number, ok = i, n, true
		}
	}
	if ok {
		l[index] = number // so that it is not looked for again
	}
	return number, ok
}
