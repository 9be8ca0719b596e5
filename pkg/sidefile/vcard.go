package sidefile

import (
	"bytes"
	"strings"
)

const (
	cardBegin = "BEGIN:VCARD"
	cardEnd   = "END:VCARD"
)

// cardCheck is the check of a file of vCards: version 2.1, 3.0 (RFC 2426) or 4.0 (RFC
// 6350). Which of them a phone reads is not known.
type cardCheck struct {
	*sink
	open    bool
	cards   int
	version bool
	entry   entry
	folded  bool // the line before goes on by quoted-printable, as in version 2.1
	stray   bool // the line before was no line of a vCard, either
	inPhoto bool // the line before may go on without a mark: BASE64 in version 2.1
}

func checkCards(s *sink, data []byte) {
	c := &cardCheck{sink: s}
	at := 0
	if bytes.HasPrefix(data, []byte(bom)) {
		at = len(bom)
	}
	for at < len(data) && !s.stopped {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i
		}
		c.line(bytes.TrimRight(data[at:end], "\r"), at)
		at = end + 1
	}
	switch {
	case c.open:
		c.finish(len(data))
		s.add(Problem{kind: cardOpen, Offset: len(data)})
	case c.cards == 0:
		s.add(Problem{kind: noEntries, Offset: len(data)})
	}
}

// line takes a line as it stands in the file. A property's name stands on its first
// one, and no more than that is needed of those that go on, but for a number's.
func (c *cardCheck) line(line []byte, at int) {
	folded := c.folded
	c.folded = folded && bytes.HasSuffix(line, []byte("="))
	bare := bytes.TrimSpace(line)
	switch {
	case len(bare) == 0:
		c.inPhoto = false
	case folded, line[0] == ' ' || line[0] == '\t':
	case hasPrefixFold(bare, cardBegin) && len(bare) == len(cardBegin):
		c.begin(at)
	case hasPrefixFold(bare, cardEnd) && len(bare) == len(cardEnd):
		c.end(at)
	case !c.open:
		if !c.stray {
			c.add(Problem{kind: strayLine, Offset: at})
		}
		c.stray = true
		return
	default:
		c.property(line, at)
		return
	}
	c.stray = false
}

func (c *cardCheck) begin(at int) {
	if c.open {
		c.finish(at)
		c.add(Problem{kind: cardOpen, Offset: at})
	}
	c.cards++
	c.open, c.version, c.inPhoto = true, false, false
	c.entry = entry{hasNameColumn: true, hasNumberColumn: true}
	c.hold(at)
}

func (c *cardCheck) end(at int) {
	if !c.open {
		c.add(Problem{kind: cardClosed, Offset: at})
		return
	}
	c.finish(at)
	c.open = false
}

// finish says what the card lacks.
func (c *cardCheck) finish(at int) {
	if fault := c.entry.fault(PhonebookVCard); fault != 0 {
		c.lack(Problem{kind: fault}, at)
	}
	if !c.version {
		c.lack(Problem{kind: versionMissing}, at)
	}
	c.release()
}

func (c *cardCheck) property(line []byte, at int) {
	colon := valueColon(line)
	if colon < 0 {
		if !c.stray && !c.inPhoto {
			c.add(Problem{kind: strayLine, Offset: at})
		}
		c.stray = !c.inPhoto
		return
	}
	c.stray = false
	name, params, _ := strings.Cut(strings.ToUpper(string(line[:min(colon, maxParams)])), ";")
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		name = name[dot+1:] // item1.TEL
	}
	c.folded = strings.Contains(params, "QUOTED-PRINTABLE") && bytes.HasSuffix(line, []byte("="))
	c.inPhoto = strings.Contains(params, "BASE64")
	value := bytes.TrimSpace(line[colon+1:])
	switch name {
	case "VERSION":
		c.version = true
		if v := string(value[:min(len(value), 4)]); v != "2.1" && v != "3.0" && v != "4.0" {
			c.add(Problem{kind: versionUnknown, Offset: at})
		}
	case "FN", "N":
		c.entry.take(personName, len(bytes.Trim(value, "; \t")) > 0)
	case "TEL":
		c.number(value, at+colon+1)
	}
}

// maxParams is how many bytes of a property's name and parameters are read.
const maxParams = 1024

// valueColon finds the colon before the value: the first one outside of quotes.
func valueColon(line []byte) int {
	quoted := false
	for i, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case b == ':' && !quoted:
			return i
		}
	}
	return -1
}

func (c *cardCheck) number(value []byte, at int) {
	c.entry.take(phoneNumber, len(value) > 0)
	if len(value) == 0 {
		return
	}
	if fault := numberFault(value); fault != 0 {
		c.add(Problem{kind: fault, Offset: at, name: "TEL"})
	}
}
