package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// misplacedKey speaks of keys that belong elsewhere. Where several have gone the same
// wrong way and none between them is right, as behind a list marker that is missing, it
// speaks once.
func misplacedKey(w *walk) {
	o := w.judge()
	if o.verdict != misplaced {
		return
	}
	if w.stray.goesOn(w, o.module()) {
		w.stray.more++
		return
	}
	endStray(w)
	listed := len(w.findings)
	w.grade(o.severity(), w.setting.KeySpan.Start, "the key does not belong here but to "+o.place(), "")
	if len(w.findings) == listed {
		listed = -1
	}
	w.stray = strayRun{home: o.module(), module: w.module, first: w.number, finding: listed}
}

// strayRun is a run of settings that stand in one module and belong to another.
type strayRun struct {
	home, module string
	first        int // the number of its first setting
	finding      int // which one tells of it, -1 where it is not listed
	more         int // settings besides the first
}

func (r *strayRun) goesOn(w *walk, home string) bool {
	return r.home == home && r.module == w.module && w.settled <= r.first
}

// endStray completes the message for the run that is over.
func endStray(w *walk) {
	r := &w.stray
	if r.more > 0 && r.finding >= 0 {
		w.findings[r.finding].Message += fmt.Sprintf("; %d more behind it belong to %s, too", r.more, r.home)
	}
	w.stray = strayRun{}
}

const (
	// maxHomes is in how many modules and places a key can be at home and still say that
	// it belongs to one of them, and not here. Enable and Title are everywhere.
	maxModules = 2
	maxHomes   = 3
	// minTelling is the length of a key that says so in a list that nobody knows: a list
	// of newer phones can have keys of its own.
	minTelling = 6
	// minSamples is in how many files a key was seen at home. The place of one that was
	// seen in a file or two may be that file's own.
	minSamples = 3
)

// home returns where the key belongs instead, if there is a reason to say so beside that
// it was not seen here: it is in the dictionary as somebody's mistake, or its place is
// known from several files, and this one does not have it there as well.
func (w *walk) home() (catalog.Entry, bool) {
	s := w.setting
	homes := w.table.Elsewhere(s.Module, s.List, s.Key)
	if w.astray != "" { // those before it belong there, and this one goes with them
		for _, e := range homes {
			if e.Module() == w.astray {
				return e, true
			}
		}
	}
	if len(homes) == 0 || modulesOf(homes) > maxModules {
		return catalog.Entry{}, false
	}
	best := homes[0]
	for _, e := range homes[1:] {
		if w.nearness(e) > w.nearness(best) {
			best = e
		}
	}
	if len(homes) > maxHomes && w.nearness(best) == elsewhere {
		return catalog.Entry{}, false
	}
	return best, w.inDictionary || w.isReason(best)
}

// isReason reports whether that a key is at home in a place is a reason to say that it
// does not belong here. It is none where the key was seen at home in a file or two, which
// may be the only ones that are wrong; where the file has it there, too; and where the
// entries of a list have it one like the other: that is how a newer phone has a new key.
func (w *walk) isReason(home catalog.Entry) bool {
	s := w.setting
	nearness := w.nearness(home)
	switch {
	case home.Samples() < minSamples || w.holds(home):
		return false
	case nearness == listHere:
		return len(s.Key) >= minTelling || w.scope != nil
	case w.scope == nil || w.repeats():
		return false
	case nearness == moduleHere: // whose lists have many names in common
		return hasIndex(s.Key, home.Scope().Prefix())
	}
	return len(s.Key) >= minTelling
}

// hasIndex reports whether a key has the prefix of a list and the number of an entry.
func hasIndex(key, prefix string) bool {
	rest, ok := strings.CutPrefix(key, prefix)
	return ok && prefix != "" && rest != "" && ascii.IsDigit(rest[0])
}

// holds reports whether the file has a key in its place, in any entry of its list.
func (w *walk) holds(e catalog.Entry) bool {
	w.takeStock()
	return w.held[e]
}

// repeats reports whether the setting stands in an entry of a list, and other entries
// have its key, too.
func (w *walk) repeats() bool {
	if w.setting.Index == 0 {
		return false
	}
	w.takeStock()
	return w.unheld[without(w.setting.Path.String(), digits)] > 1
}

// takeStock notes which known keys the file has, and how often it has others.
func (w *walk) takeStock() {
	if w.held != nil {
		return
	}
	w.held, w.unheld = make(map[catalog.Entry]bool), make(map[string]int)
	for _, s := range w.file.Settings() {
		if known, ok := w.table.Lookup(s.Module, s.List, s.Key); ok {
			w.held[known] = true
		} else {
			w.unheld[without(s.Path.String(), digits)]++
		}
	}
}

const (
	elsewhere = iota
	moduleHere
	listHere // the list has the name that it has here
)

// nearness tells how like a home is to where the key stands.
func (w *walk) nearness(home catalog.Entry) int {
	switch {
	case home.List() != "" && w.list != "" && sameList(home.List(), w.list):
		return listHere
	case home.Module() == w.module:
		return moduleHere
	}
	return elsewhere
}

// sameList compares a list's name in the dictionary with its name in a file, numbers
// and their marks aside. One letter may be wrong.
func sameList(known, name string) bool {
	const marks = digits + "N[]- "
	known, name = without(known, marks), without(name, marks)
	return known == name || len(known) >= minList && typo.Distance(known, name, 1) == 1
}

// minList is the length of a list's name of which a letter can be wrong: line.
const minList = 4

func modulesOf(entries []catalog.Entry) int {
	n, last := 0, ""
	for _, e := range entries { // by module
		if e.Module() != last {
			n, last = n+1, e.Module()
		}
	}
	return n
}
