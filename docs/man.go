package docs

import "embed"

// Man holds the manual pages, man/fvcfg.1 and one for each command. A test of
// the program makes them from the commands' own help and keeps them up to date;
// made at run time, they would cost every start of the program.
//
//go:embed man/*.1
var Man embed.FS
