package catalog

import (
	"strings"
	"unicode/utf8"
)

// keyWidth is where text-legacy cuts every key.
const keyWidth = 19

// maxIndexDigits is the length of the longest number that a key is given.
const maxIndexDigits = 4

// cutIndex takes a list's prefix and the number behind it off a key: for "SIP12
// Register Addr" and "SIP" it gives "12" and " Register Addr".
func cutIndex(key, prefix string) (number, rest string, ok bool) {
	if prefix == "" || !strings.HasPrefix(key, prefix) {
		return "", "", false
	}
	end := len(prefix)
	for end < len(key) && end < len(prefix)+maxIndexDigits && isDigit(key[end]) {
		end++
	}
	if end == len(prefix) || end == len(key) || key[end] != ' ' {
		return "", "", false
	}
	return key[len(prefix):end], key[end:], true
}

// cutAnyIndex does so where prefix and space may be misspelt: it takes the first number
// in the first word of a key.
func cutAnyIndex(key string) (prefix, number, rest string, ok bool) {
	start := 0
	for start < len(key) && key[start] != ' ' && !isDigit(key[start]) {
		start++
	}
	end := start
	for end < len(key) && end < start+maxIndexDigits && isDigit(key[end]) {
		end++
	}
	return key[:start], key[start:end], key[end:], start < end && end < len(key)
}

// foldList gives the name that a list has in a table, but for its index marks: "Dsskey
// Config1" is "Dsskey ConfigN", and "internal[1]/Fkey" as well as "internal[N]/Fkey[N]"
// is "internal/Fkey".
func foldList(d Dialect, list string) string {
	switch {
	case d.IsText():
		list = strings.TrimRight(list, "- ")
		if stem := strings.TrimRight(list, "0123456789"); stem != list {
			return stem + "N"
		}
		return list
	case d == Dotted:
		return dropIndexes(list, '.', "")
	default:
		return dropIndexes(list, '[', "]")
	}
}

// dropIndexes takes out every number, or N, that an opening mark stands before and a
// closing one behind.
func dropIndexes(list string, opening byte, closing string) string {
	for at := 0; ; {
		mark := strings.IndexByte(list[at:], opening)
		if mark < 0 {
			return list
		}
		mark += at
		end := mark + 1
		for end < len(list) && (isDigit(list[end]) || list[end] == 'N') {
			end++
		}
		whole := closing != "" || end == len(list) || list[end] == opening
		if end > mark+1 && whole && strings.HasPrefix(list[end:], closing) {
			list = list[:mark] + list[end+len(closing):]
			at = mark
		} else {
			at = mark + 1
		}
	}
}

// squeeze returns a name as it is compared across dialects: without spaces, underscores
// and dashes, in lower case.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf && isSeparator(byte(r)):
			return -1
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		}
		return r
	}, name)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
