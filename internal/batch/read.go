package batch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"sync/atomic"
)

// DefaultLimit is the size above which a [Reader] refuses a file.
const DefaultLimit = 32 << 20

// TooLargeError reports that an input is larger than any configuration file and
// was not read.
type TooLargeError struct {
	Name  string
	Limit int64
}

func (e *TooLargeError) Error() string {
	known := "" // a file of another kind can have a lower limit
	if e.Limit >= 1<<20 {
		known = "; the largest configuration file known is 205 KB"
	}
	return fmt.Sprintf("%s: larger than %s%s", Input{e.Name}, size(e.Limit), known)
}

// size writes a number of bytes in the largest unit that keeps it exact.
func size(n int64) string {
	switch {
	case n > 0 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n > 0 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// Reader reads inputs whole, up to a limit. Workers may share one.
type Reader struct {
	// Stdin is what "-" reads. Whether it is a terminal that waits for someone
	// to type is for the caller to ask.
	Stdin io.Reader

	// Limit is the largest size accepted; 0 means DefaultLimit.
	Limit int64

	stdinRead atomic.Bool
}

// Read returns the content of an input.
//
// Regular files and pipes are read, a shell's <(command) with them; anything
// else is a [*NotRegularError] and never opened, since opening a device can
// have effects of its own. A pipe is read as it is: one that nobody writes to
// blocks, as it does for cat. What is larger than the limit is a
// [*TooLargeError], for a file before a byte of it is read.
//
// Standard input can be read once; a second time is an error rather than an
// empty file.
func (r *Reader) Read(in Input) ([]byte, error) { return r.ReadUpTo(in, r.Limit) }

// ReadUpTo is Read with a limit of its own; 0 means DefaultLimit.
func (r *Reader) ReadUpTo(in Input, limit int64) ([]byte, error) {
	limit = effective(limit)
	var data []byte
	var err error
	if in.IsStdin() {
		data, err = r.readStdin(limit)
	} else {
		data, err = readFile(in.Name, limit)
	}
	if errors.Is(err, errTooLarge) {
		return nil, &TooLargeError{Name: in.Name, Limit: limit}
	}
	return data, err
}

// openStdin returns standard input, once.
func (r *Reader) openStdin() (io.Reader, error) {
	if r.Stdin == nil {
		return nil, errors.New("standard input: there is none")
	}
	if r.stdinRead.Swap(true) {
		return nil, errors.New("standard input: read already; \"-\" can be given once")
	}
	return r.Stdin, nil
}

func (r *Reader) readStdin(limit int64) ([]byte, error) {
	stdin, err := r.openStdin()
	if err != nil {
		return nil, err
	}
	data, err := gather(stdin, nil, limit)
	if err != nil {
		return nil, fmt.Errorf("standard input: cannot be read: %w", Cause(err))
	}
	return data, nil
}

// Open opens an input that is read piece by piece and may be of any size. It refuses what
// Read refuses.
func (r *Reader) Open(in Input) (io.ReadCloser, error) {
	if in.IsStdin() {
		stdin, err := r.openStdin()
		return io.NopCloser(stdin), err
	}
	return openFile(in.Name, math.MaxInt64)
}

// IsRegular reports whether what was opened is a regular file, which another pass can begin
// anew.
func IsRegular(f io.Reader) bool {
	file, ok := f.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode().IsRegular()
}

func openFile(name string, limit int64) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, statError(name, err)
	}
	if err := check(name, info, limit); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", shown(name), Cause(err))
	}
	return f, nil
}

func readFile(name string, limit int64) ([]byte, error) {
	f, err := openFile(name, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()

	data, err := readOpen(name, f, limit)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", shown(name), Cause(err))
	}
	return data, nil
}

// readOpen reads a file that has been opened.
func readOpen(name string, f *os.File, limit int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	// The name may have come to mean another file since it was looked up.
	if err := check(name, info, limit); err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		return readSized(f, info.Size(), limit)
	}
	return gather(f, nil, limit)
}

// check refuses what must not be opened and what is known to be too large.
func check(name string, info fs.FileInfo, limit int64) error {
	mode := info.Mode()
	if !mode.IsRegular() && mode&fs.ModeType != fs.ModeNamedPipe {
		return &NotRegularError{Name: name, Mode: mode}
	}
	if mode.IsRegular() && info.Size() > limit {
		return errTooLarge
	}
	return nil
}

// effective leaves room for the one byte more that shows there is more.
func effective(limit int64) int64 {
	if limit <= 0 {
		return DefaultLimit
	}
	return min(limit, math.MaxInt-1)
}

var errTooLarge = errors.New("larger than the limit")

// readSized reads a file of known size with one allocation. The byte more than
// the size shows whether the file ends there: it may have grown, and the files
// under /proc say 0 and hold more.
func readSized(f io.Reader, size, limit int64) ([]byte, error) {
	buf := make([]byte, size+1)
	n, err := io.ReadFull(f, buf)
	switch {
	case err == nil:
		return gather(f, buf, limit)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return buf[:n:n], nil
	}
	return nil, err
}

// The first piece that gather reads, and the largest.
const (
	firstPiece = 8 << 10
	mostPiece  = 1 << 20
)

// gather reads what is left of r, of unknown size, and puts it behind head. It
// collects pieces and joins them at the end, so that an endless stream costs
// the limit and no more; a buffer that grows would cost it several times.
func gather(r io.Reader, head []byte, limit int64) ([]byte, error) {
	pieces := [][]byte{head}
	total := int64(len(head))
	for next := int64(firstPiece); ; next = min(2*next, mostPiece) {
		if total > limit {
			return nil, errTooLarge
		}
		piece := make([]byte, min(next, limit+1-total))
		n, err := io.ReadFull(r, piece)
		pieces = append(pieces, piece[:n])
		total += int64(n)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return bytes.Join(pieces, nil), nil
		}
		if err != nil {
			return nil, err
		}
	}
}
