package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// fetchHTTP fetches by HTTP or HTTPS. A connection serves one file and no more, as it does
// for a phone that starts.
func (c *Client) fetchHTTP(ctx context.Context, u provurl.URL) (d provision.Download, err error) {
	response, redirected, err := c.follow(ctx, u)
	if err != nil {
		return d, explainHTTP(err, u)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return d, statusError(response, u)
	}
	if d.Data, err = readUpTo(response.Body, c.limit()); err != nil {
		return d, err
	}
	if redirected {
		d.Note = "after a redirect to " + shownURL(response.Request.URL, u) + ", which a phone may not follow"
	}
	return d, nil
}

func (c *Client) transport() *http.Transport {
	return &http.Transport{
		// No proxy: a phone has none.
		DisableKeepAlives:  true,
		DisableCompression: true,
		TLSClientConfig:    &tls.Config{RootCAs: c.Roots},
	}
}

// statusError says what a status other than 200 means for the phone.
func statusError(response *http.Response, u provurl.URL) error {
	code := response.StatusCode
	switch code {
	case http.StatusNotFound, http.StatusGone:
		return fail(provision.ReasonNotFound, nil, "%d: the server has no such file", code)
	case http.StatusForbidden:
		return fail(provision.ReasonForbidden, nil, "403: the server may not give the file away: look at its permissions and the server's rules")
	case http.StatusUnauthorized:
		return unauthorizedHTTP(response, u)
	}
	return fail(provision.ReasonServerError, nil, "%d %s: the server sends no file", code, http.StatusText(code))
}

// explainHTTP explains what only HTTP and HTTPS have.
func explainHTTP(err error, u provurl.URL) error {
	if known := tlsError(err, u); known != nil {
		return known
	}
	if strings.Contains(err.Error(), "server closed") {
		// Before it was asked, which net/http has no error for that can be tested for.
		return closedHalfWay()
	}
	return err
}

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

// sameServer reports whether credentials for one URL are for the other, too: only the very
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

// destination returns where a server sends on to, without the credentials that it may name:
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

// takesBasic reports whether Basic is among the schemes that headers WWW-Authenticate name. A
// server that names none is given the benefit of the doubt.
func takesBasic(headers []string) bool {
	named := false
	for _, header := range headers {
		for _, item := range listItems(header) {
			scheme := schemeOf(item)
			if strings.EqualFold(scheme, "Basic") {
				return true
			}
			named = named || scheme != ""
		}
	}
	return !named
}

// schemeOf returns the scheme that an item of the header begins a challenge with, "" for an
// item that is one more parameter: a header is a list of both (RFC 9110, section 11.6.1).
func schemeOf(item string) string {
	end := strings.IndexAny(item, " \t=")
	if end < 0 {
		return item
	}
	if strings.HasPrefix(strings.TrimLeft(item[end:], " \t"), "=") {
		return ""
	}
	return item[:end]
}

// listItems divides a header at its commas, except those in quotation marks.
func listItems(header string) (items []string) {
	quoted, escaped, start := false, false, 0
	for i := range len(header) {
		switch c := header[i]; {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			items = append(items, strings.TrimSpace(header[start:i]))
			start = i + 1
		}
	}
	return append(items, strings.TrimSpace(header[start:]))
}

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

// tlsError puts in words what is wrong with a server's certificate or its TLS, nil where
// nothing is.
func tlsError(err error, u provurl.URL) error {
	if text := certificateText(err, u); text != "" {
		return fail(provision.ReasonCertificate, nil, "%s", text)
	}
	var record tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &record):
		// Its reason is as old as the walk: there is no certificate to trust.
		return fail(provision.ReasonCertificate, nil, "the server speaks no TLS at this port: is it HTTP?")
	case errors.As(err, &op) && op.Op == "remote error":
		return alertError(op.Err)
	case strings.Contains(err.Error(), "tls: server selected unsupported protocol version"):
		// Of what follows, package tls has no types.
		return oldTLS()
	case errors.As(err, &op) && op.Op == "local error", strings.HasPrefix(err.Error(), "tls: "):
		return fail(provision.ReasonServerError, nil, "the server and fvcfg do not agree on TLS")
	}
	return nil
}

// certificateText says what is wrong with a certificate, "" where nothing is.
func certificateText(err error, u provurl.URL) string {
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var other *tls.CertificateVerificationError
	switch {
	case errors.As(err, &authority):
		return "the server's certificate is of an authority that is not trusted: give its certificate with --ca-file, and to the phone"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the server's certificate has expired or is not valid yet; a phone without the right time says so of every certificate"
	case errors.As(err, &invalid):
		return "the server's certificate is not valid: " + certificateWords(invalid, u)
	case errors.As(err, &host):
		return "the server's certificate is for another name: " + certificateWords(host, u)
	case errors.As(err, &other):
		return "the server's certificate is not valid"
	}
	return ""
}

// certificateWords returns an error that quotes no more than names in a certificate, which a
// server sends before it hears of the URL, and the name that it was asked by, which another
// server can have made up of the URL.
func certificateWords(err error, u provurl.URL) string {
	return redact.Repeated(u, strings.Map(printable, strings.TrimPrefix(err.Error(), "x509: ")))
}

// The alerts that servers break off a handshake with and a reader can do something about:
// RFC 8446, section 6.
const (
	alertHandshake           tls.AlertError = 40
	alertBadCertificate      tls.AlertError = 42
	alertProtocolVersion     tls.AlertError = 70
	alertUnrecognizedName    tls.AlertError = 112
	alertCertificateRequired tls.AlertError = 116
)

// alertError puts a server's alert in words. Its type is package tls's own; by its text, it
// is one of those above.
func alertError(alert error) error {
	switch alert.Error() {
	case alertCertificateRequired.Error(), alertBadCertificate.Error():
		return fail(provision.ReasonCertificate, nil, "the server wants a certificate of the phone, and fvcfg has none to show: whether the phone has one is not known")
	case alertUnrecognizedName.Error():
		return fail(provision.ReasonCertificate, nil, "the server has no certificate for the name in the URL")
	case alertProtocolVersion.Error():
		return oldTLS()
	case alertHandshake.Error():
		return fail(provision.ReasonServerError, nil, "the server broke off the TLS handshake: it has no cipher that fvcfg has, or it wants a certificate of the phone")
	}
	return fail(provision.ReasonServerError, nil, "the server broke off TLS: %s", strings.TrimPrefix(alert.Error(), "tls: "))
}

func oldTLS() error {
	return fail(provision.ReasonServerError, nil, "the server speaks no TLS that fvcfg does, which is 1.2 and 1.3: what a phone speaks is not known")
}
