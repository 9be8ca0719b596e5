package lint

import (
	"fmt"
	"hash/maphash"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// dictionaryRules compare modules, lists, keys and values with what the survey saw.
var dictionaryRules = []check{
	{Rule: Rule{"FV301", "unknown-module", Warning, false, "no sample has a module of this name"},
		file: unknownModules},
	{Rule: Rule{"FV304", "wrong-generation", Warning, false, "a name belongs to phones of another generation"},
		file: foreignModules, walk: walker{onUnknown: foreignKey}},
	{Rule: Rule{"FV305", "value-kind", Warning, false, "a value is not of its key's kind"},
		walk: walker{onValue: valueKind}},
	{Rule: Rule{"FV306", "list-name-in-sysconf", Error, false, "a list goes by its name in text files"},
		in: []cfgfile.Dialect{cfgfile.Sysconf}, walk: walker{onPlace: textListName}},
	{Rule: Rule{"FV307", "rival-key", Warning, false, "a setting stands in its entry under two spellings"},
		walk: walker{onRival: suspectRival, onEnd: rivalKeys}},
	{Rule: Rule{"FV308", "unknown-value", Info, false, "a value is none of those that are known for its key"},
		walk: walker{onValue: unknownValue}},
}

// unknownModules speaks of modules that no dialect has. Dotted files have no modules, and
// few of their paths are known.
func unknownModules(p *pass) {
	table, looked := p.table(), 0
	for m := range p.file.Modules() {
		if _, known := table.Module(m.Name); known || table.NamedByRule(m.Name) || p.nameInTemplate(m.Span) || p.own.hasModule(m.Name) {
			continue
		}
		if looked++; looked <= maxOpinions && len(table.ForeignModules(m.Name)) > 0 && !isOtherCase(table, m.Name) || p.countSurplus() {
			continue
		}
		message, suggestion := "no sample has a module of this name", ""
		if near := table.NearestModule(m.Name, 1); len(near) > 0 {
			suggestion = near[0]
			message += fmt.Sprintf("; perhaps %q is meant", suggestion)
		}
		p.grade(Warning, m.Span.Start, message, suggestion)
	}
}

// knowsModule reports whether a module's keys can be judged. Those of an unknown module
// cannot, nor those of one that belongs to another dialect.
func knowsModule(table *catalog.Table, name string) bool {
	m, known := table.Module(name)
	return known && (m.Doubt() == "" || len(table.ForeignModules(name)) == 0)
}

// generations names the phones whose names a dialect uses.
var generations = [...]string{
	1: "phones of the first generation (X3S, X4, H5)",
	2: "phones of the second generation (X5, X7C, H6, V6x)",
	3: "the newest phones",
}

// foreignModules speaks of modules that only another dialect has. Their keys are then
// not looked at.
func foreignModules(p *pass) {
	table, looked := p.table(), 0
	for m := range p.file.Modules() {
		if knowsModule(table, m.Name) || table.NamedByRule(m.Name) || p.nameInTemplate(m.Span) || p.own.hasModule(m.Name) {
			continue
		}
		if looked++; looked > maxOpinions {
			return
		}
		found := table.ForeignModules(m.Name)
		if len(found) == 0 || isOtherCase(table, m.Name) || p.countSurplus() {
			continue
		}
		named := likeliest(found, m.Name, table.Dialect())
		p.grade(Warning, m.Span.Start, fmt.Sprintf("this is a module of %s files, %s", named, otherwise(named, table.Dialect())), "")
	}
}

// isOtherCase reports whether a module differs from one of the dialect in the case of
// letters alone.
func isOtherCase(table *catalog.Table, name string) bool {
	near := table.NearestModule(name, 1)
	return len(near) > 0 && near[0] != name && strings.EqualFold(near[0], name)
}

// likeliest returns the dialect that a name is likeliest of: one that writes it so, and of
// several one that is XML where the file is, or is none where it is not.
func likeliest(found []*catalog.Scope, name string, file catalog.Dialect) catalog.Dialect {
	best, most := found[0].Dialect(), -1
	for _, s := range found {
		rank := 0
		if s.Module() == name {
			rank += 2
		}
		if s.Dialect().IsXML() == file.IsXML() {
			rank++
		}
		if rank > most {
			best, most = s.Dialect(), rank
		}
	}
	return best
}

// otherwise returns in words how a file's dialect differs from the one that a name is of.
func otherwise(named, file catalog.Dialect) string {
	if named.Generation() == file.Generation() {
		return fmt.Sprintf("and a %s file has other names", file)
	}
	return fmt.Sprintf("for %s, and this file is for %s", generations[named.Generation()], generations[file.Generation()])
}

// textListName speaks of a list that goes by its name in text files, as <SIPLineList>
// for <line>, when the first setting in it is met.
func textListName(w *walk) {
	if w.textList == nil || !w.moduleKnown {
		return
	}
	message := fmt.Sprintf("this is the name of a list of text files, %q", w.textList.List())
	suggestion := ""
	if to := w.textList.Counterpart(); to != "" {
		message += "; sysconf says " + to
		_, suggestion, _ = strings.Cut(to, "/")
		suggestion, _, _ = strings.Cut(suggestion, "[")
	}
	w.suggest(w.file.ListSpans(w.number)[0].Start, message, suggestion)
}

// textListOf returns the list of a text dialect that a part of a sysconf list's path is
// named after.
func textListOf(sysconf *catalog.Table, list string) *catalog.Scope {
	for part := range strings.SplitSeq(list, "/") {
		name, _, _ := strings.Cut(part, "[")
		if name == "" || len(sysconf.ListsLike(name)) > 0 {
			continue
		}
		for _, d := range []catalog.Dialect{catalog.TextModern, catalog.TextLegacy} {
			if lists := catalog.For(d).ListsLike(name); len(lists) > 0 {
				return lists[0]
			}
		}
	}
	return nil
}

// valueKind speaks of values that are not of their key's kind. Only what a key's name
// makes plain counts, and what the vendor's description states; a range that was seen is
// no limit. URLs are for FV403, and file keys for FV406.
func valueKind(w *walk) {
	if w.inDictionary && (w.entry.HasLimits() || mayBeWrong(w.entry.Kind(), w.setting.Value)) && !catalog.HoldsFileKey(w.setting.Key) {
		w.foundValue(cfgfile.CheckValue(w.entry, w.setting.Value))
	}
}

// unknownValue speaks of values beyond those that are known to be all, or their range.
// What is wrong by its kind, or by the description, is for valueKind.
func unknownValue(w *walk) {
	if w.inDictionary && w.entry.HasLimits() && w.entry.Check(w.setting.Value) == "" {
		w.foundValue(w.entry.CheckMeaning(w.setting.Value))
	}
}

// foundValue adds a finding on the setting's value, unless nothing is wrong with it.
func (w *walk) foundValue(wrong string) {
	if wrong != "" && !w.isSpoiled() {
		w.found(w.setting.ValueSpan.Start, "the value of "+strconv.Quote(w.keyName())+" "+wrong)
	}
}

// keyName returns the key of the current setting as the dictionary has it, with the index
// that it has in the file: "SIP1 DTMF Mode".
func (w *walk) keyName() string {
	key, prefix := w.setting.Key, w.entry.Scope().Prefix()
	if w.entry.Dialect() != w.table.Dialect() || prefix == "" || !strings.HasPrefix(key, prefix) {
		return w.entry.Key()
	}
	digits := len(prefix)
	for digits < len(key) && ascii.IsDigit(key[digits]) {
		digits++
	}
	return w.entry.KeyAt(key[len(prefix):digits])
}

// mayBeWrong is quick to say no: anything is text, and most values are one digit or an
// address.
func mayBeWrong(kind catalog.Kind, value string) bool {
	switch kind {
	case catalog.URL, catalog.Secret:
		return false
	case catalog.Text: // a file's name can have a macro, an escape or nothing before its extension
		return value[0] == '.' || strings.IndexByte(value, '$') >= 0 || strings.IndexByte(value, '%') >= 0
	case catalog.IPv4, catalog.Host:
		return !ascii.IsDigit(value[0]) || !isIPv4(value)
	case catalog.MAC:
		return true
	}
	return len(value) > 1 || !ascii.IsDigit(value[0])
}

func isIPv4(value string) bool {
	addr, err := netip.ParseAddr(value)
	return err == nil && addr.Is4()
}

// rivals are the keys of a file that may be two spellings of one setting. Few keys can
// be: those that the dictionary has in two spellings, and those that it does not have. So
// the walk only notes in which entries such keys are, and these are gone through behind
// it. All maps go by hashes.
type rivals struct {
	suspects map[uint64]int          // by their spellings: the hash of the key
	entries  map[uint64]bool         // that are to be gone through
	first    map[uint64]cfgfile.Span // where the first spelling of each key of theirs stands
}

// mayHaveRival reports whether another spelling of the current key can be in a file at
// all.
func (w *walk) mayHaveRival() bool {
	return !w.isOfDialect() || w.entry.HasNamesake()
}

// isOfDialect reports whether the dictionary has the current key in its place for the
// dialect itself.
func (w *walk) isOfDialect() bool {
	return w.inDictionary && w.entry.Dialect() == w.table.Dialect()
}

// suspectRival notes the entry that the current key stands in, if there may be another
// spelling of it.
func suspectRival(w *walk) {
	r, key := &w.rivals, w.setting.Key
	hash, keyHash := w.entryHash()^w.spelling(), int(maphash.String(hashSeed, key))
	if first, again := r.suspects[hash]; again && first == keyHash {
		return
	} else if !again {
		r.suspects[hash] = keyHash
		if w.isOfDialect() || !w.table.HasNamesake(w.module, w.list, key) {
			return
		}
	}
	if r.entries == nil {
		r.entries = make(map[uint64]bool)
	}
	r.entries[w.entryHash()] = true
}

// spelling hashes all that the current setting's key may be written as.
func (w *walk) spelling() uint64 {
	if w.isOfDialect() {
		return uint64(w.entry.Spelling(w.setting.Key))
	}
	return uint64(w.table.Spelling(w.module, w.list, w.setting.Key))
}

// rivalKeys goes through the entries that were noted.
func rivalKeys(w *walk) {
	if len(w.rivals.entries) == 0 {
		return
	}
	w.rivals.first = make(map[uint64]cfgfile.Span)
	var s cfgfile.Setting
	for w.number, s = range w.file.Settings() {
		w.setting = &s
		if s.Module != w.module || s.List != w.list {
			w.enter()
		}
		if !w.rivals.entries[w.entryHash()] || w.own.hasModule(s.Module) || w.own.hasKey(&s) {
			continue
		}
		w.lookUp()
		rivalKey(w)
	}
}

// rivalKey speaks of a key that is another spelling of one above it in its entry: a
// phone reads one of the two, and passes over the other. The finding stands at that of
// the two which samples don't have there. That neither FV302 nor FV304 speaks of them,
// too, is its to see to; of the same key twice FV204 speaks.
func rivalKey(w *walk) {
	s, seen := w.setting, w.rivals.first
	hash := w.entryHash() ^ w.spelling()
	first, again := seen[hash]
	if !again {
		seen[hash] = s.KeySpan
	}
	if !again || w.src[first.Start:first.End] == s.Key {
		return
	}
	hash ^= maphash.String(hashSeed, s.Key)
	if _, spoken := seen[hash]; spoken {
		return
	}
	seen[hash] = s.KeySpan
	if !w.isRivalable(first) || w.countSurplus() {
		return
	}
	here := w.rivalOf(s.KeySpan, s.Line)
	there := w.rivalOf(first, s.Line-strings.Count(w.src[first.Start:s.KeySpan.Start], "\n"))
	if here.known && !there.known {
		here, there = there, here
	}
	reads := "and which is not known here: an export of the phone shows it; delete the other"
	if there.known && !here.known {
		reads = "and samples have that one here: delete this one"
	}
	w.retract(here.span.Start, "FV302", "FV304")
	w.retract(there.span.Start, "FV302", "FV304")
	w.found(here.span.Start, fmt.Sprintf("%s is another spelling of %s on line %d; a phone reads one of the two, %s", here.name, there.name, w.line(there.line), reads))
}

// isRivalable leaves out what will not stand in the file as it does now: what a template
// may choose from, and what stands behind a lost line break.
func (w *walk) isRivalable(first cfgfile.Span) bool {
	if w.template != nil {
		return !w.template.IsNamed(w.number) && !w.isFilled(first) && w.template.Together(first.Start, w.setting.KeySpan.Start) && !w.isSpoiled()
	}
	between := func(t templateLine) bool { return t.line.End > first.Start && t.line.Start <= w.setting.KeySpan.Start }
	return !slices.ContainsFunc(w.templateLines(), between) && !w.isSpoiled() && !w.isScopeFused()
}

// rival is one of two spellings.
type rival struct {
	span  cfgfile.Span
	line  int
	name  string // as it may be shown
	known bool   // to stand here in samples
}

// rivalOf names a key if the dictionary has it here. In a broken file, part of a password
// can be read as a key.
func (w *walk) rivalOf(span cfgfile.Span, line int) rival {
	key := w.src[span.Start:span.End]
	e, known := w.lookUpHere(key)
	if !known {
		return rival{span, line, "this key", false}
	}
	return rival{span, line, strconv.Quote(key), e.Doubt() == ""}
}
