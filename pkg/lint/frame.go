package lint

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/magic"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// frameRules look at what stands around the settings: header, version, footer,
// line ends, encoding.
var frameRules = []check{
	{Rule: Rule{headerRule, "header-missing", Error, false, "the file does not start with its dialect's header"},
		in: lines, file: headerMissing, content: noHeader},
	{Rule: Rule{"FV102", "header-length", Warning, true, "the text header is not padded to 62 characters"},
		in: text, file: headerLength},
	{Rule: Rule{"FV103", "version-syntax", Warning, false, "the version is not numbers with dots between them"},
		file: versionSyntax},
	{Rule: Rule{"FV104", "version-missing", Info, false, "the file carries no version, so a phone compares digests"},
		file: versionMissing},
	{Rule: Rule{"FV105", "footer-missing", Error, true, "the line <<END OF FILE>> is missing"},
		in: text, file: footerMissing},
	{Rule: Rule{"FV106", "content-after-footer", Warning, false, "something follows <<END OF FILE>>"},
		in: text, file: contentAfterFooter},
	{Rule: Rule{"FV107", "line-ending", Warning, true, "lines do not end in CRLF, or not all in the same way"},
		file: lineEnding},
	{Rule: Rule{"FV108", "encoding", Error, true, "the file is not UTF-8, or holds a byte order mark, NUL or control character"},
		file: encoding, content: wrongEncoding, side: sideEncoding},
	{Rule: Rule{lockedRule, "encrypted", Error, false, "the file is encrypted and cannot be read without its key, or was cut off"},
		content: encrypted},
	{Rule: Rule{"FV111", "foreign-format", Error, false, "the file is in another maker's form, or in one that nobody reads"},
		content: foreignFormat},
}

const (
	headerRule = "FV101"
	lockedRule = "FV109" // for files that cannot be decrypted
)

const (
	headerWidth = catalog.HeaderWidth
	header      = catalog.TextHeader
	footer      = catalog.TextFooter
	bom         = magic.BOM
)

func headerMissing(p *pass) {
	switch {
	case p.template != nil && p.mayHoldHeader():
	case p.frame.HeaderLine == 0 && p.file.Dialect() == cfgfile.Dotted:
		p.found(0, "the header #<Voip Config File># is missing; it is the first line")
	case p.frame.HeaderLine == 0 && strings.Contains(p.src, header):
		p.found(strings.Index(p.src, header), "the header is not at the start of its line: a phone knows the file by it, so take away what stands before it")
	case p.frame.HeaderLine == 0:
		p.found(0, "the header <<VOIP CONFIG FILE>>Version:… is missing; without it a phone ignores the file. fvcfg stamp --set VERSION adds it")
	case p.frame.HeaderLine > 1:
		p.found(p.frame.Header.Start, notFirst(p.src[:p.frame.Header.Start]))
	}
}

// notFirst returns the message for a header that is not on the first line, with what is
// above it.
func notFirst(above string) string {
	what := "empty lines are"
	for line := range strings.Lines(above) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			what = "a comment is"
		} else if line != "" {
			what = "something else is"
			break
		}
	}
	return "the header is not on the first line, " + what + " above it: a phone knows the file by its first line, so take that away or below the header"
}

// noHeader takes what is no provisioning file, but for what the rules for
// encryption, encoding and XML know better.
func noHeader(p *pass, content *cfgfile.ContentError) {
	switch {
	case isEncrypted(p, content), isOtherEncoding(content), content.Content == cfgfile.BrokenXML:
	case content.Content != cfgfile.Foreign:
		p.found(0, content.Error())
	default: // of which FV111 speaks
		if at := bytes.Index(p.data, []byte(header)); at > 0 {
			p.src = string(p.data)
			p.found(at, notFirst(p.src[:at]))
		}
	}
}

func foreignFormat(p *pass, content *cfgfile.ContentError) {
	if content.Content == cfgfile.Foreign {
		p.found(0, content.Error())
	}
}

