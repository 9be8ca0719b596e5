package cfgfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxNearestKey is the length of the longest key that is compared by letters. Known
// ones have up to 40.
const maxNearestKey = 100

// keyOfPath gives the key at the end of a path, in whichever dialect it is written.
func keyOfPath(path string) string {
	path = path[strings.LastIndexAny(path, ":/")+1:]
	if !strings.Contains(path, " ") {
		path = path[strings.LastIndexByte(path, '.')+1:]
	}
	return path
}

// foldedKey gives a key without what tells the same key of two dialects apart: spaces,
// underscores, dashes, capital letters and the number of an entry.
func foldedKey(key string) string {
	if prefix, _, ok := cutIndex(key); ok {
		key = strings.TrimLeft(key[len(prefix):], "0123456789")
	}
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(key))
}

// keyDistance counts the letters in which two folded keys differ. A word of a key is as
// near as a slip can be far.
func keyDistance(wanted, key string) int {
	d := levenshtein.ComputeDistance(wanted, key)
	if len(wanted) >= minWord && strings.Contains(key, wanted) {
		d = min(d, most(wanted))
	}
	return d
}

// minWord is how many letters of a key are enough to name it.
const minWord = 4

// most is how many letters a slip may differ in.
func most(wanted string) int { return max(1, len(wanted)/3) }

// nearestPaths gives up to n paths of the file whose keys are like that of a path,
// those first whose whole path is.
func (f *File) nearestPaths(path string, n int) []string {
	wanted := foldedKey(keyOfPath(path))
	if len(wanted) > maxNearestKey || len(path) > 4*maxNearestKey {
		return nil
	}
	type near struct {
		path           string
		key, wholePath int
	}
	var all []near
	distances := map[string]int{} // the same keys stand in many lists
	for _, s := range f.Settings() {
		if len(s.Key) > maxNearestKey || len(s.List) > 2*maxNearestKey {
			continue
		}
		d, known := distances[s.Key]
		if !known {
			d = keyDistance(wanted, foldedKey(keyOfPath(s.Key)))
			distances[s.Key] = d
		}
		if d <= most(wanted) {
			all = append(all, near{path: s.Path(), key: d})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.key, b.key) })
	all = all[:min(len(all), 100)]
	for i := range all {
		all[i].wholePath = levenshtein.ComputeDistance(path, all[i].path)
	}
	slices.SortStableFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.wholePath, b.wholePath))
	})
	var paths []string
	for _, candidate := range all {
		if !slices.Contains(paths, candidate.path) && len(paths) < n {
			paths = append(paths, candidate.path)
		}
	}
	return paths
}
