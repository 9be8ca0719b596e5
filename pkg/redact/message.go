package redact

import "strings"

// minKeyDigits is how many hexadecimal digits in a row may be a key, or most of one.
const minKeyDigits = 40

// Message returns a message without what may be a key or the password of a URL in it: either
// can be given by mistake where the name of a file, a command or a MAC address belongs, and
// messages quote those. A file that is named by a digest of 40 digits or more loses its name
// there, which is the lesser harm.
func Message(text string) string { return withoutPasswords(withoutKeys(text)) }

func withoutKeys(text string) string {
	var b strings.Builder
	done := 0
	for at := 0; at < len(text); {
		digits := len(text[at:]) - len(strings.TrimLeft(text[at:], hexDigits))
		if digits >= minKeyDigits {
			b.WriteString(text[done:at] + Mark)
			done = at + digits
		}
		at += max(1, digits)
	}
	return b.String() + text[done:]
}

// withoutPasswords hides all from the colon behind a user to the last "@" of the word, since
// people leave slashes in passwords.
func withoutPasswords(text string) string {
	var b strings.Builder
	for {
		head, rest, ok := strings.Cut(text, "://")
		if !ok {
			return b.String() + text
		}
		b.WriteString(head + "://")
		text = rest
		colon := strings.IndexAny(rest, "/:@"+blanks)
		if colon < 0 || rest[colon] != ':' {
			continue
		}
		word := rest
		if end := strings.IndexAny(rest, blanks); end >= 0 {
			word = rest[:end]
		}
		if at := strings.LastIndexByte(word, '@'); at > colon {
			b.WriteString(rest[:colon+1] + Mark)
			text = rest[at:]
		}
	}
}

const blanks = " \t\n\f\r"
