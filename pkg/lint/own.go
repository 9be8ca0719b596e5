package lint

import "github.com/fvcfg/fvcfg/pkg/cfgfile"

// Own names what one's phones have beyond the dictionary. The rules of the dictionary
// are silent about it (FV301 to FV304, FV306, FV307). Names and paths are written as the files
// have them, letter by letter; in them "?" stands for one character and "*" for any
// number, within one part of a path.
type Own struct {
	// Modules are names of modules: "ACME CONFIG MODULE", "acme". Keys in them are not
	// looked at.
	Modules []string
	// Keys are paths of settings as [cfgfile.Path.String] gives them, such as
	// "SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode", "sip/line[*]/AcmeMode" or
	// "sip.line.*.AcmeMode", or keys alone, which then count wherever they stand.
	Keys []string
}

// ownNames is an [Own] that is ready to be asked. A nil one knows nothing.
type ownNames struct {
	modules patternSet
	keys    map[byte]*ownKeys // by what separates the parts of a path
}

// ownKeys are the keys of files whose paths have one separator.
type ownKeys struct {
	keys  patternSet // that count wherever they stand
	paths map[string]*patternSet
	wild  []wildPath
}

// wildPath is a pattern of paths with the part of it that is the key's.
type wildPath struct{ key, path string }

// newOwnNames compiles what is one's own. A pattern that can match nothing is a
// [*PatternError].
func newOwnNames(own Own) (*ownNames, error) {
	if len(own.Modules) == 0 && len(own.Keys) == 0 {
		return nil, nil
	}
	names := &ownNames{keys: make(map[byte]*ownKeys, len(separators))}
	for _, module := range own.Modules {
		if err := CheckModulePattern(module); err != nil {
			return nil, err
		}
		names.modules.add(module)
	}
	for _, separator := range separators {
		names.keys[separator] = &ownKeys{paths: make(map[string]*patternSet)}
	}
	for _, key := range own.Keys {
		if err := CheckKeyPattern(key); err != nil {
			return nil, err
		}
		for _, separator := range separators {
			names.keys[separator].add(key, separator)
		}
	}
	return names, nil
}

func (k *ownKeys) add(pattern string, separator byte) {
	key := lastPart(pattern, separator)
	switch {
	case key == pattern:
		k.keys.add(pattern)
	case isWild(key):
		k.wild = append(k.wild, wildPath{key, pattern})
	default:
		if k.paths[key] == nil {
			k.paths[key] = &patternSet{}
		}
		k.paths[key].add(pattern)
	}
}

// hasModule tells whether a module is one's own.
func (n *ownNames) hasModule(name string) bool {
	return n != nil && n.modules.has(name, 0)
}

// hasKey tells whether a setting of a file of the dialect is one's own. The path is made
// only for a key that some pattern has.
func (n *ownNames) hasKey(d cfgfile.Dialect, s *cfgfile.Setting) bool {
	if n == nil {
		return false
	}
	separator := separatorOf(d)
	own := n.keys[separator]
	if own.keys.has(s.Key, separator) {
		return true
	}
	path := ""
	if paths := own.paths[s.Key]; paths != nil {
		if path = s.Path.String(); paths.has(path, separator) {
			return true
		}
	}
	for _, w := range own.wild {
		if !matches(w.key, s.Key, separator) {
			continue
		}
		if path == "" {
			path = s.Path.String()
		}
		if matches(w.path, path, separator) {
			return true
		}
	}
	return false
}
