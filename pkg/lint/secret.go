package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// blot stands for what is not shown.
const blot = catalog.Blot

// HideSecrets gives a file's text with the values of secrets blotted out, line
// for line the same otherwise, so that it can be shown. It goes by the mark that the
// dictionary has for the keys of secrets, and then by the text rather than by what a
// parser made of it, since it is shown where a file is broken: a password can stand
// in the middle of another setting's value, or on the line after its key. In doubt it
// hides too much.
func HideSecrets(src string) string {
	file, err := cfgfile.Parse([]byte(src))
	if err != nil {
		return hideNamed(markedText{text: src}, src)
	}
	return hideSecrets(file)
}

// hideSecrets is [HideSecrets] for a file that is parsed already.
func hideSecrets(file *cfgfile.File) string { return hideNamed(hideMarked(file), file.Source()) }

// hideNamed hides what stands behind the names of secrets in a text, whose form
// shows by the text as it was before anything was hidden.
func hideNamed(marked markedText, src string) string {
	if isMarkup(src) {
		return hideMarkup(marked)
	}
	return hideLines(marked)
}

// isMarkup tells whether a text is XML, well-formed or not.
func isMarkup(src string) bool {
	start := strings.TrimLeft(strings.TrimPrefix(src, bom), " \t\r\n")
	line, _, _ := strings.Cut(start, "\n")
	if strings.HasPrefix(start, "<<") || isModuleLine(line) {
		return false
	}
	return strings.HasPrefix(start, "<") || strings.Contains(src, "<VOIP_CONFIG_FILE") || strings.Contains(src, "<sysConf")
}

// hideLines hides what stands behind a secret's name up to the end of its line,
// whatever the two are separated by, and the lines that go on with it, or with a
// value that is hidden already.
func hideLines(marked markedText) string {
	src := marked.text
	var b strings.Builder
	b.Grow(len(src))
	secret := false // the last line had one
	at := 0
	for line := range strings.Lines(src) {
		body := strings.TrimRight(line, "\r\n")
		shown := redact.CredentialsFrom(body, firstSeparator(body)+1)
		switch end, ok := findInLine(shown, marked.keyEnd(at, at+len(body))-at); {
		case secret && isContinuation(body):
			shown = ""
			if strings.TrimSpace(body) != "" {
				shown = blot
			}
		case ok:
			shown, secret = hideBehind(shown, end), true
		default:
			secret = strings.Contains(body, blot)
		}
		b.WriteString(shown)
		b.WriteString(line[len(body):])
		at += len(line)
	}
	return b.String()
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

// hideBehind hides what stands behind a name that ends at a place: the value,
// where a separator follows, or else all the rest.
func hideBehind(line string, nameEnd int) string {
	separator := nameEnd
	for separator < len(line) && strings.IndexByte(" \t\"'0123456789", line[separator]) >= 0 {
		separator++
	}
	if separator < len(line) && strings.IndexByte(":=>", line[separator]) >= 0 {
		nameEnd = separator + 1
	}
	if strings.Trim(line[nameEnd:], " \t") == "" {
		return line
	}
	return line[:nameEnd] + blot
}

// isContinuation tells whether a line behind a secret may go on with it. A line
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
	return !isKey(key) || !strings.ContainsAny(key, " \t.") && !isKnownWord(key)
}

// isKnownWord tells whether a word is a key that a text dialect knows. Padding is no
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

// isKnownList tells whether a list marker has a name that a text dialect knows.
func isKnownList(marker string) bool {
	name := strings.Trim(marker, "- ")
	return len(catalog.For(catalog.TextLegacy).ListsLike(name)) > 0 || len(catalog.For(catalog.TextModern).ListsLike(name)) > 0
}
