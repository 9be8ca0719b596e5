package cfgfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// ConvertOptions says how the names of another dialect are found.
type ConvertOptions struct {
	// ByAnalogy also takes names of sysconf that were never seen but are made as
	// most others are: in the group of the list, the key without its spaces. Such
	// a name may be wrong, and a phone ignores a wrong name in silence.
	ByAnalogy bool
	// Across also converts from one generation of phones to another, by what is known of
	// which settings have one place in both. [Diff] does not.
	Across bool
	// Doubtful also takes over there what may be another setting, or have other values.
	Doubtful bool
}

// NoNameError says that a setting has no name in another dialect, or none that is known.
type NoNameError struct {
	Path   Path
	To     Dialect
	Reason string // why: "the dictionary does not know it, so its name in sysconf is not known"
}

func (e *NoNameError) Error() string { return shownPath(e.Path.String()) + ": " + e.Reason }

// Translate returns the path that a setting has in another dialect: between text-legacy and
// xml-legacy by rule, between text-modern, sysconf and dotted by the dictionary of package
// catalog. Names differ between generations, so there are none from one to another but with
// [ConvertOptions.Across]. The only error is a [*NoNameError].
func Translate(p Path, to Dialect, options ConvertOptions) (Path, error) {
	return NewTranslator(p.Dialect, to, options).Translate(p)
}

// A Translator translates paths of one dialect to another. It remembers where the last
// setting stood, so it is fastest in the order of a file, and is for one goroutine.
type Translator struct {
	from, to Dialect
	names    names
	common   names // to the dialect that both are compared in
}

// names finds a path's name in another dialect, or the reason why it has none.
type names interface {
	translate(p *Path) (Path, string)
}

// NewTranslator returns a translator from one dialect to another.
func NewTranslator(from, to Dialect, options ConvertOptions) *Translator {
	t := &Translator{from: from, to: to}
	switch {
	case from == to:
		t.names = unchanged{}
	case !SharesNames(from, to) && options.Across:
		t.names = newAcrossNames(from, to, options)
	case !SharesNames(from, to):
		t.names = foreignNames{from, to}
	case to == XMLLegacy:
		t.names = &legacyToXML{}
	case to == TextLegacy:
		t.names = legacyToText{}
	default:
		t.names = newDictionaryNames(from, to, options)
	}
	switch {
	case from.Generation() == 1 && !SharesNames(from, to):
		t.common = newAcrossNames(from, Sysconf, options)
	case from.Generation() == 1 && from != to:
		t.common = commonLegacy{}
	case from == Sysconf, from == to:
		t.common = unchanged{}
	case to == Sysconf:
		t.common = t.names
	default:
		t.common = newDictionaryNames(from, Sysconf, options)
	}
	return t
}

// Translate is [Translate] for one path after the other.
func (t *Translator) Translate(p Path) (Path, error) {
	at, reason := t.names.translate(&p)
	if reason != "" {
		return Path{}, &NoNameError{p, t.to, reason}
	}
	return at, nil
}

// Common returns the path by which a setting is known in both dialects: a translator the
// other way round returns the same for the same setting. It is not ok, and the path the
// setting's own, where the setting has no name in the other dialect that anybody knows, and
// may stand there under another.
//
// Within generation 1 it is as text has it, cut at 19 characters, since that of a cut key
// cannot be made whole; elsewhere it is that of sysconf.
func (t *Translator) Common(p Path) (common Path, ok bool) {
	if p.Module == "" && p.Key == "Version" && SharesNames(t.from, t.to) {
		return Path{Key: p.Key}, true
	}
	if t.from.Generation() != 1 || !SharesNames(t.from, t.to) {
		if _, reason := t.names.translate(&p); reason != "" {
			return p, false
		}
	}
	common, _ = t.common.translate(&p)
	return common.identity(), true
}

// unchanged leaves a path as it is.
type unchanged struct{}

func (unchanged) translate(p *Path) (Path, string) { return *p, "" }

// foreignNames are those of another generation of phones.
type foreignNames struct{ from, to Dialect }

func (n foreignNames) translate(*Path) (Path, string) {
	return Path{}, fmt.Sprintf("%s is of %s and %s of %s, and the names of settings differ between generations", n.from, generationName(n.from), n.to, generationName(n.to))
}

// dictionaryNames are those that the dictionary has in generation 2 and in dotted files.
type dictionaryNames struct {
	from, to  Dialect
	byAnalogy bool

	table        *catalog.Table
	moduleName   string // those of the setting before, whose place in the dictionary this is:
	listName     string
	scope        *catalog.Scope
	scopeVisited bool
}

