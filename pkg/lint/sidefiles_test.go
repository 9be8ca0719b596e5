package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// sideCase is a side file and what all rules say of it: rule, severity, line and column.
type sideCase struct {
	name, file, data string
	want             []string
}

func TestSideFiles(t *testing.T) {
	const (
		head  = "name,work,mobile,other,ring,groups\r\n"
		card  = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nTEL:2001\r\nEND:VCARD\r\n"
		entry = "<DirectoryEntry><Name>Bob</Name><Telephone>2001</Telephone></DirectoryEntry>"
		book  = "<FanvilIPPhoneDirectory>" + entry + "</FanvilIPPhoneDirectory>\n"
		image = "Version=2.12.1.1\nFirmware=http://192.0.2.1/x6u.z\nBuildTime=2026-01-02\nInfo=TXT|XML\nX6U\n"
	)
	linter := mustNew(t, Options{Excerpts: true})
	for _, c := range []sideCase{
		{"clean table", "phonebook.csv", head + "Bob,2001,,,,\r\n", nil},
		{"clean XML", "phonebook.xml", "\ufeff" + book, nil},
		{"clean vCards", "phonebook.vcf", card, nil},
		{"clean dial rules", "dialPeer.csv", "Number,Destination\r\n9T,0.0.0.2\r\n", nil},
		{"clean access list", "accessList.csv", "Name,ID\r\nBob,1\r\n", nil},
		{"XML by its root alone", "-", book, nil},

		{"a boot file", "0c383e1a2b3c.boot", "anything", nil},
		{"a firmware that is none", "fanvil_x6u_hwv1_0.txt", strings.Replace(image, ".z", ".zip", 1), []string{"FV404 warning 2:10"}},
		{"a firmware without a server", "fanvil_x6u_hwv1_0.txt", "Version=2.12\nFirmware=http:///x6u.z\n", []string{"FV403 error 2:17"}},
		{"a NUL", "fanvil_x6u_hwv1_0.txt", image + "\x00", []string{"FV108 warning 6:1"}},
		{"clean firmware description", "fanvil_x6u_hwv1_0.txt", image, nil},
		{"firmware description as a general file", "F0V0X6U00000.cfg", image, []string{"FV101 error 1:1"}},
		{"firmware description as a device file", "001565113af8.txt", image, []string{"FV101 error 1:1"}},

		{"malformed", "phonebook.csv", head + "Bob,2001,,,,\r\nAl\r\n", []string{"FV601 warning 3:1"}},
		{"column", "phonebook.csv", "name,wrok,fax\r\nBob,1,\r\n", []string{"FV602 warning 1:6", "FV602 info 1:11"}},
		{"file name", "dialpeer.csv", "Number,Destination\r\n9T,0.0.0.2\r\n", []string{"FV603 warning 1:1"}},
		{"other table", "phones.csv", "mac,model\r\n\xff\"", []string{"FV603 info 1:1"}},
		{"byte order mark", "phonebook.vcf", "\ufeff" + card, []string{"FV108 warning 1:1"}},
		{"no UTF-8, NUL", "phonebook.csv", head + "B\xfcro\x00,2001,,,,\r\n", []string{"FV108 warning 2:2", "FV108 warning 2:5"}},
		{"UTF-16", "phonebook.csv", "\xff\xfen\x00a\x00m\x00e\x00", []string{"FV108 warning 1:1"}},
		{"web page", "phonebook.csv", "<!DOCTYPE html>", []string{"FV601 warning 1:1"}},
		{"empty", "phonebook.csv", "", []string{"FV601 warning 1:1"}},
		{"encrypted", "phonebook.csv", ciphertext, []string{"FV109 error 1:1"}},
		{"provisioning file", "phonebook.csv", legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32"), nil},
		{"XML of another kind", "a.xml", "<note/>", []string{"FV101 error 1:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range linter.Lint(c.file, []byte(c.data)) {
				got = append(got, fmt.Sprintf("%s %v %d:%d", f.Rule.ID, f.Severity, f.Line, f.Column))
				if f.Message == "" || f.Excerpt != "" || f.File != c.file {
					t.Errorf("%+v", f)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("has  %v\nwant %v", got, c.want)
			}
		})
	}
}

// TestSideFileRulesAlone checks that each rule can be chosen and left out.
func TestSideFileRulesAlone(t *testing.T) {
	data := []byte("\ufeffname;wrok\nBob\n;\xff\n")
	for _, c := range []struct {
		options Options
		want    []string
	}{
		{Options{Only: []string{"FV601"}}, []string{"FV601", "FV601"}},
		{Options{Only: []string{"table-column"}}, []string{"FV602", "FV602", "FV602"}},
		{Options{Only: []string{"FV603"}}, []string{"FV603"}},
		{Options{Only: []string{"FV108"}}, []string{"FV108", "FV108"}},
		{Options{Only: []string{"FV101", "FV401"}}, nil},
		{Options{Disable: []string{"FV601", "FV602", "FV603"}}, []string{"FV108", "FV108"}},
	} {
		var got []string
		for _, f := range mustNew(t, c.options).Lint("phonebook.cvs", data) {
			got = append(got, f.Rule.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.options, got, c.want)
		}
	}
}

// TestSideFileFix checks that the byte order mark is taken off, and nothing else done.
func TestSideFileFix(t *testing.T) {
	const rest = "name,wrok\nBob,1\n"
	fixed, mended, left := mustNew(t, Options{}).Fix("phonebook.csv", []byte(bom+rest))
	if string(fixed) != rest || mended != 1 || len(left) != 1 || left[0].Suggestion != "work" {
		t.Errorf("%q, %d mended, left %+v", fixed, mended, left)
	}
}

// TestSideFileCap checks that a file of many problems has as many findings as a rule
// lists, in little time, and tells how many there are.
func TestSideFileCap(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	data := "name,work\n" + strings.Repeat("|\n", 200_000) + strings.Repeat("Bob,|\n", 200_000)
	findings := mustNew(t, Options{}).Lint("phonebook.csv", []byte(data))
	counts := make(map[string]int)
	more := 0
	for _, f := range findings {
		counts[f.Rule.ID]++
		if strings.HasSuffix(f.Message, "; 198999 more findings of this rule follow and are not listed") {
			more++
		}
	}
	if counts["FV601"] != maxListed+1 || counts["FV602"] != maxListed+1 || len(counts) != 2 || more != 2 {
		t.Errorf("%v, %d tell of more", counts, more)
	}
}

// TestSideFileKind checks that encrypted data is no side file, whatever its name.
func TestSideFileKind(t *testing.T) {
	if kind := SideFile("phonebook.csv", []byte(ciphertext)); kind != 0 {
		t.Error(kind)
	}
	if kind := SideFile("phonebook.csv", []byte("name")); kind != sidefile.PhonebookCSV {
		t.Error(kind)
	}
}
