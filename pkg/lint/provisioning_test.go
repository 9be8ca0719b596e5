package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestFileName(t *testing.T) {
	var cases []ruleCase
	for _, near := range []string{"00-15-65-11-3A-F8.cfg", "001565113AF8.cfg", "conf/00:15:65:11:3a:f8.xml", "F0V00x600000.cfg", "f0x4hw1.100.cfg", "dir\\0015.6511.3AF8.txt"} {
		for _, content := range []string{legacy(), sysconf(), dotted(), "<html></html>", ""} {
			cases = append(cases, ruleCase{name: near, file: near, src: content, at: []string{"1:1"}})
		}
	}
	for _, fine := range []string{"001565113af8.cfg", "conf/001565113af8.xml", "F0V00X600000.cfg", "f0X4hw1.100.cfg", "office.cfg", "$mac.cfg", "-", "a b.txt"} {
		cases = append(cases, ruleCase{name: fine, file: fine, src: legacy()})
	}
	checkRule(t, "FV401", Options{}, cases)
}

func TestFileNameSuggestion(t *testing.T) {
	findings := mustNew(t, Options{Only: []string{"FV401"}}).Lint("conf/00-15-65-11-3A-F8.cfg", []byte(legacy()))
	if len(findings) != 1 || findings[0].Suggestion != "001565113af8.cfg" {
		t.Errorf("%+v", findings)
	}
}

func TestModelMismatch(t *testing.T) {
	x6, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	class := func(value string) string { return legacy("<GLOBAL CONFIG MODULE>", "Vendor Class ID    :"+value) }
	checkRule(t, "FV402", Options{Model: &x6}, []ruleCase{
		{name: "another's general file", file: "F0V00X700000.cfg", src: legacy(), at: []string{"1:1"}},
		{name: "another's general file as XML", file: "a/F0V00X700000.xml", src: sysconf(), at: []string{"1:1"}},
		{name: "another's vendor class", src: class("F0V00X700000"), at: []string{"3:21"}},
		{name: "another's vendor class in other letters", src: class("f0v00x700000"), at: []string{"3:21"}},
		{name: "another's in sysconf", src: sysconf("<net>", "<VendorClassID>F0V00X700000</VendorClassID></net>"), at: []string{"4:16"}},
		{name: "another's in xml-legacy", src: xmlLegacy("<M>", "<Vendor_Class_ID>F0V00X700000</Vendor_Class_ID></M>"), at: []string{"4:18"}},
		{name: "another's in dotted", src: dotted("net.VendorClassID = F0V00X700000"), at: []string{"3:21"}},
		{name: "its own", file: "F0V00X600000.cfg", src: class("F0V00X600000")},
		{name: "its own class in other letters", src: class("f0v00x600000")},
		{name: "a device file", file: "001565113af8.cfg", src: legacy()},
		{name: "no class", src: class("")},
		{name: "a class of one's own", src: class("office")},
	})
	if findings := mustNew(t, Options{}).Lint("F0V00X700000.cfg", []byte(modern("<NET CONFIG MODULE>", "Vendor Class ID    :F0V00X600000"))); len(findings) != 0 {
		t.Errorf("without a model: %+v", findings)
	}
}

