package cfgfile

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// leftover is what stands in a file besides settings.
type leftover struct {
	kind   LossKind // what is lost where it cannot be taken over
	offset int
	text   string // of a comment; of what is lost in any case, why
	path   string
	scope  uint32 // of a container
}

// leftovers gives what stands in the file besides settings, in its order.
func (f *File) leftovers() []leftover {
	var found []leftover
	if f.dialect.IsXML() {
		found = f.markupLeftovers()
	} else {
		found = f.lineComments()
	}
	found = append(found, f.emptyContainers()...)
	found = append(found, f.unread()...)
	if after := f.frame.AfterFooter; after.Len() > 0 {
		found = append(found, leftover{kind: LostText, offset: after.Start, text: "it stands behind the footer"})
	}
	slices.SortStableFunc(found, func(a, b leftover) int { return a.offset - b.offset })
	return found
}

// lineComments gives the comments of a text or dotted file.
func (f *File) lineComments() []leftover {
	if strings.IndexByte(f.src, '#') < 0 {
		return nil
	}
	var found []leftover
	for at, next := f.start(), 0; at < len(f.src); at = next {
		if f.frame.Footer.End > 0 && at >= f.frame.Footer.Start {
			break
		}
		var end int
		end, next = lineEnd(f.src, at)
		start := skipSpace(f.src[:end], at)
		if start < end && f.src[start] == '#' && !strings.HasPrefix(f.src[start:], dottedHeader) {
			found = append(found, leftover{kind: LostComment, offset: start, text: f.src[start+1 : end]})
		}
	}
	return found
}

// markupLeftovers gives the comments of an XML file, and attributes, processing
// instructions and directives, which no other dialect has.
func (f *File) markupLeftovers() []leftover {
	var found []leftover
	scan := xmlscan.New(f.src)
	for scan.Next() {
		t := &scan.Token
		switch {
		case t.Kind == xmlscan.Comment:
			found = append(found, leftover{kind: LostComment, offset: t.Start, text: scan.Source(t.Body)})
		case t.Kind == xmlscan.Doctype, t.Kind == xmlscan.Instruction && scan.Source(t.Name) != "xml":
			found = append(found, leftover{kind: LostText, offset: t.Start, text: "only XML has processing instructions and declarations"})
		case t.Kind == xmlscan.Start:
			found = append(found, f.attributes(t.Name.Start, scan.Attrs)...)
		}
	}
	return found
}

// attributes gives the attributes of an element, whose name starts at an offset, but for
// the index of an entry.
func (f *File) attributes(element int, attrs []xmlscan.Attr) []leftover {
	var found []leftover
	for _, a := range attrs {
		name := f.src[a.Name.Start:a.Name.End]
		if name == "index" && f.isEntry(element) {
			continue
		}
		found = append(found, leftover{kind: LostAttribute, offset: a.Name.Start, path: name, text: "only XML has attributes, and exports have none but index, a number from 1"})
	}
	return found
}

// isEntry reports whether an entry with an index has its name at an offset.
func (f *File) isEntry(offset int) bool {
	i, ok := slices.BinarySearchFunc(f.scopes[1:], offset, func(s scope, at int) int { return int(s.name) - at })
	return ok && f.scopes[1+i].kind == scopeEntry && f.scopes[1+i].index > 0 && f.dialect == Sysconf
}

// emptyContainers gives the modules, lists and entries that no setting stands in,
// but not what is in them.
func (f *File) emptyContainers() []leftover {
	used := make([]bool, len(f.scopes))
	used[0] = true
	for i, r := range f.runs {
		for s := r.scope; !used[s] && int(r.first) < f.runEnd(f.runs, i); s = f.scopes[s].parent {
			used[s] = true
		}
	}
	var found []leftover
	for i, s := range f.scopes {
		if !used[i] && used[s.parent] {
			name := f.src[s.name:s.nameEnd]
			found = append(found, leftover{kind: LostContainer, offset: int(s.name), path: name, scope: uint32(i), text: "no setting stands in it"})
		}
	}
	return found
}

// unread gives the mistakes that the parser read around, where they hide text
// from it.
func (f *File) unread() []leftover {
	var found []leftover
	last := -1
	for _, p := range f.problems {
		end, _ := lineEnd(f.src, p.Offset)
		lost := p.Kind == StrayText || p.Kind == OtherSyntax || p.Kind == TooManyProblems || p.Kind == MalformedLine && (p.Text == markerWithValue || !f.isRead(p.Offset, end))
		if !lost || end == last {
			continue
		}
		last = end
		found = append(found, leftover{kind: LostText, offset: p.Offset, text: p.Text})
	}
	return found
}

// isRead tells whether a setting, list or module was read from a span.
func (f *File) isRead(start, end int) bool {
	within := func(offset uint32) int {
		switch {
		case int(offset) < start:
			return -1
		case int(offset) >= end:
			return 1
		}
		return 0
	}
	if _, ok := slices.BinarySearchFunc(f.entries, 0, func(e entry, _ int) int { return within(e.key) }); ok {
		return true
	}
	_, ok := slices.BinarySearchFunc(f.scopes[1:], 0, func(s scope, _ int) int { return within(s.name) })
	return ok
}

// convertLeftover takes over a comment or an empty module, or tells that it is lost.
func (c *converter) convertLeftover(l leftover) {
	reason := l.text
	switch l.kind {
	case LostComment:
		if reason = commentReason(c.to, l.text); reason == "" {
			c.out.comment(l.text)
			return
		}
	case LostContainer:
		if c.convertModule(l.scope) {
			return
		}
	}
	c.lose(l.kind, l.offset, l.path, reason)
}

// commentReason tells why a comment cannot stand in a file of a dialect.
func commentReason(to Dialect, text string) string {
	switch {
	case to.IsXML() && (strings.Contains(text, "--") || strings.HasSuffix(text, "-")):
		return "a comment in XML holds no \"--\""
	case to.IsXML() && (!isXMLText(text) || strings.IndexByte(text, '\r') >= 0):
		return "the comment holds a character that XML has no place for"
	case to == Dotted && strings.Contains("#"+strings.ReplaceAll(text, "\n", "\n#"), dottedHeader):
		return "in a dotted file it would be read as a header"
	}
	return ""
}
