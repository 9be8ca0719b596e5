package redact

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Value returns a value that is no secret by its setting, without what stands behind the
// name of a secret in it, as where another line is fused to it, and without credentials.
func Value(value string) string {
	value = withoutCredentials(value)
	if end, ok := catalog.FindSecretInValue(value); ok && end < len(value) {
		return value[:end] + Mark
	}
	return value
}

// withoutCredentials returns a value without user and password.
func withoutCredentials(value string) string {
	if s, ok := findCredentials(value, 0); ok {
		return value[:s.Start] + Mark + value[s.End:]
	}
	return value
}

// findCredentials finds user and password in the value of a line, which starts at an
// offset: what stands before the "@" of a URL, or elsewhere between a colon and an "@".
// The last "@" counts, since a password can hold one that should have been escaped.
func findCredentials(line string, value int) (found cfgfile.Span, ok bool) {
	at := lastAt(line)
	if at < value {
		return findWithoutAt(line, value)
	}
	if scheme, _, ok := strings.Cut(line[:at], "://"); ok {
		return cfgfile.Span{Start: len(scheme) + len("://"), End: at}, true
	}
	if user, _, ok := strings.Cut(line[value:at], ":"); ok && !isColours(line[value:]) {
		return cfgfile.Span{Start: value + len(user) + 1, End: at}, true
	}
	return cfgfile.Span{}, false
}

// findWithoutAt finds a password in a URL whose "@" was lost. What stands behind the colon
// of its protocol can pass for the value of a line.
func findWithoutAt(line string, value int) (found cfgfile.Span, ok bool) {
	scheme, rest, ok := strings.Cut(line, "://")
	start := len(scheme) + len("://")
	if !ok || start < value {
		return found, false
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?# <"); end >= 0 {
		authority = rest[:end]
	}
	server, ok := provurl.LostAtSign(authority)
	if server == 0 {
		server = len(authority)
	}
	return cfgfile.Span{Start: start, End: start + server}, ok
}

// lastAt returns where the last "@" stands, which XML can write in other ways, -1 where
// there is none.
func lastAt(line string) int {
	at := strings.LastIndexByte(line, '@')
	if strings.IndexByte(line, '&') < 0 { // as in most lines
		return at
	}
	for _, form := range [...]string{"&#64;", "&#x40;"} {
		at = max(at, strings.LastIndex(line, form))
	}
	return at
}

// isColours reports whether a value sets the colours of a phone's screen, which has colons
// and an "@" as credentials have: "title:0xFFFFFF@ list:0x444343$0xFFFFFF".
func isColours(value string) bool {
	value, _, _ = strings.Cut(value, "<") // the end of an element
	for part := range strings.SplitSeq(value, "@") {
		name, colours, ok := strings.Cut(strings.TrimSpace(part), ":")
		if !ok || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return false
		}
		for colour := range strings.SplitSeq(colours, "$") {
			digits, ok := strings.CutPrefix(colour, "0x")
			if !ok || len(digits) != 6 || hexDigits(digits) != 6 {
				return false
			}
		}
	}
	return true
}

// hexDigits returns how many hexadecimal digits a text starts with.
func hexDigits(text string) (n int) {
	for n < len(text) && ascii.IsHex(text[n]) {
		n++
	}
	return n
}

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
		digits := hexDigits(text[at:])
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
