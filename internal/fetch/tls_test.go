package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// tlsServer does no more than a handshake, by a configuration of its own. It hears the
// client out, so that its alert arrives.
func tlsServer(t *testing.T, change func(*tls.Config)) (address string, roots *x509.CertPool) {
	t.Helper()
	model := httptest.NewTLSServer(http.NotFoundHandler())
	defer model.Close()
	roots = x509.NewCertPool()
	roots.AddCert(model.Certificate())
	config := &tls.Config{Certificates: model.TLS.Certificates}
	change(config)
	return tcpServer(t, func(conn net.Conn) {
		defer conn.Close()
		tls.Server(conn, config).Handshake() //nolint:errcheck // the client is to see the error
		io.Copy(io.Discard, conn)
	}), roots
}

// TestTLSThatFails: what servers demand in a handshake and do not get.
func TestTLSThatFails(t *testing.T) {
	demand := func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }
	for name, c := range map[string]struct {
		change func(*tls.Config)
		reason provision.Reason
		words  string
	}{
		"a client certificate": {demand, provision.ReasonCertificate, "wants a certificate of the phone"},
		"a client certificate, TLS 1.2": {func(c *tls.Config) { demand(c); c.MaxVersion = tls.VersionTLS12 },
			provision.ReasonServerError, "or it wants a certificate of the phone"},
		"an old version": {func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 },
			provision.ReasonServerError, "no TLS that fvcfg does"},
		"an odd cipher": {func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}
		}, provision.ReasonServerError, "no cipher that fvcfg has"},
		"no certificate for the name": {func(c *tls.Config) { c.Certificates = nil },
			provision.ReasonCertificate, "no certificate for the name"},
	} {
		t.Run(name, func(t *testing.T) {
			address, roots := tlsServer(t, c.change)
			client := patient()
			client.Roots = roots
			fails(t, client, "https://"+address+"/$mac.cfg", c.reason, c.words)
		})
	}
}

// TestTLSServersThatSpeakNone: a record or two of something like TLS.
func TestTLSServersThatSpeakNone(t *testing.T) {
	const alert, handshake = "\x15\x03\x03\x00\x02\x02", "\x16\x03\x03\x00"
	hello := "\x03\x01" + string(make([]byte, 32)) + "\x00\x00\x2f\x00" // of TLS 1.0
	for answer, c := range map[string]struct {
		reason provision.Reason
		words  string
	}{
		"HTTP/1.1 400 secret\r\n\r\n":              {provision.ReasonCertificate, "is it HTTP?"},
		"220 secret\r\n":                           {provision.ReasonCertificate, "no TLS at this port"},
		alert + "\x50":                             {provision.ReasonServerError, "broke off TLS: internal error"},
		alert + "\xfe":                             {provision.ReasonServerError, "broke off TLS: alert(254)"},
		handshake + "\x2a\x02\x00\x00\x26" + hello: {provision.ReasonServerError, "no TLS that fvcfg does"},
		handshake + "\x05\x02\x00\x00\x01\x00":     {provision.ReasonServerError, "do not agree on TLS"},
	} {
		address := tcpServer(t, func(conn net.Conn) {
			io.WriteString(conn, answer)
			io.Copy(io.Discard, conn)
		})
		fails(t, patient(), "https://"+address+"/$mac.cfg", c.reason, c.words)
	}
}
