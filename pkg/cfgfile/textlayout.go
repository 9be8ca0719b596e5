package cfgfile

import "strings"

// maxNeighbours is how many settings are looked at to see how keys are padded.
const maxNeighbours = 64

// layoutOf tells how keys are padded before the colon: as most of the last of
// some settings are, else as most of the file's first, else in the dialect's own
// form. That is, in text-legacy to 19 characters, in text-modern to 19 characters
// behind the index prefix.
func (f *File) layoutOf(neighbours []int) func(key string) string {
	if len(neighbours) == 0 {
		for i := range min(f.Len(), maxNeighbours) {
			neighbours = append(neighbours, i)
		}
	}
	neighbours = neighbours[max(0, len(neighbours)-maxNeighbours):]
	layouts := []func(string) string{
		f.ownLayout,
		func(key string) string { return key },
	}
	if len(neighbours) > 0 {
		e := f.entries[neighbours[len(neighbours)-1]]
		width := int(e.keyEnd - e.key)
		layouts = append(layouts, func(key string) string { return padRight(key, width) })
	}
	best, most := f.ownLayout, 0
	for _, layout := range layouts {
		n := 0
		for _, i := range neighbours {
			field := f.src[f.entries[i].key:f.entries[i].keyEnd]
			if field == layout(strings.TrimRight(field, keyPadding)) {
				n++
			}
		}
		if n > most {
			best, most = layout, n
		}
	}
	return best
}

func (f *File) ownLayout(key string) string {
	if f.dialect == TextLegacy {
		return padRight(key, keyColumn)
	}
	prefix, _, ok := cutIndex(key)
	if !ok {
		return padRight(key, keyColumn)
	}
	digits := len(prefix)
	for key[digits] != ' ' {
		digits++
	}
	return padRight(key, digits+1+keyColumn)
}

// markerLine writes a list's marker, padded unless those of the file are not.
func (f *File) markerLine(list string) string {
	marker := markerText(list, f.dialect)
	for _, s := range f.scopes {
		if s.kind != scopeList {
			continue
		}
		colon := strings.IndexByte(f.src[s.nameEnd:], ':')
		start := int(s.name) - 2
		if colon >= 0 && start >= 0 && int(s.nameEnd)+colon-start < keyColumn {
			return marker + ":"
		}
		break
	}
	return padRight(marker, keyColumn) + ":"
}
