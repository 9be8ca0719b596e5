package provurl

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// MaxLength is the length in bytes of the longest text that [Parse] reads.
const MaxLength = 2048

// MaxOption is how many bytes a DHCP option holds: its length is one byte (RFC 2132).
const MaxOption = 255

// Parse takes a provisioning URL apart. Faults are what a phone would not understand
// or what is probably not meant, in the order of their places; the URL is then what was
// meant, as far as that is plain. They come with an error, too.
//
// The error is a [*SyntaxError]: the text cannot be read.
func Parse(text string) (URL, []Fault, error) {
	r := &reader{text: text}
	err := r.read()
	if err == nil {
		r.checkName()
		r.checkOptionLength()
	}
	return r.result(err)
}

// ParseDownload is [Parse] for the URL of a file that a configuration has the phone
// fetch: firmware, a phone book and the like (section 4.4 of the description). Its grammar
// is the same. Nothing is said of the file's name, which has rules of its own, nor of what
// follows on a dollar sign: whether a phone replaces macros there is not known.
func ParseDownload(text string) (URL, []Fault, error) {
	r := &reader{text: text, download: true}
	return r.result(r.read())
}

// ParseFile is [ParseDownload] for the URL of a file of a kind. What is wrong with the
// file's name is a fault, too: that it is missing, a suffix that the kind does not have, or
// another name where phones ask for one alone. Macros change neither of these.
func ParseFile(text string, file *catalog.ProvisionedFile) (URL, []Fault, error) {
	r := &reader{text: text, download: true}
	err := r.read()
	if err == nil && r.url.Query == "" {
		r.checkFileName(file)
	}
	return r.result(err)
}

// checkFileName looks at the name of a file of a kind. One that a template is to make is
// not known.
func (r *reader) checkFileName(file *catalog.ProvisionedFile) {
	name := r.url.Name
	if name == "" {
		r.fault(faultNameMissing, len(strings.TrimRight(r.text, " ")), "the name of a file is missing at the end: phones leave out that of a configuration alone", file.Name)
		return
	}
	if strings.ContainsAny(name, "{}<>") {
		return
	}
	wrong, certain := file.CheckName(name)
	kind := faultExtension
	if certain {
		kind = faultFixedName
	}
	if wrong != "" {
		r.fault(kind, r.name.start, wrong, file.Name)
	}
}

// HasErrors reports whether one of the faults is an [Error].
func HasErrors(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return f.Severity() == Error })
}

// FirstError returns the first fault that is an [Error], or else that of the error of
// [Parse], nil where there is neither.
func FirstError(faults []Fault, err error) *Fault {
	if i := slices.IndexFunc(faults, func(f Fault) bool { return f.Severity() == Error }); i >= 0 {
		return &faults[i]
	}
	var refused *SyntaxError
	if errors.As(err, &refused) {
		return &refused.Fault
	}
	return nil
}

// reader reads a URL. All places are those in the text as it was given: what is
// mended is mended in the parts that are read, never in the text.
type reader struct {
	text     string
	download bool // it is no provisioning URL but that of another file
	url      URL
	name     part // the file's name, as it was given
	faults   []Fault
}

func (r *reader) result(err error) (URL, []Fault, error) {
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Offset - b.Offset })
	if err != nil {
		return URL{}, r.faults, err
	}
	return r.url, r.faults, nil
}

// part is a piece of the text, from its start to before its end.
type part struct{ start, end int }

func (r *reader) of(p part) string { return r.text[p.start:p.end] }

func (r *reader) fault(kind FaultKind, offset int, message, suggestion string) {
	r.faults = append(r.faults, Fault{kind, offset, message, suggestion})
}

func refuse(kind FaultKind, offset int, message, suggestion string) error {
	return &SyntaxError{Fault{kind, offset, message, suggestion}}
}

