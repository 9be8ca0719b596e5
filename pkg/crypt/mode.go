package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
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

// ParseMode returns the mode of that name, or an *[UnknownNameError].
func ParseMode(name string) (Mode, error) {
	for mode, known := range modeNames {
		if name == known {
			return Mode(mode), nil
		}
	}
	return 0, newUnknownName("encryption scheme", name, modeNames[:])
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
