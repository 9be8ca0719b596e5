package provision

import (
	"testing"
)

// FuzzBoot gives a phone any file and any version. Whatever it is, a second start with
// what was downloaded last changes nothing more, and every step has a text.
func FuzzBoot(f *testing.F) {
	f.Add(device("2.0003"), "2.0002", false)
	f.Add([]byte("<sysConf><Version>2.0003</Version></sysConf>"), "", true)
	f.Add([]byte("<html>"), "x", false)
	f.Add(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://u:p@192.0.2.1/x6.bin"), "2.0003", true)
	f.Fuzz(func(t *testing.T, data []byte, version string, withKey bool) {
		phone := testPhone(t)
		phone.Device.Version = version
		if withKey {
			phone.General.Key, phone.Device.Key = &generalKey, &deviceKey
		}
		sim := NewSimulator(both(general("2.0001"), data))
		first := sim.Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
		for i, s := range first.Steps {
			if s.Text == "" || s.Outcome == "" || s.Reason == "" {
				t.Errorf("step %d: %+v", i+1, s)
			}
		}
		if r := first.ReportChanges(); len(r.Steps) != len(first.Steps) || r.Changed != len(r.Changes) {
			t.Errorf("%+v", r)
		}
		phone.General.Download, phone.Device.Download = DigestOf(general("2.0001")), DigestOf(data)
		if second := sim.Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}}); second.Outcome == Applied {
			t.Error("a file is applied that was downloaded last")
		}
	})
}
