// Package lint checks provisioning files: what is wrong with them, where, and how to
// mend it.
//
// A [Linter] holds a choice of rules and is used for as many files as one likes,
// from several goroutines at once:
//
//	linter, err := lint.New(lint.Options{})
//	…
//	for _, finding := range linter.Lint("001565113af8.cfg", data) {
//		fmt.Println(finding)
//	}
//
// Each rule has a number and a name ("FV102 header-length"), a severity and a
// section in docs/rules.md. What a rule can mend without guessing has a fix;
// [Linter.Fix] makes all fixes of a file at once and goes on until none is left.
//
// No finding holds a setting's value, so reports can be kept and shown without
// giving a password away. An excerpt, where one is asked for, has the values of
// secrets blotted out.
//
// The files that a provisioning file points at (phone books, dial rules, the access
// list) are known by name and content and have rules of their own; see package
// sidefile. Their findings show nothing of what stands in them.
//
// The package reads no files: it takes their names, which show a phone's MAC or
// model, and their bytes.
package lint
