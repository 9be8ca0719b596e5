package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// maxRedirects is how often a server may send on.
const maxRedirects = 5

// errScheme is what a redirect to another protocol ends with.
var errScheme = errors.New("a redirect to another protocol")

var errRedirects = errors.New("too many redirects")

// fetchHTTP fetches by HTTP or HTTPS. A connection serves one file and no more, as it does
// for a phone that starts.
func (c *Client) fetchHTTP(ctx context.Context, u provurl.URL) (d provision.Download, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.WithoutCredentials().StringWithPassword(), nil)
	if err != nil {
		return d, fail(provision.ReasonBadURL, err, "the URL cannot be asked for")
	}
	request.Header.Set("User-Agent", "fvcfg")
	if u.HasCredentials() {
		password, _ := u.Password()
		request.SetBasicAuth(u.User, password)
	}
	response, err := c.httpClient(u.Protocol.String()).Do(request)
	if err != nil {
		return d, explainHTTP(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return d, statusError(response, u)
	}
	if d.Data, err = readUpTo(response.Body, c.limit()); err != nil {
		return d, err
	}
	if to := response.Request.URL; to.String() != request.URL.String() {
		d.Note = "after a redirect to " + shownURL(to) + ", which a phone may not follow"
	}
	return d, nil
}

func (c *Client) httpClient(scheme string) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			// No proxy: a phone has none.
			DisableKeepAlives:  true,
			DisableCompression: true,
			TLSClientConfig:    &tls.Config{RootCAs: c.Roots},
		},
		CheckRedirect: func(request *http.Request, via []*http.Request) error {
			switch {
			case request.URL.Scheme != scheme:
				return fmt.Errorf("%w: %s", errScheme, shownURL(request.URL))
			case len(via) > maxRedirects:
				return errRedirects
			}
			return nil
		},
	}
}

// shownURL gives a URL that a server sent on to as it may be shown.
func shownURL(u *url.URL) string {
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return shown.String()
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
		return unauthorized(response.Header.Get("WWW-Authenticate"), u)
	}
	return fail(provision.ReasonServerError, nil, "%d %s: the server sends no file", code, http.StatusText(code))
}

// explainHTTP takes the URL off an error, and explains what is about certificates.
func explainHTTP(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	switch {
	case errors.Is(err, errScheme):
		return fail(provision.ReasonRedirect, err, "the server sends on to another protocol, which is not followed: %v", err)
	case errors.Is(err, errRedirects):
		return fail(provision.ReasonRedirect, err, "the server sends on more than %d times", maxRedirects)
	}
	if strings.Contains(err.Error(), "server closed") {
		// Before it was asked, which net/http has no error for that can be tested for.
		return fail(provision.ReasonCutOff, err, "the server closed the connection half-way")
	}
	if text := certificateText(err); text != "" {
		return fail(provision.ReasonCertificate, err, "%s", text)
	}
	return err
}

// certificateText says what is wrong with a certificate, "" where nothing is.
func certificateText(err error) string {
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &authority):
		return "the server's certificate is of an authority that is not trusted: give its certificate with --ca-file, and to the phone"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the server's certificate has expired or is not valid yet; a phone without the right time says so of every certificate"
	case errors.As(err, &invalid):
		return "the server's certificate is not valid: " + invalid.Error()
	case errors.As(err, &host):
		return "the server's certificate is for another name: " + host.Error()
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "the server speaks no TLS at this port: is it HTTP?"
	case errors.As(err, &alert):
		return "the server broke off the TLS handshake: " + alert.Error()
	}
	return ""
}
