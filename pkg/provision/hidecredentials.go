package provision

import "strings"

// hideCredentials hides what stands in a value before an "@" and can be a password: in a
// URL from its protocol on, elsewhere from a colon on. The last "@" counts, since a
// password can hold one that should have been escaped.
func hideCredentials(value string) string {
	at := strings.LastIndexByte(value, '@')
	if at < 0 {
		return value
	}
	if scheme, _, ok := strings.Cut(value[:at], "://"); ok {
		return scheme + "://" + blot + value[at:]
	}
	if user, _, ok := strings.Cut(value[:at], ":"); ok {
		return user + ":" + blot + value[at:]
	}
	return value
}
