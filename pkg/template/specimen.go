package template

import (
	"slices"
	"sort"
	"strings"
)

// Form is how the text around the tags is written, as far as tags depend on it.
type Form uint8

// The forms.
const (
	Colons Form = iota // lines "Key :value"
	Equals             // lines "path = value"
	Markup             // XML
)

// Specimen is one of the texts that a template can be filled in to, as the tags themselves
// show it, whatever the values are: loops are read once, the branches of a block stand one
// behind the other where they can, a comment is nothing, and an expression is the digit 1,
// which may stand in the number of a key, in an index or in a value.
//
// An if that stands within one value is an expression as a whole, and so is one within a key.
// An expression that is not part of a line or of an element stands for any of them: it is
// left out, and is a gap. Line ends stay, so that most of what stands in the specimen stands
// on the same line in the template.
type Specimen struct {
	// Text is what the template becomes.
	Text string
	// Gaps are the offsets in Text at which the template puts lines or elements that are not
	// known, in their order.
	Gaps []int
	// Skipped is how many lines of the template stand above the first of the specimen, since
	// they hold tags alone. All others stay.
	Skipped int
	// Splits are, in markup, the blocks of which only one branch can stand in a text.
	Splits []Split

	template *Template
	src      string
	pieces   []piece
}

// piece is a part of a specimen's text, and where in the template it comes from.
type piece struct {
	at, end  int // in the specimen
	from, to int // in the template
	kind     pieceKind
}

type pieceKind uint8

const (
	copied pieceKind = iota
	filled           // an expression, or a block that is one
	made             // a line end between two branches
)

// Picks say which of the texts that a template can be filled in to a specimen is.
type Picks struct {
	// Branches has for each of the [Specimen.Splits] the branch that is to
	// stand. Without, it is the first.
	Branches []int
	// Gaps has for each gap what is to stand there. Without, it is nothing.
	Gaps []string
}

// Specimen returns one of the texts that a template can be filled in to.
func (t *Template) Specimen(src string, form Form, picks Picks) *Specimen {
	w := specimenWriter{Specimen: &Specimen{template: t, src: src}, tags: t.standing(), form: form, picks: picks}
	w.b.Grow(len(src))
	w.pieces = make([]piece, 0, 2*len(w.tags)+1)
	if form == Markup {
		w.markup()
	} else {
		w.lines()
	}
	w.Text = w.b.String()
	return w.Specimen
}

type specimenWriter struct {
	*Specimen
	b     strings.Builder
	tags  []Tag
	form  Form
	picks Picks
}

// standing returns the tags of what stands where it is written: a definition is one tag, and
// as good as a comment.
func (t *Template) standing() []Tag {
	if !slices.ContainsFunc(t.Blocks, func(b Block) bool { return b.Defines }) {
		return t.Tags
	}
	var tags []Tag
	end := 0
	for _, tag := range t.Tags {
		if tag.Start < end {
			continue
		}
		if tag.Kind == Open && t.Blocks[tag.Block].Defines {
			end = t.Blocks[tag.Block].End
			tag = Tag{Kind: Comment, Start: tag.Start, End: end, Block: -1}
		}
		tags = append(tags, tag)
	}
	return tags
}

// copy takes a part of the template over as it is. White space behind a tag is left out at the
// start of a text: whether it stays is the engine's, and a phone wants its header there.
func (w *specimenWriter) copy(from, to int) {
	if w.b.Len() == 0 && len(w.tags) > 0 && w.tags[0].Start <= from {
		text := strings.TrimLeft(w.src[from:to], " \t\r\n")
		w.Skipped += strings.Count(w.src[from:to-len(text)], "\n")
		from = to - len(text)
	}
	if from >= to {
		return
	}
	at := w.b.Len()
	w.b.WriteString(w.src[from:to])
	if n := len(w.pieces) - 1; n >= 0 && w.pieces[n].kind == copied && w.pieces[n].to == from {
		w.pieces[n].end, w.pieces[n].to = w.b.Len(), to
		return
	}
	w.pieces = append(w.pieces, piece{at, w.b.Len(), from, to, copied})
}

