// Package template reads the tags that template engines put into provisioning files: where
// each one stands, what it does, and which belong together. It runs none of them.
//
//	t := template.Parse(src, template.Smarty)
//	for _, tag := range t.Tags {
//		fmt.Println(tag.Kind, src[tag.Start:tag.End])
//	}
//
// What stands between the tags is none of this package's business; package cfgfile reads a
// template as a provisioning file.
package template

import (
	"cmp"
	"slices"
)

// Kind is what a tag does.
type Kind uint8

// The kinds of tags.
const (
	Expression Kind = iota + 1 // stands for text that is not known: {$domain}, {{ line.password }}, an include
	Comment                    // stands for nothing: {* … *}, {# … #}
	Statement                  // does something and stands for nothing: {assign …}, {% set x = 1 %}, {literal}
	Open                       // begins a block: {if …}, {% for … %}
	Middle                     // ends one branch of a block and begins the next: {else}, {% elif … %}
	Close                      // ends a block: {/if}, {% endfor %}
)

// Tag is one tag of a template.
type Tag struct {
	Kind       Kind
	Start, End int // its bytes; where it is never closed, up to the end of its line
	Block      int // of a tag that opens, parts or closes one: its number in Template.Blocks; -1 for any other
}

// Block is a part of a template that is there once, many times or not at all: an if with
// its branches, a loop.
type Block struct {
	Start, End int   // its bytes, its tags included; where it is never closed, up to the end of the text
	Parent     int   // the block that it stands in, -1 for none
	Arms       []Arm // its branches, in their order; a loop has one, or two where it has an else
	Loop       bool  // the first branch can be there many times
	Else       bool  // the last branch is there whenever no other one is
	Defines    bool  // what stands in it is not there but where it is called for: a macro
}

// Arm is one branch of a block.
type Arm struct {
	Start, End int // what stands between its tags
}

// Fault is a mistake in the tags of a template.
type Fault struct {
	Start, End int    // the tag that is at fault
	Message    string // what is wrong and what to do; it holds no text of the template
}

// Template is a text with its tags.
type Template struct {
	Engine Engine
	Tags   []Tag   // in the order of the text; they do not overlap
	Blocks []Block // in the order of their starts
	Faults []Fault // in the order of the text

	// Foreign is set where the tags are those of another engine, so that there is nothing to
	// be known of the text. A fault says so.
	Foreign bool
}

// HoldsTag reports whether a tag stands in a part of the text, be it in part.
func (t *Template) HoldsTag(start, end int) bool {
	i := t.tagFrom(start)
	return i < len(t.Tags) && t.Tags[i].Start < end
}

// tagFrom returns the number of the first tag that ends behind an offset.
func (t *Template) tagFrom(offset int) int { return tagFrom(t.Tags, offset) }

func tagFrom(tags []Tag, offset int) int {
	i, _ := slices.BinarySearchFunc(tags, offset, func(tag Tag, at int) int {
		if tag.End <= at {
			return -1
		}
		return 1
	})
	return i
}

// Arm returns the innermost branch that an offset stands in and that may be missing: the number
// of its block, -1 for none, and that of the branch in it. A block that is there once, whatever
// the values are, is none: {strip}.
func (t *Template) Arm(offset int) (block, arm int) {
	block, found := slices.BinarySearchFunc(t.Blocks, offset, func(b Block, at int) int { return cmp.Compare(b.Start, at) })
	if !found {
		block--
	}
	for ; block >= 0; block = t.Blocks[block].Parent {
		b := &t.Blocks[block]
		if offset >= b.End || b.Else && len(b.Arms) == 1 && !b.Loop {
			continue
		}
		i, found := slices.BinarySearchFunc(b.Arms, offset, func(a Arm, at int) int { return cmp.Compare(a.Start, at) })
		if !found {
			i--
		}
		if i >= 0 && offset < b.Arms[i].End {
			return block, i
		}
	}
	return -1, 0
}

// Together reports whether what stands at two places is there in each other's company alone:
// both stand in the same branch of the same block, or both in none.
func (t *Template) Together(a, b int) bool {
	block, arm := t.Arm(a)
	otherBlock, otherArm := t.Arm(b)
	return block == otherBlock && arm == otherArm
}
