package cfgfile

import "strings"

// indexPrefixes are the prefixes that indexed keys are known to have, as in
// "SIP1 Phone Number" and "XML-PBook2 Name".
var indexPrefixes = []string{
	"SIP", "P", "Fkey", "exKey", "Alert", "LDAP", "XML-PBook", "BWDir", "BWCLog", "MCAST", "Account", "HS", "Item", "KcRule",
	"SoftFkey", "Codec",
}

// cutIndex takes the index prefix off a key: for "SIP1 Phone Number" it gives
// "SIP" and 1. A prefix is letters and dashes, then the number, then a space.
// "G729 Payload" has none: a prefix that is not known counts by its number,
// since a list's first entry is 1.
func cutIndex(key string) (prefix string, index int, ok bool) {
	n := 0
	for n < len(key) && (isLetter(key[n]) || key[n] == '-') {
		n++
	}
	end := n
	for end < len(key) && key[end] >= '0' && key[end] <= '9' && end-n < 4 {
		index = index*10 + int(key[end]-'0')
		end++
	}
	if n == 0 || end == n || end == len(key) || key[end] != ' ' || index == 0 {
		return "", 0, false
	}
	prefix = key[:n]
	for _, known := range indexPrefixes {
		if prefix == known {
			return prefix, index, true
		}
	}
	return prefix, index, index == 1
}

// startsIndexed tells whether a key starts with a prefix, a number and a space.
func startsIndexed(key, prefix string) bool {
	if prefix == "" || !strings.HasPrefix(key, prefix) {
		return false
	}
	digits := key[len(prefix):]
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	return n > 0 && n < len(digits) && digits[n] == ' '
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
