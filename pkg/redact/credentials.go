// Package redact decides what of a file's text may be shown, and puts a blot in place of
// the rest.
package redact

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Credentials returns the value of a setting that is no secret with user and password
// blotted out: what stands before the "@" of a URL, or elsewhere between a colon and an
// "@". The last "@" counts, since a password can hold one that should have been escaped.
func Credentials(value string) string { return CredentialsFrom(value, 0) }

// CredentialsFrom is [Credentials] for a line, whose value starts at an offset.
func CredentialsFrom(line string, value int) string {
	at := lastAt(line)
	if at < value {
		return withoutAt(line, value)
	}
	if scheme, _, ok := strings.Cut(line[:at], "://"); ok {
		return line[:len(scheme)+len("://")] + catalog.Blot + line[at:]
	}
	if user, _, ok := strings.Cut(line[value:at], ":"); ok && !isColours(line[value:]) {
		return line[:value+len(user)+1] + catalog.Blot + line[at:]
	}
	return line
}

// withoutAt blots out a password in a URL whose "@" was lost. What stands behind the colon of
// its protocol can pass for the value of a line.
func withoutAt(line string, value int) string {
	scheme, rest, ok := strings.Cut(line, "://")
	start := len(scheme) + len("://")
	if !ok || start < value {
		return line
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?# <"); end >= 0 {
		authority = rest[:end]
	}
	server, ok := provurl.LostAtSign(authority)
	if !ok {
		return line
	}
	if server == 0 {
		server = len(authority)
	}
	return line[:start] + catalog.Blot + rest[server:]
}

// lastAt finds the last "@", which XML can write in other ways.
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
			if !ok || len(digits) != 6 || strings.Trim(digits, "0123456789ABCDEFabcdef") != "" {
				return false
			}
		}
	}
	return true
}
