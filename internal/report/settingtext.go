package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// WriteText writes the files with their versions, then by module and list a line for each
// setting that was added (+), removed (-) or changed (~), and what a changed one was and
// is: on the same line where that fits, else on two below it, with what differs in colour.
// The counts are the end.
func (d SettingDiff) WriteText(w io.Writer, colored bool) error {
	if len(d.Changes) == 0 {
		return nil
	}
	p := settingPrinter{SettingDiff: d, palette: diffPalette{
		head: paint(colored, color.Bold), removed: paint(colored, color.FgRed), added: paint(colored, color.FgGreen), changed: paint(colored, color.FgMagenta),
	}}
	p.writeHead()
	for _, g := range p.groups() {
		p.writeGroup(g)
	}
	p.writeCounts()
	if p.Parted {
		p.out.WriteString("\n")
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

type diffPalette struct{ head, removed, added, changed *color.Color }

type settingPrinter struct {
	SettingDiff
	palette diffPalette
	out     strings.Builder
	version bool                     // is another, which the head has
	counts  [cfgfile.Changed + 1]int // of all other changes
}

// writeHead writes the names of the files and their versions.
func (p *settingPrinter) writeHead() {
	old, new := phrase.Visible(p.Old), phrase.Visible(p.New)
	column := max(phrase.Columns(old), phrase.Columns(new))
	for _, side := range []struct{ sign, name, version string }{{"--- ", old, p.OldVersion}, {"+++ ", new, p.NewVersion}} {
		line := side.sign + side.name
		if side.version != "" && p.showsVersions() {
			line = side.sign + phrase.Padded(side.name, column) + "   version " + side.version
		}
		p.out.WriteString(p.palette.head.Sprint(line) + "\n")
	}
}

// showsVersions reports whether the head has the versions: what is none can be a piece of
// anything, and its change stands among the others, as far as it may be shown.
func (p *settingPrinter) showsVersions() bool {
	isShown := func(version string) bool { return version == "" || cfgfile.CheckVersion(version) == nil }
	return isShown(p.OldVersion) && isShown(p.NewVersion)
}

// settingGroup is what changed in one place.
type settingGroup struct {
	place string
	lines []settingLine
}

// settingLine is a change as it is shown.
type settingLine struct {
	cfgfile.Change
	key, old, new, note string
}

// groups returns the changes by their places, in the order in which these come. The version
// is none of them.
func (p *settingPrinter) groups() (groups []*settingGroup) {
	byPlace := map[string]*settingGroup{}
	for _, c := range p.Changes {
		if s := c.Setting(); p.showsVersions() && s.Module == "" && s.List == "" && strings.EqualFold(s.Key, "version") {
			p.version = true
			continue
		}
		p.counts[c.Kind]++
		place, line := p.line(c)
		g := byPlace[place]
		if g == nil {
			g = &settingGroup{place: place}
			byPlace[place], groups = g, append(groups, g)
		}
		g.lines = append(g.lines, line)
	}
	return groups
}

// line returns where a change is and how it is shown. In a broken file, a piece of a secret
// can be read as a key: what may be shown of its path stands as a key without a place.
func (p *settingPrinter) line(c cfgfile.Change) (place string, line settingLine) {
	s, file := p.side(c)
	line = settingLine{Change: c, key: p.path(s, file)}
	if line.key == s.Path.String() {
		place, line.key = s.Path.Place(), s.Key
		if place == "" {
			place = "outside modules"
		}
	}
	if name := p.name(s); name != "" {
		line.key = "@" + name
	}
	line.key = phrase.Visible(line.key)
	if c.Kind != cfgfile.Added {
		line.old = p.shown(c, c.Old, p.OldFile)
	}
	if c.Kind != cfgfile.Removed {
		line.new = p.shown(c, c.New, p.NewFile)
	}
	if c.Unmatched {
		other := p.NewDialect
		if c.Kind == cfgfile.Added {
			other = p.OldDialect
		}
		line.note = fmt.Sprintf("  (no name in %v is known for it)", other)
	}
	return phrase.Visible(place), line
}

func (p *settingPrinter) shown(c cfgfile.Change, s cfgfile.Setting, file *redact.File) string {
	return shownValue(p.value(c, s, file))
}

// shownValue returns a value as a line has it: in quotation marks where it is empty, or one
// would not see where it begins and ends.
func shownValue(value string) string {
	if value == "" || strings.TrimSpace(value) != value || strings.HasPrefix(value, `"`) {
		return strconv.Quote(value)
	}
	return phrase.Visible(value)
}

// arrow stands between what a setting was and what it is.
const arrow = " -> "

// writeGroup writes the changes of one place below its name, in columns.
func (p *settingPrinter) writeGroup(g *settingGroup) {
	p.out.WriteString("\n")
	if g.place != "" {
		p.out.WriteString(p.palette.head.Sprint(g.place) + "\n")
	}
	keys, values := 0, 0
	for _, l := range g.lines {
		keys = max(keys, phrase.Columns(l.key))
	}
	for _, l := range g.lines {
		if l.Kind == cfgfile.Changed && l.fits(keys, 0) {
			values = max(values, phrase.Columns(l.old))
		}
	}
	for _, l := range g.lines {
		p.writeLine(l, keys, values)
	}
}

// fits reports whether both values of a line fit behind its key, in columns of so many
// characters.
func (l *settingLine) fits(key, value int) bool {
	return len("  ~ ")+key+len("   ")+max(value, phrase.Columns(l.old))+len(arrow)+phrase.Columns(l.new) <= phrase.ScreenWidth
}

func (p *settingPrinter) writeLine(l settingLine, keys, values int) {
	column := "   "
	if !l.fits(keys, values) && l.fits(keys, 0) {
		values = 0
	}
	line, sign := phrase.Padded(l.key, keys), p.palette.changed
	switch {
	case l.Kind == cfgfile.Removed:
		line, sign = "- "+line+column+p.palette.removed.Sprint(l.old)+l.note, p.palette.removed
	case l.Kind == cfgfile.Added:
		line, sign = "+ "+line+column+p.palette.added.Sprint(l.new)+l.note, p.palette.added
	case l.Secret && !p.ShowSecrets:
		line = "~ " + line + column + strings.TrimSuffix(hidden, ")") + ", differs)"
	case l.old == l.new:
		line = "~ " + line + column + l.new + "  (differs in what is hidden)"
	case l.fits(keys, values):
		line = "~ " + line + column + p.palette.removed.Sprint(l.old) + phrase.Spaces(values-phrase.Columns(l.old)) + arrow + p.palette.added.Sprint(l.new)
	default:
		old, new := markChanges(p.value(l.Change, l.Old, p.OldFile), p.value(l.Change, l.New, p.NewFile), p.palette.removed, p.palette.added)
		line = "~ " + l.key + "\n      - " + old + "\n      + " + new
	}
	p.out.WriteString("  " + sign.Sprint(line[:1]) + line[1:] + "\n")
}

// writeCounts writes how much there is of each kind.
func (p *settingPrinter) writeCounts() {
	changed, added, removed := p.counts[cfgfile.Changed], p.counts[cfgfile.Added], p.counts[cfgfile.Removed]
	switch {
	case changed+added+removed == 0:
		p.out.WriteString("\nthe version alone differs\n")
	case p.version:
		fmt.Fprintf(&p.out, "\n%d changed, %d added, %d removed, and the version\n", changed, added, removed)
	default:
		fmt.Fprintf(&p.out, "\n%d changed, %d added, %d removed\n", changed, added, removed)
	}
}

// around is how many characters of what two long values have alike are shown before and
// behind what differs: with both, a line of a terminal has room for that.
const around = 15

// maxValueDiff is how many bytes two values have together at most for the parts
// that differ to be looked for: the search is quadratic at worst.
const maxValueDiff = 1 << 16

// markChanges returns two values with what differs in colour. Long parts that both
// have are left out, and so is the end of long parts that differ.
func markChanges(before, after string, removed, added *color.Color) (old, new string) {
	var oldText, newText strings.Builder
	for _, d := range valueDiff(before, after) {
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			oldText.WriteString(removed.Sprint(phrase.Visible(shortened(d.Text))))
		case diffmatchpatch.DiffInsert:
			newText.WriteString(added.Sprint(phrase.Visible(shortened(d.Text))))
		default:
			same := phrase.Visible(shortened(d.Text))
			oldText.WriteString(same)
			newText.WriteString(same)
		}
	}
	return oldText.String(), newText.String()
}

func valueDiff(before, after string) []diffmatchpatch.Diff {
	if len(before)+len(after) > maxValueDiff || !utf8.ValidString(before) || !utf8.ValidString(after) {
		return []diffmatchpatch.Diff{{Type: diffmatchpatch.DiffDelete, Text: before}, {Type: diffmatchpatch.DiffInsert, Text: after}}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = diffTimeout
	return dmp.DiffCleanupSemantic(dmp.DiffMain(before, after, false))
}

// shortened returns a text without its middle where it is long.
func shortened(text string) string {
	runes := []rune(text)
	if len(runes) <= 3*around {
		return text
	}
	return string(runes[:around]) + "…" + string(runes[len(runes)-around:])
}
