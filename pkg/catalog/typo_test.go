package catalog

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// TestTypos changes one letter in each of 200 keys of every dialect. Each must be
// noticed, and in 95 of 100 the key itself be the first suggestion.
func TestTypos(t *testing.T) {
	for _, d := range Dialects() {
		for seed := range uint64(5) {
			random := rand.New(rand.NewPCG(seed, 20260101))
			table := For(d)
			right, total := 0, 0
			for ; total < 200; total++ {
				e := Entry{&table.rows[random.IntN(len(table.rows))]}
				key := e.KeyAt("2")
				list := strings.ReplaceAll(e.List(), "N", "1")
				typo := unknownTypo(random, e, list, key)
				if _, known := table.Lookup(e.Module(), list, typo); known {
					t.Errorf("%s: %q goes unnoticed", e.Path(), typo)
				}
				nearest := table.Nearest(e.Module(), list, typo, 3)
				if len(nearest) > 0 && nearest[0].Key == key {
					right++
				} else if testing.Verbose() {
					t.Logf("%s: %q finds %v", e.Path(), typo, keysOf(nearest))
				}
			}
			t.Logf("%s, seed %d: %d of %d", d, seed, right, total)
			if right*100 < total*95 {
				t.Errorf("%s: only %d of %d are suggested first", d, right, total)
			}
		}
	}
}

// TestEveryTypo tries every key of every dialect with each kind of slip.
func TestEveryTypo(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, d := range Dialects() {
		right, total := 0, 0
		for e := range For(d).Entries() {
			key := e.KeyAt("1")
			for slip := range slips {
				typo := slip.make(random, key)
				if typo == key {
					continue
				}
				if _, known := e.Scope().Lookup(typo); known {
					continue // another key of the same place
				}
				total++
				nearest := For(d).Nearest(e.Module(), strings.ReplaceAll(e.List(), "N", "1"), typo, 1)
				if len(nearest) == 1 && nearest[0].Key == key {
					right++
				}
			}
		}
		t.Logf("%s: %d of %d", d, right, total)
		if right*100 < total*95 {
			t.Errorf("%s: only %d of %d are suggested first", d, right, total)
		}
	}
}

func keysOf(suggestions []Suggestion) (keys []string) {
	for _, s := range suggestions {
		keys = append(keys, s.Key)
	}
	return keys
}

// slip is a way to get one letter wrong.
type slip int

const (
	substituted slip = iota
	dropped
	added
	swapped
	slips
)

// make gets one letter of a key wrong. A swap needs two letters that differ.
func (s slip) make(random *rand.Rand, key string) string {
	var letters []int
	for i := range len(key) {
		if ascii.IsLetter(key[i]) {
			letters = append(letters, i)
		}
	}
	at := letters[random.IntN(len(letters))]
	other := string('a' + rune(random.IntN(26)))
	switch s {
	case substituted:
		return key[:at] + other + key[at+1:]
	case dropped:
		return key[:at] + key[at+1:]
	case added:
		return key[:at] + other + key[at:]
	default:
		if at+1 == len(key) {
			return key
		}
		return key[:at] + key[at+1:at+2] + key[at:at+1] + key[at+2:]
	}
}

// unknownTypo gets one letter of a key wrong in a way that does not make it another key
// of the same place, as WAN and LAN are.
func unknownTypo(random *rand.Rand, e Entry, list, key string) string {
	for {
		typo := slip(random.IntN(int(slips))).make(random, key)
		if _, known := For(e.Dialect()).Lookup(e.Module(), list, typo); !known && typo != key && !strings.EqualFold(typo, key) {
			return typo
		}
	}
}

// TestLetters holds the letters of names against their distance.
func TestLetters(t *testing.T) {
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
		if got := typo.Distance(a, b, maxName); !lettersOf(a).mayBeWithin(lettersOf(b), got) {
			t.Fatalf("%q, %q: the letters exclude a distance of %d", a, b, got)
		}
	}
}
