package catalog

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// A Concept is a setting under a neutral name, whatever the dialects call it:
// "line[N].password" is the password of each line. [Concepts] returns all that there are.
// The zero Concept is none: its methods must not be called.
type Concept struct{ row *conceptRow }

// conceptRow is a line of the table.
type conceptRow struct {
	name               string // with its mark: "line[N].password"
	kind, note, source string
	varies             bool
	paths              [len(dialectNames)][]string
}

// conceptMark stands for the number in a name.
const conceptMark = "[N]"

// Name returns the name with a mark for its number: "line[N].password", "time.zone".
func (c Concept) Name() string { return c.row.name }

// Indexed reports whether the name has a number, of a line, an account, a phone book.
func (c Concept) Indexed() bool { return strings.Contains(c.row.name, conceptMark) }

// At returns the name with a number from 1 in it, "line1.password", and [Concept.Name] for
// 0 or where the name has none.
func (c Concept) At(index int) string {
	if index == 0 {
		return c.row.name
	}
	return strings.Replace(c.row.name, conceptMark, strconv.Itoa(index), 1)
}

// Kind returns what the values are, in words: "flag", "port", "quarter hours".
func (c Concept) Kind() string { return c.row.kind }

// Secret reports whether the value must not be shown.
func (c Concept) Secret() bool { return c.row.kind == "secret" || c.row.kind == "key" }

// Note says what is to be known of the values besides, empty for nothing.
func (c Concept) Note() string { return c.row.note }

// Varies reports whether values differ between generations, so that what one takes may mean
// something else to the other.
func (c Concept) Varies() bool { return c.row.varies }

// Source says where the name is from: "" for the field survey, else what it was added by.
func (c Concept) Source() string { return c.row.source }

// Paths returns the setting's path in a dialect with N for its number, as [Entry.Path] does,
// the usual spelling before others that files have. It returns none where the dialect has no
// counterpart that is known.
func (c Concept) Paths(d Dialect) []string {
	if !d.known() {
		return nil
	}
	return slices.Clone(c.row.paths[d])
}

// PathsAt returns the paths as a file has them in the entry of a number, keys cut at 19
// characters in text-legacy. A path that is cut there to that of another concept is left out.
func (c Concept) PathsAt(d Dialect, index int) []string {
	var paths []string
	for _, pattern := range c.Paths(d) {
		path := pathAt(d, pattern, index)
		if other, at, ok := ConceptOf(d, path); ok && other == c && at == index {
			paths = append(paths, path)
		}
	}
	return paths
}

// pathAt puts a number in the place of a pattern's mark, none for 0.
func pathAt(d Dialect, pattern string, index int) string {
	if index > 0 {
		start, end := markIn(d, pattern)
		pattern = pattern[:start] + strconv.Itoa(index) + pattern[end:]
	}
	if d != TextLegacy {
		return pattern
	}
	key := strings.LastIndexByte(pattern, ':') + 1
	return strings.TrimRight(pattern[:min(len(pattern), key+KeyWidth)], " ")
}

// markIn returns where the N of a path's mark stands. The concept has to have a number: there
// is an N in the key STUN Server, too.
func markIn(d Dialect, path string) (start, end int) {
	before, mark := "", ""
	switch key := strings.LastIndexByte(path, ':') + 1; {
	case d.IsText():
		if i := strings.Index(path[key:], "N "); i > 0 {
			return key + i, key + i + 1
		}
		return 0, 0
	case d.IsXML():
		before, mark = "[", "[N]"
	default:
		before, mark = ".", ".N."
	}
	if i := strings.Index(path, mark); i >= 0 {
		return i + len(before), i + len(before) + 1
	}
	return 0, 0
}

// legacyXML writes a path of text-legacy as xml-legacy has it: underscores for spaces, and
// the number, where it has one, on the list.
func legacyXML(path string, indexed bool) string {
	if indexed {
		_, end := markIn(TextLegacy, path)
		key := strings.LastIndexByte(path, ':')
		path = path[:key] + "[N]:" + path[end+1:]
	}
	return strings.NewReplacer(" ", "_", ":", "/").Replace(path)
}

