package catalog

import (
	"strings"
	"sync"
)

// Blot stands for a secret wherever one is not shown.
const Blot = "••••"

// secretParts are parts of the names of keys that hold a secret, as they are met
// in 118 public files and in the tables of other tools: spaces, underscores,
// dashes and case left out.
var secretParts = []string{
	"password", "passwd", "pswd", "pwd", "passphrase", "secret", "token", "psk", "credential", "community",
	"filekey", "cryptokey", "mediakey", "signalkey", "apikey", "authkey", "privatekey", "sharedkey",
	"keylockcode", "dtmfcode", "accesscode", "pincode", "remotevalue", "resetvalue",
}

// secretEnds are what such names end in.
var secretEnds = []string{"pass", "pin", "proxykey", "wepkey", "wpakey", phonebookAuth}

// phonebookAuth is the password of a phone book where nothing else is named so:
// "XML-PBook1 Auth", <Auth>. "SIP1 Keep AUTH" is a flag.
const phonebookAuth = "auth"

// secretWord is one of secretParts or of secretEnds.
type secretWord struct {
	letters string
	end     bool // the name ends with it
}

// secretWords gives the words by the letters that they start with, in either case:
// most letters start none, and the others a few.
var secretWords = sync.OnceValue(func() *[256][]secretWord {
	var words [256][]secretWord
	add := func(letters string, end bool) {
		for _, initial := range []byte{letters[0], letters[0] - 'a' + 'A'} {
			words[initial] = append(words[initial], secretWord{letters, end})
		}
	}
	for _, part := range secretParts {
		add(part, false)
	}
	for _, end := range secretEnds {
		add(end, true)
	}
	return &words
})

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
	words := secretWords()
	for i := range len(text) {
		for _, word := range words[text[i]] {
			n := foldedPrefix(text[i:], word.letters)
			switch {
			case n == 0:
			case !word.end && !isHarmless(word.letters, text[i+n:]),
				word.end && atEnd(text, i, i+n) && (word.letters != phonebookAuth || isOfPhonebook(text[:i])):
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

// isOfPhonebook tells whether what stands before "Auth" is the index of a phone
// book, or nothing that belongs to the key.
func isOfPhonebook(before string) bool {
	before = before[max(0, len(before)-64):]
	name := strings.TrimRight(before, " \t_-0123456789")
	if name == "" {
		return true
	}
	if n := len(name) - len("pbook"); n >= 0 && strings.EqualFold(name[n:], "pbook") {
		return true
	}
	return name == before && !isASCIILetter(name[len(name)-1])
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
