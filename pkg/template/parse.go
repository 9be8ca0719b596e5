package template

import (
	"fmt"
	"strings"
)

// Parse reads the tags of a text by the rules of one engine. A text without tags has none.
func Parse(src string, e Engine) *Template {
	t := scan(src, e)
	if e == None || t.HasControl() {
		t.sortFaults()
		return t
	}
	if other, first := Recognize(src); other != None && (!e.reads(other) && len(t.Tags) <= 1 || e.contradicts(src[first.Start:first.End], other)) {
		t.Foreign = true
		t.fault(first, "from here on the tags are those of %v, and the file is read as one of %v", other, e)
	}
	t.sortFaults()
	return t
}

// scan is Parse that does not look for the tags of other engines.
func scan(src string, e Engine) *Template {
	p := parser{Template: &Template{Engine: e}, src: src, grammar: grammars()[e]}
	if p.first != "" {
		p.Tags = make([]Tag, 0, min(strings.Count(src, p.first[:1]), len(src)/16+1))
	}
	p.run()
	return p.Template
}

// parser finds the tags of a text and puts its blocks together.
type parser struct {
	*Template
	src string
	grammar
	open []openBlock // the innermost last
	deep int         // how many more are open, which are too deep to be kept
	lost int         // how many bytes were looked through for ends that are not there

	// probe is given each tag in place of its being kept, and reports whether it is the one
	// that is looked for.
	probe func(*Tag) bool
	found Tag // that one
}

// openBlock is a block that is not closed yet.
type openBlock struct {
	number int
	word   string
	opened Tag
}

// maxNesting is how deep blocks may nest.
const maxNesting = 1000

func (p *parser) run() {
	for at := 0; at < len(p.src) && p.found.End == 0; {
		i := strings.IndexAny(p.src[at:], p.first)
		if i < 0 {
			break
		}
		at += i
		if m := p.markAt(at); m != nil {
			at = p.tag(m, at)
		} else {
			at++
		}
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		b := &p.open[i]
		p.Blocks[b.number].End = len(p.src)
		p.fault(b.opened, "the block %s begins here and is never closed: %s is missing", p.shown(b.word), p.closer(b.word))
	}
}

// markAt returns the mark that a tag at a place begins with, nil for none.
func (p *parser) markAt(at int) *mark {
	rest := p.src[at:]
	for i := range p.marks {
		if m := &p.marks[i]; strings.HasPrefix(rest, m.open) && (m.begins == nil || m.begins(p.src, at)) {
			return m
		}
	}
	return nil
}

// tag reads the tag at a place, and returns where to go on.
func (p *parser) tag(m *mark, at int) int {
	body := at + len(m.open)
	length, closed := p.find(m, body)
	text := p.src[body : body+length]
	inner := -1
	if closed && m.nested != "" {
		inner = indexBare(text, m.nested)
		if inner >= 0 && strings.Contains(text[:inner], "\n") { // what closes it is another one's
			closed, inner = false, -1
			text = p.src[body:lineEnd(p.src, body)]
		}
	}
	t := Tag{Start: at, End: body + len(text), Block: -1}
	if closed {
		t.End += len(m.close)
	}
	meaning := m.read(text)
	if meaning.none {
		return at + len(m.open)
	}
	t.Kind = meaning.kind
	if !closed {
		p.fault(t, "the tag that begins here is never closed: %s is missing", m.close)
	} else if inner >= 0 {
		p.fault(t, "a tag begins inside of another: close the first one before it")
	}
	switch {
	case p.probe != nil && !meaning.raw:
	case meaning.raw:
		t.Kind = Statement
		p.add(t)
		return p.raw(&t, &meaning)
	case t.Kind == Open:
		p.begin(&t, &meaning)
	case t.Kind == Middle:
		p.part(&t, &meaning)
	case t.Kind == Close:
		p.close(&t, &meaning)
	}
	p.add(t)
	return t.End
}

// maxLost is how many bytes are looked through in vain before the ends of tags are looked for
// on their own lines alone: a text of nothing but beginnings is no template.
const maxLost = 1 << 20

// find returns the length of what stands between the marks of a tag, up to the end of its line
// where it is never closed.
func (p *parser) find(m *mark, body int) (length int, closed bool) {
	rest := p.src[body:]
	if p.lost > maxLost {
		rest = p.src[body:lineEnd(p.src, body)]
	}
	if length, closed = m.end(rest); closed {
		return length, true
	}
	p.lost += len(rest)
	return lineEnd(p.src, body) - body, false
}

func (p *parser) add(t Tag) {
	switch {
	case p.probe == nil:
		p.Tags = append(p.Tags, t)
	case p.found.End == 0 && p.probe(&t):
		p.found = t
	}
}

// lineEnd returns where the line that holds a place ends, without its line end.
func lineEnd(src string, at int) int {
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		return at + len(strings.TrimRight(src[at:at+i], "\r"))
	}
	return len(src)
}

