package sidefile

import (
	"bytes"

	"github.com/fvcfg/fvcfg/internal/magic"
)

// maxCells is how many cells of a row are kept; the rest is counted.
const maxCells = 1024

// cell is a span of the data, without the quotes around it.
type cell struct {
	start, end int
	quoted     bool
}

// row is what stands between two line ends outside of quotes.
type row struct {
	start int
	cells []cell // maxCells at most
	count int    // of all cells

	bareQuote, openQuote int // where the first is, -1 for none
	lineBreak            int // the column of the first cell with one, from 1; 0 for none
}

// scanner reads a table row by row. It takes what encoding/csv takes, as a fuzz test
// holds against it, and goes on where that stops: encoding/csv copies a cell whose
// quote is never closed, to the end of the file, while this has to report on a broken
// file of any size, with the byte offset of each cell.
type scanner struct {
	data []byte
	sep  byte
	at   int
}

func newScanner(data []byte) *scanner {
	s := &scanner{data: data}
	if bytes.HasPrefix(data, []byte(bom)) {
		s.at = len(bom)
	}
	s.sep = separatorOf(data[s.at:])
	return s
}

// separators are those that programs write, the one that phones write first.
const separators = ",;\t|"

// separatorOf counts the separators in the first line, outside of quotes.
func separatorOf(data []byte) byte {
	data = bytes.TrimLeft(data[:min(len(data), magic.Window)], "\r\n")
	var counts [len(separators)]int
	quoted := false
	for _, c := range data {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' {
			break
		}
		for i := range separators {
			if c == separators[i] && !quoted {
				counts[i]++
			}
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return separators[best]
}

// next reads a row that is not an empty line, and reports whether there was one.
func (s *scanner) next(r *row) bool {
	for s.at < len(s.data) && s.lineEnd(s.at) > 0 {
		s.at += s.lineEnd(s.at)
	}
	if s.at >= len(s.data) {
		return false
	}
	*r = row{start: s.at, cells: r.cells[:0], bareQuote: -1, openQuote: -1}
	for s.cell(r) {
	}
	return true
}

// lineEnd returns the length of the line end at an offset, 0 where there is none. The end
// of the data is none; a CR before it is, as encoding/csv has it.
func (s *scanner) lineEnd(at int) int {
	switch {
	case s.data[at] == '\n':
		return 1
	case s.data[at] == '\r' && at+1 == len(s.data):
		return 1
	case s.data[at] == '\r' && s.data[at+1] == '\n':
		return 2
	}
	return 0
}

// cell reads a cell and what ends it, and reports whether the row goes on.
func (s *scanner) cell(r *row) bool {
	if s.at < len(s.data) && s.data[s.at] == '"' {
		return s.quotedCell(r)
	}
	start := s.at
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == s.sep:
			r.add(cell{start: start, end: s.at})
			s.at++
			return true
		case c == '"' && r.bareQuote < 0:
			r.bareQuote = s.at
		case c <= '\r' && s.lineEnd(s.at) > 0:
			r.add(cell{start: start, end: s.at})
			s.at += s.lineEnd(s.at)
			return false
		}
	}
	r.add(cell{start: start, end: s.at})
	return false
}

// quotedCell reads a cell that starts with a quote. Where none closes it, the row ends
// with the line that it started on: so one stray quote costs one row, and no byte is
// passed more than twice, since every line that was passed over has its quotes in pairs.
func (s *scanner) quotedCell(r *row) bool {
	open := s.at
	for at := open + 1; ; {
		i := bytes.IndexByte(s.data[at:], '"')
		if i < 0 {
			return s.giveUp(r, open, -1)
		}
		at += i + 1 // behind the quote
		switch {
		case at == len(s.data):
			s.at = at
			r.addQuoted(s.data, open, at-1)
			return false
		case s.data[at] == '"':
			at++
		case s.data[at] == s.sep:
			s.at = at + 1
			r.addQuoted(s.data, open, at-1)
			return true
		case s.lineEnd(at) > 0:
			s.at = at + s.lineEnd(at)
			r.addQuoted(s.data, open, at-1)
			return false
		default:
			return s.giveUp(r, open, at-1)
		}
	}
}

// giveUp ends a row with the line that an opening quote is on. A quote that closes
// nothing belongs to that line, or else the line lacks its own.
func (s *scanner) giveUp(r *row, open, quote int) bool {
	end := len(s.data)
	if i := bytes.IndexByte(s.data[open:], '\n'); i >= 0 {
		end = open + i
	}
	switch {
	case quote < 0 || quote > end:
		r.openQuote = open
	case r.bareQuote < 0:
		r.bareQuote = quote
	}
	r.add(cell{start: open + 1, end: max(open+1, end)})
	s.at = min(end+1, len(s.data))
	return false
}

func (r *row) addQuoted(data []byte, open, end int) {
	if r.lineBreak == 0 && bytes.IndexByte(data[open:end], '\n') >= 0 {
		r.lineBreak = r.count + 1
	}
	r.add(cell{start: open + 1, end: end, quoted: true})
}

func (r *row) add(c cell) {
	if r.count++; r.count <= maxCells {
		r.cells = append(r.cells, c)
	}
}

// text returns the bytes of a cell without the white space around them.
func (s *scanner) text(c cell) []byte { return bytes.TrimSpace(s.data[c.start:c.end]) }

// name returns a cell as the head of a column.
func (s *scanner) name(c cell) string {
	text := s.text(c)
	return string(text[:min(len(text), maxNearName+1)])
}