func (r *reader) read() error {
	if err := r.checkText(); err != nil {
		return err
	}
	whole, err := r.unwrap()
	if err != nil {
		return err
	}
	rest, err := r.readScheme(whole)
	if err != nil {
		return err
	}
	authority, target := r.cut(rest, `/?#\`)
	if err := r.checkTarget(target); err != nil {
		return err
	}
	server, err := r.readCredentials(authority)
	if err != nil {
		return err
	}
	if err := r.readServer(server); err != nil {
		return err
	}
	path, query := r.cut(target, "?")
	r.readPath(path)
	r.readQuery(query)
	return nil
}

func (r *reader) checkOptionLength() {
	if len(r.url.StringWithPassword()) > MaxOption {
		r.fault(FaultOptionLength, len(strings.TrimRight(r.text, " "))-1, "the URL is longer than the 255 bytes that a DHCP option holds", "")
	}
}

// cut divides a part before the first of the characters.
func (r *reader) cut(p part, before string) (head, tail part) {
	at := p.end
	if i := strings.IndexAny(r.of(p), before); i >= 0 {
		at = p.start + i
	}
	return part{p.start, at}, part{at, p.end}
}

// checkText refuses what is no line of text. A line break would add a line of somebody's
// choice to a configuration that the URL is written into.
func (r *reader) checkText() error {
	if len(r.text) > MaxLength {
		return refuse(faultLength, MaxLength, "the text goes on beyond 2048 bytes: a URL is shorter", "")
	}
	if strings.TrimSpace(r.text) == "" {
		return refuse(faultEmpty, 0, "there is no URL: write one like http://192.0.2.1/$mac.cfg", "")
	}
	for i, c := range r.text {
		switch {
		case c == utf8.RuneError:
			return refuse(faultEncoding, i, "there is a byte that is no UTF-8 text", "")
		case unicode.IsControl(c):
			return refuse(faultControl, i, "there is a control character, such as a tab or a line break: take it out", "")
		case c != ' ' && (unicode.IsSpace(c) || !unicode.IsPrint(c)):
			return refuse(faultControl, i, "there is a character that does not show, such as a no-break space: take it out", "")
		}
	}
	return nil
}

// unwrap leaves out spaces and quotation marks around the URL.
func (r *reader) unwrap() (part, error) {
	p := r.trim(r.cutLineEnd(), "around the URL")
	for _, pair := range [...][2]string{{`"`, `"`}, {"'", "'"}, {"<", ">"}, {"`", "`"}} {
		if s := r.of(p); len(s) > 2 && strings.HasPrefix(s, pair[0]) && strings.HasSuffix(s, pair[1]) {
			r.fault(FaultQuotes, p.start, "quotation marks stand around the URL: take them away", "")
			return part{p.start + 1, p.end - 1}, nil
		}
	}
	return p, nil
}

// cutLineEnd leaves out line ends that are written out at the end of the URL, as a packet
// capture shows them: \r\n.
func (r *reader) cutLineEnd() part {
	end := len(r.text)
	for {
		text := strings.TrimRight(r.text[:end], " ")
		if !strings.HasSuffix(text, `\r`) && !strings.HasSuffix(text, `\n`) {
			break
		}
		end = len(text) - 2
	}
	if end < len(r.text) {
		r.fault(FaultLineEnd, end, `a line end is written out here, \r\n, as a packet capture shows one: take it away`, "")
	}
	return part{0, end}
}

// trim takes spaces from both ends of a part and notes them.
func (r *reader) trim(p part, where string) part {
	s := r.of(p)
	left := len(s) - len(strings.TrimLeft(s, " "))
	right := len(s) - len(strings.TrimRight(s, " "))
	if left == len(s) {
		right = 0
	}
	if left > 0 {
		r.spaceAt(p.start, where)
	}
	if right > 0 {
		r.spaceAt(p.end-right, where)
	}
	return part{p.start + left, p.end - right}
}

func (r *reader) spaceAt(offset int, where string) {
	r.fault(FaultSpace, offset, "a space stands "+where+", where none belongs: take it out", "")
}

// ParseCutOff is [ParseDownload] for the first bytes of a URL whose end is missing, as a
// packet capture shows a long one. Nothing is said that the missing end may change.
//
// A server that no slash stands behind is not known: it, or its port, goes on, or is a user
// with the beginning of a password. Host, Port and password are then left out. Of a URL
// that is cut off before its protocol ends, Protocol is 0.
func ParseCutOff(text string) (URL, []Fault, error) {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok && startsScheme(scheme) {
		return URL{}, nil, nil
	}
	if !ok || strings.Contains(rest, "/") {
		u, faults, err := ParseDownload(text)
		return u, slices.DeleteFunc(faults, func(f Fault) bool { return isOpen(f, text) }), err
	}
	r := &reader{text: text, download: true}
	err := r.checkText()
	if err == nil {
		start := len(text) - len(strings.TrimLeft(text, " "))
		if start > 0 {
			r.spaceAt(0, "around the URL")
		}
		_, err = r.readScheme(part{start, len(text)})
	}
	if credentials, _, ok := strings.Cut(rest, "@"); ok {
		r.url.User, _, r.url.hasPassword = strings.Cut(credentials, ":")
	}
	return r.result(err)
}

// startsScheme reports whether a text is the beginning of a protocol with its colon and
// slashes.
func startsScheme(text string) bool {
	return slices.ContainsFunc(Protocols(), func(p Protocol) bool {
		return strings.HasPrefix(p.String()+"://", strings.ToLower(strings.TrimLeft(text, " ")))
	})
}

// isOpen reports whether a fault stands in the last part of a text, and what follows there
// may undo it.
func isOpen(f Fault, text string) bool {
	switch f.Kind {
	case faultBackslash, faultCharacter, faultNonASCII, faultRootPath, faultEmptyFolder, faultQueryProtocol:
		return false
	}
	return f.Offset > strings.LastIndexByte(text, '/')
}
