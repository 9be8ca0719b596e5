package cfgfile

import (
	"cmp"
	"slices"
	"strings"
)

// textInsertion collects what is added to a text file: settings by the module or
// list that they go to, lists and modules that are missing.
type textInsertion struct {
	*File
	scopes   map[[2]string]uint32 // by module and list
	settings [][]int              // the numbers of each scope's settings
	existing map[uint32][]change
	order    []uint32 // of the scopes that get settings
	lists    textBlocks
	modules  textBlocks
	layout   func(key string) string // of keys in what is new
}

// textBlock is a list or module that is to be made.
type textBlock struct {
	name     string
	in       uint32 // the module's scope, for a list
	settings []change
	lists    textBlocks // of a module
}

// textBlocks are blocks in the order in which they were asked for.
type textBlocks struct {
	all    []*textBlock
	byName map[textBlockName]*textBlock
}

type textBlockName struct {
	in   uint32
	name string
}

func (f *File) insertText(added []change) []Edit {
	t := textInsertion{File: f, existing: map[uint32][]change{}, layout: f.layoutOf(nil)}
	t.index()
	for _, c := range added {
		t.add(c)
	}
	var edits []Edit
	for _, scope := range t.order {
		edits = append(edits, t.fillScope(scope)...)
	}
	if len(t.lists.all) > 0 {
		ends := t.moduleEnds()
		for _, list := range t.lists.all {
			edits = append(edits, t.insertBlock(ends[list.in], t.listLines(list)))
		}
	}
	return append(edits, t.insertModules()...)
}

// index notes which settings stand in which scope.
func (t *textInsertion) index() {
	t.scopes = make(map[[2]string]uint32, len(t.File.scopes))
	t.settings = make([][]int, len(t.File.scopes))
	for i, s := range t.File.scopes[1:] {
		name := [2]string{t.src[s.name:s.nameEnd], ""}
		if s.kind == scopeList {
			in := t.File.scopes[s.parent]
			name = [2]string{t.src[in.name:in.nameEnd], name[0]}
		}
		if _, known := t.scopes[name]; !known {
			t.scopes[name] = uint32(i + 1)
		}
	}
	for r, run := range t.runs {
		for i := int(run.first); i < t.runEnd(t.runs, r); i++ {
			t.settings[run.scope] = append(t.settings[run.scope], i)
		}
	}
}

func (t *textInsertion) scope(module, list string) (uint32, bool) {
	s, ok := t.scopes[[2]string{module, list}]
	return s, ok
}

func (t *textInsertion) add(c change) {
	p := c.path
	if scope, ok := t.scope(p.Module, p.List); ok {
		if t.existing[scope] == nil {
			t.order = append(t.order, scope)
		}
		t.existing[scope] = append(t.existing[scope], c)
		return
	}
	module, ok := t.scope(p.Module, "")
	if ok {
		list := t.lists.block(p.List, module)
		list.settings = append(list.settings, c)
		return
	}
	made := t.modules.block(p.Module, 0)
	if p.List != "" {
		made = made.lists.block(p.List, 0)
	}
	made.settings = append(made.settings, c)
}

// block gives the block of a name, which it makes where it is missing.
func (b *textBlocks) block(name string, in uint32) *textBlock {
	key := textBlockName{in, name}
	if known := b.byName[key]; known != nil {
		return known
	}
	if b.byName == nil {
		b.byName = map[textBlockName]*textBlock{}
	}
	made := &textBlock{name: name, in: in}
	b.byName[key] = made
	b.all = append(b.all, made)
	return made
}

// fillScope adds settings to a module or list, each behind the last one of its
// entry or of the entries before it.
func (t *textInsertion) fillScope(scope uint32) []Edit {
	added := t.existing[scope]
	var last lastByIndex
	for _, i := range t.settings[scope] {
		last.add(t.setting(i, 0, scope).Index, i)
	}
	for i := range added {
		if in := &t.File.scopes[scope]; in.kind == scopeList {
			added[i].path.Index = t.indexInList(added[i].path.Key, in)
		}
	}
	slices.SortStableFunc(added, func(a, b change) int { return cmp.Compare(a.path.Index, b.path.Index) })
	layout := t.layoutOf(t.settings[scope])
	edits := make([]Edit, 0, len(added))
	for _, c := range added {
		at := int(t.File.scopes[scope].nameEnd) // the line of the header or marker
		if behind, ok := last.upTo(c.path.Index); ok {
			at = t.lineBehind(behind)
		}
		edits = append(edits, t.insertLine(at, layout(c.path.Key)+":"+c.value))
	}
	return edits
}

// moduleEnds gives for each module a place on its last line of settings or lists.
func (t *textInsertion) moduleEnds() []int {
	ends := make([]int, len(t.File.scopes))
	for i, s := range t.File.scopes {
		module := uint32(i)
		if s.kind == scopeList {
			module = s.parent
		}
		ends[module] = max(ends[module], int(s.nameEnd))
		if numbers := t.settings[i]; len(numbers) > 0 {
			ends[module] = max(ends[module], t.lineBehind(numbers[len(numbers)-1]))
		}
	}
	return ends
}

// insertBlock adds lines behind the one that a place is on.
func (t *textInsertion) insertBlock(at int, lines []string) Edit {
	edit := t.insertLine(at, "\x00")
	before, after, _ := strings.Cut(edit.New, "\x00")
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(before + line + after)
	}
	edit.New = b.String()
	return edit
}

func (t *textInsertion) listLines(list *textBlock) []string {
	lines := []string{t.markerLine(list.name)}
	slices.SortStableFunc(list.settings, func(a, b change) int { return cmp.Compare(a.path.Index, b.path.Index) })
	for _, c := range list.settings {
		lines = append(lines, t.layout(c.path.Key)+":"+c.value)
	}
	return lines
}

// insertModules adds modules before the footer, each behind a blank line if that
// is how the file has them.
func (t *textInsertion) insertModules() []Edit {
	if len(t.modules.all) == 0 {
		return nil
	}
	at, eol := len(t.src), t.eol()
	if t.frame.Footer.End > 0 {
		at = t.frame.Footer.Start
	}
	var b strings.Builder
	if at > t.start() && t.src[at-1] != '\n' {
		b.WriteString(eol)
	}
	blank := t.blankBeforeModules()
	for i, m := range t.modules.all {
		if blank && (i > 0 || !strings.HasSuffix(strings.TrimRight(t.src[:at], "\r"), "\n\n") && !strings.HasSuffix(t.src[:at], "\n\r\n")) {
			b.WriteString(eol)
		}
		lines := []string{"<" + m.name + ">"}
		for _, c := range m.settings {
			lines = append(lines, t.layout(c.path.Key)+":"+c.value)
		}
		for _, list := range m.lists.all {
			lines = append(lines, t.listLines(list)...)
		}
		for _, line := range lines {
			b.WriteString(line + eol)
		}
	}
	return []Edit{{Span{at, at}, b.String()}}
}

// blankBeforeModules tells whether a blank line stands before the file's modules.
// A file without modules gets the form that devices write.
func (t *textInsertion) blankBeforeModules() bool {
	for m := range t.Modules() {
		lineStart := strings.LastIndexByte(t.src[:m.Span.Start], '\n') + 1
		return strings.HasSuffix(t.src[:lineStart], "\n\n") || strings.HasSuffix(t.src[:lineStart], "\n\r\n")
	}
	return true
}
