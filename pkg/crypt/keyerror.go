package crypt

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A KeyReason says why a text is no key.
type KeyReason uint8

const (
	KeyEmpty         KeyReason = iota + 1 // nothing but white space
	KeyTooShort                           // fewer than 64 digits
	KeyTooLong                            // more than 64 digits
	KeyOddLength                          // an odd count: a digit was lost or doubled
	Key128Bit                             // 32 digits, a key for AES-128
	KeyNotHex                             // a character that is no hexadecimal digit
	KeyHexPrefix                          // 0x in front
	KeyQuoted                             // quotation marks
	KeySeveralLines                       // more than one line
	KeyByteOrderMark                      // UTF-8 with a byte order mark
	KeyUTF16                              // UTF-16 text
	KeyRawBytes                           // the 32 bytes themselves, not their digits
	KeyFileTooLarge                       // more than 4 KiB: another file by mistake
)

// A KeyError says why a text is no key. It holds nothing of the text.
type KeyError struct {
	Reason KeyReason
	// Length is the number of characters found in the place of the 64 digits.
	Length int
	// Column is where the trouble is, in characters from 1; 0 where that says nothing.
	Column int

	// found describes the class of a wrong character. The character itself could be
	// part of a secret that was given in place of the key.
	found string
}

func (e *KeyError) Error() string {
	switch e.Reason {
	case KeyEmpty:
		return "the key is empty: it must be one line of 64 hexadecimal digits"
	case KeyTooShort:
		return fmt.Sprintf("the key has %d hexadecimal digits, %d fewer than the 64 it needs: look for what was cut off in copying", e.Length, keyDigits-e.Length)
	case KeyTooLong:
		return fmt.Sprintf("the key has %d hexadecimal digits, %d more than the 64 it needs: look for what was pasted twice", e.Length, e.Length-keyDigits)
	case KeyOddLength:
		return fmt.Sprintf("the key has %d hexadecimal digits, an odd number, where 64 are needed: a digit was lost or doubled in copying", e.Length)
	case Key128Bit:
		return "the key has 32 hexadecimal digits, which is a 128-bit key: 64 are needed, so make a new key (don't double this one)"
	case KeyNotHex:
		return fmt.Sprintf("the key has %s in column %d, among %d characters: it must be 64 hexadecimal digits (0 to 9, a to f)", e.found, e.Column, e.Length)
	default:
		return e.formMessage()
	}
}

// formMessage is for the reasons that lie in how the digits are written down.
func (e *KeyError) formMessage() string {
	switch e.Reason {
	case KeyHexPrefix:
		return fmt.Sprintf("the key begins with 0x, followed by %d characters: leave the 0x out, so that 64 hexadecimal digits remain", e.Length)
	case KeyQuoted:
		return fmt.Sprintf("the key has a quotation mark in column %d: leave the quotation marks out, so that 64 hexadecimal digits remain", e.Column)
	case KeySeveralLines:
		return "the key has more than one line: it must be one line of 64 hexadecimal digits, with no other key and no remark beside it"
	case KeyByteOrderMark:
		return "the key begins with a byte order mark: save the file as UTF-8 without BOM, or as ASCII"
	case KeyUTF16:
		return "the key is written in UTF-16: save the file as ASCII or UTF-8 (in PowerShell, with Out-File -Encoding ascii)"
	case KeyRawBytes:
		return "the key file holds 32 raw bytes: it must hold them as 64 hexadecimal digits (od -An -v -tx1 FILE | tr -d ' \\n' writes those)"
	case KeyFileTooLarge:
		return fmt.Sprintf("the key file is larger than %d bytes, so it is another file by mistake: a key file is one line of 64 hexadecimal digits", keyFileMax)
	default:
		return "the key is not 64 hexadecimal digits"
	}
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