// TestModelMismatchOfDialects has the model given, or else the general file's name tell it.
func TestModelMismatchOfDialects(t *testing.T) {
	newText := modern("<DSSKEY CONFIG MODULE>", "FuncKey Page Num   :1")
	oldText := legacy("<PHONE CONFIG MODULE>", "Menu Password      :1")
	either := legacy("<SIP CONFIG MODULE>", "SIP  Port          :5060")
	for _, c := range []struct {
		model, file, src string
		want             string // the severity and a part of the message
	}{
		{"X4U", "office.cfg", oldText, "warning: nobody is known to serve text-legacy"},
		{"X4U", "office.cfg", xmlLegacy("<M></M>"), "warning: nobody is known to serve xml-legacy"},
		{"X4U", "office.cfg", dotted("sip.SIPPort = 5060"), "warning: nobody is known to serve dotted"},
		{"X4U", "office.cfg", newText, ""},
		{"X4U", "office.cfg", sysconf("<sip></sip>"), ""},
		{"X4U", "office.cfg", either, ""},
		{"H5", "office.cfg", newText, "warning: nobody is known to serve text-modern"},
		{"X6", "office.cfg", xmlLegacy("<M></M>"), ""},
		{"C600", "office.cfg", oldText, ""},
		{"V64", "office.cfg", sysconf("<sip></sip>"), "warning: the V64 is reported to ignore sysconf from firmware 2.12 on"},
		{"X3U", "office.cfg", xmlLegacy("<M></M>"), "warning: the X3U is reported to ignore xml-legacy from firmware 2.12 on"},
		{"X7", "F0V0X4U00000.cfg", oldText, "error: by its name this is the general file of the X4U"},
		{"", "F0V0X4U00000.cfg", oldText, "warning: nobody is known to serve text-legacy"},
		{"", "F0V0X4U00000.xml", xmlLegacy("<M></M>"), "warning: nobody is known to serve xml-legacy"},
		{"", "F0V0X4U00000.cfg", newText, ""},
		{"", "F0V0V6400000.cfg", sysconf("<sip></sip>"), ""},
		{"", "F0V0X4U00000.cfg", modern("<DSSKEY CONFIG MODULE>", "Vendor Class ID    :F0V00X700000"), ""},
		{"", "office.cfg", oldText, ""},
		{"", "0c383e1a2b3c.cfg", oldText, ""},
	} {
		options := Options{Only: []string{"FV402"}}
		if c.model != "" {
			model, err := naming.LookupModel(c.model)
			if err != nil {
				t.Fatal(err)
			}
			options.Model = &model
		}
		var got []string
		for _, f := range mustNew(t, options).Lint(c.file, []byte(c.src)) {
			got = append(got, f.Severity.String()+": "+f.Message)
		}
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("%s, %s: %q, want %q", c.model, c.file, got, c.want)
		}
	}
}

// TestModelMismatchOfInferredNames is about models whose files may be those of others.
func TestModelMismatchOfInferredNames(t *testing.T) {
	for _, test := range []struct {
		model, file string
		want        []Severity
	}{
		{"X6", "F0VX30100000.cfg", []Severity{Warning}},
		{"X301", "F0V00X600000.cfg", []Severity{Warning}},
		{"X2P", "f0X2hw1.100.cfg", nil}, // the X2's, which it is a variant of
		{"X2", "f0X2hw1.100.cfg", nil},
		{"X4", "f0X2hw1.100.cfg", []Severity{Error}},
		{"X1S", "f0X2hw1.100.cfg", nil}, // nobody knows what it asks for
		{"i10S", "F0Vi10S00000.cfg", nil},
	} {
		model, err := naming.LookupModel(test.model)
		if err != nil {
			t.Fatal(err)
		}
		var got []Severity
		for _, f := range mustNew(t, Options{Only: []string{"FV402"}, Model: &model}).Lint(test.file, []byte(legacy())) {
			got = append(got, f.Severity)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s for the %s: %v, want %v", test.file, test.model, got, test.want)
		}
	}
}

func TestKeySyntax(t *testing.T) {
	key := strings.Repeat("0123456789abcdef", 4)
	module := func(lines ...string) string {
		return legacy(append([]string{"<AUTOUPDATE CONFIG MODULE>"}, lines...)...)
	}
	checkRule(t, "FV406", Options{}, []ruleCase{
		{name: "short", src: module("Config File Key    :1234"), at: []string{"3:21"}},
		{name: "one too many", src: module("Common Cfg File Key:" + key + "0"), at: []string{"3:21"}},
		{name: "not hexadecimal", src: module("Device Cfg File Key:" + key[:63] + "g"), at: []string{"3:21"}},
		{name: "sysconf", src: sysconf("<ap>", "<DeviceCfgFileKey>1</DeviceCfgFileKey>", "<CommonCfgFileKey>2</CommonCfgFileKey></ap>"), at: []string{"4:19", "5:19"}},
		{name: "xml-legacy", src: xmlLegacy("<M>", "<Config_File_Key>1</Config_File_Key></M>"), at: []string{"4:18"}},
		{name: "dotted", src: dotted("ap.DeviceCfgFileKey = 1"), at: []string{"3:23"}},
		{name: "right", src: module("Config File Key    :"+key, "Common Cfg File Key:"+strings.ToUpper(key))},
		{name: "empty", src: module("Config File Key    :")},
		{name: "another key", src: module("Dsskey             :1", "Hot Key            :2")},
	})
}

