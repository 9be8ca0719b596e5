package cfgfile

import (
	"unicode/utf8"
)

// ValueError says why a value cannot stand in a file. It does not hold the value.
type ValueError struct {
	Path   string
	Reason string
}

func (e *ValueError) Error() string { return shownPath(e.Path) + ": the value " + e.Reason }

// checkValue refuses what no file can hold: characters that end a line, which
// would add a setting of somebody else's choice, other control characters, bytes
// that are not UTF-8, and spaces that reading takes off. It gives a reason, or "".
func checkValue(d Dialect, value string) string {
	if reason := checkCharacters(value); reason != "" {
		return reason
	}
	if d == Dotted && value != "" && isSpace(value[0]) {
		return "starts with a space, which is lost behind the equals sign"
	}
	return ""
}

// checkCharacters goes by what no dialect has a place for.
func checkCharacters(value string) string {
	for i := 0; i < len(value); {
		c := value[i]
		switch {
		case c == '\r' || c == '\n':
			return "holds a line break: what follows it would be another setting"
		case c == 0:
			return "holds a NUL byte"
		case c < ' ' && c != '\t' || c == 0x7f:
			return "holds a control character"
		case c < utf8.RuneSelf:
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(value[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return "is not UTF-8"
		case r < 0xA0, r == 0xFFFE, r == 0xFFFF:
			return "holds a control character"
		}
		i += size
	}
	return ""
}