func wrongEncoding(p *pass, content *cfgfile.ContentError) {
	if isOtherEncoding(content) && !isEncrypted(p, content) {
		p.found(0, content.Error())
	}
}

func isOtherEncoding(content *cfgfile.ContentError) bool {
	return content.Content == cfgfile.UTF16 || content.Content == cfgfile.OtherEncoding
}

func encrypted(p *pass, content *cfgfile.ContentError) {
	if isEncrypted(p, content) {
		p.found(0, "the file looks encrypted: give its key (--key-file) to have it checked. If it should be clear, it is damaged")
	}
}

func isEncrypted(p *pass, content *cfgfile.ContentError) bool {
	switch content.Content {
	case cfgfile.OtherBinary, cfgfile.OtherText, cfgfile.UTF16:
		return crypt.LooksEncrypted(p.data)
	}
	return false
}

func headerLength(p *pass) {
	if p.frame.HeaderLine == 0 {
		return
	}
	header := p.src[p.frame.Header.Start:p.frame.Header.End]
	bare := strings.TrimRight(header, " \t")
	switch {
	case len(header) == headerWidth, p.inTemplate(p.frame.Header.Start):
		return
	case len(bare) > headerWidth:
		p.found(p.frame.Header.Start, fmt.Sprintf("the header has %d characters; there is room for 62 before the line end", len(bare)))
		return
	}
	p.found(p.frame.Header.Start,
		fmt.Sprintf("the header has %d characters before the line end; phones write 62, which makes the 64 bytes of the vendor's description with CR and LF", len(header)),
		cfgfile.Edit{Span: p.frame.Header, New: bare + strings.Repeat(" ", headerWidth-len(bare))})
}

func versionSyntax(p *pass) {
	version := p.file.Version()
	if near := p.frame.NearVersion; near.Len() > 0 && !p.isMalformed(near.Start) {
		p.found(near.Start, "this looks like the version and is not written as one, so that a phone may take the file for one without: write it as in "+cfgfile.VersionForm(p.file.Dialect()))
		return
	}
	if version == "" || p.inTemplate(p.frame.Version.Start) {
		return
	}
	if cfgfile.CheckVersion(version) != nil {
		p.found(p.frame.Version.Start, "the version is not two or more numbers with dots between them, such as 2.0002; newer phones apply a file only where its version is higher than the one they run, and nobody knows how they compare letters")
	}
}

// isMalformed reports whether the line that starts at an offset is a problem of its own.
func (p *pass) isMalformed(at int) bool {
	return slices.ContainsFunc(p.file.Problems(), func(q cfgfile.Problem) bool { return q.Kind == cfgfile.MalformedLine && q.Offset == at })
}

func versionMissing(p *pass) {
	switch {
	case p.frame.HasVersion && p.frame.Version.Len() > 0, p.frame.HeaderLine == 0, p.frame.NearVersion.Len() > 0:
	default:
		p.found(p.frame.Header.Start, "the file carries no version: a phone then goes by the file's digest. fvcfg stamp --set VERSION adds one")
	}
}

func footerMissing(p *pass) {
	if p.frame.Footer.Len() > 0 || p.mayHoldMore(p.lastSetting(), len(p.src)) {
		return
	}
	if i := strings.Index(p.src, footer); i >= 0 {
		p.found(i, footer+" is not at the start of a line of its own")
		return
	}
	end := len(p.src)
	line := footer + p.eol()
	if !strings.HasSuffix(p.src, "\n") {
		line = p.eol() + line
	}
	p.found(end, footer+" is missing at the end: is the file cut off?", cfgfile.Edit{Span: cfgfile.Span{Start: end, End: end}, New: line})
}

func contentAfterFooter(p *pass) {
	if p.frame.AfterFooter.Len() > 0 {
		p.found(p.frame.AfterFooter.Start, "a phone reads up to "+footer+"; what follows it has no effect")
	}
}

// encoding reports the first of each kind of byte that has no place in a file.
func encoding(p *pass) {
	if p.frame.BOM {
		p.found(0, "a byte order mark stands before the header, so no phone sees the header", cfgfile.Edit{Span: cfgfile.Span{End: len(bom)}})
	}
	p.oddBytes()
}