// fill puts the digit in the place of a part of the template.
func (w *specimenWriter) fill(from, to int) { w.write("1", from, to, filled) }

func (w *specimenWriter) write(text string, from, to int, kind pieceKind) {
	at := w.b.Len()
	w.b.WriteString(text)
	w.pieces = append(w.pieces, piece{at, w.b.Len(), from, to, kind})
}

// feeds takes over the line ends alone of what is left out, so that lines keep their numbers.
func (w *specimenWriter) feeds(from, to int) {
	for {
		i := strings.IndexByte(w.src[from:to], '\n')
		if i < 0 {
			return
		}
		feed := from + i
		if feed > from && w.src[feed-1] == '\r' {
			feed--
		}
		from += i + 1
		w.copy(feed, from)
	}
}

// gap notes that something stands here which is not known.
func (w *specimenWriter) gap(tag *Tag) {
	if n := len(w.Gaps); n == 0 || w.Gaps[n-1] != w.b.Len() {
		w.Gaps = append(w.Gaps, w.b.Len())
		if n < len(w.picks.Gaps) && w.picks.Gaps[n] != "" {
			w.write(w.picks.Gaps[n], tag.Start, tag.End, made)
		}
	}
}

// lines writes the specimen of a text that has a setting a line.
func (w *specimenWriter) lines() {
	tags := w.tags
	for at, next := 0, 0; at < len(w.src); {
		line := templateLine{start: at, tags: tags[next:]}
		line.find(w.src)
		next += len(line.tags)
		w.line(&line)
		at = line.end
	}
}

// templateLine is a line of a template, with the tags that start on it. It ends behind the
// first line feed that is in no tag.
type templateLine struct {
	start, end int
	tags       []Tag
	literal    int // the end of the last that stands outside its tags and is no white space; 0 for nothing
}

func (l *templateLine) find(src string) {
	at, n := l.start, 0
	for {
		stop := len(src)
		if n < len(l.tags) {
			stop = l.tags[n].Start
		}
		text := src[at:stop]
		feed := strings.IndexByte(text, '\n')
		if feed >= 0 {
			text = text[:feed+1]
		}
		if bare := strings.TrimRight(text, " \t\r\n"); bare != "" {
			l.literal = at + len(bare)
		}
		if feed >= 0 || n == len(l.tags) {
			l.end, l.tags = at+len(text), l.tags[:n]
			return
		}
		at = l.tags[n].End
		n++
	}
}

// line writes a line. One of tags alone is no line of the file, and one with an expression
// among them stands for any lines.
func (w *specimenWriter) line(l *templateLine) {
	if len(l.tags) > 0 && l.literal == 0 {
		for i := range l.tags {
			if l.tags[i].Kind == Expression {
				w.gap(&l.tags[i])
			}
		}
		w.feeds(l.start, l.end)
		return
	}
	at, begun := l.start, false
	take := func(to int) {
		text := strings.TrimLeft(w.src[at:max(at, to)], " \t")
		if !begun && at > l.start {
			at = to - len(text) // whether white space between a tag and the key stays is the engine's
		}
		begun = begun || text != ""
		w.copy(at, to)
	}
	for i := 0; i < len(l.tags); i++ {
		tag := l.tags[i]
		if begun || strings.TrimLeft(w.src[at:tag.Start], " \t") != "" {
			take(tag.Start)
		}
		at = tag.End
		switch {
		case tag.Kind == Expression:
			w.fill(tag.Start, tag.End)
			begun = true
		case tag.Kind == Open && w.isPartOfLine(&tag, l, begun):
			at = w.template.Blocks[tag.Block].End
			w.fill(tag.Start, at)
			for begun = true; i+1 < len(l.tags) && l.tags[i+1].Start < at; {
				i++
			}
		case tag.Kind == Middle && begun:
			w.write(w.eol(), tag.Start, tag.End, made)
			begun = false
		}
	}
	take(l.end)
}

