// Package fetch gets files for a simulated phone: from HTTP, HTTPS, FTP and TFTP servers
// ([Client]) or from a folder that stands for one ([Folder]). Both are a
// [provision.Fetcher], and both give up on a server that stalls or sends without end.
//
// Errors are a *[provision.FetchError]: what a phone would meet, in words for the person
// who looks after the server. None holds the credentials of a URL.
package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
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

// address returns host and port for the net package.
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

// explain puts an error of the network in words. It quotes no error but those of the
// system: the others quote what a server sent, and a server can repeat what it was sent,
// credentials and the query among it.
func (c *Client) explain(err error, u provurl.URL) error {
	var known *provision.FetchError
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errTooLarge):
		return fail(provision.ReasonTooLarge, errTooLarge, "the server sent more than %d bytes and was cut off; the largest configuration known has 205 KB", c.limit())
	case errors.As(err, &dns) && !dns.IsTimeout:
		return fail(provision.ReasonUnreachable, dns, "there is no server of the name %s: %s", redact.Repeated(u, dns.Name), dns.Err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fail(provision.ReasonTimeout, context.DeadlineExceeded, "the server stalls: the file was not there after %v", c.timeout())
	case errors.Is(err, syscall.ECONNREFUSED):
		return fail(provision.ReasonUnreachable, syscall.ECONNREFUSED, "no server listens there: the connection is refused")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return closedHalfWay()
	case errors.Is(err, context.Canceled):
		return fail(provision.ReasonUnreachable, context.Canceled, "interrupted")
	}
	return explainUnknown(err, u.Protocol)
}

// explainUnknown has words for what is left: errors of the system, which are known by their
// number, and answers that the protocol does not have.
func explainUnknown(err error, protocol provurl.Protocol) error {
	var system syscall.Errno
	var op *net.OpError
	switch {
	case errors.As(err, &system):
		return fail(provision.ReasonUnreachable, system, "the server cannot be asked: %v", system)
	case errors.As(err, &op):
		return fail(provision.ReasonUnreachable, nil, "the server cannot be asked: look at the address and the port of the URL")
	}
	return fail(provision.ReasonServerError, nil, "what the server answers is no %s: look at the protocol and the port of the URL", strings.ToUpper(protocol.String()))
}

func closedHalfWay() error {
	return fail(provision.ReasonCutOff, io.ErrUnexpectedEOF, "the server closed the connection half-way")
}
