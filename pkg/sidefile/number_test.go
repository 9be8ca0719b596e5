package sidefile

import (
	"strings"
	"testing"
)

func TestNumberFault(t *testing.T) {
	for text, want := range map[string]ProblemKind{
		"2001": 0, "+49 (30) 12-34/5": 0, "*21*2001#": 0, "tel:+49-30-1234;ext=5": 0, "sip:bob@example.com:5060": 0,
		"bob": 0, "bob.example": 0, "1,,2": 0, "0800 FLOWERS": 0, "12\u00a034": 0, "4.5E1": 0, "1E": 0,
		"Bob Example": NumberOdd, "-": NumberOdd, "1|2": NumberOdd, "\"1\"": NumberOdd, "Büro1": NumberOdd, "1\x002": NumberOdd, "1<2": NumberOdd,
		"1\u00a0ü": NumberOdd, strings.Repeat("1", 257): NumberOdd, strings.Repeat("1", 256): 0,
		"4.91512E+11": NumberRounded, "4,9e+11": NumberRounded, "4E+11": NumberRounded,
	} {
		if got := numberFault([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, kindNames[got], kindNames[want])
		}
	}
}
