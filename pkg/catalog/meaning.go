package catalog

import (
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// Meanings are what the values of a key mean, as some source has it.
type Meanings struct {
	Values []Meaning
	Extent Extent
	Source string // who says so
	Note   string // what is to be known besides, empty for nothing
}

// Meaning is what one value means, or all in a range.
type Meaning struct {
	Value string // as a file has it: "1", "F_DND"; "1..16" for a range, "n" for any number
	Text  string // "RFC 4733"; empty where the value is only known to be one
}

// Extent says how far a list of meanings goes.
type Extent uint8

const (
	Open   Extent = iota // there are, or may be, values that nobody has put in words
	Closed               // whoever offers the choice offers no other value
	Range                // the number has these limits
	Stated               // the vendor's description has these values, or limits, and no others
)

var extentNames = [...]string{Open: "open", Closed: "closed", Range: "range", Stated: "stated"}

// String returns "open", "closed", "range" or "stated".
func (x Extent) String() string { return nameOf(x, "Extent", extentNames[:]) }

// Meanings returns what the key's values mean, where anybody has put them in words. Several
// lists may contradict each other, as where the model decides; their notes say so.
func (e Entry) Meanings() []Meanings {
	var all []Meanings
	for m := e.row.meant; m != nil; m = m.next {
		list := Meanings{Extent: m.extent, Source: m.source, Note: m.note}
		for item := range strings.SplitSeq(m.values, meaningSeparator) {
			value, text, _ := strings.Cut(item, "=")
			list.Values = append(list.Values, Meaning{value, text})
		}
		all = append(all, list)
	}
	return all
}

// HasLimits reports whether the values that the key takes are known, or their range, so
// that [Entry.Check] or [Entry.CheckMeaning] may speak of any other.
func (e Entry) HasLimits() bool { return e.row.meant != nil && e.row.meant.extent != Open }

// CheckMeaning says that a value is none of those that the key is known to take, or "".
// What it says follows on "the value", as with [Entry.Check], which speaks of values that
// are wrong for sure.
func (e Entry) CheckMeaning(value string) string {
	m := e.row.meant
	if m == nil || m.extent != Closed && m.extent != Range || value == "" || IsFilledIn(value) || m.has(value) {
		return ""
	}
	return "is not " + m.String() + ", which is all that is known (" + m.source + ")"
}

// checkStated speaks of values other than those of the vendor's description.
func (e Entry) checkStated(value string) string {
	m := e.row.meant
	if m == nil || m.extent != Stated || m.has(value) {
		return ""
	}
	source, _, _ := strings.Cut(m.source, ";")
	return "is not " + m.String() + ", as " + source + ", has it"
}

const meaningSeparator = " | "

// meant is a line of the table of meanings, which several keys can share.
type meant struct {
	values       string
	extent       Extent
	source, note string
	next         *meant // another line for the same keys
}

// has reports whether a value is one of the list's, or within one of its ranges.
func (m *meant) has(value string) bool {
	value = strings.TrimSpace(value)
	n, err := strconv.Atoi(value)
	for item := range strings.SplitSeq(m.values, meaningSeparator) {
		known, _, _ := strings.Cut(item, "=")
		lo, hi, ranged := cutRange(known)
		if known == value || err == nil && ranged && lo <= n && n <= hi {
			return true
		}
	}
	return false
}

// cutRange reads "1", "1..16" or "5..", which has no end.
func cutRange(known string) (lo, hi int, ok bool) {
	first, last, ranged := strings.Cut(known, "..")
	lo, err := strconv.Atoi(first)
	hi = lo
	if ranged {
		hi = int(^uint(0) >> 1)
		if last != "" && err == nil {
			hi, err = strconv.Atoi(last)
		}
	}
	return lo, hi, err == nil
}

// String writes the list for a sentence: "0 (off), 1 (after reboot) or 2 (at an interval)".
func (m *meant) String() string {
	items := strings.Split(m.values, meaningSeparator)
	for i, item := range items {
		known, text, _ := strings.Cut(item, "=")
		if first, last, ranged := strings.Cut(known, ".."); ranged {
			known = first + " to " + last
			if last == "" {
				known = first + " or more"
			}
		}
		if text != "" {
			known += " (" + text + ")"
		}
		items[i] = known
	}
	return phrase.List(items, "or")
}

// readMeanings reads the table of meanings and fastens each line to the keys that it is
// about: one of sysconf with its names in text-modern and dotted, or one of generation 1
// with its name in XML.
func (t *Table) readMeanings(text string) []problem {
	r := newTSVReader("meanings.tsv", text, "sysconf", "legacy", "values", "extent", "source", "note")
	byCounterpart := map[string]*meant{}
	for r.next() {
		m := &meant{values: r.fields[2], source: r.fields[4], note: r.fields[5]}
		var ok bool
		if m.extent, ok = named[Extent](r.fields[3], extentNames[:]); !ok {
			r.report("unknown extent %q", r.fields[3])
		}
		switch t.dialect {
		case Sysconf:
			t.mean(t.rowOf(r.fields[0]), m)
		case TextLegacy, XMLLegacy:
			for path := range strings.SplitSeq(r.fields[1], meaningSeparator) {
				t.mean(t.rowOf(path), &meant{m.values, m.extent, m.source, m.note, nil})
			}
		case TextModern, Dotted:
			m.next = byCounterpart[r.fields[0]]
			byCounterpart[r.fields[0]] = m
		}
	}
	delete(byCounterpart, "")
	for i := range t.rows {
		if counterpart := t.rows[i].counterpart; counterpart != "" && len(byCounterpart) > 0 {
			t.rows[i].meant = byCounterpart[counterpart]
		}
	}
	return r.problems
}

// mean fastens a line to a key.
func (t *Table) mean(r *row, m *meant) {
	if r != nil {
		m.next, r.meant = r.meant, m
	}
}

// rowOf finds a key by its path in sysconf or in text-legacy: "sip/line[N]/Transport", "SIP
// CONFIG MODULE:SIP Line List:SIPN Transport". In xml-legacy it takes the latter, too.
func (t *Table) rowOf(path string) *row {
	separator := ":"
	if t.dialect == Sysconf {
		separator = "/"
	}
	module, rest, _ := strings.Cut(path, separator)
	list, key := "", rest
	if i := strings.LastIndex(rest, separator); i >= 0 {
		list, key = rest[:i], rest[i+1:]
	}
	if t.dialect == XMLLegacy {
		if _, entry, ok := strings.Cut(key, "N "); ok && list != "" {
			key = entry
		}
		module, list, key = underscored(module), underscored(list), underscored(key)
	}
	s, ok := t.Scope(module, list)
	if !ok {
		return nil
	}
	for i := s.first; i < s.end; i++ {
		if t.rows[i].key == key {
			return &t.rows[i]
		}
	}
	return nil
}
