package crypt

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// encryptedBlocks is ECB without any padding but what padded has.
func encryptedBlocks(t *testing.T, key Key, padded string) []byte {
	t.Helper()
	block, _, err := ECB.cipher(key, nil)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(padded)
	for i := 0; i < len(data); i += 16 {
		block.Encrypt(data[i:], data[i:])
	}
	return data
}

func decryptBlocks(t *testing.T, padding Padding, padded string) (string, error) {
	t.Helper()
	plain, err := Scheme{Padding: padding}.Decrypt(testKey(), encryptedBlocks(t, testKey(), padded))
	return string(plain), err
}

func TestPKCS7IsCheckedInFull(t *testing.T) {
	for count := 1; count <= 16; count++ {
		text := strings.Repeat("a", 32-count)
		good := text + strings.Repeat(string(rune(count)), count)
		if got, err := decryptBlocks(t, PKCS7, good); err != nil || got != text {
			t.Errorf("%d bytes of padding: got %q, %v", count, got, err)
		}
		for at := len(text); at < 31; at++ { // the last byte is the count itself
			bad := []byte(good)
			bad[at] ^= 0x80
			if _, err := decryptBlocks(t, PKCS7, string(bad)); !errors.Is(err, ErrPadding) {
				t.Errorf("%d bytes of padding, wrong at %d: %v", count, at, err)
			}
		}
	}
	for _, last := range []byte{0, 17, 32, 255} {
		if _, err := decryptBlocks(t, PKCS7, strings.Repeat("\x00", 15)+string([]byte{last})); !errors.Is(err, ErrPadding) {
			t.Errorf("last byte %d: %v", last, err)
		}
	}
}

func TestZeroPaddingStripsOneBlockAtMost(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("\x00", n) }
	tests := []struct{ name, padded, want string }{
		{"none", strings.Repeat("a", 16), strings.Repeat("a", 16)},
		{"one", strings.Repeat("a", 15) + zeros(1), strings.Repeat("a", 15)},
		{"fifteen", "a" + zeros(15), "a"},
		{"the single block", zeros(16), ""},
		{"a block of its own", strings.Repeat("a", 16) + zeros(16), strings.Repeat("a", 16)},
		{"not beyond the last block", "a" + zeros(31), "a" + zeros(15)},
		{"not within", "a\x00b" + zeros(13), "a\x00b"},
	}
	for _, test := range tests {
		if got, err := decryptBlocks(t, ZeroPadding, test.padded); err != nil || got != test.want {
			t.Errorf("%s: got %q, %v, want %q", test.name, got, err, test.want)
		}
	}
}

func TestZeroPaddingRefusesTrailingZero(t *testing.T) {
	for _, plain := range []string{"\x00", "a\x00", strings.Repeat("a", 15) + "\x00"} {
		data, err := Scheme{Padding: ZeroPadding}.Encrypt(nil, testKey(), []byte(plain))
		if !errors.Is(err, ErrTrailingZero) || data != nil {
			t.Errorf("%q: got %x, %v", plain, data, err)
		}
		if _, err := (Scheme{}).Encrypt(nil, testKey(), []byte(plain)); err != nil {
			t.Errorf("%q with PKCS#7: %v", plain, err)
		}
	}
}

func TestStripLeavesItsInput(t *testing.T) {
	padded := append(bytes.Repeat([]byte("a"), 12), 4, 4, 4, 4)
	before := bytes.Clone(padded)
	stripEither(padded)
	if !bytes.Equal(padded, before) {
		t.Error("the input was changed")
	}
}
