package crypt

import (
	"bytes"
	"crypto/aes"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha256"
	"fmt"
	"hash"
)

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
