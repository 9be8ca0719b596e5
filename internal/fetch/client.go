package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// DefaultTimeout is how long a file may take in all: a phone's own patience is not known.
const DefaultTimeout = 30 * time.Second

// Client fetches files from servers. It may be used by several goroutines at once.
type Client struct {
	// Timeout is how long a file may take in all; 0 means [DefaultTimeout].
	Timeout time.Duration
	// Limit is the size in bytes from which on a server is cut off; 0 means
	// [cfgfile.MaxSize].
	Limit int64
	// Roots are the authorities whose certificates are trusted, nil for those of the
	// system. What a phone trusts is not known.
	Roots *x509.CertPool
}

func (c *Client) timeout() time.Duration {
	if c.Timeout <= 0 {
		return DefaultTimeout
	}
	return c.Timeout
}

func (c *Client) limit() int64 {
	if c.Limit <= 0 {
		return cfgfile.MaxSize
	}
	return c.Limit
}

// Fetch gets the file that a URL leads to.
func (c *Client) Fetch(ctx context.Context, u provurl.URL) (provision.Download, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout())
	defer cancel()
	var d provision.Download
	var err error
	switch u.Protocol {
	case provurl.HTTP, provurl.HTTPS:
		d, err = c.fetchHTTP(ctx, u)
	case provurl.FTP:
		d.Data, err = c.fetchFTP(ctx, u)
	case provurl.TFTP:
		d.Data, err = c.fetchTFTP(ctx, u)
	default:
		err = fail(provision.ReasonBadURL, nil, "no protocol that phones fetch files by")
	}
	if err != nil {
		return provision.Download{}, c.explain(err, u)
	}
	return d, nil
}

// fail makes an error. The one behind it is kept for [errors.Is], so it must be as free of
// what a server sent as the text: most such errors are left out.
func fail(reason provision.Reason, err error, format string, args ...any) error {
	return &provision.FetchError{Reason: reason, Text: fmt.Sprintf(format, args...), Err: err}
}

// address gives host and port for the net package.
func address(u provurl.URL) string {
	return net.JoinHostPort(u.Host, fmt.Sprint(u.ServerPort()))
}

// errTooLarge is returned by a reader or a writer at the limit.
var errTooLarge = errors.New("larger than the limit")

// readUpTo reads what a server sends, up to a limit.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, err
}
