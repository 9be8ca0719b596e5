package fetch

import (
	"context"
	"crypto/tls"
	"net/http"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
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
