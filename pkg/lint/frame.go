package lint

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/htmlentity"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// frameRules look at what stands around the settings: header, version, footer,
// line ends, encoding.
var frameRules = []check{
	{Rule: Rule{headerRule, "header-missing", Error, false, "the file does not start with its dialect's header"},
		file: headerMissing, content: noHeader},
	{Rule: Rule{"FV102", "header-length", Warning, true, "the text header is not padded to 62 characters"},
		file: headerLength},
	{Rule: Rule{"FV103", "version-syntax", Warning, false, "the version is not numbers with dots between them"},
		file: versionSyntax},
	{Rule: Rule{"FV104", "version-missing", Info, false, "the file carries no version, so a phone compares digests"},
		file: versionMissing},
	{Rule: Rule{"FV105", "footer-missing", Error, true, "the line <<END OF FILE>> is missing"},
		file: footerMissing},
	{Rule: Rule{"FV106", "content-after-footer", Warning, false, "something follows <<END OF FILE>>"},
		file: contentAfterFooter},
	{Rule: Rule{"FV107", "line-ending", Warning, true, "lines do not end in CRLF, or not all in the same way"},
		file: lineEnding},
	{Rule: Rule{"FV108", "encoding", Error, true, "the file is not UTF-8, or holds a byte order mark, NUL or control character"},
		file: encoding, content: wrongEncoding, side: sideEncoding},
	{Rule: Rule{lockedRule, "encrypted", Error, false, "the file is encrypted and cannot be read without its key, or was cut off"},
		content: encrypted},
	{Rule: Rule{"FV110", "template-left", Error, false, "a template's tag was not replaced"},
		file: templateLeft},
	{Rule: Rule{"FV111", "foreign-format", Error, false, "the file is in another maker's form, or in one that nobody reads"},
		content: foreignFormat},
	{Rule: Rule{"FV112", "html-entity", Info, false, "a value holds an entity of HTML, which a phone shows as it stands"},
		setting: htmlEntity, when: mayHoldEntity},
}

const (
	headerRule = "FV101"
	lockedRule = "FV109" // for files that cannot be decrypted
)

const (
	headerWidth = 62
	header      = "<<VOIP CONFIG FILE>>"
	footer      = "<<END OF FILE>>"
	bom         = "\ufeff"
)

func headerMissing(p *pass) {
	dialect := p.file.Dialect()
	switch {
	case dialect.IsXML():
	case p.frame.HeaderLine == 0 && dialect == cfgfile.Dotted:
		p.found(0, "the header #<Voip Config File># is missing; it is the first line")
	case p.frame.HeaderLine == 0 && strings.Contains(p.src, header):
		p.found(strings.Index(p.src, header), "the header is not at the start of its line: a phone knows the file by it, so take away what stands before it")
	case p.frame.HeaderLine == 0:
		p.found(0, "the header <<VOIP CONFIG FILE>>Version:… is missing; without it a phone ignores the file. fvcfg stamp --set VERSION adds it")
	case p.frame.HeaderLine > 1:
		p.found(p.frame.Header.Start, notFirst(p.src[:p.frame.Header.Start]))
	}
}

// notFirst says of a header that it is not on the first line, and what is above it.
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

func mayHoldEntity(p *pass) bool {
	return !p.file.Dialect().IsXML() && strings.IndexByte(p.src, '&') >= 0
}

// htmlEntity looks into text and dotted values. In XML, FV207 speaks of an entity that it
// does not have. Of a secret, not even an entity is shown.
func htmlEntity(p *pass, s *cfgfile.Setting) {
	at, entity, letter, ok := htmlentity.Find(s.Value)
	switch {
	case !ok || p.inTemplate(s.KeySpan.Start):
	case p.table().IsSecret(s.Module, s.List, s.Key):
		p.found(s.ValueSpan.Start, "the value holds an entity of HTML: a phone takes each of its characters for itself")
	default:
		p.suggest(s.ValueSpan.Start+at, fmt.Sprintf("%s is HTML: a phone shows it as it stands, so write %s itself", entity, letter), letter)
	}
}

