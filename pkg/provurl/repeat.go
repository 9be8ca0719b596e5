package provurl

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Redacted returns the URL as anybody may see it: without user and password, and with
// whatever repeats the password in its path or query blotted out, as well as the values
// of the query that are secret by name.
func (u URL) Redacted() URL {
	shown := u.WithoutCredentials()
	shown.Dir, shown.Name, shown.Query = u.Hide(u.Dir), u.Hide(u.Name), u.RedactedQuery()
	return shown
}

// Hide returns a text with whatever repeats a secret of the URL blotted out: the
// password, and the values of the query that are secret by name. The text is one that
// came of asking for the URL, as where a server sends on to and what it says. A secret
// is known again when it is escaped, and in base64 and hexadecimal digits, in which
// servers write user and password. A short one has to be all of a piece of the text.
func (u URL) Hide(text string) string {
	secrets := u.secrets()
	if len(secrets) == 0 {
		return text
	}
	for _, secret := range secrets {
		if len(secret) >= minRepeat && strings.ContainsAny(secret, pieceEnds) {
			text = strings.ReplaceAll(text, secret, catalog.Blot)
		}
	}
	var b strings.Builder
	for text != "" {
		n := strings.IndexAny(text, pieceEnds)
		if n == 0 {
			b.WriteByte(text[0])
			text = text[1:]
			continue
		}
		if n < 0 {
			n = len(text)
		}
		if repeats(text[:n], secrets) {
			b.WriteString(catalog.Blot)
		} else {
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}

const (
	// minRepeat is how long a secret has to be for a part of a piece to repeat it.
	minRepeat = 4
	// pieceEnds are what pieces of a text stand between.
	pieceEnds = " \t\r\n/?&=;,:@\"'<>()[]{}|#"
	// maxEscaped is how often a text may have been escaped.
	maxEscaped = 3
)

// secrets returns what nobody is to see of the URL.
func (u URL) secrets() (secrets []string) {
	if u.password != "" {
		secrets = append(secrets, u.password)
	}
	if u.Query == "" {
		return secrets
	}
	for field := range strings.SplitSeq(u.Query, "&") {
		_, value, _ := strings.Cut(field, "=")
		if _, ok := isSecretField(field); !ok || value == "" {
			continue
		}
		secrets = append(secrets, value)
		if plain, err := url.QueryUnescape(value); err == nil && plain != value {
			secrets = append(secrets, plain)
		}
	}
	return secrets
}

// repeats reports whether a piece of a text repeats a secret, in any form.
func repeats(piece string, secrets []string) bool {
	for range maxEscaped + 1 {
		for _, form := range formsOf(piece) {
			if slices.ContainsFunc(secrets, func(secret string) bool {
				return form == secret || len(secret) >= minRepeat && strings.Contains(form, secret)
			}) {
				return true
			}
		}
		plain, err := url.PathUnescape(piece)
		if err != nil || plain == piece {
			return false
		}
		piece = plain
	}
	return false
}

// formsOf returns what a piece of a text can be read as.
func formsOf(piece string) []string {
	forms := []string{piece, strings.ReplaceAll(piece, "+", " ")}
	digits := strings.TrimRight(piece, "=")
	for _, decode := range []func(string) ([]byte, error){
		base64.RawStdEncoding.DecodeString, base64.RawURLEncoding.DecodeString, hex.DecodeString,
	} {
		if data, err := decode(digits); err == nil && len(data) > 0 {
			forms = append(forms, string(data))
		}
	}
	return forms
}
