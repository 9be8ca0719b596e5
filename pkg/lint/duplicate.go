package lint

import (
	"hash/maphash"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// settingSet knows which settings of a file it has seen. A file has thousands
// and lint looks at each, so it is a plain hash table: slots hold the number of
// a setting plus one, and only equal hashes are looked at closely.
type settingSet struct {
	table  *settingTable
	number int // of the setting that comes next
	scope  uint64
	module string
	list   string
	index  int
}

type settingTable struct {
	seed   maphash.Seed
	slots  []uint32
	hashes []uint64
}

var settingTables = sync.Pool{New: func() any { return &settingTable{seed: maphash.MakeSeed()} }}

// add notes a setting. If it is there already it gives the line of the first
// and false.
func (set *settingSet) add(file *cfgfile.File, s *cfgfile.Setting) (first int, added bool) {
	if set.table == nil {
		set.table = settingTables.Get().(*settingTable)
		set.table.reset(file.Len())
	}
	t := set.table
	hash := set.hash(s)
	t.hashes = append(t.hashes, hash)
	number := set.number
	set.number++
	mask := uint64(len(t.slots) - 1)
	for slot := hash & mask; ; slot = (slot + 1) & mask {
		other := t.slots[slot]
		if other == 0 {
			t.slots[slot] = uint32(number + 1)
			return 0, true
		}
		if t.hashes[other-1] != hash {
			continue
		}
		if o := file.Setting(int(other - 1)); o.Key == s.Key && o.Module == s.Module && o.List == s.List && o.Index == s.Index {
			return o.Line, false
		}
	}
}

// hash mixes the key's hash with that of the place it stands in, which stays
// the same from one setting to the next for the most part.
func (set *settingSet) hash(s *cfgfile.Setting) uint64 {
	seed := set.table.seed
	if set.number == 0 || s.Module != set.module || s.List != set.list || s.Index != set.index {
		set.module, set.list, set.index = s.Module, s.List, s.Index
		set.scope = maphash.String(seed, s.Module)*31 + maphash.String(seed, s.List)*17 + uint64(s.Index)*0x9e3779b97f4a7c15
	}
	return maphash.String(seed, strings.TrimSpace(s.Key)) ^ set.scope
}

// release gives the table back for the next file.
func (set *settingSet) release() {
	if set.table != nil {
		settingTables.Put(set.table)
		set.table = nil
	}
}

// reset makes room for a number of settings, half of it to spare.
func (t *settingTable) reset(settings int) {
	size := 64
	for size < 2*settings {
		size *= 2
	}
	t.hashes = t.hashes[:0]
	if cap(t.slots) < size {
		t.slots = make([]uint32, size)
		return
	}
	t.slots = t.slots[:size]
	clear(t.slots)
}
