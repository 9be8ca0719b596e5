package fetch

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// unauthorized says what a server wants of a phone that it does not serve. The wanted
// scheme is that of the header WWW-Authenticate, "" if there is none.
func unauthorized(wanted string, u provurl.URL) error {
	scheme, _, _ := strings.Cut(wanted, " ")
	switch {
	case !u.HasCredentials():
		return fail(provision.ReasonUnauthorized, nil, "the server wants a user and a password, and the URL has none: a phone asks for them on its display")
	case scheme != "" && !strings.EqualFold(scheme, "Basic"):
		return fail(provision.ReasonUnauthorized, nil, "the server wants the user and the password by another scheme than Basic, which fvcfg does not speak")
	}
	return fail(provision.ReasonUnauthorized, nil, "the server refuses the user and the password of the URL")
}
