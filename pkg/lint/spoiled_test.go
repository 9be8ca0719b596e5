package lint

import (
	"slices"
	"testing"
)

// TestSpoiled checks that what a missing line break or a template's tag brings about is
// not held against the keys and values that suffer from it, by all rules together.
func TestSpoiled(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"a list marker behind a flag", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1--SIP Line List--  :", "SIP1 Register Addr :a", "SIP1 Register Adr  :a"),
			[]string{"FV203"}},
		{"a module behind a flag", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1"),
			[]string{"FV203"}},
		{"a setting behind a port leaves the place as it is", legacy("<SIP CONFIG MODULE>", "STUN Port          :3478STUN Server        :h", "PNP Enable         :1"),
			[]string{"FV203", "FV303"}},
		{"the next module is judged again", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1--SIP Line List--  :", "SIP1 Register Addr :a", "<GLOBAL CONFIG MODULE>", "PNP Enable         :1"),
			[]string{"FV203", "FV303"}},
		{"the footer behind a URL", crlf(legacyHeader, "<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :tftp://192.0.2.1/500.csv<<END OF FILE>>"),
			[]string{"FV203"}},
		{"a tag in a port and a key", legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Port           :{{ port }}", "{{ key }}:1"),
			[]string{"FV110", "FV110"}},
	} {
		if got := idsOf(mustNew(t, Options{Disable: []string{"FV105", "FV208"}}).Lint("office.cfg", []byte(c.src))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
