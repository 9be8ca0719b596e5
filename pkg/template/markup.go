package template

import (
	"slices"
	"sort"
	"strings"
)

// markupWriter writes the specimen of an XML text. It knows tags of XML by their brackets.
type markupWriter struct {
	*specimenWriter
	state    markupState
	quote    byte // of the attribute's value that is open
	begins   bool // the last element's tag was a start tag: text behind it may be a value
	mark     int  // where the one that is open starts
	elements []element
	declared []int       // where declarations of XML start
	splitOf  map[int]int // by block
	marks    [256]int    // the first of a character at or behind the place that was asked for last
}

type markupState uint8

const (
	inText markupState = iota
	inTag
	inComment
	inCDATA
)

// element is a tag of XML, and how many elements are open behind it.
type element struct{ at, depth int }

// markup writes the specimen of an XML text.
func (w *specimenWriter) markup() {
	m := markupWriter{specimenWriter: w}
	m.countElements()
	at := 0
	for i := 0; i < len(w.tags); i++ {
		tag := w.tags[i]
		if tag.Start < at {
			continue // in what was left out
		}
		m.text(at, tag.Start)
		written := m.b.Len()
		if at = m.tag(&tag); m.b.Len() == written {
			m.feeds(tag.Start, at)
		}
	}
	m.text(at, len(w.src))
}

// text takes over what stands between two tags.
func (m *markupWriter) text(from, to int) {
	m.copy(from, to)
	for at := from; at < to; {
		at = m.step(at, to)
	}
}

// step goes to the next place where the state changes, or to the end.
func (m *markupWriter) step(at, to int) int {
	rest := m.src[at:to]
	until := func(mark string) int {
		if i := strings.Index(rest, mark); i >= 0 {
			m.state = inText
			return at + i + len(mark)
		}
		return to
	}
	switch m.state {
	case inComment:
		return until("-->")
	case inCDATA:
		return until("]]>")
	case inTag:
		return m.stepInTag(at, to)
	}
	i := strings.IndexByte(rest, '<')
	if i < 0 {
		return to
	}
	m.mark = at + i
	switch rest = rest[i:]; {
	case strings.HasPrefix(rest, "<!--"):
		m.state = inComment
		return m.mark + len("<!--")
	case strings.HasPrefix(rest, "<![CDATA["):
		m.state = inCDATA
		return m.mark + len("<![CDATA[")
	}
	m.state = inTag
	return m.mark + 1
}

func (m *markupWriter) stepInTag(at, to int) int {
	if m.quote != 0 {
		i := strings.IndexByte(m.src[at:to], m.quote)
		if i < 0 {
			return to
		}
		m.quote = 0
		return at + i + 1
	}
	i := strings.IndexAny(m.src[at:to], `"'>`)
	if i < 0 {
		return to
	}
	if c := m.src[at+i]; c != '>' {
		m.quote = c
		return at + i + 1
	}
	m.state = inText
	m.begins = m.src[at+i-1] != '/' && strings.IndexByte("/!?", m.src[min(m.mark+1, len(m.src)-1)]) < 0
	return at + i + 1
}

// tag writes what a tag stands for, and returns where to go on.
func (m *markupWriter) tag(tag *Tag) (next int) {
	next = tag.End
	switch tag.Kind {
	case Expression:
		m.expression(tag)
	case Open:
		if end, ok := m.wholeBlock(tag); ok {
			return end
		}
		return m.enter(tag)
	case Middle:
		if _, split := m.splitOf[tag.Block]; split {
			return m.template.Blocks[tag.Block].End
		}
	}
	return next
}

// expression fills in what is part of a value, of an attribute or of a name, and leaves out
// what stands for elements or attributes.
func (m *markupWriter) expression(tag *Tag) {
	switch m.state {
	case inTag:
		if !m.isAttribute() {
			m.fill(tag.Start, tag.End)
		}
	case inText:
		if !m.isInValue(tag.End) || m.isAlone(tag) {
			m.gap(tag)
			return
		}
		fallthrough
	default:
		m.fill(tag.Start, tag.End)
	}
}

// isAttribute reports whether what stands in a tag of XML at this place is one or more of its
// attributes, and no part of a name or of a value.
func (m *markupWriter) isAttribute() bool {
	text := m.b.String()
	return m.quote == 0 && strings.IndexByte(" \t\r\n", text[len(text)-1]) >= 0
}

// isInValue reports whether text up to a place is part of an element's value: it stands
// between the element's two tags.
func (m *markupWriter) isInValue(at int) bool {
	return m.begins && strings.HasPrefix(m.src[m.next('<', at):], "</")
}