// oddBytes reports what text does not hold.
func (p *pass) oddBytes() {
	var nul, control, broken tally
	for i := 0; i < len(p.src); i++ {
		if isPlain[p.src[i]] {
			continue
		}
		switch c := p.src[i]; {
		case c == 0:
			nul.add(i, 1)
		case c < utf8.RuneSelf:
			control.add(i, 1)
		default:
			r, size := utf8.DecodeRuneInString(p.src[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				broken.add(i, 1)
			case r < 0xA0: // U+0080 to U+009F
				control.add(i, 1)
			}
			i += size - 1
		}
	}
	p.foundTally(nul, "a NUL byte")
	p.foundTally(control, "a control character")
	p.foundTally(broken, "a byte that is not UTF-8 (another encoding?)")
}

// isPlain has the printable characters of ASCII, and what parts lines and words.
var isPlain = func() (plain [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		plain[c] = true
	}
	plain['\r'], plain['\n'], plain['\t'] = true, true, true
	return plain
}()

// tally counts what is wrong in one way, and has where the first of it stands.
type tally struct{ first, count int }

func (t *tally) add(at, count int) {
	if t.count == 0 {
		t.first = at
	}
	t.count += count
}

func (p *pass) foundTally(t tally, what string) {
	switch {
	case t.count > 1:
		p.found(t.first, fmt.Sprintf("%s, and %d more like it: phones write ASCII, and UTF-8 in display names", what, t.count-1))
	case t.count == 1:
		p.found(t.first, what+": phones write ASCII, and UTF-8 in display names")
	}
}

// lineEnding wants CRLF in text, as phones write it, and elsewhere but one way.
func lineEnding(p *pass) {
	e, wanted, bare := lineEndsOf(p.src), p.eol(), "%d of %d lines end in LF, the first in CRLF: give all the same line end"
	if p.file.Dialect().IsText() {
		wanted, bare = "\r\n", "%d of %d lines end in LF alone; phones write CRLF"
	}
	found := func(t tally, format string, counts ...any) {
		p.add(Finding{Message: fmt.Sprintf(format, counts...), lineEnd: wanted}, t.first)
	}
	if e.stray.count > 0 {
		p.found(e.stray.first, fmt.Sprintf("carriage returns inside lines, %d of them: they end no line, so remove them or add line feeds", e.stray.count))
	}
	if e.doubled.count > 0 {
		found(e.doubled, "%d of %d lines end in more than one carriage return: the file was converted to CRLF twice", e.doubled.count, e.feeds)
	}
	switch {
	case e.bare.count == 0, e.crlf.count == 0 && wanted == "\n":
	case wanted == "\n":
		found(e.crlf, "%d of %d lines end in CRLF, the first in LF: give all the same line end", e.crlf.count, e.feeds)
	default:
		found(e.bare, bare, e.bare.count, e.feeds)
	}
}

// lineEnds are the ends of the lines of a text, and where the first of each kind stands.
type lineEnds struct {
	feeds      int
	crlf, bare tally // line feeds behind a carriage return, and others
	doubled    tally // behind more than one of them
	stray      tally // carriage returns that no line feed follows, be it behind more of them
}

func lineEndsOf(src string) (e lineEnds) {
	at := 0
	for line := range strings.Lines(src) {
		body, feeds := strings.CutSuffix(line, "\n")
		if feeds {
			e.feeds++
			bare := strings.TrimRight(body, "\r")
			feed := at + len(body)
			switch len(body) - len(bare) {
			case 0:
				e.bare.add(feed, 1)
			case 1:
				e.crlf.add(feed-1, 1)
			default:
				e.crlf.add(feed-1, 1)
				e.doubled.add(feed-2, 1)
			}
			body = bare
		}
		e.stray.add(at+strings.IndexByte(body, '\r'), strings.Count(body, "\r"))
		at += len(line)
	}
	return e
}
