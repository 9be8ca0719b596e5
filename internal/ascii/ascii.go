// Package ascii reports what is a letter or a digit of ASCII, in which the names of modules, keys and
// files are written. Package unicode knows others, which no phone takes for these.
package ascii

// IsLetter reports whether c is a letter in either case.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsUpper reports whether c is a capital letter.
func IsUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// IsDigit reports whether c is a decimal digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsHex reports whether c is a hexadecimal digit in either case.
func IsHex(c byte) bool { return IsDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// Lower returns a letter in lower case, and any other byte as it is.
func Lower(c byte) byte {
	if IsUpper(c) {
		return c | 0x20
	}
	return c
}

// Is reports whether all of a text is ASCII.
func Is(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// EqualFold reports whether two texts are equal but for the case of letters. Unlike
// [strings.EqualFold], it takes no letter beyond ASCII for one within, such as the Kelvin
// sign for K.
func EqualFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if Lower(a[i]) != Lower(b[i]) {
			return false
		}
	}
	return true
}