func headerLength(p *pass) {
	if !p.file.Dialect().IsText() || p.frame.HeaderLine == 0 {
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
	if !p.file.Dialect().IsText() || p.frame.Footer.Len() > 0 {
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
	if p.frame.AfterFooter.Len() > 0 && p.file.Dialect().IsText() {
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
	for i := nextOdd(p.src, 0); i < len(p.src); i = nextOdd(p.src, i) {
		c := p.src[i]
		switch {
		case c == 0:
			nul.add(i)
		case c < utf8.RuneSelf:
			control.add(i)
		default:
			r, size := utf8.DecodeRuneInString(p.src[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				broken.add(i)
			case r < 0xA0: // U+0080 to U+009F
				control.add(i)
			}
			i += size - 1
		}
		i++
	}
	p.foundTally(nul, "a NUL byte")
	p.foundTally(control, "a control character")
	p.foundTally(broken, "a byte that is not UTF-8 (another encoding?)")
}

type tally struct{ first, count int }

func (t *tally) add(at int) {
	if t.count == 0 {
		t.first = at
	}
	t.count++
}

func (p *pass) foundTally(t tally, what string) {
	switch {
	case t.count > 1:
		p.found(t.first, fmt.Sprintf("%s, and %d more like it: phones write ASCII, and UTF-8 in display names", what, t.count-1))
	case t.count == 1:
		p.found(t.first, what+": phones write ASCII, and UTF-8 in display names")
	}
}

// nextOdd finds the next byte that is neither printable ASCII nor a tab or part
// of a line end. It looks at eight bytes at a time, since few are.
func nextOdd(src string, from int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for from < len(src) {
		if from+8 <= len(src) {
			word := wordAt(src, from)
			below := (word - ones*0x20) & ^word // a byte under 0x20 borrows into its high bit
			if (below|word)&highs == 0 && !hasDelete(word) {
				from += 8
				continue
			}
		}
		for end := min(from+8, len(src)); from < end; from++ {
			if c := src[from]; c >= 0x7f || c < ' ' && c != '\t' && c != '\r' && c != '\n' {
				return from
			}
		}
	}
	return len(src)
}

func wordAt(src string, at int) uint64 {
	var b [8]byte
	copy(b[:], src[at:at+8])
	return binary.LittleEndian.Uint64(b[:])
}

// hasDelete tells whether one of eight ASCII bytes is 0x7f.
func hasDelete(word uint64) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	return (word+ones)&highs != 0
}

// lineEnding wants CRLF in text, as phones write it, and elsewhere but one way.
func lineEnding(p *pass) {
	feeds, crlf, doubled := countLineEnds(p.src)
	if strings.Count(p.src, "\r") > crlf {
		if at, stray := strayReturns(p.src); stray > 0 {
			p.found(at, fmt.Sprintf("carriage returns inside lines, %d of them: they end no line, so remove them or add line feeds", stray))
		}
	}
	if doubled > 0 {
		p.foundLineEnds(strings.Index(p.src, "\r\r\n"), fmt.Sprintf("%d of %d lines end in more than one carriage return: the file was converted to CRLF twice", doubled, feeds))
	}
	switch text := p.file.Dialect().IsText(); {
	case crlf == feeds, crlf == 0 && !text:
	case text:
		p.foundLineEnds(bareFeed(p.src), fmt.Sprintf("%d of %d lines end in LF alone; phones write CRLF", feeds-crlf, feeds))
	case p.frame.EOL == "\n":
		p.foundLineEnds(strings.Index(p.src, "\r\n"), fmt.Sprintf("%d of %d lines end in CRLF, the first in LF: give all the same line end", crlf, feeds))
	default:
		p.foundLineEnds(bareFeed(p.src), fmt.Sprintf("%d of %d lines end in LF, the first in CRLF: give all the same line end", feeds-crlf, feeds))
	}
}

// foundLineEnds adds a finding that is mended by giving all lines the same end:
// CRLF in text, elsewhere that of the first line.
func (p *pass) foundLineEnds(at int, message string) {
	eol := "\r\n"
	if !p.file.Dialect().IsText() {
		eol = p.eol()
	}
	p.add(Finding{Message: message, lineEnd: eol}, at)
}

// countLineEnds counts the line feeds, those with a carriage return before them,
// and those with two.
func countLineEnds(src string) (feeds, crlf, doubled int) {
	for at := 0; ; at++ {
		i := strings.IndexByte(src[at:], '\n')
		if i < 0 {
			return feeds, crlf, doubled
		}
		at += i
		feeds++
		if at > 0 && src[at-1] == '\r' {
			crlf++
			if at > 1 && src[at-2] == '\r' {
				doubled++
			}
		}
	}
}

// strayReturns counts the carriage returns that no line feed follows, be it
// behind more of them, and finds the first.
func strayReturns(src string) (first, count int) {
	run := 0
	for i := range len(src) {
		switch {
		case src[i] == '\r':
			run++
			continue
		case run > 0 && src[i] != '\n':
			if count == 0 {
				first = i - run
			}
			count += run
		}
		run = 0
	}
	if run > 0 && count == 0 {
		first = len(src) - run
	}
	return first, count + run
}

// bareFeed finds the first line feed that no carriage return stands before.
func bareFeed(src string) int {
	for at := 0; ; at++ {
		at += strings.IndexByte(src[at:], '\n')
		if at == 0 || src[at-1] != '\r' {
			return at
		}
	}
}

// setLineEnds gives all lines of a text one line end, those included that end in
// several carriage returns. A carriage return inside a line stays.
func setLineEnds(src, eol string) string {
	var b strings.Builder
	b.Grow(len(src) + strings.Count(src, "\n"))
	for line := range strings.Lines(src) {
		body, ended := strings.CutSuffix(line, "\n")
		if !ended {
			b.WriteString(line)
			break
		}
		b.WriteString(strings.TrimRight(body, "\r"))
		b.WriteString(eol)
	}
	return b.String()
}
