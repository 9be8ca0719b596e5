package cfgfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Content is what a file is that is no provisioning file.
type Content uint8

// What is met in the place of a provisioning file.
const (
	Empty           Content = iota + 1 // no byte, or white space alone
	TooLarge                           // more than MaxSize
	TooManySettings                    // more than MaxSettings
	UTF16                              // text in UTF-16
	OtherEncoding                      // XML that says it is in another encoding than UTF-8, with letters beyond ASCII
	Compressed                         // gzip, zip, bzip2, xz, 7z
	HTML                               // a web page, as a server's error message
	OtherXML                           // XML with another root element
	Foreign                            // a form of another maker's phones, or of nobody's
	OtherText                          // text without any sign of a provisioning file
	OtherBinary                        // anything else; an encrypted file looks like this
	WrongFraming                       // nearly one: a root or header in other letters
	BrokenXML                          // nearly one: XML with blanks in the names of its elements
)

// ContentError says that data is no provisioning file, and what it is.
type ContentError struct {
	Content Content
	Detail  string // what was seen: a root element, a signature, a size
	// Problems are the mistakes of BrokenXML, with their places.
	Problems []Problem
}

func (e *ContentError) Error() string {
	switch e.Content {
	case Empty:
		return "the file is empty: a server that could not find or make it may have left it so"
	case TooLarge:
		return fmt.Sprintf("larger than %d MiB (%s): the largest provisioning file known has 205 KB", MaxSize>>20, e.Detail)
	case TooManySettings:
		return fmt.Sprintf("more than %d settings: the largest provisioning file known has 4265; were many files joined?", MaxSettings)
	case UTF16:
		return "text in UTF-16: no phone reads it; save the file as UTF-8 without a byte order mark"
	case Compressed:
		return e.Detail + " data, no provisioning file: unpack it first"
	case HTML:
		return "an HTML page, no provisioning file: probably the error page of a web server; look at the URL it came from"
	case OtherXML:
		return "XML with the root element <" + e.Detail + ">: a provisioning file has <VOIP_CONFIG_FILE> or <sysConf>"
	case Foreign, WrongFraming, OtherEncoding:
		return e.Detail
	case BrokenXML:
		return "XML with blanks in the names of its elements, which no XML reader takes: write an underscore for each, as in <" + e.Detail + ">"
	case OtherBinary:
		return "binary data, no provisioning file: if it is encrypted, give its key"
	}
	return "text without a <<VOIP CONFIG FILE>> header, a <VOIP_CONFIG_FILE> or <sysConf> root or a #<Voip Config File># line: no provisioning file"
}

func tooLarge(size int) error {
	return &ContentError{Content: TooLarge, Detail: fmt.Sprintf("%d bytes", size)}
}

// foreignText returns what a text is that another maker's phones read, or nobody's, as a
// [*ContentError], and nil where it shows nothing of the kind. Each form is known by a
// line that no provisioning file has; the first lines have to agree.
func foreignText(head string) error {
	if strings.HasPrefix(head, "#!version:") {
		return foreign("a Yealink file (#!version:)", anotherMaker)
	}
	var yealink, grandstream, snom int
	lines := 0
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if lines++; lines > 16 {
			break
		}
		key, _, equals := strings.Cut(line, "=")
		key = strings.TrimRight(key, " \t")
		switch {
		case equals && isYealinkKey(key):
			yealink++
		case equals && len(key) > 1 && key[0] == 'P' && strings.Trim(key[1:], "0123456789") == "":
			grandstream++
		case isSnomLine(line):
			snom++
		}
	}
	switch most := (lines + 1) / 2; {
	case yealink > 0 && yealink >= most:
		return foreign("a Yealink file (account.1.… = …)", anotherMaker)
	case grandstream > 0 && grandstream >= most:
		return foreign("a Grandstream file (P… = …)", anotherMaker)
	case snom > 0 && snom >= most:
		return foreign("a Snom file (name!: …)", anotherMaker)
	}
	return nil
}

const anotherMaker = "another maker's phones read it, and Fanvil's don't"

func foreign(what, why string) error {
	return &ContentError{Content: Foreign, Detail: what + ": " + why}
}

