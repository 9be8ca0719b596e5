package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
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
		return provision.Download{}, c.explain(err)
	}
	return d, nil
}

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

// explain puts an error of the network in words.
func (c *Client) explain(err error) error {
	var known *provision.FetchError
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errTooLarge):
		return fail(provision.ReasonTooLarge, err, "the server sent more than %d bytes and was cut off; the largest configuration known has 205 KB", c.limit())
	case errors.As(err, &dns) && !dns.IsTimeout:
		return fail(provision.ReasonUnreachable, err, "there is no server of the name %s: %s", dns.Name, dns.Err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fail(provision.ReasonTimeout, err, "the server stalls: the file was not there after %v", c.timeout())
	case errors.Is(err, syscall.ECONNREFUSED):
		return fail(provision.ReasonUnreachable, err, "no server listens there: the connection is refused")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return fail(provision.ReasonCutOff, err, "the server closed the connection half-way")
	case errors.Is(err, context.Canceled):
		return fail(provision.ReasonUnreachable, err, "interrupted")
	}
	return fail(provision.ReasonUnreachable, err, "the server cannot be asked: %v", cause(err))
}

// cause gives the innermost error of the network, which names no URL.
func cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
