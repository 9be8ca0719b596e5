package catalog

import "strings"

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
	return s.Lookup(strings.TrimRight(key[:min(len(key), keyWidth)], " "))
}

// NamedByRule tells whether a module of another dialect of the generation has the name
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