// yealinkRoots are what the keys of Yealink's files start with, as its own manuals write them.
var yealinkRoots = []string{
	"account", "static", "phone_setting", "local_time", "linekey", "programablekey", "expansion_module",
	"remote_phonebook", "features", "security", "auto_provision", "lang", "voice", "sip", "network",
}

// isYealinkKey reports whether a key is a path of Yealink's. Those that start as dotted
// ones do have a part that dotted files never do.
func isYealinkKey(key string) bool {
	root, rest, ok := strings.Cut(key, ".")
	if !ok || rest == "" || strings.Trim(rest, pathBytes) != "" || strings.ToLower(key) != key {
		return false
	}
	for _, known := range yealinkRoots {
		if root == known {
			return true
		}
	}
	return false
}

// isSnomLine reports whether a line is a setting of a Snom phone: its name, a mark of who
// may change it, a colon and a space.
func isSnomLine(line string) bool {
	name, _, ok := strings.Cut(line, ": ")
	if !ok || len(name) < 3 {
		return false
	}
	end := len(name) - 1
	return strings.IndexByte("!&$%", name[end]) >= 0 && strings.Trim(name[:end], "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// foreignRoot returns what XML with a root element is that another maker's phones read,
// and nil for other roots.
func foreignRoot(root, src string) error {
	switch {
	case root == "gs_provision":
		return foreign("a Grandstream file (<gs_provision>)", anotherMaker)
	case root == "settings" && strings.Contains(src, "<phone-settings"):
		return foreign("a Snom file (<phone-settings>)", anotherMaker)
	case root == "flat-profile", root == "device" && strings.Contains(src, "<devicePool"):
		return foreign("a Cisco file (<"+root+">)", anotherMaker)
	}
	return nil
}

// invented returns what a text is whose body is written in none of the phones' forms, with
// the header of one or something like it, as generators made them up: <Module/Key>value,
// or Key = value without a module. The first lines have to be all of one form.
func invented(src string) error {
	const enough = 16
	paths, equals, lines, example := 0, 0, 0, ""
	for line := range strings.Lines(src[:min(len(src), sniffWindow)]) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || looksLikeFrame(line) {
			continue
		}
		switch lines++; {
		case isPathInBrackets(line):
			if paths++; paths == 1 {
				path, _, _ := strings.Cut(line, ">")
				example = path + ">"
			}
		case isEquation(line):
			equals++
		}
		if lines <= enough && paths != lines && equals != lines {
			return nil
		}
	}
	const why = "a phone reads \"Key :value\" below a line such as <SIP CONFIG MODULE>"
	switch {
	case paths > 0:
		return foreign(fmt.Sprintf("an invented form that no phone reads (lines like %s…: %d)", example, paths), why)
	case equals > 0:
		return foreign(fmt.Sprintf("an invented form that no phone reads (lines with \"=\" in place of \":\": %d)", equals), why)
	}
	return nil
}

// looksLikeFrame reports whether a line is a header or footer of text, well written or not.
func looksLikeFrame(line string) bool {
	if line[0] != '<' && line[0] != '[' {
		return false
	}
	name := strings.TrimLeft(line, "<[ ")
	return strings.HasPrefix(line, "<<") || len(name) >= 4 && strings.EqualFold(name[:4], "VOIP")
}

// isPathInBrackets reports whether a line is <Module/Key> and a value. An end tag of XML
// has nothing before its slash.
func isPathInBrackets(line string) bool {
	path, _, closed := strings.Cut(line[1:], ">")
	return line[0] == '<' && closed && strings.IndexByte(path, '/') > 0 && !strings.HasSuffix(path, "/") &&
		strings.Trim(path, pathBytes+"/ ") == ""
}

// isEquation reports whether a line is a key, an equals sign and a value. A colon before
// the sign makes it a setting.
func isEquation(line string) bool {
	key, _, ok := strings.Cut(line, "=")
	return ok && key != "" && strings.IndexByte(key, ':') < 0 && line[0] != '<' && line[0] != '['
}

// brokenXML returns what is wrong with a text that was meant to be a phone's XML, and that
// is none for the blanks in the names of its elements: <VOIP CONFIG FILE>, as figure 6 of
// the vendor's description prints it. It returns nil for any other text. What shows the
// intent is an end tag, which no text file has: that of a name with blanks, or any behind
// a start tag that reads as a root.
func brokenXML(src string) error {
	if !strings.Contains(src, "</") || strings.Contains(src[:min(len(src), sniffWindow)], textHeader) {
		return nil
	}
	b := mendNames(src)
	rest, _ := xmlscan.SkipProlog(strings.TrimLeft(strings.TrimPrefix(b.text, bom), " \t\r\n"))
	root, _ := startTagName(rest)
	if len(b.tags) == 0 || b.ends == 0 && nearestRoot(root) == "" {
		return nil
	}
	content := &ContentError{Content: BrokenXML, Detail: b.example(), Problems: []Problem{b.problem()}}
	if fault := xmlscan.Check(b.text); fault != nil {
		// In so broken a file a name can be part of a value, but for one that is a key's.
		text := fault.Plain()
		if !slices.ContainsFunc(fault.Names(), isNoKey) {
			text = fault.Text()
		}
		content.Problems = append(content.Problems, Problem{Kind: NotWellFormed, Offset: fault.Offset, Text: text})
	} else if want := nearestRoot(root); want != root {
		content.Problems = append(content.Problems, Problem{Kind: NotWellFormed, Offset: len(b.text) - len(rest), Text: "the root element is none of a phone's: it is <" + legacyRoot + "> or <" + sysconfRoot + ">"})
	}
	return content
}

// blankNames is a text with an underscore for each blank within the name of a tag: what is
// wrong besides has the same place in both.
type blankNames struct {
	text string
	tags []Span // the names with blanks in them
	ends int    // how many of them are end tags
}

func mendNames(src string) blankNames {
	var b blankNames
	text := []byte(src)
	for at := 0; ; {
		i := strings.IndexByte(src[at:], '<')
		if i < 0 {
			break
		}
		at += i + 1
		name := nameInTag(src, at)
		if !strings.ContainsAny(src[name.Start:name.End], " \t") {
			continue
		}
		for i := name.Start; i < name.End; i++ {
			if text[i] == ' ' || text[i] == '\t' {
				text[i] = '_'
			}
		}
		b.tags = append(b.tags, name)
		if src[at] == '/' {
			b.ends++
		}
	}
	b.text = string(text)
	return b
}

// nameInTag returns the name in the tag whose bracket stands before an offset, blanks in it
// included, and an empty span for a tag that holds anything else.
func nameInTag(src string, at int) Span {
	if at < len(src) && src[at] == '/' {
		at++
	}
	end := at
	for end < len(src) && (xmlscan.IsNameByte(src[end]) || src[end] == ' ' || src[end] == '\t') {
		end++
	}
	if end == at || end == len(src) || src[end] != '>' || !ascii.IsLetter(src[at]) {
		return Span{at, at}
	}
	return trimmedSpan(src, at, end)
}

// example returns the first name with blanks that shows by itself to be no part of a
// value, as it is to be written: a root's, without its slips, or a module's.
func (b blankNames) example() string {
	for _, tag := range b.tags {
		name := b.text[tag.Start:tag.End]
		if root := nearestRoot(name); root != "" {
			return root
		}
		if strings.HasSuffix(name, "_MODULE") && strings.ToUpper(name) == name {
			return clip(name)
		}
	}
	return "Host_Name"
}

func (b blankNames) problem() Problem {
	text := "blanks stand in the name of this element"
	if n := len(b.tags); n > 1 {
		text = fmt.Sprintf("blanks stand in the names of elements (%d tags)", n)
	}
	return Problem{Kind: NotWellFormed, Offset: b.tags[0].Start, Text: text + ": XML names have none, and the phones' own have an underscore in place of each, as in <" + b.example() + ">"}
}

// isNoKey reports whether no key or module of xml-legacy has a name.
func isNoKey(name string) bool {
	table := catalog.For(catalog.XMLLegacy)
	_, isModule := table.Module(name)
	return !isModule && len(table.Elsewhere("", "", name)) == 0 && nearestRoot(name) == ""
}

// nearestRoot returns the root of a phone's XML that a name reads as, however its words are
// joined and with a slip or two, and "" for a name that is like neither.
func nearestRoot(name string) string {
	const slips = 2
	folded := foldedKey(name)
	if len(folded) > 2*len(legacyRoot) {
		return ""
	}
	for _, root := range []string{legacyRoot, sysconfRoot} {
		if typo.Distance(folded, foldedKey(root), slips) <= slips {
			return root
		}
	}
	return ""
}
