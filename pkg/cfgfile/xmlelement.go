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
}

// child gives the element of a step, which it makes where it is missing.
func (n *xmlNode) child(step xmlStep) *xmlNode {
	for _, child := range n.nodes {
		if child.name == step.name && child.index == step.index {
			return child
		}
	}
	n.nodes = append(n.nodes, &xmlNode{name: step.name, index: step.index})
	return n.nodes[len(n.nodes)-1]
}

// settings writes settings, each behind white space.
func (x *xmlInsertion) settings(settings []change, space string) string {
	var b strings.Builder
	for _, c := range settings {
		fmt.Fprintf(&b, "%s<%s>%s</%s>", space, c.place.key, valueEscaper.Replace(c.value), c.place.key)
	}
	return b.String()
}

// children writes what an element holds.
func (x *xmlInsertion) children(node *xmlNode, space string) string {
	text := x.settings(node.settings, space)
	slices.SortStableFunc(node.nodes, func(a, b *xmlNode) int { return cmp.Compare(a.index, b.index) })
	for _, child := range node.nodes {
		text += x.element(child, space)
	}
	return text
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
