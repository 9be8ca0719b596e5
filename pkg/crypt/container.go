package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
)

// A container is an encrypted file taken apart, ready to be decrypted in any part.
type container struct {
	block cipher.Block
	iv    []byte // nil for ECB
	body  []byte // the ciphertext: one block at the least, whole blocks only
}

// open takes data apart as the mode has it.
func (m Mode) open(key Key, data []byte) (container, error) {
	if m.salted() && !hasSaltMark(data) {
		return container{}, fmt.Errorf("%w, so it is not %v: choose another scheme", ErrNotSalted, m)
	}
	size := m.frontSize()
	if len(data) <= size || len(data)%aes.BlockSize != 0 {
		return container{}, newTruncated(data)
	}
	block, iv, err := m.cipher(key, data[:size])
	return container{block: block, iv: iv, body: data[size:]}, err
}

// decrypt decrypts len(dst) bytes of the body from that offset on, both being whole
// blocks.
func (c container) decrypt(dst []byte, offset int) {
	src := c.body[offset : offset+len(dst)]
	if c.iv == nil {
		for i := 0; i < len(src); i += aes.BlockSize {
			c.block.Decrypt(dst[i:], src[i:])
		}
		return
	}
	iv := c.iv
	if offset > 0 {
		iv = c.body[offset-aes.BlockSize : offset]
	}
	cipher.NewCBCDecrypter(c.block, iv).CryptBlocks(dst, src)
}

// decryptAll returns the plaintext with its padding.
func (c container) decryptAll() []byte {
	padded := make([]byte, len(c.body))
	c.decrypt(padded, 0)
	return padded
}
