package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// markupHider hides the secrets of XML: the text of elements whose name or
// attributes name a secret, comments and CDATA sections that do, and credentials.
// It reads the text once and takes what is broken as it comes.
type markupHider struct {
	src   string
	keys  markedText
	known string // the element that is open and that the dictionary knows as no secret
	out   strings.Builder
}

func hideMarkup(marked markedText) string {
	src := marked.text
	h := markupHider{src: src, keys: marked}
	h.out.Grow(len(src))
	for at := 0; at < len(src); {
		if src[at] == '<' && startsTag(src[at:]) {
			at = h.tag(at)
		} else {
			at = h.text(at)
		}
	}
	return h.out.String()
}

// startsTag tells whether a "<" starts a tag: another "<" before the ">" means
// that it is a plain one.
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

// isSection tells whether a comment or a CDATA section starts here.
func isSection(src string) bool {
	return strings.HasPrefix(src, "<!--") || strings.HasPrefix(src, "<![CDATA[")
}

// text copies the text up to the next tag and gives where it goes on. Behind
// the name of a secret nothing more of the line is shown, tags included.
func (h *markupHider) text(at int) int {
	end := at + 1
	for end < len(h.src) && !(h.src[end] == '<' && startsTag(h.src[end:])) {
		end++
	}
	find := catalog.FindSecret
	if h.known != "" {
		find = catalog.FindSecretInValue
	}
	if name, ok := find(h.src[at:end]); ok {
		h.show(h.src[at : at+name])
		end = at + name
		if i := strings.IndexByte(h.src[end:], '\n'); i >= 0 {
			h.hide(h.src[end : end+i])
			return end + i
		}
		h.hide(h.src[end:])
		return len(h.src)
	}
	h.show(h.src[at:end])
	return end
}

// tag copies a tag, and hides the element behind it where that is a secret.
func (h *markupHider) tag(at int) int {
	end := tagEnd(h.src, at)
	tag := h.src[at:end]
	name := elementName(tag[1:])
	secret := h.namesSecret(at, tag, name)
	switch {
	case !secret:
		h.show(tag)
		return end
	case strings.HasPrefix(tag, "</"):
		h.show(tag)
		return h.stray(end)
	case strings.IndexByte("!?", tag[1]) >= 0:
		h.hide(tag)
		return end
	}
	h.out.WriteString(tag[:1+len(name)])
	if rest := tag[1+len(name) : len(tag)-1]; rest == "/" {
		h.out.WriteString(rest)
	} else {
		h.hide(rest)
	}
	h.out.WriteString(">")
	if strings.HasSuffix(tag, "/>") {
		return h.stray(end)
	}
	return h.element(end, name)
}

// namesSecret reports whether a tag names a secret: by the name of its element, which the
// dictionary can know as none, or by an attribute.
func (h *markupHider) namesSecret(at int, tag, name string) bool {
	switch end := h.keys.keyEnd(at, at+len(tag)); {
	case end > 0:
		h.known = name
		tag = tag[end-at:]
	case h.known != "" && strings.HasPrefix(tag, "</") && elementName(tag[2:]) == h.known:
		h.known = ""
		return false
	default:
		h.known = ""
		if catalog.IsSecret(name) {
			return true
		}
	}
	_, secret := catalog.FindSecret(tag)
	return secret
}

// stray hides text behind the element of a secret, up to the next tag or the end of
// the line, and gives where that is: it stands where the value belongs.
func (h *markupHider) stray(from int) int {
	end := from
	for end < len(h.src) && h.src[end] != '\n' && !(h.src[end] == '<' && startsTag(h.src[end:])) {
		end++
	}
	h.hide(h.src[from:end])
	return end
}

// tagEnd gives where the tag, comment or CDATA section at a place ends.
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

// elementName gives the name that a tag starts with behind its bracket.
func elementName(tag string) string {
	if i := strings.IndexAny(tag, " \t\r\n/>"); i >= 0 {
		return tag[:i]
	}
	return tag
}

// element hides the content of an element, and gives where its end tag starts.
// An end tag of another name that closes nothing inside ends it too, or else one
// misspelt end tag would hide the rest of the file.
func (h *markupHider) element(from int, name string) int {
	depth := 0
	for at := from; ; {
		i := strings.IndexByte(h.src[at:], '<')
		if i < 0 {
			h.hide(h.src[from:])
			return len(h.src)
		}
		at += i
		rest := h.src[at:]
		switch {
		case isSection(rest):
			at = tagEnd(h.src, at)
		case !startsTag(rest):
			at++
		case rest[1] != '/':
			if end := tagEnd(h.src, at); h.src[end-2] != '/' {
				depth++
			}
			at++
		case elementName(rest[2:]) == name:
			h.hide(h.src[from:at])
			return at
		case depth == 0:
			end := h.misspeltEnd(at, name)
			h.hide(h.src[from:end])
			return end
		default:
			depth--
			at++
		}
	}
}

// misspeltEnd gives where an element ends in which an end tag of another name
// stands: at the right one, if that is near, or else with the line.
func (h *markupHider) misspeltEnd(at int, name string) int {
	rest := h.src[at:]
	if own := strings.Index(rest[:min(len(rest), maxTag)], "</"+name); own >= 0 {
		return at + own
	}
	line, _, _ := strings.Cut(rest, "\n")
	return at + len(line)
}

// show copies text, but for credentials.
func (h *markupHider) show(text string) {
	for line := range strings.Lines(text) {
		h.out.WriteString(redact.Credentials(line))
	}
}

// hide blots text out line by line.
func (h *markupHider) hide(text string) { blotOut(&h.out, text) }
