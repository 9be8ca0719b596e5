package cfgfile

import "strings"

// dottedForm is the form of lines "path.to.Key = value".
type dottedForm struct{}

func (dottedForm) scan(f *File) {
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
		f.unread(at, Problem{Kind: MalformedLine, Text: secondHeader})
		return
	case f.src[text.Start] == '#':
		f.comment(Span{text.Start, end}, len(f.entries))
		return
	}
	equals := strings.IndexByte(f.src[at:end], '=')
	if equals < 0 && isNearVersion(f.src[text.Start:text.End]) && !f.frame.HasVersion {
		f.frame.NearVersion = text
		f.unread(text.Start, Problem{Kind: MalformedLine, Text: "a colon stands in place of the equals sign: write " + VersionForm(Dotted)})
		return
	}
	if equals < 0 {
		f.unread(at, Problem{Kind: MalformedLine, Text: "neither a setting (path.to.Key = value) nor a comment"})
		return
	}
	key := trimmedSpan(f.src, at, at+equals)
	value := trimmedSpan(f.src, at+equals+1, end)
	value.End = end // white space behind a value is part of it
	switch name := f.src[key.Start:key.End]; {
	case name == "":
		f.unread(at, Problem{Kind: MalformedLine, Text: "no path stands before the equals sign: write path.to.Key = value"})
	case name == "Version" && !f.frame.HasVersion:
		f.frame.HasVersion, f.frame.Version, f.frame.NearVersion = true, trimmedSpan(f.src, value.Start, end), Span{}
	default:
		if strings.EqualFold(name, "Version") && !f.frame.HasVersion {
			f.frame.NearVersion = Span{key.Start, value.End}
		}
		f.entries = append(f.entries, entry{uint32(key.Start), uint32(key.End), uint32(value.Start), uint32(value.End)})
	}
}

// isNearVersion reports whether a line without an equals sign carries a version: "Version: 2".
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

func (dottedForm) locate(_ *File, s *Setting, _ uint32) {
	s.splitDotted()
	s.KeySpan.Start = s.KeySpan.End - len(s.Key)
}

// dottedPrinter writes dotted files, with a blank line before what starts with another
// first part.
type dottedPrinter struct {
	linePrinter
	equals string
	blank  bool
}

func (form dottedForm) printer() printer {
	return &dottedPrinter{linePrinter: linePrinter{eol: form.eol()}, equals: " = ", blank: true}
}

func (w *dottedPrinter) begin(version string, hasVersion bool) {
	w.line(dottedHeader)
	if hasVersion {
		w.line(dottedForm{}.version(version))
	}
}

func (dottedForm) version(version string) string { return "Version = " + version }

func (w *dottedPrinter) open(*step, string) {
	if w.blank {
		w.line("")
	}
}

func (w *dottedPrinter) setting(p *Path, value string) {
	w.field(p.String(), w.equals, value)
}

func (w *dottedPrinter) end() []byte { return w.out }

// steps has the first part of the path, which is all that groups the lines.
func (dottedForm) steps(p *Path) []step {
	group, _, _ := strings.Cut(p.String(), ".")
	return []step{{kind: scopeModule, name: group}}
}

func (dottedForm) order() order            { return asGiven }
func (dottedForm) eol() string             { return "\n" }
func (dottedForm) read(text string) string { return text }

func (dottedForm) refuses(comment string) string {
	if strings.Contains("#"+strings.ReplaceAll(comment, "\n", "\n#"), dottedHeader) {
		return "in a dotted file it would be read as a header"
	}
	return ""
}

// fill adds lines, each behind the last one of its entry, else of an entry before it, of its
// module, of the file.
func (dottedForm) fill(in *insertion, _ uint32, added *node) ([]Edit, error) {
	type entryOf struct{ module, list string }
	inModule := map[string]int{}
	inList := map[entryOf]lastByIndex{}
	for i, s := range in.Settings() {
		inModule[s.Module] = i
		key := entryOf{s.Module, s.List}
		if inList[key] == nil {
			inList[key] = lastByIndex{}
		}
		inList[key][s.Index] = i
	}
	var lines []part
	for _, group := range added.parts {
		lines = append(lines, group.node.parts...)
	}
	edits := make([]Edit, 0, len(lines))
	for i := range lines {
		p := lines[i].path
		behind := in.Len() - 1
		if i, ok := inModule[p.Module]; ok {
			behind = i
		}
		if i, ok := inList[entryOf{p.Module, p.List}].upTo(p.Index); ok {
			behind = i
		}
		at, w := in.lastLine(), dottedPrinter{equals: " = "}
		if behind >= 0 {
			at = int(in.entries[behind].valEnd)
			if in.src[in.entries[behind].keyEnd] == '=' {
				w.equals = "="
			}
		}
		edits = append(edits, in.behindLine(at, func(eol string) string {
			w.eol = eol
			(&node{parts: lines[i : i+1]}).print(&w)
			return string(w.out)
		}))
	}
	return edits, nil
}

// lastLine returns a place on the last line of a dotted file without settings, or of its frame.
func (f *File) lastLine() int {
	switch {
	case f.frame.HasVersion:
		return f.frame.Version.End
	case f.frame.HeaderLine > 0:
		return f.frame.Header.End
	}
	return len(f.src)
}

func (dottedForm) extent(f *File, it *item) Span { return f.lineOf(it.Span) }

func (dottedForm) put(f *File, number int, value string) (Edit, bool) {
	e := f.entries[number]
	at := Span{int(e.val), int(e.valEnd)}
	if f.lacksSpace(at.Start) {
		return Edit{at, " " + value}, false
	}
	return Edit{at, value}, true
}

// lacksSpace reports whether a value stands behind "path =", whose last space an editor has
// taken.
func (f *File) lacksSpace(value int) bool { return strings.HasSuffix(f.src[:value], " =") }

func (form dottedForm) setVersion(f *File, version string) {
	if f.frame.HasVersion {
		if at := f.frame.Version.Start; f.lacksSpace(at) {
			f.reread(Span{at, at}, " ")
		}
		f.replaceVersion(version)
		return
	}
	line := form.version(version) + f.eol()
	_, at := lineEnd(f.src, f.frame.Header.End)
	switch {
	case f.frame.HeaderLine == 0:
		at = f.start()
		line = dottedHeader + f.eol() + line
	case !strings.HasSuffix(f.src[:at], "\n"): // the header ends the file
		line = f.eol() + line
	}
	f.reread(Span{at, at}, line)
}

// format keeps the lines, and one blank line of several.
func (dottedForm) format(f *File) ([]byte, error) {
	if f.frame.HeaderLine == 0 {
		return nil, ErrNoHeader
	}
	out := linePrinter{eol: f.eol()}
	blank := false
	for at := f.start(); at < len(f.src); {
		stop, next := lineEnd(f.src, at)
		line := f.src[at:stop]
		at = next
		if strings.Trim(line, " \t\r") == "" {
			blank = len(out.out) > 0
			continue
		}
		if blank {
			out.line("")
			blank = false
		}
		out.line(spaceEquals(line))
	}
	return out.out, nil
}

// spaceEquals writes "path = value" with one space on both sides.
func spaceEquals(line string) string {
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
		return line
	}
	path, value, ok := strings.Cut(line, "=")
	if !ok || strings.Trim(path, " \t\r") == "" {
		return line
	}
	return strings.Trim(path, " \t\r") + " = " + strings.TrimLeft(value, " \t\r")
}
