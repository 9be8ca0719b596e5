package main

import (
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// partFlags are the parts of a URL that is to be made.
type partFlags struct {
	protocol     string
	server       string
	port         uint16
	folder       string
	name         string
	user         string
	passwordFile string
}

func (f *partFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.server, "server", "", "make the URL of parts: the server's address or name")
	flags.StringVar(&f.protocol, "protocol", "https", "of parts: ftp, tftp, http or https")
	flags.Uint16Var(&f.port, "port", 0, "of parts: the server's port (default the protocol's own)")
	flags.StringVar(&f.folder, "folder", "", "of parts: the file's folder")
	flags.StringVar(&f.name, "name", "$mac.cfg", "of parts: the file's name")
	flags.StringVar(&f.user, "user", "", "of parts: the user name")
	flags.StringVar(&f.passwordFile, "password-file", "", "of parts: a file with the password on one line (- for standard input)")
}

// fromParts makes a URL of its parts. What they hold is escaped where it must be in user
// and password; elsewhere it has to be a URL's already.
func (u *urlCommand) fromParts() (urlSource, error) {
	f := u.parts
	protocol, ok := provurl.ParseProtocol(f.protocol)
	if !ok {
		return urlSource{}, usagef("--protocol is ftp, tftp, http or https")
	}
	folder := "/"
	if inner := strings.Trim(f.folder, "/"); inner != "" {
		folder = "/" + inner + "/"
	}
	made := provurl.URL{
		Protocol: protocol, User: f.user, Host: strings.Trim(f.server, "[]"), Port: f.port,
		Dir: folder, Name: f.name,
	}
	if name, query, ok := strings.Cut(f.name, "?"); ok {
		made.Name, made.Query = name, query
	}
	if f.passwordFile != "" {
		data, err := u.reader.ReadUpTo(batch.Input{Name: f.passwordFile}, provurl.MaxLength)
		if err != nil {
			return urlSource{}, err
		}
		password := strings.TrimRight(string(data), "\r\n")
		if strings.ContainsAny(password, "\r\n") {
			return urlSource{}, usagef("--password-file %s: it has more than one line, and a password is one", f.passwordFile)
		}
		made = made.WithPassword(password)
	}
	var wrong *provurl.SyntaxError
	if _, err := made.Check(); errors.As(err, &wrong) && wrong.Kind == provurl.FaultParts {
		return urlSource{}, usagef("%s: write it as it stands in a URL, a folder without the server and a server without the port", wrong.Message)
	}
	return urlSource{text: made.StringWithPassword(), From: "parts"}, nil
}
