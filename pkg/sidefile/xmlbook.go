package sidefile

import (
	"slices"
	"strings"
	"unsafe"

	"github.com/fvcfg/fvcfg/internal/htmlentity"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// fanvilRoot is the root element of a phone book that a phone reads from a server.
const fanvilRoot = "FanvilIPPhoneDirectory"

// fanvilRoots are the roots that software writes for these phones.
//
// Source: the public repositories wazo-platform/wazo-phoned (directory),
// TrueWinter/JPhonebookServer (directory and menu) and antirek/phonebook-generator,
// which writes Cisco's root for them.
var fanvilRoots = []string{fanvilRoot, "FanvilIPPhoneMenu", "CiscoIPPhoneDirectory", "CiscoIPPhoneMenu"}

// rootEndings are what the roots of other makers' phone books of the same form end in:
// YealinkIPPhoneDirectory, SnomIPPhoneDirectory.
var rootEndings = []string{"PhoneDirectory", "IPPhoneMenu", "IPPhoneBook"}

func isPhonebookRoot(root string) bool {
	for _, ending := range rootEndings {
		if strings.HasSuffix(root, ending) {
			return true
		}
	}
	return false
}

// entryElement is a contact; the elements below it are entryElements.
const entryElement = "DirectoryEntry"

// bookElements stand in a root: its title, and what it has entries of.
var bookElements = []column{{head: entryElement}, {head: "MenuItem"}, {head: "SoftKeyItem"}, {head: "Title"}, {head: "Prompt"}}

// entryElements stand in an entry.
//
// Source: TrueWinter/JPhonebookServer writes all of them. The tables that phones
// export have the same fields (see phonebookColumns).
var entryElements = []column{
	{head: "Name", holds: personName},
	{head: "Telephone", holds: phoneNumber},
	{head: "Mobile", holds: phoneNumber},
	{head: "Other", holds: phoneNumber},
	{head: "Ring"},
	{head: "Group", also: "Groups"},
}

// maxToken is the size in bytes of the largest tag, comment or value that is read.
const maxToken = 256 << 10

// maxNames is how many unknown names are reported; one stands for a kind of element.
const maxNames = 32

// bookCheck is the check of an XML phone book.
type bookCheck struct {
	*sink
	scan    *xmlscan.Scanner
	depth   int
	entries int
	entry   *entry  // of the DirectoryEntry that is open
	field   *column // that is open in it, nil for one that is not known
	value   []byte  // what stands in it, so far
	at      int     // where
	told    map[string]bool
}

func checkXML(s *sink, data []byte) {
	// The scanner reads the caller's bytes: a copy could take 256 MiB.
	b := &bookCheck{sink: s, scan: xmlscan.New(unsafe.String(unsafe.SliceData(data), len(data))), told: make(map[string]bool)}
	b.scan.AnyBytes = true // FV108's concern
	for !s.stopped && b.scan.Next() && len(b.scan.Faults) == 0 {
		if !b.token(&b.scan.Token) {
			return
		}
	}
	switch {
	case s.stopped:
	case len(b.scan.Faults) > 0:
		b.failed(&b.scan.Faults[0])
	case b.entries == 0:
		b.add(Problem{kind: noEntries, Offset: len(data)})
	}
}

// token takes a token, and reports whether the check goes on.
func (b *bookCheck) token(t *xmlscan.Token) bool {
	if t.End-t.Start > maxToken {
		b.add(Problem{kind: tooLong, Offset: t.Start})
		return false
	}
	switch t.Kind {
	case xmlscan.Start:
		name := b.scan.Source(t.Name)
		name = name[strings.LastIndexByte(name, ':')+1:] // behind the prefix of a name space
		if b.depth++; b.depth == 1 && !b.root(name, t.Start) {
			return false
		}
		b.open(name, t.Start)
		if t.SelfClosed {
			b.close(t.End)
		}
	case xmlscan.End:
		b.close(t.Start)
	case xmlscan.Text:
		b.text(xmlscan.Resolve(b.scan.Source(t.Body)), t.Start)
	case xmlscan.CDATA:
		b.text(b.scan.Source(t.Body), t.Start)
	}
	return true
}

// failed ends the check.
func (b *bookCheck) failed(f *xmlscan.Fault) {
	switch f.Kind {
	case xmlscan.TooDeep:
		b.add(Problem{kind: tooDeep, Offset: f.Offset})
	case xmlscan.TooLong:
		b.add(Problem{kind: tooLong, Offset: f.Offset})
	default:
		b.add(Problem{kind: illFormed, Offset: f.Offset, name: f.Plain()})
	}
}

func (b *bookCheck) open(name string, start int) {
	b.value, b.at = b.value[:0], -1
	switch {
	case b.depth == 2:
		b.item(name, start)
	case b.depth == 3 && b.entry != nil:
		known := false
		if b.field, known = elementOf(name); known {
			b.entry.take(b.field.holds, false)
			return
		}
		b.unknown(name, start, entryElements)
	}
}

// root checks the root element and reports whether it is one of a phone book.
func (b *bookCheck) root(name string, start int) bool {
	switch {
	case !isPhonebookRoot(name):
		b.add(Problem{kind: notThatFile, Offset: start, name: "no phone book that is known: its root element is another than <" + fanvilRoot + ">"})
		return false
	case !slices.Contains(fanvilRoots, name):
		b.add(Problem{kind: otherRoot, Offset: start, name: fanvilRoot})
	}
	return true
}

func (b *bookCheck) item(name string, start int) {
	switch name {
	case entryElement:
		b.hold(start)
		b.entries++
		b.entry = &entry{hasNameColumn: true, hasNumberColumn: true}
	case "MenuItem":
		b.entries++
	case "Title", "Prompt", "SoftKeyItem":
	default:
		b.unknown(name, start, bookElements)
	}
}

// unknown reports an element once that is not known.
func (b *bookCheck) unknown(name string, start int, known []column) {
	if len(name) > maxNearName {
		name = name[:maxNearName]
	}
	if b.told[name] || len(b.told) == maxNames {
		return
	}
	b.told[name] = true
	p := Problem{kind: elementUnknown, Offset: start}
	for _, c := range known {
		k := c.head
		if strings.EqualFold(name, k) || strings.EqualFold(name, k[:1]) || len(k) > 3 && len(name) > 2 && typo.Distance(strings.ToLower(name), strings.ToLower(k), 1) <= 1 {
			p.kind, p.name = elementMisspelt, k
			break
		}
	}
	b.add(p)
}

// text takes a piece of a value. Few bytes more than a number has are enough to know
// that it is none.
func (b *bookCheck) text(t string, start int) {
	if b.entry == nil || b.depth < 3 {
		return
	}
	if b.at < 0 {
		b.at = start
	}
	room := max(0, maxNumber+1-len(b.value))
	b.value = append(b.value, strings.TrimSpace(t[:min(len(t), room)])...)
}

func (b *bookCheck) close(start int) {
	b.depth--
	switch depth := b.depth + 1; {
	case depth == 3 && b.entry != nil:
		b.closeField()
	case depth == 2 && b.entry != nil:
		if fault := b.entry.fault(PhonebookXML); fault != 0 {
			b.lack(Problem{kind: fault}, start)
		}
		b.entry = nil
		b.release()
	}
}

func (b *bookCheck) closeField() {
	if len(b.value) == 0 {
		return
	}
	if b.field == nil {
		b.entry.unknown = true
		return
	}
	b.entry.take(b.field.holds, true)
	if _, _, _, ok := htmlentity.Find(string(b.value)); ok && b.field.holds == personName {
		b.add(Problem{kind: htmlEntity, Offset: b.at})
	}
	if b.field.holds == phoneNumber {
		if fault := numberFault(b.value); fault != 0 {
			b.add(Problem{kind: fault, Offset: b.at, name: b.field.head})
		}
	}
}

// elementOf returns the entry's element of a name, or else the one that it is the first
// letter of, as in <n> for <Name>, and whether it is the name; nil for none.
func elementOf(name string) (e *column, known bool) {
	for i := range entryElements {
		switch c := &entryElements[i]; {
		case c.head == name || c.also == name:
			return c, true
		case strings.EqualFold(name, c.head[:1]):
			e = c
		}
	}
	return e, false
}
