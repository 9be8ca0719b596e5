package fleet

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A Shard is one of several parts of a fleet, which runs on several machines make
// without knowing of each other. Each phone is in exactly one, by its MAC alone. The
// zero Shard is the whole fleet.
type Shard struct {
	Number int // from 1
	Count  int // of parts; 0 for the whole
}

// maxShards is how many parts there can be. Each has a manifest of its own in the folder.
const maxShards = 65536

// ParseShard reads a shard as it is written: "3/16" is the third of sixteen. The error is
// a [*ShardError].
func ParseShard(text string) (Shard, error) {
	number, count, ok := strings.Cut(text, "/")
	s := Shard{shardNumber(number), shardNumber(count)}
	switch {
	case !ok || s.Number < 0 || s.Count < 0:
		return Shard{}, &ShardError{text, "a shard is its number and how many there are, as 3/16"}
	case s.Count == 0:
		return Shard{}, &ShardError{text, "there is at least one shard, 1/1"}
	case s.Count > maxShards:
		return Shard{}, &ShardError{text, fmt.Sprintf("there are at most %d shards", maxShards)}
	case s.Number == 0:
		return Shard{}, &ShardError{text, fmt.Sprintf("shards are counted from 1, so that the first is 1/%d", s.Count)}
	case s.Number > s.Count:
		return Shard{}, &ShardError{text, fmt.Sprintf("the last of them is %d/%d", s.Count, s.Count)}
	}
	return s, nil
}

// shardNumber reads a number of decimal digits and nothing else, or returns -1.
func shardNumber(text string) int {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return -1
	}
	return int(n)
}

// A ShardError says why a text is no shard.
type ShardError struct {
	Text   string // as given
	reason string
}

func (e *ShardError) Error() string {
	return fmt.Sprintf("no shard %s: %s", phrase.Quote(e.Text), e.reason)
}

// IsWhole reports whether s is the whole fleet. The shard 1/1 has all phones, too, but
// a manifest of its own.
func (s Shard) IsWhole() bool { return s.Count == 0 }

// Of returns the number of the part that a phone is in, from 1: the first 8 bytes,
// big-endian, of the SHA-256 over the 12 lower-case digits of its MAC, modulo the number
// of parts, plus 1. Of the whole fleet it is 1.
func (s Shard) Of(mac naming.MAC) int {
	if s.Count <= 1 {
		return 1
	}
	sum := sha256.Sum256([]byte(mac.String()))
	return int(binary.BigEndian.Uint64(sum[:8])%uint64(s.Count)) + 1
}

// Has reports whether a phone is in s.
func (s Shard) Has(mac naming.MAC) bool { return s.Count <= 1 || s.Of(mac) == s.Number }

// HasGeneral reports whether the general files are in s: they are in the first part.
func (s Shard) HasGeneral() bool { return s.Count == 0 || s.Number == 1 }

// String returns what [ParseShard] reads, and nothing for the whole fleet.
func (s Shard) String() string {
	if s.IsWhole() {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Number, s.Count)
}

// suffix returns what the names of a shard's own files end with: ".3-of-16".
func (s Shard) suffix() string {
	if s.IsWhole() {
		return ""
	}
	return fmt.Sprintf(".%d-of-%d", s.Number, s.Count)
}

// cutSuffix takes a shard off the end of a name, the whole fleet where there is none.
func cutSuffix(name string) (string, Shard) {
	base, last, ok := cutLast(name, ".")
	number, count, isShard := strings.Cut(last, "-of-")
	if !ok || !isShard {
		return name, Shard{}
	}
	s, err := ParseShard(number + "/" + count)
	if err != nil || base+s.suffix() != name {
		return name, Shard{}
	}
	return base, s
}

// cutLast is strings.Cut at the last separator.
func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
