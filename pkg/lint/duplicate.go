package lint

import (
	"hash/maphash"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// maxTracked is how many settings are looked at for duplicates, which bounds the
// memory for it. The largest export known has 4,000.
const maxTracked = 1 << 18

// manySettings is more than most exports have. A large file may hold the same few again
// and again, so there is no room for all of them from the start.
const manySettings = 1 << 13

// settingSet knows which settings of a file it has seen, and something of each. Lint
// looks at each of thousands, so it is a plain hash table of hashes: with 64 bits under a
// seed of its own, two settings of one file that are taken for the same are less likely
// than a broken disk.
type settingSet[V any] struct {
	pool  *sync.Pool
	room  int // for how many settings there is room from the start
	table *settingTable[V]

	scope  uint64 // the hash of the place where the last setting stands
	module string
	list   string
	index  int
}

type settingTable[V any] struct {
	slots []settingSlot[V]
	free  int
}

// settingSlot holds a setting's hash, 0 in an empty slot, and what is known of it.
type settingSlot[V any] struct {
	hash  uint64
	value V
}

// hashSeed is the seed of all hashes of settings.
var hashSeed = maphash.MakeSeed()

// The tables of files that are done with.
var (
	lineTables = sync.Pool{New: func() any { return new(settingTable[int]) }}
	spanTables = sync.Pool{New: func() any { return new(settingTable[keySpan]) }}
)

// add notes a setting by its hash. If it is there already it returns what is known of
// the first, and false.
func (set *settingSet[V]) add(file *cfgfile.File, hash uint64, value V) (first V, added bool) {
	if set.table == nil {
		set.table = set.pool.Get().(*settingTable[V])
		set.table.reset(min(file.Len(), set.room))
	}
	hash |= 1
	switch slot := set.table.slot(hash); {
	case slot.hash == hash:
		return slot.value, false
	case set.table.free > 0:
		set.table.free--
		*slot = settingSlot[V]{hash, value}
	case len(set.table.slots) < 2*maxTracked:
		set.table.grow()
		set.table.free--
		*set.table.slot(hash) = settingSlot[V]{hash, value}
	}
	return first, true
}

// slot returns the slot of a hash, or the empty one where it belongs.
func (t *settingTable[V]) slot(hash uint64) *settingSlot[V] {
	mask := uint64(len(t.slots) - 1)
	at := hash >> 1 & mask
	for t.slots[at].hash != 0 && t.slots[at].hash != hash {
		at = (at + 1) & mask
	}
	return &t.slots[at]
}

// grow doubles the table.
func (t *settingTable[V]) grow() {
	old := t.slots
	t.slots = make([]settingSlot[V], 2*len(old))
	for i := range old {
		if old[i].hash != 0 {
			*t.slot(old[i].hash) = old[i]
		}
	}
	t.free = len(old) / 2
}

// place hashes the place that a setting stands in, which stays the same from one setting
// to the next for the most part.
func (set *settingSet[V]) place(s *cfgfile.Setting) uint64 {
	if set.scope == 0 || s.Module != set.module || s.List != set.list || s.Index != set.index {
		set.module, set.list, set.index = s.Module, s.List, s.Index
		set.scope = maphash.String(hashSeed, s.Module)*31 + maphash.String(hashSeed, s.List)*17 + uint64(s.Index)*0x9e3779b97f4a7c15
	}
	return set.scope
}

// release hands the table on to the next file.
func (set *settingSet[V]) release() {
	if set.table != nil {
		set.pool.Put(set.table)
		set.table = nil
	}
}

// reset empties the table and makes room for a number of settings, half of it to
// spare.
func (t *settingTable[V]) reset(settings int) {
	size := 64
	for size < 2*settings {
		size *= 2
	}
	t.free = size / 2
	if cap(t.slots) < size {
		t.slots = make([]settingSlot[V], size)
		return
	}
	t.slots = t.slots[:size]
	clear(t.slots)
}
