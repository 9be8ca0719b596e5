package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// tlsError puts in words what is wrong with a server's certificate, nil where nothing is.
func tlsError(err error) error {
	if text := certificateText(err); text != "" {
		return fail(provision.ReasonCertificate, nil, "%s", text)
	}
	return nil
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
	case errors.As(err, &record):
		return "the server speaks no TLS at this port: is it HTTP?"
	case errors.As(err, &alert):
		return "the server broke off the TLS handshake: " + alert.Error()
	}
	return ""
}
