package cfgfile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// xmlNode is an element that is to be made, or one that is there and gets
// something.
type xmlNode struct {
	name     string
	index    int
	id       string // what stands in its <ID>, for an entry of xml-legacy
	settings []change
	nodes    []*xmlNode
	byStep   map[xmlStep]*xmlNode // of the nodes
}

// child gives the element of a step, which it makes where it is missing.
func (n *xmlNode) child(step xmlStep) *xmlNode {
	step.in = 0
	if child, ok := n.byStep[step]; ok {
		return child
	}
	child := &xmlNode{name: step.name, index: step.index}
	if n.byStep == nil {
		n.byStep = map[xmlStep]*xmlNode{}
	}
	n.byStep[step] = child
	n.nodes = append(n.nodes, child)
	return child
}

// written writes settings, each behind white space.
func (x *xmlInsertion) written(settings []change, space string) string {
	var b strings.Builder
	for _, c := range settings {
		fmt.Fprintf(&b, "%s<%s>%s</%s>", space, c.path.Key, valueEscaper.Replace(c.value), c.path.Key)
	}
	return b.String()
}

// children writes what an element holds.
func (x *xmlInsertion) children(node *xmlNode, space string) string {
	var b strings.Builder
	b.WriteString(x.written(node.settings, space))
	for _, child := range node.sorted() {
		b.WriteString(x.element(child, space))
	}
	return b.String()
}

// sorted gives the nodes as they were asked for, but the entries of a list one
// behind the other.
func (n *xmlNode) sorted() []*xmlNode {
	first := map[string]int{}
	for i, child := range n.nodes {
		if _, known := first[child.name]; !known {
			first[child.name] = i
		}
	}
	return slices.SortedStableFunc(slices.Values(n.nodes), func(a, b *xmlNode) int {
		return cmp.Or(cmp.Compare(first[a.name], first[b.name]), cmp.Compare(a.index, b.index))
	})
}

// element writes an element behind white space, which its end tag has before it,
// too.
func (x *xmlInsertion) element(node *xmlNode, space string) string {
	inner := space
	if space != "" {
		inner += x.unit
	}
	tag := node.name
	if node.index > 0 && x.dialect == Sysconf {
		tag += ` index="` + strconv.Itoa(node.index) + `"`
	}
	id := ""
	if node.id != "" {
		id = inner + "<ID>" + node.id + "</ID>"
	}
	return space + "<" + tag + ">" + id + x.children(node, inner) + space + "</" + node.name + ">"
}