// isAlone reports whether a tag is the only thing on its line.
func (m *markupWriter) isAlone(tag *Tag) bool {
	before := strings.TrimRight(m.src[:tag.Start], " \t")
	behind := strings.TrimLeft(m.src[tag.End:], " \t\r")
	return strings.HasSuffix(before, "\n") && strings.HasPrefix(behind, "\n")
}

// next returns where the next of a character stands at or behind a place, outside of the
// template's tags; the end of the text where there is none.
func (m *markupWriter) next(mark byte, at int) int {
	if m.marks[mark] >= at {
		return m.marks[mark]
	}
	for i := tagFrom(m.tags, at); ; i++ {
		stop := len(m.src)
		if i < len(m.tags) {
			stop = m.tags[i].Start
		}
		if at < stop {
			if found := strings.IndexByte(m.src[at:stop], mark); found >= 0 {
				m.marks[mark] = at + found
				return at + found
			}
		}
		if i == len(m.tags) {
			m.marks[mark] = len(m.src)
			return len(m.src)
		}
		at = m.tags[i].End
	}
}

// wholeBlock writes a block that stands within a value, an attribute or a tag as one
// expression, and returns where it ends.
func (m *markupWriter) wholeBlock(open *Tag) (end int, ok bool) {
	end = m.template.Blocks[open.Block].End
	switch m.state {
	case inTag:
		if m.nextClose(open.End) < end {
			return 0, false
		}
	case inText:
		if !m.isInValue(open.End) || m.next('<', open.End) < end {
			return 0, false
		}
	default:
		return 0, false
	}
	if m.state == inText || !m.isAttribute() {
		m.fill(open.Start, end)
	}
	return end, true
}

// nextClose returns where the tag of XML that is open ends, or the attribute's value in it.
func (m *markupWriter) nextClose(at int) int {
	if m.quote != 0 {
		return m.next(m.quote, at)
	}
	return m.next('>', at)
}

// countElements notes how many elements are open behind each tag of XML, and the splits.
func (m *markupWriter) countElements() {
	if len(m.template.Blocks) == 0 {
		return
	}
	depth, at, end := 0, 0, 0 // end is the first > behind the last element
	for i := 0; i <= len(m.tags); i++ {
		stop := len(m.src)
		if i < len(m.tags) {
			stop = m.tags[i].Start
		}
		for at < stop {
			found := strings.IndexByte(m.src[at:stop], '<')
			if found < 0 {
				break
			}
			at += found
			switch rest := m.src[at:]; {
			case strings.HasPrefix(rest, "</"):
				depth--
			case strings.HasPrefix(rest, "<?xml "):
				m.declared = append(m.declared, at)
			case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?'):
			default:
				if end <= at {
					if end = len(m.src); strings.IndexByte(rest, '>') >= 0 {
						end = at + strings.IndexByte(rest, '>')
					}
				}
				if end == len(m.src) || m.src[end-1] != '/' {
					depth++
				}
			}
			m.elements = append(m.elements, element{at, depth})
			at++
		}
		if i < len(m.tags) {
			at = max(at, m.tags[i].End)
		}
	}
	m.splitOf = make(map[int]int)
	for i, b := range m.template.Blocks {
		if !slices.ContainsFunc(b.Arms, func(arm Arm) bool { return m.opened(arm) != 0 || m.declares(arm) }) {
			continue
		}
		split := Split{Block: i, Branches: len(b.Arms), Optional: !b.Else}
		m.splitOf[i] = len(m.Splits)
		m.Splits = append(m.Splits, split)
	}
}

// Split is a block whose branches open or close elements of XML or declare it, so that only one
// of them can stand in a text.
type Split struct {
	Block    int
	Branches int  // the first is 0
	Optional bool // it can be left out, which is the pick behind the last
}

// opened returns how many more elements a part of the text opens than it closes.
func (m *markupWriter) opened(arm Arm) int {
	depth := func(at int) int {
		i := sort.Search(len(m.elements), func(i int) bool { return m.elements[i].at >= at })
		if i == 0 {
			return 0
		}
		return m.elements[i-1].depth
	}
	return depth(arm.End) - depth(arm.Start)
}

// declares reports whether a part of the text holds a declaration of XML, of which a text has
// one.
func (m *markupWriter) declares(arm Arm) bool {
	i, _ := slices.BinarySearch(m.declared, arm.Start)
	return i < len(m.declared) && m.declared[i] < arm.End
}

// enter returns where to go on in a block: at its first branch, at the one that is to stand, or
// behind it.
func (m *markupWriter) enter(open *Tag) int {
	split, ok := m.splitOf[open.Block]
	if !ok {
		return open.End
	}
	block := &m.template.Blocks[open.Block]
	if split >= len(m.picks.Branches) {
		return max(open.End, block.Arms[0].Start)
	}
	if pick := m.picks.Branches[split]; pick < len(block.Arms) {
		return max(open.End, block.Arms[pick].Start)
	}
	return block.End
}
