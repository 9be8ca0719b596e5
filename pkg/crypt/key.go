package crypt

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// A Key is an AES-256 key.
//
// Its bytes don't show in fmt output, logs or JSON by accident: every verb prints a
// mask, and marshalling fails. [Key.Hex] is the one way to write a key out. Two gaps
// remain that package fmt leaves no way to close: a Key in an unexported field of a
// struct that is printed as a whole, and the verbs %p and %w, which don't fit a Key
// and which go vet reports.
type Key [32]byte

const keyMask = "crypt.Key(hidden)"

// errKeyNotMarshalled is no masked text on purpose: a mask would be saved in silence
// in place of the key.
var errKeyNotMarshalled = errors.New("a key is not marshalled, so that none ends up in a report by accident: where it has to be written, use Key.Hex")

// GenerateKey makes a key of 32 bytes from random; nil stands for crypto/rand.Reader.
func GenerateKey(random io.Reader) (Key, error) {
	var key Key
	if _, err := io.ReadFull(orSystem(random), key[:]); err != nil {
		return Key{}, fmt.Errorf("no key was made, because the source of random bytes failed: %w", err)
	}
	return key, nil
}

// Hex reveals the key: 64 lower-case hexadecimal digits.
func (k Key) Hex() string { return hex.EncodeToString(k[:]) }

// String returns a mask.
func (k Key) String() string { return keyMask }

// GoString returns a mask.
func (k Key) GoString() string { return keyMask }

// Format writes a mask, whatever the verb. String alone would not do: %x and %d
// print the array.
func (k Key) Format(f fmt.State, _ rune) { io.WriteString(f, keyMask) }

// MarshalText always fails; see [Key].
func (k Key) MarshalText() ([]byte, error) { return nil, errKeyNotMarshalled }

// orSystem lets nil stand for the system's source of random bytes, so that nobody
// has to reach for a weaker one.
func orSystem(random io.Reader) io.Reader {
	if random == nil {
		return rand.Reader
	}
	return random
}
