package cfgfile

import (
	"strings"
	"unicode/utf8"
)

// valueReason tells why a value cannot stand in a file of a dialect, "" where it
// can. No dialect takes a line break: in text it would start a line of its own,
// with a setting that nobody meant, and no phone is known to read one in XML.
func valueReason(to Dialect, value string) string {
	switch {
	case isPlainValue(value):
		return ""
	case strings.ContainsAny(value, "\r\n"):
		return "its value holds a line break"
	case strings.IndexByte(value, 0) >= 0:
		return "its value holds a NUL character"
	case to.IsXML() && !isXMLText(value):
		return "its value holds a character that XML has no place for: a control character, or one that is not UTF-8"
	case checkCharacters(value) != "":
		return "its value " + checkCharacters(value)
	case to == Dotted && value != "" && isSpace(value[0]):
		return "its value starts with white space, which dotted files have no place for"
	}
	return ""
}

// isPlainValue tells whether a value is one that no dialect minds, as nearly all are:
// of printable ASCII, without a space in front.
func isPlainValue(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' || c > '~' || c == ' ' && i == 0 {
			return false
		}
	}
	return true
}

// isXMLText tells whether XML can hold a text, its markup escaped.
func isXMLText(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' && !isSpace(c) {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
			return false
		}
		i += size
	}
	return true
}
