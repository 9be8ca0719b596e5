// Package catalog is the dictionary of provisioning files: the modules, lists and
// keys of the five dialects as met in 118 public files, since the maker publishes
// none.
//
// [For] returns the table of a dialect, which is read on first use:
//
//	entry, ok := catalog.For(catalog.Sysconf).Lookup("sip", "line", "RegisterAddr")
//
// An [Entry] has the kind of its values, whether that was observed in the values
// or reasoned from the name, values seen (never a secret's), in how many files,
// and its name in the other dialects of its generation. What is missing from the
// dictionary may exist all the same, and ranges are what was seen, not limits. A
// doubt marks what was seen only as somebody's mistake: it is known, but nowhere
// at home. A few keys are in none of the 118 files: [Entry.Standing] says how they
// are known. [Entry.Meanings] puts values in words, where somebody has.
//
// [ParseQuery] finds keys by a part of their names, or by a pattern:
//
//	query, err := catalog.ParseQuery("*VLAN*")
//	for _, entry := range query.Search() {
//		fmt.Println(entry.Path(), entry.Kind())
//	}
//
// Firmwares spell a setting in different ways, Register Pwd and Register Pswd. A
// [Spelling] is the same for all of them.
//
// A [Concept] is a setting under a neutral name, the same in all dialects:
//
//	concept, index, err := catalog.LookupConcept("@line1.password")
//	fmt.Println(concept.PathsAt(catalog.Sysconf, index)) // [sip/line[1]/RegisterPswd]
//
// The tables under tables/ are the source and are edited by hand. The package's
// tests check them and name the line that is wrong.
//
// [IsSecret] and [FindSecret] go by a key's name alone, by the words of ten languages
// and slips of them; [Table.IsSecret] goes by the table first.
package catalog
