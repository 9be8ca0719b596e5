package sidefile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// checkCase is a file and what is found in it: kind@offset, a table's with #column.
type checkCase struct {
	name, data string
	want       []string
}

// problemNames are the names of the kinds of problem, for the tables of cases.
var problemNames = map[problemKind]string{
	utf16: "utf16", notThatFile: "other", carriageReturns: "cr", otherSeparator: "separator", bareQuote: "bare", openQuote: "open",
	lineBreak: "break", raggedRow: "ragged", noEntries: "none", illFormed: "ill", tooDeep: "deep", tooLong: "long",
	cardOpen: "cardopen", cardClosed: "cardclosed", strayLine: "stray", headsMissing: "heads", headTwice: "twice", headMisspelt: "slip",
	headUnknown: "unknown", headOrder: "order", nameMissing: "noname", numberMissing: "nonumber", entryEmpty: "empty", numberOdd: "odd",
	numberRounded: "rounded", otherRoot: "root", elementMisspelt: "elementslip", elementUnknown: "element", versionMissing: "noversion", versionUnknown: "version",
	htmlEntity: "entity", tooLarge: "large", imageMissing: "noimage",
}

func runCases(t *testing.T, kind Kind, cases []checkCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for p := range Check(kind, []byte(c.data)) {
				place := fmt.Sprintf("%s@%d", problemNames[p.kind], p.Offset)
				if p.column > 0 {
					place += fmt.Sprintf("#%d", p.column)
				}
				got = append(got, place)
				checkProblem(t, p, len(c.data))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q\nhas  %v\nwant %v", c.data, got, c.want)
			}
		})
	}
}

// checkProblem checks what every problem keeps.
func checkProblem(t *testing.T, p Problem, size int) {
	t.Helper()
	if p.Offset < 0 || p.Offset > size {
		t.Errorf("offset %d of %d: %+v", p.Offset, size, p)
	}
	if p.Structural() != (p.kind <= tooLarge) {
		t.Errorf("%+v: structural is %t", p, p.Structural())
	}
	if text := p.Text(); text == "" || strings.HasPrefix(text, "ProblemKind") {
		t.Errorf("%+v says %q", p, text)
	}
}

func TestPhonebookCSV(t *testing.T) {
	const head = "name,work,mobile,other,ring,groups\r\n" // 36 bytes
	runCases(t, PhonebookCSV, []checkCase{
		{"as phones write it", "\"name\",\"work\",\"mobile\",\"other\",\"ring\",\"groups\"\r\n\"Bob\",\"2001\",\"\",\"\",\"Default\",\"\"\r\n", nil},
		{"fewer columns", "Name,Work\nBob,2001\n", nil},
		{"group for groups", "name,work,group\nBob,2001,\n", nil},
		{"SIP addresses", head + "Bob,bob,sip:bob@example.com,+49 (30) 12-34,,\r\n", nil},
		{"quotes and commas in quotes", head + "\"Bob, \"\"B\"\" Ex\",2001,,,,\r\n", nil},
		{"semicolons in quotes", "\"name\",\"work\",\"\"\n\"Ex; Bob; Dr; a\",1,\n", nil},
		{"semicolons in quoted heads", "name,work,\";;;;\"\nBob,1,\n", []string{"unknown@11#3"}},
		{"blank lines", "\r\n" + head + "\r\nBob,2001,,,,\r\n\r\n", nil},
		{"no line end", "name,work\nBob,2001", nil},
		{"umlauts", "name,work\nBüro,2001\n", nil},

		{"empty", "", []string{"none@0"}},
		{"heads alone", head, []string{"none@36"}},
		{"no heads", "Bob,2001,,,,\r\nAl,2002,,,,\r\n", []string{"heads@0"}},
		{"no heads, and wrong", "Bob,20 Ö,,,,\r\n", []string{"heads@0", "odd@4#2"}},
		{"no heads, other columns", "Bob,2001\n,2\n", []string{"heads@0"}},
		{"misspelt head", "name,wrok\nBob,a b\n", []string{"slip@5#2", "odd@14#2"}},
		{"unknown head", "name,work,fax\nBob,2001,1\n", []string{"unknown@10#3"}},
		{"head without a name", "name,work,\nBob,2001,\n", nil},
		{"head twice", "name,work,Work\nBob,2001,\n", []string{"twice@10#3"}},
		{"other order", "work,name\n2001,Bob\n", []string{"order@5#2"}},
		{"semicolons", "name;work\nBob;2001\n", []string{"separator@0"}},
		{"tabs", "name\twork\nBob\t2001\n", []string{"separator@0"}},
		{"ragged", head + "Bob,2001\r\nAl,1,,,,,\r\n", []string{"ragged@36", "ragged@46"}},
		{"bare quote", "name,work\nB\"o\",2001\nAl,1\n", []string{"bare@11"}},
		{"text behind quotes", "name,work\n\"Bob\"x,2001\nAl,1\n", []string{"bare@14"}},
		{"open quote", "name,work\n\"Bob,2001\nAl,1\n,1\n", []string{"open@10", "noname@25"}},
		{"open quote, quotes behind it", "name,work\n\"Bob,2001\n\"Al\",1\n", []string{"open@10"}},
		{"line break", "name,work\n\"Bob\nEx\",2001\n", []string{"break@10#1"}},
		{"line break in a later number", "name,work\nBob,\"1\n|\"\n", []string{"break@10#2", "odd@15#2"}},
		{"bare quote in the heads", "name,wo\"rk,fax\nBob,1,\n", []string{"bare@7"}},
		{"no name", "name,work\n,2001\n \t,1\n", []string{"noname@10", "noname@16"}},
		{"no number", "name,work\nBob,\n", []string{"nonumber@10"}},
		{"number in a column nobody knows", "name,work,fax\nBob,,1\n", []string{"unknown@10#3"}},
		{"nothing", "name,work\n,\n", []string{"empty@10"}},
		{"name for a number", "name,work\nBob,Bob Example\n", []string{"odd@14#2"}},
		{"rounded", "name,work\nBob,4.91512E+11\n", []string{"rounded@14#2"}},
		{"rounded, with a comma", "name,work\nBob,\"4,9E+11\"\n", []string{"rounded@15#2"}},
		{"entity of HTML", "name,work\nB&uuml;ro,1\n", []string{"entity@10#1"}},
		{"carriage returns", "name,work\rBob,2001\r", []string{"cr@9"}},
		{"UTF-16", "\xff\xfen\x00a\x00", []string{"utf16@0"}},
		{"UTF-16 without a mark", "n\x00a\x00m\x00e\x00,\x00", []string{"utf16@0"}},
		{"HTML", " <!DOCTYPE HTML><html>", []string{"other@0"}},
		{"zip", "PK\x03\x04", []string{"other@0"}},
		{"byte order mark", "\ufeffname,work\nBob,1\n", nil},
	})
}

