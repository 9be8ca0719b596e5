package sidefile

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostileSize is the size in bytes of the files of TestHostile. The cost a byte is the
// same at a hundred times as much.
const hostileSize = 1 << 20

// TestHostile checks that what no phone wrote is read in time and memory that do not
// depend on how it is broken, and that a file of problems gives no more than some a
// byte.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	fill := func(head, piece, tail string) string {
		return head + strings.Repeat(piece, hostileSize/len(piece)) + tail
	}
	const head, book = "name,work,mobile,other,ring,groups\r\n", "<FanvilIPPhoneDirectory>"
	for _, c := range []struct {
		name string
		kind Kind
		data string
		want problemKind // at least once
	}{
		{"clean rows", PhonebookCSV, fill(head, "Bob,2001,,,,\r\n", ""), 0},
		{"ragged rows", PhonebookCSV, fill(head, "Bob\n", ""), raggedRow},
		{"bare quotes", PhonebookCSV, fill(head, "B\"o,1,,,,\n", ""), bareQuote},
		{"quotes", PhonebookCSV, fill(head, "\"", ""), 0},
		{"open quote first", PhonebookCSV, fill(head+"\"\n", "Bob,1,,,,\n", ""), openQuote},
		{"open quotes, each line", PhonebookCSV, fill(head, "\"a\"\"b\n", ""), 0},
		{"quotes in pairs behind an open one", PhonebookCSV, fill(head+"\"a\n", "\"\"\n", "x\"y"), openQuote},
		{"one cell", PhonebookCSV, fill(head, "x", ""), raggedRow},
		{"one number", PhonebookCSV, fill("name,work\nBob,", "1", ""), numberOdd},
		{"separators", PhonebookCSV, fill("name,work\n", ",", ""), raggedRow},
		{"separators first", PhonebookCSV, fill("", ",", ""), headsMissing},
		{"line ends", PhonebookCSV, fill("", "\n", ""), noEntries},
		{"carriage returns", PhonebookCSV, fill("a", "\r", "\n"), headsMissing},
		{"NULs", PhonebookCSV, fill("", "\x00", ""), headsMissing},
		{"odd numbers", AccessList, fill("Number,Fwd Number\n", "|,|\n", ""), numberOdd},
		{"elements", PhonebookXML, fill(book, "<DirectoryEntry/>", "</FanvilIPPhoneDirectory>"), entryEmpty},
		{"odd numbers in one entry", PhonebookXML, fill(book+"<DirectoryEntry>", "<Other>|</Other>", "</DirectoryEntry></FanvilIPPhoneDirectory>"), numberOdd},
		{"names", PhonebookXML, book + "<DirectoryEntry>" + names() + "</DirectoryEntry></FanvilIPPhoneDirectory>", elementUnknown},
		{"open elements", PhonebookXML, fill(book, "<a>", ""), tooDeep},
		{"text", PhonebookXML, fill(book, "aa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"), tooLong},
		{"comment", PhonebookXML, fill(book+"<!--", "aa", ""), illFormed},
		{"attributes", PhonebookXML, fill("<FanvilIPPhoneDirectory ", "a='' ", ""), tooLong},
		{"cards", PhonebookVCard, fill("", "BEGIN:VCARD\n", ""), cardOpen},
		{"ends", PhonebookVCard, fill("", "END:VCARD\n", ""), cardClosed},
		{"stray lines", PhonebookVCard, fill("", "x\n\n", ""), strayLine},
		{"odd numbers in one card", PhonebookVCard, fill("BEGIN:VCARD\n", "TEL:|\n", ""), numberOdd},
		{"one line", PhonebookVCard, fill("BEGIN:VCARD\nTEL:", "1", ""), numberOdd},
		{"folds", PhonebookVCard, fill("BEGIN:VCARD\nTEL:1\n", " 1\n", ""), cardOpen},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := []byte(c.data)
			began, before := time.Now(), totalAllocated()
			count, last, found := 0, 0, c.want == 0
			for p := range Check(c.kind, data) {
				checkOrder(t, p, &last, len(data))
				found = found || p.kind == c.want
				count++
			}
			spent := totalAllocated() - before
			// Generous, for slow machines under the race detector: what is quadratic takes
			// minutes.
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			if most := uint64(8<<20 + 20*len(data)); spent > most { // of it, little at a time
				t.Errorf("took %d bytes of memory", spent)
			}
			if !found || count > len(data)+2 {
				t.Errorf("%d problems, and the one looked for is there: %v", count, found)
			}
		})
	}
}

// names are as many elements of other names as fit.
func names() string {
	var b strings.Builder
	for i := 0; b.Len() < hostileSize; i++ {
		fmt.Fprintf(&b, "<e%d>1</e%d>", i, i)
	}
	return b.String()
}

func checkOrder(t *testing.T, p Problem, last *int, size int) {
	t.Helper()
	if p.Offset < *last || p.Offset > size {
		t.Fatalf("offset %d behind %d of %d: %+v", p.Offset, *last, size, p)
	}
	*last = p.Offset
}

func totalAllocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// TestStops checks that a check ends where its reader has enough.
func TestStops(t *testing.T) {
	for kind, data := range map[Kind]string{
		PhonebookCSV:   "name,work\n" + strings.Repeat("|,|\n", 100),
		PhonebookXML:   "<FanvilIPPhoneDirectory>" + strings.Repeat("<DirectoryEntry><Other>|</Other><Other>|</Other></DirectoryEntry>", 100),
		PhonebookVCard: strings.Repeat("END:VCARD\n", 100),
	} {
		count := 0
		for range Check(kind, []byte(data)) {
			if count++; count == 5 {
				break
			}
		}
		if count != 5 {
			t.Errorf("%v: %d problems", kind, count)
		}
	}
}

// TestPrivate checks that no problem shows a piece of the data.
func TestPrivate(t *testing.T) {
	const secret = "SECRET"
	for kind, data := range map[Kind]string{
		PhonebookCSV:   "name,work,SECRET\nSECRET,SECRET SECRET,1\n\"SECRET,1\nSECRET\n",
		PhonebookXML:   "<FanvilIPPhoneDirectory><SECRET/><DirectoryEntry><SECRET/><Other>SECRET SECRET</Other><a SECRET=1>&SECRET;</SECRET>",
		PhonebookVCard: "SECRET\nBEGIN:VCARD\nVERSION:SECRET\nSECRET\nTEL:SECRET SECRET\n",
	} {
		count := 0
		for p := range Check(kind, []byte(data)) {
			count++
			if strings.Contains(p.Text()+p.Suggestion(), secret) {
				t.Errorf("%v says %q", kind, p.Text())
			}
		}
		if count < 3 {
			t.Errorf("%v: %d problems", kind, count)
		}
	}
}
