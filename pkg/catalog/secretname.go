package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// maxNameLetters is how many letters of a text are looked at, at once.
const maxNameLetters = 64

// nameLetters is a name in lower-case letters of ASCII, without what stands between its
// words.
type nameLetters struct {
	letters [maxNameLetters]byte
	behind  [maxNameLetters]int // where each letter ends in the text
	n       int
	// starts has a bit for each letter that a word may begin with, and breaks for each
	// that no word goes on over. In "SIPClave", one may begin at the P or at the C, and
	// in "SIP Clave" no other than at the C.
	starts, breaks uint64
}

// letterCase is what tells where a word of a name ends.
type letterCase uint8

const (
	noLetter letterCase = iota
	silent              // a mark of the letter before it
	lowerCase
	upperCase
	cyrillic
)

// read reads a text up to a gap that no name has, or as far as there is room, and returns
// how much that is. It does not end in a word, but for a word that there is no room for.
func (l *nameLetters) read(text string) (n int) {
	l.n, l.starts, l.breaks = 0, 0, 0
	last, capitals, word, gap := noLetter, 0, 0, 0
	for i := 0; i < len(text); {
		plain, kind, width := plainLetters(text[i:])
		switch {
		case kind == noLetter:
			last, capitals = noLetter, 0
			if gap++; gap > maxGap && l.n > 0 {
				return i
			}
		case kind != silent && l.n+len(plain) > maxNameLetters:
			if word > 0 {
				return word
			}
			return i
		case kind != silent:
			if last == noLetter {
				word, gap = i, 0
			}
			l.begin(last, kind, capitals, text[i+width:])
			for j := range len(plain) {
				l.letters[l.n], l.behind[l.n] = plain[j]|0x20, i+width
				l.n++
			}
			last, capitals = kind, capitals+1
			if kind != upperCase {
				capitals = 0
			}
		}
		i += width
	}
	return len(text)
}

// begin takes note of a word that begins with the next letter.
func (l *nameLetters) begin(last, kind letterCase, capitals int, rest string) {
	here := uint64(1) << l.n
	switch {
	case last == noLetter, last == lowerCase && kind == upperCase, (last == cyrillic) != (kind == cyrillic):
		l.starts |= here
		l.breaks |= here
	case last == upperCase && kind == lowerCase && capitals > 1:
		l.starts |= here
	case last == upperCase && kind == upperCase:
		if _, next, _ := plainLetters(rest); next == lowerCase {
			l.starts |= here
		}
	}
}

// secretEnd returns where the first word of a secret ends in the text.
func (l *nameLetters) secretEnd() (end int, ok bool) {
	v := secretNames()
	for e := 1; e <= l.n; e++ {
		if e == l.n || l.starts&(1<<e) != 0 {
			if l.endsSecret(v, e) {
				return l.behind[e-1], true
			}
		}
	}
	return 0, false
}

// endsSecret reports whether the letters before a place end with the word of a secret:
// with a word, with several that make one, or with the end of a long word, as a German
// compound has it.
func (l *nameLetters) endsSecret(v *nameVocabulary, e int) bool {
	var set letters
	broken := false // a word begins behind the first of the letters
	for s := e - 1; s >= max(0, e-maxSlip); s-- {
		set = set.with(l.letters[s])
		n, here := e-s, uint64(1)<<s
		switch {
		case l.starts&here != 0 && (!broken || n >= twoSlips):
			if v.isSecret(l.letters[s:e], set, true) {
				return true
			}
		case !broken && n >= longSlip-1:
			if v.isSecret(l.letters[s:e], set, false) {
				return true
			}
		}
		broken = broken || l.breaks&here != 0
	}
	return false
}

// isSecret reports whether a word is a secret's, or a slip of one. One that is no whole
// word is the end of a longer one.
func (v *nameVocabulary) isSecret(word []byte, set letters, whole bool) bool {
	n := len(word)
	if whole {
		for _, known := range v.words[n] {
			if string(word) == known {
				return true
			}
		}
	}
	slips := v.slips[n]
	for i := range slips {
		s := &slips[i]
		limit := s.limit
		if !whole {
			limit = 1
		}
		if set.mayBeWithin(s.letters, limit) && (whole || len(s.text) >= longSlip) && s.isNear(string(word), limit) && !v.none[string(word)] {
			return true
		}
	}
	return false
}

// namesSecret reports whether a name has the word of a secret in it.
func namesSecret(name string) bool {
	_, ok := secretWordIn(name)
	return ok
}