func TestOtherTables(t *testing.T) {
	runCases(t, AccessList, []checkCase{
		{"clean", "Name,ID,Number,Fwd Number,Access Code\r\nBob,0004111806,2001,,\r\n", nil},
		{"card alone", "Name,ID,Number\nBob,0004111806,\n", nil},
		{"no name", "Name,ID,Number\n,0004111806,1\n", []string{"noname@15"}},
		{"odd number", "Name,Number\nBob,B|b\n", []string{"odd@16#2"}},
		{"misspelt head", "Name,Acess Code\nBob,1\n", []string{"slip@5#2"}},
		{"no heads", "Bob,1\n", []string{"heads@0"}},
		{"ragged", "Name,ID\nBob\n", []string{"ragged@8"}},
	})
	runCases(t, DialPeer, []checkCase{
		{"clean", "Number,Destination,Port,Alias,Suffix,Delete Length\r\n9T,0.0.0.2,5060,del,no suffix,1\r\n", nil},
		{"pattern", "Number,Destination\n[1-3]xxx,192.0.2.1\n", nil},
		{"misspelt head", "Number,Destinaton\n1,2\n", []string{"slip@7#2"}},
		{"no heads", "9T,0.0.0.2\n", []string{"heads@0"}},
		{"open quote", "Number,Port\n\"1,2\n", []string{"open@12"}},
	})
	runCases(t, UnknownTable, []checkCase{{"anything", "a,\"b\nc", nil}})
	runCases(t, 0, []checkCase{{"anything", "<a", nil}})
}

func TestFirmware(t *testing.T) {
	const head = "Version=2.12.20.2\n"
	runCases(t, Firmware, []checkCase{
		{"clean", head + "Firmware=http://192.0.2.1/h2u.z\nBuildTime=2025-05-20\nInfo=TXT|XML\nH2U-V2\nFirmware=\n", nil},
		{"no URL", head + "Firmware= \n", []string{"noimage@28"}},
		{"large", head + "Firmware=http://192.0.2.1/h2u.z\n" + strings.Repeat("x\n", maxFirmware), []string{"large@65536"}},
	})
	runCases(t, Boot, []checkCase{{"anything", "\x00", nil}})
	url, at := FirmwareURL([]byte(head + "Firmware=\thttp://192.0.2.1/h2u.z \r\n"))
	if url != "http://192.0.2.1/h2u.z" || at != len(head)+len("Firmware=\t") {
		t.Errorf("%q at %d", url, at)
	}
}

