package cfgfile

import (
	"bytes"
	"strings"

	"github.com/fvcfg/fvcfg/internal/magic"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// The marks that a file's dialect shows by.
const (
	bom          = magic.BOM
	textHeader   = catalog.TextHeader
	textFooter   = catalog.TextFooter
	dottedHeader = catalog.DottedHeader
	legacyRoot   = catalog.LegacyRoot
	sysconfRoot  = catalog.SysconfRoot
)

// sniffWindow is how far a mark is looked for behind something else: a template
// macro before an XML declaration, a comment before a header.
const sniffWindow = magic.Window

// Sniff returns the dialect of a file, or what the data is instead as a
// [*ContentError]. It says what [Parse] says, for which it has to read a text
// file whole: the generation shows by its modules.
func Sniff(data []byte) (Dialect, error) {
	if len(data) > MaxSize {
		return 0, tooLarge(len(data))
	}
	src := string(data)
	dialect, err := sniff(src)
	if err != nil || !dialect.IsText() {
		return dialect, err
	}
	f := read(src, dialect)
	if f.full() {
		return 0, &ContentError{Content: TooManySettings}
	}
	return f.generation(), nil
}

// startsLikeConfig reports whether data begins as a provisioning file does: with a mark of
// its dialect, behind white space and comments at most. It judges by the first bytes, so
// that a decrypted first block or two is enough, even if the mark is cut off in them;
// random bytes pass with a chance below one in 2^40.
func startsLikeConfig(data []byte) bool {
	const enough = 8 // bytes of a mark
	start := behindComments(data)
	for _, mark := range []string{textHeader, "<?xml ", "<" + legacyRoot, "<" + sysconfRoot, dottedHeader} {
		if bytes.HasPrefix(start, []byte(mark)) || len(start) >= enough && strings.HasPrefix(mark, string(start[:min(len(start), len(mark))])) {
			return true
		}
	}
	return false
}

// endsLikeConfig reports whether data, which begins as a provisioning file does, ends as
// one: text in its footer, XML in the end tag of its root, white space aside, and in XML
// comments. So it knows what was cut off. A dotted file has no end of its own: it counts
// as whole where its last line has its line end, and a cut behind a line goes unseen.
func endsLikeConfig(data []byte) bool {
	text := bytes.TrimRight(data, " \t\r\n")
	switch {
	case bytes.HasSuffix(text, []byte(textFooter)):
		return true // by mistake XML can end in it, too
	case bytes.HasPrefix(behindComments(data), []byte(dottedHeader)):
		return bytes.HasSuffix(data, []byte("\n"))
	}
	root, ok := rootName(strings.TrimPrefix(string(data[:min(len(data), sniffWindow)]), bom))
	return ok && endsInRoot(text, root)
}

// endsInRoot reports whether an XML text ends in the end tag of its root, or in the root
// itself if that is empty.
func endsInRoot(text []byte, root string) bool {
	text = beforeComments(text)
	tag, ok := bytes.CutSuffix(text[bytes.LastIndexByte(text, '<')+1:], []byte(">"))
	if !ok {
		return false
	}
	if name, closes := bytes.CutPrefix(tag, []byte("/")); closes {
		return string(bytes.TrimRight(name, " \t\r\n")) == root
	}
	attributes, ok := bytes.CutPrefix(tag, []byte(root))
	return ok && bytes.HasSuffix(tag, []byte("/")) && !xmlscan.IsNameByte(attributes[0])
}

// beforeComments returns an XML text without the white space, comments and instructions
// that it ends in.
func beforeComments(text []byte) []byte {
	for {
		text = bytes.TrimRight(text, " \t\r\n")
		start := ""
		switch {
		case bytes.HasSuffix(text, []byte("-->")):
			start = "<!--"
		case bytes.HasSuffix(text, []byte("?>")):
			start = "<?"
		default:
			return text
		}
		text = text[:max(0, bytes.LastIndex(text, []byte(start)))]
	}
}

// behindComments returns what stands behind the white space and the comments, of text or
// of XML, that a file begins with.
func behindComments(data []byte) []byte {
	for {
		data = bytes.TrimLeft(data, bom+" \t\r\n")
		end := ""
		switch {
		case bytes.HasPrefix(data, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(data, []byte("#")) && !bytes.HasPrefix(data, []byte(dottedHeader[:2])):
			end = "\n"
		default:
			return data
		}
		i := bytes.Index(data, []byte(end))
		if i < 0 {
			return nil
		}
		data = data[i+len(end):]
	}
}

// sniff returns the dialect, and TextLegacy for text of either generation.
func sniff(src string) (Dialect, error) {
	dialect, err := sniffMarks(src)
	switch {
	case err != nil:
	case dialect.IsXML():
		if fault := xmlscan.ForeignEncoding(src); fault != nil {
			return 0, &ContentError{Content: OtherEncoding, Detail: fault.Text()}
		}
	case returnsAlone(src):
		return 0, &ContentError{Content: WrongFraming, Detail: "its lines end in a carriage return alone, so that it is one line to a phone: save it with CRLF line ends"}
	}
	return dialect, err
}

// returnsAlone reports whether a text has carriage returns for line ends and no
// line feed.
func returnsAlone(src string) bool {
	return strings.IndexByte(src, '\n') < 0 && strings.IndexByte(strings.TrimRight(src, "\r"), '\r') >= 0
}

func sniffMarks(src string) (Dialect, error) {
	if err := foreignBytes(src); err != nil {
		return 0, err
	}
	start := strings.TrimLeft(strings.TrimPrefix(src, bom), " \t\r\n")
	switch {
	case start == "":
		return 0, &ContentError{Content: Empty}
	case strings.HasPrefix(start, textHeader):
		return sniffText(src)
	case strings.HasPrefix(start, dottedHeader):
		return Dotted, nil
	case start[0] == '<':
		if root, ok := rootName(start); ok {
			return sniffRoot(root, src)
		}
	}
	return sniffInside(src)
}

// foreignBytes knows what is told by its first bytes to be no text.
func foreignBytes(src string) error {
	if name := magic.Compressed(src); name != "" {
		return &ContentError{Content: Compressed, Detail: name}
	}
	if magic.IsUTF16(src) {
		return &ContentError{Content: UTF16}
	}
	return nil
}

// rootName returns the name of the first element of an XML text, behind its
// declaration, comments and document type.
func rootName(src string) (string, bool) {
	rest, doctype := xmlscan.SkipProlog(src)
	if strings.EqualFold(doctype, "html") || isHTMLDoctype(rest) {
		return "html", true
	}
	return startTagName(rest)
}

func isHTMLDoctype(src string) bool {
	const doctype = "<!doctype html"
	return len(src) >= len(doctype) && strings.EqualFold(src[:len(doctype)], doctype)
}

// startTagName returns the name in the start tag that a text starts with. A module
// header looks like one, but has a word where XML has an attribute. What another tag
// follows at once is cut off, and may hold part of a value.
func startTagName(src string) (string, bool) {
	n := 1
	for n < len(src) && xmlscan.IsNameByte(src[n]) {
		n++
	}
	if n == 1 || src[0] != '<' || strings.HasPrefix(src[n:], "<") || strings.HasSuffix(firstLine(src), " MODULE>") {
		return "", false
	}
	return src[1:n], true
}

func sniffRoot(root, src string) (Dialect, error) {
	switch {
	case root == legacyRoot:
		return XMLLegacy, nil
	case root == sysconfRoot:
		return Sysconf, nil
	case strings.EqualFold(root, "html"):
		return 0, &ContentError{Content: HTML}
	}
	if err := brokenXML(src); err != nil {
		return 0, err
	}
	if want := nearestRoot(root); want != "" {
		why := "a phone knows the file by it, letter by letter"
		if strings.EqualFold(root, want) {
			why = "names are told apart by case"
		}
		return 0, &ContentError{Content: WrongFraming, Detail: "the root element is <" + root + ">: " + why + ", write <" + want + ">"}
	}
	if d, err := sniffInside(src); err == nil {
		return d, nil // a template's macros before the root
	}
	if err := misspelt(src); err != nil {
		return 0, err
	}
	if err := foreignRoot(root, src); err != nil {
		return 0, err
	}
	return 0, &ContentError{Content: OtherXML, Detail: root}
}

// sniffInside looks for the marks behind something else, and for a text file
// whose header is lost.
func sniffInside(src string) (Dialect, error) {
	head := src[:min(len(src), sniffWindow)]
	var found Dialect
	first := len(head)
	for _, mark := range []struct {
		at      int
		dialect Dialect
	}{
		{strings.Index(head, "<"+legacyRoot+">"), XMLLegacy},
		{strings.Index(head, "<"+sysconfRoot+">"), Sysconf},
		{strings.Index(head, textHeader), TextLegacy},
		{lineWith(head, dottedHeader), Dotted},
	} {
		if mark.at >= 0 && mark.at < first {
			first, found = mark.at, mark.dialect
		}
	}
	switch {
	case found == XMLLegacy && first > 0 && head[first-1] == '<': // "<<VOIP_CONFIG_FILE>>Version:"
	case found == TextLegacy:
		return sniffText(src)
	case found != 0:
		return found, nil
	}
	if err := brokenXML(src); err != nil && !strings.HasPrefix(firstLine(strings.TrimPrefix(src, bom)), "<<") {
		return 0, err
	}
	if err := misspelt(src); err != nil { // or a second header would be put above it
		return 0, err
	}
	switch {
	case isDeclaredXML(src):
	case strings.Contains(head, " MODULE>"), strings.Contains(head, textFooter), isListMarker(firstLine(head)):
		return sniffText(src)
	}
	if err := foreignText(head); err != nil {
		return 0, err
	}
	if startsDotted(head) {
		return Dotted, nil
	}
	return 0, otherContent(head)
}

// isDeclaredXML reports whether a text says of itself that it is XML.
func isDeclaredXML(src string) bool {
	return strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(src, bom), " \t\r\n"), "<?xml ")
}