// raw passes over text without tags up to the tag that ends it, and takes that.
func (p *parser) raw(t *Tag, m *meaning) int {
	at := t.End
	for {
		i := strings.Index(p.src[at:], p.marks[m.rawMark].open)
		if i < 0 {
			p.fault(*t, "the block %s begins here and is never closed: %s is missing", m.word, p.closer(m.word))
			return len(p.src)
		}
		at += i
		mark := &p.marks[m.rawMark]
		at += len(mark.open)
		if firstWord(p.src[at:]) != m.until {
			continue
		}
		if length, closed := p.find(mark, at); closed {
			end := at + length + len(mark.close)
			p.add(Tag{Kind: Statement, Start: at - len(mark.open), End: end, Block: -1})
			return end
		}
	}
}

func (p *parser) begin(t *Tag, m *meaning) {
	if len(p.open) >= maxNesting {
		if t.Kind = Statement; p.deep == 0 {
			p.fault(*t, "blocks nest more than %d deep", maxNesting)
		}
		p.deep++
		return
	}
	parent := -1
	if len(p.open) > 0 {
		parent = p.open[len(p.open)-1].number
	}
	t.Block = len(p.Blocks)
	p.Blocks = append(p.Blocks, Block{
		Start: t.Start, End: len(p.src), Parent: parent, Loop: m.loop, Else: m.always, Defines: m.defines,
		Arms: []Arm{{t.End, len(p.src)}},
	})
	p.open = append(p.open, openBlock{t.Block, m.word, *t})
}

func (p *parser) part(t *Tag, m *meaning) {
	if p.deep > 0 {
		t.Kind = Statement
		return
	}
	if len(p.open) == 0 {
		p.stray(t, m)
		return
	}
	t.Block = p.open[len(p.open)-1].number
	b := &p.Blocks[t.Block]
	if b.Else {
		p.fault(*t, "%s stands behind the last branch of its block", m.word)
	}
	if last := &b.Arms[len(b.Arms)-1]; len(b.Arms) == 1 && m.switches(p.open[len(p.open)-1].word) && p.isBlank(last.Start, t.Start) {
		last.Start = t.End // what stands above the first case is no branch
	} else {
		last.End = t.Start
		b.Arms = append(b.Arms, Arm{t.End, len(p.src)})
	}
	b.Else = b.Else || m.last
}

// isBlank reports whether a part of the text that was read holds comments and white space alone.
func (p *parser) isBlank(start, end int) bool {
	for i := len(p.Tags) - 1; i >= 0 && p.Tags[i].Start >= start; i-- {
		tag := &p.Tags[i]
		if tag.Kind != Comment || strings.TrimSpace(p.src[tag.End:end]) != "" {
			return false
		}
		end = tag.Start
	}
	return strings.TrimSpace(p.src[start:end]) == ""
}

func (p *parser) close(t *Tag, m *meaning) {
	if p.deep > 0 {
		t.Kind = Statement
		p.deep--
		return
	}
	i := len(p.open) - 1
	if i < 0 {
		p.stray(t, m)
		return
	}
	if !m.closes(p.open[i].word) {
		p.fault(*t, "%s closes no block %s, which begins above: %s is missing", m.word, p.shown(p.open[i].word), p.closer(p.open[i].word))
		j := i
		for j >= 0 && !m.closes(p.open[j].word) {
			j--
		}
		if j < 0 {
			t.Kind = Statement
			return
		}
		for ; i > j; i-- { // those inside end with it
			p.end(p.open[i].number, t.Start, t.Start)
		}
	}
	t.Block = p.open[i].number
	p.end(t.Block, t.Start, t.End)
	p.open = p.open[:i]
}

func (p *parser) end(number, arm, end int) {
	b := &p.Blocks[number]
	b.Arms[len(b.Arms)-1].End = arm
	b.End = end
}

// shown returns the word of a block as messages have it: the name of a section of Mustache is
// the author's own, and is not shown.
func (p *parser) shown(word string) string {
	if p.Engine == Mustache && p.closer(word) == p.closer("") {
		return "{{#…}}"
	}
	return word
}

// stray makes a tag that belongs to no block a statement.
func (p *parser) stray(t *Tag, m *meaning) {
	t.Kind = Statement
	p.fault(*t, "%s belongs to no block: what it closes or parts is missing above it", m.word)
}

// maxFaults is how many faults are kept: who has as many reads the first few.
const maxFaults = 10

func (t *Template) fault(at Tag, format string, args ...any) {
	if len(t.Faults) < maxFaults {
		t.Faults = append(t.Faults, Fault{at.Start, at.End, fmt.Sprintf(format, args...)})
	}
}

// HasControl reports whether a tag does something beside standing for a text.
func (t *Template) HasControl() bool {
	for _, tag := range t.Tags {
		if tag.Kind != Expression && tag.Kind != Comment {
			return true
		}
	}
	return false
}
