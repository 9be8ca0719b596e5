package catalog

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
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

// Check says what is wrong with a value of the key, or "" where nothing can be said for
// sure. What it says follows on "the value": "is no port: 0 to 65535". It does not
// repeat the value. Nothing is said of an empty value, of one that the phone or a
// template completes, and of a range that was only seen. What the vendor's description
// states as all that a key takes counts as sure. An address is no port and no flag,
// whichever network it is of.
func (e Entry) Check(value string) string {
	if value == "" || IsFilledIn(value) {
		return ""
	}
	if wrong := e.checkStated(value); wrong != "" {
		return wrong
	}
	if e.Basis() != Reasoned {
		return e.checkNumeric(value)
	}
	switch e.Kind() {
	case Flag:
		return checkFlag(value)
	case Integer:
		return checkInteger(value)
	case Enumeration:
		return e.checkNumeric(value)
	case Port:
		return checkPort(value)
	case IPv4:
		return checkIPv4(value)
	case Host:
		return checkHost(value)
	case URL:
		return checkURL(value)
	case MAC:
		return checkMAC(value)
	}
	return ""
}

// IsFilledIn reports whether something else takes the place of a value, or of a part of
// it, before the phone uses it: a macro of the phone ($mac), a tag of a template
// ({{ port }}, <?= $port ?>, %port%), the ### of a withheld password. The mark alone is
// none: 50$0 is no port.
func IsFilledIn(value string) bool {
	if value != "" && value[0] == '#' && strings.Trim(value, "#") == "" {
		return true
	}
	for i := range len(value) {
		rest := value[i+1:]
		switch mark := value[i]; mark {
		case '$':
			if rest != "" && (ascii.IsLetter(rest[0]) || rest[0] == '_' || holdsName(rest, '{', '}')) {
				return true
			}
		case '{', '<', '%', '#':
			if holdsName(value[i:], mark, closing[mark]) || strings.HasPrefix(value[i:], "%(") {
				return true
			}
		}
	}
	return false
}

// closing has the mark that ends what another one begins.
var closing = map[byte]byte{'{': '}', '<': '>', '%': '%', '#': '#'}

// holdsName reports whether a text starts with a tag between two marks that has a letter
// in it, as each name of a variable has.
func holdsName(text string, opening, closing byte) bool {
	if text[0] != opening {
		return false
	}
	inside, _, closed := strings.Cut(strings.TrimLeft(text, string(opening)), string(closing))
	return closed && strings.ContainsFunc(inside, func(r rune) bool { return r < utf8.RuneSelf && ascii.IsLetter(byte(r)) })
}

// checkNumeric speaks only of words for yes and no where nothing but numbers was seen.
func (e Entry) checkNumeric(value string) string {
	if _, _, ranged := e.Range(); ranged && e.Kind().numeric() && isTruthWord(value) {
		return "is a word where only numbers were seen"
	}
	return ""
}

// CheckInterval says what is wrong with the length of an interval, or "" where nothing is
// for sure, as [Entry.Check] does of what it leaves alone: numbers that are no whole ones,
// below zero or with a unit behind them.
func (e Entry) CheckInterval(value string) string {
	name := e.Key()
	if e.Kind() != Integer || len(name) < len("Interval") || !strings.EqualFold(name[len(name)-len("Interval"):], "Interval") {
		return ""
	}
	if digits := strings.TrimSpace(value); strings.Trim(digits, "0123456789") == "" || strings.ContainsAny(value, "${}<>%#") || e.Check(value) != "" {
		return ""
	}
	return "is no whole number" + intervalUnit(name)
}

// intervalUnit returns what an interval is counted in, where the vendor's description or a
// product says so.
func intervalUnit(key string) string {
	for _, name := range [...]string{"Flash Interval", "Download Interval", "PNP Interval", "Interval", "Auto Upgrade Interval"} {
		if SameKey(key, name) {
			return " of hours"
		}
	}
	switch {
	case SameKey(key, "update PB Interval"):
		return " of minutes"
	case SameKey(key, "Periodix Interval"):
		return " of seconds"
	}
	return ""
}

// isTruthWord reports whether other programs write a word for 1 or 0.
func isTruthWord(value string) bool {
	if len(value) < len("no") {
		return false
	}
	for _, word := range [...]string{"yes", "no", "on", "off", "true", "false", "enable", "disable", "enabled", "disabled"} {
		if strings.EqualFold(value, word) {
			return true
		}
	}
	return false
}

// checkFlag lets a single digit pass: more than one flag of the first phones counts to 2
// on later ones.
func checkFlag(value string) string {
	if len(value) == 1 && ascii.IsDigit(value[0]) || value == "00" || value == "01" {
		return ""
	}
	return "is neither 0 nor 1"
}

// checkInteger lets everything pass that starts as a number does, since units are seen
// in some places (512KB), but for what has the dots of an address.
func checkInteger(value string) string {
	digits := strings.TrimLeft(value, "+-")
	if digits == "" || !ascii.IsDigit(digits[0]) || strings.Count(digits, ".") > 1 {
		return "is no number"
	}
	return ""
}

func checkPort(value string) string {
	if n, err := strconv.ParseUint(value, 10, 32); err != nil || n > 65535 {
		return "is no port: 0 to 65535"
	}
	return ""
}

func checkIPv4(value string) string {
	const wrong = "is no IPv4 address"
	parts := 0
	for part := range strings.SplitSeq(value, ".") {
		if n, err := strconv.ParseUint(part, 10, 16); err != nil || n > 255 || len(part) > 3 {
			return wrong
		}
		parts++
	}
	if parts != 4 {
		return wrong
	}
	return ""
}

func checkHost(value string) string {
	switch {
	case strings.ContainsAny(value, " \t"):
		return "holds a space, which no host name and no address does"
	case strings.Count(value, ".") == 3 && strings.Trim(value, ".0123456789") == "" && checkIPv4(value) != "":
		return "is no IPv4 address"
	}
	return ""
}

func checkURL(value string) string {
	if strings.ContainsAny(value, " \t") {
		return "holds a space, which no URL does"
	}
	if !strings.Contains(value, "://") {
		return checkHost(value)
	}
	scheme, rest, _ := strings.Cut(value, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i] // what follows is for the server to read
	}
	if u, err := url.Parse(scheme + "://" + rest); err != nil || u.Hostname() == "" {
		return "is no URL"
	}
	return ""
}

func checkMAC(value string) string {
	digits := 0
	for _, c := range []byte(value) {
		switch {
		case ascii.IsDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f':
			digits++
		case c != ':' && c != '-' && c != '.':
			return "is no MAC address"
		}
	}
	if digits != 12 {
		return "is no MAC address"
	}
	return ""
}
