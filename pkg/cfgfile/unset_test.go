package cfgfile

import (
	"testing"
)

// TestUnsetUndoesSet checks that a file is as it was after a setting, with what
// was made for it, is set and taken out again.
func TestUnsetUndoesSet(t *testing.T) {
	for src, paths := range map[string][]string{
		editLegacy:    {"SIP CONFIG MODULE:Public Server", "SIP3 Phone Number", "SIP CONFIG MODULE:Port Config:P1 X"},
		editModern:    {"NET CONFIG MODULE:WIFI Config:WIFI Enable", "SIP CONFIG MODULE:SIP P2P Config:X"},
		editLegacyXML: {"SIP_CONFIG_MODULE/SIP_Line_List[3]/Phone_Number", "GLOBAL_CONFIG_MODULE/X"},
		editSysconf:   {"sip/line[3]/PhoneNumber", "sip/a/b[2]/C", "net/X"},
		editDotted:    {"sip.line.1.X", "sip.line.4.X", "a.b"},
	} {
		for _, path := range paths {
			f := mustParse(t, src)
			if _, err := f.SetUnchecked(path, "1"); err != nil {
				t.Fatal(err)
			}
			if f.Source() == src {
				t.Errorf("%s: nothing is set", path)
			}
			if _, err := f.Unset(path); err != nil || f.Source() != src {
				t.Errorf("%s: %v\n%q", path, err, f.Source())
			}
		}
	}
}
