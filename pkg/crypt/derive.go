package crypt

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// deriveInfo is part of every derived key: a change of one letter gives other keys,
// and phones that have the old ones can't read their files any more.
const deriveInfo = "fvcfg device key v1:"

// Derive makes the key of the phone with this MAC address from a master key, so that
// a fleet's keys need not be kept: HKDF with SHA-256, no salt, 32 bytes, and as info
// the text "fvcfg device key v1:" followed by the 12 lower-case hexadecimal digits of
// the MAC. The derived key tells nothing of the master key. OpenSSL 3 does the same:
//
//	openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:MASTER \
//	    -kdfopt info:"fvcfg device key v1:0015653a11f8" HKDF
//
// The derivation is this project's own. A phone is given the result, 64 digits.
func (k Key) Derive(mac [6]byte) (Key, error) {
	derived, err := hkdf.Key(sha256.New, k[:], nil, deriveInfo+hex.EncodeToString(mac[:]), len(Key{}))
	if err != nil {
		return Key{}, fmt.Errorf("the device's key cannot be derived: %w", err)
	}
	return Key(derived), nil
}
