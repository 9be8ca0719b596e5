package sidefile

import "strings"

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
var bookElements = []string{entryElement, "MenuItem", "SoftKeyItem", "Title", "Prompt"}

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
