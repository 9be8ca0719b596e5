package provurl

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// checkTarget refuses what behind the server cannot be told from a piece of credentials,
// before any of it is shown to anybody.
func (r *reader) checkTarget(p part) error {
	text := r.of(p)
	if i := strings.IndexByte(text, '@'); i >= 0 {
		const advice = ": in a user name or a password write %2F for /, %3F for ?, %23 for # and %5C for \\; in a path write %40 for @"
		return refuse(FaultAtSign, p.start, "an @ follows on this character, so it stands in the credentials or the @ in the path"+advice, "%"+strings.ToUpper(hexOf(text[0])))
	}
	if i := strings.IndexByte(text, '#'); i >= 0 {
		return refuse(faultFragment, p.start+i, "a # ends the URL and what follows is never asked for: write %23 where it belongs to a name", "%23")
	}
	if strings.HasPrefix(text, `\`) && !strings.HasPrefix(text, `\$`) {
		return refuse(FaultBackslashInServer, p.start, "a backslash stands where a slash belongs", "/")
	}
	return nil
}

func hexOf(c byte) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[c>>4], digits[c&15]})
}

// readPath reads folders and name, each by itself.
func (r *reader) readPath(p part) {
	if strings.HasPrefix(r.of(p), "/") {
		p.start++
	}
	root := r.checkRoot(p)
	var dir strings.Builder
	dir.WriteByte('/')
	for {
		folder, rest := r.cut(p, "/")
		if rest.start == rest.end {
			r.name = folder
			r.url.Dir, r.url.Name = dir.String(), r.readSegment(folder)
			r.checkDots(folder, r.url.Name)
			return
		}
		name := r.readSegment(folder)
		r.checkFolder(folder, name, root)
		dir.WriteString(name + "/")
		p = part{rest.start + 1, rest.end}
	}
}

// checkRoot finds a path that begins with another slash, escaped or not, and returns its
// place, -1 where there is none. For a download two slashes are two slashes.
func (r *reader) checkRoot(p part) int {
	text := strings.ToLower(r.of(p))
	if r.download || !strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "%2f") {
		return -1
	}
	r.fault(faultRootPath, p.start, "a second slash stands before the path, which begins it at the root of the server's files: take it away", "")
	return p.start
}

func (r *reader) checkFolder(p part, name string, root int) {
	if name == "" && p.start != root {
		r.fault(faultEmptyFolder, p.start, "two slashes stand in a row: write one", "")
	}
	if strings.Contains(name, "$") && !r.download {
		r.fault(faultMacroInFolder, p.start, "the description has macros in the file's name and the query; whether a phone replaces one in a folder's name is not known", "")
	}
	r.checkDots(p, name)
}

// checkDots finds what leads to another folder than the one that is named.
func (r *reader) checkDots(p part, name string) {
	plain, err := url.PathUnescape(name)
	if err != nil {
		return // a fault already
	}
	switch {
	case plain == "..", strings.ContainsAny(plain, "/\\") && strings.Contains(plain, ".."):
		r.fault(faultDotDot, p.start, "two dots lead out of the folder: write the path that is meant", "")
	case strings.Contains(plain, "\\") && !strings.Contains(name, "\\"):
		r.fault(faultBackslash, p.start, "an escaped backslash stands in the path, which is a separator to some servers: write a slash", "")
	case plain == ".":
		r.fault(faultDot, p.start, "a dot stands for the folder that it is in: take it away", "")
	}
}

// readSegment reads what stands between two slashes, mended.
func (r *reader) readSegment(p part) string {
	p = r.trim(p, "beside a slash or at the end of the path")
	var b strings.Builder
	for at := p.start; at < p.end; {
		text := r.text[at:p.end]
		if mended, n := r.readMacro(at, text); n > 0 {
			b.WriteString(mended)
			at += n
			continue
		}
		n := 1
		if text[0] >= utf8.RuneSelf {
			_, n = utf8.DecodeRuneInString(text)
		}
		b.WriteString(r.readCharacter(at, text[:n], text))
		at += n
	}
	return b.String()
}

// readCharacter returns a character of a path as it belongs into a URL.
func (r *reader) readCharacter(at int, char, rest string) string {
	switch c := char[0]; {
	case c == ' ':
		r.fault(FaultSpace, at, "a space stands in the path: take it out of the name, or write %20 for it", "%20")
		return "%20"
	case c == '\\':
		r.fault(faultBackslash, at, "a backslash stands in the path: write a slash", "/")
	case strings.IndexByte("\"<>^`{|}[]", c) >= 0:
		r.fault(faultCharacter, at, "this character stands in no URL: write "+escapeCredential(char)+" for it", escapeCredential(char))
	case c == '%' && badEscape(rest[:min(3, len(rest))]) == 0:
		r.fault(faultEscape, at, "a percent sign stands without two hexadecimal digits behind it: write %25 for it", "%25")
	case c == '%' && isControlEscape(rest):
		r.fault(faultEscape, at, "an escaped control character stands here, which some servers take for the end of a command", "")
	case c >= utf8.RuneSelf:
		r.fault(faultNonASCII, at, "this letter is none of ASCII, and how a phone sends it is not known: give the file a name in ASCII", escapeCredential(char))
	}
	return char
}

