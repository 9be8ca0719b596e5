package cfgfile

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// linePrinter writes lines.
type linePrinter struct {
	out []byte
	eol string
}

func (w *linePrinter) grow(size int) { w.out = slices.Grow(w.out, size) }

func (w *linePrinter) line(text string) { w.out = append(append(w.out, text...), w.eol...) }

// field writes a line of a name and a value.
func (w *linePrinter) field(name, separator, value string) {
	w.out = append(append(append(append(w.out, name...), separator...), value...), w.eol...)
}

// comment writes a comment, a line for each of its lines.
func (w *linePrinter) comment(text string) {
	for line := range strings.Lines(xmlscan.NormalizeLineEnds(text) + "\n") {
		w.line("#" + strings.TrimSuffix(line, "\n"))
	}
}

func (w *linePrinter) close() {}

// textPrinter writes text files. Its pad pads a setting's key, and marker writes a list's
// marker up to its colon.
type textPrinter struct {
	linePrinter
	form   textForm
	list   string // whose marker was written last
	blank  bool   // a blank line stands before each module
	pad    func(key, entry string) string
	marker func(list string) string
}

// printer prints as the phones' exports are: a blank line before each module, keys and
// markers padded, and cut in text-legacy.
func (t textForm) printer() printer {
	return &textPrinter{linePrinter{eol: t.eol()}, t, "", true, t.pad, t.marker}
}

// order keeps in text-legacy the order of the settings, whose lists show by the prefixes of
// keys. In text-modern a list runs to the next one or to the end of its module, so a module's
// own settings come first.
func (t textForm) order() order {
	if t.dialect == TextLegacy {
		return asGiven
	}
	return settingsFirst
}

func (w *textPrinter) begin(version string, hasVersion bool) {
	header := textHeader
	if hasVersion {
		header = w.form.version(version)
	}
	w.line(padRight(header, headerWidth))
}

func (textForm) eol() string { return "\r\n" }

func (textForm) refuses(string) string { return "" }

func (t textForm) version(version string) string { return textHeader + "Version:" + version }

func (w *textPrinter) open(s *step, _ string) {
	if s.kind == scopeList {
		if s.name != w.list { // or, in text-legacy, the list goes on
			w.line(w.marker(s.name) + ":")
			w.list = s.name
		}
		return
	}
	w.list = ""
	if w.blank {
		w.line("")
	}
	w.line("<" + s.name + ">")
}

func (w *textPrinter) setting(p *Path, value string) {
	w.field(w.pad(p.Key, p.entry), ":", value)
}

func (w *textPrinter) end() []byte {
	w.line(textFooter)
	return w.out
}

// pad pads a key to 19 characters, in text-modern behind its index prefix.
func (t textForm) pad(key, entry string) string {
	if t.dialect == TextLegacy {
		return padRight(key, keyColumn)
	}
	if entry == "" {
		if _, _, ok := cutIndex(key); ok {
			entry, _, _ = strings.Cut(key, " ")
		}
	}
	if entry != "" {
		return padRight(key, len(entry)+1+keyColumn)
	}
	return padRight(key, keyColumn)
}

func (t textForm) marker(list string) string {
	return padRight(markerText(list, t.dialect), keyColumn)
}

func (textForm) steps(p *Path) []step {
	if p.List == "" {
		return []step{{kind: scopeModule, name: p.Module}}
	}
	return []step{{kind: scopeModule, name: p.Module}, {kind: scopeList, name: p.List}}
}

// fill puts settings behind the last one of their entry or of the entries before it, lists
// behind their module, and modules before the footer.
func (t textForm) fill(in *insertion, scope uint32, added *node) ([]Edit, error) {
	s := &in.scopes[scope]
	for i := range added.parts {
		if p := added.parts[i].path; s.kind == scopeList {
			p.Index = in.indexInList(p.Key, s)
		}
	}
	for _, p := range added.parts {
		if p.node != nil {
			p.node.numberKeys()
		}
	}
	added.sort()
	settings, nodes := added.settings()
	edits := make([]Edit, 0, len(settings)+1)
	last := lastByIndex{}
	for _, i := range in.settings[scope] {
		last[in.setting(i, 0, scope).Index] = i
	}
	like := in.printerLike(t, in.settings[scope])
	for i := range settings {
		at := int(s.nameEnd) // the line of the header or marker
		if behind, ok := last.upTo(settings[i].path.Index); ok {
			at = int(in.entries[behind].valEnd)
		}
		edits = append(edits, in.behindLine(at, like.lines(&node{parts: settings[i : i+1]})))
	}
	if len(nodes) == 0 {
		return edits, nil
	}
	added.parts, like = nodes, in.printerLike(t, nil)
	if scope == 0 {
		return append(edits, in.beforeFooter(like, added)), nil
	}
	return append(edits, in.behindLine(in.moduleEnd(scope), like.lines(added))), nil
}

