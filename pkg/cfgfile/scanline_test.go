package cfgfile

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestScanLine holds scanLine against two plain searches, over lines of every
// length around its step of eight bytes.
func TestScanLine(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const bytes = "ab:\n\r9;\x0b\x8a\xba \x00"
	for range 20000 {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteByte(bytes[random.IntN(len(bytes))])
		}
		src := b.String()
		for at := range src {
			colon, end, next := scanLine(src, at)
			wantEnd, wantNext := lineEnd(src, at)
			wantColon := strings.IndexByte(src[at:wantEnd], ':') + at
			if wantColon < at {
				wantColon = wantEnd
			}
			if colon != wantColon || end != wantEnd || next != wantNext {
				t.Fatalf("%q from %d: colon %d, end %d, next %d; want %d, %d, %d", src, at, colon, end, next, wantColon, wantEnd, wantNext)
			}
		}
	}
}
