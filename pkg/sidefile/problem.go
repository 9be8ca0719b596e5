package sidefile

import (
	"fmt"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// problemKind says what a [Problem] is.
type problemKind uint8

// What is wrong with the file as such, see [Problem.Structural].
const (
	utf16           problemKind = iota + 1 // text in UTF-16
	notThatFile                            // a web page, an archive, or XML with another root
	carriageReturns                        // lines that end in a carriage return alone
	otherSeparator                         // a semicolon, tab or bar between the cells
	bareQuote                              // a quote within a cell
	openQuote                              // a quoted cell that is never closed
	lineBreak                              // a line break within a cell
	raggedRow                              // a row with more or fewer cells than the first
	noEntries                              // nothing in it
	illFormed                              // XML that is not well-formed; Name says why
	tooDeep                                // XML elements within each other without end
	tooLong                                // an XML tag or value of more than 256 KiB
	cardOpen                               // a vCard without its END
	cardClosed                             // an END without a vCard
	strayLine                              // a line outside of a vCard, or one that is no property
	tooLarge                               // a firmware description of more than 64 KiB
)

// What is wrong with the columns and what stands in them.
const (
	headsMissing    problemKind = iota + 64 // the first row has no heads
	headTwice                               // two columns of one head
	headMisspelt                            // a head that is nearly a known one
	headUnknown                             // a head that is not known
	headOrder                               // known heads in another order than phones write
	nameMissing                             // an entry without a name
	numberMissing                           // an entry without a number
	entryEmpty                              // an entry without anything
	numberOdd                               // what no phone number holds
	numberRounded                           // 4.91512E+11: a spreadsheet rounded a number
	otherRoot                               // a root element of another maker's phone books
	elementMisspelt                         // an element that is nearly a known one
	elementUnknown                          // an element that is not known
	versionMissing                          // a vCard without VERSION
	versionUnknown                          // a vCard of another version than 2.1, 3.0 or 4.0
	htmlEntity                              // a name with an entity of HTML left in it
	imageMissing                            // a firmware description without the URL of a firmware
)

// A Problem is something wrong in a side file.
type Problem struct {
	Offset int // in bytes from 0; at the end of the data for what is missing there

	kind   problemKind
	column int    // of a table, from 1; 0 where it is about a row
	name   string // a known name that it is about: what to write, or what was found to be something else
	got    int    // of a raggedRow: its cells
	want   int    // of a raggedRow: the cells of the first row
	mild   bool
}

// Structural reports whether the file as such is broken, rather than what stands in it.
func (p Problem) Structural() bool { return p.kind < headsMissing }

// Doubtful reports whether it may be no problem at all, since it is only not known what a
// phone makes of it.
func (p Problem) Doubtful() bool {
	switch p.kind {
	case headUnknown, headOrder, otherRoot, elementUnknown:
		return true
	}
	return p.mild
}

// Suggestion returns what to write instead, "" where that is not known.
func (p Problem) Suggestion() string {
	if p.kind == headMisspelt || p.kind == elementMisspelt {
		return p.name
	}
	return ""
}

// Text returns in a sentence what is wrong and what to do. It shows known names only,
// nothing of the data.
func (p Problem) Text() string {
	switch p.kind {
	case notThatFile:
		return "this is " + p.name
	case raggedRow:
		return fmt.Sprintf("the row has %s and the first row has %d: is a separator missing, or one too many, or a value with a comma not in quotes?", phrase.Count(p.got, "cell"), p.want)
	case lineBreak:
		return fmt.Sprintf("the cell of column %d has a line break in it: a reader that goes by lines takes it for a new row", p.column)
	case otherSeparator:
		return "the cells are separated by " + p.name + "; phones write a comma, and whether they read another separator is not known"
	case headsMissing:
		return "the first row has no known head of a column; a phone's own export starts with " + p.name
	case headTwice:
		return fmt.Sprintf("column %d has the head of a column before it, %s", p.column, p.name)
	case headMisspelt:
		return fmt.Sprintf("the head of column %d is nearly %s", p.column, p.name)
	case headUnknown:
		return fmt.Sprintf("the head of column %d is not known; whether phones read it cannot be told", p.column)
	case headOrder:
		return fmt.Sprintf("column %d is %s, and phones write the columns in another order; whether they go by the heads is not known", p.column, p.name)
	case numberOdd, numberRounded:
		return p.where() + texts[p.kind]
	case illFormed:
		return "not well-formed: " + p.name
	case otherRoot:
		return "the root element is that of another phone book; Fanvil phones have <" + p.name + ">"
	case elementMisspelt:
		return "the element's name is nearly <" + p.name + ">; XML tells names apart by every letter and its case"
	}
	if text := texts[p.kind]; text != "" {
		return text
	}
	return fmt.Sprintf("ProblemKind(%d)", uint8(p.kind))
}

// where names the place that a number stands in.
func (p Problem) where() string {
	if p.column > 0 {
		return fmt.Sprintf("column %d (%s) ", p.column, p.name)
	}
	return "<" + p.name + "> "
}

// texts has a place for every byte that a kind could be, and is no map: one would have to
// be made at every start.
var texts = [256]string{
	numberOdd:       "holds what no phone number and no SIP address does",
	numberRounded:   "holds a number that a spreadsheet rounded, as 4.9E+11: its last digits are lost; format the column as text before the numbers go in",
	utf16:           "text in UTF-16: save the file as UTF-8",
	carriageReturns: "the lines end in a carriage return alone, so that they are one line to a reader: save the file with CRLF line ends",
	bareQuote:       "a quote within a cell: a cell that holds one stands in quotes, and each quote in it is written twice",
	openQuote:       "a quoted cell is never closed: the closing quote is missing, and all that follows would be part of the cell",
	noEntries:       "there is no entry in it",
	tooDeep:         "elements stand within each other more than 64 deep: what follows is not checked",
	tooLong:         "a tag, comment or value of more than 256 KiB: what follows is not checked",
	cardOpen:        "END:VCARD is missing before this: the vCard is never closed",
	cardClosed:      "END:VCARD without BEGIN:VCARD",
	strayLine:       "not a line of a vCard: NAME:value between BEGIN:VCARD and END:VCARD, and a long line goes on behind a space",
	nameMissing:     "an entry without a name",
	numberMissing:   "an entry without a number",
	entryEmpty:      "an entry with neither name nor number",
	elementUnknown:  "an element that is not known in phone books; whether phones read it cannot be told",
	htmlEntity:      "a name with an entity of HTML, such as &uuml;: it is shown as it stands, so write the letter itself",
	tooLarge:        "a firmware description of more than 64 KiB: phones read a few lines, and those known have less than 1 KiB",
	imageMissing:    "no URL stands behind Firmware=: a phone finds no firmware",
	versionMissing:  "a vCard without VERSION",
	versionUnknown:  "the vCard's version is none of 2.1, 3.0 and 4.0",
}
