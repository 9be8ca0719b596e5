package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// textForm is the <<VOIP CONFIG FILE>> form, of either generation: lines "Key :value" below
// the headers of modules and the markers of lists.
type textForm struct{ dialect Dialect }

// scan allocates by the file, not by the line: one pass counts the lines, one fills
// the entries. Nearly all lines are settings, so those are taken here and
// everything else line by line.
func (textForm) scan(f *File) {
	p := textParser{File: f}
	src := f.src
	f.reserve(countLines(src))
	entries := f.entries
	line := uint32(0)
	for at := f.start(); at < len(src) && f.frame.Footer.End == 0 && len(entries) <= MaxSettings; {
		line++
		colon, end, next := scanLine(src, at)
		if otherLine[src[at]] {
			p.line, p.settings = line, len(entries)
			if setting, ok := p.readOther(at, end); ok {
				entries = append(entries, setting)
			}
		} else if colon < end && (colon-at == keyColumn || !isEquated(src[at:colon])) {
			entries = append(entries, entry{uint32(at), uint32(colon), uint32(colon + 1), uint32(end)})
		} else {
			p.unread(at, noSettingLine(src[at:end]))
		}
		at = next
	}
	f.entries = entries
	if f.frame.Footer.End > 0 {
		f.frame.AfterFooter = trimmedSpan(src, f.frame.Footer.End, len(src))
	}
}

// settleText sets the generation of a text file, which says how far lists reach.
func (f *File) settleText(generation Dialect) {
	f.dialect = generation
	f.findPrefixes()
	if generation == TextLegacy {
		f.closeLegacyLists()
	}
	f.countSettings()
}

const notALine = "neither a setting (Key :value) nor a module, a list or a comment"

// otherLine marks the bytes that a setting does not start with.
var otherLine = [256]bool{'#': true, '<': true, '-': true, ' ': true, '\t': true, ':': true, '\r': true, '\n': true}

type textParser struct {
	*File
	line     uint32
	module   uint32 // the scope of the module that is open, 0 before the first
	settings int    // how many settings were read
}

// readOther reads a line that does not start as a setting does. It can hold one
// all the same: indented, with a dash in front, or behind a module header whose
// line break is missing.
func (p *textParser) readOther(at, end int) (entry, bool) {
	start := skipSpace(p.src[:end], at)
	if start == end {
		return entry{}, false
	}
	if start > at && p.src[start] != '#' {
		p.report(IndentedLine, at, "white space at the start of the line: a line starts with its key, its list or its module")
	}
	for start < end && p.src[start] == '<' {
		start = skipSpace(p.src[:end], p.readBracket(start, end))
		if start < end {
			p.report(FusedLines, start, "a line break is missing before this")
		}
	}
	switch rest := p.src[start:end]; {
	case rest == "":
	case rest[0] == '#':
		p.comment(Span{start, end}, p.settings)
	case strings.HasPrefix(rest, "--"):
		p.readList(start, end)
	default:
		return p.readSetting(start, end)
	}
	return entry{}, false
}

func (p *textParser) readSetting(at, end int) (entry, bool) {
	colon := strings.IndexByte(p.src[at:end], ':')
	switch {
	case colon < 0, isEquated(p.src[at : at+colon]):
		p.unread(at, noSettingLine(p.src[at:end]))
		return entry{}, false
	case colon == 0:
		p.unread(at, Problem{Kind: MalformedLine, Text: "no key stands before the colon: write Key :value"})
		return entry{}, false
	}
	return entry{uint32(at), uint32(at + colon), uint32(at + colon + 1), uint32(end)}, true
}

// isEquated reports whether what stands before a line's first colon has a key and an equals
// sign that stands alone: SIP1 Proxy Addr = http. The equals sign of a key has no spaces
// around it.
func isEquated(text string) bool {
	if strings.IndexByte(text, '=') < 0 {
		return false
	}
	return strings.Contains(text, " = ") || strings.HasSuffix(strings.TrimRight(text, keyPadding), " =")
}

// noSettingLine returns what is wrong with a line that was to be a setting.
func noSettingLine(line string) Problem {
	if isEquation(line) {
		return Problem{Kind: OtherSyntax, Text: "\"=\" stands in place of \":\": write Key :value"}
	}
	return Problem{Kind: MalformedLine, Text: notALine}
}

// open adds a scope, into which the settings from here on fall.
func (p *textParser) open(s scope, at Span) uint32 {
	if len(p.scopes) == maxScopes {
		p.unread(int(s.name), Problem{Kind: MalformedLine, Text: tooManyScopes})
		return p.module
	}
	p.scopes[s.parent].members++
	p.scopes = append(p.scopes, s)
	number := uint32(len(p.scopes) - 1)
	p.mark(itemOpen, at, number, p.settings)
	p.startRun(p.settings, number)
	return number
}

func (textForm) read(text string) string { return text }

