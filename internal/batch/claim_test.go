package batch

import (
	"errors"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func none(string) bool { return false }

// half lets runs of the same kind work beside each other: a1 and a2, but not a1 and b1.
func half(own string) func(string) bool {
	return func(other string) bool { return other[:1] == own[:1] && other != own }
}

func TestClaim(t *testing.T) {
	for _, tt := range []struct {
		first  []string
		second string
		want   string // the error of the second
	}{
		{nil, "a1", ""},
		{[]string{"a1"}, "a2", ""},
		{[]string{"a1", "a2", "a3"}, "a4", ""},
		{[]string{"a1"}, "a1", "d: a1 is at work in this folder; nothing is written: wait until it has ended"},
		{[]string{"a1", "a2"}, "b1", "d: a"},
	} {
		tree(t, map[string]string{"d/f": "old", "d/.fvcfg-a9.tmp-00000001": "", "d/.fvcfg-x": "", "d/.f.tmp-x": ""})
		var groups []*Group
		for _, by := range tt.first {
			g := newGroup()
			groups = append(groups, g)
			if err := g.Claim("d", by, half(by)); err != nil {
				t.Fatalf("%s: %v", by, err)
			}
		}
		g := newGroup()
		err := g.Claim("d", tt.second, half(tt.second))
		if claimed := (*ClaimedError)(nil); (err == nil) != (tt.want == "") || err != nil && (!strings.HasPrefix(err.Error(), tt.want) || !errors.As(err, &claimed)) {
			t.Errorf("%s beside %v: %v", tt.second, tt.first, err)
		}
		for _, g := range append(groups, g) {
			if err := g.Discard(); err != nil {
				t.Error(err)
			}
		}
		onlyFiles(t, "d", ".f.tmp-x", ".fvcfg-x", "f")
	}
}

// TestClaimLeft takes the place of a run that was killed, and removes what it left.
func TestClaimLeft(t *testing.T) {
	tree(t, map[string]string{"d/.fvcfg-a1.tmp-00000001": "", "d/.fvcfg-b1.tmp-00000002": ""})
	g := newGroup()
	if err := g.Claim("d", "a1", none); err != nil {
		t.Error(err)
	}
	if err := g.Discard(); err != nil {
		t.Error(err)
	}
	onlyFiles(t, "d")
}

// TestClaimAtOnce has many runs come at one moment: never are two at work, and each of
// them that was let in leaves nothing.
func TestClaimAtOnce(t *testing.T) {
	tree(t, map[string]string{"d/f": ""})
	var inside, entered atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			g := newGroup()
			err := g.Claim("d", "a1", none)
			if err == nil {
				entered.Add(1)
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d are at work", n)
				}
				time.Sleep(5 * time.Millisecond)
				inside.Add(-1)
			} else if !errors.As(err, new(*ClaimedError)) {
				t.Error(err)
			}
			if err := g.Discard(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	t.Logf("%d of 8 were let in", entered.Load())
	onlyFiles(t, "d", "f")
}

func TestClaimFails(t *testing.T) {
	tree(t, map[string]string{"f": ""})
	for dir, want := range map[string]string{
		"none": "none: the folder does not exist: ",
		"f":    "f: nothing can be written into the folder: ",
	} {
		if err := newGroup().Claim(dir, "a1", none); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if stuckOpen {
		return
	}
	n := newNoter()
	n.lock = func(*os.File) (func(), error) { return nil, errors.New("no locks available") }
	if err := os.WriteFile(".fvcfg-b1.tmp-00000001", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := n.Claim(".", "a1", none); err != nil {
		t.Error(err)
	}
	n.told(t, "files cannot be locked here (no locks available): run one command at a time; ",
		".fvcfg-b1.tmp-00000001: perhaps left by a command that was killed, and not removed: no locks available")
}
