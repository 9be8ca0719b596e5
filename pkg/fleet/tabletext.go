package fleet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/magic"
)

// MaxRow is how many bytes a row of a table can have: 4 MiB.
const MaxRow = 4 << 20

// A textReader reads the text of a table and refuses what is none. It keeps what it has
// read until that is dropped, so that the bytes behind a cell can be looked at, and knows
// their lines.
type textReader struct {
	src   io.Reader
	table string

	mem      []byte
	from, to int   // mem[from:to] is kept
	given    int   // mem[from:given] was handed out
	good     int   // mem[from:good] is text
	offset   int64 // of mem[from] in the text
	dropped  int   // lines that end before that
	begun    bool
	err      error // what stands at the end of the text
}

// textWindow is how much is read at a time, at least.
const textWindow = 64 << 10

func (r *textReader) Read(p []byte) (int, error) {
	for r.given == r.good {
		if r.err != nil {
			return 0, r.err
		}
		if r.to-r.from > MaxRow { // and all of it is the row's, or nobody would ask for more
			r.err = r.tooLarge()
			return 0, r.err
		}
		r.fill()
	}
	n := copy(p, r.mem[r.given:r.good])
	r.given += n
	return n, nil
}

// tooLarge returns the error of a row that has more than MaxRow bytes.
func (r *textReader) tooLarge() error {
	kept := r.mem[r.from:r.to]
	between := len(kept) - len(bytes.TrimLeft(kept, ", \t\r\n"))
	return &TableError{Table: r.table, Line: r.lineAt(r.offset + int64(between)), Text: fmt.Sprintf("a row of more than %d MiB begins here: look for a quote or a bracket that is not closed", MaxRow>>20)}
}

// all returns the whole text, which has at most so many bytes.
func (r *textReader) all(limit int, tooLarge string) ([]byte, error) {
	for r.err == nil && r.to-r.from <= limit {
		r.fill()
	}
	switch {
	case r.to-r.from > limit:
		return nil, &TableError{Table: r.table, Text: tooLarge}
	case !errors.Is(r.err, io.EOF):
		return nil, r.err
	}
	return r.mem[r.from:r.good], nil
}

// fill reads on and checks what comes.
func (r *textReader) fill() {
	r.makeRoom()
	n, err := r.src.Read(r.mem[r.to:])
	r.to += n
	switch {
	case errors.Is(err, io.EOF):
		r.err = io.EOF
	case err != nil:
		r.err = fmt.Errorf("%s: cannot be read: %w", r.table, batch.Cause(err))
	}
	if !r.begun && (r.to-r.from >= magic.Window || r.err != nil) {
		r.begin()
	}
	if r.begun {
		r.check()
	}
}

// makeRoom has room behind what is kept.
func (r *textReader) makeRoom() {
	if len(r.mem)-r.to >= textWindow {
		return
	}
	mem := r.mem
	if kept := r.to - r.from; len(mem)-kept < 2*textWindow || r.from < kept {
		mem = make([]byte, 2*kept+4*textWindow)
	}
	copy(mem, r.mem[r.from:r.to])
	r.mem = mem
	r.to, r.given, r.good, r.from = r.to-r.from, r.given-r.from, r.good-r.from, 0
}

// begin looks at the first bytes, which tell what is no text or in another encoding.
func (r *textReader) begin() {
	r.begun = true
	head := string(r.mem[r.from:min(r.to, r.from+magic.Window)])
	if format := magic.Compressed(head); format != "" {
		r.fail(r.from, format+" data, no table: unpack it, or save a workbook as CSV in UTF-8")
		return
	}
	if magic.IsUTF16(head) {
		r.fail(r.from, "text in UTF-16: save the table in UTF-8")
		return
	}
	if bytes.HasPrefix(r.mem[r.from:r.to], []byte(magic.BOM)) {
		r.from += len(magic.BOM)
		r.given, r.good = r.from, r.from
	}
}

// check finds how far the text goes on. A character that is cut by the end of what was read
// waits for the rest of it.
func (r *textReader) check() {
	data := r.mem[r.good:r.to]
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		r.good = r.to
		return
	}
	for at := r.good; at < r.to; {
		c, size := utf8.DecodeRune(r.mem[at:r.to])
		switch {
		case c == 0:
			r.fail(at, "a NUL stands in this line, which no text has")
			return
		case c == utf8.RuneError && size == 1 && r.err == nil && !utf8.FullRune(r.mem[at:r.to]):
			return
		case c == utf8.RuneError && size == 1:
			r.fail(at, "this line is not UTF-8: save the table in UTF-8")
			return
		}
		at += size
		r.good = at
	}
}

// fail ends the text at a place in mem.
func (r *textReader) fail(at int, text string) {
	line := r.dropped + bytes.Count(r.mem[r.from:at], []byte("\n")) + 1
	r.good, r.to, r.err = at, at, &TableError{Table: r.table, Line: line, Text: text}
}

// drop forgets what stands before an offset.
func (r *textReader) drop(offset int64) {
	n := int(offset - r.offset)
	r.dropped += bytes.Count(r.mem[r.from:r.from+n], []byte("\n"))
	r.from += n
	r.offset = offset
}

// lineAt returns the line of an offset that is not before what was dropped.
func (r *textReader) lineAt(offset int64) int {
	n := max(0, min(int(offset-r.offset), r.to-r.from))
	return r.dropped + bytes.Count(r.mem[r.from:r.from+n], []byte("\n")) + 1
}

// lastLine returns the line of the last character that is no white space.
func (r *textReader) lastLine() int {
	return r.lineAt(r.offset + int64(len(bytes.TrimRight(r.mem[r.from:r.to], " \t\r\n"))))
}

// kept returns what was read and not dropped, up to an offset.
func (r *textReader) kept(offset int64) []byte {
	return r.mem[r.from : r.from+int(offset-r.offset)]
}
