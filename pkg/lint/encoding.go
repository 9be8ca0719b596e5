package lint

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// encoding reports the first of each kind of byte that has no place in a file.
func encoding(p *pass) {
	if p.frame.BOM {
		p.found(0, "a byte order mark stands before the header, so no phone sees the header", cfgfile.Edit{Span: cfgfile.Span{End: len(bom)}})
	}
	p.oddBytes()
}

// oddBytes reports what text does not hold.
func (p *pass) oddBytes() {
	var nul, control, broken tally
	for i := nextOdd(p.src, 0); i < len(p.src); i = nextOdd(p.src, i) {
		c := p.src[i]
		switch {
		case c == 0:
			nul.add(i)
		case c < utf8.RuneSelf:
			control.add(i)
		default:
			r, size := utf8.DecodeRuneInString(p.src[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				broken.add(i)
			case r < 0xA0: // U+0080 to U+009F
				control.add(i)
			}
			i += size - 1
		}
		i++
	}
	p.foundTally(nul, "a NUL byte")
	p.foundTally(control, "a control character")
	p.foundTally(broken, "a byte that is not UTF-8 (another encoding?)")
}

type tally struct{ first, count int }

func (t *tally) add(at int) {
	if t.count == 0 {
		t.first = at
	}
	t.count++
}

func (p *pass) foundTally(t tally, what string) {
	switch {
	case t.count > 1:
		p.found(t.first, fmt.Sprintf("%s, and %d more like it: phones write ASCII, and UTF-8 in display names", what, t.count-1))
	case t.count == 1:
		p.found(t.first, what+": phones write ASCII, and UTF-8 in display names")
	}
}

// nextOdd finds the next byte that is neither printable ASCII nor a tab or part
// of a line end. It looks at eight bytes at a time, since few are.
func nextOdd(src string, from int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for from < len(src) {
		if from+8 <= len(src) {
			word := wordAt(src, from)
			below := (word - ones*0x20) & ^word // a byte under 0x20 borrows into its high bit
			if (below|word)&highs == 0 && !hasDelete(word) {
				from += 8
				continue
			}
		}
		for end := min(from+8, len(src)); from < end; from++ {
			if c := src[from]; c >= 0x7f || c < ' ' && c != '\t' && c != '\r' && c != '\n' {
				return from
			}
		}
	}
	return len(src)
}

func wordAt(src string, at int) uint64 {
	var b [8]byte
	copy(b[:], src[at:at+8])
	return binary.LittleEndian.Uint64(b[:])
}

// hasDelete tells whether one of eight ASCII bytes is 0x7f.
func hasDelete(word uint64) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	return (word+ones)&highs != 0
}
