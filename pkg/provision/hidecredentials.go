package provision

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// hideCredentials hides what stands in a value before an "@" and can be a password: in a
// URL from its protocol on, elsewhere from a colon on. The last "@" counts, since a
// password can hold one that should have been escaped.
func hideCredentials(value string) string {
	at := strings.LastIndexByte(value, '@')
	if at < 0 {
		return value
	}
	if scheme, _, ok := strings.Cut(value[:at], "://"); ok {
		return scheme + "://" + catalog.Blot + value[at:]
	}
	if user, _, ok := strings.Cut(value[:at], ":"); ok {
		return user + ":" + catalog.Blot + value[at:]
	}
	return value
}