// lineWith returns where a mark stands at the start of a line, -1 where it does
// not: the dotted header is a comment, and no sign of anything inside a value.
func lineWith(text, mark string) int {
	at := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), mark) {
			return at
		}
		at += len(line)
	}
	return -1
}

func sniffText(src string) (Dialect, error) {
	if section, ok := iniSection(src); ok {
		return 0, foreign("a Cetis INI file ("+shownSection(section)+")", "it borrows the header, and "+anotherMaker)
	}
	if err := invented(src); err != nil {
		return 0, err
	}
	return TextLegacy, nil
}

// isListMarker knows a line such as "--SIP Line List--  :".
func isListMarker(line string) bool {
	return strings.HasPrefix(line, "--") && strings.HasSuffix(line, ":") && strings.Trim(line, "-: ") != ""
}

// iniSection finds the first line behind the header that is no comment, if it
// is an INI section such as [WAN_Config].
func iniSection(src string) (string, bool) {
	_, rest, _ := strings.Cut(src[:min(len(src), sniffWindow)], "\n")
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", line[0] == '#', line[0] == ';':
			continue
		}
		return line, len(line) > 2 && line[0] == '[' && line[len(line)-1] == ']'
	}
	return "", false
}

// shownSection returns a section's line for a message: as it is if it holds a name.
func shownSection(line string) string {
	if strings.Trim(line[1:len(line)-1], pathBytes) != "" {
		return "[…]"
	}
	return line
}

