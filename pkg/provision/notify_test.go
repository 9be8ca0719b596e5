package provision

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

const notifyHead = "NOTIFY sip:192.0.2.20:5060 SIP/2.0\r\nEvent: ua-profile;profile-type=\"device\"\r\nContent-Type: application/url\r\n"

func TestFromNotify(t *testing.T) {
	const text = "ftp://1:1@192.0.2.45/$input.xml"
	for name, tc := range map[string]struct {
		message string
		remarks int
	}{
		"plain":             {notifyHead + "Content-Length: 31\r\n\r\n" + text, 0},
		"a line end":        {notifyHead + "Content-Length: 33\r\n\r\n" + text + "\r\n", 0},
		"two line ends":     {notifyHead + "Content-Length: 36\r\n\r\n" + text + "\r\n \r\n", 0},
		"no length":         {notifyHead + "\r\n" + text, 0},
		"of a text file":    {strings.ReplaceAll(notifyHead, "\r\n", "\n") + "Content-Length: 31\n\n" + text + "\n", 0},
		"short names":       {"NOTIFY sip:a SIP/2.0\r\no: ua-profile\r\nc: application/url\r\nl: 31\r\n\r\n" + text, 0},
		"length too great":  {notifyHead + "Content-Length: 40\r\n\r\n" + text, 1},
		"length too small":  {notifyHead + "Content-Length: 31\r\n\r\n" + text + "rest", 1},
		"two lengths":       {notifyHead + "Content-Length: 31\r\nl: 31\r\n\r\n" + text, 1},
		"another type":      {"NOTIFY sip:a SIP/2.0\r\nEvent: ua-profile\r\nContent-Type: text/plain\r\n\r\n" + text, 1},
		"another event":     {"NOTIFY sip:a SIP/2.0\r\nEvent: check-sync\r\nContent-Type: application/url\r\n\r\n" + text, 1},
		"neither of them":   {"NOTIFY sip:a SIP/2.0\r\nVia: b\r\n\r\n" + text, 2},
		"empty lines first": {"\r\n\r\n" + notifyHead + "\r\n" + text, 0},
	} {
		got, err := FromNotify([]byte(tc.message))
		if err != nil || got.URL != text || len(got.Remarks) != tc.remarks {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

// figure13 is the scenario of sipp that the description prints, as it prints it.
const figure13 = `<! LUDATAL
   NOTIFY sip:[remote_ip]:5060 SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
   From: [$2]
   To: [$1]
    [last_Call-ID:]
   CSeq: 1 NOTIFY
   Max-Forwards: 70
   Content-Type: application/url
   Subscription-State: terminated; reason=timeout
Event: ua-profile; profile-type="device"; vendor="lishuai"; model="VOIP PHONE"; ven
   Content-Length:[len]

   tftp://172.16.6.45/$input.txt                                               edit URL become you want in here
   ]]>
 </send>
 <recv response="200" crlf="true">
 </recv>
</scenario>
`

// TestFromNotifyInOtherForms has figures 12 to 14: what people copy of a NOTIFY.
func TestFromNotifyInOtherForms(t *testing.T) {
	const figure14 = "http://172.16.7.87:5000/provisioning/2heis8y8jiy2/"
	for name, c := range map[string]struct {
		text, url string
		form      string
		remarks   int
	}{
		"figure 12, the body":      {`ftp://1:1@192.168.2.45/$input.xml\r\n \r\n`, "ftp://1:1@192.168.2.45/$input.xml", notifyCapture, 0},
		"figure 12, as a file":     {"ftp://1:1@192.168.2.45/$input.xml\r\n \r\n", "ftp://1:1@192.168.2.45/$input.xml", notifyBody, 0},
		"figure 12, Wireshark's":   {"Session Initiation Protocol\n    Request-Line: NOTIFY sip:192.168.3.102:5060 SIP/2.0\\r\\n\n    Message Header\n        Event: ua-profile;profile-type=\"device\"\\r\\n\n        Content-Type: application/url\\r\\n\n    Message Body\n        ftp://1:1@192.168.2.45/$input.xml\\r\\n\n        \\r\\n\n", "ftp://1:1@192.168.2.45/$input.xml", notifyCapture, 0},
		"a message, Wireshark's":   {"NOTIFY sip:192.168.3.102:5060 SIP/2.0\\r\\n\nEvent: check-sync\\r\\n\nContent-Type: text/plain\\r\\n\n\\r\\n\nhttp://a/\\r\\n\n", "http://a/", notifyCapture, 2},
		"figure 13":                {figure13, "tftp://172.16.6.45/$input.txt", notifyScenario, 1},
		"figure 13, mended":        {strings.ReplaceAll(strings.Replace(figure13, "  edit URL become you want in here", "", 1), "<! LUDATAL", "<scenario><send><![CDATA["), "tftp://172.16.6.45/$input.txt", notifyScenario, 0},
		"figure 13, another event": {strings.Replace(figure13, "ua-profile", "check-sync", 1), "tftp://172.16.6.45/$input.txt", notifyScenario, 2},
		"figure 14":                {"Session Initiation Protocol (MOTIFY) > Request-Line: NOTIFY sip:172.16.2.243:5060 SIP/2.0 > Ressage Header\n\nMessage Body " + figure14 + "\n", figure14, notifyCapture, 0},
		"a body":                   {figure14, figure14, notifyBody, 0},
		"a body of lines":          {"\n\n" + figure14 + "\n\n", figure14, notifyBody, 0},
		"the same URL twice":       {"Message Body\n    http://a/\nLine-based text data: application/url (1 lines)\n    http://a/\n", "http://a/", notifyCapture, 0},
	} {
		got, err := FromNotify([]byte(c.text))
		if err != nil || got.URL != c.url || got.Form != c.form || len(got.Remarks) != c.remarks {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

// TestScenarioThereAndBack reads what is written for sipp.
func TestScenarioThereAndBack(t *testing.T) {
	for _, text := range []string{awkward, "https://[2001:db8::1]/$mac.cfg"} {
		written, err := Emit(SIPp, Delivery{URL: mustParseURL(t, text)})
		if err != nil {
			t.Fatal(err)
		}
		got, err := FromNotify(written)
		if err != nil || got.URL != text || got.Form != notifyScenario || len(got.Remarks) > 0 {
			t.Errorf("got %+v (%v) from\n%s", got, err, written)
		}
	}
}

func TestFromNotifyRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		message string
		line    int
	}{
		"nothing":        {"", 1},
		"a response":     {"SIP/2.0 200 OK\r\n\r\n", 1},
		"a SUBSCRIBE":    {"SUBSCRIBE sip:a SIP/2.0\r\n\r\n", 1},
		"HTTP":           {"NOTIFY / HTTP/1.1\r\n\r\n", 1},
		"no header":      {"NOTIFY sip:a SIP/2.0\r\nrubbish\r\n\r\nhttp://a/\r\n", 2},
		"a broken line":  {notifyHead + "rubbish\r\n\r\nhttp://a/", 4},
		"cut off":        {notifyHead, 4},
		"no body":        {notifyHead + "\r\n", 5},
		"a length of 0":  {notifyHead + "Content-Length: 0\r\n\r\nhttp://a/", 6},
		"a bad length":   {notifyHead + "Content-Length: x\r\n\r\nhttp://a/", 5},
		"two URLs":       {notifyHead + "\r\nhttp://a/\r\nhttp://b/", 6},
		"two bodies":     {"http://a/\nhttp://b/\n", 2},
		"plain text":     {"the phone got http://a/\n", 1},
		"no NOTIFY":      {"<scenario><send><![CDATA[\nOPTIONS sip:a SIP/2.0\n]]></send></scenario>", 1},
		"a bad scenario": {"<scenario>\n<send><![CDATA[\n  NOTIFY sip:a SIP/2.0\n  rubbish\n\n  http://a/]]></send>", 4},
		"no body in it":  {"<scenario>\n  NOTIFY sip:a SIP/2.0\n  Event: ua-profile\n\n]]></send>", 5},
		"without an end": {notifyHead + "\r\n" + strings.Repeat("a", MaxNotify), 1},
	} {
		got, err := FromNotify([]byte(tc.message))
		var wrong *NotifyError
		if !errors.As(err, &wrong) || wrong.Line != tc.line {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestNotifyThereAndBack(t *testing.T) {
	u := mustParseURL(t, awkward)
	written, err := Emit(Notify, Delivery{URL: u, Phone: "[2001:db8::20]", Sender: "192.0.2.1", Macros: naming.Macros{MAC: phoneMAC}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := FromNotify(written)
	if err != nil || got.URL != u.StringWithPassword() || len(got.Remarks) > 0 {
		t.Errorf("got %+v (%v) from\n%s", got, err, written)
	}
}

// TestFromNotifyTruncated has Wireshark's mark of a line that goes on, on either side.
func TestFromNotifyTruncated(t *testing.T) {
	for _, text := range []string{"http://h/a [truncated]", "[truncated]http://h/a", "Message Body\n    [truncated] http://h/a\\r\\n"} {
		got, err := FromNotify([]byte(text))
		if err != nil || got.URL != "http://h/a" || !got.CutOff || got.Form != notifyCapture {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	if got, err := FromNotify([]byte("Message Body\n    http://h/a\\r\\n")); err != nil || got.URL != "http://h/a" || got.CutOff {
		t.Errorf("without a mark: %+v, %v", got, err)
	}
}

// TestFromNotifyNoEmptyLine has the URL right behind the header, as figure 13 is printed.
func TestFromNotifyNoEmptyLine(t *testing.T) {
	_, err := FromNotify([]byte("NOTIFY sip:192.0.2.1 SIP/2.0\nEvent: ua-profile\nhttp://h/a.cfg\n"))
	if err == nil || !strings.Contains(err.Error(), "line 3: the empty line before the URL is missing") {
		t.Errorf("got %v", err)
	}
}

// TestFromNotifyCutOff has a Content-Length that ends in the credentials, of which no password
// is left, and a URL that is shown whole in another line.
func TestFromNotifyCutOff(t *testing.T) {
	const url = "http://fleet:quokka77@192.0.2.1/x.cfg"
	for length, want := range map[int]string{len("http://fl"): "http://fl", len("http://fleet:quo"): "http://fleet:", len("http://fleet:quokka77@192"): "http://fleet:", len("http://fleet:quokka77@192.0.2.1"): "http://fleet:", len(url) - 4: "http://fleet:quokka77@192.0.2.1/x"} {
		got, err := FromNotify(fmt.Appendf(nil, "%sContent-Length: %d\r\n\r\n%s", notifyHead, length, url))
		if err != nil || got.URL != want || got.CutOff != (length < len(url)-4) {
			t.Errorf("%d: %+v, %v", length, got, err)
		}
	}
	const slash = "http://fleet:quokka/77@192.0.2.1/x.cfg"
	for length, want := range map[int]string{len("http://fleet:quokka/7"): "http://fleet:", len("http://fleet:quokka/77"): "http://fleet:"} {
		got, err := FromNotify(fmt.Appendf(nil, "%sContent-Length: %d\r\n\r\n%s", notifyHead, length, slash))
		if err != nil || got.URL != want || !got.CutOff {
			t.Errorf("%d: %+v, %v", length, got, err)
		}
	}
	if got, err := FromNotify([]byte("[truncated]http://h/a\nhttp://h/a\n")); err != nil || !got.CutOff {
		t.Errorf("%+v, %v", got, err)
	}
}
