package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
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
		return hideNamed(src, src)
	}
	return hideSecrets(file)
}

// hideSecrets is [HideSecrets] for a file that is parsed already.
func hideSecrets(file *cfgfile.File) string { return hideNamed(hideMarked(file), file.Source()) }

// hideNamed hides what stands behind the names of secrets in a text, whose form
// shows by the text as it was before anything was hidden.
func hideNamed(text, src string) string {
	if isMarkup(src) {
		return hideMarkup(text)
	}
	return hideLines(text)
}

// HideCredentials gives the value of a setting that is no secret with user and
// password before the "@" of a URL blotted out.
func HideCredentials(value string) string { return hideCredentials(value, 0) }

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
func hideLines(src string) string {
	var b strings.Builder
	b.Grow(len(src))
	secret := false // the last line had one
	for line := range strings.Lines(src) {
		body := strings.TrimRight(line, "\r\n")
		shown := hideCredentials(body, firstSeparator(body)+1)
		switch end, ok := catalog.FindSecret(shown); {
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
	}
	return b.String()
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

// hideCredentials hides user and password before the "@" of a URL, or in a value,
// which starts at an offset, what stands between a colon and an "@".
func hideCredentials(line string, from int) string {
	at := lastAt(line)
	if at < from {
		return line
	}
	if scheme, _, ok := strings.Cut(line[:at], "://"); ok {
		return line[:len(scheme)+len("://")] + blot + line[at:]
	}
	if user, _, ok := strings.Cut(line[from:at], ":"); ok && !isColours(line[from:]) {
		return line[:from+len(user)+1] + blot + line[at:]
	}
	return line
}

// lastAt finds the last "@", which XML can write in other ways.
func lastAt(line string) int {
	at := -1
	for _, form := range []string{"@", "&#64;", "&#x40;"} {
		at = max(at, strings.LastIndex(line, form))
	}
	return at
}

// isKnownList tells whether a list marker has a name that a text dialect knows.
func isKnownList(marker string) bool {
	name := strings.Trim(marker, "- ")
	return len(catalog.For(catalog.TextLegacy).ListsLike(name)) > 0 || len(catalog.For(catalog.TextModern).ListsLike(name)) > 0
}