// ConceptOf returns the concept that a path of a file is a spelling of, and the number in it,
// 0 where there is none.
func ConceptOf(d Dialect, path string) (c Concept, index int, ok bool) {
	known := conceptsByPath(d)
	if c, ok = known[path]; ok {
		return c, 0, !c.Indexed()
	}
	start, end := numberIn(d, path)
	if start == end || end-start > maxIndexDigits || path[start] == '0' {
		return Concept{}, 0, false
	}
	index, _ = strconv.Atoi(path[start:end])
	c, ok = known[path[:start]+"NNNN"[:end-start]+path[end:]]
	return c, index, ok && c.row != nil
}

// Concept returns the concept that the key is a spelling of.
func (e Entry) Concept() (Concept, bool) {
	c, ok := conceptsByPath(e.Dialect())[e.Path()]
	return c, ok && c.row != nil
}

// numberIn returns where the number of a path's entry stands: of the key in text, of the
// innermost list in the others.
func numberIn(d Dialect, path string) (start, end int) {
	from, stop := strings.LastIndexByte(path, ':')+1, byte(' ')
	switch {
	case d.IsXML():
		from, stop = strings.LastIndexByte(path, '[')+1, ']'
	case d == Dotted:
		from, stop = strings.LastIndexByte(path, '.'), '.'
		if from < 0 {
			return 0, 0
		}
		from = strings.LastIndexByte(path[:from], '.') + 1
	}
	start = from
	for d.IsText() && start < len(path) && !ascii.IsDigit(path[start]) {
		start++
	}
	end = start
	for end < len(path) && ascii.IsDigit(path[end]) {
		end++
	}
	if start == 0 || end == len(path) || path[end] != stop {
		return 0, 0
	}
	return start, end
}

// conceptsByPath has the concepts of a dialect by their paths, with as many N as the number
// has digits, since text-legacy cuts more off behind a longer one. What it cuts two to alike
// is neither's: the zero Concept.
var conceptsByPath = lazily(func(d Dialect) map[string]Concept {
	known := make(map[string]Concept)
	for _, c := range Concepts() {
		for _, pattern := range c.Paths(d) {
			for digits := 1; digits <= maxIndexDigits; digits++ {
				path := pattern
				if c.Indexed() {
					start, end := markIn(d, pattern)
					path = pattern[:start] + "NNNN"[:digits] + pattern[end:]
				}
				path = pathAt(d, path, 0)
				if other, double := known[path]; double && other != c {
					known[path] = Concept{}
					continue
				}
				known[path] = c
			}
		}
	}
	return known
})

// Concepts returns all concepts in the order of the table: those of a field survey, then the
// others.
func Concepts() []Concept { return slices.Clone(allConcepts()) }

var allConcepts = sync.OnceValue(func() []Concept {
	concepts, _ := readConcepts(tableText("concepts")) // problems are left to the tests, which allow none
	return concepts
})

func readConcepts(text string) ([]Concept, []problem) {
	r := newTSVReader("concepts.tsv", text, "name", "kind", "sysconf", "text-modern", "text-legacy", "dotted", "varies", "note", "source")
	var concepts []Concept
	for r.next() {
		f := r.fields
		row := &conceptRow{name: f[0], kind: f[1], varies: f[6] == "yes", note: f[7], source: f[8]}
		for i, d := range [...]Dialect{Sysconf, TextModern, TextLegacy, Dotted} {
			if f[2+i] != "" {
				row.paths[d] = strings.Split(f[2+i], meaningSeparator)
			}
		}
		for _, path := range row.paths[TextLegacy] {
			row.paths[XMLLegacy] = append(row.paths[XMLLegacy], legacyXML(path, Concept{row}.Indexed()))
		}
		concepts = append(concepts, Concept{row})
	}
	return concepts, r.problems
}
