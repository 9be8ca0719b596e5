package cfgfile

import (
	"cmp"
	"slices"
)

// step is a module, a list or an entry on the way to a setting.
type step struct {
	kind  scopeKind
	name  string
	index int
}

// node is a module, a list or an entry that is to be written, with what is to stand in it.
type node struct {
	step
	id    string // what stands in the <ID> of an entry of xml-legacy
	in    *node
	parts []part
	nodes int // how many of the parts are nodes
}

// part is what stands in a node: another node, a setting or a comment.
type part struct {
	node  *node
	path  *Path
	value string // of the setting; the text of the comment, which has no path
}

// outline is what is to be written, as a tree.
type outline struct {
	root node
	all  map[stepIn]*node // but the root
}

type stepIn struct {
	in *node
	step
	id string
}

// child returns the node of a step, which it makes where it is missing.
func (o *outline) child(in *node, s step, id string) (child *node, made bool) {
	at := stepIn{in, s, id}
	if child = o.all[at]; child != nil {
		return child, false
	}
	if o.all == nil {
		o.all = map[stepIn]*node{}
	}
	child = &node{step: s, id: id, in: in}
	o.all[at] = child
	in.addNode(child)
	return child, true
}

func (n *node) addNode(child *node) {
	n.parts = append(n.parts, part{node: child})
	n.nodes++
}

// print writes what stands in a node.
func (n *node) print(w printer) {
	for i := range n.parts {
		switch p := &n.parts[i]; {
		case p.node != nil:
			w.open(&p.node.step, p.node.id)
			p.node.print(w)
			w.close()
		case p.path == nil:
			w.comment(p.value)
		default:
			w.setting(p.path, p.value)
		}
	}
}

// sort puts settings before nodes, and the entries of a list one behind the other, all
// else as it was asked for.
func (n *node) sort() {
	first := map[string]int{}
	for i, p := range n.parts {
		if p.node == nil {
			continue
		}
		p.node.sort()
		if _, known := first[p.node.name]; !known {
			first[p.node.name] = i + 1
		}
	}
	order := func(p part) (name, index int) {
		if p.node == nil {
			return 0, p.path.Index
		}
		return first[p.node.name], p.node.index
	}
	slices.SortStableFunc(n.parts, func(a, b part) int {
		aName, aIndex := order(a)
		bName, bIndex := order(b)
		return cmp.Or(cmp.Compare(aName, bName), cmp.Compare(aIndex, bIndex))
	})
}

// order is how a dialect keeps the order of the settings that it is given.
type order uint8

const (
	asGiven       order = iota // a module or a list can stand in several places
	onceEach                   // modules, lists and entries are gathered
	settingsFirst              // and a module's own settings stand before its lists
)

// outliner makes an outline of settings, each behind those that its container has.
type outliner struct {
	outline
	form      form
	order     order
	last      *node  // written to last,
	lastPath  *Path  // by this path
	paths     []Path // many in one piece of memory
	open      []*node
	comments  []string // to go before the next setting
	reordered bool     // the settings are in another order than they were given in
}

func newOutliner(d Dialect) *outliner {
	o := &outliner{form: formOf(d)}
	o.order, o.last = o.form.order(), &o.root
	return o
}

// pathsAtOnce is how many paths are in one piece of memory.
const pathsAtOnce = 128

// add puts a setting behind what its container has.
func (o *outliner) add(path *Path, value string) {
	if len(o.paths) == cap(o.paths) {
		o.paths = make([]Path, 0, pathsAtOnce)
	}
	o.paths = append(o.paths, *path)
	p := &o.paths[len(o.paths)-1]
	in := o.container(p)
	o.flush(in)
	o.append(in, part{path: p, value: value})
	o.last, o.lastPath = in, p
}

// addModule adds a module without settings.
func (o *outliner) addModule(name string) {
	if o.order == onceEach {
		o.flush(&o.root)
	}
	o.lastPath, o.open = nil, nil
	o.enter(&o.root, step{kind: scopeModule, name: name}, "")
}

// flush puts the comments before what comes next in a node.
func (o *outliner) flush(in *node) {
	for _, text := range o.comments {
		o.append(in, part{value: text})
	}
	o.comments = o.comments[:0]
}

// finish puts the comments that are left behind all and returns the outline.
func (o *outliner) finish() *node {
	for _, text := range o.comments {
		o.root.parts = append(o.root.parts, part{value: text})
	}
	return &o.root
}

func (o *outliner) append(in *node, p part) {
	if o.order != settingsFirst || in.nodes == 0 {
		in.parts = append(in.parts, p)
		return
	}
	o.reordered = true
	in.parts = slices.Insert(in.parts, len(in.parts)-in.nodes, p)
}

// container returns the node that a setting goes into.
func (o *outliner) container(p *Path) *node {
	if l := o.lastPath; l != nil && p.Module == l.Module && p.List == l.List && p.Index == l.Index && p.entry == l.entry {
		return o.last
	}
	in := &o.root
	for i, s := range o.form.steps(p) {
		id := ""
		if s.kind == scopeEntry {
			id = p.entry
		}
		if o.order == asGiven && i < len(o.open) && o.open[i].step == s {
			in = o.open[i]
			continue
		}
		o.open = o.open[:min(i, len(o.open))]
		in = o.enter(in, s, id)
	}
	o.follow(in)
	return in
}

// enter returns the node of a step. It goes behind all that is there where it is new.
func (o *outliner) enter(in *node, s step, id string) *node {
	if o.order == asGiven {
		child := &node{step: s, id: id, in: in}
		in.addNode(child)
		o.open = append(o.open, child)
		return child
	}
	if child := o.all[stepIn{in, s, id}]; child != nil {
		return child
	}
	o.follow(in)
	if o.order == onceEach {
		o.flush(in)
	}
	child, _ := o.child(in, s, id)
	o.last = child
	return child
}

// follow notes whether what is written next to a node stands behind all that was written
// before.
func (o *outliner) follow(in *node) {
	for n := o.last; n != nil && o.order != asGiven; n = n.in {
		if n == in {
			return
		}
	}
	o.reordered = o.order != asGiven
}

// settings returns the settings of a sorted node, and its nodes.
func (n *node) settings() (settings, nodes []part) {
	own := len(n.parts) - n.nodes
	return n.parts[:own], n.parts[own:]
}
