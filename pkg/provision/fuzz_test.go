package provision

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

// FuzzFromOption43 reads any text. What is read without a sub-option is written and read
// again as the same URL.
func FuzzFromOption43(f *testing.F) {
	f.Add("687474703a2f2f612f622e636667")
	f.Add("0x68:74 74-70,3a2f2f6100")
	f.Add("010e687474703a2f2f612f622e636667ff")
	f.Fuzz(func(t *testing.T, text string) {
		option, err := FromOption43(text)
		if err != nil {
			return
		}
		if option.URL == "" || strings.ContainsAny(option.URL, "\r\n\x00") {
			t.Fatalf("%q is read as %q", text, option.URL)
		}
		again, err := FromOption43(hex.EncodeToString([]byte(option.URL)))
		if err != nil || again.URL != option.URL && again.Code == 0 {
			t.Fatalf("%q is read again as %q (%v)", option.URL, again.URL, err)
		}
	})
}

// FuzzFromNotify reads any bytes. What is read is one line, and stands in the message.
func FuzzFromNotify(f *testing.F) {
	f.Add([]byte(notifyHead + "Content-Length: 9\r\n\r\nhttp://a/\r\n"))
	f.Add([]byte("\r\nNOTIFY sip:a SIP/2.0\no: ua-profile\n folded\nl: 3\n\nhttp://a/"))
	f.Add([]byte(figure13))
	f.Add([]byte(`Message Body
    http://a/\r\n`))
	f.Fuzz(func(t *testing.T, message []byte) {
		notify, err := FromNotify(message)
		if err != nil {
			return
		}
		if notify.URL == "" || strings.ContainsAny(notify.URL, "\n") || notify.Form != notifyScenario && !bytes.Contains(message, []byte(notify.URL)) {
			t.Fatalf("%q is read as %q", message, notify.URL)
		}
	})
}
