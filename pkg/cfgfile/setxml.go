package cfgfile

import (
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// xmlInsertion collects what is added to an XML file, by the element that it goes
// into: settings, and elements that are missing.
type xmlInsertion struct {
	*File
	boxes    []xmlBox
	unit     string
	scopes   map[xmlStep]uint32
	siblings map[xmlStep][]uint32 // by name alone
	settings map[xmlStep]bool     // by name alone
	last     []int                // each scope's last setting, -1 for none
	into     map[uint32]*xmlNode
	order    []uint32 // of the scopes that get something
}

// xmlStep is an element inside another one.
type xmlStep struct {
	in    uint32
	name  string
	index int
}

func (f *File) insertXML(added []change) ([]Edit, error) {
	x := xmlInsertion{File: f, boxes: f.xmlBoxes(), into: map[uint32]*xmlNode{}}
	x.unit = f.indentUnit(&x.boxes[0])
	x.index()
	for _, c := range added {
		if err := x.add(c); err != nil {
			return nil, err
		}
	}
	var edits []Edit
	for _, scope := range x.order {
		edits = append(edits, x.fill(scope)...)
	}
	return edits, nil
}

// index notes what stands in which scope.
func (x *xmlInsertion) index() {
	x.scopes = make(map[xmlStep]uint32, len(x.File.scopes))
	x.siblings = make(map[xmlStep][]uint32, len(x.File.scopes))
	x.settings = make(map[xmlStep]bool, x.Len())
	x.last = make([]int, len(x.File.scopes))
	for i, s := range x.File.scopes {
		x.last[i] = -1
		if i == 0 {
			continue
		}
		step := xmlStep{s.parent, x.src[s.name:s.nameEnd], int(s.index)}
		if _, known := x.scopes[step]; !known && x.badIndex(&s) == "" {
			x.scopes[step] = uint32(i)
		}
		step.index = 0
		x.siblings[step] = append(x.siblings[step], uint32(i))
	}
	for r, run := range x.runs {
		for i := int(run.first); i < x.runEnd(x.runs, r); i++ {
			e := x.entries[i]
			x.settings[xmlStep{in: run.scope, name: x.src[e.key:e.keyEnd]}] = true
			x.last[run.scope] = i
		}
	}
}

// steps gives the elements that a place lies in, from the root.
func (x *xmlInsertion) steps(p Path) []xmlStep {
	steps := []xmlStep{{name: p.Module}}
	if p.List == "" {
		return steps
	}
	for part := range strings.SplitSeq(p.List, "/") {
		name, index := cutPathIndex(part)
		n, _ := parseIndex(index)
		steps = append(steps, xmlStep{name: name, index: n})
	}
	last := &steps[len(steps)-1]
	switch {
	case p.Index > 0 && x.dialect == XMLLegacy:
		steps = append(steps, xmlStep{name: last.name + "_Entry", index: p.Index})
	default:
		last.index = p.Index
	}
	return steps
}

// add puts a setting into the element that it belongs to, made where it is
// missing.
func (x *xmlInsertion) add(c change) error {
	if c.path.Module == "" {
		return &PathError{c.path.String(), "a new setting needs its module"}
	}
	if x.dialect == XMLLegacy && c.path.List != "" && c.path.Key == "ID" {
		return &PathError{c.path.String(), "the ID is the number of an entry and no setting of it"}
	}
	steps := x.steps(c.path)
	in := uint32(0)
	for len(steps) > 0 {
		steps[0].in = in
		scope, ok := x.scopes[steps[0]]
		if !ok {
			break
		}
		in, steps = scope, steps[1:]
	}
	node := x.into[in]
	if node == nil {
		node = &xmlNode{}
		x.into[in] = node
		x.order = append(x.order, in)
	}
	if len(steps) > 0 && x.settings[xmlStep{in: in, name: steps[0].name}] && steps[0].index == 0 {
		return &PathError{c.path.String(), "what would be its list stands in the file as a setting"}
	}
	for i, step := range steps {
		made := node.child(step)
		if x.dialect == XMLLegacy && step.index > 0 && made.id == "" {
			list := xmlStep{in: in, name: step.name}
			if i > 0 {
				list.name = "" // the list is new, and so has no other entry
			}
			prefix, ok := x.idPrefix(c.path, list)
			if !ok {
				return &PathError{c.path.String(), "how the <ID> of this list's entries reads is not known: write one entry by hand"}
			}
			made.id = prefix + strconv.Itoa(step.index)
		}
		node = made
	}
	node.settings = append(node.settings, c)
	return nil
}

// idPrefix gives what stands before the number in the IDs of a list's entries: as
// another entry has it, or as the keys of the list have it in text-legacy.
func (x *xmlInsertion) idPrefix(p Path, entry xmlStep) (string, bool) {
	for _, i := range x.siblings[entry] {
		if x.File.scopes[i].index > 0 {
			id := strings.TrimSpace(xmlscan.Resolve(x.src[x.boxes[i].idText.Start:x.boxes[i].idText.End]))
			return strings.TrimRight(id, "0123456789"), true
		}
	}
	return idPrefix(p.Module, p.List)
}

// fill gives the edits that put something into an element.
func (x *xmlInsertion) fill(scope uint32) []Edit {
	node, box := x.into[scope], &x.boxes[scope]
	space := x.childSpace(box)
	if box.hollow() {
		text := x.children(node, space) + x.spaceBefore(box.start)
		if scope == 0 && space != "" {
			text = x.children(node, space) + x.eol()
		}
		if !box.selfClosed {
			return []Edit{{Span{box.content, box.content}, text}}
		}
		name := tagName(x.src[:box.content])
		return []Edit{{Span{box.content - len("/>"), box.content}, ">" + text + "</" + name + ">"}}
	}
	var edits []Edit
	if len(node.settings) > 0 {
		at, space := x.behindSettings(scope, space)
		edits = append(edits, Edit{Span{at, at}, x.written(node.settings, space)})
	}
	for _, child := range node.sorted() {
		at, space := x.behindEntries(scope, child, space)
		edits = append(edits, Edit{Span{at, at}, x.element(child, space)})
	}
	return edits
}

// childSpace gives the white space that stands before each child of an element.
func (x *xmlInsertion) childSpace(box *xmlBox) string {
	if box.children > 0 {
		return x.spaceBefore(box.lastStart)
	}
	space := x.spaceBefore(box.start)
	if space == "" && box.start == x.boxes[0].start {
		space = x.eol()
	}
	if space != "" {
		space += x.unit
	}
	return space
}

// behindSettings gives where a setting goes in an element that holds something:
// behind the last setting or the ID, else before everything.
func (x *xmlInsertion) behindSettings(scope uint32, space string) (int, string) {
	box := &x.boxes[scope]
	switch last := x.last[scope]; {
	case last >= 0:
		return x.behindComment(x.settingEnd(last)), x.spaceBefore(int(x.entries[last].key) - 1)
	case box.idEnd > 0:
		return box.idEnd, x.spaceBefore(box.id)
	}
	return box.content, space
}

// behindEntries gives where an element goes: behind the entry before it, else
// before the entry behind it, else behind everything.
func (x *xmlInsertion) behindEntries(scope uint32, node *xmlNode, space string) (int, string) {
	before, behind := -1, -1
	for _, i := range x.siblings[xmlStep{in: scope, name: node.name}] {
		switch index := x.File.scopes[i].index; {
		case int(index) <= node.index && (before < 0 || index >= x.File.scopes[before].index):
			before = int(i)
		case int(index) > node.index && (behind < 0 || index < x.File.scopes[behind].index):
			behind = int(i)
		}
	}
	box := &x.boxes[scope]
	switch {
	case before >= 0:
		return x.behindComment(x.boxes[before].after), x.spaceBefore(x.boxes[before].start)
	case behind >= 0:
		space := x.spaceBefore(x.boxes[behind].start)
		return x.boxes[behind].start - len(space), space
	case box.children > 0:
		return x.behindComment(box.lastChild), space
	}
	return box.content, space
}
