package cfgfile

import (
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
	// Reordered tells that the order of the settings is not that of the file:
	// where a module, a list or an entry stands in several places of it, Data has
	// it once, at the first of them.
	Reordered bool
}

// Loss is something that a conversion could not take over.
type Loss struct {
	Kind LossKind
	// Path is the setting's as [Path.String] gives it, the name of a module, list
	// or attribute, or empty.
	Path string
	// Line is where it stands in the file, from 1.
	Line int
	// Reason says why. It holds no value.
	Reason string
}

// LossKind tells what was lost.
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

// String gives the kind's name: "setting", "version", "comment", "container",
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
// Names differ between generations, so nothing converts from one to another: the
// error is a [*GenerationError]. XML that is not well-formed is [ErrNotWellFormed].
func Convert(f *File, to Dialect, options ConvertOptions) (*Conversion, error) {
	if to == f.dialect {
		return &Conversion{Data: f.Bytes(), From: to, To: to, ReadAs: to, Settings: f.Len()}, nil
	}
	if !SharesNames(f.dialect, to) {
		return nil, newGenerationError(f, to)
	}
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	c := converter{
		File: f, to: to, names: NewTranslator(f.dialect, to, options).names, out: newWriter(to),
		result: &Conversion{From: f.dialect, To: to}, lines: NewLocator(f.src),
	}
	c.convertVersion()
	c.convertBody()
	// The version is looked at first, and can stand behind other losses.
	slices.SortStableFunc(c.result.Losses, func(a, b Loss) int { return a.Line - b.Line })
	c.result.Data, c.result.Reordered = c.out.finish()
	if c.result.ReadAs = to; to.IsText() {
		c.result.ReadAs, _ = Sniff(c.result.Data)
	}
	return c.result, nil
}

// writer writes a file of a dialect. What it is given is known to be legal there.
type writer interface {
	version(version string)
	setting(at Path, value string)
	module(name string) // one without settings
	comment(text string)
	finish() (data []byte, reordered bool)
}

func newWriter(to Dialect) writer {
	switch to {
	case TextLegacy:
		return &legacyTextWriter{}
	case TextModern:
		return &modernTextWriter{}
	case Dotted:
		return &dottedWriter{}
	}
	return newXMLWriter(to)
}

// converter is one call of Convert.
type converter struct {
	*File
	to     Dialect
	names  names
	out    writer
	result *Conversion
	lines  *Locator
	reader textReader
	taken  map[Path]int // the setting that has a path
}

func (c *converter) convertVersion() {
	if !c.frame.HasVersion {
		return
	}
	version := c.Version()
	reason := valueReason(c.to, version)
	if header := textHeader + "Version:" + version; reason == "" && c.to.IsText() && headerEnd(header, 0, len(header)) < len(header) {
		reason = "in the header of a text file it would be read as what follows the header"
	}
	if reason != "" {
		c.lose(LostVersion, c.frame.Version.Start, "Version", reason)
		return
	}
	c.out.version(version)
}

// convertBody converts the settings and what stands between them.
func (c *converter) convertBody() {
	rest := c.leftovers()
	var s Setting // one for all: it is large
	line, at := 1, 0
	for r, run := range c.runs {
		for i := int(run.first); i < c.runEnd(c.runs, r); i++ {
			start := int(c.entries[i].key)
			for len(rest) > 0 && rest[0].offset < start {
				c.convertLeftover(rest[0])
				rest = rest[1:]
			}
			line += strings.Count(c.src[at:start], "\n")
			at = start
			c.fill(&s, i, line, run.scope)
			c.convertSetting(i, &s, run.scope)
		}
	}
	for _, l := range rest {
		c.convertLeftover(l)
	}
}

func (c *converter) convertSetting(i int, s *Setting, scope uint32) {
	at, reason := c.names.translate(&s.Path)
	if reason == "" || s.Module != "" {
		if unfit := c.misplaced(scope); unfit != "" {
			reason = unfit
		}
	}
	if reason == "" && c.to == TextLegacy {
		reason = c.reader.read(&at)
	}
	if reason == "" {
		reason = valueReason(c.to, s.Value)
	}
	if reason == "" {
		reason = c.take(at, i, s)
	}
	if reason != "" {
		c.result.Losses = append(c.result.Losses, Loss{LostSetting, s.Path.String(), s.Line, reason})
		return
	}
	c.out.setting(at, s.Value)
	c.result.Settings++
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

func (c *converter) lose(kind LossKind, offset int, path, reason string) {
	c.result.Losses = append(c.result.Losses, Loss{kind, path, c.lines.Position(offset).Line, reason})
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

// convertModule takes over a module without settings, and reports whether it could.
func (c *converter) convertModule(scope uint32) bool {
	in := c.scopes[scope]
	if in.kind != scopeModule || c.dialect.Generation() != 1 {
		return false
	}
	at, reason := c.names.translate(&Path{Dialect: c.dialect, Module: c.src[in.name:in.nameEnd], Key: "a"})
	if reason != "" {
		return false
	}
	c.reader = textReader{module: at.Module}
	c.out.module(at.Module)
	return true
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
