package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/catalog"
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
	// Keys are paths of settings as [cfgfile.Path.String] has them, such as
	// "SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode", "sip/line[*]/AcmeMode" or
	// "sip.line.*.AcmeMode", or keys alone, which then count wherever they stand.
	Keys []string
}

// ownNames is an [Own] that is ready to be asked. A nil one knows nothing.
type ownNames struct {
	modules patterns
	keys    map[byte]patterns // by what separates the parts of a path
}

// patterns are for paths, by their last part where that has no wildcard.
type patterns struct {
	separator byte
	byKey     map[string][]string
	wild      []string
}

// newOwnNames compiles what is one's own. A pattern that can match nothing is a
// [*PatternError].
func newOwnNames(own Own) (*ownNames, error) {
	if len(own.Modules) == 0 && len(own.Keys) == 0 {
		return nil, nil
	}
	for _, module := range own.Modules {
		if err := CheckModulePattern(module); err != nil {
			return nil, err
		}
	}
	for _, key := range own.Keys {
		if err := CheckKeyPattern(key); err != nil {
			return nil, err
		}
	}
	names := &ownNames{newPatterns(0, own.Modules), make(map[byte]patterns)}
	for _, d := range catalog.Dialects() {
		separator := d.Separator()[0]
		names.keys[separator] = newPatterns(separator, own.Keys)
	}
	return names, nil
}

func newPatterns(separator byte, all []string) patterns {
	p := patterns{separator: separator, byKey: make(map[string][]string)}
	for _, pattern := range all {
		if key := p.keyOf(pattern); strings.ContainsAny(key, "*?") {
			p.wild = append(p.wild, pattern)
		} else {
			p.byKey[key] = append(p.byKey[key], pattern)
		}
	}
	return p
}

// keyOf returns the last part of a path.
func (p patterns) keyOf(path string) string { return path[strings.LastIndexByte(path, p.separator)+1:] }

// hasModule reports whether a module is one's own.
func (n *ownNames) hasModule(name string) bool {
	return n != nil && n.modules.has(name, func() string { return name })
}

// hasKey reports whether a setting is one's own.
func (n *ownNames) hasKey(s *cfgfile.Setting) bool {
	return n != nil && n.keys[s.Dialect.Separator()[0]].has(s.Key, sync.OnceValue(s.Path.String))
}

// has reports whether a pattern matches a key alone or with its path, which is asked for
// only where the pattern's own key matches.
func (p patterns) has(key string, path func() string) bool {
	isOwn := func(pattern string) bool {
		own := p.keyOf(pattern)
		return matches(own, key, p.separator) && (own == pattern || matches(pattern, path(), p.separator))
	}
	return slices.ContainsFunc(p.byKey[key], isOwn) || slices.ContainsFunc(p.wild, isOwn)
}

// PatternError reports why a pattern for modules or keys can match nothing.
type PatternError struct {
	Pattern string
	Reason  string
}

func (e *PatternError) Error() string {
	return fmt.Sprintf("pattern %q: %s", e.Pattern, e.Reason)
}

// CheckModulePattern returns what is wrong with a pattern for [Own.Modules], as a
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

// CheckKeyPattern returns what is wrong with a pattern for [Own.Keys], as a
// [*PatternError].
func CheckKeyPattern(pattern string) error {
	if reason := cmp.Or(nameFault(pattern), pathFault(pattern)); reason != "" {
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

// pathFault returns what is wrong with a pattern as a path. A key of a text file can hold
// "/" and ".", but neither begins nor ends with the former.
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

// indexFault returns what is wrong with brackets that hold no index. Those who know a
// shell's sets of characters might write them.
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

// matches reports whether a pattern is that of the whole name. Neither "*" nor "?" takes a
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
