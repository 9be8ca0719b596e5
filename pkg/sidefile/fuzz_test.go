package sidefile

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"
)

// fuzzCheck holds of every check: offsets within the data and in order, few problems a
// byte.
func fuzzCheck(t *testing.T, kind Kind, data []byte) {
	t.Helper()
	count, last := 0, 0
	for p := range Check(kind, data) {
		checkOrder(t, p, &last, len(data))
		count++
	}
	if count > 4*len(data)+4 {
		t.Errorf("%d problems in %d bytes", count, len(data))
	}
}

// FuzzCSV checks tables, and holds the scanner against encoding/csv: where that reads a
// table without a complaint, both read the same.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"name,work\r\nBob,1\r\n", "\"name\";\"wrok\"\n\"B\"\"o\";\"1\n2\"\n", "a,\"b", "a\"b,c\n", "\r\n\n\r", "\"\"", "\"\r\r\n\"\r", ",,\n,", "\ufeffa\tb\n", "\"a\"\r",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []Kind{PhonebookCSV, DialPeer, AccessList, UnknownTable} {
			fuzzCheck(t, kind, data)
			Recognize("a.csv", data)
		}
		compareCSV(t, data)
	})
}

// compareCSV reads a table with both readers.
func compareCSV(t *testing.T, data []byte) {
	t.Helper()
	s := newScanner(data)
	std := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(bom))))
	std.Comma, std.FieldsPerRecord = rune(s.sep), -1
	var r row
	for {
		want, err := std.Read()
		ok := s.next(&r)
		if err == nil && !ok || err == io.EOF && ok { //nolint:errorlint // as the reader documents it
			t.Fatalf("encoding/csv: %q, %v; here a row: %v", want, err, ok)
		}
		if err != nil {
			if ok && r.bareQuote < 0 && r.openQuote < 0 {
				t.Fatalf("encoding/csv: %v; here nothing wrong at %d", err, r.start)
			}
			return
		}
		if r.bareQuote >= 0 || r.openQuote >= 0 || len(want) != r.count {
			t.Fatalf("encoding/csv: %q; here %+v", want, r)
		}
		for i, c := range r.cells {
			got := string(data[c.start:c.end])
			if c.quoted {
				got = strings.ReplaceAll(strings.ReplaceAll(got, "\"\"", "\""), "\r\n", "\n")
			}
			if got != want[i] {
				t.Fatalf("cell %d: %q, encoding/csv %q", i+1, got, want[i])
			}
		}
	}
}

// FuzzPhonebookXML checks XML phone books.
func FuzzPhonebookXML(f *testing.F) {
	for _, seed := range []string{
		"<FanvilIPPhoneDirectory><DirectoryEntry><Name>B</Name><Telephone>1</Telephone></DirectoryEntry></FanvilIPPhoneDirectory>",
		"<?xml version=\"1.0\" encoding=\"x\"?><YealinkIPPhoneDirectory><DirectoryEntri><name>&amp;</name></DirectoryEntri>",
		"<FanvilIPPhoneMenu><MenuItem><a><b>\xff</b></a></MenuItem></FanvilIPPhoneMenu>", "<a", "<FanvilIPPhoneDirectory><!-- - -->&x;",
		"<?l \xe5><\"?><FanvilIPPhoneDirectory/>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzCheck(t, PhonebookXML, data)
		Recognize("a.xml", data)
	})
}

// FuzzVCard checks files of vCards.
func FuzzVCard(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nTEL;TYPE=WORK:2001\r\nEND:VCARD\r\n", "BEGIN:VCARD\nN:;\nTEL:\n", "END:VCARD", "x\n y",
		"BEGIN:VCARD\nN;QUOTED-PRINTABLE:=\n=\nx\nPHOTO;BASE64:\nAA\n\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzCheck(t, PhonebookVCard, data)
		Recognize("a.vcf", data)
	})
}
