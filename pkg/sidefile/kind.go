package sidefile

import "fmt"

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

// String gives the kind as a sentence names it: "CSV phone book".
func (k Kind) String() string {
	switch k {
	case PhonebookCSV:
		return "CSV phone book"
	case PhonebookXML:
		return "XML phone book"
	case PhonebookVCard:
		return "vCard phone book"
	case DialPeer:
		return "dial rules"
	case AccessList:
		return "access list"
	case UnknownTable:
		return "unknown table"
	case Firmware:
		return "firmware description"
	case Boot:
		return "boot file"
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// isTable tells whether the kind is written as CSV.
func (k Kind) isTable() bool {
	return k == PhonebookCSV || k == DialPeer || k == AccessList || k == UnknownTable
}