func (textForm) locate(f *File, s *Setting, at uint32) {
	key, end := s.Key, len(s.Key)
	for end > 0 && (key[end-1] == ' ' || key[end-1] == '\t') {
		end--
	}
	s.Key, s.KeySpan.End = key[:end], s.KeySpan.Start+end
	s.tabbed = end < len(key) && strings.IndexByte(key[end:], '\t') >= 0
	in := &f.scopes[at]
	if in.kind == scopeList {
		s.List = f.nameOf(in)
		s.Index = f.indexInList(s.Key, in)
		in = &f.scopes[in.parent]
	}
	s.Module = f.nameOf(in)
}

// readBracket reads what starts with "<": the header, the footer or a module.
// It returns where that ends, which is the end of the line unless a line break is
// missing.
func (p *textParser) readBracket(at, end int) (rest int) {
	line := p.src[at:end]
	switch {
	case strings.HasPrefix(line, textFooter):
		p.frame.Footer = Span{at, at + len(textFooter)}
		return end // what follows is content after the footer
	case strings.HasPrefix(line, textHeader):
		return p.readHeader(at, end)
	case strings.HasPrefix(line, "<<"):
		p.unread(at, Problem{Kind: MalformedLine, Text: "neither header nor footer, though it looks like one: they read " + textHeader + "Version: and " + textFooter})
		return end
	}
	return p.readModule(at, end)
}

func (p *textParser) readHeader(at, end int) (rest int) {
	if p.frame.HeaderLine > 0 {
		p.unread(at, Problem{Kind: MalformedLine, Text: secondHeader})
		return end
	}
	rest = headerEnd(p.src, at, end)
	p.frame.Header = Span{at, rest}
	p.frame.HeaderLine = int(p.line)
	const mark = "Version:"
	version := at + len(textHeader)
	if strings.HasPrefix(p.src[version:rest], mark) {
		p.frame.HasVersion = true
		p.frame.Version = trimmedSpan(p.src, version+len(mark), rest)
	} else if strings.Contains(strings.ToLower(p.src[version:rest]), "version") {
		p.frame.NearVersion = trimmedSpan(p.src, version, rest)
	}
	return rest
}

const secondHeader = "a second header: a file has one, on its first line; was another file appended?"

// headerEnd returns where the header ends on its line: before a carriage return
// that ends no line, a module or the footer, where the line break between them
// is missing. They would be taken for the version otherwise, and lost with the
// next one that is set.
func headerEnd(src string, at, end int) int {
	from := at + len(textHeader)
	line := src[from:end]
	if i := strings.IndexByte(line, '\r'); i >= 0 {
		line = line[:i]
	}
	if i := strings.Index(line, textFooter); i >= 0 {
		line = line[:i]
	}
	if i := strings.Index(line, "MODULE>"); i >= 0 {
		if bracket := strings.LastIndexByte(line[:i], '<'); bracket >= 0 {
			line = line[:bracket]
		}
	}
	return from + len(line)
}

func (p *textParser) readModule(at, end int) (rest int) {
	line := p.src[at:end]
	bracket := strings.IndexByte(line, '>')
	if bracket < 2 || strings.IndexByte("!?%", line[1]) >= 0 {
		p.unread(at, Problem{Kind: MalformedLine, Text: "no module header: write <NAME CONFIG MODULE>"})
		return end
	}
	if isPathInBrackets(line) {
		p.unread(at, Problem{Kind: OtherSyntax, Text: "a module's header holds no slash, and nothing stands behind it: write <NAME CONFIG MODULE>, and the settings on lines of their own"})
		return end
	}
	name := Span{at + 1, at + bracket}
	if isElementWithValue(line[1:bracket], line[bracket+1:]) {
		p.unread(at, Problem{Kind: OtherSyntax, Text: "no line of text has a name in brackets and a value: write Key :value below <NAME CONFIG MODULE>"})
		return end
	}
	if !strings.HasSuffix(p.src[name.Start:name.End], "MODULE") {
		p.report(MalformedLine, at, "a module's name ends in MODULE, as in <SIP CONFIG MODULE>")
	}
	p.module = p.open(scope{kind: scopeModule, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line}, Span{at, name.End + 1})
	return name.End + 1
}

// isElementWithValue reports whether a line is <Key>value, as XML and those who make forms
// up have it. The name of a module ends in MODULE or has blanks.
func isElementWithValue(name, value string) bool {
	return strings.Trim(name, pathBytes) == "" && !strings.HasSuffix(name, "MODULE") && strings.Trim(value, " \t\r") != ""
}

// readList reads a list marker: dashes, the list's name, dashes, a colon. In
// text-legacy the marker is cut like any key, so dashes may be missing behind.
func (p *textParser) readList(at, end int) {
	nameEnd := end
	if colon := strings.IndexByte(p.src[at:end], ':'); colon < 0 {
		p.report(MalformedLine, at, "a list marker ends in a colon: write --Name--  :")
	} else {
		nameEnd = at + colon
		if trimmedSpan(p.src, nameEnd+1, end).Len() > 0 {
			p.unread(at, Problem{Kind: MalformedLine, Text: markerWithValue})
		}
	}
	name := markerName(p.src, at, nameEnd)
	if name.Len() == 0 {
		p.unread(at, Problem{Kind: MalformedLine, Text: "a list marker without a name: write --Name--  :"})
		return
	}
	p.open(scope{kind: scopeList, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line, parent: p.module}, trimmedSpan(p.src, at, end))
}

