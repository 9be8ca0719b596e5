package provurl

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// readCredentials reads user and password and returns what follows on their @.
//
// Whether a phone undoes escapes in them is not known. They are undone here, as every
// reader of URLs does, and written again only where the URL would be another without.
func (r *reader) readCredentials(authority part) (server part, err error) {
	text := r.of(authority)
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return authority, nil
	}
	server = part{authority.start + at + 1, authority.end}
	if first := strings.IndexByte(text, '@'); first != at {
		r.fault(faultCredentialsAtSign, authority.start+first, "an @ stands in the user name or the password and ends them there for some readers: write %40 for it", "%40")
	}
	credentials := part{authority.start, authority.start + at}
	if at == 0 {
		r.fault(faultCredentialsEmpty, authority.start, "an @ stands before the server and no user name before it: take it away", "")
		return server, nil
	}
	return server, r.readUser(credentials)
}

func (r *reader) readUser(p part) error {
	user, password, hasPassword := strings.Cut(r.of(p), ":")
	var err error
	if r.url.User, err = unescapeCredential(user, p.start); err != nil {
		return err
	}
	if user == "" {
		return refuse(faultUserMissing, p.start, "a password is given and no user name before it", "")
	}
	r.checkCredentials(p)
	if hasPassword {
		secret, err := unescapeCredential(password, p.start+len(user)+1)
		if err != nil {
			return err
		}
		r.url = r.url.WithPassword(secret)
	} else {
		r.fault(faultPasswordMissing, p.end, "a user name is given and no password: the phone will ask for it on its screen", "")
	}
	if r.url.Protocol == TFTP {
		r.fault(faultCredentialsTFTP, p.start, "TFTP has no users and no passwords: these credentials only go round in clear; take them away", "")
	}
	return nil
}

// checkCredentials finds what stands in no URL as it is, the first of each kind.
func (r *reader) checkCredentials(p part) {
	text := r.of(p)
	if i := strings.IndexByte(text, ' '); i >= 0 {
		r.fault(FaultSpace, p.start+i, "a space stands in the credentials: take it out, or write %20 for it", "%20")
	}
	if i := strings.IndexFunc(text, func(c rune) bool { return c >= utf8.RuneSelf || strings.ContainsRune(noURL, c) }); i >= 0 {
		r.fault(faultCredentialsCharacter, p.start+i, "a character stands in the user name or the password that no URL holds: it is written with an escape, and whether a phone undoes that is not known; choose others", "")
	}
}

// noURL are the characters of ASCII that stand in no URL, or only around an IPv6 address
// (RFC 3986).
const noURL = "\"<>^`{|}[]\\"

// unescapeCredential undoes %-escapes and finds those that are none.
func unescapeCredential(text string, start int) (string, error) {
	if at := badEscape(text); at >= 0 {
		return "", refuse(faultCredentialsEscape, start+at, "a percent sign stands in the credentials without two hexadecimal digits behind it: write %25 for it", "%25")
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", refuse(faultCredentialsEscape, start, "the credentials hold a percent sign that starts no escape: write %25 for it", "%25")
	}
	switch {
	case !utf8.ValidString(plain):
		return "", refuse(faultEncoding, start, "the credentials hold an escaped byte that is no UTF-8 text", "")
	case strings.ContainsFunc(plain, func(c rune) bool { return c != ' ' && !unicode.IsPrint(c) }):
		return "", refuse(faultControl, start, "the credentials hold an escaped character that does not show, such as a line break", "")
	}
	return plain, nil
}

// badEscape finds a percent sign without two hexadecimal digits behind it, -1 for none.
func badEscape(text string) int {
	for i := range len(text) {
		if text[i] == '%' && (i+2 >= len(text) || !ascii.IsHex(text[i+1]) || !ascii.IsHex(text[i+2])) {
			return i
		}
	}
	return -1
}

// escapeCredential escapes what would end a user name or a password, be no URL or be a
// macro, and nothing else, so that what needs no escape stays as people typed it.
func escapeCredential(text string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i, c := range []byte(text) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("%@:/?#"+noURL, c) >= 0 || isMacro(text[i:]) {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
