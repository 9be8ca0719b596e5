package provision

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// savedIn are files of each dialect that say the same of a phone's start, as far as the
// dialect has names for it.
var savedIn = map[cfgfile.Dialect]string{
	cfgfile.TextLegacy: string(text("2.0002", "<GLOBAL CONFIG MODULE>", "WAN Mode           :PPPOE", "<AUTOUPDATE CONFIG MODULE>",
		"Download Server IP :192.0.2.1", "Config File Name   :x/$mac.cfg", "Download Protocol  :5", "Download Mode      :2",
		"Download Username  :fleet", "Download Password  :x9secret", "Download CommonConf:0", "Check FailTimes    :5",
		"PNP Enable         :0", "FDPS Enable        :0", "Auto Server Digest :1", "<TR069 CONFIG MODULE>", "Enable TR069       :0")),
	cfgfile.XMLLegacy: `<VOIP_CONFIG_FILE><version>2.0002</version><GLOBAL_CONFIG_MODULE><WAN_Mode>PPPOE</WAN_Mode></GLOBAL_CONFIG_MODULE><AUTOUPDATE_CONFIG_MODULE>
		<Download_Server_IP>192.0.2.1</Download_Server_IP><Config_File_Name>x/$mac.cfg</Config_File_Name><Download_Protocol>5</Download_Protocol><Download_Mode>2</Download_Mode>
		<Download_Username>fleet</Download_Username><Download_Password>x9secret</Download_Password><Download_CommonConf>0</Download_CommonConf><Check_FailTimes>5</Check_FailTimes>
		<PNP_Enable>0</PNP_Enable><FDPS_Enable>0</FDPS_Enable><Auto_Server_Digest>1</Auto_Server_Digest></AUTOUPDATE_CONFIG_MODULE>
		<TR069_CONFIG_MODULE><Enable_TR069>0</Enable_TR069></TR069_CONFIG_MODULE></VOIP_CONFIG_FILE>`,
	cfgfile.TextModern: string(text("2.0002", "<NET CONFIG MODULE>", "Enable DHCP        :0", "<AUTOUPDATE CONFIG MODULE>",
		"Flash Server IP    :192.0.2.1", "Flash File Name    :x/$mac.cfg", "Flash Protocol     :5", "Flash Mode         :2",
		"Default Username   :fleet", "Default Password   :x9secret", "Download CommonConf:0", "Check FailTimes    :5",
		"--Sip Pnp List--   :", "PNP Enable         :0", "<MAINTENANCE CONFIG MODULE>", "Auto Server Digest :1", "<TR069 CONFIG MODULE>", "Enable TR069       :0")),
	cfgfile.Sysconf: `<sysConf><Version>2.0002</Version><net><EnableDHCP>0</EnableDHCP></net><ap><FlashServerIP>192.0.2.1</FlashServerIP><FlashFileName>x/$mac.cfg</FlashFileName>
		<FlashProtocol>5</FlashProtocol><FlashMode>2</FlashMode><DefaultUsername>fleet</DefaultUsername><DefaultPassword>x9secret</DefaultPassword>
		<DownloadCommonConf>0</DownloadCommonConf><CheckFailTimes>5</CheckFailTimes><pnp><PNPEnable>0</PNPEnable></pnp></ap>
		<ota><FDPSEnable>0</FDPSEnable></ota><mt><AutoServerDigest>1</AutoServerDigest></mt><tr069><EnableTR069>0</EnableTR069></tr069></sysConf>`,
	cfgfile.Dotted: "#<Voip Config File>#\nVersion = 2.0002\nap.FlashServerIP = 192.0.2.1\nap.FlashFileName = x/$mac.cfg\nap.FlashProtocol = 5\nap.FlashMode = 2\n" +
		"ap.DefaultUsername = fleet\nap.DefaultPassword = x9secret\nap.DownloadCommonConf = 0\nap.pnp.Enabled = 0\nnet.dhcp.Enabled = 0\n",
}

