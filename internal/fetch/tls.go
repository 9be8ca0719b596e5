package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

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
