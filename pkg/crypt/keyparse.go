package crypt

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	keyDigits   = 2 * len(Key{})
	keyFileMax  = 4 << 10
	utf8BOM     = "\ufeff"
	utf16LEMark = "\xff\xfe"
	utf16BEMark = "\xfe\xff"

	// lineSpace is the white space that editors, shells and copying leave around a key.
	lineSpace = " \t\r\n"
)

// ReadKey reads a key file: one line of 64 hexadecimal digits. It reads 4 KiB at the
// most. A *[KeyError] says what is wrong with the content.
func ReadKey(r io.Reader) (Key, error) {
	content, err := io.ReadAll(io.LimitReader(r, keyFileMax+1))
	if err != nil {
		return Key{}, fmt.Errorf("the key file cannot be read: %w", err)
	}
	if len(content) > keyFileMax {
		return Key{}, &KeyError{Reason: KeyFileTooLarge, Length: len(content)}
	}
	key, err := ParseKey(string(content))
	var wrong *KeyError
	// 32 bytes are tried as text first: "0123…" twice over is 32 digits, not a raw key.
	if errors.As(err, &wrong) && len(content) == len(key) && countBinary(content) > 0 {
		return Key{}, &KeyError{Reason: KeyRawBytes, Length: len(content)}
	}
	return key, err
}

// ParseKey reads a key from its 64 hexadecimal digits, in either case. White space
// around them is dropped, since a line end comes with every key file; nothing else
// is. The error is a *[KeyError].
func ParseKey(s string) (Key, error) {
	if err := checkKeyForm(s); err != nil {
		return Key{}, err
	}
	digits := strings.Trim(s, lineSpace)
	for at, r := range digits {
		if !isHexDigit(r) {
			return Key{}, &KeyError{
				Reason: KeyNotHex,
				Length: utf8.RuneCountInString(digits),
				Column: column(s, strings.Index(s, digits)+at),
				found:  describeRune(r),
			}
		}
	}
	if reason := lengthReason(len(digits)); reason != 0 {
		return Key{}, &KeyError{Reason: reason, Length: len(digits)}
	}
	var key Key
	if _, err := hex.Decode(key[:], []byte(digits)); err != nil {
		return Key{}, &KeyError{Reason: KeyNotHex, Length: len(digits)}
	}
	return key, nil
}

// checkKeyForm finds what a look at the text as a whole explains better than a look
// at its first wrong character would.
func checkKeyForm(s string) error {
	text := strings.Trim(s, lineSpace)
	length := utf8.RuneCountInString(text)
	switch {
	case text == "":
		return &KeyError{Reason: KeyEmpty}
	case strings.HasPrefix(text, utf8BOM):
		return &KeyError{Reason: KeyByteOrderMark, Length: length - 1, Column: 1}
	case strings.HasPrefix(text, utf16LEMark), strings.HasPrefix(text, utf16BEMark):
		return &KeyError{Reason: KeyUTF16, Length: length}
	case strings.ContainsAny(text, "\r\n"):
		return &KeyError{Reason: KeySeveralLines, Length: length}
	case strings.HasPrefix(text, "0x"), strings.HasPrefix(text, "0X"):
		return &KeyError{Reason: KeyHexPrefix, Length: length - 2, Column: column(s, strings.Index(s, text))}
	case strings.ContainsAny(text, "\"'`“”‘’"):
		return &KeyError{Reason: KeyQuoted, Length: length, Column: column(s, strings.IndexAny(s, "\"'`“”‘’"))}
	}
	return nil
}

// lengthReason says what is wrong with that many hexadecimal digits, 0 if nothing is.
func lengthReason(digits int) KeyReason {
	switch {
	case digits == keyDigits:
		return 0
	case digits == keyDigits/2:
		return Key128Bit
	case digits%2 != 0:
		return KeyOddLength
	case digits < keyDigits:
		return KeyTooShort
	default:
		return KeyTooLong
	}
}

// column counts characters from 1 in the line that holds the byte at offset, as an
// editor does.
func column(s string, offset int) int {
	line := s[strings.LastIndexByte(s[:offset], '\n')+1 : offset]
	return utf8.RuneCountInString(line) + 1
}

func isHexDigit(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
}
