package fleet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// A Misfit says why a file cannot be made of a base and a row.
type Misfit struct {
	Name string // the file's
	Line int    // from 1; 0 where it is the file as a whole
	Text string
	Err  error // what ReadFile returned, nil if it is something else
}

// Error returns the file, the line and what is wrong. It shows no value.
func (m *Misfit) Error() string {
	name := batch.Input{Name: m.Name}.String()
	if m.Line > 0 {
		name = fmt.Sprintf("%s:%d", name, m.Line)
	}
	return name + ": " + m.Text
}

func (m *Misfit) Unwrap() error { return m.Err }

// leaveOut drops the files of a layout that is not that of the base.
func (l *learner) leaveOut(in, base *layout) {
	line, text := 0, ""
	if mine, other := in.file.Dialect(), base.file.Dialect(); mine != other {
		text = fmt.Sprintf("it is %s, and %s is %s: learn the files of each dialect by themselves", mine, shownFile(base.name), other)
	} else {
		line, text = layoutDiffers(in, base)
	}
	for _, m := range in.alive() {
		l.drop(m, line, text)
	}
}

// layoutDiffers returns what is first in the way of making files of a layout of a base, and
// on which line.
func layoutDiffers(in, base *layout) (line int, text string) {
	have, want := in.allPaths(), base.allPaths()
	there := shownFile(base.name)
	n := 0
	for n < len(have) && n < len(want) && have[n] == want[n] {
		n++
	}
	if n == len(have) && n == len(want) {
		return textDiffers(in.file, base.file, there)
	}
	var mine, other, place string
	if n < len(have) {
		line, mine = shownSetting(in.file, n)
	}
	if n < len(want) {
		var at int
		at, other = shownSetting(base.file, n)
		place = fmt.Sprintf("%s:%d", there, at)
	}
	missing, further := countMissing(want, have), countMissing(have, want)
	switch {
	case n < len(have) && !slices.Contains(want, have[n]) && missing == 0:
		return line, fmt.Sprintf("it has %s%s, which %s lacks, and generate would not add it in this way", mine, andOthers(further), there)
	case n < len(have) && !slices.Contains(want, have[n]):
		return line, fmt.Sprintf("it has %s%s, which %s lacks", mine, andOthers(further), there)
	case n < len(want) && !slices.Contains(have, want[n]):
		return line, fmt.Sprintf("it lacks %s%s, which %s has", other, andOthers(missing), place)
	case n == len(have):
		return 0, fmt.Sprintf("it has %s once less than %s", other, place)
	case n == len(want):
		return line, fmt.Sprintf("it has %s once more than %s", mine, there)
	}
	return line, fmt.Sprintf("%s stands here, where %s has %s", mine, place, other)
}

// andOthers says that what is named first is one of some settings.
func andOthers(n int) string {
	if n < 2 {
		return ""
	}
	return " and " + phrase.Count(n-1, "other setting")
}

// shownSetting returns the line of a setting and its path as it may be shown.
func shownSetting(f *cfgfile.File, number int) (line int, path string) {
	s := f.Setting(number)
	return s.Line, phrase.Visible(redact.NewFile(f).Path(&s))
}

// countMissing counts the paths that are not among others.
func countMissing(paths, others []cfgfile.Path) int {
	known := make(map[cfgfile.Path]bool, len(others))
	for _, p := range others {
		known[p] = true
	}
	n := 0
	for _, p := range paths {
		if !known[p] {
			n++
		}
	}
	return n
}

// textDiffers returns where two files with the same settings differ first outside of their
// values.
func textDiffers(f, base *cfgfile.File, there string) (line int, text string) {
	if a, b := f.Frame().EOL, base.Frame().EOL; a != b {
		return 0, fmt.Sprintf("its lines end with %s, and those of %s with %s", shownEOL(a), there, shownEOL(b))
	}
	mine, other := bareLines(f), bareLines(base)
	n := 0
	for n < len(mine) && n < len(other) && mine[n] == other[n] {
		n++
	}
	return n + 1, fmt.Sprintf("it is written in another way here than %s:%d, outside of the values", there, n+1)
}

// bareLines returns the lines of a file without its values and version.
func bareLines(f *cfgfile.File) []string {
	version, form := versionSpan(f)
	edits := []cfgfile.Edit{{Span: version, New: form}}
	for _, span := range valueSpans(f) {
		src := f.Source()[span.Start:span.End]
		edits = append(edits, cfgfile.Edit{Span: span, New: strings.Repeat("\n", strings.Count(src, "\n"))})
	}
	text, _ := cfgfile.Apply(f.Source(), edits)
	return strings.Split(text, "\n")
}

func shownEOL(eol string) string {
	switch eol {
	case "\r\n":
		return "CR LF"
	case "\n":
		return "LF"
	}
	return "nothing"
}

// unlike returns where a file differs from what was made in its place, and by what.
func unlike(f *cfgfile.File, made string) (line int, text string) {
	src := f.Source()
	at := 0
	for at < len(src) && at < len(made) && src[at] == made[at] {
		at++
	}
	lines := cfgfile.NewLocator(src)
	line = lines.Position(min(at, len(src))).Line
	for i, s := range f.Settings() {
		if s.KeySpan.Start <= at && at <= s.ValueSpan.End {
			line, path := shownSetting(f, i)
			return line, fmt.Sprintf("the value of %s is written in another way than generate writes it", path)
		}
	}
	return line, "it is written in another way here than generate writes it"
}

func shownFile(name string) string { return phrase.Visible(name) }
