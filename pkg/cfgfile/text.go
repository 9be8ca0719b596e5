package cfgfile

import "strings"

// parseText reads the <<VOIP CONFIG FILE>> form, of either generation. It
// allocates by the file, not by the line: one pass counts the lines, one fills
// the entries. Nearly all lines are settings, so those are taken here and
// everything else line by line.
func (f *File) parseText() {
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
			p.reportNoSetting(at, end)
		}
		at = next
	}
	f.entries = entries
	if f.frame.Footer.End > 0 {
		f.frame.AfterFooter = trimmedSpan(src, f.frame.Footer.End, len(src))
	}
}

// settleText gives a text file its generation, which says how far lists reach.
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
	case rest == "", rest[0] == '#':
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
		p.reportNoSetting(at, end)
		return entry{}, false
	case colon == 0:
		p.report(MalformedLine, at, "no key stands before the colon: write Key :value")
		return entry{}, false
	}
	return entry{uint32(at), uint32(at + colon), uint32(at + colon + 1), uint32(end)}, true
}

// isEquated reports whether what stands before a line's first colon has a key, an equals
// sign and the start of a value in it: SIP1 Proxy Addr = http. The equals sign of a key has
// no spaces around it.
func isEquated(text string) bool { return strings.Contains(text, " = ") }

// reportNoSetting reports a line without a colon.
func (p *textParser) reportNoSetting(at, end int) {
	if isEquation(p.src[at:end]) {
		p.report(OtherSyntax, at, "\"=\" stands in place of \":\": write Key :value")
		return
	}
	p.report(MalformedLine, at, notALine)
}

// open adds a scope, into which the settings from here on fall.
func (p *textParser) open(s scope) uint32 {
	if len(p.scopes) == maxScopes {
		p.report(MalformedLine, int(s.name), tooManyScopes)
		return p.module
	}
	p.scopes[s.parent].members++
	p.scopes = append(p.scopes, s)
	number := uint32(len(p.scopes) - 1)
	p.startRun(p.settings, number)
	return number
}

// placeText fills in where a setting of a text file stands.
func (f *File) placeText(s *Setting, at uint32) {
	in := &f.scopes[at]
	if in.kind == scopeList {
		s.List = f.src[in.name:in.nameEnd]
		s.Index = f.indexInList(s.Key, in)
		in = &f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}
