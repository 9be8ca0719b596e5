package cfgfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// An export of an H5 in short: it reads its password under Register Pswd, where older
// phones say Register Pwd. The others say the same in their dialects.
const (
	namesakeLegacy = "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n" +
		"<AUTOUPDATE CONFIG MODULE>\r\nDownload password  :\r\n\r\n" +
		"<SIP CONFIG MODULE>\r\nSIP  Port          :5060\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :1001\r\nSIP1 Register Addr :192.0.2.5\r\nSIP1 Register Pswd :old-pw\r\nSIP1 Enable Failbac:0\r\n" +
		"SIP2 Phone Number  :1002\r\nSIP2 Register Pwd  :old-pw\r\n" +
		"<<END OF FILE>>\r\n"
	namesakeModern = "<<VOIP CONFIG FILE>>Version:2.0000000000\n\n<SIP CONFIG MODULE>\nSIP  Port          :5060\n--SIP Line List--  :\nSIP1 Phone Number       :1001\nSIP1 Register Pswd      :old-pw\nSIP1 BakProxy Need Reg On:0\n<<END OF FILE>>\n"
	namesakeXML    = "<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n<SIP_CONFIG_MODULE>\n<SIP_Line_List>\n<SIP_Line_List_Entry>\n<ID>SIP1</ID>\n<Phone_Number>1001</Phone_Number>\n<Register_Pswd>old-pw</Register_Pswd>\n</SIP_Line_List_Entry>\n</SIP_Line_List>\n</SIP_CONFIG_MODULE>\n</VOIP_CONFIG_FILE>\n"
	namesakeSys    = "<sysConf>\n    <Version>2.0000000000</Version>\n    <qos>\n        <VLANID>256</VLANID>\n    </qos>\n    <sip>\n        <line index=\"1\">\n            <PhoneNumber>1001</PhoneNumber>\n            <RegisterPswd>old-pw</RegisterPswd>\n        </line>\n        <line index=\"2\">\n            <PhoneNumber>1002</PhoneNumber>\n        </line>\n    </sip>\n</sysConf>\n"
	namesakeDotted = "#<Voip Config File>#\nVersion = 2.0000000000\nsip.line.1.PhoneNumber = 1001\nsip.line.1.RegPswd = old-pw\nsip.line.1.Register_URL = x\n"
)

// TestNamesakeIsNotAdded gives keys in other spellings than the file has them in.
func TestNamesakeIsNotAdded(t *testing.T) {
	for _, c := range []struct {
		src, path string
		namesake  string // "" where the setting is added
		line      int
	}{
		{namesakeLegacy, "SIP1 Register Pwd", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", 11},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP1 Register Pwd", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", 11},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Passwd", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", 11},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Password", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", 11}, // cut to Passw
		{namesakeLegacy, "SIP2 Register Pswd", "SIP CONFIG MODULE:SIP Line List:SIP2 Register Pwd", 14},
		{namesakeLegacy, "SIP3 Register Pwd", "", 0}, // an entry without either
		{namesakeLegacy, "SIP2 Register Addr", "", 0},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:sip1 phone num", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number", 9},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1-Phone-Number", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number", 9},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 EnableFailback", "SIP CONFIG MODULE:SIP Line List:SIP1 Enable Failbac", 12},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1-Enable-Failback", "SIP CONFIG MODULE:SIP Line List:SIP1 Enable Failbac", 12},
		{namesakeLegacy, "SIP CONFIG MODULE:SIP Port", "SIP CONFIG MODULE:SIP  Port", 7},
		{namesakeLegacy, "AUTOUPDATE CONFIG MODULE:Download Password", "AUTOUPDATE CONFIG MODULE:Download password", 4},
		{namesakeModern, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", 7},
		{namesakeModern, "SIP CONFIG MODULE:SIP Line List:SIP1 BakProxyNeedRegOn", "SIP CONFIG MODULE:SIP Line List:SIP1 BakProxy Need Reg On", 8},
		{namesakeModern, "SIP1 Register Addr", "", 0},
		{namesakeXML, "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Pwd", "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Pswd", 8},
		{namesakeXML, "SIP_CONFIG_MODULE/SIP_Line_List[2]/Register_Pwd", "", 0},
		{namesakeSys, "sip/line[1]/RegisterPwd", "sip/line[1]/RegisterPswd", 9},
		{namesakeSys, "sip/line[1]/Register_Password", "sip/line[1]/RegisterPswd", 9},
		{namesakeSys, "sip/line[2]/RegisterPswd", "", 0},
		{namesakeSys, "qos/VLAN_ID", "qos/VLANID", 4},
		{namesakeDotted, "sip.line.1.RegPwd", "sip.line.1.RegPswd", 4},
		{namesakeDotted, "sip.line.1.RegisterURI", "sip.line.1.Register_URL", 5},
	} {
		f := mustParse(t, c.src)
		done, err := f.Set(c.path, "1")
		if c.namesake == "" {
			if err != nil || done.Kind != Added {
				t.Errorf("%s: %v %v", c.path, done, err)
			}
			continue
		}
		var namesake *NamesakeError
		if !errors.As(err, &namesake) || namesake.Namesake != (Location{c.namesake, c.line}) || !strings.Contains(err.Error(), c.namesake) {
			t.Errorf("%s: %v", c.path, err)
		}
		if f.Source() != c.src || done != (Effect{}) {
			t.Errorf("%s: the file is changed, or said to be: %v", c.path, done)
		}
		if namesake == nil || strings.Contains(c.path, ":sip1 ") || strings.Contains(c.path, ":SIP1-") {
			continue // in text-legacy, a key without the list's prefix has no place in it
		}
		if done, err := f.SetUnchecked(namesake.Path, "1"); err != nil || done != (Effect{namesake.Path, Added}) || f.Len() != mustParse(t, c.src).Len()+1 {
			t.Errorf("%s, unchecked: %v %v", c.path, done, err)
		}
		if done, err := f.Set(namesake.Path, "2"); err != nil || done.Kind != Changed {
			t.Errorf("%s is there now, and is not changed: %v %v", c.path, done, err)
		}
	}
}

