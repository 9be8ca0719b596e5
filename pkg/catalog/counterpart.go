package catalog

import "strings"

// Link says how a counterpart is known.
type Link uint8

const (
	// Seen: both names were seen for the same setting.
	Seen Link = iota + 1
	// Same: the dotted dialect was seen with the very path that sysconf has.
	Same
	// Rule: the other name was not seen, but the rule that makes it holds throughout.
	Rule
	// Analogy: the other name was not seen. It is made as most others are, and may be
	// wrong.
	Analogy
)

var linkNames = [...]string{"none", Seen: "seen", Same: "same", Rule: "rule", Analogy: "analogy"}

// String returns "seen", "same", "rule" or "analogy".
func (l Link) String() string { return nameOf(l, "Link", linkNames[:]) }

// Counterpart is a key's name in another dialect.
type Counterpart struct {
	Dialect           Dialect
	Module, List, Key string // as [Entry] has them: with index marks
	Prefix            string // in text, what stands before the index in Key: SIP in "SIPN Register Addr"
	Link              Link
}

// Path returns the counterpart's path as [Entry.Path] does.
func (c Counterpart) Path() string { return joinPath(c.Dialect, c.Module, c.List, c.Key) }

// Counterpart returns the key's name in another dialect: between text-legacy and
// xml-legacy, and between text-modern, sysconf and dotted, from the first of these to the
// last by way of the second. [Table.Crossings] goes from one generation to the other.
func (e Entry) Counterpart(to Dialect) (Counterpart, bool) {
	switch e.Dialect() {
	case TextLegacy:
		if to == XMLLegacy {
			return e.toXMLLegacy()
		}
	case TextModern:
		switch to {
		case Sysconf:
			return e.toSysconf()
		case Dotted:
			return e.bySysconf(to)
		}
	case XMLLegacy:
		if to == TextLegacy {
			return e.fromXMLLegacy()
		}
	case Sysconf:
		if to == TextModern || to == Dotted {
			return e.reverse(to)
		}
	case Dotted:
		switch to {
		case Sysconf:
			return e.toSysconf()
		case TextModern:
			return e.bySysconf(to)
		}
	}
	return Counterpart{}, false
}

// bySysconf returns the name of what sysconf has for the key, where that was seen.
func (e Entry) bySysconf(to Dialect) (Counterpart, bool) {
	hub, ok := e.linked(Sysconf)
	if !ok {
		return Counterpart{}, false
	}
	c, ok := byPath(Sysconf)[hub.Path()].reverse(to)
	c.Link = max(c.Link, hub.Link)
	return c, ok
}

// linked returns the counterpart that stands in the table.
func (e Entry) linked(to Dialect) (Counterpart, bool) {
	if e.row.counterpart == "" {
		return Counterpart{}, false
	}
	other, ok := byPath(to)[e.row.counterpart]
	if !ok {
		return Counterpart{}, false
	}
	link := Seen
	if e.Dialect() == Dotted && other.foldedPath() == e.foldedPath() {
		link = Same
	}
	return other.as(link), true
}

func (e Entry) as(link Link) Counterpart {
	return Counterpart{Dialect: e.Dialect(), Module: e.Module(), List: e.List(), Key: e.Key(), Prefix: e.prefix(), Link: link}
}

// foldedPath returns the path so that sysconf and dotted can be compared.
func (e Entry) foldedPath() string {
	return e.Module() + "/" + foldList(e.Dialect(), e.List()) + "/" + e.Key()
}

// toXMLLegacy makes the name by rule where it was not seen: underscores for spaces, and
// the index in an element of its own.
func (e Entry) toXMLLegacy() (Counterpart, bool) {
	if c, ok := e.linked(XMLLegacy); ok {
		return c, true
	}
	key := strings.TrimPrefix(e.row.rest, " ")
	if strings.ContainsAny(key, "/#=") {
		return Counterpart{}, false // no XML name
	}
	c := Counterpart{Dialect: XMLLegacy, Module: underscored(e.Module()), Key: underscored(key), Link: Rule}
	if e.List() != "" {
		c.List = underscored(e.List()) + "[N]"
	}
	return c, true
}

func underscored(name string) string { return strings.ReplaceAll(name, " ", "_") }

