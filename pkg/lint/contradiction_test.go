package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestKeyTypeValue(t *testing.T) {
	key := func(kind, value string) string {
		return sysconf(`<dsskey><internal index="1"><Fkey index="7">`, "<Type>"+kind+"</Type>", "<Value>"+value+"</Value>", "</Fkey></internal></dsskey>")
	}
	text := func(lines ...string) string {
		return modern(append([]string{"<DSSKEY CONFIG MODULE>", "--Dsskey Config1-- :"}, lines...)...)
	}
	cases := []ruleCase{
		{name: "a line with a number", src: key("2", "309@1/bc"), at: []string{"5:8"}},
		{name: "a number with a line", src: key("1", "SIP1"), at: []string{"5:8"}},
		{name: "a number with any line", src: key("1", "AUTO"), at: []string{"5:8"}},
		{name: "text-modern", src: text("Fkey1 Type              :2", "Fkey1 Value             :309@1/bc"), at: []string{"5:26"}},
		{name: "text-legacy", src: legacy("<PHONE CONFIG MODULE>", "--Function Key--   :", "Fkey1 Type         :1", "Fkey1 Value        :SIP2"), at: []string{"5:21"}},
		{name: "text-legacy, soft keys", src: legacy("<PHONE CONFIG MODULE>", "--Soft Dss Key--   :", "SoftFkey12 Type    :1", "SoftFkey12 Value   :SIP2"), at: []string{"5:21"}},
		{name: "xml-legacy", src: xmlLegacy("<PHONE_CONFIG_MODULE><Function_Key><Function_Key_Entry><ID>Fkey1</ID>", "<Type>2</Type>", "<Value>309@-1/i</Value>", "</Function_Key_Entry></Function_Key></PHONE_CONFIG_MODULE>"), at: []string{"5:8"}},
		{name: "the value first", src: text("Fkey1 Value             :309@1/bc", "Fkey1 Title             :x", "Fkey1 Type              :2"), at: []string{"4:26"}},
		{name: "not next to each other", src: text("Fkey1 Type              :2", "Fkey2 Type              :1", "Fkey1 Value             :309@1/bc", "Fkey2 Value             :SIP1"), at: []string{"6:26", "7:26"}},
		{name: "in a value of another place", src: text("Fkey1 Type              :2", "Fkey1 Title             :309@1/bc", "Fkey2 Value             :309@1/bc")},
		{name: "on another page", src: modern("<DSSKEY CONFIG MODULE>", "--Dsskey Config1-- :", "Fkey1 Type              :2", "--Dsskey Config2-- :", "Fkey1 Value             :309@1/bc")},
		{name: "an entry twice", src: sysconf(`<dsskey><dssSoft index="1"><Type>2</Type><Value>SIP1</Value></dssSoft>`, `<dssSoft index="1"><Type>1</Type><Title>x</Title></dssSoft></dsskey>`)},
		{name: "an entry twice, the first without a value", src: sysconf(`<dsskey><dssSoft index="1"><Type>1</Type></dssSoft>`, `<dssSoft index="1"><Type>2</Type><Value>SIP1</Value></dssSoft></dsskey>`)},
		{name: "the type again", src: text("Fkey1 Type              :2", "Fkey1 Type              :3", "Fkey1 Value             :309@1/bc")},
		{name: "the value again", src: text("Fkey1 Type              :2", "Fkey1 Value             :SIP1", "Fkey1 Value             :309@1/bc")},
		{name: "a list that has other types", src: sysconf(`<phone><timePlan index="1"><Type>1</Type>`, "<Value>SIP1</Value></timePlan></phone>")},
		{name: "a template's type", src: text("Fkey1 Type              :{{ t }}", "Fkey1 Value             :309@1/bc")},
		{name: "a template's value", src: text("Fkey1 Type              :2", "Fkey1 Value             :{{ n }}@1/bc")},
		{name: "a template's branches", src: text("{% if line %}", "Fkey1 Type              :2", "{% else %}", "Fkey1 Type              :1", "{% endif %}", "Fkey1 Value             :SIP1")},
		{name: "fused to the value", src: text("Fkey1 Type              :2", "Fkey1 Value             :309@1/bcFkey1 Title              :x")},
		{name: "a number that cannot be", src: text("Fkey0 Type              :2", "Fkey0 Value             :309@1/bc")},
	}
	for _, fine := range [][2]string{
		{"2", "SIP1"}, {"2", "SIP12"}, {"2", "AUTO"}, {"2", ""}, {"2", "SIP1@SIP2"}, {"2", "1"}, {"2", "F_MWI"}, {"2", "x@example.com"}, {"2", "309@1"}, {"2", "309@/bc"},
		{"1", "309@1/bc"}, {"1", "@1/2"}, {"1", "202@1/bc*8"}, {"1", "202@1/bc*8@SIP2"}, {"1", "202@1/ba202"}, {"1", "*98@1/m"}, {"1", ""}, {"1", "1"},
		{"1", "309"}, {"1", "F_LDAP@1"}, {"1", "SIP"}, {"1", "SIP0"}, {"1", "SIPGATE"}, {"0", "401@1/1"}, {"0", "SIP1"}, {"3", "F_MWI"}, {"4", "SIP1"},
		{"21", "http://192.0.2.1/x"}, {"", "SIP1"}, {"x", "SIP1"}, {"12", "309@1/bc"},
	} {
		cases = append(cases, ruleCase{name: fine[0] + " " + fine[1], src: key(fine[0], fine[1])})
	}
	checkRule(t, "FV701", Options{}, cases)
}

