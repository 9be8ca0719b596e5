package sidefile

import (
	"bytes"
	"iter"
	"slices"

	"github.com/fvcfg/fvcfg/internal/magic"
)

// Check returns what is wrong with a side file, in the order of the file. A file of many
// problems returns many, at most four a byte: stop when you have enough. Of an
// UnknownTable nothing is known, so nothing is wrong with it.
//
// What bytes a file may hold is not its concern: but for UTF-16, which it cannot read.
func Check(kind Kind, data []byte) iter.Seq[Problem] {
	return func(yield func(Problem) bool) {
		s := &sink{yield: yield}
		if kind == 0 || kind == UnknownTable || kind == Boot || s.isOther(kind, data) {
			return
		}
		switch {
		case kind.isTable():
			checkTable(s, kind, data)
		case kind == PhonebookXML:
			checkXML(s, data)
		case kind == PhonebookVCard:
			checkCards(s, data)
		case kind == Firmware:
			checkFirmware(s, data)
		}
		s.release()
	}
}

// isOther reports whether the data is no such file at all, whatever its name says.
func (s *sink) isOther(kind Kind, data []byte) bool {
	head := headOf(data)
	other := ""
	switch {
	case IsUTF16(data):
		s.add(Problem{kind: utf16})
		return true
	case isHTML(head):
		other = "an HTML page: probably the error page of a web server; look at the URL it came from"
	case magic.Compressed(string(data[:min(len(data), 8)])) != "":
		other = "a compressed file: unpack it first"
	case kind == PhonebookVCard && len(head) > 0 && !hasPrefixFold(head, cardBegin) && isPhonebookRoot(rootName(head)):
		other = "an XML phone book, and no vCard"
	default:
		return false
	}
	s.add(Problem{kind: notThatFile, name: other})
	return true
}

// IsUTF16 reports whether data is text in UTF-16: it has the byte order mark, or a NUL in
// every other of its first bytes.
func IsUTF16(data []byte) bool { return magic.IsUTF16(string(data[:min(len(data), magic.Window)])) }

// maxHeld is how many problems of one entry wait for its end.
const maxHeld = 64

// sink hands problems on in the order of the file. What an entry lacks shows at its
// end and belongs to its start, so an entry's problems wait until it is over.
type sink struct {
	yield   func(Problem) bool
	stopped bool
	holding bool
	start   int // of the entry
	held    []Problem
}

// add takes a problem; none may lie before one that was handed on.
func (s *sink) add(p Problem) {
	switch {
	case s.stopped:
	case !s.holding:
		s.stopped = !s.yield(p)
	default:
		if s.held = append(s.held, p); len(s.held) == maxHeld {
			s.release()
		}
	}
}

// hold starts an entry.
func (s *sink) hold(start int) {
	s.release()
	s.holding, s.start = true, start
}

// lack adds a problem to the start of the entry, or where it is noticed if the entry
// had too many before it.
func (s *sink) lack(p Problem, end int) {
	p.Offset = end
	if s.holding {
		p.Offset = s.start
		s.held = slices.Insert(s.held, 0, p)
		return
	}
	s.add(p)
}

// release hands on what waits.
func (s *sink) release() {
	s.holding = false
	for _, p := range s.held {
		s.add(p)
	}
	s.held = s.held[:0]
}

// numberBytes are what phone numbers and SIP addresses are written with, besides ASCII
// letters and digits.
const numberBytes = "+*#()-./ ,;:@_~!$%&?=[]'"

// maxNumber is the length in bytes up to which a text can be a number or an address.
const maxNumber = 256

// numberFault says what is wrong with a number, 0 for nothing. A SIP user can have a
// name of letters alone, so only what neither a number nor an address holds counts:
// another character, or words with spaces between them and no digit. A tel: or sip: in
// front is part of the number.
func numberFault(text []byte) problemKind {
	if len(text) > maxNumber {
		return numberOdd
	}
	digits, letters, spaces, ats := 0, 0, 0, 0
	for _, c := range text {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			letters++
		case c == ' ':
			spaces++
		case c == '@':
			ats++
		case c >= 0x80 && !isNoBreakSpace(text), c < 0x80 && bytes.IndexByte([]byte(numberBytes), c) < 0:
			return numberOdd
		}
	}
	switch {
	case letters == 1 && isRounded(text):
		return numberRounded
	case digits == 0 && ats == 0 && (letters == 0 || spaces > 0):
		return numberOdd
	}
	return 0
}

// isNoBreakSpace reports whether all that is not ASCII in a text is the no-break space
// that web pages put between the parts of a number.
func isNoBreakSpace(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		if !bytes.HasPrefix(text[i:], []byte("\u00a0")) {
			return false
		}
		i++
	}
	return true
}

// isRounded reports whether a text is what a spreadsheet makes of a long number: 4.91512E+11.
func isRounded(text []byte) bool {
	mantissa, exponent, ok := bytes.Cut(bytes.ToUpper(text), []byte("E+"))
	return ok && isDigits(exponent) && isDigits(bytes.Replace(bytes.Replace(mantissa, []byte("."), nil, 1), []byte(","), nil, 1))
}

func isDigits(text []byte) bool {
	return len(text) > 0 && len(bytes.Trim(text, "0123456789")) == 0
}
