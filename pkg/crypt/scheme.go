package crypt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/typo"
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
		return unknownName("encryption scheme", s.Mode.String(), modeNames[:])
	}
	if int(s.Padding) >= len(paddingNames) {
		return unknownName("padding", s.Padding.String(), paddingNames[:])
	}
	return nil
}

// A Padding is a way to fill up the last block.
type Padding uint8

const (
	// PKCS7 adds 1 to 16 bytes, each being their number.
	PKCS7 Padding = iota
	// ZeroPadding adds zeros up to the end of the block, so 0 to 15 of them; an empty
	// plaintext becomes one block of zeros. What was added can't be told from zeros
	// that the plaintext ended in, so such a plaintext is refused.
	ZeroPadding
)

var paddingNames = [...]string{PKCS7: "pkcs7", ZeroPadding: "zero"}

// ParsePadding returns the padding of that name. The error lists those that exist.
func ParsePadding(name string) (Padding, error) {
	for padding, known := range paddingNames {
		if name == known {
			return Padding(padding), nil
		}
	}
	return 0, unknownName("padding", name, paddingNames[:])
}

// String returns the name that [ParsePadding] knows.
func (p Padding) String() string {
	if int(p) >= len(paddingNames) {
		return fmt.Sprintf("Padding(%d)", uint8(p))
	}
	return paddingNames[p]
}

// Size returns how many bytes of padding follow a plaintext of so many bytes. Where it is
// 0, nothing shows where the plaintext ends.
func (p Padding) Size(plain int) int {
	size := aes.BlockSize - plain%aes.BlockSize
	if p == ZeroPadding && size == aes.BlockSize && plain > 0 {
		return 0
	}
	return size
}

// paddedSize is the size of plain with its padding.
func (p Padding) paddedSize(plain []byte) (int, error) {
	if p == ZeroPadding && len(plain) > 0 && plain[len(plain)-1] == 0 {
		return 0, fmt.Errorf("%w: take the NUL bytes off, or use PKCS#7 padding", ErrTrailingZero)
	}
	return len(plain) + p.Size(len(plain)), nil
}

// fill writes the padding into the room behind the plaintext, which is all zeros.
func (p Padding) fill(room []byte) {
	if p == PKCS7 {
		for i := range room {
			room[i] = byte(len(room))
		}
	}
}

// strip returns padded without its padding, and whether the padding was valid. Zero
// padding always is: it has no mark of its own.
func (p Padding) strip(padded []byte) ([]byte, bool) {
	if p == PKCS7 {
		return stripPKCS7(padded)
	}
	last := padded[len(padded)-aes.BlockSize:]
	// A last block of nothing but zeros goes as a whole, behind other blocks too: a
	// tool that always adds zeros writes it, and no plaintext ends that way.
	zeros := len(last) - len(bytes.TrimRight(last, "\x00"))
	return padded[:len(padded)-zeros], true
}

func stripPKCS7(padded []byte) ([]byte, bool) {
	count := int(padded[len(padded)-1])
	if count == 0 || count > aes.BlockSize {
		return padded, false
	}
	end := len(padded) - count
	for _, b := range padded[end:] {
		if int(b) != count {
			return padded, false
		}
	}
	return padded[:end], true
}

// stripEither takes PKCS#7 padding off if it is valid, else zero padding.
func stripEither(padded []byte) ([]byte, Padding) {
	if plain, ok := PKCS7.strip(padded); ok {
		return plain, PKCS7
	}
	plain, _ := ZeroPadding.strip(padded)
	return plain, ZeroPadding
}

// unknownName says that no mode or padding has a name, and which are the valid ones.
func unknownName(kind, name string, valid []string) error {
	given := strings.ToLower(name)
	nearest, least := "", len(given)/2+1 // more changes than that are no likeness
	for _, known := range valid {
		if given != "" && strings.HasPrefix(known, given) {
			nearest = known
			break
		}
		if d := typo.Distance(given, known, least); d < least {
			nearest, least = known, d
		}
	}
	if nearest != "" {
		nearest = fmt.Sprintf(", did you mean %q?", nearest)
	}
	what := fmt.Sprintf("%s %q", kind, name)
	if len(name) >= keyDigits/2 { // it may be a key that was put in the wrong place
		what = fmt.Sprintf("%s of the name given, which is %d characters long", kind, len(name))
	}
	return fmt.Errorf("there is no %s%s (choose one of %s)", what, nearest, strings.Join(valid, ", "))
}
