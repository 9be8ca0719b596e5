package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

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
