package catalog

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
	} {
		if got := distance(test.a, test.b, 9); got != test.want {
			t.Errorf("%q, %q: %d", test.a, test.b, got)
		}
		if got := distance(test.b, test.a, 9); got != test.want {
			t.Errorf("%q, %q: %d", test.b, test.a, got)
		}
		if got := distance(test.a, test.b, 1); got != min(test.want, 2) {
			t.Errorf("%q, %q within 1: %d", test.a, test.b, got)
		}
	}
}

// TestDistanceAndLetters holds the distance against Levenshtein's, which counts a swap
// twice, and the letters against the distance.
func TestDistanceAndLetters(t *testing.T) {
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
		got := distance(a, b, maxName)
		if got > full || full > 2*got {
			t.Fatalf("%q, %q: %d, Levenshtein says %d", a, b, got, full)
		}
		if !lettersOf(a).mayBeWithin(lettersOf(b), got) {
			t.Fatalf("%q, %q: the letters exclude a distance of %d", a, b, got)
		}
		if distance(a, b, 2) != min(got, 3) {
			t.Fatalf("%q, %q: %d within 2", a, b, distance(a, b, 2))
		}
	}
	if got := distance(strings.Repeat("x", maxName), strings.Repeat("y", maxName), maxName); got != maxName {
		t.Errorf("%d", got)
	}
}
