package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"io"
)

// A Scheme is all that encrypts a file besides its key. The zero Scheme is ECB with
// PKCS#7 padding, the likeliest guess. Schemes can be compared with ==.
type Scheme struct {
	Mode    Mode
	Padding Padding
}

// String returns the names of mode and padding, as in "ecb/pkcs7".
func (s Scheme) String() string { return s.Mode.String() + "/" + s.Padding.String() }

// Encrypt encrypts plain. It reads an IV or a salt from random, where the mode has
// one; nil stands for crypto/rand.Reader. It does not see whether plain is encrypted
// already; [LooksEncrypted] can guess that.
func (s Scheme) Encrypt(random io.Reader, key Key, plain []byte) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	size, err := s.Padding.paddedSize(plain)
	if err != nil {
		return nil, err
	}
	data := make([]byte, s.Mode.frontSize()+size)
	front, body := data[:s.Mode.frontSize()], data[s.Mode.frontSize():]
	s.Padding.fill(body[copy(body, plain):])

	if err := s.Mode.writeFront(random, front); err != nil {
		return nil, err
	}
	block, iv, err := s.Mode.cipher(key, front)
	if err != nil {
		return nil, err
	}
	if iv == nil {
		for ; len(body) > 0; body = body[aes.BlockSize:] {
			block.Encrypt(body, body)
		}
	} else {
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(body, body)
	}
	return data, nil
}

// Seal is [Scheme.Encrypt] for what [Scheme.Open] and [Recognize] are to open again. What
// they could not tell from other data, or from a file that was cut off, is
// [ErrNotOpenable].
func (s Scheme) Seal(random io.Reader, key Key, plain []byte, want Content) ([]byte, error) {
	switch {
	case !want.Starts(plain):
		return nil, fmt.Errorf("%w: it does not start as configuration files do", ErrNotOpenable)
	case s.Padding.Size(len(plain)) == 0 && !want.isWhole(plain):
		return nil, fmt.Errorf("%w: it does not end as configuration files do, and fills its last block, so that zero padding adds nothing and it looks cut off; end it, or use PKCS#7 padding", ErrNotOpenable)
	}
	return s.Encrypt(random, key, plain)
}

// Decrypt decrypts data and leaves data as it is. With PKCS#7 padding a wrong key is
// noticed all but once in 256 times, with zero padding never: see whether the result
// is what it should be, or use [Scheme.Open] or [Recognize].
func (s Scheme) Decrypt(key Key, data []byte) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := checkData(data); err != nil {
		return nil, err
	}
	c, err := s.Mode.open(key, data)
	if err != nil {
		return nil, err
	}
	plain, ok := s.Padding.strip(c.decryptAll())
	switch {
	case ok:
		return plain, nil
	case hasSaltMark(data) && !s.Mode.salted():
		return nil, fmt.Errorf("%w for %v, and the file begins with %q, as openssl enc writes it: try %v", ErrPadding, s, saltMark, OpenSSLSalted)
	default:
		return nil, fmt.Errorf("%w for %v: the key or the scheme is another, or the file was damaged on its way", ErrPadding, s)
	}
}

// check refuses a Scheme that was made from numbers that stand for nothing.
func (s Scheme) check() error {
	if int(s.Mode) >= len(modeNames) {
		return newUnknownName("encryption scheme", s.Mode.String(), modeNames[:])
	}
	if int(s.Padding) >= len(paddingNames) {
		return newUnknownName("padding", s.Padding.String(), paddingNames[:])
	}
	return nil
}
