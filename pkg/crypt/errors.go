package crypt

import (
	"crypto/aes"
	"errors"
	"fmt"
)

// What can be wrong with a file. The errors returned wrap these and say more.
var (
	// ErrEmpty: there is nothing to decrypt.
	ErrEmpty = errors.New("the file is empty")
	// ErrEncoded: the file is the text form of a ciphertext, base64 or hex.
	ErrEncoded = errors.New("the file is a ciphertext that is written down as text")
	// ErrNotEncrypted: the file is readable as it is.
	ErrNotEncrypted = errors.New("the file is not encrypted")
	// ErrNotSalted: a mode of openssl enc was asked for, and its mark is missing.
	ErrNotSalted = errors.New("the file does not begin with \"Salted__\"")
	// ErrPadding: the padding is not valid. The key or the scheme is wrong, or the file is
	// damaged.
	ErrPadding = errors.New("the padding is not valid")
	// ErrCutOff: the file opens, and its end is missing: no padding shows where it ended,
	// and its text is not whole, see [Content]. A file that was cut off anywhere but between
	// two blocks is a *[TruncatedError].
	ErrCutOff = errors.New("the file is cut off")
	// ErrTrailingZero: zero padding would swallow the end of the plaintext.
	ErrTrailingZero = errors.New("the plaintext ends in a NUL byte, which zero padding cannot keep")
	// ErrNotOpenable: a plaintext would not be known again once it is encrypted.
	ErrNotOpenable = errors.New("encrypted, the file could not be opened again")
	// ErrWrongKey: no scheme makes a configuration file.
	ErrWrongKey = errors.New("the key does not open the file")
	// ErrNotConfiguration: the key fits, and what it opens is no configuration file. The
	// evidence is text, or padding of four bytes or more. A wrong key makes one byte of
	// valid padding once in 256 times, so that alone is not believed; four bytes come about
	// by chance once in a thousand million times. Where the content is no text either, CBC
	// modes can't be told apart, since they differ in the first block only: [SchemeOf]
	// returns the likeliest of those that fit.
	ErrNotConfiguration = errors.New("the file opens, but not to a configuration file")
	// ErrEncryptedTwice: below the encryption is another with the same key.
	ErrEncryptedTwice = errors.New("the file is encrypted twice")
	// ErrNotReproduced: a sample can be read, and can't be written again as it is.
	ErrNotReproduced = errors.New("the sample cannot be reproduced")
)

// An openedError is an error of a file that a scheme opens, with the scheme.
type openedError struct {
	error
	scheme Scheme
}

func (e *openedError) Unwrap() error { return errors.Unwrap(e.error) }

// An encodedError is [ErrEncoded] with its encoding, and how to undo it.
type encodedError struct{ encoding, command string }

var (
	errBase64 = &encodedError{"base64", "base64 -d"}
	errHex    = &encodedError{"hex", "xxd -r -p"}
)

func (e *encodedError) Error() string {
	return fmt.Sprintf("the file is %s text, as ciphertext is written down to be mailed or pasted: decode it first, for example with %s", e.encoding, e.command)
}

func (e *encodedError) Is(target error) bool { return target == ErrEncoded }

// SchemeOf returns the scheme that opens a file, though [Recognize] or [Scheme.Open]
// refuses what it holds, and whether err knows one. [Scheme.Decrypt] with it returns what
// is there: the beginning of a file that was cut off, a file of another kind, the inner of
// two layers.
func SchemeOf(err error) (Scheme, bool) {
	var opened *openedError
	if errors.As(err, &opened) {
		return opened.scheme, true
	}
	return Scheme{}, false
}

func cutOff(mode Mode) error {
	return &openedError{fmt.Errorf("%w: it opens with %v, but its text stops half-way and no padding follows; fetch or copy it again", ErrCutOff, mode), Scheme{mode, ZeroPadding}}
}

func damaged(mode Mode) error {
	return &openedError{fmt.Errorf("%w: the file opens with %v, but its end is neither text nor padding, so it was damaged on its way; fetch it again", ErrPadding, mode), Scheme{mode, ZeroPadding}}
}

func notConfiguration(scheme Scheme) error {
	unknown := ""
	if scheme.Mode == CBCPrefixIV {
		// Without its first block, CBC under any IV looks like this.
		unknown = "; or the file is CBC with an IV that is not in front of it and unknown here"
	}
	return &openedError{fmt.Errorf("%w: key and scheme (%v) are probably right; it may be another kind of file, such as a phone book, or hold a second layer under another key%s", ErrNotConfiguration, scheme, unknown), scheme}
}

func encryptedTwice(outer, inner Scheme) error {
	return &openedError{fmt.Errorf("%w with the same key: decrypt it twice, first with %v, then with %v; a phone would undo one layer only", ErrEncryptedTwice, outer, inner), outer}
}

// A TruncatedError says that a file has no whole number of blocks of ciphertext.
type TruncatedError struct {
	Length int  // of the file
	Over   int  // bytes behind the last whole block
	Salted bool // the file begins with "Salted__"
}

func newTruncated(data []byte) *TruncatedError {
	return &TruncatedError{Length: len(data), Over: len(data) % aes.BlockSize, Salted: hasSaltMark(data)}
}

func (e *TruncatedError) Error() string {
	subject := "the file"
	if e.Salted {
		subject = "the file, which begins with \"Salted__\" as openssl enc writes it,"
	}
	if e.Over == 0 {
		return fmt.Sprintf("%s ends after %d bytes, before any ciphertext: fetch it again", subject, e.Length)
	}
	return fmt.Sprintf("%s is %d bytes long, %d over a multiple of %d: it was cut off or changed on its way (FTP in text mode does that), or it is not encrypted at all; fetch it again, in binary mode",
		subject, e.Length, e.Over, aes.BlockSize)
}
