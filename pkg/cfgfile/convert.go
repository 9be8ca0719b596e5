package cfgfile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Conversion is what [Convert] made of a file.
type Conversion struct {
	// Data is the converted file.
	Data []byte
	// From and To are the dialects.
	From, To Dialect
	// ReadAs is what [Parse] takes Data for: To, but for a text of so few names that
	// they don't show its generation. [Diff] and [File.Merge] take such a text for
	// whichever is wanted.
	ReadAs Dialect
	// Settings is the number of settings in Data.
	Settings int
	// Losses are what Data does not hold, in the order of the file.
	Losses []Loss
	// Carried are the settings that went from one generation of phones to another, in the
	// order of the file; nil within a generation. Where several of one value went to one
	// path, Data has it once.
	Carried []Carried
	// Notes are what else is to be known of such a file, a sentence each.
	Notes []string
	// Reordered reports that the order of the settings is not that of the file:
	// where a module, a list or an entry stands in several places of it, Data has
	// it once, at the first of them.
	Reordered bool
}

// Loss is something that a conversion could not take over.
type Loss struct {
	Kind LossKind
	// Path is the setting's as [Path.String] returns it, the name of a module, list
	// or attribute, or empty.
	Path string
	// Line is where it stands in the file, from 1.
	Line int
	// Reason says why. It holds no value.
	Reason string
	// Doubtful reports that the setting has a counterpart in the other generation that is
	// doubtful, and was not asked for.
	Doubtful bool
}

// LossKind is what was lost.
type LossKind uint8

// What a conversion can lose.
const (
	LostSetting   LossKind = iota + 1 // a setting
	LostVersion                       // the file's version
	LostComment                       // a comment that the other dialect cannot hold
	LostContainer                     // a module, list or entry without a setting
	LostAttribute                     // an attribute of XML other than an index
	LostText                          // text that is no setting: a malformed line, text between elements, what follows the footer
)

var lossNames = [...]string{
	LostSetting: "setting", LostVersion: "version", LostComment: "comment",
	LostContainer: "container", LostAttribute: "attribute", LostText: "text",
}

// String returns the kind's name: "setting", "version", "comment", "container",
// "attribute" or "text".
func (k LossKind) String() string {
	if k == 0 || int(k) >= len(lossNames) {
		return fmt.Sprintf("LossKind(%d)", uint8(k))
	}
	return lossNames[k]
}

// Convert writes a file's settings in another dialect: between text-legacy and
// xml-legacy by rule, between text-modern, sysconf and dotted by the dictionary
// of package catalog. A setting whose name or value the other dialect has no
// place for is left out and listed in the losses, as is everything else but the
// layout: comments are taken over, blank lines, padding and indentation are those
// of the other dialect's exports. To the dialect that the file has already, the
// data is the file's bytes.
//
// Names differ between generations, so nothing converts from one to another unless
// that is asked for: the error is a [*GenerationError]. XML that is not well-formed is
// [ErrNotWellFormed].
//
// Across generations a setting is taken over where it is known to have its place in the
// other one. Where settings of different values go to one path, all are losses.
func Convert(f *File, to Dialect, options ConvertOptions) (*Conversion, error) {
	if to == f.dialect {
		return &Conversion{Data: f.Bytes(), From: to, To: to, ReadAs: to, Settings: f.Len()}, nil
	}
	if err := checkDialect(to); err != nil {
		return nil, err
	}
	if !SharesNames(f.dialect, to) && !options.Across {
		return nil, newGenerationError(f, to)
	}
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	c := converter{
		File: f, to: to, options: options, names: NewTranslator(f.dialect, to, options).names, out: newOutliner(to),
		result: &Conversion{From: f.dialect, To: to}, lines: NewLocator(f.src),
	}
	if across, ok := c.names.(*acrossNames); ok {
		c.out.order = max(c.out.order, settingsFirst) // since settings change their modules
		c.plan(across)
		c.noteAcross()
	}
	print := formOf(to).printer()
	print.begin(c.convertVersion())
	c.convertBody()
	print.grow(2 * len(f.src))
	c.out.finish().print(print)
	c.result.Data, c.result.Reordered = print.end(), c.out.reordered
	if c.result.ReadAs = to; to.IsText() {
		c.result.ReadAs, _ = Sniff(c.result.Data)
	}
	slices.SortStableFunc(c.losses, func(a, b loss) int { return cmp.Compare(a.offset, b.offset) })
	for _, l := range c.losses {
		l.Line = c.lines.Position(l.offset).Line
		c.result.Losses = append(c.result.Losses, l.Loss)
	}
	return c.result, nil
}

