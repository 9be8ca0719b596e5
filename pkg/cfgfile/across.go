package cfgfile

import (
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Carried is a setting that a conversion took over from one generation of phones to
// another.
type Carried struct {
	// From is the setting's path in the file, To that in the result.
	From, To string
	// Line is where it stands in the file, from 1.
	Line int
	// Basis says how it is known that both are one setting: "name", it has the same name
	// in the module where most settings of its own go; "variable", one variable of a
	// product's templates fills both; "name+variable"; "place", both do the same under other
	// names; "spelling", another spelling of such a name.
	Basis string
	// Doubt says why it may be wrong, "" where it is sure.
	Doubt string
	// Note is what is to be looked at though it is sure, or "".
	Note string
}

// acrossNames are those that settings have in the other generation of phones, by the
// dictionary's table of generations. All goes by way of text-legacy and sysconf.
type acrossNames struct {
	from, to Dialect
	doubtful bool  // whether what is doubtful is wanted
	first    names // to the dialect that the table has of this generation, nil if it is that
	last     names // from the one that it has of the other

	// Of the setting before:
	basis, doubt, note string
}

func newAcrossNames(from, to Dialect, options ConvertOptions) *acrossNames {
	n := &acrossNames{from: from, to: to, doubtful: options.Doubtful}
	switch from {
	case XMLLegacy:
		n.first = legacyToText{}
	case TextModern, Dotted:
		n.first = newDictionaryNames(from, Sysconf, options)
	}
	switch to {
	case XMLLegacy:
		n.last = &legacyToXML{}
	case TextModern, Dotted:
		n.last = newDictionaryNames(Sysconf, to, options)
	}
	return n
}

func (n *acrossNames) translate(p *Path) (at Path, reason string) {
	n.basis, n.doubt, n.note = "", "", ""
	at = *p
	if n.first != nil {
		if at, reason = n.first.translate(p); reason != "" {
			return Path{}, reason
		}
	}
	all := catalog.For(at.Dialect).Crossings(at.Module, at.List, at.Key)
	if len(all) == 0 {
		return Path{}, "it has no counterpart that is known in " + generationName(n.to)
	}
	at, ok := cross(&at, all[0])
	if !ok {
		return Path{}, fmt.Sprintf("its number is none that an entry can have in %s: 1 to 9999", n.to)
	}
	if n.last != nil {
		if at, reason = n.last.translate(&at); reason != "" {
			return Path{}, reason
		}
	}
	n.basis, n.doubt, n.note = all[0].Basis, n.doubtOf(all[0]), all[0].Note
	switch {
	case n.doubt != "" && !n.doubtful:
		return Path{}, fmt.Sprintf("it may be %s, but that is doubtful: %s", at, n.doubt)
	case n.doubt == "" && n.note == "" && n.to.Generation() == 1:
		n.note = otherNames(all)
	}
	return at, ""
}

// cross returns the path of a setting of text-legacy in sysconf, or the way back.
func cross(p *Path, c catalog.Crossing) (Path, bool) {
	to, indexes := c.Sysconf, []int(nil)
	alone, several := catalog.ModuleToEntry, catalog.EntryToModule
	if p.Dialect == Sysconf {
		to, indexes = c.Legacy, pathIndexes(p)
		alone, several = several, alone
	} else if c.Legacy.Prefix != "" {
		indexes = []int{leadingNumber(p.Key)}
	}
	switch c.Doubt {
	case alone:
		indexes = []int{1}
	case several:
		indexes = nil
	}
	return fillIn(to, indexes)
}

// doubtOf says why a crossing may be wrong, "" where it is sure.
func (n *acrossNames) doubtOf(c catalog.Crossing) string {
	back := n.to.Generation() == 1
	there := generationName(n.to)
	switch c.Doubt {
	case catalog.ValuesDiffer:
		return "one value does not mean the same in both generations"
	case catalog.OtherName:
		return "it has another name there, and its values may differ"
	case catalog.NamesModel:
		return "it names the model of the phone"
	case catalog.OtherIndex:
		if back {
			return "its number is that of a line, and there it is that of a port"
		}
		return "its number is that of a port, and there it is that of a line"
	case catalog.ModuleToEntry, catalog.EntryToModule:
		if back == (c.Doubt == catalog.ModuleToEntry) {
			return "each entry of its list has one, and " + there + " has one for all"
		}
		return "it is one for all, and in " + there + " each entry of a list has one, of which the first gets it"
	}
	if back && c.Mistake != "" {
		return "generation 1 was seen to have it there by mistake: " + c.Mistake
	}
	return ""
}

// otherNames says what else phones of generation 1 call a setting, "" for nothing.
func otherNames(all []catalog.Crossing) string {
	names := []string{all[0].Legacy.Key}
	for _, c := range all[1:] {
		if c.Doubt == catalog.NoDoubt && c.Mistake == "" {
			names = append(names, c.Legacy.Key)
		}
	}
	if len(names) == 1 {
		return ""
	}
	return "which name a phone of generation 1 has for it depends on the model: " + phrase.List(names, "or")
}

// planned is what becomes of a setting that goes to the other generation, where several can
// have one path.
type planned struct {
	at     Path
	as     Carried
	reason string // why it is lost, "" where it is not
	shares bool   // a setting before it has its place, and its value
}

// plan decides what becomes of each setting.
func (c *converter) plan(names *acrossNames) {
	c.planned = make([]planned, 0, c.Len())
	places := make(map[Path][]int, c.Len())
	for i, s := range c.Settings() {
		names.doubt = "" // of the setting before, where this one is not looked for
		var step planned
		step.at, step.reason = c.placed(&s, c.scopeOf(i))
		step.as = Carried{From: s.Path.String(), To: step.at.String(), Line: s.Line, Basis: names.basis, Doubt: names.doubt, Note: names.note}
		if step.reason == "" {
			at := step.at.identity()
			places[at] = append(places[at], i)
		}
		c.planned = append(c.planned, step)
	}
	for _, numbers := range places {
		c.share(numbers)
	}
}

// share decides what becomes of settings that go to one path. Those that are sure decide;
// where these differ, nobody knows which of them a phone goes by, and none is taken.
func (c *converter) share(numbers []int) {
	deciding := numbers
	if sure := slices.DeleteFunc(slices.Clone(numbers), func(i int) bool { return c.planned[i].as.Doubt != "" }); len(sure) > 0 {
		deciding = sure
	}
	one := deciding[0]
	other := slices.IndexFunc(deciding, func(i int) bool { return c.value(i) != c.value(one) })
	shared := false
	for _, i := range numbers {
		step := &c.planned[i]
		same := c.value(i) == c.value(one)
		switch {
		case other >= 0 && same:
			step.reason = c.contradicted(step, deciding[other])
		case other >= 0:
			step.reason = c.contradicted(step, one)
		case !same:
			step.reason = fmt.Sprintf("line %d goes to %s, too, which is sure, and has another value", c.planned[one].as.Line, step.as.To)
		default:
			step.shares, shared = shared, true
		}
	}
}

func (c *converter) contradicted(step *planned, other int) string {
	return fmt.Sprintf("line %d goes to %s, too, and has another value; which of them counts is not known", c.planned[other].as.Line, step.as.To)
}

// carry takes over a setting as it is planned.
func (c *converter) carry(i int, s *Setting) {
	step := &c.planned[i]
	if step.reason != "" {
		c.losses = append(c.losses, loss{Loss{Kind: LostSetting, Path: step.as.From, Reason: step.reason, Doubtful: step.as.Doubt != "" && !c.options.Doubtful}, s.KeySpan.Start})
		return
	}
	c.result.Carried = append(c.result.Carried, step.as)
	if !step.shares {
		c.out.add(&step.at, s.Value)
		c.result.Settings++
	}
}

// usualVersions are those that exports of each generation carry.
var usualVersions = [...]string{1: "2.0002", 2: "2.0000000002", 3: "2.0000000002"}

// noteAcross notes what is to be known of a file that goes to the other generation.
func (c *converter) noteAcross() {
	if !c.ShowsGeneration() {
		c.note("its few names don't show the generation that it is of; it is taken for %s", c.dialect)
	}
	usual := usualVersions[c.to.Generation()]
	if version := c.Version(); CheckVersion(version) == nil && !SameWidth(version, usual) {
		c.note("the version stays %s, and exports of %s have one as wide as %s; how a phone compares versions of different widths is not known", version, generationName(c.to), usual)
	}
}

func (c *converter) note(format string, args ...any) {
	c.result.Notes = append(c.result.Notes, fmt.Sprintf(format, args...))
}
