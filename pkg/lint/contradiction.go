package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// contradictionRules compare settings that belong together, with each other or with what
// the model of the phone has. None of them says which of two is right.
var contradictionRules = []check{
	{Rule: Rule{"FV701", "key-type-value", Warning, false, "a function key's value is of another type than its own"},
		walk: walker{onKey: keyTypeValue}},
	{Rule: Rule{"FV702", "protocol-scheme", Warning, false, "the protocol that files are fetched by is not that of the server's URL"},
		walk: walker{onEnd: protocolScheme}},
	{Rule: Rule{"FV703", "page-count", Warning, false, "a page of function keys lies beyond their number of pages"},
		walk: walker{onPlace: notePage, onEnd: pageCount}},
	{Rule: Rule{"FV704", "model-lines", Warning, false, "the file uses more lines than the model has"},
		file: modelLines},
	{Rule: Rule{"FV705", "model-keys", Warning, false, "the file sets up more function keys than the model has"},
		file: modelKeys},
	{Rule: Rule{"FV706", "dst-pair", Info, false, "summer time is set by hand, and no rule for it"},
		walk: walker{onEnd: dstPair}},
	{Rule: Rule{"FV707", "wifi-off", Warning, false, "Wi-Fi is off on a phone that has no cable"},
		walk: walker{onEnd: wifiOff}},
	{Rule: Rule{"FV708", "interval", Warning, false, "an interval is no whole number"},
		walk: walker{onValue: interval}},
}

// related is a setting that others belong together with, as the walk came by it.
type related struct {
	value  string
	at     int // where the value starts
	known  bool
	unsure bool // it stands there with another value, too, or a template fills it in
}

// relate takes note of a setting that others belong together with.
func (w *walk) relate() {
	s, r := w.setting, &w.related[w.role]
	switch {
	case w.role == catalog.KeyType, w.role == catalog.KeyValue:
		w.run(onKey)
		return
	case s.Value == "":
		return
	case !r.known:
		*r = related{value: s.Value, at: s.ValueSpan.Start, known: true}
	}
	r.unsure = r.unsure || s.Value != r.value || w.isSpoiled() || w.isConditional()
}

// valueOf returns the value that the file has for a role, if it has one for sure.
func (w *walk) valueOf(role catalog.Role) (value string, at int, ok bool) {
	if r := &w.related[role]; r.known && !r.unsure {
		return r.value, r.at, true
	}
	return "", 0, false
}

// keyForm is the type of function key that a value has the form of; the numbers are the
// phones'.
type keyForm byte

const (
	memoryKey keyForm = '1' // 309@1/bc
	lineKey   keyForm = '2' // SIP1, AUTO
)

// formOf returns the type that a value is plainly for, 0 where it may be for any: a number
// alone is dialled, called up or sent.
func formOf(value string) keyForm {
	if number, ok := strings.CutPrefix(value, "SIP"); value == "AUTO" || ok && isIndex(number) {
		return lineKey
	}
	_, behind, _ := strings.Cut(value, "@")
	line, action, _ := strings.Cut(strings.TrimPrefix(behind, "-"), "/")
	if action != "" && line != "" && strings.Trim(line, "0123456789") == "" {
		return memoryKey
	}
	return 0
}

// entryPlace is an entry of a list.
type entryPlace struct {
	module, list string
	index        int
}

// functionKey is what is known of a function key: its type, and the type that its value is
// for, 0 where they tell nothing.
type functionKey struct {
	kind, form        keyForm
	kindAt, formAt    int
	hasKind, hasValue bool
}

// keyTypeValue speaks of a key of one type whose value is plainly one of the other. The
// two stand next to each other for the most part, but need not.
func keyTypeValue(w *walk) {
	s, isType := w.setting, w.role == catalog.KeyType
	place := entryPlace{s.Module, s.List, s.Index}
	k := w.keys[place]
	if isType && k.hasKind || !isType && k.hasValue {
		k = functionKey{} // the entry stands there again
	}
	if isType {
		k.hasKind, k.kindAt = true, s.ValueSpan.Start
		if (s.Value == "1" || s.Value == "2") && !w.isSpoiled() {
			k.kind = keyForm(s.Value[0])
		}
	} else {
		k.hasValue, k.formAt = true, s.ValueSpan.Start
		if k.form = formOf(s.Value); k.form != 0 && w.isSpoiled() {
			k.form = 0
		}
	}
	if k.kind != 0 && k.form != 0 && k.kind != k.form && !w.mayBeApart(k.kindAt, k.formAt) {
		w.found(k.formAt, keyMessages[k.kind])
	}
	if k.hasKind && k.hasValue {
		delete(w.keys, place)
		return
	}
	if w.keys == nil {
		w.keys = make(map[entryPlace]functionKey)
	}
	w.keys[place] = k
}

var keyMessages = map[keyForm]string{
	lineKey:   "the key is of type 2, a line, whose value is SIP1 (or another line) or AUTO; this value is one of type 1, number@line/action",
	memoryKey: "the key is of type 1, a number, whose value is number@line/action; this value is one of type 2, a line",
}

