package naming

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// An UnknownModelError says that the table has no model of this name.
type UnknownModelError struct {
	Name    string   // as given
	Nearest []string // names of models that are like it, the most alike first
}

func (e *UnknownModelError) Error() string {
	const elsewhere = "for a model newer than the table, take the Vendor Class ID in its exported configuration as the name of its general file"
	switch {
	case foldName(e.Name) == "":
		return "no model name given: name a phone, such as X6 or i20S"
	case len(e.Nearest) == 0:
		return fmt.Sprintf("no model %s in the table, nor one like it: check the name; %s", quote(e.Name), elsewhere)
	default:
		return fmt.Sprintf("no model %s in the table, did you mean %s? Otherwise, %s", quote(e.Name), alternatives(e.Nearest), elsewhere)
	}
}

// alternatives writes "a", "a or b", "a, b or c".
func alternatives(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// LookupModel finds a model by its name: in upper or lower case, with or without the
// maker's name in front, with spaces, dashes, underscores and dots anywhere or nowhere.
// "133V", as the description misprints it, is i33V; its other misprints (I32V, IW30)
// differ in case only. The error is an [*UnknownModelError].
func LookupModel(name string) (Model, error) {
	key := foldName(name)
	if key == "133v" {
		key = "i33v"
	}
	for i := range table {
		if isNamed(&table[i], key) {
			return table[i].copied(), nil
		}
	}
	return Model{}, &UnknownModelError{Name: name, Nearest: nearestModels(key)}
}

// foldName brings the ways to write a model's name to one.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '-', '_', '.':
			return -1
		}
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}, name)
}

// isNamed says whether a folded name, its maker's name before it or not, is this model's.
func isNamed(m *Model, key string) bool {
	if foldedEqual(m.Name, key) {
		return true
	}
	rest, ok := strings.CutPrefix(key, "fanvil")
	if !ok {
		switch m.Family {
		case oemDigium:
			if rest, ok = strings.CutPrefix(key, "digium"); !ok {
				rest, ok = strings.CutPrefix(key, "sangoma")
			}
		case oemDLink:
			rest, ok = strings.CutPrefix(key, "dlink")
		}
	}
	return ok && foldedEqual(m.Name, rest)
}

// foldedEqual is foldName(name) == key for a name of the table, without allocating.
func foldedEqual(name, key string) bool {
	j := 0
	for i := range len(name) {
		if name[i] == '-' {
			continue
		}
		if j == len(key) || lower(name[i]) != key[j] {
			return false
		}
		j++
	}
	return j == len(key)
}

// nameMax is longer than any model's name with a letter or ten too many. What is longer
// is like none of them, and finding that out by comparing takes its time.
const nameMax = 32

// nearestModels gives up to four names like a folded one, the most alike first.
func nearestModels(key string) []string {
	if rest, ok := strings.CutPrefix(key, "fanvil"); ok {
		key = rest
	}
	if key == "" || len(key) > nameMax {
		return nil
	}
	type candidate struct {
		name             string
		distance, prefix int
	}
	var found []candidate
	limit := max(1, (len(key)+1)/3) // of a short name, one change leaves little
	for i := range table {
		known := foldName(table[i].Name)
		c := candidate{table[i].Name, levenshtein.ComputeDistance(key, known), commonPrefix(key, known)}
		// A name cut short or with a variant's letters after it: V6, X300.
		begins := c.prefix >= 2 && (c.prefix == len(known) || c.prefix == len(key))
		if c.distance <= limit || begins {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.prefix, a.prefix))
	})
	var names []string
	for _, c := range found[:min(4, len(found))] {
		names = append(names, c.name)
	}
	return names
}

// commonPrefix counts the bytes that two strings have in common at their beginning.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
