package sidefile

import (
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// A NameProblem says why a phone may not find or not take a file of this name.
type NameProblem struct {
	Text       string
	Suggestion string // the name to give it, "" where there is none
	// Doubtful says that the file may well be something else than a phone's.
	Doubtful bool
}

// CheckName compares the name of a side file with the names that the description has
// (section 4.4): dialPeer.csv, accessList.csv, and .xml, .vcf or .csv for a phone
// book. It gives nil where nothing is to be said, as of "-", standard input. Folders
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

// extensionOf gives the extension of a phone book's name.
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

// isNear tells whether a name is another one but for so many letters. Letters that
// are swapped count for one.
func isNear(name, known string, slips int) bool {
	if name == known {
		return true
	}
	if len(name) > maxNearName || len(name) > len(known)+slips || len(known) > len(name)+slips {
		return false
	}
	return levenshtein.ComputeDistance(name, known) <= slips || isSwapped(name, known)
}

func isSwapped(name, known string) bool {
	if len(name) != len(known) {
		return false
	}
	i := 0
	for name[i] == known[i] {
		i++
	}
	return i+1 < len(name) && name[i] == known[i+1] && name[i+1] == known[i] && name[i+2:] == known[i+2:]
}
