package redact

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// URL returns a URL as it may be shown: with its user, and a mark for its password, for the
// values of its query whose names say that they are secret, and for what repeats either.
func URL(u provurl.URL) string {
	shown := URLParts(u)
	shown.User = u.User
	text := shown.StringWithPassword()
	if _, ok := u.Password(); ok {
		text = strings.Replace(text, "@", ":"+Mark+"@", 1) // the first one follows on the user
	}
	return text
}

// Address returns a URL as [URL] does, without user and password.
func Address(u provurl.URL) string { return URLParts(u).StringWithPassword() }

// URLParts returns a URL with the parts that may be shown, which can be no parts of a URL
// any more. It has neither user nor password.
func URLParts(u provurl.URL) provurl.URL {
	shown := u.WithoutCredentials()
	shown.Dir, shown.Name, shown.Query = Repeated(u, u.Dir), Repeated(u, u.Name), Repeated(u, shownQuery(u.Query))
	return shown
}

// HoldsSecret reports whether a URL has credentials, or a secret in its query.
func HoldsSecret(u provurl.URL) bool {
	return u.HasCredentials() || URLParts(u).Query != u.Query
}

// URLCutOff returns the first bytes of a URL as [URL] shows them, where they end before the
// server does. What stands behind the first colon may be a password, and in a query a
// secret.
func URLCutOff(text string) string {
	scheme, rest, _ := strings.Cut(text, "://")
	if i := strings.IndexAny(rest, ":?#"); i >= 0 {
		rest = rest[:i+1] + Mark
	}
	return scheme + "://" + rest
}

// shownQuery returns a query without the values whose names say that they are secret.
func shownQuery(query string) string {
	fields := strings.Split(query, "&")
	for i, field := range fields {
		if end, ok := findInField(field); ok {
			if name, _, hasValue := strings.Cut(field, "="); hasValue {
				fields[i] = name + "=" + Mark
			} else {
				fields[i] = field[:end] + Mark
			}
		}
	}
	return strings.Join(fields, "&")
}

// secretFields are the names of secrets in queries that are none in a configuration.
var secretFields = []string{"key", "pw", "sig", "signature"}

// findInField returns where the name of a secret ends in a field of a query.
func findInField(field string) (end int, ok bool) {
	name, _, _ := strings.Cut(field, "=")
	if slices.ContainsFunc(secretFields, func(secret string) bool { return strings.EqualFold(name, secret) }) {
		return len(name), true
	}
	return catalog.FindSecret(field)
}

// Repeated returns a text without whatever repeats a secret of a URL: the password, and the
// values of the query that are secret by name. The text is one that came of asking for the
// URL, as where a server sends on to and what it says. A secret is known again when it is
// escaped, and in base64 and hexadecimal digits, in which servers write user and password. A
// short one has to be all of a piece of the text.
func Repeated(u provurl.URL, text string) string {
	secrets := secretsOf(u)
	if len(secrets) == 0 {
		return text
	}
	for _, secret := range secrets {
		if len(secret) >= minRepeat && strings.ContainsAny(secret, pieceEnds) {
			text = strings.ReplaceAll(text, secret, Mark)
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
			b.WriteString(Mark)
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

// secretsOf returns what nobody is to see of a URL.
func secretsOf(u provurl.URL) (secrets []string) {
	if password, _ := u.Password(); password != "" {
		secrets = append(secrets, password)
	}
	if u.Query == "" {
		return secrets
	}
	for field := range strings.SplitSeq(u.Query, "&") {
		_, value, _ := strings.Cut(field, "=")
		if _, ok := findInField(field); !ok || value == "" {
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
