package naming

// lookAlike gives the digit that a letter beyond f is taken for in print. B is like 8
// too, but a hexadecimal digit itself: see nearVendorPrefix.
func lookAlike(r rune) (digit byte, ok bool) {
	switch r {
	case 'O', 'o':
		return '0', true
	case 'I', 'i', 'l', 'L':
		return '1', true
	case 'S', 's':
		return '5', true
	}
	return 0, false
}

// lower is the lower case of an ASCII letter, and any other byte itself.
func lower(c byte) byte {
	if isUpper(c) {
		return c + ('a' - 'A')
	}
	return c
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isLetter(c byte) bool { return isUpper(c) || 'a' <= c && c <= 'z' }

func isDecimal(c byte) bool { return '0' <= c && c <= '9' }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
