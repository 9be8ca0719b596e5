package provision

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

func TestFromOption43(t *testing.T) {
	const text = "http://192.0.2.1/$mac.cfg"
	plain := hex.EncodeToString([]byte(text))
	sub := func(code int, value string) string {
		return hex.EncodeToString(append([]byte{byte(code), byte(len(value))}, value...))
	}
	var colons []string
	for i := 0; i < len(plain); i += 2 {
		colons = append(colons, plain[i:i+2])
	}
	for _, tc := range []struct {
		hex  string
		want OptionText
	}{
		{plain, OptionText{URL: text}},
		{strings.ToUpper(plain), OptionText{URL: text}},
		{"0x" + plain, OptionText{URL: text}},
		{" 0X" + plain + "\n", OptionText{URL: text}},
		{strings.Join(colons, ":"), OptionText{URL: text}},
		{strings.Join(colons, " "), OptionText{URL: text}},
		{strings.Join(colons, "-"), OptionText{URL: text}},
		{strings.Join(colons, ","), OptionText{URL: text}},
		{plain + "00", OptionText{URL: text, Terminated: true}},
		{plain + "0d0a", OptionText{URL: text, Terminated: true}},
		{sub(1, text), OptionText{URL: text, Code: 1}},
		{sub(3, text+"\x00"), OptionText{URL: text, Code: 3, Terminated: true}},
		{sub(1, "site") + sub(128, text) + "ff", OptionText{URL: text, Code: 128}},
		{"00" + sub(66, text) + "ff00", OptionText{URL: text, Code: 66}},
	} {
		got, err := FromOption43(tc.hex)
		if err != nil || got != tc.want {
			t.Errorf("%s: got %+v, %v", tc.hex, got, err)
		}
	}
}

func TestFromOption43Refuses(t *testing.T) {
	for text, offset := range map[string]int{
		"": 0, "00": 0, "6": 1, "687": 3, "68zz": 2, "0x68g4": 2, "http": 0,
		"6801": 1, "68ff": 1, "0105687474": 0, strings.Repeat("61", 300): provurl.MaxOption,
	} {
		_, err := FromOption43(text)
		var wrong *OptionError
		if !errors.As(err, &wrong) || wrong.Offset != offset {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestOption43ThereAndBack has URLs of every length: some are sub-options by their bytes.
func TestOption43ThereAndBack(t *testing.T) {
	urls := []string{awkward}
	for _, protocol := range provurl.Protocols() {
		for path := range 230 {
			urls = append(urls, protocol.String()+"://192.0.2.1/"+strings.Repeat("a", path))
		}
	}
	for _, text := range urls {
		written, err := Emit(Option43Hex, Delivery{URL: mustParseURL(t, text)})
		if err != nil {
			t.Fatal(err)
		}
		for _, end := range []string{"", "00"} {
			option, err := FromOption43(strings.TrimSpace(string(written)) + end)
			if err != nil || option.URL != text || option.Code != 0 {
				t.Errorf("%s: got %+v (%v)", text, option, err)
			}
		}
	}
}

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
