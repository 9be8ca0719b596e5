package batch

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
)

// endless counts the zeros it gives out.
type endless struct{ given atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.given.Add(int64(len(p)))
	return len(p), nil
}

func TestReadSizes(t *testing.T) {
	t.Chdir(t.TempDir())
	const limit = 40 << 10 // several pieces
	for _, n := range []int{0, 1, firstPiece - 1, firstPiece, firstPiece + 1, limit - 1, limit, limit + 1, 2 * limit} {
		want := bytes.Repeat([]byte("0123456"), n/7+1)[:n]
		if err := os.WriteFile("f", want, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, in := range []string{"f", "-"} {
			// Half of what is asked for at a time, as a pipe may give.
			r := &Reader{Stdin: iotest.HalfReader(bytes.NewReader(want)), Limit: limit}
			got, err := r.Read(Input{in})
			var tooLarge *TooLargeError
			switch {
			case n > limit:
				if !errors.As(err, &tooLarge) || tooLarge.Limit != limit || tooLarge.Name != in || got != nil {
					t.Errorf("%s, %d bytes: %v", in, n, err)
				}
			case err != nil || !bytes.Equal(got, want):
				t.Errorf("%s, %d bytes: got %d, error %v", in, n, len(got), err)
			}
		}
	}
}

func TestReadEndlessStdin(t *testing.T) {
	const limit = 8 << 20
	stdin := new(endless)
	r := &Reader{Stdin: stdin, Limit: limit}
	bytesUsed := allocated(func() {
		_, err := r.Read(Input{"-"})
		if got, want := message(err), "standard input: larger than 8 MiB; the largest configuration file known is 205 KB"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	if got := stdin.given.Load(); got != limit+1 {
		t.Errorf("read %d bytes of %d and one", got, limit)
	}
	if bytesUsed > limit+limit/4 {
		t.Errorf("allocated %d bytes for a limit of %d", bytesUsed, limit)
	}
}

// allocated is how many bytes f allocates.
func allocated(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

func TestReadFileAllocatesItsSize(t *testing.T) {
	t.Chdir(t.TempDir())
	const n = 205_000
	if err := os.WriteFile("f", make([]byte, n), 0o600); err != nil {
		t.Fatal(err)
	}
	r := new(Reader)
	const times = 10
	got := allocated(func() {
		for range times {
			if _, err := r.Read(Input{"f"}); err != nil {
				t.Fatal(err)
			}
		}
	})
	// A page of rounding, and the small change of opening a file.
	if got > times*(n+16<<10) {
		t.Errorf("%d bytes allocated to read %d", got/times, n)
	}
}

func TestReadTooLargeFileIsNotRead(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("big", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate("big", 1<<40); err != nil { // sparse
		t.Fatal(err)
	}
	_, err := new(Reader).Read(Input{"big"})
	if got, want := message(err), "big: larger than 32 MiB; the largest configuration file known is 205 KB"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestReadSizedThatGrows covers a file that is longer than it was said to be.
func TestReadSizedThatGrows(t *testing.T) {
	const limit = 100_000
	for _, tt := range []struct {
		size, real int
		fits       bool
	}{{0, 0, true}, {0, 500, true}, {10, 11, true}, {10, limit, true}, {limit, limit, true}, {limit, limit + 1, false}, {10, limit + 1, false}, {10, 3, true}} {
		want := bytes.Repeat([]byte{'x'}, tt.real)
		got, err := readSized(bytes.NewReader(want), int64(tt.size), limit)
		if tt.fits && (err != nil || !bytes.Equal(got, want)) {
			t.Errorf("%d said, %d there: got %d, error %v", tt.size, tt.real, len(got), err)
		}
		if !tt.fits && !errors.Is(err, errTooLarge) {
			t.Errorf("%d said, %d there: error %v", tt.size, tt.real, err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	tree(t, map[string]string{"d/a.cfg": "a", "gone": "-> nowhere"})
	long := strings.Repeat("n", 300)
	broken := &Reader{Stdin: iotest.ErrReader(io.ErrClosedPipe)}
	for name, want := range map[string]string{
		"d":    "d: a directory, not a regular file",
		"nope": "nope: no such file or folder",
		"gone": "gone: a link to nowhere, which does not exist",
		"-":    "standard input: cannot be read: io: read/write on closed pipe",
		long:   long + ": ", // each system has its own words
	} {
		_, err := broken.Read(Input{name})
		if !strings.HasPrefix(message(err), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if n := strings.Count(message(err), name); name != "-" && name != "d" && n != 1 {
			t.Errorf("the name stands %d times in: %v", n, err)
		}
	}
	var notRegular *NotRegularError
	if _, err := broken.Read(Input{"d"}); !errors.As(err, &notRegular) || !notRegular.Mode.IsDir() {
		t.Errorf("no NotRegularError: %v", err)
	}
	if _, err := broken.Read(Input{"nope"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("not fs.ErrNotExist: %v", err)
	}
	if _, err := new(Reader).Read(Input{"-"}); err == nil {
		t.Error("no error without a standard input")
	}
}

func TestReadStdinOnce(t *testing.T) {
	r := &Reader{Stdin: strings.NewReader("once")}
	if data, err := r.Read(Input{"-"}); err != nil || string(data) != "once" {
		t.Fatal(data, err)
	}
	if data, err := r.Read(Input{"-"}); err == nil {
		t.Errorf("a second time gives %q", data)
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{32 << 20: "32 MiB", 3 << 10: "3 KiB", 1000: "1000 bytes", 0: "0 bytes"} {
		if got := size(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// TestReadUpTo checks that a limit of its own goes before the reader's.
func TestReadUpTo(t *testing.T) {
	tree(t, map[string]string{"f": "12345"})
	r := &Reader{Limit: 4, Stdin: strings.NewReader("12345")}
	var large *TooLargeError
	if _, err := r.Read(Input{"f"}); !errors.As(err, &large) || large.Limit != 4 {
		t.Errorf("%v", err)
	}
	for _, name := range []string{"f", "-"} {
		if data, err := r.ReadUpTo(Input{name}, 5); err != nil || string(data) != "12345" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if _, err := r.ReadUpTo(Input{"-"}, 5); err == nil {
		t.Error("standard input was read twice")
	}
	if _, err := r.ReadUpTo(Input{"f"}, 3); !errors.As(err, &large) || large.Limit != 3 {
		t.Errorf("%v", err)
	}
}