// updateLegacy returns a text-legacy file with a key of the module of updates on line 3.
func updateLegacy(key, value string) string {
	return legacy("<AUTOUPDATE CONFIG MODULE>", key+padding[:19-len(key)]+":"+value)
}

func TestURLSyntax(t *testing.T) {
	cases := []gradedCase{
		{name: "sysconf", src: sysconf("<ap><AutoImageUrl>http//h/x.z</AutoImageUrl></ap>"), want: []string{"3:23 error ://"}},
		{name: "xml-legacy", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><Auto_Image_Url>http//h/x.z</Auto_Image_Url></AUTOUPDATE_CONFIG_MODULE>"), want: []string{"3:47 error ://"}},
		{name: "an escape before the place", src: sysconf("<ap><AutoImageUrl>http://h/?a=1&amp;b=2#c</AutoImageUrl></ap>"), want: []string{"3:19 error %23"}},
		{name: "an action URL", src: sysconf("<cti><DNDOnUrl>http://h/a b</DNDOnUrl></cti>"), want: []string{"3:26 error %20"}},
		{name: "an action URL without a server", src: sysconf("<cti><DNDOnUrl>http:///a</DNDOnUrl></cti>"), want: []string{"3:23 error"}},
		{name: "an action URL for a program", src: sysconf("<cti><DNDOnUrl>http://h/../a%zz?to=1@pbx#b</DNDOnUrl></cti>")},
		{name: "an action of another protocol", src: sysconf("<cti><DNDOnUrl>sip:1@h</DNDOnUrl></cti>")},
		{name: "a URL for a server", src: sysconf("<ap><FlashServerIP>http://h:x</FlashServerIP></ap>"), want: []string{"3:29 error"}},
		{name: "a bare host for a server", src: sysconf("<ap><FlashServerIP>192.0.2.1</FlashServerIP></ap>")},
		{name: "a template", src: updateLegacy("Auto Image Url", "{{x}}")},
		{name: "another kind", src: updateLegacy("PNP IP", "not a url")},
	}
	for _, wrong := range []struct{ marked, suggestion string }{ // ‸ stands before the place
		{"‸h/x.z", ""}, {"‸htp://h/x.z", "http"}, {"http‸:/h/x.z", "://"}, {"http://‸/x.z", ""}, {"http://‸:80/x.z", ""}, {"http://h:‸port/x.z", ""},
		{"http://h:‸70000/x.z", ""}, {"http://u:p@‸:80/x.z", ""}, {"tftp://123:123‸0192.0.2.1/x.z", "@"}, {`http://h/a.z‸\r\n`, ""}, {"http://h/a‸ b.z", "%20"}, {"‸sftp://h/x.z", ""},
		{`http://h/‸\$mac.z`, "$mac"}, {"http://h/‸../x.z", ""}, {"http://u:p‸/w@h/x.z", "%2F"}, {"http://h/x.z‸#y", "%23"}, {"‸'http://h/x.z'", ""}, {"http://‸0.0.0.0/x.z", ""},
	} {
		value := strings.Replace(wrong.marked, "‸", "", 1)
		place := fmt.Sprintf("3:%d error %s", 21+strings.Index(wrong.marked, "‸"), wrong.suggestion)
		cases = append(cases, gradedCase{name: value, src: updateLegacy("Auto Image Url", value), want: []string{strings.TrimRight(place, " ")}})
	}
	for _, right := range []string{"http://h/x.z", "HTTPS://h:443/x.z", "tftp://h", "ftp://1:1@192.0.2.1:2121/x.z", "http://[2001:db8::1]:80/x.z", "$url", "http://$ip/x.z", "http://h/$model.z", "http://h:/x.z", "http://h/book.php?of=jo@pbx", "http://h/?a=b:c", "http://h/a%20b.z"} {
		cases = append(cases, gradedCase{name: right, src: updateLegacy("Auto Image Url", right)})
	}
	for _, wrong := range []struct{ value, suggestion string }{
		{"htps://a.example.com/x", "https"}, {"http//a.example.com", "://"}, {"http:/a", "://"}, {`http:\\a`, "://"}, {"htp://x", "http"}, {"sftp://a.example.com", ""},
	} {
		at, end := 0, strings.IndexAny(wrong.value, `:/\`)
		if wrong.suggestion == "://" {
			at = end
		}
		if strings.Contains(wrong.value, `\\`) {
			at++
		}
		cases = append(cases,
			gradedCase{name: "a server: " + wrong.value, src: updateLegacy("Download Server IP", wrong.value), want: []string{strings.TrimRight(fmt.Sprintf("3:%d error %s", 21+at, wrong.suggestion), " ")}},
			gradedCase{name: "a server in dotted: " + wrong.value, src: dotted("ap.FlashServerIP = " + wrong.value), want: []string{strings.TrimRight(fmt.Sprintf("3:%d error %s", 20+at, wrong.suggestion), " ")}},
			gradedCase{name: "a server in sysconf: " + wrong.value, src: sysconf("<ap><FlashServerIP>" + wrong.value + "</FlashServerIP></ap>"), want: []string{strings.TrimRight(fmt.Sprintf("3:%d error %s", 20+at, wrong.suggestion), " ")}})
	}
	for _, right := range []string{"a.example.com", "a:8080", "http:8080", "tftp:69", "http", "192.0.2.1:80", "[2001:db8::1]:80", "a.example.com/app/provision", "a/b//c", "http/x", "https://a", "$ip", "{{x}}", "{$p}://a", "htps://{{x}}/"} {
		cases = append(cases, gradedCase{name: "a server: " + right, src: updateLegacy("Download Server IP", right)})
	}
	checkGraded(t, "FV403", cases)
}

func TestURLFileType(t *testing.T) {
	cases := []gradedCase{
		{name: "sysconf", src: sysconf("<ap><AutoPbookUrl>http://h/a.bmp</AutoPbookUrl></ap>"), want: []string{"3:19 warning"}},
		{name: "xml-legacy", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><Auto_Pbook_Url>http://h/a.bmp</Auto_Pbook_Url></AUTOUPDATE_CONFIG_MODULE>"), want: []string{"3:43 warning"}},
		{name: "dotted", src: dotted("ap.AutoPbookUrl = http://h/a.bmp"), want: []string{"3:19 warning"}},
		{name: "a remote phone book", src: sysconf(`<phone><xmlContact index="1"><Addr>http://h/a.bmp</Addr></xmlContact></phone>`), want: []string{"3:36 warning"}},
		{name: "a remote phone book in text", src: modern("<PHONE FEATURE MODULE>", "--Xml PhoneBook--  :", "XML-PBook1 Addr:http://h/a.BMP"), want: []string{"4:17 warning"}},
		{name: "a remote phone book of a name of its own", src: sysconf(`<phone><xmlContact index="1"><Addr>http://h/book.fanvil</Addr></xmlContact></phone>`)},
		{name: "a template", src: updateLegacy("Auto Pbook Url", "http://h/{{x}}/a.bmp")},
		{name: "an action", src: sysconf("<cti><DNDOnUrl>http://h/a.bmp</DNDOnUrl></cti>")},
	}
	for _, wrong := range []struct{ key, value, want string }{
		{"Auto Pbook Url", "http://h/a.bmp", "3:21 warning"},
		{"Auto Image Url", "http://h/a.bin", "3:21 warning"},
		{"Auto Etc Url", "http://h/a.z", "3:21 warning"},
		{"Auto Mmiset Url", "http://h/a.mmiset", "3:21 warning"},
		{"Auto Logo Url", "http://h/logo.bmp", "3:21 error background.bmp"},
		{"Auto Logo Url", "http://h/background", "3:21 error background.bmp"},
		{"Auto DPeer Url", "http://h/dialpeer.txt", "3:21 error dialPeer.csv"},
		{"Auto AList Url", "http://h/list.csv", "3:21 error accessList.csv"},
	} {
		cases = append(cases, gradedCase{name: wrong.key + wrong.value, src: updateLegacy(wrong.key, wrong.value), want: []string{wrong.want}})
	}
	for _, right := range [][2]string{
		{"Auto Pbook Url", "tftp://h/500.VCF"}, {"Auto Pbook Url", "http://h/book.php"}, {"Auto Pbook Url", "http://h/book"}, {"Auto Pbook Url", "http://h/a.bmp?x=1"},
		{"Auto Pbook Url", "http://h.bmp"}, {"Auto Image Url", "ftp://1:1@h:8000/x4.z"}, {"Auto Etc Url", "tftp://h/sips.pem"}, {"Auto Etc Url", "tftp://h/BACKGROUND.bmp"},
		{"Auto Logo Url", "tftp://h/a/background.bmp"}, {"Auto Logo Url", "tftp://h/$mac.bmp"}, {"Auto Logo Url", `http://h/background.bmp\r\n`}, {"Auto Logo Url", `http://h/background.bmp\t \n`}, {"Auto Mmiset Url", "tftp://h/a.z"}, {"Auto DPeer Url", "ftp://h/dialPeer.csv"}, {"Auto AList Url", "ftp://h/accessList.csv"},
	} {
		cases = append(cases, gradedCase{name: right[0] + right[1], src: updateLegacy(right[0], right[1])})
	}
	checkGraded(t, "FV404", cases)
}

func TestAccessListModel(t *testing.T) {
	const url = "ftp://h/accessList.csv"
	text := updateLegacy("Auto AList Url", url)
	xml := xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><Auto_AList_Url>" + url + "</Auto_AList_Url></AUTOUPDATE_CONFIG_MODULE>")
	checkGraded(t, "FV405", []gradedCase{
		{name: "text", model: "X6", src: text, want: []string{"3:1 warning"}},
		{name: "xml-legacy", model: "X6", src: xml, want: []string{"3:28 warning"}},
		{name: "sysconf", model: "X6", src: sysconf("<ap>", "<AutoAListUrl>"+url+"</AutoAListUrl></ap>"), want: []string{"4:2 warning"}},
		{name: "by the file's name", file: "a/F0V00X600000.cfg", src: text, want: []string{"3:1 warning"}},
		{name: "one that takes it", model: "i31S", src: text},
		{name: "another that takes it", model: "i33V", src: text},
		{name: "one that takes it by its name", file: "f0i30hw1.100.cfg", src: text},
		{name: "the model given goes before the name", file: "F0V00X600000.cfg", model: "i30", src: text},
		{name: "nobody knows", src: text},
		{name: "empty", model: "X6", src: updateLegacy("Auto AList Url", "")},
		{name: "a phone book", model: "C600", src: updateLegacy("Auto Pbook Url", "ftp://h/a.csv")},
	})
}

// TestDownloadModel has what else the description keeps from some models: a background and
// mmiset from Android phones (section 2.5), dial rules from all but industry phones (4.4).
func TestDownloadModel(t *testing.T) {
	logo := updateLegacy("Auto Logo Url", "tftp://h/background.bmp")
	mmiset := modern("<AUTOUPDATE CONFIG MODULE>", "Auto Mmiset Url    :tftp://h/a.z")
	rules := updateLegacy("Auto DPeer Url", "ftp://h/dialPeer.csv")
	checkGraded(t, "FV405", []gradedCase{
		{name: "a background for Android", model: "C600", src: logo, want: []string{"3:1 warning"}},
		{name: "by the file's name", file: "f0C06000000.cfg", src: logo, want: []string{"3:1 warning"}},
		{name: "mmiset for Android", model: "F600", src: mmiset, want: []string{"3:1 warning"}},
		{name: "a background for another", model: "X6", src: logo},
		{name: "mmiset for another", model: "X6", src: mmiset},
		{name: "a background, and no model", src: logo},
		{name: "dial rules", model: "X6", src: rules, want: []string{"3:1 info"}},
		{name: "dial rules in sysconf", model: "X6", src: sysconf("<ap>", "<AutoDPeerUrl>ftp://h/dialPeer.csv</AutoDPeerUrl></ap>"), want: []string{"4:2 info"}},
		{name: "dial rules, and no model", src: rules},
		{name: "an access list itself", model: "X6", file: "accessList.csv", src: "Name,ID\r\nBob,1\r\n", want: []string{"1:1 warning"}},
		{name: "for a model that takes it", model: "i31S", file: "accessList.csv", src: "Name,ID\r\nBob,1\r\n"},
		{name: "dial rules themselves", model: "X6", file: "dialPeer.csv", src: "Number,Destination,Port,Mode,Alias,Suffix,Delete Length\r\n", want: []string{"1:1 info"}},
		{name: "a table, and no model", file: "accessList.csv", src: "Name,ID\r\nBob,1\r\n"},
	})
}
