package provision

import (
	"strings"
	"testing"
)

// TestFromNotifyTruncated has Wireshark's mark of a line that goes on, on either side.
func TestFromNotifyTruncated(t *testing.T) {
	for _, text := range []string{"http://h/a [truncated]", "[truncated]http://h/a", "Message Body\n    [truncated] http://h/a\\r\\n"} {
		got, err := FromNotify([]byte(text))
		if err != nil || got.URL != "http://h/a" || !got.CutOff || got.Form != notifyCapture {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

// TestFromNotifyNoEmptyLine has the URL right behind the header, as figure 13 is printed.
func TestFromNotifyNoEmptyLine(t *testing.T) {
	_, err := FromNotify([]byte("NOTIFY sip:192.0.2.1 SIP/2.0\nEvent: ua-profile\nhttp://h/a.cfg\n"))
	if err == nil || !strings.Contains(err.Error(), "line 3: the empty line before the URL is missing") {
		t.Errorf("got %v", err)
	}
}
