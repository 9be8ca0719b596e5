package crypt

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/magic"
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

const (
	keyDigits  = 2 * len(Key{})
	keyFileMax = 4 << 10

	// lineSpace is the white space that editors, shells and copying leave around a key.
	lineSpace = " \t\r\n"
)

// A KeyError says why a text is no key. It holds nothing of the text.
type KeyError struct {
	Column int // where the trouble is, in characters from 1; 0 where that says nothing
	text   string
}

func (e *KeyError) Error() string { return e.text }

func keyErrorf(column int, format string, args ...any) error {
	return &KeyError{column, fmt.Sprintf(format, args...)}
}

// ReadKey reads a key file: one line of 64 hexadecimal digits. It reads 4 KiB at the
// most. A *[KeyError] says what is wrong with the content.
func ReadKey(r io.Reader) (Key, error) {
	content, err := io.ReadAll(io.LimitReader(r, keyFileMax+1))
	if err != nil {
		return Key{}, fmt.Errorf("the key file cannot be read: %w", err)
	}
	if len(content) > keyFileMax {
		return Key{}, keyErrorf(0, "the key file is larger than %d bytes, so it is another file by mistake: a key file is one line of 64 hexadecimal digits", keyFileMax)
	}
	key, err := ParseKey(string(content))
	// 32 bytes are tried as text first: "0123…" twice over is 32 digits, not a raw key.
	if err != nil && len(content) == len(key) && countBinary(content) > 0 {
		return Key{}, keyErrorf(0, "the key file holds 32 raw bytes: it must hold them as 64 hexadecimal digits (od -An -v -tx1 FILE | tr -d ' \\n' writes those)")
	}
	return key, err
}

// ParseKey reads a key from its 64 hexadecimal digits, in either case. White space
// around them is dropped, since a line end comes with every key file; nothing else
// is. The error is a *[KeyError].
func ParseKey(s string) (Key, error) {
	digits := strings.Trim(s, lineSpace)
	if err := checkKeyForm(s, digits); err != nil {
		return Key{}, err
	}
	for at, r := range digits {
		if r >= utf8.RuneSelf || !ascii.IsHex(byte(r)) {
			column := columnOf(s, strings.Index(s, digits)+at)
			return Key{}, keyErrorf(column, "the key has %s in column %d, among %d characters: it must be 64 hexadecimal digits (0 to 9, a to f)",
				describeRune(r), column, utf8.RuneCountInString(digits))
		}
	}
	if err := checkKeyLength(len(digits)); err != nil {
		return Key{}, err
	}
	var key Key
	_, err := hex.Decode(key[:], []byte(digits))
	return key, err
}

// checkKeyForm finds what a look at the text as a whole explains better than a look
// at its first wrong character would.
func checkKeyForm(s, text string) error {
	switch {
	case text == "":
		return keyErrorf(0, "the key is empty: it must be one line of 64 hexadecimal digits")
	case strings.HasPrefix(text, magic.BOM):
		return keyErrorf(1, "the key begins with a byte order mark: save the file as UTF-8 without BOM, or as ASCII")
	case magic.IsUTF16(text):
		return keyErrorf(0, "the key is written in UTF-16: save the file as ASCII or UTF-8 (in PowerShell, with Out-File -Encoding ascii)")
	case strings.ContainsAny(text, "\r\n"):
		return keyErrorf(0, "the key has more than one line: it must be one line of 64 hexadecimal digits, with no other key and no remark beside it")
	case strings.HasPrefix(text, "0x"), strings.HasPrefix(text, "0X"):
		return keyErrorf(columnOf(s, strings.Index(s, text)), "the key begins with 0x, followed by %d characters: leave the 0x out, so that 64 hexadecimal digits remain", utf8.RuneCountInString(text)-2)
	case strings.ContainsAny(text, "\"'`“”‘’"):
		column := columnOf(s, strings.IndexAny(s, "\"'`“”‘’"))
		return keyErrorf(column, "the key has a quotation mark in column %d: leave the quotation marks out, so that 64 hexadecimal digits remain", column)
	}
	return nil
}

// checkKeyLength says what is wrong with that many hexadecimal digits.
func checkKeyLength(digits int) error {
	switch {
	case digits == keyDigits:
		return nil
	case digits == keyDigits/2:
		return keyErrorf(0, "the key has 32 hexadecimal digits, which is a 128-bit key: 64 are needed, so make a new key (don't double this one)")
	case digits%2 != 0:
		return keyErrorf(0, "the key has %d hexadecimal digits, an odd number, where 64 are needed: a digit was lost or doubled in copying", digits)
	case digits < keyDigits:
		return keyErrorf(0, "the key has %d hexadecimal digits, %d fewer than the 64 it needs: look for what was cut off in copying", digits, keyDigits-digits)
	}
	return keyErrorf(0, "the key has %d hexadecimal digits, %d more than the 64 it needs: look for what was pasted twice", digits, digits-keyDigits)
}

// columnOf counts characters from 1 in the line that holds the byte at offset, as an
// editor does.
func columnOf(s string, offset int) int {
	line := s[strings.LastIndexByte(s[:offset], '\n')+1 : offset]
	return utf8.RuneCountInString(line) + 1
}

// describeRune names the class of a character that is no hexadecimal digit.
func describeRune(r rune) string {
	switch {
	case r == 'O' || r == 'o':
		return "the letter O, perhaps for a zero,"
	case strings.ContainsRune("IiLl", r):
		return "the letter I or L, perhaps for a one,"
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return "a letter beyond F"
	case r == ' ' || r == '\t':
		return "white space"
	case strings.ContainsRune(":-._,;", r):
		return "a separator"
	case r < ' ' || r == 0x7f:
		return "a control character"
	case r == utf8.RuneError:
		return "a byte that is no text"
	case r > 0x7f:
		return "a character beyond ASCII"
	default:
		return "a punctuation mark"
	}
}

// deriveInfo is part of every derived key: a change of one letter makes other keys,
// and phones that have the old ones can't read their files any more.
const deriveInfo = "fvcfg device key v1:"

// Derive makes the key of the phone with this MAC address from a master key, so that
// a fleet's keys need not be kept: HKDF with SHA-256, no salt, 32 bytes, and as info
// the text "fvcfg device key v1:" followed by the 12 lower-case hexadecimal digits of
// the MAC. The derived key shows nothing of the master key. OpenSSL 3 does the same:
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