// TestRunReadsSettings reads a phone's own settings in each dialect.
func TestRunReadsSettings(t *testing.T) {
	for dialect, data := range savedIn {
		file, err := cfgfile.Parse([]byte(data))
		if err != nil || file.Dialect() != dialect {
			t.Fatalf("%s: read as %v: %v", dialect, file.Dialect(), err)
		}
		phone := testPhone(t)
		phone.Run(file)
		s := phone.Saved
		off, tries, digests := []Method{ByDHCP, ByFDPS, ByPnP, ByTR069}, 5, true
		switch dialect {
		case cfgfile.TextModern: // which has no name for FDPS
			off = []Method{ByDHCP, ByPnP, ByTR069}
		case cfgfile.Dotted: // which has few names
			off, tries, digests = []Method{ByDHCP, ByPnP}, 0, false
		}
		if got := slices.Sorted(maps.Keys(s.Off)); !slices.Equal(got, off) {
			t.Errorf("%s: %v are off, want %v", dialect, got, off)
		}
		if s.Static != "https://192.0.2.1/x/$mac.cfg" || s.Mode != AtInterval {
			t.Errorf("%s: static server %s, mode %s", dialect, s.Static, s.Mode)
		}
		if s.Login != (Login{"fleet", "x9secret"}) || s.Tries != tries || !s.NoGeneral || s.DigestMode != digests {
			t.Errorf("%s: %+v", dialect, s)
		}
		if shown := fmt.Sprintf("%v %+v %#v %s", s, *phone, s, s.Login); strings.Contains(shown, "x9secret") {
			t.Errorf("%s: the password shows in %s", dialect, shown)
		}
	}
}

// TestRunVersions keeps the content of a file whose version stays.
func TestRunVersions(t *testing.T) {
	for _, c := range []struct {
		version, generalVersion string
		device, general         bool // their content is still known
	}{
		{"", "", true, true}, {"2.0002", "", true, true}, {"2.0003", "", false, false},
		{"", "2.0002", true, true}, {"", "2.0001", true, false}, {"2.0003", "2.0002", false, true},
	} {
		phone := testPhone(t)
		runs(device("2.0002"))(phone)
		phone.RunVersions(c.version, c.generalVersion)
		if phone.Device.Content != "" != c.device || phone.General.Content != "" != c.general {
			t.Errorf("%q and %q: %+v", c.version, c.generalVersion, phone)
		}
	}
}

// TestStaticURL puts together what phones have saved of their static server.
func TestStaticURL(t *testing.T) {
	for _, c := range []struct{ server, file, want string }{
		{"http://h", "", "http://h"},
		{"http://h", "$mac.cfg", "http://h/$mac.cfg"},
		{"tftp://h/dir", "", "tftp://h/dir/"},
		{"https://pbx.example.com/app/provision", "", "https://pbx.example.com/app/provision/"},
		{"http://192.168.100.206:3000/x/scan.cfg", "", "http://192.168.100.206:3000/x/scan.cfg"},
		{"http://h/$mac", "", "http://h/$mac"},
		{"http://h/p.php?mac=$mac", "", "http://h/p.php?mac=$mac"},
		{"http://h/dir?token=T", "$mac.cfg", "http://h/dir/$mac.cfg?token=T"},
		{"http://h?token=T", "$mac.cfg?x=1", "http://h/$mac.cfg?token=T&x=1"},
		{"http://h/dir/", "x.cfg?x=1", "http://h/dir/x.cfg?x=1"},
		{"http://h/dir/$mac.cfg", "$mac.cfg", "http://h/dir/$mac.cfg"},
		{"http://h/a$mac.cfg", "$mac.cfg", "http://h/a$mac.cfg/$mac.cfg"},
		{"http://h/X6/$mac.cfg?t=1", "X6/$mac.cfg", "http://h/X6/$mac.cfg?t=1"},
		{"http://u:p?w@h", "$mac.cfg", "http://u:p?w@h/$mac.cfg"},
	} {
		if got := staticURL(c.server, c.file); got != c.want {
			t.Errorf("%s and %q: %s, want %s", c.server, c.file, got, c.want)
		}
	}
}

