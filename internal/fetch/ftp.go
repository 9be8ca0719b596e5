package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/textproto"
	"sync/atomic"

	"github.com/jlaffaye/ftp"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// fetchFTP fetches by FTP, in passive mode. The path counts from the folder that the
// server puts the user in, as with other clients.
func (c *Client) fetchFTP(ctx context.Context, u provurl.URL) (data []byte, err error) {
	path, err := u.Path()
	if err != nil {
		return nil, fail(provision.ReasonPath, err, "%v", err)
	}
	dialer := &ftpDialer{ctx: ctx}
	// Closing a connection that is read half-way asks the server for its word on that;
	// all connections have the same deadline, so that none waits longer.
	server, err := ftp.Dial(address(u), ftp.DialWithDialFunc(dialer.dial))
	if err != nil {
		return nil, ftpError(err, u)
	}
	defer server.Quit() //nolint:errcheck // the file is there by now, or is not
	user, password := "anonymous", "anonymous"
	if u.HasCredentials() {
		user = u.User
		password, _ = u.Password()
	}
	if err := server.Login(user, password); err != nil {
		return nil, loginError(err, u)
	}
	response, err := server.Retr(path)
	if err != nil {
		return nil, ftpError(err, u)
	}
	data, err = readUpTo(response, c.limit())
	if err != nil {
		dialer.closeAll()
		return nil, err
	}
	// A server that breaks off closes the connection as one that is done does: what it
	// says afterwards tells the two apart.
	if err := response.Close(); err != nil {
		return nil, fail(provision.ReasonCutOff, nil, "the server did not say that the file is whole")
	}
	return data, nil
}

// loginError is ftpError for a login. That a server refuses the user before it hears the
// password comes without a code.
func loginError(err error, u provurl.URL) error {
	var answer *textproto.Error
	var noAnswer textproto.ProtocolError
	var network net.Error
	var known *provision.FetchError
	if errors.As(err, &answer) || errors.As(err, &noAnswer) || errors.As(err, &network) || errors.As(err, &known) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ftpError(err, u)
	}
	return unauthorized(u)
}

// ftpError puts a server's answer in words. It quotes none: a server can repeat what it
// was sent.
func ftpError(err error, u provurl.URL) error {
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		return err
	}
	switch answer.Code {
	case ftp.StatusNotLoggedIn, ftp.StatusInvalidCredentials:
		return unauthorized(u)
	case ftp.StatusFileUnavailable:
		return fail(provision.ReasonNotFound, nil, "550: the server has no such file, or may not give it away")
	}
	return fail(provision.ReasonServerError, nil, "%d: the server sends no file", answer.Code)
}

// maxControl is how many bytes the server may say in all beside the file.
const maxControl = 64 << 10

// ftpDialer opens the connections of one fetch. The first is the one that the server
// answers commands on.
type ftpDialer struct {
	ctx    context.Context
	opened []net.Conn
}

func (d *ftpDialer) dial(network, address string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(d.ctx, network, address)
	if err != nil {
		return nil, err
	}
	if deadline, ok := d.ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return nil, err
		}
	}
	if len(d.opened) == 0 {
		conn = &talkConn{Conn: conn}
	}
	d.opened = append(d.opened, conn)
	return conn, nil
}

func (d *ftpDialer) closeAll() {
	for _, conn := range d.opened {
		conn.Close()
	}
}

// talkConn is a connection that a server may not talk without end on.
type talkConn struct {
	net.Conn
	read atomic.Int64
}

func (c *talkConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if c.read.Add(int64(n)) > maxControl {
		return 0, fail(provision.ReasonTooLarge, errTooLarge, "the server said more than %d bytes beside the file and was cut off", maxControl)
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
