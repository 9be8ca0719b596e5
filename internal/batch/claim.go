package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A claim is a temporary file without content that a run holds for as long as it lives, so
// that others see in a folder who is at work there. Like each temporary file it is
// locked, and the next run removes one that a kill left. Its name is that of a
// temporary file for claimMark and what the run calls itself.
const claimMark = ".fvcfg-"

// claimTries is how often a run looks whether the other one is gone. Two that come at one
// moment see each other, and both step back for a moment that is not the same.
const claimTries = 4

// ClaimedError says that a folder is another run's, for now.
type ClaimedError struct {
	Dir string
	By  string // what that run calls itself
}

func (e *ClaimedError) Error() string {
	return fmt.Sprintf("%s: %s is at work in this folder; nothing is written: wait until it has ended", shown(e.Dir), shown(e.By))
}

// Claim takes a folder for a run until the group is discarded. What a run calls itself,
// by, has letters, digits and dashes; beside reports whether another of that name may be at
// work there at once. If one may not, the error is a [*ClaimedError], and nothing is
// left in the folder. Where files cannot be locked nobody sees another's claim, and a note
// says so.
func (g *Group) Claim(dir, by string, beside func(by string) bool) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		g.Sweep(filepath.Join(dir, by))
	}
	for try := 1; ; try++ {
		s, err := g.enterClaim(dir, by)
		if err != nil {
			return err
		}
		other := g.otherClaim(dir, s, beside)
		if other == "" {
			return nil
		}
		if err := g.drop(s, nil); err != nil {
			return err
		}
		if try == claimTries {
			return &ClaimedError{Dir: dir, By: other}
		}
		time.Sleep(10*time.Millisecond + rand.N(30*time.Millisecond))
	}
}

// enterClaim makes the file.
func (g *Group) enterClaim(dir, by string) (*Staged, error) {
	path := filepath.Join(dir, claimMark[1:]+by)
	t := &target{name: dir, path: path}
	s, err := g.create(t, WriteOptions{Mode: 0o600}, false)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: the folder does not exist: %w", shown(dir), Cause(err))
	case err != nil:
		return nil, fmt.Errorf("%s: nothing can be written into the folder: %w", shown(dir), Cause(err))
	}
	return s, nil
}

// otherClaim returns what another run calls itself that is at work in a folder and may not
// be, or "".
func (g *Group) otherClaim(dir string, own *Staged, beside func(by string) bool) string {
	names, _ := namesIn(dir) // what cannot be listed is told when the folder is swept
	for _, base := range names {
		by, ok := claimOf(base)
		if !ok || base == filepath.Base(own.temp.name) || beside(by) {
			continue
		}
		if g.isHeld(filepath.Join(dir, base)) {
			return by
		}
	}
	return ""
}

// claimOf returns what the run calls itself whose claim has a name.
func claimOf(base string) (by string, ok bool) {
	if !isTempName(base) || !strings.HasPrefix(base, claimMark) {
		return "", false
	}
	return base[len(claimMark) : len(base)-len(tempMark)-tempDigits], true
}

// isHeld reports whether a process holds a temporary file, and removes it if none does: it
// has ended since the folder was swept.
func (g *Group) isHeld(name string) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if stuckOpen {
		err = g.remove(name)
	} else {
		err = g.removeUnlocked(name)
	}
	return errors.Is(err, errLocked) || isOpenElsewhere(err)
}
