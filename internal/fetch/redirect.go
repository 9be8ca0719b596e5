package fetch

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// maxRedirects is how often a server may send on.
const maxRedirects = 5

// follow asks for a URL and for those that servers send on to, until one does not.
//
// It does so itself, since [http.Client] sends credentials to every port of a host, takes
// others from a server's word, tells the next server the whole URL as the referrer, and
// quotes what a server sends in its errors.
func (c *Client) follow(ctx context.Context, u provurl.URL) (response *http.Response, redirected bool, err error) {
	first, err := url.Parse(u.WithoutCredentials().StringWithPassword())
	if err != nil {
		return nil, false, fail(provision.ReasonBadURL, nil, "the URL cannot be asked for")
	}
	transport := c.transport()
	at := first
	for range maxRedirects + 1 {
		request, err := newRequest(ctx, at, u, sameServer(at, first))
		if err != nil {
			return nil, false, err
		}
		response, err := transport.RoundTrip(request)
		if err != nil || !sendsOn(response) {
			return response, at != first, err
		}
		response.Body.Close()
		if at, err = destination(response, u); err != nil {
			return nil, false, err
		}
	}
	return nil, false, fail(provision.ReasonRedirect, nil, "the server sends on more than %d times", maxRedirects)
}

// newRequest makes a request for a URL, with the credentials of the one that the phone has
// or without.
func newRequest(ctx context.Context, at *url.URL, u provurl.URL, withCredentials bool) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fail(provision.ReasonBadURL, nil, "the URL cannot be asked for")
	}
	request.Header.Set("User-Agent", "fvcfg")
	if u.HasCredentials() && withCredentials {
		password, _ := u.Password()
		request.SetBasicAuth(u.User, password)
	}
	return request, nil
}

// sameServer tells whether credentials for one URL are for the other, too: only the very
// server and port that they are given for are to see them. Whether a phone is as careful
// is not known.
func sameServer(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) && portOf(a) == portOf(b)
}

func portOf(u *url.URL) string {
	if u.Port() == "" && u.Scheme == "https" {
		return "443"
	}
	return cmp.Or(u.Port(), "80")
}

func sendsOn(response *http.Response) bool {
	switch response.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// destination gives where a server sends on to, without the credentials that it may name:
// a phone is told its credentials with its URL.
func destination(response *http.Response, u provurl.URL) (*url.URL, error) {
	to, err := response.Location()
	switch {
	case err != nil:
		return nil, fail(provision.ReasonRedirect, nil, "%d: the server sends on, and not to a URL: look at the Location that it sends", response.StatusCode)
	case to.Scheme != response.Request.URL.Scheme:
		return nil, fail(provision.ReasonRedirect, nil, "the server sends on to another protocol, which is not followed: %s", shownURL(to, u))
	case to.Host == "":
		return nil, fail(provision.ReasonRedirect, nil, "%d: the server sends on, and names no server: look at the Location that it sends", response.StatusCode)
	}
	to.User = nil
	return to, nil
}

// shownURL returns a URL that a server sent on to from another as it may be shown: without
// the query, and without what repeats a secret of the other or stands behind the name of
// one.
func shownURL(to *url.URL, from provurl.URL) string {
	server := url.URL{Scheme: to.Scheme, Host: to.Host}
	return redact.Repeated(from, server.String()) + redact.Value(redact.Repeated(from, to.EscapedPath()))
}