func newDictionaryNames(from, to Dialect, options ConvertOptions) *dictionaryNames {
	return &dictionaryNames{from: from, to: to, byAnalogy: options.ByAnalogy, table: catalog.For(from)}
}

func (n *dictionaryNames) translate(p *Path) (Path, string) {
	if !n.scopeVisited || p.Module != n.moduleName || p.List != n.listName {
		n.scope, _ = n.table.Scope(p.Module, p.List)
		n.moduleName, n.listName, n.scopeVisited = p.Module, p.List, true
	}
	if n.scope == nil {
		return Path{}, fmt.Sprintf("the dictionary does not know where it stands, so its name in %s is not known", n.to)
	}
	entry, ok := n.scope.Lookup(p.Key)
	if !ok {
		return Path{}, fmt.Sprintf("the dictionary does not know it, so its name in %s is not known", n.to)
	}
	c, ok := n.counterpart(entry)
	if !ok {
		return Path{}, fmt.Sprintf("its name in %s is not known", n.to)
	}
	if other, ok := n.owner(entry, c); ok && other.Path() != entry.Path() {
		return Path{}, fmt.Sprintf("its name in %s is that of %s", n.to, other.Path())
	}
	at, ok := fillIn(c, n.indexes(p, entry))
	if !ok {
		return Path{}, fmt.Sprintf("its name in %s, %s, has another number of indexes", n.to, c.Path())
	}
	return at, ""
}

// counterpart returns an entry's name in the dialect converted to.
func (n *dictionaryNames) counterpart(e catalog.Entry) (catalog.Counterpart, bool) {
	c, ok := e.Counterpart(n.to)
	if ok && c.Link == catalog.Analogy && !n.byAnalogy {
		return c, false
	}
	return c, ok
}

// owner returns the entry that has a name in the other dialect, for an entry that was
// seen as somebody's mistake: it can share the name of the one that was meant.
func (n *dictionaryNames) owner(e catalog.Entry, c catalog.Counterpart) (catalog.Counterpart, bool) {
	if e.Doubt() == "" {
		return catalog.Counterpart{}, false
	}
	other, ok := catalog.For(c.Dialect).Lookup(c.Module, c.List, c.Key)
	if !ok {
		return catalog.Counterpart{}, false
	}
	return other.Counterpart(e.Dialect())
}

// indexes returns the numbers of the entries that a setting stands in, outermost
// first.
func (n *dictionaryNames) indexes(p *Path, e catalog.Entry) []int {
	if n.from != TextModern {
		return pathIndexes(p)
	}
	var found []int
	if strings.HasSuffix(e.List(), "N") && !strings.HasSuffix(p.List, "N") {
		found = append(found, trailingNumber(p.List))
	}
	if e.KeyAt("") != e.Key() { // it carries an index
		found = append(found, leadingNumber(p.Key))
	}
	return found
}

// pathIndexes does so for a path of sysconf or dotted, which carries them outside its key.
func pathIndexes(p *Path) []int {
	var found []int
	switch p.Dialect {
	case Sysconf:
		for part := range strings.SplitSeq(p.List, "[") {
			if number, _, ok := strings.Cut(part, "]"); ok {
				index, _ := parseIndex(number)
				found = append(found, index)
			}
		}
	case Dotted:
		for part := range strings.SplitSeq(p.List, ".") {
			if index, ok := parseIndex(part); ok {
				found = append(found, index)
			}
		}
	}
	if p.Index > 0 {
		found = append(found, p.Index)
	}
	return found
}

// leadingNumber returns the first number in a key: 12 for "SIP12 Phone Number".
func leadingNumber(key string) int {
	start := strings.IndexAny(key, "0123456789")
	if start < 0 {
		return 0
	}
	end := start
	for end < len(key) && key[end] >= '0' && key[end] <= '9' {
		end++
	}
	n, _ := parseIndex(key[start:end])
	return n
}