// converter is one call of Convert.
type converter struct {
	*File
	to      Dialect
	options ConvertOptions
	names   names
	out     *outliner
	result  *Conversion
	losses  []loss
	lines   *Locator
	reader  textReader
	taken   map[Path]int // the setting that has a path
	planned []planned    // what becomes of each setting, across generations
}

// loss is a loss and where it stands.
type loss struct {
	Loss
	offset int
}

func (c *converter) convertVersion() (version string, ok bool) {
	if !c.frame.HasVersion {
		return "", false
	}
	version = c.Version()
	reason := lostValue(c.to, version)
	if header := textHeader + "Version:" + version; reason == "" && c.to.IsText() && headerEnd(header, 0, len(header)) < len(header) {
		reason = "in the header of a text file it would be read as what follows the header"
	}
	if reason != "" {
		c.lose(LostVersion, c.frame.Version.Start, "Version", reason)
		return "", false
	}
	return version, true
}

// convertBody converts the settings and what stands between them.
func (c *converter) convertBody() {
	used := c.used()
	var s Setting // one for all: it is large
	line, at := 1, 0
	for it := range c.items() {
		switch it.kind {
		case itemSetting:
			start := int(c.entries[it.number].key)
			line += strings.Count(c.src[at:start], "\n")
			at = start
			c.fill(&s, it.number, line, it.scope)
			c.convertSetting(it.number, &s, it.scope)
		case itemOpen:
			if !used[it.scope] && used[c.scopes[it.scope].parent] {
				c.convertEmpty(it.scope)
			}
		case itemComment:
			c.convertComment(it.Span)
		case itemMarkup:
			c.lose(LostText, it.Start, "", "only XML has processing instructions and declarations")
		case itemAttribute:
			c.lose(LostAttribute, it.Start, c.src[it.Start:it.End], "only XML has attributes, and exports have none but index, a number from 1")
		}
	}
	c.loseUnread()
}

func (c *converter) convertSetting(i int, s *Setting, scope uint32) {
	if c.planned != nil {
		c.carry(i, s)
		return
	}
	at, reason := c.placed(s, scope)
	if reason == "" {
		reason = c.take(at, i, s)
	}
	if reason != "" {
		c.lose(LostSetting, s.KeySpan.Start, s.Path.String(), reason)
		return
	}
	c.out.add(&at, s.Value)
	c.result.Settings++
}

// placed returns where a setting stands in the other dialect, or the reason why it has no
// place there.
func (c *converter) placed(s *Setting, scope uint32) (at Path, reason string) {
	if s.Module != "" {
		reason = c.misplaced(scope)
	}
	if reason == "" {
		at, reason = c.names.translate(&s.Path)
	}
	if reason == "" && c.dialect == XMLLegacy && c.to == TextLegacy {
		reason = c.reader.read(&at)
	}
	if reason == "" {
		reason = lostValue(c.to, s.Value)
	}
	return at, reason
}

// take notes a setting's place, which no setting of another name may have: two
// keys can be cut to one, or be known by one name in the other dialect. A setting
// that stands twice in the file stands twice in the result.
func (c *converter) take(at Path, i int, s *Setting) (reason string) {
	if c.to == XMLLegacy {
		return "" // its names tell apart what text tells apart
	}
	at = at.identity()
	first, taken := c.taken[at]
	switch {
	case !taken:
		if c.taken == nil {
			c.taken = make(map[Path]int, c.Len())
		}
		c.taken[at] = i
	case c.Setting(first).Path.String() != s.Path.String():
		return fmt.Sprintf("its name in %s is the same as that of the setting on line %d", c.to, c.Setting(first).Line)
	}
	return ""
}

// convertComment takes over a comment, in text and dotted each line for itself.
func (c *converter) convertComment(at Span) {
	if c.dialect.IsXML() {
		c.addComment(at.Start, c.src[at.Start+len("<!--"):at.End-len("-->")])
		return
	}
	for start, next := at.Start, 0; start < at.End; start = next {
		var end int
		end, next = lineEnd(c.src[:at.End], start)
		if line := trimmedSpan(c.src, start, end); line.Len() > 0 {
			c.addComment(line.Start, c.src[line.Start+1:end])
		}
	}
}

