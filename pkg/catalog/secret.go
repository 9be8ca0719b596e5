package catalog

import "strings"

// secretParts are parts of the names of keys that hold a secret, as they are met
// in 118 public files and in the tables of other tools: spaces, underscores,
// dashes and case left out.
var secretParts = []string{
	"password", "passwd", "pswd", "pwd", "passphrase", "secret", "token", "psk", "credential", "community",
	"filekey", "cryptokey", "mediakey", "signalkey", "apikey", "authkey", "privatekey", "sharedkey",
	"keylockcode", "dtmfcode", "accesscode", "pincode",
}

// secretEnds are what such names end in.
var secretEnds = []string{"pass", "pin", "proxykey", "wepkey", "wpakey"}

// secretInitials marks the letters that any of them starts with.
var secretInitials = func() (initial [256]bool) {
	for _, words := range [][]string{secretParts, secretEnds} {
		for _, word := range words {
			initial[word[0]], initial[word[0]-'a'+'A'] = true, true
		}
	}
	return initial
}()

// IsSecret tells whether a key of any dialect holds a password, a cryptographic
// key or a PIN, by its name. It errs on the side of secrecy: a flag such as
// "Agent Popup Password" is taken for one.
func IsSecret(key string) bool {
	_, ok := findSecret(key, func(text string, word, rest int) bool { return endsKey(text[rest:]) })
	return ok
}

// FindSecret finds the first name of a secret in a text, which can be a line or
// a piece of one, well-formed or not, and gives where the name ends. What stands
// behind it is not to be shown.
func FindSecret(text string) (end int, ok bool) {
	return findSecret(text, func(text string, word, rest int) bool {
		return endsKey(text[rest:]) || isLoneWord(text, word, rest)
	})
}

// findSecret finds the first part of a name that tells a secret, or the first
// end of one for which atEnd agrees that the name ends there.
func findSecret(text string, atEnd func(text string, word, rest int) bool) (end int, ok bool) {
	for i := range len(text) {
		if !secretInitials[text[i]] {
			continue
		}
		for _, part := range secretParts {
			if n := foldedPrefix(text[i:], part); n > 0 && !isHarmless(part, text[i+n:]) {
				return i + n, true
			}
		}
		for _, word := range secretEnds {
			if n := foldedPrefix(text[i:], word); n > 0 && atEnd(text, i, i+n) {
				return i + n, true
			}
		}
	}
	return 0, false
}

// isHarmless knows "Pswd Encryption", a flag, and "PswDialMode", which is about
// dialling.
func isHarmless(part, rest string) bool {
	if part != "pswd" {
		return false
	}
	flag := strings.TrimLeft(rest, " _")
	n := foldedPrefix(flag, "encryption")
	return n > 0 && endsKey(flag[n:]) || foldedPrefix(rest, "ial") > 0
}

// endsKey tells whether a key ends before a text: at the end, a separator, or
// the end of a tag or a quoted name.
func endsKey(rest string) bool {
	rest = strings.TrimLeft(clip(rest), " \t0123456789")
	return rest == "" || strings.IndexByte(":=>/\"'", rest[0]) >= 0
}

// isLoneWord tells whether a word stands by itself, as in "Account1 Pass", before
// something else than a separator, which may be missing.
func isLoneWord(text string, word, rest int) bool {
	return (word == 0 || !isASCIILetter(text[word-1])) && strings.IndexByte(" \t", text[rest]) >= 0
}

// clip keeps what one name can be decided by.
func clip(text string) string { return text[:min(len(text), 64)] }

// maxGap is how many separators stand between two letters of a name at most:
// the survey has "User     Password".
const maxGap = 8

// foldedPrefix gives the length of what a text starts with that reads as a word
// of lower-case letters once spaces, underscores, dashes and case are left out;
// 0 where it starts with something else.
func foldedPrefix(text, word string) int {
	at, gap := 0, 0
	for i := 0; i < len(word); at++ {
		if at == len(text) {
			return 0
		}
		switch c := text[at]; {
		case c|0x20 == word[i] && isASCIILetter(c):
			i++
			gap = 0
		case i > 0 && gap < maxGap && (c == ' ' || c == '_' || c == '-'):
			gap++
		default:
			return 0
		}
	}
	return at
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
