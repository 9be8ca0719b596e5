package naming

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// An UnknownModelError says that the table has no model of this name.
type UnknownModelError struct {
	Name     string   // as given
	Nearest  []string // names of models that are like it, the most alike first
	Inferred string   // what [InferGeneralFile] makes of it, "" for nothing
}

func (e *UnknownModelError) Error() string {
	const elsewhere = "for a model newer than the table, take the Vendor Class ID in its exported configuration as the name of its general file"
	var text string
	switch {
	case foldName(e.Name) == "":
		return "no model name given: name a phone, such as X6 or i20S"
	case len(e.Nearest) == 0:
		text = fmt.Sprintf("no model %s in the table, nor one like it: check the name; %s", phrase.Quote(e.Name), elsewhere)
	default:
		text = fmt.Sprintf("no model %s in the table, did you mean %s? Otherwise, %s", phrase.Quote(e.Name), phrase.List(e.Nearest, "or"), elsewhere)
	}
	return text + inferredClause(e.Inferred)
}

// A NamelessModelError says that a model is known, but not the name of its general file.
type NamelessModelError struct {
	Model    Model
	Inferred string // what [InferGeneralFile] makes of its name, "" for nothing
}

func (e *NamelessModelError) Error() string {
	text := "no source has the name of the general file of the " + e.Model.Name
	if e.Model.Note != "" {
		text += " (" + e.Model.Note + ")"
	}
	return text + ": take the Vendor Class ID in its exported configuration" + inferredClause(e.Inferred)
}

func inferredClause(name string) string {
	if name == "" {
		return ""
	}
	return "; the rule of the F0V names infers " + name
}

// LookupModel finds a model by its name: in upper or lower case, with or without the
// maker's name in front, with spaces, dashes, underscores and dots anywhere or nowhere.
// "133V", as the description misprints it, is i33V; its other misprints (I32V, IW30)
// differ in case only. The error is an [*UnknownModelError]. The name of the general file
// may be inferred, or not be known: see [Model.Standing] and [LookupGeneralFile].
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
	inferred, _ := InferGeneralFile(name)
	return Model{}, &UnknownModelError{Name: name, Nearest: nearestModels(key), Inferred: inferred}
}

// LookupGeneralFile finds a model as [LookupModel] does, for who needs the name of its
// general file. Where nobody knows that, the error is a [*NamelessModelError].
func LookupGeneralFile(name string) (Model, error) {
	model, err := LookupModel(name)
	if err == nil && model.GeneralFile == "" {
		inferred, _ := InferGeneralFile(model.Name)
		return Model{}, &NamelessModelError{Model: model, Inferred: inferred}
	}
	return model, err
}

// InferGeneralFile makes the name of a model's general file, with the extension cfg, by
// the rule that most names of the F0V family follow: F0V, the last four characters of the
// model without its dashes, filled with 0 on the left, and 00000, or 10000 for a Pro. It
// reports false for what is not built as the names of models are. Letters count in upper
// and lower case; where all are given in lower case, they are taken as the maker writes
// them.
func InferGeneralFile(model string) (string, bool) {
	const width = 4
	name := withoutMaker(withoutMarks(model))
	if strings.ToLower(name) == name {
		name = asWritten(name)
	}
	end := "00000"
	if n := len(name) - len("pro"); n > 0 && strings.EqualFold(name[n:], "pro") {
		name, end = name[:n], "10000"
	}
	if !isModelName(name) {
		return "", false
	}
	name = name[max(0, len(name)-width):]
	return "F0V" + strings.Repeat("0", width-len(name)) + name + end + ".cfg", true
}

// asWritten capitals a name in lower case but for the i of the indoor and door phones.
func asWritten(name string) string {
	if len(name) > 1 && name[0] == 'i' && ascii.IsDigit(name[1]) {
		return "i" + strings.ToUpper(name[1:])
	}
	return strings.ToUpper(name)
}

// isModelName reports whether a name without dashes is built as those of models are: one
// letter or two, digits, and a few characters behind them.
func isModelName(name string) bool {
	const longest = 8
	letters := 0
	for letters < len(name) && ascii.IsLetter(name[letters]) {
		letters++
	}
	if letters < 1 || letters > 2 || letters == len(name) || len(name) > longest {
		return false
	}
	return isModelText(name) && !strings.Contains(name, "-")
}

// foldName brings the ways to write a model's name to one.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r | 0x20
		}
		return r
	}, withoutMarks(name))
}

// withoutMarks leaves out what may stand between the parts of a model's name.
func withoutMarks(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '-', '_', '.':
			return -1
		}
		return r
	}, name)
}

// makers are the names that the maker's phones are sold under.
var makers = [...]string{"fanvil", "linkvil"}

// withoutMaker leaves out the maker's name before a model's, in any case.
func withoutMaker(name string) string {
	for _, maker := range makers {
		if len(name) >= len(maker) && ascii.EqualFold(name[:len(maker)], maker) {
			return name[len(maker):]
		}
	}
	return name
}

// isNamed reports whether a folded name, its maker's name before it or not, is this model's.
func isNamed(m *Model, key string) bool {
	if foldedEqual(m.Name, key) {
		return true
	}
	rest := withoutMaker(key)
	ok := rest != key
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
		if name[i] == '-' || name[i] == ' ' {
			continue
		}
		if j == len(key) || ascii.Lower(name[i]) != key[j] {
			return false
		}
		j++
	}
	return j == len(key)
}

// nameMax is longer than any model's name with a letter or ten too many. What is longer
// is like none of them, and finding that out by comparing takes its time.
const nameMax = 32

// nearestModels returns up to four names like a folded one, the most alike first.
func nearestModels(key string) []string {
	key = withoutMaker(key)
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
		c := candidate{table[i].Name, typo.Distance(key, known, typo.MaxLen), commonPrefix(key, known)}
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
