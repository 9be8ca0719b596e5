package batch

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
)

// Stamp is what a file held when it was read. It tells whether replacing the
// file would lose what another program has written to it since. It goes by the
// content alone: a time can stay the same through a quick edit and change
// without one.
type Stamp struct {
	size int64
	sum  [sha256.Size]byte
}

// StampOf makes the stamp of a file from its content, exactly as
// [Reader.Read] returned it: before anything in it was changed or decrypted.
func StampOf(data []byte) *Stamp {
	return &Stamp{size: int64(len(data)), sum: sha256.Sum256(data)}
}

// ChangedError says that a file is not what it was when it was read, and was
// not written.
type ChangedError struct {
	Name string
	Gone bool // it is no longer there at all
}

func (e *ChangedError) Error() string {
	what := "changed"
	if e.Gone {
		what = "removed"
	}
	return fmt.Sprintf("%s: %s by another program since it was read, and not written; run the command again",
		shown(e.Name), what)
}

// check compares a file, nil if there is none, with the stamp. Errors call it name.
func (s *Stamp) check(name string, f *os.File) error {
	if f == nil {
		return &ChangedError{Name: name, Gone: true}
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.LimitReader(f, s.size+1)); err != nil {
		return fmt.Errorf("%s: cannot be compared with what was read, and was not written: %w", shown(name), cause(err))
	}
	if [sha256.Size]byte(hash.Sum(nil)) != s.sum {
		return &ChangedError{Name: name}
	}
	return nil
}