// fillIn writes a name from the dictionary with the numbers of a setting's
// entries. There must be as many as it has marks for.
func fillIn(c catalog.Counterpart, indexes []int) (Path, bool) {
	if slices.Contains(indexes, 0) {
		return Path{}, false
	}
	at := Path{Dialect: c.Dialect, Module: c.Module, List: c.List, Key: c.Key}
	switch c.Dialect {
	case TextModern, TextLegacy:
		if stem, ok := strings.CutSuffix(c.List, "N"); ok && len(indexes) > 0 {
			at.List = stem + strconv.Itoa(indexes[0])
			indexes = indexes[1:]
		}
		if c.Prefix == "" {
			return at, len(indexes) == 0
		}
		if len(indexes) != 1 {
			return at, false
		}
		at.Index = indexes[0]
		at.entry = c.Prefix + strconv.Itoa(at.Index)
		at.Key = at.entry + strings.TrimPrefix(c.Key, c.Prefix+"N")
		if c.Dialect == TextLegacy {
			at.Key = cutKey(at.Key)
		}
		return at, true
	case Sysconf:
		at.List, indexes = fillMarks(c.List, "[N]", indexes)
		whole := !strings.Contains(at.List, "[N]")
		name, index := cutPathIndex(at.List[strings.LastIndexByte(at.List, '/')+1:])
		if n, ok := parseIndex(index); ok {
			at.List, at.Index = at.List[:strings.LastIndexByte(at.List, '/')+1]+name, n
		}
		return at, len(indexes) == 0 && whole
	}
	list, indexes := fillMarks(c.List+".", ".N.", indexes)
	at = Path{Dialect: Dotted, Key: strings.Trim(c.Module+"."+list, ".") + "." + c.Key}
	at.splitDotted()
	return at, len(indexes) == 0 && !strings.Contains(list, ".N.")
}

// fillMarks puts a number in place of the N of each mark, and returns the numbers that are
// left.
func fillMarks(name, mark string, indexes []int) (string, []int) {
	open, end, _ := strings.Cut(mark, "N")
	for len(indexes) > 0 {
		before, after, ok := strings.Cut(name, mark)
		if !ok {
			break
		}
		name = before + open + strconv.Itoa(indexes[0]) + end + after
		indexes = indexes[1:]
	}
	return name, indexes
}

const (
	outsideModule = "it stands outside every module"
	noXMLName     = "its name has no image in XML, which allows letters, digits, \"-\", \".\" and \"_\" behind a letter"
	noTextName    = "its name has no image in text, which has letters, digits, spaces, \"-\" and \".\""
)

// legacyToXML are the names that settings of text-legacy have in xml-legacy by rule:
// every space becomes "_", and the index of a list's key an ID.
type legacyToXML struct {
	module, list string // those of the setting before, and what becomes of them:
	at           Path
	reason       string
	scope        *catalog.Scope // the list in the dictionary, looked up for cut keys
	underscored  xmlNames
}

func (n *legacyToXML) translate(p *Path) (Path, string) {
	if n.at.Dialect == 0 || p.Module != n.module || p.List != n.list {
		n.enter(p)
	}
	if n.reason != "" {
		return Path{}, n.reason
	}
	at := n.at
	at.Index, at.Key = p.Index, p.Key
	if p.List != "" {
		at.entry, at.Key, _ = strings.Cut(p.Key, " ")
		at.Key = n.restored(p, at.Key)
	}
	at.Key = n.underscored.name(at.Key)
	switch {
	case !isPlainName(at.Key):
		return at, noXMLName
	case strings.IndexByte(p.Key, '_') >= 0:
		return at, "its name holds \"_\", which stands for a space in XML"
	case at.entry != "" && trailingNumber(at.entry) == 0:
		return at, "the number in front of it is none that an entry can have: 1 to 9999, without zeros in front"
	case at.entry != "" && at.Key == "ID":
		return at, "in XML the name ID is that of the entry's number"
	}
	return at, ""
}

// restored returns a key whose end was cut off because the number in front of it has
// several digits, as the entries 1 to 9 have it, where the dictionary knows it:
// XML has the number elsewhere.
func (n *legacyToXML) restored(p *Path, rest string) string {
	if p.Index < 10 || len(p.Key) < keyColumn-1 {
		return rest
	}
	if n.scope == nil {
		n.scope, _ = catalog.For(TextLegacy).Scope(p.Module, p.List)
	}
	if n.scope == nil {
		return rest
	}
	if e, ok := n.scope.Lookup(p.Key); ok {
		if _, whole, ok := strings.Cut(e.KeyAt("1"), " "); ok && strings.HasPrefix(whole, rest) {
			return whole
		}
	}
	return rest
}

// enter goes to another module or list.
func (n *legacyToXML) enter(p *Path) {
	list := wholeListName(p.List)
	n.module, n.list, n.scope, n.reason = p.Module, p.List, nil, ""
	n.at = Path{Dialect: XMLLegacy, Module: underscored(p.Module), List: underscored(list)}
	switch {
	case p.Module == "":
		n.reason = outsideModule
	case !isPlainName(n.at.Module), isVersionName(n.at.Module), strings.Contains(p.Module, "_"):
		n.reason = "the name of its module has no image in XML"
	case list != "" && (!isPlainName(n.at.List) || strings.HasSuffix(n.at.List, "_Entry") || strings.Contains(list, "_")):
		n.reason = "the name of its list has no image in XML"
	}
}

