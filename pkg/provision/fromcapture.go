package provision

import (
	"errors"
	"net/textproto"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// A NotifyForm is what a NOTIFY was read from. Its text is that of JSON.
type NotifyForm string

// The forms. Of the last two, nothing or only a part of the message's header is known.
const (
	NotifyMessage  NotifyForm = "message"  // as it goes over the network
	NotifyScenario NotifyForm = "scenario" // a scenario of sipp that sends it
	NotifyCapture  NotifyForm = "capture"  // the text that a packet capture shows
	NotifyBody     NotifyForm = "body"     // the body alone
)

// writtenLineEnd is how Wireshark shows a line end.
const writtenLineEnd = `\r\n`

// isSIPpScenario reports whether a text is a scenario of sipp, or a part of one.
func isSIPpScenario(text string) bool {
	return strings.Contains(text, "</scenario>") || strings.Contains(text, "<scenario") || strings.Contains(text, "</send>")
}

// cutScenario returns the NOTIFY that a scenario sends, without the indentation and the
// lines that sipp puts headers of the call in place of, and the number of the line before
// it.
func cutScenario(text string) (message string, before int, ok bool) {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if len(lines) == 0 {
			if !isNotifyLine(line) {
				before++
				continue
			}
		}
		if strings.HasPrefix(line, "</send") {
			break
		}
		line, _, last := strings.Cut(line, "]]>")
		if !strings.HasPrefix(line, "[") { // [last_Call-ID:]
			lines = append(lines, line)
		}
		if last {
			break
		}
	}
	return strings.Join(lines, "\n"), before, len(lines) > 0
}

func isNotifyLine(line string) bool {
	return strings.HasPrefix(line, "NOTIFY ") && strings.HasSuffix(line, " SIP/2.0")
}

// fromScenario reads the NOTIFY of a scenario. What sipp fills in is not checked.
func fromScenario(text string) (NotifyText, error) {
	message, before, ok := cutScenario(text)
	if !ok {
		return NotifyText{}, &NotifyError{1, "this is a scenario of sipp, and none of its messages is a NOTIFY"}
	}
	notify, err := fromMessage([]byte(message), NotifyScenario)
	var wrong *NotifyError
	switch {
	case errors.As(err, &wrong):
		return NotifyText{}, &NotifyError{wrong.Line + before, wrong.Reason}
	case err != nil:
		return NotifyText{}, err
	}
	if url, _, more := strings.Cut(notify.URL, "  "); more {
		notify.URL = url
		notify.Remarks = append(notify.Remarks, "text stands behind the URL, on its line: sipp sends it with the URL; take it out")
	}
	notify.URL = unescapeSIPp(notify.URL)
	return notify, nil
}

// unescapeSIPp undoes what [escapeSIPp] does.
func unescapeSIPp(text string) string {
	return strings.NewReplacer(`\x5C`, `\`, `\x5B`, `[`).Replace(text)
}

// fromCapture reads the URL from the text that a packet capture shows of a NOTIFY, or from
// a body alone: the one line that begins as a URL that phones fetch by. What it shows of
// the header is checked.
func fromCapture(text string) (NotifyText, error) {
	n := notifyReader{header: textproto.MIMEHeader{}, text: NotifyText{Form: NotifyBody}}
	lines := 0
	for line := range strings.Lines(text) {
		lines++
		shown := strings.TrimSpace(line)
		value := trimWrittenEnds(shown)
		value, truncated := trimTruncated(strings.TrimSpace(strings.TrimPrefix(value, "Message Body")))
		switch url := startsAsURL(value); {
		case shown == "":
			continue
		case url && n.text.URL != "" && n.text.URL != value:
			return NotifyText{}, &NotifyError{lines, "a second URL begins a line: which of the two is the body is not known"}
		case url:
			n.text.URL, n.text.CutOff = value, n.text.CutOff || truncated
		default:
			n.takeHeader(value)
		}
		if value != shown || !startsAsURL(shown) {
			n.text.Form = NotifyCapture
		}
	}
	if n.text.URL == "" {
		return NotifyText{}, &NotifyError{1, "a NOTIFY begins with a line as NOTIFY sip:192.0.2.20:5060 SIP/2.0; nor is this a scenario of sipp that sends one, nor has it one line that is a URL, as a body alone or the text of a packet capture has"}
	}
	n.checkHeader()
	return n.text, nil
}

// takeHeader takes a header that is looked at.
func (n *notifyReader) takeHeader(line string) {
	name, value, ok := strings.Cut(line, ":")
	for _, known := range []string{"Content-Type", "Event"} {
		if ok && strings.EqualFold(name, known) {
			n.header.Set(known, strings.TrimSpace(value))
		}
	}
}

// trimTruncated takes off the mark by which Wireshark says that a line goes on, and reports
// whether it was there.
func trimTruncated(line string) (string, bool) {
	const mark = "[truncated]"
	text := strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(line, mark), mark))
	return trimWrittenEnds(text), len(text) <= len(line)-len(mark)
}

// trimWrittenEnds takes line ends off that are written out.
func trimWrittenEnds(line string) string {
	for strings.HasSuffix(line, writtenLineEnd) {
		line = strings.TrimSpace(strings.TrimSuffix(line, writtenLineEnd))
	}
	return line
}

func startsAsURL(text string) bool {
	scheme, _, ok := strings.Cut(text, "://")
	if !ok {
		return false
	}
	_, known := provurl.ParseProtocol(scheme)
	return known
}
