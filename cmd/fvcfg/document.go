package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// document is a file that was read, and decrypted where it was encrypted.
type document struct {
	input  batch.Input
	stored []byte        // as it was read
	plain  []byte        // the same, decrypted
	scheme *crypt.Scheme // what it was encrypted with; nil for a clear file
	key    *crypt.Key
}

// read reads a file and, given a key, decrypts it. A clear file is taken as it
// is, with a key or without.
func (p *program) read(in batch.Input, key *crypt.Key) (document, error) {
	return p.readUpTo(0, in, key)
}

// readUpTo is read with another limit than the usual one.
func (p *program) readUpTo(limit int64, in batch.Input, key *crypt.Key) (document, error) {
	data, err := p.reader.ReadUpTo(in, limit)
	if err != nil {
		return document{}, err
	}
	return open(in, data, key)
}

// open decrypts what was read, given a key.
func open(in batch.Input, data []byte, key *crypt.Key) (document, error) {
	d := document{input: in, stored: data, plain: data, key: key}
	if key == nil || lint.SideFile(in.Name, data) != 0 || isClear(data) {
		return d, nil
	}
	plain, scheme, err := crypt.Recognize(*key, data, configuration)
	if err != nil {
		return d, fmt.Errorf("%s: %w", in, err)
	}
	d.plain, d.scheme = plain, &scheme
	return d, nil
}

// configuration is what an encrypted file should hold.
var configuration = crypt.Content{Starts: cfgfile.StartsLikeConfig, Ends: cfgfile.EndsLikeConfig}

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

// isClear tells whether data is a provisioning file, or nothing that could be
// an encrypted one: the parser has the better words for an HTML page.
func isClear(data []byte) bool {
	_, err := cfgfile.Sniff(data)
	var content *cfgfile.ContentError
	if !errors.As(err, &content) {
		return true
	}
	if crypt.LooksEncrypted(data) { // whatever its first bytes happen to look like
		return false
	}
	switch content.Content {
	case cfgfile.OtherBinary, cfgfile.OtherText, cfgfile.UTF16, cfgfile.Compressed:
		return false
	}
	return true
}

// parse reads the file's settings. An encrypted one without its key is an error
// that says so.
func (d document) parse() (*cfgfile.File, error) {
	file, err := cfgfile.Parse(d.plain)
	switch {
	case err == nil:
		return file, nil
	case d.key == nil && crypt.LooksEncrypted(d.stored):
		return nil, fmt.Errorf("%s: %w", d.input, errNoKey)
	}
	return nil, fmt.Errorf("%s: %w", d.input, err)
}

var errNoKey = errors.New("it looks encrypted: give its key (--key-file)")

// seal encrypts changed content as the file was encrypted.
func (p *program) seal(d document, plain []byte) ([]byte, error) {
	if d.scheme == nil {
		return plain, nil
	}
	sealed, err := d.scheme.Seal(p.random, *d.key, plain, configuration)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.input, err)
	}
	return sealed, nil
}
