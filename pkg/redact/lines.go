package redact

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// findInLines hides what stands behind a secret's name up to the end of its line, whatever
// the two are separated by, and the lines that go on with it, or with a value that is
// marked.
func (f *finder) findInLines() {
	marked := f.marked
	secret := false // the last line had one
	at := 0
	for line := range strings.Lines(f.text) {
		body := strings.TrimRight(line, "\r\n")
		end := at + len(body)
		for len(marked) > 0 && marked[0].End <= at {
			marked = marked[1:]
		}
		credentials, hasCredentials := findCredentials(body, firstSeparator(body)+1)
		shown := body
		if hasCredentials {
			shown = filled(body, credentials)
		}
		switch name, ok := findInLine(shown, f.keyEnd(at, end)-at); {
		case secret && isContinuation(body):
			f.hide(at, end)
			hasCredentials = false
		case ok:
			secret = true
			f.hideBehind(at+name, end)
		default:
			secret = len(marked) > 0 && marked[0].Start < end
		}
		if hasCredentials {
			f.found = append(f.found, cfgfile.Span{Start: at + credentials.Start, End: at + credentials.End})
		}
		at += len(line)
	}
}

// filled returns a text with a part of it filled over.
func filled(text string, part cfgfile.Span) string {
	return text[:part.Start] + strings.Repeat(string(filler), part.Len()) + text[part.End:]
}

// findInLine finds the name of a secret in a line whose key is known up to a place, or is
// not known where that is not positive.
func findInLine(line string, known int) (end int, ok bool) {
	if known <= 0 {
		return catalog.FindSecret(line)
	}
	end, ok = catalog.FindSecretInValue(line[known:])
	return known + end, ok
}

// hideBehind hides what stands behind a name: the value, where a separator follows, or
// else all the rest of the line.
func (f *finder) hideBehind(name, end int) {
	separator := name
	for separator < end && strings.IndexByte(" \t\"'0123456789", f.text[separator]) >= 0 {
		separator++
	}
	if separator < end && strings.IndexByte(":=>", f.text[separator]) >= 0 {
		name = separator + 1
	}
	f.hide(name, end)
}

// isContinuation reports whether a line behind a secret may go on with it. A line
// that can be nothing but a setting, a list, a module or a frame's end does not:
// the key of a setting has two words or more, is a path, or is known, as a list is.
func isContinuation(line string) bool {
	line = strings.TrimLeft(line, " \t")
	separator := firstSeparator(line)
	switch {
	case strings.HasPrefix(line, "<<"), isModuleLine(line):
		return false
	case separator <= 0:
		return true
	case strings.HasPrefix(line, "--"):
		return strings.Trim(line[separator+1:], " ") != "" || !isKnownList(line[:separator])
	}
	key := strings.TrimRight(line[:separator], " \t")
	return catalog.OddKeyByte(key) >= 0 || !strings.ContainsAny(key, " \t.") && !isKnownWord(key)
}

// isKnownWord reports whether a word is a key that a text dialect knows. Padding is no
// sign of one: a formatter pads whatever stands before a colon.
func isKnownWord(word string) bool {
	for _, d := range []catalog.Dialect{catalog.TextLegacy, catalog.TextModern} {
		if len(catalog.For(d).Elsewhere("", "", word)) > 0 {
			return true
		}
	}
	return false
}

func firstSeparator(line string) int { return strings.IndexAny(line, ":=") }

func isModuleLine(line string) bool {
	return strings.HasPrefix(line, "<") && strings.HasSuffix(strings.TrimRight(line, " \t\r"), "MODULE>")
}

// isKnownList reports whether a list marker has a name that a text dialect knows.
func isKnownList(marker string) bool {
	name := strings.Trim(marker, "- ")
	return len(catalog.For(catalog.TextLegacy).ListsLike(name)) > 0 || len(catalog.For(catalog.TextModern).ListsLike(name)) > 0
}
