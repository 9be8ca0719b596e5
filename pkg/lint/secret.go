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
// the line after its key. In doubt it hides too much.
func HideSecrets(src string) string {
	if isMarkup(src) {
		return hideMarkup(src)
	}
	return hideLines(src)
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
// whatever the two are separated by, and the lines that go on with it.
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
			secret = false
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
// the key of a setting is padded, has two words or more, or is a path.
func isContinuation(line string) bool {
	line = strings.TrimLeft(line, " \t")
	separator := firstSeparator(line)
	switch {
	case strings.HasPrefix(line, "<<"), isModuleLine(line):
		return false
	case separator <= 0:
		return true
	case strings.HasPrefix(line, "--"):
		return strings.Trim(line[separator+1:], " ") != ""
	}
	key := line[:separator]
	return !isKey(strings.TrimRight(key, " \t")) || len(key) < colonColumn && !strings.ContainsAny(key, " \t.")
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
	if user, _, ok := strings.Cut(line[from:at], ":"); ok {
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

// namesHidden tells whether a message about a file names something that stands
// only where HideSecrets hides it: in broken XML, part of a password can be read
// as a tag.
func namesHidden(message, src string) bool {
	shown := ""
	for _, word := range strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(" \"<>/=,:;…", r) }) {
		if !strings.Contains(src, word) {
			continue
		}
		if shown == "" {
			shown = HideSecrets(src)
		}
		if !strings.Contains(shown, word) {
			return true
		}
	}
	return false
}