func (c *converter) addComment(offset int, text string) {
	if reason := formOf(c.to).refuses(text); reason != "" {
		c.lose(LostComment, offset, "", reason)
		return
	}
	c.out.comments = append(c.out.comments, text)
}

// convertEmpty takes over a module without settings, within generation 1.
func (c *converter) convertEmpty(scope uint32) {
	in := &c.scopes[scope]
	if in.kind == scopeModule && c.dialect.Generation() == 1 && c.to.Generation() == 1 {
		at, reason := c.names.translate(&Path{Dialect: c.dialect, Module: c.nameOf(in), Key: "a"})
		if reason == "" {
			c.reader = textReader{module: at.Module}
			c.out.addModule(at.Module)
			return
		}
	}
	c.lose(LostContainer, int(in.name), c.nameOf(in), "no setting stands in it")
}

// loseUnread lists the mistakes that hide text from a reader, one a line, and what stands
// behind the footer.
func (c *converter) loseUnread() {
	last := -1
	for _, p := range c.problems {
		if end, _ := lineEnd(c.src, p.Offset); p.unread && end != last {
			last = end
			c.lose(LostText, p.Offset, "", p.Text)
		}
	}
	if after := c.frame.AfterFooter; after.Len() > 0 {
		c.lose(LostText, after.Start, "", "it stands behind the footer")
	}
}

func (c *converter) lose(kind LossKind, offset int, path, reason string) {
	c.losses = append(c.losses, loss{Loss{Kind: kind, Path: path, Reason: reason}, offset})
}

// misplaced returns why what stands in a scope of xml-legacy has no place in text, for
// what a path does not show.
func (c *converter) misplaced(scope uint32) string {
	in := c.scopes[scope]
	if c.dialect != XMLLegacy || in.kind != scopeEntry || !isPlainName(c.moduleOf(in)) {
		return ""
	}
	list := c.scopes[in.parent]
	switch name := c.src[list.name:list.nameEnd]; {
	case list.kind != scopeList || c.scopes[list.parent].kind != scopeModule:
		return "text has modules, lists in them and entries in these, and nothing deeper"
	case !isPlainName(name):
		return "the name of its list has no image in text"
	case c.src[in.name:in.nameEnd] != name+"_Entry":
		return "its entry is not named after its list"
	case in.prefixLen == 0:
		return "its entry has no ID, whose prefix and number keys in text start with"
	}
	return ""
}

// moduleOf returns the name of the module that a scope is or stands in.
func (f *File) moduleOf(in scope) string {
	for in.kind != scopeModule && in.kind != scopeNone {
		in = f.scopes[in.parent]
	}
	return f.src[in.name:in.nameEnd]
}

// textReader follows what a reader of text-legacy has open: a list's entries are known by
// the prefix of its first key.
type textReader struct{ module, list, prefix string }

// read reads a setting, and returns the reason where a reader would not find it where it is
// meant to be.
func (r *textReader) read(at *Path) (reason string) {
	if at.Module != r.module {
		*r = textReader{module: at.Module}
	}
	if at.List == "" {
		if _, ok := indexBehind(at.Key, r.prefix); ok {
			return "in text it would be read as part of the list before it"
		}
		return ""
	}
	prefix, _, ok := cutIndex(at.entry + " x")
	if at.List == r.list {
		prefix = r.prefix
		_, ok = indexBehind(at.entry+" x", prefix)
	}
	if digits := strings.TrimPrefix(at.entry, prefix); !ok || strings.Trim(digits, "0123456789") != "" {
		return "its entry's ID is not the list's prefix and a number"
	}
	if _, ok := indexBehind(at.Key, prefix); !ok {
		return "its name is cut off whole behind its entry's ID " + strconv.Quote(clip(at.entry))
	}
	r.list, r.prefix = at.List, prefix
	return ""
}

// lostValue returns why a value cannot stand in a file of a dialect, "" where it can.
func lostValue(to Dialect, value string) string {
	if isPlainValue(value) {
		return ""
	}
	if reason := checkValue(to, value); reason != "" {
		return "its value " + reason
	}
	return ""
}

// isPlainValue reports whether a value is one that no dialect minds, as nearly all are:
// of printable ASCII, without a space in front.
func isPlainValue(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' || c > '~' || c == ' ' && i == 0 {
			return false
		}
	}
	return true
}