// numberKeys sets the numbers of the keys of a new list, which they have behind the prefix of its
// first one, as a reader of the file does.
func (n *node) numberKeys() {
	prefix := ""
	for i := range n.parts {
		if p := &n.parts[i]; p.node != nil {
			p.node.numberKeys()
		} else if n.kind == scopeList && prefix == "" {
			prefix, _, _ = cutIndex(p.path.Key)
		}
	}
	for i := range n.parts {
		if p := n.parts[i].path; p != nil && prefix != "" {
			if index, ok := indexBehind(p.Key, prefix); ok {
				p.Index = index
			}
		}
	}
}

// lines returns what writes a node with a line end.
func (w *textPrinter) lines(n *node) func(eol string) string {
	return func(eol string) string {
		w.out, w.eol, w.list = w.out[:0], eol, ""
		n.print(w)
		return string(w.out)
	}
}

// moduleEnd returns a place on a module's last line of settings or lists.
func (in *insertion) moduleEnd(module uint32) int {
	end := 0
	for i := range in.scopes {
		if s := &in.scopes[i]; uint32(i) != module && (s.kind != scopeList || s.parent != module) {
			continue
		}
		end = max(end, int(in.scopes[i].nameEnd))
		if numbers := in.settings[i]; len(numbers) > 0 {
			end = max(end, int(in.entries[numbers[len(numbers)-1]].valEnd))
		}
	}
	return end
}

// beforeFooter adds modules before the footer, each behind a blank line if that is how the
// file has them.
func (in *insertion) beforeFooter(like *textPrinter, modules *node) Edit {
	at, eol := len(in.src), in.eol()
	if in.frame.Footer.End > 0 {
		at = in.frame.Footer.Start
	}
	text := like.lines(modules)(eol)
	if like.blank && endsInBlankLine(in.src[:at]) {
		text = text[len(eol):]
	}
	if at > in.start() && in.src[at-1] != '\n' {
		text = eol + text
	}
	return Edit{Span{at, at}, text}
}

func endsInBlankLine(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, "\r"), "\n\n") || strings.HasSuffix(text, "\n\r\n")
}

// maxNeighbours is how many settings are looked at to see how keys are padded.
const maxNeighbours = 64

// printerLike returns a printer that pads keys as most of the last of some settings are, else
// as most of the file's first, else as exports have it; and so for the rest.
func (f *File) printerLike(t textForm, neighbours []int) *textPrinter {
	w := &textPrinter{form: t, blank: f.blankBeforeModules(), pad: t.pad, marker: t.marker}
	if !f.padsMarkers() {
		w.marker = func(list string) string { return markerText(list, t.dialect) }
	}
	if len(neighbours) == 0 {
		for i := range min(f.Len(), maxNeighbours) {
			neighbours = append(neighbours, i)
		}
	}
	neighbours = neighbours[max(0, len(neighbours)-maxNeighbours):]
	pads := []func(key, entry string) string{t.pad, func(key, _ string) string { return key }}
	if len(neighbours) > 0 {
		e := f.entries[neighbours[len(neighbours)-1]]
		pads = append(pads, func(key, _ string) string { return padRight(key, int(e.keyEnd-e.key)) })
	}
	most := 0
	for _, pad := range pads {
		n := 0
		for _, i := range neighbours {
			field := f.src[f.entries[i].key:f.entries[i].keyEnd]
			if field == pad(strings.TrimRight(field, keyPadding), "") {
				n++
			}
		}
		if n > most {
			w.pad, most = pad, n
		}
	}
	return w
}

// padsMarkers reports whether the file's first list marker is padded. A file without one
// gets the form that devices write.
func (f *File) padsMarkers() bool {
	i := slices.IndexFunc(f.scopes, func(s scope) bool { return s.kind == scopeList })
	if i < 0 {
		return true
	}
	start, end := int(f.scopes[i].name)-2, int(f.scopes[i].nameEnd)
	colon := strings.IndexByte(f.src[end:], ':')
	return colon < 0 || start < 0 || end+colon-start >= keyColumn
}