// fromXMLLegacy goes the same way back. The list must be known to text-legacy, or its
// prefix would be a guess.
func (e Entry) fromXMLLegacy() (Counterpart, bool) {
	if c, ok := e.reverse(TextLegacy); ok {
		return c, true
	}
	c := Counterpart{Dialect: TextLegacy, Module: spaced(e.Module()), Key: spaced(e.Key()), Link: Rule}
	if e.List() != "" {
		list, ok := For(TextLegacy).Scope(c.Module, spaced(foldList(XMLLegacy, e.List())))
		if !ok {
			return Counterpart{}, false
		}
		c.List = list.list
		c.Key, c.Prefix = list.Prefix()+"N "+c.Key, list.Prefix()
	}
	return c, true
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// toSysconf makes the name by analogy where it was not seen: in the container of the
// list, without its spaces. Names of the dotted dialect follow no rule.
func (e Entry) toSysconf() (Counterpart, bool) {
	if c, ok := e.linked(Sysconf); ok {
		return c, true
	}
	container := e.row.scope.counterpart
	if container == "" {
		return Counterpart{}, false
	}
	module, list, _ := strings.Cut(container, "/")
	key := strings.ReplaceAll(e.row.rest, " ", "")
	return Counterpart{Dialect: Sysconf, Module: module, List: list, Key: key, Link: Analogy}, true
}

// reverse finds the key whose counterpart this one is.
func (e Entry) reverse(to Dialect) (Counterpart, bool) {
	other, ok := byCounterpart(to)[e.Path()]
	if !ok {
		return Counterpart{}, false
	}
	c, ok := other.linked(e.Dialect())
	return other.as(c.Link), ok
}

// byPath has a dialect's keys by their paths.
var byPath = lazily(func(d Dialect) map[string]Entry {
	entries := make(map[string]Entry, len(For(d).rows))
	for e := range For(d).Entries() {
		entries[e.Path()] = e
	}
	return entries
})

// byCounterpart has a dialect's keys by the paths of their counterparts. Where a doubtful
// key and another have the same, it is the other's.
var byCounterpart = lazily(func(d Dialect) map[string]Entry {
	entries := make(map[string]Entry, len(For(d).rows))
	for e := range For(d).Entries() {
		if other, double := entries[e.row.counterpart]; !double || other.Doubt() != "" {
			entries[e.row.counterpart] = e
		}
	}
	delete(entries, "")
	return entries
})

// Counterpart returns the module or list that holds a scope's keys in the other dialect
// of its generation, as a path: "sip/line[N]" for "SIP CONFIG MODULE:SIP Line List". It
// is empty where it is not known, and for scopes of XML and dotted files.
func (s *Scope) Counterpart() string { return s.counterpart }

// ByRule finds a key of generation 1 that was seen in the other dialect of the
// generation, whose names the rule between the two turns into those here: what text
// has as "Server   Address" XML has as "Server___Address". The entry is of the other
// dialect. Doubtful ones don't count. Of generation 2 and dotted it finds nothing, for
// their names follow no rule.
func (t *Table) ByRule(module, list, key string) (Entry, bool) {
	var e Entry
	var ok bool
	switch t.dialect {
	case TextLegacy:
		if _, _, rest, indexed := cutAnyIndex(key); indexed && list != "" {
			key = strings.TrimPrefix(rest, " ")
		}
		e, ok = For(XMLLegacy).Lookup(underscored(module), underscored(list), underscored(key))
	case XMLLegacy:
		e, ok = textByRule(spaced(module), spaced(list), spaced(key))
	}
	return e, ok && e.Doubt() == ""
}

// textByRule finds a key of text-legacy by its name without the index, which is cut
// where the first entry's is.
func textByRule(module, list, key string) (Entry, bool) {
	s, ok := For(TextLegacy).Scope(module, list)
	if !ok {
		return Entry{}, false
	}
	if list != "" {
		key = s.Prefix() + "1 " + key
	}
	return s.Lookup(strings.TrimRight(key[:min(len(key), KeyWidth)], " "))
}

// NamedByRule reports whether a module of another dialect of the generation has the name
// that the rule makes of this one.
func (t *Table) NamedByRule(name string) bool {
	var m *Scope
	var ok bool
	switch t.dialect {
	case TextLegacy:
		m, ok = For(XMLLegacy).Module(underscored(name))
	case XMLLegacy:
		m, ok = For(TextLegacy).Module(spaced(name))
	}
	return ok && m.Doubt() == ""
}