// startsDotted reports whether a file is dotted and lacks its header: its first line that is
// no comment and no version is a path of two parts or more and an equals sign.
func startsDotted(head string) bool {
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		path, _, ok := strings.Cut(line, "=")
		path = strings.TrimRight(path, " \t")
		if path == "Version" {
			continue
		}
		return ok && strings.Contains(path, ".") && strings.Trim(path, pathBytes) == "" && path[0] != '.'
	}
	return false
}

const pathBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"

func otherContent(head string) error {
	trimmed := strings.TrimSpace(head)
	if len(trimmed) > 2 && trimmed[0] == '[' {
		if section := firstLine(trimmed); strings.HasSuffix(section, "_Config]") {
			return foreign("a Cetis INI file ("+shownSection(section)+")", anotherMaker)
		}
	}
	if lower := strings.ToLower(trimmed[:min(len(trimmed), 1024)]); strings.Contains(lower, "<html") || strings.Contains(lower, "<!doctype html") {
		return &ContentError{Content: HTML}
	}
	for i := range len(head) {
		if c := head[i]; c < ' ' && c != '\t' && c != '\r' && c != '\n' {
			return &ContentError{Content: OtherBinary}
		}
	}
	return &ContentError{Content: OtherText}
}

// misspelt knows a text that starts with something like a header, perhaps behind
// comments, and says how the header reads; or that it is not all that is wrong.
func misspelt(src string) error {
	start := src[:min(len(src), sniffWindow)]
	for {
		start = strings.TrimLeft(strings.TrimPrefix(start, bom), " \t\r\n")
		if !strings.HasPrefix(start, "#") || strings.HasPrefix(strings.TrimLeft(start, "# "), "<") {
			break
		}
		_, start, _ = strings.Cut(start, "\n")
	}
	const header = "VOIP CONFIG FILE"
	name := strings.ToUpper(strings.ReplaceAll(strings.TrimLeft(start[:min(len(start), 64)], `<[# "'`), "_", " "))
	if end := strings.IndexAny(name, ">:=\r\n"); end >= 0 {
		name = strings.TrimRight(name[:end], `>]# "'`)
	}
	slip := typo.Distance(name, header, 2) <= 2 && strings.Contains(strings.ToLower(firstLine(start)), "version")
	if !slip && !strings.HasPrefix(name, header) {
		return nil
	}
	want := textHeader + "Version:"
	if strings.HasPrefix(start, "#") {
		want = dottedHeader
	} else if err := invented(src); err != nil {
		return err
	}
	return &ContentError{Content: WrongFraming, Detail: "the header is misspelt: it reads " + want + ", in these letters and spaces, at the start of the first line"}
}