// secretWordIn returns where the first word of a secret ends in a text.
func secretWordIn(text string) (end int, ok bool) {
	var l nameLetters
	for from := 0; from < len(text); {
		n := l.read(text[from:])
		if end, ok = l.secretEnd(); ok {
			return from + end, true
		}
		from += n
	}
	return 0, false
}

// findName finds the first word of a secret in a name, and returns where it ends: a name
// stands before a separator. Where no separator is in a line, it may have been left out,
// and a name can stand anywhere. What stands in the name behind the word is not to be
// shown either: a separator may be missing there, too.
func findName(text string, isLine bool) (end int, ok bool) {
	from := 0
	for i := 0; i < len(text); i++ {
		width := separatorAt(text[i:])
		if width == 0 {
			continue
		}
		if named := nameEnd(text[from:i]); named > 0 {
			start := from + nameStart(text[from:from+named])
			if end, ok := secretWordIn(text[start:i]); ok {
				return start + end, true
			}
		}
		i += width - 1
		from = i + 1
	}
	if from > 0 || !isLine {
		return 0, false
	}
	return secretWordIn(text)
}

// nameEnd returns where the name in a text ends, before the number of an entry, quotes and
// white space.
func nameEnd(text string) int {
	n := len(text)
	for n > 0 {
		switch c := text[n-1]; {
		case c == ' ', c == '\t', c == '"', c == '\'', ascii.IsDigit(c):
			n--
		default:
			return n
		}
	}
	return 0
}

// separatorAt returns how many bytes the separator has that a text starts with, 0 where
// it starts with none. A Chinese keyboard writes a wide colon.
func separatorAt(text string) int {
	switch c := text[0]; {
	case c == ':', c == '=', c == '>':
		return 1
	case c == wideColon[0] && strings.HasPrefix(text, wideColon):
		return len(wideColon)
	}
	return 0
}

const wideColon = "："

// nameStart returns where in a text before a separator the name starts: it is the last
// part of a path, a URL or a list.
func nameStart(text string) int {
	return max(strings.LastIndexAny(text, "./?&,;<{[(|\"\r\n")+1, len(text)-maxNameLetters)
}

// plainLetters returns the letter that a text begins with in plain letters of ASCII, in
// which case it is, and how many bytes it has. A byte that is no UTF-8 is read as Latin-1.
func plainLetters(text string) (plain string, kind letterCase, width int) {
	if text == "" {
		return "", noLetter, 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		switch {
		case !ascii.IsLetter(c):
			return "", noLetter, 1
		case c < 'a':
			return text[:1], upperCase, 1
		}
		return text[:1], lowerCase, 1
	}
	r, width := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError && width == 1 {
		r = rune(text[0])
	}
	plain, kind = unaccented(r)
	return plain, kind, width
}

// Letters beyond ASCII in plain ones: what a user who cannot type a letter writes for it.
// A dot stands for what is no letter, and a dash for a letter that is left out.
var (
	// latin has U+00C0 to U+017F: Latin-1 and Latin Extended-A.
	latin = strings.Fields("A A A A A A AE C E E E E I I I I D N O O O O O . O U U U U Y TH ss " +
		"a a a a a a ae c e e e e i i i i d n o o o o o . o u u u u y th y " +
		"A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i I i I i I i I i IJ ij J j K k k " +
		"L l L l L l L l L l N n N n N n n N n O o O o O o OE oe R r R r R r S s S s S s S s T t T t T t U u U u U u U u U u U u " +
		"W w Y y Y Z z Z z Z z s")
	// russian has U+0410 to U+042F, the capitals.
	russian = strings.Fields("A B V G D E ZH Z I Y K L M N O P R S T U F KH TS CH SH SHCH - Y - E YU YA")
)

// unaccented returns a letter beyond ASCII in plain letters, those of Cyrillic in Latin
// ones.
func unaccented(r rune) (plain string, kind letterCase) {
	switch {
	case unicode.Is(unicode.Mn, r):
		return "", silent
	case r >= 0xff21 && r <= 0xff3a, r >= 0xff41 && r <= 0xff5a: // of full width
		plain = string(r - 0xff21 + 'A')
	case r >= 0xc0 && int(r-0xc0) < len(latin):
		plain = latin[r-0xc0]
	case r == 'Ё' || r == 'ё':
		return "E", cyrillic
	case r >= 'А' && r <= 'я':
		if plain = russian[(r-'А')%('а'-'А')]; plain == "-" {
			return "", silent
		}
		return plain, cyrillic
	}
	switch {
	case plain == "" || plain == ".":
		return "", noLetter
	case unicode.IsUpper(r):
		return plain, upperCase
	}
	return plain, lowerCase
}
