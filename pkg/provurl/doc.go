// Package provurl reads, checks and expands the URL that a Fanvil phone is told to fetch
// its configuration by.
//
// A phone is told one URL, by DHCP, SIP, its own settings or an ACS. It fetches two files
// by it: its device file by the name in the URL, and the general file of its model from
// the same folder. Section 4.2 of the maker's Auto Provision Description 1.1 of
// 2018-05-11 has the grammar:
//
//	protocol://user:password@server:port/path/name
//
// The name may be left out, which means the phone's MAC address with .cfg; it may be
// $mac.cfg, $input.cfg (or .xml, .txt) or a name of the user's. Section 4.3 has the
// macros in a query too: http://ip/mac.cfg?mac=$mac.cfg.
//
//	u, faults, err := provurl.Parse(`http://172.16.1.3:8080/X4/\$mac.cfg`)
//	// faults: a backslash before the macro, in byte 26; u is what was meant
//	device, err := u.Expand(naming.Macros{MAC: mac})  // …/X4/001565113af8.cfg
//	general := u.General(model)                       // …/X4/F0V00X600000.cfg
//
// [Parse] refuses what cannot be read, with a [*SyntaxError]. What can be read but is not
// what a phone understands, or likely not what was meant, is a [Fault] with its place.
//
// A configuration holds URLs by the same grammar, of firmware, phone books and the like:
// [ParseDownload] reads those.
//
// # Passwords
//
// A URL may hold a password. [URL.String] leaves it out, and so does every format of the
// fmt package; no error and no fault quotes it. Only [URL.StringWithPassword] and
// [URL.Password] return it. Package redact shows a URL without what of it is secret.
//
// # What is not known
//
// The description does not say whether a phone undoes %-escapes in credentials and paths,
// whether it replaces macros in folders, and whether it asks for the general file with
// the URL's query. What is done about each stands with the function that does it.
package provurl
