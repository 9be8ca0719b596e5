package crypt

import (
	"bytes"
	"crypto/aes"
	"encoding/base64"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// headSize is how much of a file or a plaintext is looked at to judge it. 64 bytes
// would do for the header of a text file; XML can have a comment first.
const headSize = 512

// LooksEncrypted guesses, without a key, whether data is an encrypted file: it begins
// with OpenSSL's "Salted__", or it is a whole number of blocks that are neither text
// nor dominated by one byte. It is a guess: compressed files and pictures pass, if
// their length happens to fit, and a ciphertext that was cut off does not.
func LooksEncrypted(data []byte) bool {
	if hasSaltMark(data) {
		return true
	}
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return false
	}
	head := headOf(data)
	return countBinary(head)*4 > len(head) && !dominated(head) && !isOtherText(head)
}

// isOtherText reports whether head is text in an encoding that is not UTF-8, such as GBK or
// Latin-1: it has no control characters, and random bytes of this length have one but once in a
// million times.
func isOtherText(head []byte) bool {
	const telling = 128
	return len(head) >= telling && !bytes.ContainsFunc(head, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r'
	})
}

// dominated reports whether one byte makes up more than a quarter of head, as NUL
// does in UTF-16 text. No ciphertext looks like that, unless it is very short.
func dominated(head []byte) bool {
	var count [256]int
	for _, b := range head {
		count[b]++
		if count[b]*4 > len(head) {
			return true
		}
	}
	return false
}

func headOf(data []byte) []byte { return data[:min(len(data), headSize)] }

// countBinary counts the bytes that text doesn't have: control characters other than
// tab and line ends, and what is not UTF-8. It is about 6 in 10 of random bytes. A
// character that the end of b cuts through doesn't count.
func countBinary(b []byte) int {
	count := 0
	for len(b) > 0 {
		if c := b[0]; c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
				count++
			}
			b = b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(b) {
				break
			}
			count++
		}
		b = b[size:]
	}
	return count
}

// isText reports whether data can't be ciphertext, since its beginning is all text. A
// block of ciphertext looks like text once in two million times or so, which leaves
// a single block undecided.
func isText(data []byte) bool {
	return len(data) > aes.BlockSize && countBinary(headOf(data)) == 0
}

// checkEncoding returns [ErrEncoded] if data is a ciphertext written down as text.
func checkEncoding(data []byte) error {
	if bytes.HasPrefix(data, []byte("U2FsdGVkX1")) { // "Salted__"
		return errBase64
	}
	var hexDigits, base64Only, spaces int
	for _, b := range data {
		switch {
		case ascii.IsHex(b):
			hexDigits++
		case isBase64(b):
			base64Only++
		case b == ' ' || b == '\t':
			spaces++ // common between bytes in hex, and unknown in base64
		case b != '\r' && b != '\n':
			return nil
		}
	}
	switch {
	case base64Only == 0 && hexDigits >= 2*aes.BlockSize:
		return errHex
	case spaces == 0 && hexDigits+base64Only >= base64.StdEncoding.EncodedLen(aes.BlockSize):
		return errBase64
	}
	return nil
}

// isBase64 reports whether b is of base64, in the usual alphabet or that for URLs.
func isBase64(b byte) bool {
	return ascii.IsLetter(b) || ascii.IsDigit(b) || b == '+' || b == '/' || b == '-' || b == '_' || b == '='
}

// checkData refuses what no scheme can be applied to.
func checkData(data []byte) error {
	if len(data) == 0 {
		return ErrEmpty
	}
	return checkEncoding(data)
}
