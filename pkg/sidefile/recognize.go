package sidefile

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/fvcfg/fvcfg/internal/magic"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Kind is a kind of side file. The zero Kind is none.
type Kind uint8

// The kinds of side file.
const (
	PhonebookCSV   Kind = iota + 1 // a phone book as a table
	PhonebookXML                   // a phone book as a phone reads it from a server
	PhonebookVCard                 // a phone book of vCards
	DialPeer                       // dial rules: dialPeer.csv
	AccessList                     // who may open a door: accessList.csv
	UnknownTable                   // a CSV table that is none of these as far as can be told
	Firmware                       // a firmware description: what a phone upgrades to
	Boot                           // what a phone asks for as <mac>.boot; what stands in one is not known
)

var kindNames = [...]string{
	PhonebookCSV:   "CSV phone book",
	PhonebookXML:   "XML phone book",
	PhonebookVCard: "vCard phone book",
	DialPeer:       "dial rules",
	AccessList:     "access list",
	UnknownTable:   "unknown table",
	Firmware:       "firmware description",
	Boot:           "boot file",
}

// String returns the kind as a sentence names it: "CSV phone book".
func (k Kind) String() string {
	if int(k) >= len(kindNames) || kindNames[k] == "" {
		return fmt.Sprintf("Kind(%d)", uint8(k))
	}
	return kindNames[k]
}

// isTable reports whether the kind is written as CSV.
func (k Kind) isTable() bool {
	return k == PhonebookCSV || k == DialPeer || k == AccessList || k == UnknownTable
}

const bom = magic.BOM

// Recognize returns which side file a file is by its name and its content, 0 for none.
// Content that leaves no doubt goes before the name: a vCard is one under any name,
// and a provisioning file is none of these even if it is called phonebook.csv. Data
// that is encrypted is for the caller to know: a name is believed, but for a firmware
// description, which takes both: as a general or a device file it is a mistake.
func Recognize(name string, data []byte) Kind {
	head := headOf(data)
	switch {
	case isProvisioning(head):
		return 0
	case hasPrefixFold(head, cardBegin):
		return PhonebookVCard
	case len(head) > 0 && head[0] == '<':
		if root := rootName(head); isPhonebookRoot(root) {
			return PhonebookXML
		} else if root == catalog.LegacyRoot || root == catalog.SysconfRoot {
			return 0
		}
	case isFirmware(head) && (name == "-" || isFirmwareName(name)):
		return Firmware
	}
	return recognizeName(name, head)
}

// headOf returns the beginning of a file without what may stand before its first mark.
func headOf(data []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), magic.Window)], []byte(bom)), " \t\r\n")
}

// RecognizeName returns which side file a name stands for by itself, 0 for none.
func RecognizeName(name string) Kind {
	if isFirmwareName(name) {
		return Firmware
	}
	return recognizeName(name, nil)
}

// recognizeName goes by the name and, for a table, by the heads of its columns.
func recognizeName(name string, head []byte) Kind {
	stem, ext := splitName(name)
	switch ext {
	case "boot":
		return Boot
	case "vcf":
		return PhonebookVCard
	case "csv":
		if k := kindOfStem(stem); k != 0 {
			return k
		}
		if k, known := kindOfHeads(head); known >= 2 {
			return k
		}
		return UnknownTable
	case "xml":
		if isPhonebookStem(stem) && len(head) > 0 && head[0] == '<' && !isHTML(head) {
			return PhonebookXML
		}
		return 0
	}
	if k, known := kindOfHeads(head); known >= 3 {
		return k
	}
	if ext == "cvs" || ext == "scv" {
		return kindOfStem(stem)
	}
	return 0
}

// splitName returns a file name's stem and its extension in lower case, folders aside.
func splitName(name string) (stem, ext string) {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	ext = path.Ext(base)
	return strings.TrimSuffix(base, ext), strings.ToLower(strings.TrimPrefix(ext, "."))
}

