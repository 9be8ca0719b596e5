package sidefile

import "bytes"

// numberBytes are what phone numbers and SIP addresses are written with, besides ASCII
// letters and digits.
const numberBytes = "+*#()-./ ,;:@_~!$%&?=[]'"

// maxNumber is the length in bytes up to which a text can be a number or an address.
const maxNumber = 256

// numberFault says what is wrong with a number, 0 for nothing. A SIP user can have a
// name of letters alone, so only what neither a number nor an address holds counts:
// another character, or words with spaces between them and no digit. A tel: or sip: in
// front is part of the number.
func numberFault(text []byte) ProblemKind {
	if len(text) > maxNumber {
		return NumberOdd
	}
	digits, letters, spaces, ats := 0, 0, 0, 0
	for _, c := range text {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			letters++
		case c == ' ':
			spaces++
		case c == '@':
			ats++
		case c >= 0x80 && !isNoBreakSpace(text), c < 0x80 && bytes.IndexByte([]byte(numberBytes), c) < 0:
			return NumberOdd
		}
	}
	switch {
	case letters == 1 && isRounded(text):
		return NumberRounded
	case digits == 0 && ats == 0 && (letters == 0 || spaces > 0):
		return NumberOdd
	}
	return 0
}

// isNoBreakSpace tells whether all that is not ASCII in a text is the no-break space
// that web pages put between the parts of a number.
func isNoBreakSpace(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		if !bytes.HasPrefix(text[i:], []byte("\u00a0")) {
			return false
		}
		i++
	}
	return true
}

// isRounded knows what a spreadsheet makes of a long number: 4.91512E+11.
func isRounded(text []byte) bool {
	mantissa, exponent, ok := bytes.Cut(bytes.ToUpper(text), []byte("E+"))
	return ok && isDigits(exponent) && isDigits(bytes.Replace(bytes.Replace(mantissa, []byte("."), nil, 1), []byte(","), nil, 1))
}

func isDigits(text []byte) bool {
	return len(text) > 0 && len(bytes.Trim(text, "0123456789")) == 0
}
