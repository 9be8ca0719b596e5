package catalog

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// IsSecret reports whether a key of any dialect holds a password, a cryptographic
// key or a PIN, by its name: in ten languages, with the usual abbreviations and slips. It
// errs on the side of secrecy: a flag such as "Agent Popup Password" is taken for one.
// [Table.IsSecret] knows better of the keys that the dictionary has.
func IsSecret(key string) bool {
	_, ok := findSecret(key, func(text string, word, rest int) bool { return endsKey(text[rest:]) })
	return ok || namesSecret(key)
}

// FindSecret finds the first name of a secret in a line or a piece of one, well-formed or
// not, and returns where the name ends. What stands behind it is not to be shown.
func FindSecret(line string) (end int, ok bool) { return findFirst(line, true) }

// FindSecretInValue is [FindSecret] for the value of a setting that is no secret. Another
// setting can be fused to it, or it holds names and values of its own. What is a secret's
// name and something else as well, as the German word for a key, is none here unless a
// separator stands behind it.
func FindSecretInValue(value string) (end int, ok bool) { return findFirst(value, false) }

func findFirst(text string, isLine bool) (end int, ok bool) {
	end, ok = findSecret(text, func(text string, word, rest int) bool {
		return endsKey(text[rest:]) || isLoneWord(text, word, rest)
	})
	if name, found := findName(text, isLine); found && (!ok || name < end) {
		return name, true
	}
	return end, ok
}

// findSecret finds the first part of a name that tells a secret, or the first
// end of one for which atEnd agrees that the name ends there.
func findSecret(text string, atEnd func(text string, word, rest int) bool) (end int, ok bool) {
	words := secretWords()
	for i := range max(0, len(text)-1) {
		for _, word := range words.at(text[i], text[i+1]) {
			n := word.prefixOf(text[i:])
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

// isOfPhonebook reports whether what stands before "Auth" is the index of a phone
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
	return name == before && !ascii.IsLetter(name[len(name)-1])
}

// endsKey reports whether a key ends before a text: at the end, a separator, or
// the end of a tag or a quoted name.
func endsKey(rest string) bool {
	rest = strings.TrimLeft(clip(rest), " \t0123456789")
	return rest == "" || strings.IndexByte(":=>/\"'", rest[0]) >= 0
}

// isLoneWord reports whether a word stands by itself, as in "Account1 Pass", before
// something else than a separator, which may be missing.
func isLoneWord(text string, word, rest int) bool {
	return (word == 0 || !ascii.IsLetter(text[word-1])) && strings.IndexByte(" \t", text[rest]) >= 0
}

// clip keeps what one name can be decided by.
func clip(text string) string { return text[:min(len(text), 64)] }

// maxGap is how many separators stand between two letters of a name at most:
// the survey has "User     Password".
const maxGap = 8

// gapBytes are what may stand between two letters.
const gapBytes = " _-"

// prefixOf returns the length of what a text starts with that reads as the word, 0 where
// it starts with something else.
func (w *secretWord) prefixOf(text string) int {
	if !w.exact {
		return foldedPrefix(text, w.letters)
	}
	if !strings.HasPrefix(text, w.letters) {
		return 0
	}
	return len(w.letters)
}

// foldedPrefix returns the length of what a text starts with that reads as a word
// of lower-case letters once spaces, underscores, dashes and case are left out;
// 0 where it starts with something else.
func foldedPrefix(text, word string) int {
	at, gap := 0, 0
	for i := 0; i < len(word); at++ {
		if at == len(text) {
			return 0
		}
		switch c := text[at]; {
		case c|0x20 == word[i] && ascii.IsLetter(c):
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

// OddKeyByte returns where the first byte stands in a text that no key of any dialect has,
// -1 where there is none. The underscore is the mark of an XML name in a text file, which
// is for the dictionary to say.
func OddKeyByte(key string) int {
	for i := range len(key) {
		if !keyBytes[key[i]] {
			return i
		}
	}
	return -1
}

// keyBytes marks the bytes that keys hold.
var keyBytes = func() (known [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.#/=_&+'()") {
		known[c] = true
	}
	return known
}()
