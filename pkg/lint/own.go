package lint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

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

// separators stand between the parts of a path: in text, in XML, in dotted files.
var separators = []byte{':', '/', '.'}

func separatorOf(d cfgfile.Dialect) byte {
	switch {
	case d.IsXML():
		return '/'
	case d == cfgfile.Dotted:
		return '.'
	}
	return ':'
}

// PatternError says why a pattern for modules or keys can match nothing.
type PatternError struct {
	Pattern string
	Reason  string
}

func (e *PatternError) Error() string {
	return fmt.Sprintf("pattern %q: %s", e.Pattern, e.Reason)
}

// CheckModulePattern tells what is wrong with a pattern for [Own.Modules], as a
// [*PatternError].
func CheckModulePattern(pattern string) error {
	if reason := nameFault(pattern); reason != "" {
		return &PatternError{pattern, reason}
	}
	if strings.ContainsAny(pattern, "<>") {
		return &PatternError{pattern, "write the module's name without its brackets"}
	}
	return nil
}

// CheckKeyPattern tells what is wrong with a pattern for [Own.Keys], as a
// [*PatternError].
func CheckKeyPattern(pattern string) error {
	reason := nameFault(pattern)
	if reason == "" {
		reason = pathFault(pattern)
	}
	if reason != "" {
		return &PatternError{pattern, reason}
	}
	return nil
}

func nameFault(pattern string) string {
	switch {
	case pattern == "":
		return "it is empty"
	case strings.TrimSpace(pattern) != pattern:
		return "it begins or ends with white space, which no name does"
	case strings.ContainsFunc(pattern, unicode.IsControl):
		return "it holds a control character, which no name does"
	}
	return ""
}

// pathFault finds what no path has. A key of a text file can hold "/" and ".", but
// neither begins nor ends with the former.
func pathFault(pattern string) string {
	parts := strings.Split(pattern, ":")
	if len(parts) > 3 {
		return "it has more parts than MODULE:LIST:KEY"
	}
	for _, part := range parts {
		if strings.TrimSpace(part) == "" || strings.HasPrefix(part, "/") || strings.HasSuffix(part, "/") {
			return "a part of the path is empty"
		}
	}
	if len(parts) == 1 && strings.Contains(pattern, "//") {
		return "a part of the path is empty"
	}
	return indexFault(pattern)
}

// indexFault finds brackets that hold no index. Those who know a shell's sets of
// characters might write them.
func indexFault(pattern string) string {
	const reason = "brackets hold the number of a list's entry, or * for any"
	for {
		before, rest, opened := strings.Cut(pattern, "[")
		if strings.Contains(before, "]") {
			return reason
		}
		if !opened {
			return ""
		}
		index, after, closed := strings.Cut(rest, "]")
		if !closed || index != "*" && (index == "" || strings.Trim(index, "0123456789?") != "") {
			return reason
		}
		pattern = after
	}
}

// patternSet holds names and patterns of names.
type patternSet struct {
	names    map[string]bool
	patterns []string
}

func (s *patternSet) add(pattern string) {
	if isWild(pattern) {
		s.patterns = append(s.patterns, pattern)
		return
	}
	if s.names == nil {
		s.names = make(map[string]bool)
	}
	s.names[pattern] = true
}

func (s *patternSet) has(name string, separator byte) bool {
	if s.names[name] {
		return true
	}
	for _, pattern := range s.patterns {
		if matches(pattern, name, separator) {
			return true
		}
	}
	return false
}

func isWild(pattern string) bool { return strings.ContainsAny(pattern, "*?") }

// lastPart gives the key of a path.
func lastPart(path string, separator byte) string {
	return path[strings.LastIndexByte(path, separator)+1:]
}

// matches tells whether a pattern is that of the whole name. Neither "*" nor "?" takes a
// separator. What is matched first is never given up but for the last "*", which takes
// one character more instead: time is that of the two lengths multiplied at most.
func matches(pattern, name string, separator byte) bool {
	p, n := 0, 0
	star, taken := -1, 0 // behind the last "*", and what it has taken of the name
	for n < len(name) {
		switch size := sizeAt(name, n); {
		case p < len(pattern) && pattern[p] == '*':
			p++
			star, taken = p, n
		case p < len(pattern) && pattern[p] == '?' && name[n] != separator:
			p, n = p+1, n+size
		case p < len(pattern) && pattern[p] != '?' && pattern[p] == name[n]:
			p, n = p+1, n+1
		case star < 0 || name[taken] == separator:
			return false
		default:
			taken += sizeAt(name, taken)
			p, n = star, taken
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func sizeAt(name string, at int) int {
	_, size := utf8.DecodeRuneInString(name[at:])
	return size
}
