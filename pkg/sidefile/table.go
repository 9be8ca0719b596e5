package sidefile

import (
	"bytes"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/htmlentity"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// holds says what the cells of a column hold.
type holds uint8

const (
	anything    holds = iota
	personName        // who an entry is
	phoneNumber       // what a phone dials
)

// column is a column whose head is known.
type column struct {
	head  string
	also  string // another spelling that is met, "" for none
	holds holds
}

// phonebookColumns are the columns of a phone book that a phone exports, in its order.
//
// Source: the public repositories Ruhan-MNS/FanvilPhones, which exchanges the table
// with phones ("name","work","mobile","other","ring","groups"; it takes group, too),
// and javastraat/hamvoip_scripts, which writes the same for import.
var phonebookColumns = []column{
	{head: "name", holds: personName},
	{head: "work", holds: phoneNumber},
	{head: "mobile", holds: phoneNumber},
	{head: "other", holds: phoneNumber},
	{head: "ring"},
	{head: "groups", also: "group"},
}

// accessListColumns are the heads of the access table on a door phone's web page, from
// which the file is exported. Whether the file has the same heads is not known.
//
// Source: the description, figure 26; the vendor's manuals of the i30 and the i33V (on
// manualshive.com), "Add Access Rule", which call the name necessary.
var accessListColumns = []column{
	{head: "Index"},
	{head: "Name", holds: personName},
	{head: "ID"},
	{head: "Department"},
	{head: "Position"},
	{head: "Type"},
	{head: "Location"},
	{head: "Number", holds: phoneNumber},
	{head: "Fwd Number", holds: phoneNumber},
	{head: "Access Code"},
	{head: "Double Auth"},
	{head: "Profile", also: "Period"},
	{head: "Card State"},
}

// dialPeerColumns are the fields of a dial rule on a phone's web page. The heads of the
// file are not known. A rule's number is a pattern (digits, x, [ ], T) and not checked.
//
// Source: the vendor's manuals of the X5 and BW210 (on manualshive.com) and of the X210
// (on manualshelf.com), "Dial Peer".
var dialPeerColumns = []column{
	{head: "Index"},
	{head: "Number", also: "Phone Number"},
	{head: "Dial Rule"},
	{head: "Destination"},
	{head: "Port"},
	{head: "Alias"},
	{head: "Call Mode"},
	{head: "Suffix"},
	{head: "Delete Length", also: "Del Length"},
}

func columnsOf(kind Kind) []column {
	switch kind {
	case PhonebookCSV:
		return phonebookColumns
	case AccessList:
		return accessListColumns
	case DialPeer:
		return dialPeerColumns
	}
	return nil
}

// findColumn returns the place of the column with this head, -1 for none.
func findColumn(columns []column, head string) int {
	plain := plainName(head)
	if plain == "" {
		return -1
	}
	return slices.IndexFunc(columns, func(c column) bool {
		return plainName(c.head) == plain || c.also != "" && plainName(c.also) == plain
	})
}

// nearColumn returns the known head that a head is a slip of, "" for none.
func nearColumn(columns []column, head string) string {
	if len(head) > maxNearName {
		return ""
	}
	plain := plainName(head)
	for _, c := range columns {
		known := plainName(c.head)
		if len(known) > 3 && len(plain) > 2 && typo.Distance(plain, known, 1) <= 1 {
			return c.head
		}
	}
	return ""
}

// kindOfHeads returns by the first line which table this is, and how many heads of it
// are known. A phone book wins a draw.
func kindOfHeads(head []byte) (kind Kind, known int) {
	if len(head) == 0 || head[0] == '<' || head[0] == '#' {
		return 0, 0
	}
	var r row
	s := newScanner(head)
	if !s.next(&r) {
		return 0, 0
	}
	for _, k := range []Kind{PhonebookCSV, AccessList, DialPeer} {
		n := 0
		for i := range r.cells {
			if findColumn(columnsOf(k), s.name(r.cells[i])) >= 0 {
				n++
			}
		}
		if n > known {
			kind, known = k, n
		}
	}
	return kind, known
}

// tableCheck is the check of one table.
type tableCheck struct {
	*sink
	scanner *scanner
	kind    Kind
	columns []column // known, in their order
	at      []int    // for each column of the table, its place in columns, -1 for unknown
	width   int      // cells of the first row
	entries int
}

func checkTable(s *sink, kind Kind, data []byte) {
	if bytes.IndexByte(data, '\n') < 0 {
		if i := bytes.IndexByte(bytes.TrimRight(data, "\r"), '\r'); i >= 0 {
			s.add(Problem{kind: carriageReturns, Offset: i})
			return
		}
	}
	t := &tableCheck{sink: s, scanner: newScanner(data), kind: kind, columns: columnsOf(kind)}
	var r row
	for first := true; !s.stopped && t.scanner.next(&r); first = false {
		t.hold(r.start)
		broken := t.syntax(&r)
		switch {
		case first:
			t.first(&r, broken)
		case !broken:
			t.row(&r)
		default:
			t.entries++
		}
		t.release()
	}
	if t.entries == 0 {
		s.add(Problem{kind: noEntries, Offset: len(data)})
	}
}

// syntax checks how a row is written, and reports whether its cells can be relied on.
func (t *tableCheck) syntax(r *row) (broken bool) {
	switch {
	case r.openQuote >= 0:
		t.add(Problem{kind: openQuote, Offset: r.openQuote})
	case r.bareQuote >= 0:
		t.add(Problem{kind: bareQuote, Offset: r.bareQuote})
	case r.lineBreak > 0:
		t.lack(Problem{kind: lineBreak, column: r.lineBreak}, r.start)
		return false
	default:
		return false
	}
	return true
}

// first reads the row of heads, or finds that it is none.
func (t *tableCheck) first(r *row, broken bool) {
	t.width = r.count
	if t.scanner.sep != ',' {
		t.lack(Problem{kind: otherSeparator, name: separatorName(t.scanner.sep)}, r.start)
	}
	known, slips := 0, 0
	t.at = make([]int, len(r.cells))
	for i, c := range r.cells {
		head := t.scanner.name(c)
		t.at[i] = findColumn(t.columns, head)
		if t.at[i] >= 0 {
			known++
		} else if nearColumn(t.columns, head) != "" {
			slips++
		}
	}
	if known+slips == 0 {
		t.headless(r, broken)
	} else if !broken {
		t.heads(r)
	}
}

// heads checks the heads of the columns.
func (t *tableCheck) heads(r *row) {
	taken := make([]bool, len(t.columns))
	last, ordered := -1, true
	for i, c := range r.cells {
		p := Problem{Offset: c.start, column: i + 1}
		place := t.at[i]
		switch {
		case place < 0:
			p.kind = headUnknown
			if p.name = nearColumn(t.columns, t.scanner.name(c)); p.name != "" {
				p.kind = headMisspelt
				t.at[i] = findColumn(t.columns, p.name) // what was meant
			} else if len(t.scanner.text(c)) == 0 {
				continue
			}
		case taken[place]:
			p.kind, p.name = headTwice, t.columns[place].head
		case place < last && ordered && t.kind == PhonebookCSV:
			p.kind, p.name, ordered = headOrder, t.columns[place].head, false
		default:
			p.kind = 0
		}
		if place >= 0 {
			taken[place], last = true, max(last, place)
		}
		if p.kind != 0 {
			t.add(p)
		}
	}
}

// headless takes a first row without heads for an entry. Of a phone book the columns
// are known all the same, if there are as many as a phone writes.
func (t *tableCheck) headless(r *row, broken bool) {
	var names []string
	for _, c := range t.columns {
		names = append(names, c.head)
	}
	t.lack(Problem{kind: headsMissing, name: strings.Join(names, ", "), mild: t.kind != PhonebookCSV}, r.start)
	if t.kind != PhonebookCSV || r.count != len(t.columns) {
		t.entries++
		return
	}
	for i := range t.at {
		t.at[i] = i
	}
	if !broken {
		t.row(r)
	}
}

// row checks an entry.
func (t *tableCheck) row(r *row) {
	t.entries++
	if r.count != t.width {
		t.lack(Problem{kind: raggedRow, got: r.count, want: t.width}, r.start)
		return // its cells stand under nobody knows what heads
	}
	var e entry
	empty := true
	for i, c := range r.cells {
		text := t.scanner.text(c)
		empty = empty && len(text) == 0
		if i >= len(t.at) || t.at[i] < 0 {
			e.unknown = e.unknown || len(text) > 0
			continue
		}
		col := t.columns[t.at[i]]
		e.take(col.holds, len(text) > 0)
		if col.holds == personName && bytes.IndexByte(text, '&') >= 0 {
			if _, _, _, ok := htmlentity.Find(string(text)); ok {
				t.add(Problem{kind: htmlEntity, Offset: c.start, column: i + 1})
			}
		}
		if col.holds == phoneNumber && len(text) > 0 {
			if fault := numberFault(text); fault != 0 {
				t.add(Problem{kind: fault, Offset: c.start, column: i + 1, name: col.head})
			}
		}
	}
	if empty {
		e = entry{hasNameColumn: e.hasNameColumn, hasNumberColumn: e.hasNumberColumn}
	}
	if fault := e.fault(t.kind); fault != 0 {
		t.lack(Problem{kind: fault}, r.start)
	}
}

// entry is what was seen of one contact.
type entry struct {
	hasNameColumn, hasNumberColumn bool
	name, number                   bool
	unknown                        bool // something that is not known stands in it
}

func (e *entry) take(what holds, filled bool) {
	switch what {
	case personName:
		e.hasNameColumn, e.name = true, e.name || filled
	case phoneNumber:
		e.hasNumberColumn, e.number = true, e.number || filled
	}
}

// fault says what an entry lacks. A column that is not known may hold the number; and
// who opens a door with a card needs none.
func (e *entry) fault(kind Kind) problemKind {
	noName := e.hasNameColumn && !e.name
	noNumber := e.hasNumberColumn && !e.number && !e.unknown && kind != AccessList
	switch {
	case noName && noNumber:
		return entryEmpty
	case noName:
		return nameMissing
	case noNumber:
		return numberMissing
	}
	return 0
}

func separatorName(sep byte) string {
	switch sep {
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	}
	return "a bar"
}
