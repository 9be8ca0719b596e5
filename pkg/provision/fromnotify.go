package provision

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

// MaxNotify is the length in bytes of the longest NOTIFY that [FromNotify] reads: the
// largest datagram.
const MaxNotify = 65535

// A NotifyText is the URL that a NOTIFY carries.
type NotifyText struct {
	URL  string // as it stands there, not checked: see [provurl.Parse]
	Form NotifyForm
	// CutOff reports that the URL ends before its server does, by a Content-Length that is
	// too small, or that what was read was cut off.
	CutOff bool
	// Remarks are what a phone may not take, a sentence each.
	Remarks []string
}

// A NotifyError says why no URL can be read from a SIP message. It quotes nothing of it.
type NotifyError struct {
	Line   int // from 1
	Reason string
}

// Error gives place and reason.
func (e *NotifyError) Error() string { return fmt.Sprintf("NOTIFY, line %d: %s", e.Line, e.Reason) }

// FromNotify reads the URL from a NOTIFY request, with line ends as SIP has them or as a
// text file has. It reads one out of a scenario of sipp, too, and from what people copy of
// one: the body alone, or the text that Wireshark shows. The error is a [*NotifyError].
func FromNotify(message []byte) (NotifyText, error) {
	if len(message) > MaxNotify {
		return NotifyText{}, &NotifyError{1, "this is longer than a SIP message in a datagram, which has 65535 bytes at most"}
	}
	trimmed := bytes.TrimLeft(message, "\r\n") // as RFC 3261, section 7.5, has it
	first, _, _ := bytes.Cut(trimmed, []byte("\n"))
	switch {
	case isNotifyLine(strings.TrimSuffix(string(first), "\r")):
		return fromMessage(trimmed, NotifyMessage)
	case isSIPpScenario(string(message)):
		return fromScenario(string(message))
	}
	return fromCapture(string(message))
}

// fromMessage reads a message whose first line is that of a NOTIFY.
func fromMessage(message []byte, form NotifyForm) (NotifyText, error) {
	reader := textproto.NewReader(bufio.NewReader(bytes.NewReader(message)))
	if _, err := reader.ReadLine(); err != nil {
		return NotifyText{}, &NotifyError{1, "the first line cannot be read"}
	}
	if line := urlInHeader(message); line > 0 {
		return NotifyText{}, &NotifyError{line, "the empty line before the URL is missing: it ends the header, and the URL is read as one more line of it"}
	}
	header, err := reader.ReadMIMEHeader()
	if err != nil {
		return NotifyText{}, &NotifyError{2 + headerLines(message), "the header cannot be read: lines of a name, a colon and a value, and an empty line behind them"}
	}
	body, err := io.ReadAll(reader.R)
	if err != nil {
		return NotifyText{}, &NotifyError{1, "the body cannot be read"}
	}
	n := notifyReader{header: header, bodyLine: 3 + headerLines(message), text: NotifyText{Form: form}}
	return n.read(body)
}

// urlInHeader returns the number of the line of a header that begins as a URL, 0 for none.
func urlInHeader(message []byte) int {
	line := 0
	for text := range strings.Lines(string(message)) {
		line++
		if text = strings.TrimSpace(text); text == "" {
			break
		}
		if startsAsURL(text) {
			return line
		}
	}
	return 0
}

// headerLines counts the lines of a header that are lines of one, behind the first line.
func headerLines(message []byte) int {
	n := 0
	for i, line := range bytes.Split(message, []byte("\n")) {
		if line = bytes.TrimRight(line, "\r"); i > 0 {
			if len(line) == 0 || !bytes.ContainsRune(line, ':') && line[0] != ' ' && line[0] != '\t' {
				break
			}
			n++
		}
	}
	return n
}

type notifyReader struct {
	header   textproto.MIMEHeader
	bodyLine int
	text     NotifyText
}

func (n *notifyReader) remark(format string, args ...any) {
	n.text.Remarks = append(n.text.Remarks, fmt.Sprintf(format, args...))
}

