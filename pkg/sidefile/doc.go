// Package sidefile knows the files that a provisioning file points a phone at:
// phone books as CSV, XML or vCard, the dial rules dialPeer.csv and the door access
// list accessList.csv, and a firmware description, which a phone asks for by itself.
//
// [Recognize] returns which of them a file is by name and content, and [Check] what is
// wrong with it:
//
//	kind := sidefile.Recognize(name, data)
//	for p := range sidefile.Check(kind, data) {
//		fmt.Println(p.Offset, p.Text())
//	}
//
// # What is known of these files
//
// The vendor's "Auto Provision Description" 1.1, section 4.4, names the types (phone
// books in XML, VCF and CSV; dialPeer.csv and accessList.csv under these very names)
// and shows none of them. The rest is from other public sources; each table of known
// names returns its own. So a name that is not known here may well be known to a phone:
// the check says so ([Problem.Doubtful]) and calls nothing wrong that it cannot
// tell. docs/side-files.md of this repository lists what is known of which file. Of a firmware
// description nothing is checked.
//
// # Cost
//
// A check reads the data once from front to back and needs at most some MB beside
// it, whatever the data: cells are not copied, a row is kept to its first 1,024 cells,
// an XML token to 256 KiB and elements to 64 within each other.
//
// # Privacy
//
// Names and numbers of people are private. No problem holds a piece of the data: it
// has an offset, the names that are known, and the number of a column.
package sidefile
