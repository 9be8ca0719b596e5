package cfgfile

import "strings"

// indexPrefixes are the prefixes that indexed keys are known to have, as in
// "SIP1 Phone Number" and "XML-PBook2 Name".
var indexPrefixes = []string{
	"SIP", "P", "Fkey", "exKey", "Alert", "LDAP", "XML-PBook", "BWDir", "BWCLog", "MCAST", "Account", "HS", "Item", "KcRule",
	"SoftFkey", "Codec",
}

// maxPrefix is more than the length of any index prefix known.
const maxPrefix = 32

// cutIndex takes the index prefix off a key: for "SIP1 Phone Number" it gives
// "SIP" and 1. A prefix is letters and dashes, then the number, then a space.
// "G729 Payload" has none: a prefix that is not known counts by its number,
// since a list's first entry is 1.
func cutIndex(key string) (prefix string, index int, ok bool) {
	n := 0
	for n < len(key) && n < maxPrefix && (isLetter(key[n]) || key[n] == '-') {
		n++
	}
	prefix = key[:n]
	index, ok = indexBehind(key, prefix)
	if !ok || index == 0 {
		return "", 0, false
	}
	for _, known := range indexPrefixes {
		if prefix == known {
			return prefix, index, true
		}
	}
	if index != 1 {
		return "", 0, false
	}
	return prefix, 1, true
}

// indexBehind gives the number between a prefix and a space that a key starts
// with: 12 for "SIP12 Phone Number" and "SIP". It has at most four digits, and
// more than the padding of the key behind it.
func indexBehind(key, prefix string) (index int, ok bool) {
	if prefix == "" || !strings.HasPrefix(key, prefix) {
		return 0, false
	}
	n := len(prefix)
	digits := n
	for n < len(key) && n < digits+4 && key[n] >= '0' && key[n] <= '9' {
		index = index*10 + int(key[n]-'0')
		n++
	}
	if n == digits || n == len(key) || key[n] != ' ' {
		return 0, false
	}
	for n < len(key) && key[n] == ' ' {
		n++
	}
	return index, n < len(key)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
