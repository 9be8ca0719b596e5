package crypt

import (
	"bytes"
	"crypto/aes"
	"fmt"
)

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

// ParsePadding returns the padding of that name, or an *[UnknownNameError].
func ParsePadding(name string) (Padding, error) {
	for padding, known := range paddingNames {
		if name == known {
			return Padding(padding), nil
		}
	}
	return 0, newUnknownName("padding", name, paddingNames[:])
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