// protocolScheme compares the protocol's number with the scheme that the server's URL
// starts with, where it has one.
func protocolScheme(w *walk) {
	number, at, ok := w.valueOf(catalog.FetchProtocol)
	server, _, known := w.valueOf(catalog.FetchServer)
	protocol := fetchProtocols[number]
	scheme, _, hasScheme := strings.Cut(server, "://")
	scheme = strings.ToUpper(scheme)
	if !ok || !known || !hasScheme || protocol == "" || scheme == protocol || !isFetchProtocol(scheme) {
		return
	}
	w.found(at, fmt.Sprintf("the protocol is set to %s, and the server's URL says %s; which of the two a phone goes by is not known: let both say the same, or leave the scheme out", protocol, scheme))
}

func isFetchProtocol(name string) bool {
	for _, known := range fetchProtocols {
		if name == known {
			return true
		}
	}
	return false
}

// keyPage is a page of function keys that the file has settings for.
type keyPage struct {
	count  catalog.Role // the setting that says how many such pages there are
	number int
	at     int
}

// notePage takes note of a page of function keys that may lie beyond the last: the number
// of pages stands before them in exports, but need not.
func notePage(w *walk) {
	if w.scope == nil {
		return
	}
	page := keyPage{at: w.setting.KeySpan.Start}
	switch w.scope.List() {
	case "internal[N]/Fkey[N]", "Dsskey ConfigN":
		page.count = catalog.KeyPages
	case "dssSide[N]/Fkey[N]", "Sidekey ConfigN":
		page.count = catalog.SideKeyPages
	default:
		return
	}
	if page.number = firstNumber(w.list); page.number > max(1, w.pageLimit(page.count)) {
		w.pages = append(w.pages, page)
	}
}

// firstNumber returns the first number in a list's name, 0 where there is none.
func firstNumber(list string) int {
	from := max(0, strings.IndexAny(list, digits))
	n, _ := strconv.Atoi(list[from : len(list)-len(strings.TrimLeft(list[from:], digits))])
	return n
}

// pageLimit returns how many pages there are by the file, 0 where it does not say.
func (w *walk) pageLimit(role catalog.Role) int {
	value, _, _ := w.valueOf(role)
	n, _ := strconv.Atoi(value)
	return n
}

// pageCount speaks once of the pages beyond the number that the file sets. Fewer pages
// than that are normal.
func pageCount(w *walk) {
	for _, role := range []catalog.Role{catalog.KeyPages, catalog.SideKeyPages} {
		limit := w.pageLimit(role)
		beyond := func(p keyPage) bool { return p.count == role && p.number > limit }
		if i := slices.IndexFunc(w.pages, beyond); limit > 0 && i >= 0 {
			w.found(w.pages[i].at, fmt.Sprintf("these keys are on page %d, and the file sets a smaller number of pages: a phone does not show them", w.pages[i].number))
		}
	}
}

// dstPair speaks of summer time that is set by hand (2), where the rule for it is off or
// the file has none.
func dstPair(w *walk) {
	mode, at, ok := w.valueOf(catalog.DSTMode)
	if !ok || mode != "2" {
		return
	}
	switch rule := &w.related[catalog.DSTRule]; {
	case !rule.known && w.file.WellFormed() == nil && !w.mayHoldMore(0, len(w.src)): // else it may stand where nothing was read
		w.found(at, "summer time is set by hand (2), and the file does not say by which rule, by date (1) or by week (2): a phone goes by the one that it has")
	case rule.known && rule.value == "0" && !rule.unsure:
		w.found(at, "summer time is set by hand (2), and the rule for it is off (0): by date is 1, by week 2")
	}
}

// cableless are the models that have no network cable.
var cableless = []string{"W610W", "W611W"}

// wifiOff speaks of Wi-Fi that is switched off where it is the only way to the phone.
func wifiOff(w *walk) {
	value, at, ok := w.valueOf(catalog.WifiSwitch)
	if !ok || value != "0" {
		return
	}
	if model := w.cablelessModel(); model != "" {
		w.found(at, "the file switches Wi-Fi off, and the "+model+" has no network cable: nothing would reach it any more")
	}
}

// cablelessModel returns the model without a cable that the file is for, "" where it is
// for another one or does not say: by the model given, by its name, by its vendor class.
func (w *walk) cablelessModel() string {
	if models := w.models(); len(models) > 0 {
		isCabled := func(m naming.Model) bool { return !slices.Contains(cableless, m.Name) }
		if slices.ContainsFunc(models, isCabled) {
			return ""
		}
		return naming.ModelNames(models)
	}
	for _, role := range []catalog.Role{catalog.VendorClass, catalog.WifiVendorClass} {
		class, _, ok := w.valueOf(role)
		for _, name := range cableless {
			if ok && isClassOfName(class, name) {
				return name
			}
		}
	}
	return ""
}

