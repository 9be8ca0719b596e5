package fetch

import (
	"net/http"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// askedFor is what a phone does about it: section 4.2 of the description.
const askedFor = "they are asked for on the display, unless the upgrade is given up"

// unauthorized says what a server wants of a phone that it does not serve.
func unauthorized(u provurl.URL) error {
	if !u.HasCredentials() {
		return fail(provision.ReasonUnauthorized, nil, "the server wants a user and a password, and the URL has none: "+askedFor)
	}
	return fail(provision.ReasonUnauthorized, nil, "the server refuses the user and the password: "+askedFor)
}

// unauthorizedHTTP is unauthorized for HTTP, where credentials can be such that they were
// not sent, or in vain.
func unauthorizedHTTP(response *http.Response, u provurl.URL) error {
	switch {
	case !u.HasCredentials():
	case response.Request.Header.Get("Authorization") == "":
		return fail(provision.ReasonUnauthorized, nil, "after a redirect to %s, the server there wants a user and a password; those of the URL are for %s alone and were not sent (whether a phone sends them is not known): give the phone the URL of the right server", shownURL(response.Request.URL, u), address(u))
	case !takesBasic(response.Header.Values("WWW-Authenticate")):
		return fail(provision.ReasonUnauthorized, nil, "the server wants the user and the password by another scheme than Basic, which fvcfg does not speak")
	}
	return unauthorized(u)
}
