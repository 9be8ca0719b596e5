package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// weakKey speaks of a file key that was made up rather than drawn. What is no key at all
// is for FV406.
func weakKey(w *walk) {
	if !catalog.HoldsFileKey(w.setting.Key) {
		return
	}
	key, err := crypt.ParseKey(w.setting.Value)
	if err != nil || w.isSpoiled() {
		return
	}
	if why := weakness(key); why != "" {
		w.found(w.setting.ValueSpan.Start, "this key "+why+"; draw one with fvcfg keygen")
	}
}

// minDistinct is how many different bytes a key has at least. Of 32 that are drawn, 30
// differ on average, and fewer than 20 not once in a billion keys.
const minDistinct = 20

// weakness says why a key is no good, or "".
func weakness(key crypt.Key) string {
	switch {
	case holdsWord(strings.ToLower(key.Hex())):
		return "holds a word that examples are made with"
	case distinctBytes(key) < minDistinct:
		return "has few different bytes"
	case isRun(key):
		return "is a run of numbers"
	case isASCII(key):
		return "is text in hexadecimal digits"
	}
	return ""
}

// exampleWords are words that can be written in hexadecimal digits.
var exampleWords = []string{"deadbeef", "cafebabe", "badc0ffe", "0123456789", "9876543210", "feedface"}

func holdsWord(hex string) bool {
	for _, word := range exampleWords {
		if strings.Contains(hex, word) {
			return true
		}
	}
	return false
}

func distinctBytes(key crypt.Key) int {
	var seen [256]bool
	n := 0
	for _, b := range key {
		if !seen[b] {
			seen[b] = true
			n++
		}
	}
	return n
}

// isRun tells that each byte differs from the one before it by the same amount, in most
// places.
func isRun(key crypt.Key) bool {
	var steps [256]int
	for i := 1; i < len(key); i++ {
		step := key[i] - key[i-1]
		if steps[step]++; steps[step] > len(key)/2 {
			return true
		}
	}
	return false
}

// isASCII tells that all bytes can be typed, which no drawn key comes near.
func isASCII(key crypt.Key) bool {
	for _, b := range key {
		if b < ' ' || b > '~' {
			return false
		}
	}
	return true
}
