package main

import (
	"regexp"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// keyDigits is a run of hexadecimal digits that may be a key, or most of one: it
// can be given by mistake where a file's name, a command or a MAC address belongs,
// and messages quote those. Only messages need it: compiled at every start, it would be
// one of the dearest things there.
var keyDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9A-Fa-f]{40,}`) })

// hideKeys blots out what may be a key in a message. A file that is named by a
// digest of 40 digits or more loses its name there, which is the lesser harm.
func hideKeys(message string) string {
	return keyDigits().ReplaceAllLiteralString(message, catalog.Blot)
}

// credentials are a password in a URL: everything from the colon to the last @, since
// people leave slashes in passwords.
var credentials = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(://[^/\s:@]*):[^\s]*@`) })

// hideCredentials blots out passwords of URLs in a message: a URL can be given by
// mistake where a command, a model or a MAC address belongs.
func hideCredentials(message string) string {
	return credentials().ReplaceAllString(message, "$1:"+catalog.Blot+"@")
}

// resemblesKey tells whether what is given as a file's name is a key, or was one
// before something was lost or added in copying.
func resemblesKey(name string) bool {
	digits := 0
	for _, c := range name {
		if strings.ContainsRune("0123456789abcdefABCDEF", c) {
			digits++
		}
	}
	return digits >= 32 && digits >= len(name)*3/4
}