// markerName takes the dashes and the white space off a list marker.
func markerName(src string, at, end int) Span {
	name := trimmedSpan(src, at, end)
	for name.Start < name.End && src[name.Start] == '-' {
		name.Start++
	}
	for name.Start < name.End && src[name.End-1] == '-' {
		name.End--
	}
	return trimmedSpan(src, name.Start, name.End)
}

const markerWithValue = "a list marker has no value: is the line break missing behind its colon?"

// findPrefixes notes each list's index prefix: that of the first key which has
// one.
func (f *File) findPrefixes() {
	for i, r := range f.runs {
		if list := &f.scopes[r.scope]; list.kind == scopeList {
			f.findPrefix(list, f.entries[r.first:f.runEnd(f.runs, i)])
		}
	}
}

func (f *File) findPrefix(list *scope, entries []entry) {
	for _, e := range entries {
		if prefix, _, ok := cutIndex(f.src[e.key:e.keyEnd]); ok {
			list.prefix, list.prefixLen = e.key, uint8(len(prefix))
			return
		}
	}
}

// prefixOf returns a list's index prefix, "" for one without.
func (f *File) prefixOf(list *scope) string {
	return f.src[list.prefix : list.prefix+uint32(list.prefixLen)]
}

// indexInList returns the number that a key of a list carries, 0 for none.
func (f *File) indexInList(key string, list *scope) int {
	if index, ok := indexBehind(key, f.prefixOf(list)); ok {
		return index
	}
	_, index, _ := cutIndex(key) // an entry of another list that strayed in here
	return index
}

// closeLegacyLists puts a key without its list's index prefix back into the
// module: in text-legacy lists are always indexed, and end where the prefixes
// do. In text-modern a list runs to the next one or the next module.
func (f *File) closeLegacyLists() {
	marked := f.runs
	f.runs = make([]run, 0, 2*len(marked))
	for i, r := range marked {
		if f.scopes[r.scope].kind == scopeList {
			f.splitLegacyList(r.scope, int(r.first), f.runEnd(marked, i))
		} else {
			f.startRun(int(r.first), r.scope)
		}
	}
}

func (f *File) splitLegacyList(list uint32, first, end int) {
	prefix := f.prefixOf(&f.scopes[list])
	module := f.scopes[list].parent
	f.startRun(first, list)
	in := list
	for i := first; i < end; i++ {
		belongs := module
		if _, ok := indexBehind(f.src[f.entries[i].key:f.entries[i].keyEnd], prefix); ok {
			belongs = list
		}
		if belongs != in {
			f.startRun(i, belongs)
			in = belongs
		}
	}
}

// indexPrefixes are the prefixes that indexed keys are known to have, as in
// "SIP1 Phone Number" and "XML-PBook2 Name".
var indexPrefixes = []string{
	"SIP", "P", "Fkey", "exKey", "Alert", "LDAP", "XML-PBook", "BWDir", "BWCLog", "MCAST", "Account", "HS", "Item", "KcRule",
	"SoftFkey", "Codec",
}

// maxPrefix is more than the length of any index prefix known.
const maxPrefix = 32

// cutIndex takes the index prefix off a key: for "SIP1 Phone Number" it returns
// "SIP" and 1. A prefix is letters and dashes, then the number, then a space.
// "G729 Payload" has none: a prefix that is not known counts by its number,
// since a list's first entry is 1.
func cutIndex(key string) (prefix string, index int, ok bool) {
	n := 0
	for n < len(key) && n < maxPrefix && (ascii.IsLetter(key[n]) || key[n] == '-') {
		n++
	}
	prefix = key[:n]
	index, ok = indexBehind(key, prefix)
	if !ok || index == 0 {
		return "", 0, false
	}
	for _, known := range indexPrefixes {
		if prefix == known {
			return prefix, index, true
		}
	}
	if index != 1 {
		return "", 0, false
	}
	return prefix, 1, true
}

// indexBehind returns the number between a prefix and a space that a key starts
// with: 12 for "SIP12 Phone Number" and "SIP". It has at most four digits, and
// more than the padding of the key behind it.
func indexBehind(key, prefix string) (index int, ok bool) {
	if prefix == "" || !strings.HasPrefix(key, prefix) {
		return 0, false
	}
	n := len(prefix)
	digits := n
	for n < len(key) && n < digits+4 && key[n] >= '0' && key[n] <= '9' {
		index = index*10 + int(key[n]-'0')
		n++
	}
	if n == digits || n == len(key) || key[n] != ' ' {
		return 0, false
	}
	for n < len(key) && key[n] == ' ' {
		n++
	}
	return index, n < len(key)
}