// TestParsePriority reads orders of sources, and says what is wrong with others.
func TestParsePriority(t *testing.T) {
	for list, want := range map[string][]Method{
		"mdns,fdps,dhcp,tr069,pnp,static":     Methods(),
		"MDNS, FDPS, DHCP, TR069, SIP, Flash": Methods(),
		"static":                              {ByStatic},
		"pnp,dhcp":                            {ByPnP, ByDHCP},
	} {
		if got, err := ParsePriority(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", list, got, err)
		}
	}
	for list, want := range map[string]string{
		"dhcp,pnp,dhcp": "dhcp stands there twice: name each source once",
		"pnp,sip":       "pnp stands there twice: name each source once",
		"dhcp,ftp":      `"ftp" is no source: name mdns, fdps, dhcp, tr069, pnp and static, as many as needed, with commas between them`,
		"":              `"" is no source: name mdns, fdps, dhcp, tr069, pnp and static, as many as needed, with commas between them`,
		"dhcp,":         `"" is no source: name mdns, fdps, dhcp, tr069, pnp and static, as many as needed, with commas between them`,
	} {
		if got, err := ParsePriority(list); err == nil || err.Error() != want {
			t.Errorf("%s: %v, %v; want %s", list, got, err, want)
		}
	}
}

// TestRulesOfWalk has the outcome by each rule in JSON, and none where what runs is not
// known.
func TestRulesOfWalk(t *testing.T) {
	for _, c := range []struct {
		about  string
		change change
		data   []byte
		want   string
	}{
		{"the content differs", runs(device("2.0002")), append(device("2.0002"), ' '), "version unchanged, description applied, digest applied"},
		{"the version is higher", runs(device("2.0002")), device("2.0003"), "version applied, description applied, digest applied"},
		{"a version that is lower is another content", runsVersion("2.0002"), device("2.0001"), "version unchanged, description applied, digest applied"},
		{"the content is not known", runsVersion("2.0002"), device("2.0002"), "version unchanged, description , digest "},
		{"nothing can be used", runsVersion("2.0002"), []byte("<html>"), "version rejected, description rejected, digest rejected"},
	} {
		phone := testPhone(t)
		c.change(phone)
		var rules []string
		for _, r := range NewSimulator(onlyDevice(c.data)).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}}).Report().Rules {
			rules = append(rules, string(r.Rule)+" "+string(r.Outcome))
		}
		if got := strings.Join(rules, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

// TestRulesOfBothFiles has the general file applied by each rule, and nobody knows of the
// device file by two of them.
func TestRulesOfBothFiles(t *testing.T) {
	phone := testPhone(t)
	runsVersion("2.0002")(phone)
	walk := NewSimulator(both(general("2.0003"), device("2.0002"))).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	for _, r := range walk.Rules {
		if r.Outcome != Applied {
			t.Errorf("%+v", walk.Rules)
		}
	}
}

// TestNoRuleKnown has a version that is none on both sides: whether another rule has it end
// otherwise is not known.
func TestNoRuleKnown(t *testing.T) {
	phone := testPhone(t)
	runsVersion("latest")(phone)
	phone.Rule = RuleDescription
	walk := NewSimulator(onlyDevice(device("latest"))).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	if walk.Outcome != Applied || hasReason(walk, reasonRulesDisagree) {
		t.Errorf("%s", walk.AppendText(nil))
	}
}

// TestFusedVersion has another line fused to the version, which is shown without it.
func TestFusedVersion(t *testing.T) {
	phone := testPhone(t)
	runs(general(""))(phone)
	walk := NewSimulator(onlyDevice(text("2.0003Password:quokka77", "<MM CONFIG MODULE>", "Codec Set          :1"))).Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}})
	if got := string(walk.AppendText(nil)); strings.Contains(got, "quokka77") || !hasReason(walk, reasonFirstVersion) {
		t.Error(got)
	}
}

// TestUnknownMode has a mode that the description does not have, and the order that it has.
func TestUnknownMode(t *testing.T) {
	phone := testPhone(t)
	runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Flash Mode         :7", "AP Config Priority :0"))(phone)
	if s := phone.Saved; s.Mode != "" || s.orderUnknown {
		t.Errorf("%+v", s)
	}
}

// TestGenerationOfOtherFile has a file that shows no generation: it is of that of the other.
func TestGenerationOfOtherFile(t *testing.T) {
	shared := text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :0")
	for _, files := range []served{both(shared, device("2.0003")), both(general("2.0003"), shared)} {
		walk := NewSimulator(files).Boot(t.Context(), testPhone(t), []Source{{ByDHCP, deviceURL}})
		if walk.Outcome != Applied || hasReason(walk, reasonTwoGenerations) || !hasReason(walk, reasonMerged) {
			t.Errorf("%s", walk.AppendText(nil))
		}
	}
}
