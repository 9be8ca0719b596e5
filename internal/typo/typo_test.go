package typo

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/agnivade/levenshtein"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"a", "", 1},
		{"Register Addr", "Register Addr", 0},
		{"Register Addr", "register ADDR", 0},
		{"Register Addr", "Register Adr", 1},
		{"Register Addr", "Regsiter Addr", 1},
		{"Register Addr", "Regxster Addr", 1},
		{"Register Addr", "Regsiter Adr", 2},
		{"Register_Addr", "Register Addr", 1},
		{"[", "{", 1},
		{"abcd", "wxyz", 4},
		{"ca", "abc", 3},
		{"Näme", "Name", 1},
		{"Nâme", "Näme", 1},
	} {
		if got := Distance(test.a, test.b, 9); got != test.want {
			t.Errorf("%q, %q: %d", test.a, test.b, got)
		}
		if got := Distance(test.b, test.a, 9); got != test.want {
			t.Errorf("%q, %q: %d", test.b, test.a, got)
		}
		if got := Distance(test.a, test.b, 1); got != min(test.want, 2) {
			t.Errorf("%q, %q within 1: %d", test.a, test.b, got)
		}
	}
}

// TestLevenshtein holds the distance against Levenshtein's, which counts a swap twice.
func TestLevenshtein(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	word := func() string {
		b := make([]byte, random.IntN(9))
		for i := range b {
			b[i] = "aabc1 "[random.IntN(6)]
		}
		return string(b)
	}
	for range 20_000 {
		a, b := word(), word()
		full := levenshtein.ComputeDistance(a, b)
		got := Distance(a, b, MaxLen)
		if got > full || full > 2*got {
			t.Fatalf("%q, %q: %d, Levenshtein says %d", a, b, got, full)
		}
		if Distance(a, b, 2) != min(got, 3) {
			t.Fatalf("%q, %q: %d within 2", a, b, Distance(a, b, 2))
		}
	}
	if got := Distance(strings.Repeat("x", MaxLen), strings.Repeat("y", MaxLen), MaxLen); got != MaxLen {
		t.Errorf("%d", got)
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		got, known string
		want       Slip
		ok         bool
	}{
		{"X6", "x6", Slip{}, false},
		{"X7", "X6", Slip{Wrong, 2, '7', '6'}, true},
		{"f0X4hw1.10", "f0X4hw1.100", Slip{Missing, 11, 0, '0'}, true},
		{"f00X4", "f0X4", Slip{Extra, 3, '0', 'X'}, true},
		{"f0X4Wh1", "f0x4hw1", Slip{Swapped, 5, 'W', 'h'}, true},
		{"aXbY", "aZbW", Slip{}, false},
	} {
		if got, ok := Find(test.got, test.known); got != test.want || ok != test.ok {
			t.Errorf("%q for %q: %+v, %t", test.got, test.known, got, ok)
		}
	}
}
