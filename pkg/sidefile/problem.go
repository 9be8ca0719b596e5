package sidefile

import "fmt"

// ProblemKind tells what a [Problem] is.
type ProblemKind uint8

// What is wrong with the file as such, see [ProblemKind.Structural].
const (
	UTF16           ProblemKind = iota + 1 // text in UTF-16
	NotThatFile                            // a web page, an archive, or XML with another root
	CarriageReturns                        // lines that end in a carriage return alone
	OtherSeparator                         // a semicolon, tab or bar between the cells
	BareQuote                              // a quote within a cell
	OpenQuote                              // a quoted cell that is never closed
	LineBreak                              // a line break within a cell
	RaggedRow                              // a row with more or fewer cells than the first
	NoEntries                              // nothing in it
	IllFormed                              // XML that is not well-formed; Name says why
	TooDeep                                // XML elements within each other without end
	TooLong                                // an XML tag or value of more than 256 KiB
	CardOpen                               // a vCard without its END
	CardClosed                             // an END without a vCard
	StrayLine                              // a line outside of a vCard, or one that is no property
	TooLarge                               // a firmware description of more than 64 KiB
)

// What is wrong with the columns and what stands in them.
const (
	HeadsMissing    ProblemKind = iota + 64 // the first row has no heads
	HeadTwice                               // two columns of one head
	HeadMisspelt                            // a head that is nearly a known one
	HeadUnknown                             // a head that is not known
	HeadOrder                               // known heads in another order than phones write
	NameMissing                             // an entry without a name
	NumberMissing                           // an entry without a number
	EntryEmpty                              // an entry without anything
	NumberOdd                               // what no phone number holds
	NumberRounded                           // 4.91512E+11: a spreadsheet rounded a number
	OtherRoot                               // a root element of another maker's phone books
	ElementMisspelt                         // an element that is nearly a known one
	ElementUnknown                          // an element that is not known
	VersionMissing                          // a vCard without VERSION
	VersionUnknown                          // a vCard of another version than 2.1, 3.0 or 4.0
	HTMLEntity                              // a name with an entity of HTML left in it
	ImageMissing                            // a firmware description without the URL of a firmware
)

// Structural tells whether the file as such is broken, rather than what stands in it.
func (k ProblemKind) Structural() bool { return k < HeadsMissing }

// Doubtful tells whether it may be no problem at all, since it is only not known what
// a phone makes of it.
func (k ProblemKind) Doubtful() bool {
	switch k {
	case HeadUnknown, HeadOrder, OtherRoot, ElementUnknown:
		return true
	}
	return false
}

// Problem is something wrong in a side file.
type Problem struct {
	Kind   ProblemKind
	Offset int    // in bytes from 0; at the end of the data for what is missing there
	Column int    // of a table, from 1; 0 where it is about a row
	Name   string // a known name that it is about: what to write, or what was found to be something else
	Got    int    // of a RaggedRow: its cells
	Want   int    // of a RaggedRow: the cells of the first row
	mild   bool
}

// Doubtful tells whether it may be no problem at all.
func (p Problem) Doubtful() bool { return p.mild || p.Kind.Doubtful() }

// Suggestion gives what to write instead, "" where that is not known.
func (p Problem) Suggestion() string {
	if p.Kind == HeadMisspelt || p.Kind == ElementMisspelt {
		return p.Name
	}
	return ""
}

// Text says in a sentence what is wrong and what to do. It shows known names only,
// nothing of the data.
func (p Problem) Text() string {
	switch p.Kind {
	case NotThatFile:
		return "this is " + p.Name
	case RaggedRow:
		return fmt.Sprintf("the row has %s and the first row has %d: is a separator missing, or one too many, or a value with a comma not in quotes?", cells(p.Got), p.Want)
	case LineBreak:
		return fmt.Sprintf("the cell of column %d has a line break in it: a reader that goes by lines takes it for a new row", p.Column)
	case OtherSeparator:
		return "the cells are separated by " + p.Name + "; phones write a comma, and whether they read another separator is not known"
	case HeadsMissing:
		return "the first row has no known head of a column; a phone's own export starts with " + p.Name
	case HeadTwice:
		return fmt.Sprintf("column %d has the head of a column before it, %s", p.Column, p.Name)
	case HeadMisspelt:
		return fmt.Sprintf("the head of column %d is nearly %s", p.Column, p.Name)
	case HeadUnknown:
		return fmt.Sprintf("the head of column %d is not known; whether phones read it cannot be told", p.Column)
	case HeadOrder:
		return fmt.Sprintf("column %d is %s, and phones write the columns in another order; whether they go by the heads is not known", p.Column, p.Name)
	case NumberOdd, NumberRounded:
		return p.where() + texts[p.Kind]
	case IllFormed:
		return "not well-formed: " + p.Name
	case OtherRoot:
		return "the root element is that of another phone book; Fanvil phones have <" + p.Name + ">"
	case ElementMisspelt:
		return "the element's name is nearly <" + p.Name + ">; XML tells names apart by every letter and its case"
	}
	if text := texts[p.Kind]; text != "" {
		return text
	}
	return fmt.Sprintf("ProblemKind(%d)", uint8(p.Kind))
}

// cells counts cells in words.
func cells(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", n)
}

// where names the place that a number stands in.
func (p Problem) where() string {
	if p.Column > 0 {
		return fmt.Sprintf("column %d (%s) ", p.Column, p.Name)
	}
	return "<" + p.Name + "> "
}

// texts has a place for every byte that a kind could be, and is no map: one would have to
// be made at every start.
var texts = [256]string{
	NumberOdd:       "holds what no phone number and no SIP address does",
	NumberRounded:   "holds a number that a spreadsheet rounded, as 4.9E+11: its last digits are lost; format the column as text before the numbers go in",
	UTF16:           "text in UTF-16: save the file as UTF-8",
	CarriageReturns: "the lines end in a carriage return alone, so that they are one line to a reader: save the file with CRLF line ends",
	BareQuote:       "a quote within a cell: a cell that holds one stands in quotes, and each quote in it is written twice",
	OpenQuote:       "a quoted cell is never closed: the closing quote is missing, and all that follows would be part of the cell",
	NoEntries:       "there is no entry in it",
	TooDeep:         "elements stand within each other more than 64 deep: what follows is not checked",
	TooLong:         "a tag, comment or value of more than 256 KiB: what follows is not checked",
	CardOpen:        "END:VCARD is missing before this: the vCard is never closed",
	CardClosed:      "END:VCARD without BEGIN:VCARD",
	StrayLine:       "not a line of a vCard: NAME:value between BEGIN:VCARD and END:VCARD, and a long line goes on behind a space",
	NameMissing:     "an entry without a name",
	NumberMissing:   "an entry without a number",
	EntryEmpty:      "an entry with neither name nor number",
	ElementUnknown:  "an element that is not known in phone books; whether phones read it cannot be told",
	HTMLEntity:      "a name with an entity of HTML, such as &uuml;: it is shown as it stands, so write the letter itself",
	TooLarge:        "a firmware description of more than 64 KiB: phones read a few lines, and those known have less than 1 KiB",
	ImageMissing:    "no URL stands behind Firmware=: a phone finds no firmware",
	VersionMissing:  "a vCard without VERSION",
	VersionUnknown:  "the vCard's version is none of 2.1, 3.0 and 4.0",
}
