package cfgfile

// findPrefixes notes each list's index prefix: that of the first key which has
// one.
func (f *File) findPrefixes() {
	for i, r := range f.runs {
		if list := &f.scopes[r.scope]; list.kind == scopeList {
			f.findPrefix(list, f.entries[r.first:f.runEnd(f.runs, i)])
		}
	}
}

func (f *File) findPrefix(list *scope, entries []entry) {
	for _, e := range entries {
		if prefix, _, ok := cutIndex(f.src[e.key:e.keyEnd]); ok {
			list.prefix, list.prefixLen = e.key, uint8(len(prefix))
			return
		}
	}
}

// prefixOf gives a list's index prefix, "" for one without.
func (f *File) prefixOf(list *scope) string {
	return f.src[list.prefix : list.prefix+uint32(list.prefixLen)]
}

// indexInList gives the number that a key of a list carries, 0 for none.
func (f *File) indexInList(key string, list *scope) int {
	if index, ok := indexBehind(key, f.prefixOf(list)); ok {
		return index
	}
	_, index, _ := cutIndex(key) // an entry of another list that strayed in here
	return index
}

// closeLegacyLists gives a key without its list's index prefix back to the
// module: in text-legacy lists are always indexed, and end where the prefixes
// do. In text-modern a list runs to the next one or the next module.
func (f *File) closeLegacyLists() {
	marked := f.runs
	f.runs = make([]run, 0, 2*len(marked))
	for i, r := range marked {
		if f.scopes[r.scope].kind == scopeList {
			f.splitLegacyList(r.scope, int(r.first), f.runEnd(marked, i))
		} else {
			f.startRun(int(r.first), r.scope)
		}
	}
}

func (f *File) splitLegacyList(list uint32, first, end int) {
	prefix := f.prefixOf(&f.scopes[list])
	module := f.scopes[list].parent
	f.startRun(first, list)
	in := list
	for i := first; i < end; i++ {
		belongs := module
		if _, ok := indexBehind(f.src[f.entries[i].key:f.entries[i].keyEnd], prefix); ok {
			belongs = list
		}
		if belongs != in {
			f.startRun(i, belongs)
			in = belongs
		}
	}
}
