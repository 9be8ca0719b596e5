package lint

import (
	"fmt"

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
	if w.stray.goesOn(w, o.home) {
		w.stray.more++
		return
	}
	endStray(w)
	listed := len(w.findings)
	w.found(w.setting.KeySpan.Start, "the key does not belong here but to "+o.home.Scope().Path())
	if len(w.findings) == listed {
		listed = -1
	}
	w.stray = strayRun{home: o.home.Module(), module: w.module, first: w.number, finding: listed}
}

// strayRun is a run of settings that stand in one module and belong to another.
type strayRun struct {
	home, module string
	first        int // the number of its first setting
	finding      int // which one tells of it, -1 where it is not listed
	more         int // settings besides the first
}

func (r *strayRun) goesOn(w *walk, home catalog.Entry) bool {
	return r.home == home.Module() && r.module == w.module && w.settled <= r.first
}

// endStray completes the message for the run that is over.
func endStray(w *walk) {
	r := &w.stray
	if r.more > 0 && r.finding >= 0 {
		w.findings[r.finding].Message += fmt.Sprintf("; %d more behind it belong to %s, too", r.more, r.home)
	}
	w.stray = strayRun{}
}

// A key can be at home in as many modules and places and still tell that it does not
// belong to another one. Enable and Title are everywhere.
const (
	maxModules = 2
	maxHomes   = 3
)

// minTelling is the length of a key that tells of its home in a list that nobody knows:
// a list of newer phones can have keys of its own.
const minTelling = 6

// home gives where the key belongs instead.
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
	if w.scope == nil && w.nearness(best) < listHere && (len(homes) > 1 || len(s.Key) < minTelling) {
		return catalog.Entry{}, false
	}
	return best, true
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
// and their marks aside.
func sameList(known, name string) bool { return equalBut(known, name, "0123456789N[]- ") }

func modulesOf(entries []catalog.Entry) int {
	n, last := 0, ""
	for _, e := range entries { // by module
		if e.Module() != last {
			n, last = n+1, e.Module()
		}
	}
	return n
}
