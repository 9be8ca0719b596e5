package fleet

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestParseShard(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Shard
		err  string // the end of the message
	}{
		{"3/16", Shard{3, 16}, ""},
		{"1/1", Shard{1, 1}, ""},
		{"65536/65536", Shard{65536, 65536}, ""},
		{"03/16", Shard{3, 16}, ""}, // as seq -w counts
		{"", Shard{}, `no shard "": a shard is its number and how many there are, as 3/16`},
		{"3", Shard{}, "as 3/16"},
		{"3/", Shard{}, "as 3/16"},
		{"/16", Shard{}, "as 3/16"},
		{"3/16/2", Shard{}, "as 3/16"},
		{"3 of 16", Shard{}, "as 3/16"},
		{"-1/16", Shard{}, "as 3/16"},
		{"+1/16", Shard{}, "as 3/16"},
		{" 1/16", Shard{}, "as 3/16"},
		{"0x1/16", Shard{}, "as 3/16"},
		{"1/99999999999999999999", Shard{}, "as 3/16"},
		{"0/16", Shard{}, "shards are counted from 1, so that the first is 1/16"},
		{"17/16", Shard{}, "the last of them is 16/16"},
		{"0/0", Shard{}, "there is at least one shard, 1/1"},
		{"1/65537", Shard{}, "there are at most 65536 shards"},
	} {
		got, err := ParseShard(tt.text)
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.HasSuffix(err.Error(), tt.err) {
			t.Errorf("%q: %+v, %v", tt.text, got, err)
		}
		if wrong := (*ShardError)(nil); err != nil && (!errors.As(err, &wrong) || wrong.Text != tt.text) {
			t.Errorf("%q: %T", tt.text, err)
		}
	}
}

func mustMAC(t testing.TB, text string) naming.MAC {
	t.Helper()
	mac, err := naming.ParseMAC(text)
	if err != nil {
		t.Fatal(err)
	}
	return mac
}

// TestShardOf compares with arithmetic on the whole digest's first half, and with parts
// that other tools computed: printf %s 0c383e1a2b3c | sha256sum | cut -c1-16, modulo in bc.
func TestShardOf(t *testing.T) {
	for _, tt := range []struct {
		mac         string
		count, want int
	}{
		{"0C:38:3E:1A:2B:3C", 16, 6}, {"001565113af8", 16, 10}, {"001565113af8", 3, 3},
	} {
		mac := mustMAC(t, tt.mac)
		sum := sha256.Sum256([]byte(mac.String()))
		first := new(big.Int).SetBytes(sum[:8])
		first.Mod(first, big.NewInt(int64(tt.count)))
		if got := (Shard{1, tt.count}).Of(mac); got != int(first.Int64())+1 || got != tt.want {
			t.Errorf("%s of %d: %d, want %d", tt.mac, tt.count, got, tt.want)
		}
	}
}

// TestShardHas has each phone in one part, and the parts of about one size.
func TestShardHas(t *testing.T) {
	const phones, count = 4800, 16
	sizes := make([]int, count+1)
	for i := range phones {
		mac := naming.MAC{0x0c, 0x38, 0x3e, 0, byte(i >> 8), byte(i)}
		in := 0
		for n := 1; n <= count; n++ {
			if (Shard{n, count}).Has(mac) {
				sizes[n]++
				in++
			}
		}
		if in != 1 || !(Shard{}).Has(mac) || !(Shard{1, 1}).Has(mac) {
			t.Fatalf("%s is in %d parts", mac, in)
		}
	}
	for n, size := range sizes[1:] {
		if size < phones/count/2 || size > phones/count*3/2 {
			t.Errorf("part %d has %d of %d phones", n+1, size, phones)
		}
	}
}

func TestShardNames(t *testing.T) {
	for _, s := range []Shard{{}, {1, 1}, {3, 16}} {
		if base, back := cutSuffix("SHA256SUMS" + s.suffix()); base != "SHA256SUMS" || back != s {
			t.Errorf("%v: %q, %v", s, base, back)
		}
		if back, err := ParseShard(s.String()); !s.IsWhole() && (err != nil || back != s) {
			t.Errorf("%v: %v, %v", s, back, err)
		}
		if got, want := s.HasGeneral(), s.Number <= 1; got != want {
			t.Errorf("%v: %v", s, got)
		}
	}
	for _, name := range []string{"SHA256SUMS.17-of-16", "SHA256SUMS.03-of-16", "SHA256SUMS.3-of-", "SHA256SUMS.3", "3-of-16"} {
		if base, s := cutSuffix(name); base != name || !s.IsWhole() {
			t.Errorf("%s: %q, %v", name, base, s)
		}
	}
}

func ExampleShard() {
	shard, err := ParseShard("3/16")
	if err != nil {
		fmt.Println(err)
		return
	}
	mac, _ := naming.ParseMAC("00:15:65:11:3a:f8")
	fmt.Println(shard.Of(mac), shard.Has(mac))
	// Output: 10 false
}
