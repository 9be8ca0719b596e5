package fetch

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pin/tftp/v3"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// tftpTries is how often a packet is sent before the server counts as stalled.
const tftpTries = 3

// fetchTFTP fetches by TFTP, in octet mode. The name is asked for without a leading slash,
// as the packets in the vendor's description show it.
func (c *Client) fetchTFTP(ctx context.Context, u provurl.URL) ([]byte, error) {
	path, err := u.Path()
	if err != nil {
		return nil, fail(provision.ReasonPath, err, "%v", err)
	}
	type answer struct {
		data []byte
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		data, err := c.receiveTFTP(ctx, u, path)
		answered <- answer{data, err}
	}()
	select {
	case a := <-answered:
		return a.data, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// receiveTFTP may go on after its time is up. Package tftp waits anew for each packet that a
// server sends, and with acknowledged options it goes round without a look at its context;
// its connection cannot be closed from outside. What is left behind ends when the server
// falls silent or sends a block of the file.
func (c *Client) receiveTFTP(ctx context.Context, u provurl.URL, path string) ([]byte, error) {
	client, err := tftp.NewClient(address(u))
	if err != nil {
		return nil, fail(provision.ReasonUnreachable, nil, "there is no server of the name %s", u.Host)
	}
	client.SetTimeout(max(c.timeout()/tftpTries, time.Millisecond))
	client.SetRetries(tftpTries - 1)
	client.SetBackoff(func(int) time.Duration { return 0 })
	transfer, err := client.Receive(path, "octet")
	if err != nil {
		return nil, tftpError(err, u)
	}
	into := &boundedBuffer{ctx: ctx, limit: c.limit()}
	if _, err := transfer.WriteTo(into); err != nil {
		return nil, tftpError(err, u)
	}
	return into.Bytes(), nil
}

// boundedBuffer takes what a server sends until there is too much of it or it takes too
// long.
type boundedBuffer struct {
	bytes.Buffer
	ctx   context.Context
	limit int64
}

func (b *boundedBuffer) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if int64(b.Len()+len(p)) > b.limit {
		return 0, errTooLarge
	}
	return b.Buffer.Write(p)
}

// The codes of TFTP's error packets that a phone meets: RFC 1350.
const (
	tftpNotFound = 1
	tftpAccess   = 2
)

// tftpError puts an error packet in words. The package has them as text only. What the
// server says can repeat what it was asked for.
func tftpError(err error, u provurl.URL) error {
	var code int
	if n, _ := fmt.Sscanf(err.Error(), "code: %d, message:", &code); n != 1 {
		return err
	}
	_, message, _ := strings.Cut(err.Error(), "message: ")
	message = redact.Repeated(u, strings.Map(printable, message))
	switch code {
	case tftpNotFound:
		return fail(provision.ReasonNotFound, nil, "the server has no such file: TFTP error 1, %s", message)
	case tftpAccess:
		return fail(provision.ReasonForbidden, nil, "the server may not give the file away: TFTP error 2, %s", message)
	}
	return fail(provision.ReasonServerError, nil, "the server sends no file: TFTP error %d, %s", code, message)
}

// printable drops what a terminal would not show as it is.
func printable(r rune) rune {
	if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
		return -1
	}
	return r
}