// blankBeforeModules reports whether a blank line stands before the file's modules.
// A file without modules gets the form that devices write.
func (f *File) blankBeforeModules() bool {
	for m := range f.Modules() {
		line := f.src[:strings.LastIndexByte(f.src[:m.Span.Start], '\n')+1]
		return strings.HasSuffix(line, "\n\n") || strings.HasSuffix(line, "\n\r\n")
	}
	return true
}

// extent is a setting's line, and that of a list's marker where nothing else is on it.
func (textForm) extent(f *File, it *item) Span {
	if it.kind == itemSetting {
		return f.lineOf(it.Span)
	}
	start := strings.LastIndexByte(f.src[:it.Start], '\n') + 1
	end, next := lineEnd(f.src, it.Start)
	if line := f.src[start:end]; !strings.HasPrefix(line, "--") || strings.Trim(f.src[f.scopes[it.scope].nameEnd:end], "- \t:") != "" {
		return Span{}
	}
	return Span{start, next}
}

// lineOf returns the line that a setting stands on, or only the setting where something
// else stands before it.
func (f *File) lineOf(setting Span) Span {
	start := setting.Start
	for start > f.start() && (f.src[start-1] == ' ' || f.src[start-1] == '\t') {
		start--
	}
	if start > f.start() && f.src[start-1] != '\n' {
		return setting
	}
	_, next := lineEnd(f.src, setting.End)
	return Span{start, next}
}

func (textForm) put(f *File, number int, value string) (Edit, bool) {
	e := f.entries[number]
	return Edit{Span{int(e.val), int(e.valEnd)}, value}, true
}

func (t textForm) setVersion(f *File, version string) {
	header, old := t.version(version), f.frame.Header
	if f.frame.HeaderLine == 0 {
		f.reread(Span{f.start(), f.start()}, padRight(header, headerWidth)+f.eol())
		return
	}
	f.splice(old, padRight(header, old.Len()))
	f.frame.Header = Span{old.Start, old.Start + max(len(header), old.Len())}
	f.frame.HasVersion = true
	f.frame.Version = Span{old.Start + len(header) - len(version), old.Start + len(header)}
}

// format keeps the lines, but for those that are blank.
func (t textForm) format(f *File) ([]byte, error) {
	if f.frame.HeaderLine == 0 {
		return nil, ErrNoHeader
	}
	out := textPrinter{linePrinter: linePrinter{eol: t.eol()}, form: t}
	out.grow(len(f.src) + len(f.src)/8)
	out.begin(f.Version(), f.frame.HasVersion)
	end := len(f.src)
	if f.frame.Footer.End > 0 {
		end = f.frame.Footer.Start
	}
	for at := f.start(); at < end; {
		stop, next := lineEnd(f.src, at)
		switch line := f.withoutHeader(at, min(stop, end)); {
		case strings.Trim(line, " \t\r") == "":
		case strings.HasPrefix(line, "<") && strings.HasSuffix(strings.TrimRight(line, " \t"), "MODULE>"):
			out.line("")
			out.line(strings.TrimRight(line, " \t"))
		case t.dialect == TextLegacy:
			out.line(padKey(line))
		default:
			out.line(line)
		}
		at = next
	}
	out.end()
	for line := range strings.Lines(f.src[f.frame.AfterFooter.Start:f.frame.AfterFooter.End]) {
		out.line(strings.TrimRight(line, "\r\n"))
	}
	return out.out, nil
}

// withoutHeader returns a line without the header, which can share it with
// something else where a line break is missing.
func (f *File) withoutHeader(at, end int) string {
	header := f.frame.Header
	if header.Start < at || header.Start >= end {
		return f.src[at:end]
	}
	return f.src[at:header.Start] + f.src[header.End:end]
}

// padKey pads the key of a setting or a list marker to column 20.
func padKey(line string) string {
	start := strings.TrimLeft(line, " \t\r")
	if start == "" || strings.IndexByte("#<:", start[0]) >= 0 {
		return line
	}
	key, value, ok := strings.Cut(line, ":")
	if !ok || isEquated(key) { // with the colon in column 20 it would be a setting
		return line
	}
	return padRight(strings.TrimRight(key, keyPadding), keyColumn) + ":" + value
}

func padRight(text string, width int) string {
	return text + strings.Repeat(" ", max(width-len(text), 0))
}
