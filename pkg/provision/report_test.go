package provision

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/redact"
)

// TestShownChanges has what is shown of settings that change: the colours of a screen are
// no credentials, a flag that sounds like a password is none, and a password under the
// name of another language is one.
func TestShownChanges(t *testing.T) {
	running := text("2.0002", "<PHONE FEATURE MODULE>", "Ui font Color      :title:0x000000@ list:0x444343")
	file := text("2.0003", "<PHONE FEATURE MODULE>", "Ui font Color      :title:0xFFFFFF@ list:0x444343$0xFFFFFF",
		"<UI MAINTAIN CONFIG MODULE>", "Agent Popup Password:1", "SIP1 Kennwort      :x9secret", "SIP1 Pwsd          :x9secret", "Sip Uri            :sip:1001:x9secret@pbx")
	phone := testPhone(t)
	runs(running)(phone)
	walk := NewSimulator(onlyDevice(file)).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	want := []ChangeReport{
		{Path: "PHONE FEATURE MODULE:Ui font Color", New: "title:0xFFFFFF@ list:0x444343$0xFFFFFF"},
		{Path: "UI MAINTAIN CONFIG MODULE:Agent Popup Password", New: "1"},
		{Path: "UI MAINTAIN CONFIG MODULE:SIP1 Kennwort", New: redact.Mark, Secret: true},
		{Path: "UI MAINTAIN CONFIG MODULE:SIP1 Pwsd", New: redact.Mark, Secret: true},
		{Path: "UI MAINTAIN CONFIG MODULE:Sip Uri", New: "sip:" + redact.Mark + "@pbx"},
	}
	got := walk.ReportChanges().Changes
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, c := range got {
		if w := want[i]; c.Path != w.Path || c.New != w.New || c.Secret != w.Secret {
			t.Errorf("%+v, not %+v", c, w)
		}
	}
	if old := got[0].Old; old == nil || *old != "title:0x000000@ list:0x444343" {
		t.Errorf("what runs is shown as %v", old)
	}
}
