package cfgfile

import "strings"

// readBracket reads what starts with "<": the header, the footer or a module.
// It gives where that ends, which is the end of the line unless a line break is
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
		p.report(MalformedLine, at, "neither header nor footer, though it looks like one: they read "+textHeader+"Version: and "+textFooter)
		return end
	}
	return p.readModule(at, end)
}

func (p *textParser) readHeader(at, end int) (rest int) {
	if p.frame.HeaderLine > 0 {
		p.report(MalformedLine, at, secondHeader)
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

// headerEnd gives where the header ends on its line: before a carriage return
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
		p.report(MalformedLine, at, "no module header: write <NAME CONFIG MODULE>")
		return end
	}
	if isPathInBrackets(line) {
		p.report(OtherSyntax, at, "a module's header holds no slash, and nothing stands behind it: write <NAME CONFIG MODULE>, and the settings on lines of their own")
		return end
	}
	name := Span{at + 1, at + bracket}
	if isElementWithValue(line[1:bracket], line[bracket+1:]) {
		p.report(OtherSyntax, at, "no line of text has a name in brackets and a value: write Key :value below <NAME CONFIG MODULE>")
		return end
	}
	if !strings.HasSuffix(p.src[name.Start:name.End], "MODULE") {
		p.report(MalformedLine, at, "a module's name ends in MODULE, as in <SIP CONFIG MODULE>")
	}
	p.module = p.open(scope{kind: scopeModule, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line})
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
			p.report(MalformedLine, at, markerWithValue)
		}
	}
	name := markerName(p.src, at, nameEnd)
	if name.Len() == 0 {
		p.report(MalformedLine, at, "a list marker without a name: write --Name--  :")
		return
	}
	p.open(scope{kind: scopeList, name: uint32(name.Start), nameEnd: uint32(name.End), line: p.line, parent: p.module})
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