// wholeListName returns a list's name as XML has it. There a marker that is cut at
// 19 characters keeps the one dash that is left behind the name.
func wholeListName(list string) string {
	if len(list) == keyColumn-len("---") {
		return list + "-"
	}
	return list
}

// legacyToText are the names that settings of xml-legacy have in text-legacy by rule:
// every "_" becomes a space, an entry's ID the front of its keys, and what has
// more than 19 characters is cut.
type legacyToText struct{}

func (legacyToText) translate(p *Path) (Path, string) {
	at := Path{Dialect: TextLegacy, Module: spaced(p.Module), List: readList(spaced(p.List), TextLegacy), Index: p.Index, Key: spaced(p.Key), entry: p.entry}
	if at.entry == "" && p.Index > 0 {
		if prefix, ok := idPrefix(p.Module, p.List); ok {
			at.entry = prefix + strconv.Itoa(p.Index)
		}
	}
	if at.entry != "" {
		at.Key = at.entry + " " + at.Key
	}
	at.Key = cutKey(at.Key)
	switch {
	case p.Module == "":
		return at, outsideModule
	case !isPlainName(p.Module):
		return at, "the name of its module has no image in text"
	case p.List != "" && at.entry == "":
		return at, "it stands in a list, but in none of its entries, which text has no place for"
	case strings.Contains(p.List, "/"):
		return at, "text has modules, lists in them and entries in these, and nothing deeper"
	case p.List != "" && (!isPlainName(p.List) || at.List == ""):
		return at, "the name of its list has no image in text"
	case !isPlainName(p.Key):
		return at, noTextName
	case at.entry == "" && p.Key[0] == '_', strings.HasSuffix(p.Key, "_"):
		return at, "its name starts or ends in a space in text"
	}
	return at, ""
}

// idPrefix returns what stands before the number in the IDs of a list's entries in
// xml-legacy, as the keys of the list have it in text-legacy.
func idPrefix(module, list string) (string, bool) {
	for s := range catalog.For(TextLegacy).Scopes() {
		if s.Counterpart() == module+"/"+list+"[N]" && s.Prefix() != "" {
			return s.Prefix(), true
		}
	}
	return "", false
}

// commonLegacy writes a path of generation 1 as text would have it, cut at 19
// characters, with underscores for spaces.
type commonLegacy struct{}

func (commonLegacy) translate(p *Path) (Path, string) {
	at := Path{Module: underscored(p.Module), List: p.List, Key: underscored(p.Key)}
	if at.List != "" {
		at.List, _ = cutPathIndex(at.List) // of an entry whose number is none
		at.List = readList(underscored(at.List), TextLegacy)
		if p.Dialect == XMLLegacy {
			at.Key = p.entry + "_" + at.Key
		}
	}
	at.Key = strings.TrimRight(at.Key[:min(len(at.Key), keyColumn)], "_")
	return at, ""
}

// isPlainName reports whether a name has the letters that the names of XML files
// have, and text files too but for spaces: of ASCII, letters, digits, "-", "."
// and "_". It starts with a letter or "_".
func isPlainName(name string) bool {
	for i := range len(name) {
		c := name[i]
		switch {
		case ascii.IsLetter(c), c == '_':
		case i > 0 && (c == '-' || c == '.' || '0' <= c && c <= '9'):
		default:
			return false
		}
	}
	return name != ""
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// underscored returns a name of text-legacy as XML has it.
func underscored(name string) string { return strings.ReplaceAll(name, " ", "_") }

// xmlNames makes such names too, and keeps many in one piece of memory.
type xmlNames struct{ text strings.Builder }

const xmlNamesAtOnce = 4 << 10

func (n *xmlNames) name(name string) string {
	if strings.IndexByte(name, ' ') < 0 {
		return name
	}
	if n.text.Cap()-n.text.Len() < len(name) {
		n.text = strings.Builder{} // the full one belongs to its names
		n.text.Grow(max(len(name), xmlNamesAtOnce))
	}
	start := n.text.Len()
	for i := range len(name) {
		c := name[i]
		if c == ' ' {
			c = '_'
		}
		n.text.WriteByte(c)
	}
	return n.text.String()[start:]
}
