package cfgfile

import (
	"fmt"
	"slices"
	"strings"
)

// ConvertOptions says how [Convert] and [Diff] find the names of another dialect.
type ConvertOptions struct {
	// ByAnalogy also takes names of sysconf that were never seen but are made as
	// most others are: in the group of the list, the key without its spaces. Such
	// a name may be wrong, and a phone ignores a wrong name in silence.
	ByAnalogy bool
}

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
		File: f, to: to, place: newPlacer(f, to, options), out: newWriter(to),
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

// target is where a setting stands in the dialect that it is converted to.
type target struct {
	module string
	list   string // in sysconf with its indexes: "internal[1]/Fkey[2]"
	entry  string // in text and xml-legacy, prefix and number: "SIP1"
	key    string // in text with the entry in front, in dotted the whole path
}

// placer finds where a setting of a file stands in another dialect, or why it has
// no place there. Settings are to be asked for in the order of the file.
type placer interface {
	place(s *Setting, scope uint32) (at target, reason string)
	// module gives the name of a module without settings, "" where it is lost.
	module(scope uint32) string
}

func newPlacer(f *File, to Dialect, options ConvertOptions) placer {
	switch {
	case to == XMLLegacy:
		return &legacyToXML{File: f}
	case to == TextLegacy:
		return &legacyToText{File: f}
	}
	return newDictionaryPlacer(f.dialect, to, options)
}

// writer writes a file of a dialect. What it is given is known to be legal there.
type writer interface {
	version(version string)
	setting(at target, value string)
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
	place  placer
	out    writer
	result *Conversion
	lines  *Locator
	taken  map[target]int // the setting that has a place
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
	at, reason := c.place.place(s, scope)
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
func (c *converter) take(at target, i int, s *Setting) (reason string) {
	if c.to == XMLLegacy {
		return "" // its names tell apart what text tells apart
	}
	first, taken := c.taken[at]
	switch {
	case !taken:
		if c.taken == nil {
			c.taken = make(map[target]int, c.Len())
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
