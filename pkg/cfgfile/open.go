package cfgfile

import (
	"errors"
	"io"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// ErrNoKey is returned by [Open] for what looks encrypted where no key is given.
var ErrNoKey = errors.New("it looks encrypted, and there is no key for it")

// An Encryption is what a file was encrypted with, so that a changed file can be sealed as
// it was. A nil *Encryption is that of a clear file.
type Encryption struct {
	Key    crypt.Key
	Scheme crypt.Scheme
}

// Open parses a file that may be encrypted, and returns how it was, nil where it is clear.
// It tries every scheme with each key; a clear file opens without a key, or with any.
//
// Where no key is given, the error is [ErrNoKey]. It is [crypt.ErrWrongKey] where no key
// opens the file, [crypt.ErrCutOff], [crypt.ErrPadding] or a [*crypt.TruncatedError] where
// it is not whole, [crypt.ErrNotConfiguration] or a [*ContentError] where it is no
// provisioning file; see [crypt.Recognize] for the others. An error about what was decrypted
// comes with the Encryption.
func Open(data []byte, keys ...crypt.Key) (*File, *Encryption, error) {
	plain, encryption, err := Decrypt(data, keys...)
	if err != nil {
		return nil, nil, err
	}
	file, err := Parse(plain)
	if err != nil && len(keys) == 0 && crypt.LooksEncrypted(data) {
		err = ErrNoKey
	}
	return file, encryption, err
}

// Decrypt is [Open] that does not parse: it returns data as it is where no key is given, or
// where it is clear, whatever it holds.
func Decrypt(data []byte, keys ...crypt.Key) (plain []byte, encryption *Encryption, err error) {
	if len(keys) == 0 || isClear(data) {
		return data, nil, nil
	}
	for _, key := range keys {
		var scheme crypt.Scheme
		if plain, scheme, err = crypt.Recognize(key, data, Plaintext()); err == nil {
			return plain, &Encryption{key, scheme}, nil
		}
		if !errors.Is(err, crypt.ErrWrongKey) { // more is known than from another key
			break
		}
	}
	return nil, nil, err
}

// Seal encrypts the content of a file as it was encrypted, and returns that of a clear file
// as it is. It reads from random as [crypt.Scheme.Encrypt] does.
func (e *Encryption) Seal(random io.Reader, plain []byte) ([]byte, error) {
	if e == nil {
		return plain, nil
	}
	return e.Scheme.Seal(random, e.Key, plain, Plaintext())
}

// Plaintext returns how a provisioning file starts and ends, by which package crypt knows
// what an encrypted one should hold.
func Plaintext() crypt.Content {
	return crypt.Content{Starts: startsLikeConfig, Ends: endsLikeConfig}
}

// isClear reports whether data is a provisioning file, or nothing that could be an
// encrypted one: the parser has the better words for an HTML page.
func isClear(data []byte) bool {
	_, err := sniff(string(data))
	var content *ContentError
	switch {
	case !errors.As(err, &content):
		return true
	case crypt.LooksEncrypted(data): // whatever its first bytes happen to look like
		return false
	case len(data) > MaxSize:
		return true
	}
	switch content.Content {
	case OtherBinary, OtherText, UTF16, Compressed:
		return false
	}
	return true
}
