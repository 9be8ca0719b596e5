package batch

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// A blockedGroup has its syncs wait until they are let go.
type blockedGroup struct {
	*Group
	begun chan string // names of files whose sync has begun
	let   chan error  // closed, or what a sync is to return
}

func newBlockedGroup() blockedGroup {
	b := blockedGroup{newGroup(), make(chan string, 4*groupResults), make(chan error)}
	b.syncFile = func(f *os.File) error {
		b.begun <- f.Name()
		if err := <-b.let; err != nil {
			return err
		}
		return f.Sync()
	}
	return b
}

// putGroup stages a full group and adds it. Its files are named after it.
func (o *outcomes) putGroup(t *testing.T, g *Group, name string) {
	t.Helper()
	for i := range groupResults {
		o.put(t, g, fmt.Sprintf("%s%03d", name, i), name, WriteOptions{})
	}
}

func written(names ...string) []string {
	var all []string
	for _, name := range names {
		for i := range groupResults {
			all = append(all, fmt.Sprintf("%s%03d: written", name, i))
		}
	}
	return all
}

// TestGroupAhead stages a group while the one before waits for the disk. A third has
// to wait, and what is said of them comes in their order.
func TestGroupAhead(t *testing.T) {
	t.Chdir(t.TempDir())
	b := newBlockedGroup()
	defer b.Discard()
	var o outcomes
	o.putGroup(t, b.Group, "a")
	<-b.begun
	for i := range groupResults - 1 {
		o.put(t, b.Group, fmt.Sprintf("b%03d", i), "b", WriteOptions{})
	}
	if len(o) > 0 {
		t.Fatalf("said before it is written: %q", o)
	}
	go func() {
		b.let <- errors.New("boom") // the first of group a: it has begun
		close(b.let)
	}()
	o.put(t, b.Group, fmt.Sprintf("b%03d", groupResults-1), "b", WriteOptions{})
	if len(o) != groupResults {
		t.Errorf("a second group is written with %d results of the first", len(o))
	}
	if err := b.Flush(); err != nil {
		t.Error(err)
	}
	failed := slices.IndexFunc(o, func(said string) bool { return strings.HasSuffix(said, ": cannot be written: boom") })
	want := written("a", "b")
	if failed < 0 || failed >= groupResults {
		t.Fatalf("no file of the first group failed to be synced: %q", o)
	}
	o[failed] = want[failed]
	if !slices.Equal(o, want) {
		t.Errorf("got  %q\nwant %q", o, want)
	}
	if got := listing(t); len(got) != 2*groupResults-1 {
		t.Errorf("%d files are there, not %d", len(got), 2*groupResults-1)
	}
}

// TestGroupDoneFailsAhead has the end of what is said be the end of what is written,
// but for what is on its way.
func TestGroupDoneFailsAhead(t *testing.T) {
	t.Chdir(t.TempDir())
	b, boom := newBlockedGroup(), errors.New("boom")
	file, err := b.Stage("first", nil, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Add(file, func(error) error { return boom }); err != nil {
		t.Fatal(err)
	}
	var o outcomes
	for i := range groupResults - 1 {
		o.put(t, b.Group, fmt.Sprintf("a%03d", i), "a", WriteOptions{})
	}
	o.put(t, b.Group, "next", "b", WriteOptions{})
	close(b.let)
	if err := b.Flush(); !errors.Is(err, boom) || len(o) > 0 {
		t.Errorf("error %v, and said %q", err, o)
	}
	b.Discard()
	if got := listing(t); len(got) != groupResults || got["next"] != "" {
		t.Errorf("%d files are there, not those of the first group: %q", len(got), got)
	}
}

// TestGroupDiscardWriting ends a group while one is written and one staged.
func TestGroupDiscardWriting(t *testing.T) {
	t.Chdir(t.TempDir())
	b := newBlockedGroup()
	var o outcomes
	o.putGroup(t, b.Group, "a")
	o.put(t, b.Group, "next", "b", WriteOptions{})
	<-b.begun
	b.Discard()
	onlyFiles(t, ".")
	close(b.let)
	if err := b.Flush(); err != nil {
		t.Error(err)
	}
	if len(o) != groupResults+1 {
		t.Errorf("of %d files %d are reported", groupResults+1, len(o))
	}
	for _, said := range o {
		if !strings.Contains(said, ": cannot be written: ") {
			t.Error(said)
		}
	}
	onlyFiles(t, ".")
}
