package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// document is a file that was read and, where it was encrypted, decrypted.
type document struct {
	input      batch.Input
	stored     []byte              // as it was read
	file       *cfgfile.File       // nil where it was not asked for
	encryption *cfgfile.Encryption // nil for a clear file
}

// What is said of a file that looks encrypted where no key is given.
var (
	errEncrypted = errors.New("it looks encrypted")
	errNoKey     = fmt.Errorf("%w: give its key (--key-file)", errEncrypted)
)

// read reads a file and opens it.
func (p *program) read(in batch.Input, keys *keyring) (document, error) {
	stored, err := p.reader.Read(in)
	if err != nil {
		return document{}, err
	}
	return open(in, stored, keys)
}

// open opens a file that was read. A clear file is taken as it is, with a key or without.
func open(in batch.Input, stored []byte, keys *keyring) (document, error) {
	d := document{input: in, stored: stored}
	var err error
	d.file, d.encryption, err = cfgfile.Open(stored, keysFor(in, stored, keys)...)
	switch {
	case errors.Is(err, cfgfile.ErrNoKey):
		return d, fmt.Errorf("%s: %w", in, keys.missing(in))
	case err != nil:
		return d, fmt.Errorf("%s: %w", in, err)
	}
	return d, nil
}

// keysFor returns the keys that may open a file: none for a phone book or the like.
func keysFor(in batch.Input, stored []byte, keys *keyring) []crypt.Key {
	may := keys.keys(in)
	if len(may) > 0 && lint.SideFile(in.Name, stored) != 0 {
		return nil
	}
	return may
}

// seal encrypts changed content as the file was encrypted.
func (p *program) seal(d document, plain []byte) ([]byte, error) {
	sealed, err := d.encryption.Seal(p.random, plain)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.input, err)
	}
	return sealed, nil
}

// passedOver returns why a command that is for provisioning files passes over a file of a
// folder, "" where it does not: a phone book or the like that stands in the folder was not
// meant. One that an argument names is for the command to refuse.
func passedOver(in batch.Input, data []byte, args []string) string {
	kind := lint.SideFile(in.Name, data)
	if kind == 0 || slices.Contains(args, in.Name) {
		return ""
	}
	return fmt.Sprintf("%s: passed over, as no provisioning file: %s", in, kind)
}

// shownVersion returns a file's version as it may be shown. Another line can be fused to it.
func shownVersion(file *cfgfile.File) string { return redact.String(file.Version()) }
