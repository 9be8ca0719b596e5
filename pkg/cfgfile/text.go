package cfgfile

import "strings"

// parseText reads the <<VOIP CONFIG FILE>> form. It allocates by the file, not
// by the line: one pass counts the lines, one fills the entries. Nearly all
// lines are settings, so those are taken here and everything else line by line.
func (f *File) parseText() {
	p := textParser{File: f}
	src := f.src
	entries := make([]entry, 0, strings.Count(src, "\n")+1)
	line := uint32(0)
	at := f.start()
	colon := -1 // the next colon at or behind at, looked for once
	for at < len(src) && f.frame.Footer.End == 0 {
		line++
		if otherLine[src[at]] {
			end, next := lineEnd(src, at)
			p.line, p.settings = line, len(entries)
			if setting, ok := p.readOther(at, end); ok {
				entries = append(entries, setting)
			}
			at = next
			continue
		}
		if colon < at {
			if colon = strings.IndexByte(src[at:], ':'); colon < 0 {
				colon = len(src)
			} else {
				colon += at
			}
		}
		end, next := lineEnd(src, at)
		if colon < end {
			entries = append(entries, entry{uint32(at), uint32(colon), uint32(colon + 1), uint32(end)})
		} else {
			f.report(MalformedLine, at, notALine)
		}
		at = next
	}
	f.entries = entries
	if f.frame.Footer.End > 0 {
		f.frame.AfterFooter = trimmedSpan(src, f.frame.Footer.End, len(src))
	}
	if f.dialect == TextLegacy {
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

// readOther reads a line that does not start as a setting does. It can be one
// all the same: indented, or with a dash in front.
func (p *textParser) readOther(at, end int) (entry, bool) {
	switch p.src[at] {
	case '#':
		return entry{}, false
	case '<':
		return p.readBracket(at, end)
	case '-':
		if strings.HasPrefix(p.src[at:end], "--") {
			p.readList(at, end)
			return entry{}, false
		}
	}
	text := trimmedSpan(p.src, at, end)
	if text.Len() == 0 {
		return entry{}, false
	}
	colon := strings.IndexByte(p.src[text.Start:end], ':')
	switch {
	case colon < 0:
		p.report(MalformedLine, text.Start, notALine)
		return entry{}, false
	case colon == 0:
		p.report(MalformedLine, at, "no key stands before the colon: write Key :value")
		return entry{}, false
	case text.Start > at:
		p.report(MalformedLine, at, "white space before the key: a line starts with its key")
	}
	colon += text.Start
	return entry{uint32(text.Start), uint32(colon), uint32(colon + 1), uint32(end)}, true
}

// readBracket reads a line that starts with "<": the header, the footer or a
// module with, where a line break is missing, a setting behind it.
func (p *textParser) readBracket(at, end int) (entry, bool) {
	line := p.src[at:end]
	switch {
	case strings.HasPrefix(line, textFooter):
		p.frame.Footer = Span{at, at + len(textFooter)}
	case strings.HasPrefix(line, textHeader):
		p.readHeader(at, end)
	default:
		return p.readModule(at, end)
	}
	return entry{}, false
}

func (p *textParser) readHeader(at, end int) {
	if p.frame.HeaderLine > 0 {
		p.report(MalformedLine, at, "a second header: a file has one, on its first line; was another file appended?")
		return
	}
	p.frame.Header = Span{at, end}
	p.frame.HeaderLine = int(p.line)
	const mark = "Version:"
	rest := at + len(textHeader)
	if strings.HasPrefix(p.src[rest:end], mark) {
		p.frame.HasVersion = true
		p.frame.Version = trimmedSpan(p.src, rest+len(mark), end)
	}
}

func (p *textParser) readModule(at, end int) (entry, bool) {
	line := p.src[at:end]
	bracket := strings.IndexByte(line, '>')
	if bracket < 2 || strings.IndexByte("<!?%", line[1]) >= 0 {
		p.report(MalformedLine, at, "no module header: write <NAME CONFIG MODULE>")
		return entry{}, false
	}
	name := Span{at + 1, at + bracket}
	if !strings.HasSuffix(p.src[name.Start:name.End], "MODULE") {
		p.report(MalformedLine, at, "a module's name ends in MODULE, as in <SIP CONFIG MODULE>")
	}
	p.module = p.open(scope{kind: scopeModule, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line})
	rest := trimmedSpan(p.src, name.End+1, end)
	if rest.Len() == 0 {
		return entry{}, false
	}
	p.report(FusedLines, rest.Start, "a line break is missing behind the module header")
	return p.readOther(rest.Start, end)
}

// readList reads a list marker: dashes, the list's name, dashes, a colon. In
// text-legacy the marker is cut like any key, so dashes may be missing behind.
func (p *textParser) readList(at, end int) {
	colon := strings.IndexByte(p.src[at:end], ':')
	nameEnd := end
	if colon < 0 {
		p.report(MalformedLine, at, "a list marker ends in a colon: write --Name--  :")
	} else {
		nameEnd = at + colon
		if trimmedSpan(p.src, nameEnd+1, end).Len() > 0 {
			p.report(MalformedLine, at, "a list marker has no value: is the line break missing behind its colon?")
		}
	}
	name := trimmedSpan(p.src, at, nameEnd)
	for name.Start < name.End && p.src[name.Start] == '-' {
		name.Start++
	}
	for name.Start < name.End && p.src[name.End-1] == '-' {
		name.End--
	}
	name = trimmedSpan(p.src, name.Start, name.End)
	if name.Len() == 0 {
		p.report(MalformedLine, at, "a list marker without a name")
		return
	}
	p.open(scope{kind: scopeList, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line, parent: p.module})
}

// open adds a scope, into which the settings from here on fall.
func (p *textParser) open(s scope) uint32 {
	p.scopes[s.parent].members++
	p.scopes = append(p.scopes, s)
	number := uint32(len(p.scopes) - 1)
	p.startRun(p.settings, number)
	return number
}

// closeLegacyLists gives a key without its list's index prefix back to the
// module: in text-legacy a list ends where the prefixes end.
func (f *File) closeLegacyLists() {
	runs := f.runs
	f.runs = make([]run, 0, 2*len(runs))
	for i, r := range runs {
		f.startRun(int(r.first), r.scope)
		if f.scopes[r.scope].kind != scopeList {
			continue
		}
		end := len(f.entries)
		if i+1 < len(runs) {
			end = int(runs[i+1].first)
		}
		f.splitLegacyList(int(r.first), end, r.scope)
	}
}

// splitLegacyList goes through the settings behind a list marker. The first one
// tells the prefix.
func (f *File) splitLegacyList(first, end int, list uint32) {
	prefix := ""
	module := f.scopes[list].parent
	in := list
	for i := first; i < end; i++ {
		key := f.src[f.entries[i].key:f.entries[i].keyEnd]
		if i == first {
			prefix, _, _ = cutIndex(key)
		}
		belongs := module
		if startsIndexed(key, prefix) {
			belongs = list
		}
		if belongs != in {
			f.startRun(i, belongs)
			in = belongs
		}
	}
}

// placeText fills in where a setting of a text file stands.
func (f *File) placeText(s *Setting, at uint32) {
	in := f.scopes[at]
	if in.kind == scopeList {
		s.List = f.src[in.name:in.nameEnd]
		if _, index, ok := cutIndex(s.Key); ok {
			s.Index = index
		}
		in = f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}

// trimmedSpan gives the span without white space around it.
func trimmedSpan(src string, start, end int) Span {
	for start < end && isSpace(src[start]) {
		start++
	}
	for start < end && isSpace(src[end-1]) {
		end--
	}
	return Span{start, end}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