// isPartOfLine reports whether a block stands within a line, so that its branches are pieces
// of a key or of a value, and no lines.
func (w *specimenWriter) isPartOfLine(open *Tag, l *templateLine, begun bool) bool {
	block := &w.template.Blocks[open.Block]
	if block.End > l.end {
		return false
	}
	return begun || l.literal > block.End
}

func (w *specimenWriter) eol() string {
	if i := strings.IndexByte(w.src, '\n'); i > 0 && w.src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// find returns the piece that holds an offset of the specimen, the last one for its end, and
// nil where there is none.
func (s *Specimen) find(offset int) *piece {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].end > offset })
	if i = min(i, len(s.pieces)-1); i < 0 {
		return nil
	}
	return &s.pieces[i]
}

// Offset returns where in the template what stands at an offset of the specimen comes from.
func (s *Specimen) Offset(at int) int {
	p := s.find(at)
	switch {
	case p == nil || at >= len(s.Text):
		return len(s.src)
	case p.kind == copied:
		return p.from + at - p.at
	}
	return p.from
}

// Span returns the part of the template that a part of the specimen comes from. Of an
// expression in it the whole tag is, and of a block that is one the whole block.
func (s *Specimen) Span(start, end int) (from, to int) {
	from = s.Offset(start)
	if start >= end {
		return from, from
	}
	p := s.find(end - 1)
	if to = p.to; p.kind == copied {
		to = p.from + end - p.at
	}
	return from, max(from, to)
}

// IsFilled reports whether an expression has a part in a part of the specimen.
func (s *Specimen) IsFilled(start, end int) bool {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].end > start })
	for ; i < len(s.pieces) && s.pieces[i].at < end; i++ {
		if s.pieces[i].kind == filled {
			return true
		}
	}
	return false
}

// IsCopied reports whether a part of the specimen stands in the template just so, with no tag
// in it. An empty part is where it can be put in.
func (s *Specimen) IsCopied(start, end int) bool {
	from, to := s.Span(start, end)
	return to-from == end-start && s.src[from:to] == s.Text[start:end]
}

// Filled returns the parts of the specimen that an expression stands for, in their order.
func (s *Specimen) Filled() (parts [][2]int) {
	for _, p := range s.pieces {
		if p.kind == filled {
			parts = append(parts, [2]int{p.at, p.end})
		}
	}
	return parts
}

// Literals returns what stands between the expressions in a part of the specimen, one more
// than there are of them.
func (s *Specimen) Literals(start, end int) (parts []string) {
	i := sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].end > start })
	for ; i < len(s.pieces) && s.pieces[i].at < end; i++ {
		if p := &s.pieces[i]; p.kind == filled {
			parts, start = append(parts, s.Text[start:max(start, p.at)]), p.end
		}
	}
	return append(parts, s.Text[start:max(start, end)])
}

// Alternative is one of the texts that a block can stand for.
type Alternative struct {
	Text   string
	Offset int // in the template
}

// Alternatives returns the texts that a part of the specimen is chosen from, where it is a
// block and nothing else: those of its branches that hold no tag.
func (s *Specimen) Alternatives(start, end int) (texts []Alternative) {
	p := s.find(start)
	if p == nil || p.kind != filled || p.at != start || p.end != end {
		return nil
	}
	t := s.template
	i := sort.Search(len(t.Blocks), func(i int) bool { return t.Blocks[i].Start >= p.from })
	if i == len(t.Blocks) || t.Blocks[i].Start != p.from {
		return nil
	}
	for _, arm := range t.Blocks[i].Arms {
		if !t.HoldsTag(arm.Start, arm.End) && arm.Start < arm.End {
			texts = append(texts, Alternative{s.src[arm.Start:arm.End], arm.Start})
		}
	}
	return texts
}
