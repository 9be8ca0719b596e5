package lint

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func TestMasker(t *testing.T) {
	for _, c := range []struct{ name, src, key, value string }{
		{"a password", legacy("<MMI CONFIG MODULE>", "Account1 Password  :planted"), "Account1 Password", blot},
		{"no password", legacy("<MMI CONFIG MODULE>", "Account1 Password  :"), "Account1 Password", ""},
		{"a name", legacy("<PHONE CONFIG MODULE>", "LCD Title          :Office"), "LCD Title", "Office"},
		{"a misspelt key", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwwd :planted"), "SIP1 Register Pwwd", blot},
		{"credentials", legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :http://jo:planted@h/b.csv"), "Auto Pbook Url", "http://" + blot + "@h/b.csv"},
		{"a fused line", legacy("<PHONE CONFIG MODULE>", "LCD Title          :OfficeAccount1 Password  :planted"), "LCD Title", blot},
		{"marks of XML", sysconf("<phone><LCDTitle>a &amp; b</LCDTitle></phone>"), "LCDTitle", "a & b"},
		{"a secret in XML", sysconf(`<sip><line index="1"><RegisterPswd>a &amp; b</RegisterPswd></line></sip>`), "RegisterPswd", blot},
	} {
		f, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		s := f.Setting(0)
		m := NewMasker(f)
		if key, value := m.Key(&s), m.Value(&s); key != c.key || value != c.value {
			t.Errorf("%s: %q = %q", c.name, key, value)
		}
	}
	// A password that goes on in the next line is read as a key there.
	f, err := cfgfile.Parse([]byte(legacy("<MMI CONFIG MODULE>", "Account1 Password  :plan", "ted:more")))
	if err != nil {
		t.Fatal(err)
	}
	s := f.Setting(1)
	if m := NewMasker(f); m.Key(&s) != blot || m.Value(&s) != blot {
		t.Errorf("%q = %q", m.Key(&s), m.Value(&s))
	}
}
