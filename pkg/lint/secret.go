package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// blot stands for what is not shown.
const blot = "••••"

// HideSecrets gives a file's text with the values of secrets blotted out, line
// for line the same otherwise, so that it can be shown. It goes by the text
// rather than by what a parser made of it, since it is shown where a file is
// broken: a password can stand in the middle of another setting's value, or on
// the line after its key.
func HideSecrets(src string) string {
	var b strings.Builder
	b.Grow(len(src))
	secret := false // the text goes on with what a secret's key or tag began
	for line := range strings.Lines(src) {
		body := strings.TrimRight(line, "\r\n")
		shown, goesOn := hideLine(body, secret)
		b.WriteString(shown)
		b.WriteString(line[len(body):])
		secret = goesOn
	}
	return b.String()
}

// hideLine hides the secrets of one line. Inside tells that the lines before it
// have begun a secret; goesOn that those behind it may be part of one.
func hideLine(line string, inside bool) (shown string, goesOn bool) {
	if strings.IndexByte(line, '<') >= 0 && strings.IndexByte(line, '>') >= 0 && !strings.HasSuffix(strings.TrimRight(line, " "), "MODULE>") {
		return hideXML(line, inside)
	}
	separator := strings.IndexAny(line, ":=")
	if separator < 0 {
		if inside && strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "<") {
			return blot, true
		}
		return line, inside && !strings.HasPrefix(line, "<")
	}
	for from := 0; separator >= 0; {
		at := from + separator
		if catalog.IsSecret(strings.TrimRight(line[from:at], " \t")) {
			if at+1 == len(line) {
				return line, true
			}
			return line[:at+1] + blot, true
		}
		from = at + 1
		separator = strings.IndexAny(line[from:], ":=")
	}
	return hideCredentials(line), false
}

// hideXML hides the text behind start tags with a secret's name.
func hideXML(line string, inside bool) (shown string, goesOn bool) {
	var b strings.Builder
	for line != "" {
		open := strings.IndexByte(line, '<')
		if open < 0 {
			open = len(line)
		}
		if inside && strings.TrimSpace(line[:open]) != "" {
			b.WriteString(blot)
		} else {
			b.WriteString(hideCredentials(line[:open]))
		}
		line = line[open:]
		if line == "" {
			break
		}
		end := strings.IndexByte(line, '>')
		if end < 0 {
			b.WriteString(blot)
			break
		}
		tag := line[:end+1]
		line = line[end+1:]
		switch {
		case strings.HasPrefix(tag, "<!"):
			if inside || catalog.IsSecret(tag) {
				tag = blot
			}
		default:
			name := strings.TrimLeft(tag, "</ ")
			if i := strings.IndexAny(name, " />"); i >= 0 {
				name = name[:i]
			}
			inside = !strings.HasPrefix(tag, "</") && catalog.IsSecret(name)
		}
		b.WriteString(tag)
	}
	return b.String(), inside
}

// hideCredentials hides what stands before the "@" of a URL.
func hideCredentials(text string) string {
	scheme := strings.Index(text, "://")
	if scheme < 0 {
		return text
	}
	rest := text[scheme+3:]
	at := strings.LastIndexByte(rest, '@')
	if at < 0 {
		return text
	}
	return text[:scheme+3] + blot + rest[at:]
}
