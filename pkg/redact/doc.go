// Package redact decides what may be shown of a provisioning file, of a URL and of a
// message, and puts [Mark] in place of the rest. Whatever shows any of them asks it.
//
// What may be shown of a file's settings is asked of a [File]:
//
//	file, err := cfgfile.Parse(data)
//	…
//	shown := redact.NewFile(file)
//	for _, s := range file.Settings() {
//		fmt.Println(shown.Path(&s), "=", shown.Value(&s))
//	}
//
// Its text, line for line, is that of its [Text]; [NewText] makes one of a text of any kind,
// and [String] prints it. A Text has its hidden parts by their place, so that a difference
// of two can say which of them differ, and an excerpt where they are.
//
// A setting is a secret by the mark that package catalog has for its key, or where it has
// none of that key, by the key's name. In a value that is none, what stands in front of the
// "@" of a URL is hidden, and what stands behind the name of a secret, since another line can
// be fused to it. A file with mistakes can have a secret anywhere: on the line after its key,
// in a comment, in a tag that is not closed. What stands behind the name of one is hidden
// there, too, up to the end of its line or element, and lines that may go on with it. In
// doubt too much is hidden. What counts as a secret's name, see docs/secrets.md.
//
// [URL] and [Address] show a URL, [Repeated] what a server answered to one, [Value] a value
// without its setting, and [Message] hides keys and passwords that somebody gave in a wrong
// place in what quotes them.
package redact
