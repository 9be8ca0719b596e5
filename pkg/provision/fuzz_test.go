package provision

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// FuzzParseURL reads any text. What is read without an error is written and read again
// as the same URL, places are inside the text, and an expanded URL stays in its folder.
func FuzzParseURL(f *testing.F) {
	for _, tc := range malformed {
		f.Add(strings.Replace(tc.marked, "‸", "", 1))
	}
	f.Add("http://user:p%40ss@[2001:db8::1]:8080/X4/$input.xml?mac=$mac.cfg")
	f.Fuzz(func(t *testing.T, text string) {
		u, faults, err := ParseURL(text)
		for _, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(text) || !utf8.ValidString(fault.Message) {
				t.Fatalf("fault %s in %d bytes", fault, len(text))
			}
		}
		if err != nil || HasErrors(faults) {
			return
		}
		if len(text) > MaxURL/4 {
			return // escapes make it longer
		}
		again, _, err := ParseURL(u.StringWithPassword())
		if err != nil || again != u {
			t.Fatalf("%q is read as %s, and that as %s (%v)", text, u.StringWithPassword(), again.StringWithPassword(), err)
		}
		checkFuzzExpand(t, u)
		if password, ok := u.Password(); ok && len(password) > 6 && strings.Count(u.StringWithPassword(), password) == 1 && strings.Contains(fmt.Sprintf("%#v %+v", u, u), password) {
			t.Fatalf("%s shows its password", u)
		}
	})
}

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
	f.Fuzz(func(t *testing.T, message []byte) {
		notify, err := FromNotify(message)
		if err != nil {
			return
		}
		if notify.URL == "" || strings.ContainsAny(notify.URL, "\n") || !bytes.Contains(message, []byte(notify.URL)) {
			t.Fatalf("%q is read as %q", message, notify.URL)
		}
	})
}

func checkFuzzExpand(t *testing.T, u URL) {
	device, err := u.Expand(naming.Macros{MAC: naming.MAC{0, 0x15, 0x65, 0x11, 0x3a, 0xf8}, Input: "desk"})
	if err != nil {
		return
	}
	path, err := device.Path()
	if err != nil || strings.HasPrefix(path, "/") || strings.Contains("/"+path+"/", "/../") {
		t.Fatalf("%s is asked for as %q (%v)", device, path, err)
	}
}