// TestHeadsMissingDoubt tells the file whose heads are known from those where they are not.
func TestHeadsMissingDoubt(t *testing.T) {
	for kind, want := range map[Kind]bool{PhonebookCSV: false, DialPeer: true, AccessList: true} {
		for p := range Check(kind, []byte("1,2\n")) {
			if p.Doubtful() != want {
				t.Errorf("%v: %+v", kind, p)
			}
		}
	}
}

func TestPhonebookXML(t *testing.T) {
	const open, end = "<FanvilIPPhoneDirectory>", "</FanvilIPPhoneDirectory>" // 24 bytes
	book := func(entries string) string { return open + entries + end }
	entry := func(fields string) string { return book("<DirectoryEntry>" + fields + "</DirectoryEntry>") } // from 40
	runCases(t, PhonebookXML, []checkCase{
		{"clean", "\ufeff<?xml version=\"1.0\" encoding=\"GB2312\"?>\n" + entry("<Name>B&amp;b</Name><Telephone>1</Telephone><Mobile/><Other>2</Other><Ring>0</Ring><Group>a</Group>"), nil},
		{"groups", entry("<Name>B</Name><Telephone>1</Telephone><Groups>a</Groups>"), nil},
		{"menu", "<FanvilIPPhoneMenu><Title>t</Title><MenuItem><Name>a</Name><URL>http://example.com/a.xml</URL></MenuItem></FanvilIPPhoneMenu>", nil},
		{"results of a search", book("<MenuItem><Prompt>Bob</Prompt><URI>1</URI></MenuItem>"), nil},
		{"no UTF-8", entry("<Name>B\xfcro\x00</Name><Telephone>1</Telephone>"), nil},
		{"noncharacter", entry("<Name>\uffff</Name><Telephone>1</Telephone>"), nil},
		{"comment in a number", entry("<Name>B</Name><Telephone>1<!-- c -->2</Telephone>"), nil},

		{"a line break before the declaration", "\n<?xml version=\"1.0\"?>" + entry("<Name>B</Name><Telephone>1</Telephone>"), []string{"ill@1"}},
		{"n for Name", entry("<n>B</n><Telephone>1</Telephone>"), []string{"elementslip@40"}},
		{"entity of HTML, escaped again", entry("<Name>B&amp;uuml;ro</Name><Telephone>1</Telephone>"), []string{"entity@46"}},
		{"nothing", "", []string{"ill@0"}},
		{"no entry", book(""), []string{"none@49"}},
		{"other maker's", "<YealinkIPPhoneDirectory><DirectoryEntry><Name>B</Name><Telephone>1</Telephone></DirectoryEntry></YealinkIPPhoneDirectory>", []string{"root@0"}},
		{"other root", "<AddressBook><Contact/></AddressBook>", []string{"other@0"}},
		{"no name", entry("<Telephone>1</Telephone>"), []string{"noname@24"}},
		{"empty name", entry("<Name> </Name><Telephone>1</Telephone>"), []string{"noname@24"}},
		{"no number", entry("<Name>B</Name><Telephone></Telephone>"), []string{"nonumber@24"}},
		{"number that nobody knows", entry("<Name>B</Name><Fax>1</Fax>"), []string{"element@54"}},
		{"neither", entry(""), []string{"empty@24"}},
		{"odd number", entry("<Name>B</Name><Mobile>Bob Ex</Mobile>"), []string{"odd@62"}},
		{"rounded number", entry("<Name>B</Name><Mobile>4.9E+11</Mobile>"), []string{"rounded@62"}},
		{"misspelt, told once", entry("<name>B</name><name/><Telphone>1</Telphone>"), []string{"noname@24", "elementslip@40", "elementslip@61"}},
		{"misspelt entry", book("<DirectoryEntri/>"), []string{"elementslip@24", "none@66"}},
		{"ampersand", entry("<Name>A & B</Name>"), []string{"ill@48"}},
		{"crossed tags", entry("<Name>A</Nam>"), []string{"ill@47"}},
		{"cut off", open + "<DirectoryEntry>", []string{"ill@40"}},
		{"text", "name,work", []string{"ill@0"}},
		{"no white space between attributes", "<FanvilIPPhoneDirectory a=\"1\"b=\"2\"/>", []string{"ill@29"}},
		{"a second root", book("<MenuItem/>") + open, []string{"ill@60"}},
		{"a document type with a comment in it", "<!DOCTYPE FanvilIPPhoneDirectory [<!-- ]> --><?p ]>?>]>" + book("<MenuItem/>"), nil},
		{"a prefix of a name space", "<x:FanvilIPPhoneDirectory><x:MenuItem/></x:FanvilIPPhoneDirectory>", nil},
		{"HTML", "<html></html>", []string{"other@0"}},
	})
}

