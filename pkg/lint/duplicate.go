package lint

import (
	"hash/maphash"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// maxTracked is how many settings are looked at for duplicates, which bounds the
// memory for it. The largest export known has 4,000.
const maxTracked = 1 << 18

// settingSet knows which settings of a file it has seen. Lint looks at each of
// thousands, so it is a plain hash table of hashes: with 64 bits under a seed
// of its own, two settings of one file that are taken for the same are less
// likely than a broken disk.
type settingSet struct {
	table  *settingTable
	scope  uint64 // the hash of the place where the last setting stands
	module string
	list   string
	index  int
}

type settingTable struct {
	seed  maphash.Seed
	slots []settingSlot
	free  int
}

// settingSlot holds a setting's hash, 0 in an empty slot, and its line.
type settingSlot struct {
	hash uint64
	line int
}

var settingTables = sync.Pool{New: func() any { return &settingTable{seed: maphash.MakeSeed()} }}

// add notes a setting. If it is there already it gives the line of the first
// and false.
func (set *settingSet) add(file *cfgfile.File, s *cfgfile.Setting) (first int, added bool) {
	if set.table == nil {
		set.table = settingTables.Get().(*settingTable)
		set.table.reset(min(file.Len(), maxTracked))
	}
	hash := set.hash(s) | 1
	slots := set.table.slots
	mask := uint64(len(slots) - 1)
	slot := hash >> 1 & mask
	for slots[slot].hash != 0 && slots[slot].hash != hash {
		slot = (slot + 1) & mask
	}
	switch {
	case slots[slot].hash == hash:
		return slots[slot].line, false
	case set.table.free > 0:
		set.table.free--
		slots[slot] = settingSlot{hash, s.Line}
	}
	return 0, true
}

// hash mixes the key's hash with that of the place it stands in, which stays
// the same from one setting to the next for the most part.
func (set *settingSet) hash(s *cfgfile.Setting) uint64 {
	seed := set.table.seed
	if set.scope == 0 || s.Module != set.module || s.List != set.list || s.Index != set.index {
		set.module, set.list, set.index = s.Module, s.List, s.Index
		set.scope = maphash.String(seed, s.Module)*31 + maphash.String(seed, s.List)*17 + uint64(s.Index)*0x9e3779b97f4a7c15
	}
	return maphash.String(seed, s.Key) ^ set.scope
}

// release gives the table back for the next file.
func (set *settingSet) release() {
	if set.table != nil {
		settingTables.Put(set.table)
		set.table = nil
	}
}

// reset empties the table and makes room for a number of settings, half of it to
// spare.
func (t *settingTable) reset(settings int) {
	size := 64
	for size < 2*settings {
		size *= 2
	}
	t.free = settings
	if cap(t.slots) < size {
		t.slots = make([]settingSlot, size)
		return
	}
	t.slots = t.slots[:size]
	clear(t.slots)
}
