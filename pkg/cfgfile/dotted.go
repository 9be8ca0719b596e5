package cfgfile

import "strings"

// parseDotted reads "path.to.Key = value" lines.
func (f *File) parseDotted() {
	f.reserve(countLines(f.src))
	line := 0
	at := f.start()
	for at < len(f.src) && !f.full() {
		line++
		end, next := lineEnd(f.src, at)
		if end > at {
			f.readDottedLine(at, end, line)
		}
		at = next
	}
}

func (f *File) readDottedLine(at, end, line int) {
	text := trimmedSpan(f.src, at, end)
	switch {
	case text.Len() == 0:
		return
	case strings.HasPrefix(f.src[text.Start:], dottedHeader):
		if f.frame.HeaderLine == 0 {
			f.frame.Header, f.frame.HeaderLine = Span{at, end}, line
			return
		}
		f.report(MalformedLine, at, secondHeader)
		return
	case f.src[text.Start] == '#':
		return
	}
	equals := strings.IndexByte(f.src[at:end], '=')
	if equals < 0 && isNearVersion(f.src[text.Start:text.End]) && !f.frame.HasVersion {
		f.frame.NearVersion = text
		f.report(MalformedLine, text.Start, "a colon stands in place of the equals sign: write "+VersionForm(Dotted))
		return
	}
	if equals < 0 {
		f.report(MalformedLine, at, "neither a setting (path.to.Key = value) nor a comment")
		return
	}
	key := trimmedSpan(f.src, at, at+equals)
	value := trimmedSpan(f.src, at+equals+1, end)
	value.End = end // white space behind a value is part of it
	switch name := f.src[key.Start:key.End]; {
	case name == "":
		f.report(MalformedLine, at, "no path stands before the equals sign: write path.to.Key = value")
	case name == "Version" && !f.frame.HasVersion:
		f.frame.HasVersion, f.frame.Version, f.frame.NearVersion = true, trimmedSpan(f.src, value.Start, end), Span{}
	default:
		if strings.EqualFold(name, "Version") && !f.frame.HasVersion {
			f.frame.NearVersion = text
		}
		f.entries = append(f.entries, entry{uint32(key.Start), uint32(key.End), uint32(value.Start), uint32(value.End)})
	}
}

// isNearVersion reports whether a line without an equals sign gives a version: "Version: 2".
func isNearVersion(line string) bool {
	name, _, ok := strings.Cut(line, ":")
	return ok && strings.EqualFold(strings.TrimSpace(name), "Version")
}

// splitDotted takes apart a path that stands in the key: the first part is the module, the
// last the key, a number before the key the index, what is between them the list.
func (p *Path) splitDotted() {
	path := p.Key
	if strings.Contains("."+path+".", "..") {
		return // an empty part: no path, so it stays as it is
	}
	first, last := strings.IndexByte(path, '.'), strings.LastIndexByte(path, '.')
	if first < 0 {
		return
	}
	p.Module, p.Key = path[:first], path[last+1:]
	if first == last {
		return
	}
	p.List = path[first+1 : last]
	number := p.List[strings.LastIndexByte(p.List, '.')+1:]
	if index, ok := parseIndex(number); ok {
		p.Index = index
		p.List = strings.TrimSuffix(strings.TrimSuffix(p.List, number), ".")
	}
}
