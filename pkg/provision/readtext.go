package provision

import (
	"fmt"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// notWellFormedError has the place and not the words of what is wrong, which can quote
// a part of a password.
type notWellFormedError struct{ at cfgfile.Position }

func (e *notWellFormedError) Error() string {
	return fmt.Sprintf("the XML is not well-formed from line %d, column %d on: no phone can be relied upon to read it; fvcfg lint tells more", e.at.Line, e.at.Column)
}

// openText says how a file was opened, or why it could not be, in the words of noKey where
// the phone has no key.
func (f *readFile) openText(role Role, noKey string) string {
	switch f.opened {
	case ReasonClear:
		return "it is clear, and the phone has " + noKey + " for it"
	case ReasonDecrypted:
		return "its key opens it: " + f.scheme.String()
	case ReasonClearWithKey:
		return "it is clear, and the phone has a key for its " + role.String() + " file: it takes the file for encrypted; encrypt the file, or take the key off the phone"
	case ReasonEncryptedNoKey:
		return "it looks encrypted, and the phone has " + noKey + " for its " + role.String() + " file"
	case ReasonWrongKey:
		return "the phone's key does not open it: " + f.err.Error()
	case ReasonDamaged:
		return "it is encrypted and damaged, or cut off: " + f.err.Error()
	case ReasonHTML:
		return "it is a web page, and no configuration: the server answers what it has not got with a page and a status that says all is well"
	}
	return "it is no configuration: " + f.err.Error()
}

// readText says what was read.
func (f *readFile) readText() string {
	version := "no version"
	if v := f.shownVersion(); v != "" {
		version = "version " + v
	}
	return fmt.Sprintf("%s, %s, %s", f.file.Dialect(), version, phrase.Count(f.file.Len(), "setting"))
}

// shownVersion returns the version as it may be shown: another line can be fused to it.
func (f *readFile) shownVersion() string { return redact.String(f.version()) }