// kindOfStem returns the table that a name without its extension stands for, 0 for none.
func kindOfStem(stem string) Kind {
	plain := plainName(stem)
	switch {
	case typo.Distance(plain, "dialpeer", 1) <= 1:
		return DialPeer
	case typo.Distance(plain, "accesslist", 1) <= 1:
		return AccessList
	case isPhonebookStem(stem):
		return PhonebookCSV
	}
	return 0
}

// phonebookWords are what names of phone books hold.
var phonebookWords = []string{"phonebook", "pbook", "addressbook", "contacts"}

func isPhonebookStem(stem string) bool {
	plain := plainName(stem)
	for _, word := range phonebookWords {
		if strings.Contains(plain, word) {
			return true
		}
	}
	return false
}

// isProvisioning reports whether a file begins as a provisioning file in text does.
func isProvisioning(head []byte) bool {
	return hasPrefixFold(head, catalog.TextHeader[:len(catalog.TextHeader)-2]) || hasPrefixFold(head, catalog.DottedHeader[:len(catalog.DottedHeader)-2])
}

func isHTML(head []byte) bool {
	return hasPrefixFold(head, "<!doctype html") || hasPrefixFold(head, "<html")
}

func hasPrefixFold(data []byte, prefix string) bool {
	return len(data) >= len(prefix) && strings.EqualFold(string(data[:len(prefix)]), prefix)
}

// rootName returns the name of the first element of an XML text, behind its
// declaration, comments and document type.
func rootName(src []byte) string {
	rest, _ := xmlscan.SkipProlog(string(src))
	if i := strings.IndexAny(rest, " \t\r\n/>"); i > 0 && rest[0] == '<' {
		return rest[1:i]
	}
	return ""
}

// A NameProblem says why a phone may not find or not take a file of this name.
type NameProblem struct {
	Text       string
	Suggestion string // the name to give it, "" where there is none
	// Doubtful says that the file may well be something else than a phone's.
	Doubtful bool
}

// CheckName compares the name of a side file with the names that the description has
// (section 4.4): dialPeer.csv, accessList.csv, and .xml, .vcf or .csv for a phone
// book. It returns nil where nothing is to be said, as of "-", standard input. Folders
// do not count.
func CheckName(kind Kind, name string) *NameProblem {
	if name == "-" {
		return nil
	}
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	stem, ext := splitName(base)
	switch kind {
	case DialPeer:
		return checkFixedName(kind, base, catalog.DialRulesName)
	case AccessList:
		return checkFixedName(kind, base, catalog.AccessListName)
	case UnknownTable:
		return &NameProblem{Doubtful: true, Text: "a table that is neither by its name nor by its columns a phone book, dial rules or an access list; it is not checked"}
	}
	want := extensionOf(kind)
	if want == "" || ext == want {
		return nil
	}
	return &NameProblem{
		Text:       "this is a " + kind.String() + ", and its name does not end in ." + want + ", so a phone may take it for another kind of file",
		Suggestion: stem + "." + want,
	}
}

func checkFixedName(kind Kind, base, want string) *NameProblem {
	if base == want {
		return nil
	}
	stem, _ := splitName(base)
	if kindOfStem(stem) != kind {
		return &NameProblem{Doubtful: true, Suggestion: want,
			Text: "these are the columns of the " + kind.String() + ", which phones fetch under the name " + want + " only"}
	}
	return &NameProblem{Suggestion: want,
		Text: "phones fetch the " + kind.String() + " under the name " + want + ", in these very letters, and a server on Unix tells case apart"}
}

// extensionOf returns the extension of a phone book's name.
func extensionOf(kind Kind) string {
	switch kind {
	case PhonebookCSV:
		return "csv"
	case PhonebookXML:
		return "xml"
	case PhonebookVCard:
		return "vcf"
	}
	return ""
}

// plainName takes out of a name what slips are made in: case, spaces, hyphens,
// underscores and dots.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '-', '_', '.':
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// maxNearName is the length in bytes of the longest name that is compared with known
// ones.
const maxNearName = 40
