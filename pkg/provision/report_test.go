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

// changesOf returns what is shown of the changes from one file to another.
func changesOf(t *testing.T, running, file []byte) []ChangeReport {
	t.Helper()
	phone := testPhone(t)
	runs(running)(phone)
	walk := NewSimulator(onlyDevice(file)).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	if walk.Outcome != Applied {
		t.Fatalf("%s", walk.AppendText(nil))
	}
	return walk.ReportChanges().Changes
}

// TestShownChangesOfBrokenFiles has secrets where none belongs, and a password that goes.
func TestShownChangesOfBrokenFiles(t *testing.T) {
	for _, c := range []struct {
		about         string
		running, file string
		path, after   string
	}{
		{"a secret in the running value", "LCD Title          :a password:quokka77", "LCD Title          :b", "PHONE FEATURE MODULE:LCD Title", redact.Mark},
		{"a secret that goes on in the next line", "", "SIP1 Kennwort      :\r\nquokka77:1", redact.Mark, redact.Mark},
		{"a password that goes", "SIP1 Pswd          :quokka77", "SIP1 Pswd          :", "PHONE FEATURE MODULE:SIP1 Pswd", ""},
		{"a key that stands twice", "", "LCD Title          :a\r\nLCD Title          :b", "PHONE FEATURE MODULE:LCD Title", "b"},
	} {
		got := changesOf(t, text("2.0002", "<PHONE FEATURE MODULE>", c.running), text("2.0003", "<PHONE FEATURE MODULE>", c.file))
		if len(got) == 0 {
			t.Errorf("%s: no change", c.about)
			continue
		}
		if last := got[len(got)-1]; last.Path != c.path || last.New != c.after {
			t.Errorf("%s: %+v", c.about, got)
		}
	}
	if got := changesOf(t, text("2.0002"), text("2.0003", "<PHONE FEATURE MODULE>", "LCD Title          :a", "LCD Title          :b")); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	got := changesOf(t, text("2.0002"), text("2.0003", "<PASSWORD:quokka77 MODULE>", "LCD Title          :b"))
	if len(got) != 1 || got[0].Path != "PASSWORD"+redact.Mark+"LCD Title" {
		t.Errorf("%+v", got)
	}
}

// TestSummary leaves out what is skipped, and downloads that are not new.
func TestSummary(t *testing.T) {
	image := func(version, name string) []byte {
		return text(version, "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://192.0.2.1/x6.z", "Auto Etc Url       :"+name)
	}
	phone := testPhone(t)
	runs(image("2.0002", "nowhere"))(phone)
	withoutGeneral(phone)
	const want = "device applied (higher-version), 1 setting, fetches a certificate or the like"
	walk := NewSimulator(onlyDevice(image("2.0003", "http://192.0.2.1/a.pem"))).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}, {ByPnP, deviceURL}})
	if got := walk.Summary(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	walk = NewSimulator(onlyDevice(image("2.0003", "nowhere"))).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	for _, s := range walk.Steps {
		if s.Kind == downloadStep && s.Outcome != Skipped {
			t.Errorf("%+v", s)
		}
	}
}