// TestManyElements checks that only so many elements that are not known are told of.
func TestManyElements(t *testing.T) {
	count := 0
	for p := range Check(PhonebookXML, []byte("<FanvilIPPhoneDirectory><DirectoryEntry>"+names()+"</DirectoryEntry></FanvilIPPhoneDirectory>")) {
		if p.kind == elementUnknown {
			count++
		}
	}
	if count != maxNames {
		t.Errorf("%d unknown elements are told of, want %d", count, maxNames)
	}
}

func TestVCard(t *testing.T) {
	const clean = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nTEL;TYPE=WORK:2001\r\nEND:VCARD\r\n"
	runCases(t, PhonebookVCard, []checkCase{
		{"3.0", clean + clean, nil},
		{"byte order mark", "\ufeff" + clean, nil},
		{"4.0", "BEGIN:VCARD\nVERSION:4.0\nFN:B\nitem1.TEL;VALUE=uri;TYPE=\"voice,x:y\":tel:+49-30;ext=1\nEND:VCARD\n", nil},
		{"2.1", "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=\n=BC\nTEL;CELL:1\nPHOTO;JPEG;ENCODING=BASE64:AAAA\nAAAA\n\nEND:VCARD\n", nil},
		{"folded", "BEGIN:VCARD\nVERSION:3.0\nFN:Bob\n  Example\nTEL:1\nEND:VCARD\n", nil},
		{"small letters", strings.ToLower(clean), nil},
		{"blank lines", "\n" + clean + "\n\n" + clean, nil},

		{"nothing", "", []string{"none@0"}},
		{"a table", "name,work\nBob,1\n", []string{"stray@0", "none@16"}},
		{"XML", "<FanvilIPPhoneDirectory/>", []string{"other@0"}},
		{"HTML", "<html>", []string{"other@0"}},
		{"never closed", "BEGIN:VCARD\nVERSION:3.0\nFN:B\nTEL:1\n", []string{"cardopen@35"}},
		{"one not closed", "BEGIN:VCARD\nVERSION:3.0\nFN:B\nTEL:1\n" + clean, []string{"cardopen@35"}},
		{"closed twice", clean + "END:VCARD\n", []string{"cardclosed@65"}},
		{"stray line", "BEGIN:VCARD\nVERSION:3.0\nFN:B\nTEL:1\nnonsense\nmore\nEND:VCARD\nx\n", []string{"stray@35", "stray@59"}},
		{"no version", "BEGIN:VCARD\nFN:B\nTEL:1\nEND:VCARD\n", []string{"noversion@0"}},
		{"other version", "BEGIN:VCARD\nVERSION:5.0\nFN:B\nTEL:1\nEND:VCARD\n", []string{"version@12"}},
		{"no name", "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nTEL:1\nEND:VCARD\n", []string{"noname@0"}},
		{"no number", "BEGIN:VCARD\nVERSION:3.0\nN:B\nTEL:\nEND:VCARD\n", []string{"nonumber@0"}},
		{"nothing in it", "BEGIN:VCARD\nEND:VCARD\n", []string{"noversion@0", "empty@0"}},
		{"odd number", "BEGIN:VCARD\nVERSION:3.0\nN:B\nTEL:Bob Ex\nEND:VCARD\n", []string{"odd@32"}},
	})
}

func TestNumberFault(t *testing.T) {
	for text, want := range map[string]problemKind{
		"2001": 0, "+49 (30) 12-34/5": 0, "*21*2001#": 0, "tel:+49-30-1234;ext=5": 0, "sip:bob@example.com:5060": 0,
		"bob": 0, "bob.example": 0, "1,,2": 0, "0800 FLOWERS": 0, "12\u00a034": 0, "4.5E1": 0, "1E": 0,
		"Bob Example": numberOdd, "-": numberOdd, "1|2": numberOdd, "\"1\"": numberOdd, "Büro1": numberOdd, "1\x002": numberOdd, "1<2": numberOdd,
		"1\u00a0ü": numberOdd, strings.Repeat("1", 257): numberOdd, strings.Repeat("1", 256): 0,
		"4.91512E+11": numberRounded, "4,9e+11": numberRounded, "4E+11": numberRounded,
	} {
		if got := numberFault([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, problemNames[got], kindNames[want])
		}
	}
}