// isClassOfName reports whether a vendor class is that of a model: the name of its general
// file, or "Fanvil" and its own name.
func isClassOfName(class, name string) bool {
	if !strings.Contains(strings.ToUpper(class), name[1:]) { // quick to say no: F0V611W00000, Fanvil W611W
		return false
	}
	m, err := naming.LookupModel(name)
	return err == nil && m.HasClass(class) || strings.EqualFold(class, "Fanvil "+name)
}

// interval speaks of an interval that is no whole number. What is no number at all is for
// FV305.
func interval(w *walk) {
	if w.inDictionary && w.entry.Kind() == catalog.Integer {
		w.foundValue(w.entry.CheckInterval(w.setting.Value))
	}
}

// most returns the largest number that a question about a model has for an answer, of all
// the models that the file may be for, and who says so; 0 where one of them has none. The
// model is the one that was given, or else that of the general file's name. Sources differ
// in how much a model has, and the largest number that any has counts.
func (p *pass) most(ask func(naming.Model) (int, string)) (most int, by string) {
	for _, m := range p.models() {
		n, who := ask(m)
		if n == 0 {
			return 0, ""
		}
		if n > most {
			most, by = n, who
		}
	}
	return most, by
}

// usedEntries returns the first setting of each entry of a list that says that the entry
// is used.
func (p *pass) usedEntries(isUse func(s cfgfile.Setting, key string) bool) (used []cfgfile.Setting) {
	met := make(map[entryPlace]bool)
	for _, s := range p.file.Settings() {
		at, key := entryPlace{"", s.List, s.Index}, s.Key
		if _, rest, ok := strings.Cut(key, " "); ok { // without the index that text has in front of it
			key = rest
		}
		if s.Index > 0 && !met[at] && s.Value != "" && isUse(s, key) && !p.inTemplate(s.KeySpan.Start) {
			met[at] = true
			used = append(used, s)
		}
	}
	return used
}

// modelLines counts the lines that are used. An export lists all that the firmware has
// room for, and most of them are empty.
func modelLines(p *pass) {
	most, by := p.most(naming.Model.Lines)
	if most == 0 {
		return
	}
	used := p.usedEntries(func(s cfgfile.Setting, key string) bool { return isLine(s) && usesLine(key, s.Value) })
	over := slices.DeleteFunc(slices.Clone(used), func(s cfgfile.Setting) bool { return s.Index <= most })
	if len(over) > 0 {
		p.found(over[0].KeySpan.Start, fmt.Sprintf("line %d is used, and the %s has %d lines at most (%s): the file uses %d, and %d beyond that",
			over[0].Index, naming.ModelNames(p.models()), most, by, len(used), len(over)))
	}
}

// isLine reports whether a setting stands in an entry of the list of SIP lines.
func isLine(s cfgfile.Setting) bool {
	return catalog.SameKey(s.List, "SIP Line List") || s.Module == "sip" && s.List == "line"
}

// usesLine reports whether a setting of a line says that the line is used: it registers,
// or has a number, a user or a server.
func usesLine(key, value string) bool {
	is := func(name string) bool { return catalog.SameKey(key, name) }
	if is("Enable Reg") || is("Reg Enabled") {
		return value != "0"
	}
	return slices.ContainsFunc([]string{"Phone Number", "Register User", "Reg User", "Register Addr", "Reg Addr"}, is)
}

// legacyKeys is how many function keys a phone of generation 1 has beyond those that
// products count: the export of an H5 lists 15, of which Tancredi counts 6, and a template
// made of an X3G's lists 11, where it counts 2 for the X3.
const (
	legacyKeys    = 9
	legacyKeyList = "Function" // "Function Key", in XML with an underscore
)

// modelKeys counts the function keys that are set up, on all pages and at the sides of
// the display: their type is one that does something.
func modelKeys(p *pass) {
	most, by := p.most(naming.Model.Keys)
	if most == 0 {
		return
	}
	used := p.usedEntries(func(s cfgfile.Setting, key string) bool {
		return isKeyList(s.List) && s.Value != "0" && catalog.SameKey(key, "Type")
	})
	if slices.ContainsFunc(used, func(s cfgfile.Setting) bool { return strings.HasPrefix(s.List, legacyKeyList) }) {
		most += legacyKeys
	}
	if len(used) > most {
		p.found(used[most].KeySpan.Start, fmt.Sprintf("the %s has %d function keys at most (%s), and the file sets up %d: from here on, they are too many",
			naming.ModelNames(p.models()), most, by, len(used)))
	}
}

// isKeyList reports whether a list is of function keys: "Dsskey Config1", "Sidekey
// Config1" and, in generation 1, "Function Key" in text and xml-legacy, "internal[1]/Fkey"
// and "dssSide[1]/Fkey" in sysconf. Expansion modules and the soft keys below the display
// are in lists of their own.
func isKeyList(list string) bool {
	starts := func(name string) bool { return strings.HasPrefix(list, name) }
	return slices.ContainsFunc([]string{legacyKeyList, "Dsskey Config", "Sidekey Config", "Dsskey_Config", "Sidekey_Config", "internal[", "dssSide["}, starts)
}