// get gives a header by its name or its short form (RFC 3261, section 7.3.3).
func (n *notifyReader) get(name, short string) string {
	if value := n.header.Get(name); value != "" {
		return value
	}
	return n.header.Get(short)
}

// checkHeader looks at the headers by which phones know what comes. One that a capture does
// not show, or that sipp fills in, may be right.
func (n *notifyReader) checkHeader() {
	isWrong := func(value, want string) bool {
		value, _, _ = strings.Cut(value, ";")
		value = strings.TrimSpace(value)
		if n.text.Form == NotifyScenario && strings.HasPrefix(value, "[") || n.isPiece() && value == "" {
			return false
		}
		return !strings.EqualFold(value, want)
	}
	if isWrong(n.get("Content-Type", "c"), notifyType) {
		n.remark("Content-Type is not %s, the type that phones accept", notifyType)
	}
	if isWrong(n.get("Event", "o"), "ua-profile") {
		n.remark("Event is not ua-profile, the package that phones subscribe to")
	}
}

// isPiece reports whether the header may be missing where it was read from.
func (n *notifyReader) isPiece() bool {
	return n.text.Form == NotifyCapture || n.text.Form == NotifyBody
}

func (n *notifyReader) read(body []byte) (NotifyText, error) {
	n.checkHeader()
	body, err := n.bounded(body)
	if err != nil {
		return NotifyText{}, err
	}
	lines := strings.Split(strings.ReplaceAll(string(body), "\r\n", "\n"), "\n")
	text := lines[0]
	for i, line := range lines[1:] {
		if strings.TrimSpace(line) != "" {
			return NotifyText{}, &NotifyError{n.bodyLine + 1 + i, "the body has more than one line: it is one URL"}
		}
	}
	if strings.TrimSpace(text) == "" {
		return NotifyText{}, &NotifyError{n.bodyLine, "the body is empty: it is one URL"}
	}
	n.text.URL = strings.TrimRight(text, " ")
	return n.text, nil
}

// bounded cuts the body where Content-Length says.
func (n *notifyReader) bounded(body []byte) ([]byte, error) {
	length := n.get("Content-Length", "l")
	if len(n.header.Values("Content-Length"))+len(n.header.Values("l")) > 1 {
		n.remark("Content-Length stands there more than once: the first counts here, and which one a phone takes is not known")
	}
	if length == "" || n.text.Form == NotifyScenario && strings.HasPrefix(length, "[") {
		return body, nil // as datagrams may have it (RFC 3261, section 18.3), or as sipp fills it in
	}
	want, err := strconv.ParseUint(strings.TrimSpace(length), 10, 17)
	switch {
	case err != nil:
		return nil, &NotifyError{n.bodyLine - 1, "Content-Length is no number"}
	case int(want) > len(body):
		n.remark("Content-Length is %d, and the body has %d bytes: a phone may wait for the rest or drop the message", want, len(body))
		return body, nil
	case strings.TrimSpace(string(body[want:])) != "":
		n.remark("Content-Length is %d, and the body has %d bytes: what is behind is cut off", want, len(body))
		return n.cutBody(string(body), int(want)), nil
	}
	return body[:want], nil
}

// cutBody cuts a URL off behind so many bytes. Where that is in its credentials or its
// server, nothing of what may be a password is left: it would be read as a port.
func (n *notifyReader) cutBody(body string, want int) []byte {
	scheme, rest, ok := strings.Cut(body, "://")
	start := len(scheme) + len("://")
	slash, at := strings.IndexByte(rest, '/'), strings.LastIndexByte(rest, '@')
	if !ok || want <= start || slash >= 0 && start+slash < want && start+at < want {
		return []byte(body[:want])
	}
	n.text.CutOff = true
	if colon := strings.IndexByte(rest, ':'); colon >= 0 && start+colon < want {
		want = start + colon + 1
	}
	return []byte(body[:want])
}
