package naming_test

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// TestIdentifyOwnNames goes from every model to its file names and back.
func TestIdentifyOwnNames(t *testing.T) {
	for _, m := range naming.Models() {
		if !m.IsAttested() {
			continue
		}
		for _, ext := range []naming.Ext{naming.CFG, naming.TXT, naming.XML} {
			for _, folder := range []string{"", "srv/tftp/", `C:\tftp\`, "http://ip:8080/X4/"} {
				id := naming.Identify(folder + m.FileName(ext))
				if id.Kind != naming.GeneralFile || len(id.Models) != 1 || id.Models[0].Name != m.Name || id.Near != nil {
					t.Errorf("%s%s is not identified as the file of %s: %+v", folder, m.FileName(ext), m.Name, id)
				}
				if id.Ext != ext.String() || id.Listed != "" || id.Note != "" || id.UserName != "" {
					t.Errorf("%s: %+v", m.FileName(ext), id)
				}
			}
		}
	}
}

func TestIdentifyAlternates(t *testing.T) {
	for _, test := range []struct{ given, model, listed, says string }{
		{"F0Vi10S00000.cfg", "i10S", "F0V10S00000.cfg", "inferred for i10S; the table of models has F0V10S00000.cfg"},
		{"F0Vi16S00000.xml", "i16S", "F0V16S00000.xml", "inferred for i16S"},
		{"F0V0V61G0000.cfg", "V61G", "F0VV61G00000.cfg", "reported for V61G"},
		{"F0V0V61W0000.cfg", "V61W", "F0VV61W00000.cfg", "reported for V61W"},
	} {
		id := naming.Identify(test.given)
		if id.Kind != naming.GeneralFile || len(id.Models) != 1 || id.Models[0].Name != test.model || id.Near != nil {
			t.Errorf("%s: %+v", test.given, id)
		}
		if id.Listed != test.listed || !strings.Contains(id.Note, test.says) {
			t.Errorf("%s: listed %s, %s", test.given, id.Listed, id.Note)
		}
	}
}

// TestIdentifyInferred is about names that nobody has seen.
func TestIdentifyInferred(t *testing.T) {
	for _, test := range []struct{ given, models, inferred, says string }{
		{"F0VX30300000.cfg", "X303", "", "F0VX30300000 is inferred for the X303 (the rule of the F0V names); nobody has seen a phone ask for it"},
		{"F0Vi56A00000.txt", "i56A", "", "inferred for the i56A"},
		{"f0X2hw1.100.cfg", "X2", "X2P X2C", ""},
		{"f0X3Shw1.100.xml", "X3S", "X3SP X3G", ""},
		{"F0V0H6W00000.cfg", "H6W", "", ""},
	} {
		id := naming.Identify(test.given)
		if id.Kind != naming.GeneralFile || namesOf(id.Models) != test.models || namesOf(id.Inferred) != test.inferred || id.Near != nil || id.Listed != "" {
			t.Errorf("%s: %+v", test.given, id)
		}
		if (id.Note == "") != (test.says == "") || !strings.Contains(id.Note, test.says) {
			t.Errorf("%s: %q", test.given, id.Note)
		}
	}
}

func namesOf(models []naming.Model) string {
	var names []string
	for _, m := range models {
		names = append(names, m.Name)
	}
	return strings.Join(names, " ")
}

func TestIdentifyDeviceFile(t *testing.T) {
	for _, given := range []string{"001565113af8.cfg", "a/001565113af8.txt", `a\b\001565113af8.xml`} {
		id := naming.Identify(given)
		if id.Kind != naming.DeviceFile || id.MAC != example || id.Near != nil || id.Ext != given[len(given)-3:] {
			t.Errorf("%s: %+v", given, id)
		}
	}
}

// TestIdentifyUserFile is about names that are the user's own and must stay so.
func TestIdentifyUserFile(t *testing.T) {
	for _, given := range []string{
		"office.cfg", "x6.cfg", "X6.cfg", "lobby-phone.cfg", "name.cfg", "name1.cfg", "mac.cfg", "input.xml", "cfg.cfg",
		"X5U-V2.cfg", "i33V.txt", "fanvil.cfg", "fanvil-x6.cfg", "Fanvil_X6_general.cfg", "default.cfg", "general.xml",
		"reception.cfg", "Empfang Erdgeschoss.cfg", "Büro.cfg", "会议室.cfg", "1001.cfg", "ext-1001.cfg", "site_42.cfg",
		"f0.cfg", "f0hw.cfg", "F0V.cfg", "F0V00000.cfg", "hw1.100.cfg", "x4.z", "background.bmp", "dialPeer.csv",
		"accessList.csv", "phonebook.xml", "500.vcf", "sips.pem", "mmiset6_SpanishT20131206171925.z",
		"18005551234.cfg", "4930123456789.cfg", "0049301234567.cfg", "49301234567.cfg", "office201808.cfg",
		"cafe2018123.cfg", "20cafe18013.cfg", "O0156511af8.cfg", "sales2018010.cfg", "code20180101.cfg", "cell20180101.txt", "2018-01-31.cfg",
		"18-01-31-12-30-00.cfg", "2018.0131.1200.cfg", "20180131.1200.cfg", "10.0.0.1.cfg", "192.168.100.101.cfg",
		"000000000000.cfg", "ffffffffffff.cfg", "00-00-00-00-00-00.cfg", "00:15-65:11:3a:f8.cfg", "F0V00X6000\u00d60.cfg", "F0V00X60000\xff.cfg", "facade.cfg", "deadbeef.cfg", "feedface-cafe.cfg",
		"F0V00X600000.cfg.bak", "F0V00X600000-old.cfg", "f0X4hw1.100.backup.cfg", "001565113af8.cfg.enc",
		"F0V00X600000.bin", "F0V00X600000.z", "001565113af8.bin", "001565113af8.crt", "office.crg", "001565113af8.c1g",
		"001565113af8.csv", "001565113af8-phonebook.xml", "001565113af8-1.cfg", "spa001565113af8.cfg", "SEP001565113AF8.cnf.xml",
		"config.cfg", "config.txt", "device.conf", "report.xml.txt", "a.cfg.cfg", "OFFICE.CFG", "README", ".cfg", "..cfg", "", "a/",
		strings.Repeat("F0V00X6", 3) + ".cfg",
	} {
		id := naming.Identify(given)
		if id.Kind != naming.UserFile || id.Near != nil || id.Models != nil || !id.MAC.IsZero() {
			t.Errorf("%q: %s, %+v, %+v", given, id.Kind, id, id.Near)
		}
	}
}

func TestIdentifyUserName(t *testing.T) {
	for given, want := range map[string][2]string{
		"office.cfg":       {"office", "cfg"},
		"a/office.v2.TXT":  {"office.v2", "TXT"},
		"phonebook.csv":    {"phonebook", "csv"},
		"README":           {"README", ""},
		"trailing.":        {"trailing", ""},
		".cfg":             {"", "cfg"},
		"f0X4hw1.100":      {"f0X4hw1.100", ""}, // what follows on the dot is no extension
		"0015.6511.3af8":   {"0015.6511.3af8", ""},
		"a.cfg.cfg":        {"a.cfg", "cfg"},
		"F0V00X60000.conf": {"F0V00X60000", "conf"},
		"$MAC.cfg":         {"$MAC", "cfg"},
		"$x":               {"$x", ""},
	} {
		id := naming.Identify(given)
		if id.Kind != naming.UserFile || id.UserName != want[0] || id.Ext != want[1] {
			t.Errorf("%q: %s %q %q, want %q", given, id.Kind, id.UserName, id.Ext, want)
		}
	}
}

func TestIdentifyTemplate(t *testing.T) {
	for given, ext := range map[string]string{
		"$mac.cfg": "cfg", "$input.xml": "xml", "mac.cfg?mac=$mac.cfg": "cfg", "http://ip:80/X4/$mac.txt": "txt",
		"$mac": "", "$mac-$input.cfg": "cfg",
	} {
		id := naming.Identify(given)
		if id.Kind != naming.Template || id.Ext != ext || id.UserName != "" || id.Near != nil {
			t.Errorf("%q: %+v", given, id)
		}
	}
	for _, given := range []string{"5$.cfg", "$id.cfg", "$$"} {
		if id := naming.Identify(given); id.Kind != naming.UserFile || id.Near != nil {
			t.Errorf("%q: %+v", given, id)
		}
	}
}

func TestKindString(t *testing.T) {
	for kind, want := range map[naming.Kind]string{
		naming.GeneralFile: "general", naming.DeviceFile: "device", naming.UserFile: "user", naming.Template: "template", 0: "Kind(0)",
	} {
		if got := kind.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
