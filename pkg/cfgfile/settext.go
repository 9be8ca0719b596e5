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
	lists    []*textBlock
	modules  []*textBlock
}

// textBlock is a list or module that is to be made.
type textBlock struct {
	name     string
	in       uint32 // the module's scope, for a list
	settings []change
	lists    []*textBlock // of a module
}

func (f *File) insertText(added []change) []Edit {
	t := textInsertion{File: f, existing: map[uint32][]change{}}
	t.index()
	for _, c := range added {
		t.add(c)
	}
	var edits []Edit
	for _, scope := range t.order {
		edits = append(edits, t.fillScope(scope)...)
	}
	for _, list := range t.lists {
		edits = append(edits, t.insertBlock(t.moduleEnd(list.in), t.listLines(list)))
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
			name = [2]string{t.src[in.name:in.nameEnd], markerText(name[0], t.dialect)}
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
	if list != "" {
		list = markerText(list, t.dialect)
	}
	s, ok := t.scopes[[2]string{module, list}]
	return s, ok
}

func (t *textInsertion) add(c change) {
	p := c.place
	if scope, ok := t.scope(p.module, p.list); ok {
		if t.existing[scope] == nil {
			t.order = append(t.order, scope)
		}
		t.existing[scope] = append(t.existing[scope], c)
		return
	}
	module, ok := t.scope(p.module, "")
	if ok {
		list := block(&t.lists, p.list, module)
		list.settings = append(list.settings, c)
		return
	}
	made := block(&t.modules, p.module, 0)
	if p.list != "" {
		made = block(&made.lists, p.list, 0)
	}
	made.settings = append(made.settings, c)
}

// block gives the block of a name, which it makes where it is missing.
func block(blocks *[]*textBlock, name string, in uint32) *textBlock {
	for _, b := range *blocks {
		if b.name == name && b.in == in {
			return b
		}
	}
	*blocks = append(*blocks, &textBlock{name: name, in: in})
	return (*blocks)[len(*blocks)-1]
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
			added[i].place.index = t.indexInList(added[i].place.key, in)
		}
	}
	slices.SortStableFunc(added, func(a, b change) int { return cmp.Compare(a.place.index, b.place.index) })
	layout := t.layoutOf(t.settings[scope])
	edits := make([]Edit, 0, len(added))
	for _, c := range added {
		at := int(t.File.scopes[scope].nameEnd) // the line of the header or marker
		if behind, ok := last.upTo(c.place.index); ok {
			at = t.lineBehind(behind)
		}
		edits = append(edits, t.insertLine(at, layout(c.place.key)+":"+c.value))
	}
	return edits
}

// moduleEnd gives a place on a module's last line of settings or lists.
func (t *textInsertion) moduleEnd(module uint32) int {
	end := int(t.File.scopes[module].nameEnd)
	for i, s := range t.File.scopes {
		if uint32(i) != module && (s.kind != scopeList || s.parent != module) {
			continue
		}
		end = max(end, int(s.nameEnd))
		if numbers := t.settings[i]; len(numbers) > 0 {
			end = max(end, t.lineBehind(numbers[len(numbers)-1]))
		}
	}
	return end
}

// insertBlock adds lines behind the one that a place is on.
func (t *textInsertion) insertBlock(at int, lines []string) Edit {
	edit := t.insertLine(at, "\x00")
	before, after, _ := strings.Cut(edit.New, "\x00")
	edit.New = ""
	for _, line := range lines {
		edit.New += before + line + after
	}
	return edit
}

func (t *textInsertion) listLines(list *textBlock) []string {
	layout := t.layoutOf(nil)
	lines := []string{t.markerLine(list.name)}
	slices.SortStableFunc(list.settings, func(a, b change) int { return cmp.Compare(a.place.index, b.place.index) })
	for _, c := range list.settings {
		lines = append(lines, layout(c.place.key)+":"+c.value)
	}
	return lines
}

// insertModules adds modules before the footer, each behind a blank line if that
// is how the file has them.
func (t *textInsertion) insertModules() []Edit {
	if len(t.modules) == 0 {
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
	layout := t.layoutOf(nil)
	blank := t.blankBeforeModules()
	for i, m := range t.modules {
		if blank && (i > 0 || !strings.HasSuffix(strings.TrimRight(t.src[:at], "\r"), "\n\n") && !strings.HasSuffix(t.src[:at], "\n\r\n")) {
			b.WriteString(eol)
		}
		lines := []string{"<" + m.name + ">"}
		for _, c := range m.settings {
			lines = append(lines, layout(c.place.key)+":"+c.value)
		}
		for _, list := range m.lists {
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