// isControlEscape reports whether a text begins with the escape of a control character: %00
// to %1F and %7F.
func isControlEscape(text string) bool {
	if len(text) < 3 {
		return false
	}
	return text[1] == '0' || text[1] == '1' || text[1] == '7' && text[2]|0x20 == 'f'
}

// readQuery reads a query with the question mark before it.
func (r *reader) readQuery(p part) {
	if p.start == p.end {
		return
	}
	if !r.url.Protocol.IsHTTP() {
		r.fault(faultQueryProtocol, p.start, "only HTTP and HTTPS have queries: to "+r.url.Protocol.String()+" the question mark is part of the file's name", "")
	}
	query := part{p.start + 1, p.end}
	if i := strings.Index(r.of(query), "&amp;"); i >= 0 {
		r.fault(faultQueryEntity, query.start+i, "&amp; is how XML writes &, and in a URL it is no separator: write &", "&")
	}
	r.url.Query = strings.ReplaceAll(r.readSegment(query), "&amp;", "&")
}

// checkName looks at the file's name, which a phone asks for letter by letter.
func (r *reader) checkName() {
	name := r.url.Name
	if name == "" {
		return
	}
	given := r.of(r.name)
	at := r.name.start + len(given) - len(strings.TrimLeft(given, " "))
	stem, ext, dotted := cutExtension(name)
	_, err := naming.ParseExt(ext)
	switch {
	case r.url.Query != "" && err != nil:
		// A program that makes the file can have any name.
	case !dotted:
		r.fault(faultExtension, at, "the name has no extension, and phones take cfg, txt and xml; where it is a folder's, a slash belongs behind it", "")
	case err != nil:
		r.fault(faultExtension, r.name.start+strings.LastIndexByte(given, '.'), "phones take a configuration under the extensions cfg, txt and xml", "")
	case stem == "":
		r.fault(faultMacroLost, at, "the name has an extension and nothing before it: a shell or a template took $mac away; put it in single quotes", MacroMAC+name)
	case r.url.Query == "" && (stem == "mac" || stem == "input"):
		r.fault(faultMacroLiteral, at, "every phone asks for this one name: write the macro $"+stem+" if each is to ask for its own", "$"+name)
	default:
		r.checkNearMiss(at, name)
	}
}

// cutExtension divides a name at its last dot.
func cutExtension(name string) (stem, ext string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}

// checkNearMiss finds slips in names that phones ask for. Names with macros are looked
// at where the macros are read.
func (r *reader) checkNearMiss(at int, name string) {
	if strings.ContainsRune(name, '$') {
		return
	}
	if near := naming.Identify(name).Near; near != nil && near.Certain {
		r.fault(faultFileName, at, near.Reason, near.Name)
	}
}
