package cfgfile

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// xmlPrinter writes files of either XML dialect, an element a line. No tag closes itself.
type xmlPrinter struct {
	out   []byte
	form  xmlForm
	space string   // the line break and the indentation of what is written next, "" for none
	unit  string   // what a level is indented by
	names []string // of the elements that are open
	start int      // behind the start tag that was written last
}

// printer prints as the phones' exports are: the declaration, four spaces of indentation in
// sysconf and none in xml-legacy.
func (form xmlForm) printer() printer {
	return &xmlPrinter{form: form, space: "\n", unit: form.indent}
}

func (xmlForm) order() order { return onceEach }
func (xmlForm) eol() string  { return "\n" }

func (xmlForm) refuses(comment string) string {
	switch {
	case strings.Contains(comment, "--"), strings.HasSuffix(comment, "-"):
		return "a comment in XML holds no \"--\""
	case !isXMLText(comment), strings.IndexByte(comment, '\r') >= 0:
		return "the comment holds a character that XML has no place for"
	}
	return ""
}

// isXMLText reports whether XML can hold a text, its markup escaped.
func isXMLText(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' && !isSpace(c) {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
			return false
		}
		i += size
	}
	return true
}

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8"?>`

func (w *xmlPrinter) begin(version string, hasVersion bool) {
	w.write(xmlDeclaration)
	w.openTag(w.form.root, w.form.root)
	if hasVersion {
		w.element(w.form.versionName, version)
	}
}

func (form xmlForm) version(version string) string {
	return "<" + form.versionName + ">" + version + "</" + form.versionName + ">"
}

func (w *xmlPrinter) open(s *step, id string) {
	tag := s.name
	if s.index > 0 && !w.form.byID {
		tag += ` index="` + strconv.Itoa(s.index) + `"`
	}
	w.openTag(s.name, tag)
	if id != "" {
		w.element("ID", id)
	}
}

func (w *xmlPrinter) openTag(name, tag string) {
	w.write(w.space, "<", tag, ">")
	w.names, w.start = append(w.names, name), len(w.out)
	if w.space != "" {
		w.space += w.unit
	}
}

func (w *xmlPrinter) grow(size int) { w.out = slices.Grow(w.out, size) }

func (w *xmlPrinter) write(texts ...string) {
	for _, text := range texts {
		w.out = append(w.out, text...)
	}
}

func (w *xmlPrinter) setting(p *Path, value string) { w.element(p.Key, value) }

func (w *xmlPrinter) element(name, text string) {
	if strings.ContainsAny(text, "&<>\r") {
		text = textEscaper.Replace(text)
	}
	w.write(w.space, "<", name, ">", text, "</", name, ">")
}

func (w *xmlPrinter) comment(text string) { w.write(w.space, "<!--", text, "-->") }

func (w *xmlPrinter) close() {
	last := len(w.names) - 1
	if w.space != "" {
		w.space = strings.TrimSuffix(w.space, w.unit)
	}
	if len(w.out) > w.start {
		w.write(w.space)
	}
	w.write("</", w.names[last], ">")
	w.names = w.names[:last]
	w.start = -1
}

func (w *xmlPrinter) end() []byte {
	w.start = -1
	w.close()
	w.write("\n")
	return w.out
}

// Quotes need no escape in a text, and exports don't escape them.
var (
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

// ErrStrayText is returned for the canonical form of an XML file with text
// between its elements, which may be half of a value.
var ErrStrayText = errors.New("text stands between elements")

// format lays out the white space between elements anew; within a value everything stays.
func (form xmlForm) format(f *File) ([]byte, error) {
	if err := f.WellFormed(); err != nil {
		return nil, err
	}
	if err := f.problemError(StrayText, ErrStrayText); err != nil {
		return nil, err
	}
	w := xmlPrinter{form: form, space: "\n", unit: form.indent}
	w.grow(len(f.src) + len(f.src)/8)
	w.write(xmlDeclaration)
	var hollow item // the element that is open and holds none
	written := 0
	for it := range f.items() {
		isHollow := it.scope > 0 && f.scopes[it.scope].members == 0
		switch {
		case hollow.scope > 0 && (it.kind != itemClose || it.scope != hollow.scope): // within it
		case it.kind == itemOpen && isHollow:
			hollow = it
		case it.kind == itemClose && isHollow:
			w.copy(f.src[hollow.Start:it.End])
			hollow = item{}
		case it.kind == itemOpen:
			scan := xmlscan.New(f.src[it.Start:it.End])
			scan.Next()
			w.openTag(scan.Source(scan.Token.Name), tagText(scan))
		case it.kind == itemClose:
			w.start = -1
			w.close()
		case it.kind != itemAttribute && it.Start >= written:
			at := f.element(&it)
			w.copy(f.src[at.Start:at.End])
			written = at.End // and with it the comments in a value
		}
	}
	w.write("\n")
	return w.out, nil
}

// copy writes an element without children, or another piece of markup.
func (w *xmlPrinter) copy(src string) {
	if name, text, ok := plainElement(src); ok {
		w.element(name, xmlscan.Resolve(text))
		return
	}
	w.write(w.space)
	for scan := xmlscan.New(src); scan.Next(); {
		t := &scan.Token
		name, body := scan.Source(t.Name), xmlscan.NormalizeLineEnds(scan.Source(t.Body))
		switch t.Kind {
		case xmlscan.Start:
			w.write("<", tagText(scan), ">")
			if t.SelfClosed {
				w.write("</", name, ">")
			}
		case xmlscan.End:
			w.write("</", name, ">")
		case xmlscan.Text:
			w.write(textEscaper.Replace(xmlscan.Resolve(scan.Source(t.Body))))
		case xmlscan.CDATA:
			w.write(textEscaper.Replace(body))
		case xmlscan.Comment:
			w.write("<!--", body, "-->")
		case xmlscan.Doctype:
			w.write("<!", body, ">")
		case xmlscan.Instruction:
			if body != "" {
				body = " " + body
			}
			w.write("<?", name, body, "?>")
		}
	}
}

// plainElement takes apart an element that holds nothing but a text, and no attribute.
func plainElement(src string) (name, text string, ok bool) {
	end := strings.IndexByte(src, '>')
	if src[1] == '!' || src[1] == '?' || src[end-1] == '/' || strings.ContainsAny(src[:end], " \t\r\n") {
		return "", "", false
	}
	text, rest, _ := strings.Cut(src[end+1:], "<")
	return src[1:end], text, rest[0] == '/'
}

// tagText returns the name and the attributes of the start tag that was read last.
func tagText(scan *xmlscan.Scanner) string {
	text := scan.Source(scan.Token.Name)
	if !strings.ContainsAny(scan.Source(xmlscan.Span{Start: scan.Token.Start, End: scan.Token.End}), " \t\r\n") {
		return text // the attributes are those of an earlier tag
	}
	for _, a := range scan.Attrs {
		text += " " + scan.Source(a.Name) + `="` + attributeEscaper.Replace(xmlscan.Resolve(scan.Source(a.Value))) + `"`
	}
	return text
}
