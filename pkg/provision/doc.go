// Package provision knows what reaches a Fanvil phone and walks through it as a phone
// does: the URL that a phone is told, each way to tell it, and the steps from the URL to
// the settings that change.
//
// # The URL
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
//	u, faults, err := provision.ParseURL(`http://172.16.1.3:8080/X4/\$mac.cfg`)
//	// faults: a backslash before the macro, in byte 26; u is what was meant
//	device, err := u.Expand(naming.Macros{MAC: mac})  // …/X4/001565113af8.cfg
//	general := u.General(model)                       // …/X4/F0V00X600000.cfg
//
// [ParseURL] refuses what cannot be read, with a [*URLError]. What can be read but is not
// what a phone understands, or likely not what was meant, is a [Fault] with its place.
//
// # Passwords
//
// A URL may hold a password. [URL.String] blots it out, and so does every format of the
// fmt package; no error and no fault quotes it. Only [URL.StringWithPassword] and
// [URL.Password] give it.
//
// # What is not known
//
// The description does not say whether a phone undoes %-escapes in credentials and paths,
// whether it replaces macros in folders, and whether it asks for the general file with
// the URL's query. What is done about each stands with the function that does it.
//
// # A phone
//
// A [Simulator] has a [Phone] start: it takes the [Source] of highest priority, asks a
// [Fetcher] for its files, opens and reads them, decides whether they are applied and
// tells what changes. The [Walk] is a list of steps, each with its [Outcome] and [Reason],
// to be shown as text or as a [Report].
//
//	walk := provision.NewSimulator(fetcher).Boot(ctx, phone, sources)
//	text := walk.AppendText(nil, lint.HideSecrets)
//
// The package opens no files, prints nothing and keeps no state but what a
// Simulator shares between phones.
package provision
