package crypt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
)

// A Mode is a way to apply AES-256 to a file: the block mode, where its IV comes from
// and what stands in front of the ciphertext.
type Mode uint8

// The modes, likeliest first. The order is a guess, see the package comment.
const (
	ECB                 Mode = iota // each block by itself; the likeliest guess, and the default
	CBCZeroIV                       // CBC, the IV all zeros
	CBCPrefixIV                     // CBC, a random IV in the first 16 bytes of the file
	CBCKeyIV                        // CBC, the IV being the first 16 bytes of the key
	OpenSSLSalted                   // what openssl enc writes with a password, EVP_BytesToKey with SHA-256
	OpenSSLSaltedMD5                // the same with MD5, the default before OpenSSL 1.1.0
	OpenSSLSaltedPBKDF2             // the same with PBKDF2, as openssl enc -pbkdf2 does
)

var modeNames = [...]string{
	ECB:                 "ecb",
	CBCZeroIV:           "cbc-zero-iv",
	CBCPrefixIV:         "cbc-prefix-iv",
	CBCKeyIV:            "cbc-key-iv",
	OpenSSLSalted:       "openssl-salted",
	OpenSSLSaltedMD5:    "openssl-salted-md5",
	OpenSSLSaltedPBKDF2: "openssl-salted-pbkdf2",
}

var modeDescriptions = [...]string{
	ECB:                 "AES-256-ECB; the likeliest guess",
	CBCZeroIV:           "AES-256-CBC with an IV of zeros",
	CBCPrefixIV:         "AES-256-CBC with a random IV in front of the ciphertext",
	CBCKeyIV:            "AES-256-CBC with the first 16 bytes of the key as IV",
	OpenSSLSalted:       "as openssl enc -aes-256-cbc -md sha256, the 64 digits being the password",
	OpenSSLSaltedMD5:    "as openssl enc -aes-256-cbc -md md5, the 64 digits being the password",
	OpenSSLSaltedPBKDF2: "as openssl enc -aes-256-cbc -pbkdf2, the 64 digits being the password",
}

// Modes returns all modes, likeliest first.
func Modes() []Mode {
	modes := make([]Mode, len(modeNames))
	for i := range modes {
		modes[i] = Mode(i)
	}
	return modes
}

// ParseMode returns the mode of that name. The error lists those that exist.
func ParseMode(name string) (Mode, error) {
	for mode, known := range modeNames {
		if name == known {
			return Mode(mode), nil
		}
	}
	return 0, unknownName("encryption scheme", name, modeNames[:])
}

// String returns the name that [ParseMode] knows.
func (m Mode) String() string {
	if int(m) >= len(modeNames) {
		return fmt.Sprintf("Mode(%d)", uint8(m))
	}
	return modeNames[m]
}

// Description returns one line for a help text.
func (m Mode) Description() string {
	if int(m) >= len(modeDescriptions) {
		return m.String()
	}
	return modeDescriptions[m]
}

func (m Mode) salted() bool { return m >= OpenSSLSalted && int(m) < len(modeNames) }

// frontSize is how many bytes stand in front of the ciphertext.
func (m Mode) frontSize() int {
	if m == CBCPrefixIV || m.salted() {
		return aes.BlockSize
	}
	return 0
}

// writeFront fills what stands in front of the ciphertext.
func (m Mode) writeFront(random io.Reader, front []byte) error {
	if len(front) == 0 {
		return nil
	}
	if m.salted() {
		front = front[copy(front, saltMark):]
	}
	if _, err := io.ReadFull(orSystem(random), front); err != nil {
		return fmt.Errorf("nothing was encrypted, because the source of random bytes failed: %w", err)
	}
	return nil
}

// cipher returns the block cipher, and the IV that goes with what stands in front of
// the ciphertext: nil for ECB.
func (m Mode) cipher(key Key, front []byte) (block cipher.Block, iv []byte, err error) {
	secret := key[:]
	switch {
	case m == CBCZeroIV:
		iv = make([]byte, aes.BlockSize)
	case m == CBCPrefixIV:
		iv = front
	case m == CBCKeyIV:
		iv = key[:aes.BlockSize]
	case m.salted():
		secret, iv, err = m.stretch(key, front[len(saltMark):])
	}
	if err != nil {
		return nil, nil, err
	}
	block, err = aes.NewCipher(secret)
	return block, iv, err
}

// saltMark begins every file that openssl enc writes with a password. 8 bytes of salt
// follow, then the ciphertext.
const saltMark = "Salted__"

// opensslIterations is what openssl enc -pbkdf2 does when no -iter is given.
const opensslIterations = 10_000

// stretch makes the AES key and the IV as openssl enc does from a password, which is
// the key's 64 digits in lower case. Whoever gave openssl upper-case digits made
// another key of them: such a file is not recognised.
func (m Mode) stretch(key Key, salt []byte) (secret, iv []byte, err error) {
	const size = len(Key{}) + aes.BlockSize
	var material []byte
	switch m {
	case OpenSSLSaltedMD5:
		material = bytesToKey(md5.New(), key.Hex(), salt, size)
	case OpenSSLSaltedPBKDF2:
		material, err = pbkdf2.Key(sha256.New, key.Hex(), salt, opensslIterations, size)
	default:
		material = bytesToKey(sha256.New(), key.Hex(), salt, size)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("PBKDF2 does not work here: %w", err)
	}
	return material[:len(Key{})], material[len(Key{}):], nil
}

// bytesToKey is OpenSSL's EVP_BytesToKey with one round: each digest is over the one
// before it, the password and the salt.
func bytesToKey(digest hash.Hash, password string, salt []byte, size int) []byte {
	var material, last []byte
	for len(material) < size {
		digest.Reset()
		digest.Write(last)
		digest.Write([]byte(password))
		digest.Write(salt)
		last = digest.Sum(nil)
		material = append(material, last...)
	}
	return material[:size]
}

func hasSaltMark(data []byte) bool { return bytes.HasPrefix(data, []byte(saltMark)) }

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
