package catalog

import (
	"slices"
	"sync"
)

// Elsewhere gives where else in the dialect a key is at home, for a key that does not
// belong where it stands. Doubtful places don't count.
func (t *Table) Elsewhere(module, list, key string) []Entry {
	here, _ := t.Scope(module, list)
	var found []Entry
	for i := range t.scopes {
		s := &t.scopes[i]
		if s == here {
			continue
		}
		if e, ok := s.Lookup(key); ok && e.Doubt() == "" {
			found = append(found, e)
		}
	}
	return found
}

// Foreign gives the keys of other dialects that bear the same name but for spaces,
// underscores, case and index, for a key that comes from another generation: Register
// Pwd is text-legacy's, Register Pswd text-modern's. Doubtful ones don't count.
func (t *Table) Foreign(key string) []Entry {
	if prefix, _, rest, ok := cutAnyIndex(key); ok && t.isPrefix(prefix) {
		key = rest
	}
	name := squeeze(key)
	var found []Entry
	for _, d := range Dialects() {
		if d != t.dialect {
			found = append(found, namesakes(d)[name]...)
		}
	}
	return found
}

// isPrefix tells whether one of the dialect's lists has this index prefix.
func (t *Table) isPrefix(prefix string) bool {
	for i := range t.scopes {
		if slices.Contains(t.scopes[i].prefixes, prefix) {
			return true
		}
	}
	return false
}

// ForeignModules gives the modules of other dialects that bear the same name but for
// spaces, underscores and case.
func (t *Table) ForeignModules(name string) []*Scope {
	var found []*Scope
	for _, d := range Dialects() {
		if d != t.dialect {
			found = append(found, For(d).like(name, true)...)
		}
	}
	return found
}

// ListsLike gives the lists that bear a name but for spaces, underscores, case and
// index, in all modules. It finds text-modern's "Sidekey ConfigN" for the
// "SidekeyConfig1" that somebody wrote into sysconf.
func (t *Table) ListsLike(name string) []*Scope { return t.like(name, false) }

func (t *Table) like(name string, modules bool) []*Scope {
	if !modules {
		name = foldList(t.dialect, name)
	}
	name = squeeze(name)
	var found []*Scope
	for i := range t.scopes {
		s := &t.scopes[i]
		if s.doubt != "" || modules != (s.list == "") {
			continue
		}
		own := s.module
		if !modules {
			own = foldList(t.dialect, s.list)
		}
		if squeeze(own) == name {
			found = append(found, s)
		}
	}
	return found
}

var squeezed [len(dialectNames)]struct {
	once    sync.Once
	entries map[string][]Entry
}

// namesakes gives a dialect's keys by their squeezed names, made on first use.
func namesakes(d Dialect) map[string][]Entry {
	slot := &squeezed[d]
	slot.once.Do(func() {
		slot.entries = make(map[string][]Entry, For(d).Len())
		for e := range For(d).Entries() {
			if e.Doubt() == "" {
				name := squeeze(e.row.rest)
				slot.entries[name] = append(slot.entries[name], e)
			}
		}
	})
	return slot.entries
}
