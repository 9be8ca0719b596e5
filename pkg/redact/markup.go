package redact

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// isMarkup reports whether a text is XML, well-formed or not.
func isMarkup(src string) bool {
	start := strings.TrimLeft(strings.TrimPrefix(src, bom), " \t\r\n")
	line, _, _ := strings.Cut(start, "\n")
	if strings.HasPrefix(start, "<<") || isModuleLine(line) {
		return false
	}
	return strings.HasPrefix(start, "<") || strings.Contains(src, "<VOIP_CONFIG_FILE") || strings.Contains(src, "<sysConf")
}

// markup finds the secrets of XML: the text of elements whose name or attributes name a
// secret, comments and CDATA sections that do, and credentials. It reads the text once and
// takes what is broken as it comes.
type markup struct {
	*finder
	known string // the element that is open and that the dictionary knows as no secret
}

func (f *finder) findInMarkup() {
	m := markup{finder: f}
	for at := 0; at < len(f.text); {
		if f.text[at] == '<' && startsTag(f.text[at:]) {
			at = m.tag(at)
		} else {
			at = m.content(at)
		}
	}
}

// startsTag reports whether a "<" starts a tag: another "<" before the ">" means that it
// is a plain one.
func startsTag(src string) bool {
	if isSection(src) {
		return true
	}
	if len(src) < 2 || !ascii.IsLetter(src[1]) && strings.IndexByte("/!?_", src[1]) < 0 {
		return false
	}
	next := strings.IndexAny(src[1:], "<>")
	return next >= 0 && src[1+next] == '>'
}

// isSection reports whether a comment or a CDATA section starts here.
func isSection(src string) bool {
	return strings.HasPrefix(src, "<!--") || strings.HasPrefix(src, "<![CDATA[")
}

// content looks at the text up to the next tag and returns where it goes on. Behind
// the name of a secret nothing more of the line is shown, tags included.
func (m *markup) content(at int) int {
	end := m.nextTag(at + 1)
	find := catalog.FindSecret
	if m.known != "" {
		find = catalog.FindSecretInValue
	}
	name, ok := find(m.text[at:end])
	if !ok {
		m.show(at, end)
		return end
	}
	m.show(at, at+name)
	end = m.lineEnd(at + name)
	m.hide(at+name, end)
	return end
}

// nextTag returns where the next tag starts.
func (m *markup) nextTag(at int) int {
	for at < len(m.text) && !(m.text[at] == '<' && startsTag(m.text[at:])) {
		at++
	}
	return at
}

// lineEnd returns where the line ends that goes on at a place.
func (m *markup) lineEnd(at int) int {
	if i := strings.IndexByte(m.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(m.text)
}

// tag looks at a tag, and hides the element behind it where that is a secret.
func (m *markup) tag(at int) int {
	end := tagEnd(m.text, at)
	tag := m.text[at:end]
	name := elementName(tag[1:])
	secret := m.namesSecret(at, tag, name)
	switch {
	case !secret:
		m.show(at, end)
		return end
	case strings.HasPrefix(tag, "</"):
		m.show(at, end)
		return m.stray(end)
	case strings.IndexByte("!?", tag[1]) >= 0:
		m.hide(at, end)
		return end
	}
	if tag[1+len(name):] != "/>" {
		m.hide(at+1+len(name), end-1)
	}
	if strings.HasSuffix(tag, "/>") {
		return m.stray(end)
	}
	content := m.elementEnd(end, name)
	m.hide(end, content)
	return content
}

// namesSecret reports whether a tag names a secret: by the name of its element, which the
// dictionary can know as none, or by an attribute.
func (m *markup) namesSecret(at int, tag, name string) bool {
	switch end := m.keyEnd(at, at+len(tag)); {
	case end > 0:
		m.known = name
		tag = tag[end-at:]
	case m.known != "" && strings.HasPrefix(tag, "</") && elementName(tag[2:]) == m.known:
		m.known = ""
		return false
	default:
		m.known = ""
		if catalog.IsSecret(name) {
			return true
		}
	}
	_, secret := catalog.FindSecret(tag)
	return secret
}

// stray hides text behind the element of a secret, up to the next tag or the end of
// the line, and returns where that is: it stands where the value belongs.
func (m *markup) stray(from int) int {
	end := min(m.nextTag(from), m.lineEnd(from))
	m.hide(from, end)
	return end
}

// tagEnd returns where the tag, comment or CDATA section at a place ends.
func tagEnd(src string, at int) int {
	closing := ">"
	switch {
	case strings.HasPrefix(src[at:], "<!--"):
		closing = "-->"
	case isSection(src[at:]):
		closing = "]]>"
	}
	if i := strings.Index(src[at:], closing); i >= 0 {
		return at + i + len(closing)
	}
	return len(src)
}

// elementName returns the name that a tag starts with behind its bracket.
func elementName(tag string) string {
	if i := strings.IndexAny(tag, " \t\r\n/>"); i >= 0 {
		return tag[:i]
	}
	return tag
}

// elementEnd returns where the end tag of an element starts. An end tag of another name that
// closes nothing inside ends it too, or else one misspelt end tag would hide the rest of the
// file.
func (m *markup) elementEnd(at int, name string) int {
	depth := 0
	for {
		i := strings.IndexByte(m.text[at:], '<')
		if i < 0 {
			return len(m.text)
		}
		at += i
		rest := m.text[at:]
		switch {
		case isSection(rest):
			at = tagEnd(m.text, at)
			continue
		case !startsTag(rest):
		case rest[1] != '/':
			if end := tagEnd(m.text, at); m.text[end-2] != '/' {
				depth++
			}
		case elementName(rest[2:]) == name:
			return at
		case depth == 0:
			return m.misspeltEnd(at, name)
		default:
			depth--
		}
		at++
	}
}

// nearTag is how far the right end tag is looked for behind a wrong one.
const nearTag = 256

// misspeltEnd returns where an element ends in which an end tag of another name
// stands: at the right one, if that is near, or else with the line.
func (m *markup) misspeltEnd(at int, name string) int {
	rest := m.text[at:]
	if own := strings.Index(rest[:min(len(rest), nearTag)], "</"+name); own >= 0 {
		return at + own
	}
	return m.lineEnd(at)
}

// show hides nothing of a part but credentials.
func (m *markup) show(from, to int) {
	for line := range strings.Lines(m.text[from:to]) {
		if s, ok := findCredentials(strings.TrimRight(line, "\r\n"), 0); ok {
			m.found = append(m.found, cfgfile.Span{Start: from + s.Start, End: from + s.End})
		}
		from += len(line)
	}
}
