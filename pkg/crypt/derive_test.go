package crypt

import (
	"encoding/hex"
	"strings"
	"testing"
)

var testMAC = [6]byte{0x00, 0x15, 0x65, 0x3a, 0x11, 0xf8}

// The keys of phones in the field depend on this vector. It was made by the openssl
// command in the comment of Derive.
func TestDeriveVector(t *testing.T) {
	const want = "d08c1c6cbb8163f09ada1eab80fc571a1ff819a61936c440916351c978fe5dc6"
	key, err := testKey().Derive(testMAC)
	if err != nil || key.Hex() != want {
		t.Errorf("got %s, %v", key.Hex(), err)
	}
}

func TestDeriveDependsOnKeyAndMAC(t *testing.T) {
	seen := map[Key]bool{}
	for _, master := range []Key{testKey(), {}} {
		for _, mac := range [][6]byte{testMAC, {}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}} {
			key, err := master.Derive(mac)
			if err != nil || seen[key] || key == master {
				t.Errorf("MAC %x: got a key seen before, or %v", mac, err)
			}
			seen[key] = true
		}
	}
}

func TestDeriveAsOpenSSL(t *testing.T) {
	for _, mac := range [][6]byte{testMAC, {0xAB, 0xCD, 0xEF, 0, 0, 1}} {
		out := runOpenSSL(t, nil, "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256",
			"-kdfopt", "hexkey:"+testKeyHex,
			"-kdfopt", "info:fvcfg device key v1:"+hex.EncodeToString(mac[:]), "HKDF")
		want := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(string(out)), ":", ""))
		if key, err := testKey().Derive(mac); err != nil || key.Hex() != want {
			t.Errorf("MAC %x: got %s, %v, openssl gives %s", mac, key.Hex(), err, want)
		}
	}
}