func TestProtocolScheme(t *testing.T) {
	ap := func(server, protocol string) string {
		return sysconf("<ap><FlashServerIP>"+server+"</FlashServerIP>", "<FlashProtocol>"+protocol+"</FlashProtocol></ap>")
	}
	cases := []ruleCase{
		{name: "TFTP and https", src: ap("https://pbx.example.com/p", "2"), at: []string{"4:16"}},
		{name: "HTTPS and http", src: ap("http://pbx.example.com/p", "5"), at: []string{"4:16"}},
		{name: "upper case", src: ap("HTTPS://pbx.example.com/p", "4"), at: []string{"4:16"}},
		{name: "the protocol first", src: sysconf("<ap><FlashProtocol>2</FlashProtocol>", "<FlashServerIP>https://h/</FlashServerIP></ap>"), at: []string{"3:20"}},
		{name: "text-modern", src: modern("<AUTOUPDATE CONFIG MODULE>", "Flash Server IP    :ftp://h/", "Flash Protocol     :1", "Flash Mode         :1"), at: nil},
		{name: "text-modern, wrong", src: modern("<AUTOUPDATE CONFIG MODULE>", "Flash Server IP    :ftp://h/", "Flash Protocol     :4"), at: []string{"4:21"}},
		{name: "text-legacy", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Download Server IP :tftp://h/", "Download Protocol  :4"), at: []string{"4:21"}},
		{name: "xml-legacy", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><Download_Server_IP>http://h/</Download_Server_IP>", "<Download_Protocol>2</Download_Protocol></AUTOUPDATE_CONFIG_MODULE>"), at: []string{"4:20"}},
		{name: "dotted", src: dotted("ap.FlashServerIP = http://h/", "ap.FlashProtocol = 2"), at: []string{"4:20"}},
		{name: "keys of another generation", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Flash Server IP    :https://h/", "Flash Protocol     :2"), at: []string{"4:21"}},
		{name: "in another module", src: sysconf("<ap><FlashServerIP>https://h/</FlashServerIP></ap>", "<net><FlashProtocol>2</FlashProtocol></net>")},
		{name: "no server", src: sysconf("<ap><FlashProtocol>2</FlashProtocol></ap>")},
		{name: "no protocol", src: sysconf("<ap><FlashServerIP>https://h/</FlashServerIP></ap>")},
		{name: "two protocols", src: sysconf("<ap><FlashServerIP>https://h/</FlashServerIP><FlashProtocol>2</FlashProtocol><FlashProtocol>5</FlashProtocol></ap>")},
		{name: "a template", src: ap("{{ scheme }}://h/", "2")},
		{name: "a template's protocol", src: ap("https://h/", "{{ p }}")},
		{name: "a template's condition", src: sysconf("<ap><FlashServerIP>https://h/</FlashServerIP>", "{if $x}<FlashProtocol>2</FlashProtocol>{/if}</ap>")},
		{name: "a template's branches", src: sysconf("<ap><FlashProtocol>2</FlashProtocol>", "{% if x %}", "<FlashServerIP>https://h/</FlashServerIP>", "{% else %}", "<FlashServerIP>h</FlashServerIP></ap>")},
	}
	for _, fine := range [][2]string{{"pbx.example.com/p", "5"}, {"https://h/", "5"}, {"http://h/", "4"}, {"tftp://h/", "2"}, {"https://h/", "3"}, {"https://h/", ""}, {"", "2"}, {"0.0.0.0", "2"}, {"x://h", "2"}, {"https://h/", "https"}} {
		cases = append(cases, ruleCase{name: fine[0] + " " + fine[1], src: ap(fine[0], fine[1])})
	}
	checkRule(t, "FV702", Options{}, cases)
}

func TestPageCount(t *testing.T) {
	page := func(list, index string) string {
		return fmt.Sprintf(`<%s index="%s"><Fkey index="1"><Type>0</Type></Fkey></%s>`, list, index, list)
	}
	count := func(n string) string { return "<FuncKeyPageNum>" + n + "</FuncKeyPageNum>" }
	checkRule(t, "FV703", Options{}, []ruleCase{
		{name: "a page too many", src: sysconf("<dsskey>", count("1"), page("internal", "1"), page("internal", "2"), "</dsskey>"), at: []string{"6:38"}},
		{name: "the number behind", src: sysconf("<dsskey>", page("internal", "1"), page("internal", "2"), count("1"), "</dsskey>"), at: []string{"5:38"}},
		{name: "two pages too many", src: sysconf("<dsskey>", count("2"), page("internal", "2"), page("internal", "3"), page("internal", "4"), "</dsskey>"), at: []string{"6:38"}},
		{name: "beside the display", src: sysconf("<dsskey>", "<SideKeyPageNum>1</SideKeyPageNum>"+count("5"), page("dssSide", "2"), page("internal", "2"), "</dsskey>"), at: []string{"5:37"}},
		{name: "text-modern", src: modern("<DSSKEY CONFIG MODULE>", "FuncKey Page Num   :1", "SideKey Page Num   :5", "--Sidekey Config2--:", "Fkey1 Type              :0", "--Dsskey Config1-- :", "Fkey1 Type              :0", "--Dsskey Config2-- :", "Fkey1 Type              :0"), at: []string{"10:1"}},
		{name: "fewer pages", src: sysconf("<dsskey>", count("5"), page("internal", "1"), "</dsskey>")},
		{name: "as many", src: sysconf("<dsskey>", count("2"), page("internal", "1"), page("internal", "2"), "</dsskey>")},
		{name: "as many, the number behind", src: sysconf("<dsskey>", page("internal", "2"), count("2"), "</dsskey>")},
		{name: "keys counted on", src: sysconf("<dsskey>", count("2"), page("internal", "1"), `<internal index="2"><Fkey index="13"><Type>0</Type></Fkey></internal></dsskey>`)},
		{name: "no number", src: sysconf("<dsskey>", page("internal", "2"), "</dsskey>")},
		{name: "none", src: sysconf("<dsskey>", count("0"), page("internal", "2"), "</dsskey>")},
		{name: "two numbers", src: sysconf("<dsskey>", count("1"), count("2"), page("internal", "2"), "</dsskey>")},
		{name: "a template's number", src: sysconf("<dsskey>", count("{{ n }}"), page("internal", "2"), "</dsskey>")},
		{name: "a template's page", src: sysconf("<dsskey>", count("1"), page("internal", "{{ n }}"), "</dsskey>")},
		{name: "an empty page", src: sysconf("<dsskey>", count("1"), `<internal index="2"></internal></dsskey>`)},
	})
}

func TestDSTPair(t *testing.T) {
	date := func(settings ...string) string {
		return sysconf("<phone><date>", strings.Join(settings, "\n"), "</date></phone>")
	}
	checkRule(t, "FV706", Options{}, []ruleCase{
		{name: "no rule", src: date("<EnableDST>2</EnableDST>"), at: []string{"4:12"}},
		{name: "the rule is off", src: date("<EnableDST>2</EnableDST>", "<DSTFixedType>0</DSTFixedType>"), at: []string{"4:12"}},
		{name: "both rules are off", src: date("<DSTRuleMode>0</DSTRuleMode>", "<DSTFixedType>0</DSTFixedType>", "<EnableDST>2</EnableDST>"), at: []string{"6:12"}},
		{name: "text-modern", src: modern("<PHONE FEATURE MODULE>", "--DateTime Config--:", "DST Type           :2", "DST Rule Mode      :0"), at: []string{"4:21"}},
		{name: "text-legacy", src: legacy("<GLOBAL CONFIG MODULE>", "Enable DST         :2"), at: []string{"3:21"}},
		{name: "xml-legacy", src: xmlLegacy("<GLOBAL_CONFIG_MODULE><Enable_DST>2</Enable_DST></GLOBAL_CONFIG_MODULE>"), at: []string{"3:35"}},
		{name: "by week", src: date("<EnableDST>2</EnableDST>", "<DSTFixedType>2</DSTFixedType>")},
		{name: "by week, and off by another name", src: date("<EnableDST>2</EnableDST>", "<DSTFixedType>2</DSTFixedType>", "<DSTRuleMode>0</DSTRuleMode>")},
		{name: "text-legacy, by week", src: legacy("<GLOBAL CONFIG MODULE>", "Enable DST         :2", "DST Fixed Type     :2")},
		{name: "automatic", src: date("<EnableDST>1</EnableDST>", "<DSTFixedType>0</DSTFixedType>")},
		{name: "automatic, with a rule", src: date("<EnableDST>1</EnableDST>", "<DSTFixedType>2</DSTFixedType>")},
		{name: "off", src: date("<EnableDST>0</EnableDST>")},
		{name: "two modes that differ", src: date("<EnableDST>2</EnableDST>", "<DSTType>1</DSTType>")},
		{name: "a template's rule", src: date("<EnableDST>2</EnableDST>", "<DSTFixedType>{{ t }}</DSTFixedType>")},
		{name: "a template's branches", src: date("<EnableDST>2</EnableDST>", "<EnableDST>0</EnableDST>")},
		{name: "a file that was not read to its end", src: "<sysConf><phone><date><EnableDST>2</EnableDST><a></date></phone></sysConf>"},
	})
}

func TestWifiOff(t *testing.T) {
	wifi := func(more ...string) string {
		return sysconf("<net>", strings.Join(more, ""), "<wifi><WIFIEnable>0</WIFIEnable></wifi></net>")
	}
	at, none := []string{"5:19 warning"}, []string(nil)
	checkGraded(t, "FV707", []gradedCase{
		{name: "the model", model: "W611W", src: wifi(), want: at},
		{name: "the general file", file: "F0V610W00000.cfg", src: wifi(), want: at},
		{name: "the vendor class", src: wifi("<VendorClassID>F0V611W00000</VendorClassID>"), want: at},
		{name: "the vendor class, in words", src: wifi("<VendorClassID>Fanvil W611W</VendorClassID>"), want: at},
		{name: "the class of its Wi-Fi", src: sysconf("<net>", "", "<wifi><WIFIEnable>0</WIFIEnable><VendorClassID>Fanvil W611W</VendorClassID></wifi></net>"), want: at},
		{name: "text-modern", model: "W610W", src: modern("<NET CONFIG MODULE>", "--WIFI Config--    :", "WIFI Enable        :0"), want: []string{"4:21 warning"}},
		{name: "on", model: "W611W", src: sysconf("<net><wifi><WIFIEnable>1</WIFIEnable></wifi></net>"), want: none},
		{name: "empty", model: "W611W", src: sysconf("<net><wifi><WIFIEnable></WIFIEnable></wifi></net>"), want: none},
		{name: "another model", model: "X6U", src: wifi(), want: none},
		{name: "another model, whatever the class", model: "X6U", src: wifi("<VendorClassID>F0V611W00000</VendorClassID>"), want: none},
		{name: "another general file, whatever the class", file: "F0V00X600000.cfg", src: wifi("<VendorClassID>Fanvil W611W</VendorClassID>"), want: none},
		{name: "a device file", file: "0c383e000001.cfg", src: wifi("<VendorClassID>Fanvil W611W</VendorClassID>"), want: at},
		{name: "another class", src: wifi("<VendorClassID>F0V0H6W00000</VendorClassID>"), want: none},
		{name: "nothing said", src: wifi(), want: none},
		{name: "the sharing of Wi-Fi", model: "W611W", src: sysconf("<net><wifisharing><Enable>0</Enable></wifisharing></net>"), want: none},
		{name: "a template", model: "W611W", src: sysconf("<net><wifi><WIFIEnable>0{# x #}</WIFIEnable></wifi></net>"), want: none},
	})
}

func TestInterval(t *testing.T) {
	flash := func(value string) string { return sysconf("<ap><FlashInterval>" + value + "</FlashInterval></ap>") }
	cases := []ruleCase{
		{name: "text-modern", src: modern("<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :1.5"), at: []string{"3:21"}},
		{name: "text-modern, in a list", src: modern("<AUTOUPDATE CONFIG MODULE>", "--Sip Pnp List--   :", "PNP Interval       :24h")}, // FV305, which knows the range,
		{name: "text-legacy", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Download Interval  :-1"), at: []string{"3:21"}},
		{name: "xml-legacy", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><FlashInterval>24h</FlashInterval></AUTOUPDATE_CONFIG_MODULE>"), at: []string{"3:42"}},
		{name: "xml-legacy, with a range", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><UPDATE_PB_INTERVAL>5min</UPDATE_PB_INTERVAL></AUTOUPDATE_CONFIG_MODULE>")}, // FV305
		{name: "dotted", src: dotted("ap.FlashInterval = 0.5"), at: []string{"3:20"}},
		{name: "firmware", src: sysconf("<fwCheck><AutoUpgradeInterval>24 h</AutoUpgradeInterval></fwCheck>"), at: []string{"3:31"}},
		{name: "a flag with interval in its name", src: sysconf("<vqm><IntervalReport>1.5</IntervalReport></vqm>")},
		{name: "another integer", src: sysconf("<net><MTU>1.5</MTU></net>")},
		{name: "a key that is not known here", src: sysconf("<net><FlashInterval>1.5</FlashInterval></net>")},
		{name: "fused", src: modern("<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :1Flash Mode         :1")},
	}
	for _, wrong := range []string{"1.5", "-1", "24h", "1 h", "0x10", "1e3", "24:00"} {
		cases = append(cases, ruleCase{name: wrong, src: flash(wrong), at: []string{"3:20"}})
	}
	for _, fine := range []string{"", "0", "1", "24", "720", "3600", "024", "24 ", "$interval", "{{ hours }}", "daily", "true", "24#"} {
		cases = append(cases, ruleCase{name: "fine " + fine, src: flash(fine)})
	}
	checkRule(t, "FV708", Options{}, cases)
}

// TestIntervalIsOneFinding checks that a value which is no number at all is said once.
func TestIntervalIsOneFinding(t *testing.T) {
	for value, want := range map[string]string{"daily": "FV305", "1.5": "FV708", "-1": "FV708", "true": "FV305", "1.2.3": "FV305"} {
		findings := mustNew(t, Options{}).Lint("office.cfg", []byte(sysconf("<ap><FlashInterval>"+value+"</FlashInterval></ap>")))
		if len(findings) != 1 || findings[0].Rule.ID != want || strings.Contains(findings[0].Message, value) {
			t.Errorf("%s: %+v", value, findings)
		}
	}
}

// modelOptions are those of a model that is given.
func modelOptions(t *testing.T, name string) Options {
	t.Helper()
	model, err := naming.LookupModel(name)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Model: &model}
}

// repeat writes lines for the numbers from first to last, which %[1]d stands for.
func repeat(format string, first, last int) []string {
	var lines []string
	for i := first; i <= last; i++ {
		lines = append(lines, strings.Split(fmt.Sprintf(format, i), "\n")...)
	}
	return lines
}

func TestModelLines(t *testing.T) {
	module := []string{"<SIP CONFIG MODULE>", "--SIP Line List--  :"}
	text := func(lines ...string) string { return modern(append(module, lines...)...) }
	used, empty := "SIP%[1]d Phone Number       :20%[1]d\nSIP%[1]d Enable Reg         :1", "SIP%[1]d Phone Number       :\nSIP%[1]d Register Addr      :\nSIP%[1]d Enable Reg         :0"
	checkRule(t, "FV704", modelOptions(t, "X4U"), []ruleCase{
		{name: "one too many", src: text("SIP13 Phone Number      :213"), at: []string{"4:1"}},
		{name: "two too many, one finding", src: text(repeat(used, 1, 14)...), at: []string{"28:1"}},
		{name: "it registers", src: text("SIP13 Enable Reg        :1"), at: []string{"4:1"}},
		{name: "it has a server", src: text("SIP20 Register Addr     :192.0.2.1"), at: []string{"4:1"}},
		{name: "text-legacy", src: legacy(append(module, "SIP13 Register User:213")...), at: []string{"4:1"}},
		{name: "xml-legacy", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List>", "<SIP_Line_List_Entry><ID>SIP13</ID><Register_User>213</Register_User></SIP_Line_List_Entry>", "</SIP_Line_List></SIP_CONFIG_MODULE>"), at: []string{"4:37"}},
		{name: "sysconf", src: sysconf("<sip>", `<line index="13"><EnableReg>1</EnableReg></line>`, "</sip>"), at: []string{"4:19"}},
		{name: "dotted", src: dotted("sip.line.13.RegUser = 213"), at: []string{"3:13"}},
		{name: "as many as there are", src: text(repeat(used, 1, 12)...)},
		{name: "no entry", src: sysconf("<sip><line><EnableReg>1</EnableReg></line>", strings.Repeat(`<line index="1"><EnableReg>1</EnableReg></line>`, 13)+"</sip>")},
		{name: "an export lists more, empty", src: text(append(repeat(used, 1, 12), repeat(empty, 13, 20)...)...)},
		{name: "another list", src: modern("<SIP Hotspot MODULE>", "--Line Conf List-- :", "HS13 Phone Number       :1")},
		{name: "another key", src: text("SIP13 Register Port     :5060")},
		{name: "a template", src: text("SIP13 Phone Number      :{{ line13 }}")},
	})
	for model, last := range map[string]int{"H5": 2, "i30": 2, "X3SG": 4, "X6": 6, "X5U": 16, "X7": 20} {
		linter := mustNew(t, Options{Only: []string{"FV704"}, Model: modelOptions(t, model).Model})
		if f := linter.Lint("office.cfg", []byte(text(repeat(used, 1, last)...))); len(f) > 0 {
			t.Errorf("%s with %d lines: %+v", model, last, f)
		}
		f := linter.Lint("office.cfg", []byte(text(repeat(used, 1, last+1)...)))
		if len(f) != 1 || !strings.Contains(f[0].Message, fmt.Sprintf("line %d is used, and the %s has %d lines at most (", last+1, model, last)) {
			t.Errorf("%s with %d lines: %+v", model, last+1, f)
		}
	}
}

func TestModelKeys(t *testing.T) {
	used, unused := "Fkey%[1]d Type              :1\nFkey%[1]d Value             :20%[1]d@1/bc", "Fkey%[1]d Type              :0\nFkey%[1]d Value             :"
	page := func(name string, lines ...string) []string { return append([]string{"--" + name + "--  :"}, lines...) }
	text := func(pages ...[]string) string {
		lines := []string{"<DSSKEY CONFIG MODULE>"}
		for _, p := range pages {
			lines = append(lines, p...)
		}
		return modern(lines...)
	}
	key := `<Fkey index="%[1]d"><Type>1</Type></Fkey>`
	conf := func(first, second int) string {
		lines := append([]string{"<dsskey>", `<internal index="1">`}, repeat(key, 1, first)...)
		lines = append(append(lines, "</internal>", `<dssSide index="1">`), repeat(key, 1, second)...)
		return sysconf(append(lines, "</dssSide>", "</dsskey>")...)
	}
	checkRule(t, "FV705", modelOptions(t, "X4U"), []ruleCase{
		{name: "one too many", src: text(page("Dsskey Config1", repeat(used, 1, 34)...)), at: []string{"70:1"}},
		{name: "on three pages", src: text(page("Sidekey Config1", repeat(used, 1, 4)...), page("Dsskey Config1", repeat(used, 1, 20)...), page("Dsskey Config2", repeat(used, 1, 20)...)), at: []string{"72:1"}},
		{name: "sysconf", src: conf(30, 4), at: []string{"40:18"}},
		{name: "as many as there are", src: text(page("Sidekey Config1", repeat(used, 1, 3)...), page("Dsskey Config1", repeat(used, 1, 30)...))},
		{name: "as many in sysconf", src: conf(30, 3)},
		{name: "more that do nothing", src: text(page("Dsskey Config1", repeat(used, 1, 30)...), page("Dsskey Config2", repeat(unused, 1, 30)...))},
		{name: "soft keys and expansion modules", src: text(page("SoftDss Config", repeat(used, 1, 40)...), page("Extern Console1", repeat("exKey%[1]d Type             :1", 1, 40)...))},
		{name: "one key twice", src: text(page("Dsskey Config1", append(repeat(used, 1, 33), repeat(used, 1, 33)...)...))},
	})
	function := func(count int) string {
		return legacy(append([]string{"<PHONE CONFIG MODULE>", "--Function Key--   :"}, repeat("Fkey%-2[1]d Type        :1", 1, count)...)...)
	}
	checkRule(t, "FV705", modelOptions(t, "H5"), []ruleCase{
		{name: "an export's function keys", src: function(15)},
		{name: "one more", src: function(16), at: []string{"19:1"}},
	})
	for _, f := range mustNew(t, Options{Only: []string{"FV705"}, Model: modelOptions(t, "C600").Model}).Lint("a.cfg", []byte(text(page("Dsskey Config1", repeat(used, 1, 200)...)))) {
		t.Errorf("a model of which nothing is known: %+v", f)
	}
}

// TestModelLimitsByName has the general file's name tell the model.
func TestModelLimitsByName(t *testing.T) {
	src := modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP13 Phone Number      :213")
	for name, want := range map[string]int{"F0V0X4U00000.cfg": 1, "F0VX21000000.cfg": 0, "office.cfg": 0, "0c383e1a2b3c.cfg": 0, "-": 0} {
		if got := mustNew(t, Options{Only: []string{"FV704"}}).Lint(name, []byte(src)); len(got) != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
