package cfgfile

import "strings"

// UnknownKeyError says that a new setting's key is not known where it is to stand.
// That is no proof of a mistake: the dictionary has what public samples show.
type UnknownKeyError struct {
	Path    string
	Nearest []string // up to three known paths that it may be a slip of, N for an index
}

func (e *UnknownKeyError) Error() string {
	text := shownPath(e.Path) + ": neither the file nor the dictionary has this key here"
	if len(e.Nearest) == 0 {
		return text
	}
	return text + "; the nearest are" + listPaths(e.Nearest)
}

// KindError says that a value is not what the dictionary has for its key. It does
// not hold the value.
type KindError struct {
	Path   string
	Reason string // what is wrong: "is no port: 0 to 65535"
}

func (e *KindError) Error() string { return shownPath(e.Path) + ": the value " + e.Reason }

// checkDictionary holds a change against the dictionary. A key that the file has
// already is taken as it is.
func (f *File) checkDictionary(c change) error {
	table := f.dictionary()
	e, known := table.Lookup(c.place.module, c.place.list, c.place.key)
	switch {
	case !known && c.number < 0, known && c.number < 0 && e.Doubt() != "":
		return &UnknownKeyError{c.place.path(f.dialect), f.nearestKnown(c.place)}
	case !known:
		return nil
	}
	if reason := e.Check(c.value); reason != "" {
		return &KindError{c.place.path(f.dialect), reason}
	}
	return nil
}

// nearestKnown gives the known paths that a place may be a slip of.
func (f *File) nearestKnown(p place) []string {
	var paths []string
	for _, s := range f.dictionary().Nearest(p.module, p.list, p.key, 3) {
		e := s.Entry
		if e.Module() == p.module && fitsList(e.List(), p.list) {
			paths = append(paths, place{p.module, p.list, p.index, s.Key}.path(f.dialect))
			continue
		}
		paths = append(paths, strings.TrimSuffix(e.Path(), e.Key())+s.Key)
	}
	if _, known := f.dictionary().Module(p.module); known || len(paths) > 0 {
		return paths
	}
	for _, module := range f.dictionary().NearestModule(p.module, 1) {
		paths = append(paths, place{module, p.list, p.index, p.key}.path(f.dialect))
	}
	return paths
}

// fitsList tells whether a list of the dictionary is the one of a place, indices
// and their marks aside.
func fitsList(known, list string) bool {
	strip := func(name string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("0123456789N[].", r) {
				return -1
			}
			return r
		}, name)
	}
	return strip(known) == strip(list)
}
