package sidefile

import "slices"

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

// findColumn gives the place of the column with this head, -1 for none.
func findColumn(columns []column, head string) int {
	plain := plainName(head)
	if plain == "" {
		return -1
	}
	return slices.IndexFunc(columns, func(c column) bool {
		return plainName(c.head) == plain || c.also != "" && plainName(c.also) == plain
	})
}

// nearColumn gives the known head that a head is a slip of, "" for none.
func nearColumn(columns []column, head string) string {
	if len(head) > maxNearName {
		return ""
	}
	plain := plainName(head)
	for _, c := range columns {
		known := plainName(c.head)
		if len(known) > 3 && len(plain) > 2 && isNear(plain, known, 1) {
			return c.head
		}
	}
	return ""
}

// kindOfHeads tells by the first line which table this is, and how many heads of it
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