// TestNamesakesAddedTogether adds two spellings of one setting at once.
func TestNamesakesAddedTogether(t *testing.T) {
	f := mustParse(t, namesakeSys)
	both := []Assignment{{"sip/line[2]/RegisterPswd", "a"}, {"sip/line[2]/DisplayName", "a"}, {"sip/line[2]/RegisterPwd", "b"}}
	var namesake *NamesakeError
	if done, err := f.SetAll(both, SetOptions{}); !errors.As(err, &namesake) || namesake.Namesake.Path != "sip/line[2]/RegisterPswd" || namesake.Namesake.Line != 0 || done != nil || f.Source() != namesakeSys {
		t.Errorf("%v %v", done, err)
	}
	if done, err := f.SetAll(both, SetOptions{Unchecked: true}); err != nil || len(done) != 3 {
		t.Errorf("%v %v", done, err)
	}
}

// TestMergeRefusesNamesakes merges a file that spells a setting in another way.
func TestMergeRefusesNamesakes(t *testing.T) {
	for _, c := range []struct{ src, other, path, namesake string }{
		{namesakeLegacy, "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Phone Number  :1009\nSIP1 Register Pwd  :new-pw\n<<END OF FILE>>\n",
			"SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd"},
		{namesakeXML, strings.ReplaceAll(namesakeXML, "Pswd", "Pwd"), "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Pwd", "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Pswd"},
		{namesakeSys, "<sysConf><sip><line index=\"1\"><RegisterPwd>new-pw</RegisterPwd></line></sip></sysConf>", "sip/line[1]/RegisterPwd", "sip/line[1]/RegisterPswd"},
		{namesakeDotted, "#<Voip Config File>#\nsip.line.1.RegPwd=new-pw\n", "sip.line.1.RegPwd", "sip.line.1.RegPswd"},
	} {
		f, other := mustParse(t, c.src), mustParse(t, c.other)
		var namesake *NamesakeError
		if _, err := f.Merge(other, SetOptions{}); !errors.As(err, &namesake) || namesake.Path != c.path || namesake.Namesake.Path != c.namesake || f.Source() != c.src {
			t.Errorf("%s: %v", f.Dialect(), err)
		}
		if done, err := f.Merge(other, SetOptions{Unchecked: true}); err != nil || !slices.Contains(done, Effect{c.path, Added}) {
			t.Errorf("%s: %v %v", f.Dialect(), done, err)
		}
	}
}

// TestEffects checks what edits say that they did.
func TestEffects(t *testing.T) {
	f := mustParse(t, namesakeSys)
	done, err := f.SetAll([]Assignment{
		{"sip/line[2]/DisplayName", "a"}, {"qos/VLANID", "256"}, {"sip/line[*]/PhoneNumber", "1002"}, {"sip/line[2]/DisplayName", "b"},
	}, SetOptions{All: true})
	want := []Effect{{"sip/line[2]/DisplayName", Added}, {"qos/VLANID", Same}, {"sip/line[1]/PhoneNumber", Changed}, {"sip/line[2]/PhoneNumber", Same}}
	if err != nil || !slices.Equal(done, want) || !strings.Contains(f.Source(), "<DisplayName>b<") {
		t.Errorf("%v %v", done, err)
	}
	done, err = f.Merge(mustParse(t, "<sysConf><qos><VLANID>256</VLANID><EnableVLAN>1</EnableVLAN></qos><sip><line index=\"1\"><PhoneNumber>1</PhoneNumber></line></sip></sysConf>"), SetOptions{})
	if want := []Effect{{"qos/VLANID", Same}, {"qos/EnableVLAN", Added}, {"sip/line[1]/PhoneNumber", Changed}}; err != nil || !slices.Equal(done, want) {
		t.Errorf("%v %v", done, err)
	}
	done, err = f.UnsetAll("qos/VLANID", "qos/*")
	if want := []Effect{{"qos/VLANID", Removed}, {"qos/EnableVLAN", Removed}}; err != nil || !slices.Equal(done, want) {
		t.Errorf("%v %v", done, err)
	}
	if text, err := Same.MarshalText(); err != nil || string(text) != "same" {
		t.Errorf("%s %v", text, err)
	}
}

// TestSameIsNotRefused sets a value that is no good and that the file has.
func TestSameIsNotRefused(t *testing.T) {
	f := mustParse(t, strings.Replace(editSysconf, ">5060<", ">70000<", 1))
	if done, err := f.Set("sip/SIPPort", "70000"); err != nil || done.Kind != Same {
		t.Errorf("%v %v", done, err)
	}
	if _, err := f.Set("sip/SIPPort", "70001"); !errors.As(err, new(*KindError)) {
		t.Error(err)
	}
}

// checkNamesakes checks that a file has no setting in two spellings. A device that writes
// two such keys reads both: then they are two settings, and catalog.Spelling takes too
// much for the same.
func checkNamesakes(t *testing.T, f *File) {
	t.Helper()
	keys := map[spelledPlace]string{}
	for _, s := range f.Settings() {
		spelled := f.spelled(placeOf(s))
		if key, again := keys[spelled]; again && key != s.Key {
			t.Errorf("line %d: %s stands beside %q and is taken for another spelling of it", s.Line, s.Path(), key)
		}
		keys[spelled] = s.Key
	}
}
