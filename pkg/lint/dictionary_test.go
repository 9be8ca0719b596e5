package lint

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func TestUnknownModule(t *testing.T) {
	checkGraded(t, "FV301", []gradedCase{
		{name: "a slip in text-legacy", src: legacy("<GLOBL CONFIG MODULE>", "Time Zone          :32"), want: []string{"2:2 warning GLOBAL CONFIG MODULE"}},
		{name: "a slip in text-modern", src: modern("<NETT CONFIG MODULE>", "MTU:1500", "<CALL FEATURE MODULE>", "a:1"), want: []string{"2:2 warning NET CONFIG MODULE"}},
		{name: "a slip in xml-legacy", src: xmlLegacy("<GLOBAL_CONFG_MODULE><a>1</a></GLOBAL_CONFG_MODULE>"), want: []string{"3:2 warning GLOBAL_CONFIG_MODULE"}},
		{name: "a slip in sysconf", src: sysconf("<phnoe><a>1</a></phnoe>"), want: []string{"3:2 warning phone"}},
		{name: "capitals in sysconf", src: sysconf(`<SIP><line index="1"><RegisterAddr>a</RegisterAddr></line></SIP>`), want: []string{"3:2 warning sip"}},
		{name: "small letters in text", src: legacy("<sip config module>", "SIP  Port          :1", "<GLOBAL CONFIG MODULE>", "Time Zone          :32"), want: []string{"2:2 warning SIP CONFIG MODULE"}},
		{name: "like nothing", src: sysconf("<zzzzzzzzzz><a>1</a></zzzzzzzzzz>"), want: []string{"3:2 warning"}},
		{name: "empty", src: sysconf("<zzzzzzzzzz/>"), want: []string{"3:2 warning"}},
		{name: "known", src: legacy("<GLOBAL CONFIG MODULE>", "a:1", "<SIP CONFIG MODULE>", "a:1")},
		{name: "of another generation", src: legacy("<GLOBAL CONFIG MODULE>", "a:1", "<NET CONFIG MODULE>", "a:1")},
		{name: "a template in a value", src: sysconf("<zzzzzzzzzz><a>{{x}}</a></zzzzzzzzzz>"), want: []string{"3:2 warning"}},
		{name: "a template in its name", src: legacy("<{{x}} CONFIG MODULE>", "a:1")},
		{name: "a template in front of it", src: legacy("{if $x}<ZZZZZZ CONFIG MODULE>", "a:1")},
		{name: "a template behind it", src: legacy("<ZZZZZZZZZ CONFIG MODULE>{# x #}", "a:1"), want: []string{"2:2 warning"}},
		{name: "dotted", src: dotted("zzzzzzzzzz.a = 1")},
	})
}

func TestUnknownKey(t *testing.T) {
	checkGraded(t, "FV302", []gradedCase{
		{name: "one letter off, text-legacy", src: legacy("<SIP CONFIG MODULE>", "Register Prt       :x"), want: []string{"3:1 warning Register Port"}},
		{name: "one letter off in a list", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP12 Register Adr      :x"), want: []string{"4:1 warning SIP12 Register Addr"}},
		{name: "one letter off, sysconf", src: sysconf(`<sip><line index="1"><RegisterAdr>x</RegisterAdr></line></sip>`), want: []string{"3:23 warning RegisterAddr"}},
		{name: "one letter off, xml-legacy", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>", "<Register_Adr>x</Register_Adr></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"), want: []string{"4:2 warning Register_Addr"}},
		{name: "one letter off a key of another list", src: xmlLegacy("<SIP_CONFIG_MODULE><Register_Adr>x</Register_Adr></SIP_CONFIG_MODULE>"), want: []string{"3:21 info Register_Addr"}},
		{name: "one letter off a key that stands beside it", src: sysconf(`<sip><line index="1"><RegisterAddr>x</RegisterAddr><RegisterAdr>x</RegisterAdr></line></sip>`), want: []string{"3:53 info RegisterAddr"}},
		{name: "another letter case alone", src: legacy("<SIP CONFIG MODULE>", "register port      :x"), want: []string{"3:1 info Register Port"}},
		{name: "an underscore in sysconf", src: sysconf(`<sip><line index="1"><Enable_RegisterMAC>1</Enable_RegisterMAC></line></sip>`), want: []string{"3:23 warning EnableRegisterMAC"}},
		{name: "two letters off", src: legacy("<SIP CONFIG MODULE>", "Regster Prt        :x"), want: []string{"3:1 info Register Port"}},
		{name: "like nothing", src: legacy("<SIP CONFIG MODULE>", "Zzzzzz Wwwwww      :x"), want: []string{"3:1 info"}},
		{name: "a mistake that is known", src: legacy("<GLOBAL CONFIG MODULE>", "Secundary DNS      :x"), want: []string{"3:1 warning Secondary DNS"}},
		{name: "a mistake that is known, in lower case", src: xmlLegacy("<PHONE_CONFIG_MODULE><Function_Key><function_key_entry>", "<type>2</type></function_key_entry></Function_Key></PHONE_CONFIG_MODULE>"), want: []string{"4:2 info Type"}},
		{name: "invented keys", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP3 Server Address     :x", "SIP3 Authentication User:x", "SIP3 Authentication Password:x"), want: []string{"4:1 info SIP3 Register Addr", "5:1 info SIP3 Register User", "6:1 info SIP3 Register Pswd"}},
		{name: "one digit off", src: modern("<FIRMWARE CHECK MODULE>", "Upgrade Server 7:x"), want: []string{"3:1 info"}},
		{name: "in an unknown list", src: sysconf("<phone><zzzz><Qqqqqqqq>1</Qqqqqqqq></zzzz></phone>"), want: []string{"3:15 info"}},
		{name: "known", src: legacy("<SIP CONFIG MODULE>", "Register Port      :x", "--SIP Line List--  :", "SIP1 Register Addr :x", "SIP1 Enable Failbac:1")},
		{name: "in an unknown module", src: legacy("<GLOBL CONFIG MODULE>", "Time Zome          :32")},
		{name: "in a module of another generation", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :3", "<NET CONFIG MODULE>", "Zzzzzz             :1")},
		{name: "outside every module", src: legacy("Zzzzzz             :1", "<SIP CONFIG MODULE>")},
		{name: "misplaced", src: legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :x")},
		{name: "a template in the value", src: legacy("<SIP CONFIG MODULE>", "Register Prt       :{{x}}"), want: []string{"3:1 warning Register Port"}},
		{name: "a template in the value in XML", src: sysconf("<ap><FlashPrtocol>{if $x}4{else}5{/if}</FlashPrtocol></ap>"), want: []string{"3:6 warning FlashProtocol"}},
		{name: "a template around the element", src: sysconf("<ap>{if $x}<FlashPrtocol>4</FlashPrtocol>{/if}</ap>"), want: []string{"3:13 warning FlashProtocol"}},
		{name: "a template in the key", src: legacy("<SIP CONFIG MODULE>", "Register {{x}}Prt  :1", "{if $x}Register Prt:1", "{% if a == 'b:c' %}")},
		{name: "a line that is fused to the value", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Downlod Mode       :1Download Interval  :2"), want: []string{"3:1 warning Download Mode"}},
		{name: "the description has it", src: sysconf("<ap><AutoPbookUrl>http://h/a.csv</AutoPbookUrl><AutoLogoUrl></AutoLogoUrl></ap>")},
		{name: "a slip of what the description has", src: updateLegacy("Auto Mmise Url", "x"), want: []string{"3:1 warning Auto Mmiset Url"}},
		{name: "another slip", src: modern("<AUTOUPDATE CONFIG MODULE>", "Auto PBok Url      :x"), want: []string{"3:1 warning Auto Pbook Url"}},
		{name: "a slip in XML", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><Auto_Alst_Url>x</Auto_Alst_Url></AUTOUPDATE_CONFIG_MODULE>"), want: []string{"3:28 warning Auto_AList_Url"}},
		{name: "a slip in another module", src: legacy("<GLOBAL CONFIG MODULE>", "Auto Lgo Url       :x"), want: []string{"3:1 info Auto Logo Url"}},
		{name: "the description's own slip", src: updateLegacy("Auto etc Url", "tftp://h/sips.pem"), want: []string{"3:1 info Auto Etc Url"}},
		{name: "the seven, as the description has them", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :", "Auto Pbook Url     :", "Auto Etc Url       :", "Auto Logo Url      :", "Auto Mmiset Url    :", "Auto DPeer Url     :", "Auto AList Url     :")},
		{name: "in a list of the module", src: modern("<AUTOUPDATE CONFIG MODULE>", "--Sip Pnp List--   :", "Auto Logo Url      :")},
		{name: "one letter off, dotted", src: dotted("sip.line.1.RegAdr = 1"), want: []string{"3:12 warning RegAddr"}},
		{name: "elsewhere, dotted", src: dotted("net.SNTPEnabled = 1"), want: []string{"3:5 info"}},
		{name: "like nothing that is known of dotted", src: dotted("ap.Zzzz = 1")},
	})
}

// The message does not call a key unknown that the dictionary has, though as a mistake.
func TestUnknownKeyMessage(t *testing.T) {
	src := legacy("<GLOBAL CONFIG MODULE>", "Secundary DNS      :x", "Zzzzzz Wwwwww      :x")
	findings := linterOf(t, Options{}, "FV302").Lint("office.cfg", []byte(src))
	if len(findings) != 2 || !strings.Contains(findings[0].Message, "only as a mistake") || !strings.Contains(findings[1].Message, "no sample has") {
		t.Errorf("%+v", findings)
	}
}

func TestMisplacedKey(t *testing.T) {
	checkGraded(t, "FV303", []gradedCase{
		{name: "another module, text-legacy", src: legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :x"), want: []string{"3:1 warning"}},
		{name: "another module, text-modern", src: modern("<NET CONFIG MODULE>", "PNP Enable:1"), want: []string{"3:1 warning"}},
		{name: "another module, sysconf", src: sysconf("<net>", "<RegisterAddr>x</RegisterAddr></net>"), want: []string{"4:2 warning"}},
		{name: "another module, xml-legacy", src: xmlLegacy("<TELE_CONFIG_MODULE>", "<PNP_Enable>1</PNP_Enable></TELE_CONFIG_MODULE>"), want: []string{"4:2 warning"}},
		{name: "list marker missing", src: modern("<SIP CONFIG MODULE>", "SIP1 Register Addr:x", "SIP1 Register Port:1", "SIP2 Register Addr:x"), want: []string{"3:1 warning"}},
		{name: "two runs", src: legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :x", "<GLOBAL CONFIG MODULE>", "SIP1 Register Addr :x", "Time Zone          :32", "SIP1 Register Addr :x"), want: []string{"3:1 warning", "5:1 warning", "7:1 warning"}},
		{name: "two modules' keys", src: legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :x", "Time Zone          :32"), want: []string{"3:1 warning", "4:1 error"}},
		{name: "a misspelt list", src: sysconf(`<sip><lien index="1"><RegisterAddr>x</RegisterAddr></lien></sip>`), want: []string{"3:23 warning"}},
		{name: "phone called timePlan", src: sysconf("<timePlan><LineDisplayFormat>1</LineDisplayFormat><date><SNTPServer>h</SNTPServer></date>", `<bwDir index="1"><Title>a</Title><URL></URL></bwDir></timePlan>`), want: []string{"3:12 warning"}},
		{name: "an everyday word", src: sysconf("<sip><Title>x</Title></sip>")},
		{name: "a list of newer phones", src: sysconf("<phone><zzzz><Type>1</Type></zzzz></phone>")},
		{name: "a word of three modules", src: sysconf("<phone><RingType>1</RingType></phone>")},
		{name: "a short word in a list of newer phones", src: sysconf("<phone><zzzz><DND>1</DND></zzzz></phone>")},
		{name: "in place", src: legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Addr :x", "SIP  Port          :5060")},
		{name: "in an unknown module", src: legacy("<TELLE CONFIG MODULE>", "SIP1 Register Addr :x")},
		{name: "a template in the value", src: legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :{{x}}"), want: []string{"3:1 warning"}},
		{name: "a template in the key", src: legacy("<TELE CONFIG MODULE>", "SIP{{x}} Register Addr :1")},
		{name: "dotted", src: dotted("net.SNTPEnabled = 1", "sip.VLANEnabled = 1")},
		{name: "what the description has in AUTOUPDATE", src: legacy("<GLOBAL CONFIG MODULE>", "Auto Image Url     :http://h/5.z", "Time Zone          :1", "<SIP CONFIG MODULE>", "Auto Pbook Url     :tftp://h/5.csv", "<PHONE CONFIG MODULE>", "Auto etc Url       :tftp://h/5.pem"), want: []string{"3:1 error", "6:1 error", "8:1 error"}},
		{name: "the same in text-modern", src: modern("<NET CONFIG MODULE>", "Auto Logo Url:x"), want: []string{"3:1 error"}},
		{name: "the same in xml-legacy", src: xmlLegacy("<SIP_CONFIG_MODULE>", "<Auto_AList_Url>x</Auto_AList_Url></SIP_CONFIG_MODULE>"), want: []string{"4:2 error"}},
		{name: "sysconf, where AUTOUPDATE is ap", src: sysconf("<sip><AutoPbookUrl>x</AutoPbookUrl></sip>", "<ap><AutoPbookUrl>x</AutoPbookUrl><opt><AutoEtcUrl>x</AutoEtcUrl></opt></ap>"), want: []string{"3:7 warning"}},
		{name: "dotted, where it is ap, too", src: dotted("sip.AutoPbookUrl = x", "ap.AutoPbookUrl = x"), want: []string{"3:5 warning"}},
	})
}

func TestMisplacedMessage(t *testing.T) {
	src := sysconf("<timePlan>", "<LineDisplayFormat>1</LineDisplayFormat>", "<EnableRecvSMS>1</EnableRecvSMS>", "<date>", "<SNTPServer>h</SNTPServer>", "</date></timePlan>")
	findings := linterOf(t, Options{}, "FV303").Lint("office.cfg", []byte(src))
	if len(findings) != 1 || findings[0].Message != "the key does not belong here but to phone; 2 more behind it belong to phone, too" {
		t.Errorf("%+v", findings)
	}
}

// A run that is not listed any more must not add to another rule's message.
func TestMisplacedBeyondTheList(t *testing.T) {
	lines := []string{"<TELE CONFIG MODULE>"}
	for range maxListed + 5 {
		lines = append(lines, "SIP1 Register Addr :x", "SIP1 Register Port :70000", "Area Code          :1")
	}
	for _, f := range linterOf(t, Options{}, "FV302", "FV303", "FV503").Lint("office.cfg", []byte(legacy(append(lines, "SIP1 Register Addr :x", "Zzzz Yyyy          :http://u:p@h/", "SIP1 Register Port :1")...))) {
		if f.Rule.ID != "FV303" && strings.Contains(f.Message, "belong") {
			t.Errorf("%+v", f)
		}
	}
}

func TestWrongGeneration(t *testing.T) {
	checkGraded(t, "FV304", []gradedCase{
		{name: "an old key in a new file", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd       :x"), want: []string{"4:1 warning SIP1 Register Pswd"}},
		{name: "a new name in an old list", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>", "<DisplayName>x</DisplayName></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"), want: []string{"4:2 warning Display_Name"}},
		{name: "a new key that no old one is known for", src: legacy("<GLOBAL CONFIG MODULE>", "Handfree On Url    :")},
		{name: "an invented key that another list has", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Server Address     :x")},
		{name: "an old key in sysconf", src: sysconf("<phone><date>", "<Enable_DST>1</Enable_DST></date></phone>"), want: []string{"4:2 warning EnableDST"}},
		{name: "an old module in a new file", src: modern("<NET CONFIG MODULE>", "MTU:1500", "<GLOBAL CONFIG MODULE>", "Time Zone:32", "<CALL FEATURE MODULE>", "a:1"), want: []string{"4:2 warning"}},
		{name: "a new module in an old file", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :3", "<NET CONFIG MODULE>", "MTU                :1"), want: []string{"4:2 warning"}},
		{name: "a module of text in sysconf", src: sysconf("<AUTOUPDATE_CONFIG_MODULE>", "<Auto_Image_URL></Auto_Image_URL></AUTOUPDATE_CONFIG_MODULE>"), want: []string{"3:2 warning"}},
		{name: "its own keys", src: legacy("<SIP CONFIG MODULE>", "Register Port      :x")},
		{name: "an old name in sysconf", src: sysconf(`<sip><line index="1"><Register_Addr>x</Register_Addr></line></sip>`), want: []string{"3:23 warning RegisterAddr"}},
		{name: "a slip", src: sysconf(`<sip><line index="1"><RegisterAdr>x</RegisterAdr></line></sip>`)},
		{name: "a template in the value", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd       :{{x}}"), want: []string{"4:1 warning SIP1 Register Pswd"}},
		{name: "a template in the key", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP{{n}} Register Pwd       :x")},
		{name: "a name of sysconf in dotted", src: dotted("sip.line.1.EnableReg = 1", "sip.line.1.RegisterAddr = a"), want: []string{"3:12 warning RegEnabled", "4:12 warning RegAddr"}},
		{name: "dotted", src: dotted("sip.line.1.RegEnabled = 1", "sip.line.1.HotlineNum = 1", "sip.RegisterAddr = a")},
	})
}

// TestModuleOfDialect checks which dialect a module is said to be of, where several have
// its name but for spaces, underscores and case.
func TestModuleOfDialect(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{sysconf("<SIP_CONFIG_MODULE><a>1</a></SIP_CONFIG_MODULE>"), "this is a module of xml-legacy files, "},
		{xmlLegacy("<sip><a>1</a></sip>"), "this is a module of sysconf files, "},
		{legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :3", "<NET CONFIG MODULE>", "MTU                :1"), "this is a module of text-modern files, "},
	} {
		findings := linterOf(t, Options{}, "FV301", "FV304").Lint("office.cfg", []byte(c.src))
		if len(findings) != 1 || !strings.HasPrefix(findings[0].Message, c.want) {
			t.Errorf("%q: %+v, want %q", c.src, findings, c.want)
		}
	}
}

func TestListNameInSysconf(t *testing.T) {
	checkGraded(t, "FV306", []gradedCase{
		{name: "side keys", src: sysconf("<dsskey>", `<SidekeyConfig1 index="1">`, "<Type>1</Type><Title>a</Title>", "</SidekeyConfig1>", `<SidekeyConfig1 index="2"><Type>1</Type></SidekeyConfig1></dsskey>`), want: []string{"4:2 error dssSide"}},
		{name: "lines", src: sysconf("<sip>", `<SIPLineList index="1"><RegisterAddr>x</RegisterAddr></SIPLineList></sip>`), want: []string{"4:2 error line"}},
		{name: "its own name", src: sysconf(`<sip><line index="1"><RegisterAddr>x</RegisterAddr></line></sip>`)},
		{name: "a name of both", src: sysconf("<net><powerLed><Ring>1</Ring></powerLed></net>")},
		{name: "nobody's name", src: sysconf(`<sip><zzzz index="1"><RegisterAddr>x</RegisterAddr></zzzz></sip>`)},
		{name: "text files", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Addr:x")},
		{name: "xml-legacy", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID><Register_Addr>x</Register_Addr></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>")},
		{name: "a template in a value", src: sysconf("<sip>", `<SIPLineList index="1"><RegisterAddr>{{x}}</RegisterAddr></SIPLineList></sip>`), want: []string{"4:2 error line"}},
	})
}

func TestValueKind(t *testing.T) {
	checkGraded(t, "FV305", []gradedCase{
		{name: "text-legacy", src: legacy("<GLOBAL CONFIG MODULE>", "<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :yes", "PNP Port           :70000", "PNP IP             :224.0.1", "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Addr :pbx example"), want: []string{"4:21 warning", "5:21 warning", "6:21 warning", "9:21 warning"}},
		{name: "xml-legacy", src: xmlLegacy("<AUTOUPDATE_CONFIG_MODULE><PNP_Enable>yes</PNP_Enable>", "<PNP_Port>70000</PNP_Port></AUTOUPDATE_CONFIG_MODULE>", "<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry>", "<Register_Addr>a b</Register_Addr></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"), want: []string{"3:39 warning", "4:11 warning", "6:16 warning"}},
		{name: "sysconf", src: sysconf(`<sip><line index="1"><EnableReg>yes</EnableReg>`, "<RegisterPort>70000</RegisterPort>", "<RegisterAddr>a b</RegisterAddr></line></sip>"), want: []string{"3:33 warning", "4:15 warning", "5:15 warning"}},
		{name: "text-modern", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Port      :70000"), want: []string{"4:26 warning"}},
		{name: "dotted", src: dotted("ap.DownloadCommonConf = yes"), want: []string{"3:25 warning"}},
		{name: "one digit, as later phones count", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :2", "PNP Port           :7")},
		{name: "right", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1", "PNP Port           :65535", "PNP IP             :224.0.1.75", "PNP Interval       :")},
		{name: "macros and templates", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Port           :$port", "PNP Enable         :{{x}}")},
		{name: "an unknown key", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Some Port          :x")},
		{name: "a URL is for FV403", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://a b/c")},
	})
}

// TestTypos gets one letter wrong in 200 known keys of each dialect.
func TestTypos(t *testing.T) {
	for _, d := range catalog.Dialects() {
		if catalog.For(d).Partial() {
			continue
		}
		random := rand.New(rand.NewPCG(uint64(d), 20260301))
		linter := linterOf(t, Options{}, "FV302")
		right, total := 0, 0
		for total < 200 {
			e := pick(random, d)
			key := e.KeyAt("2")
			typo := misspell(random, key)
			if e.Doubt() != "" || e.Scope().Doubt() != "" || isKnownSomewhere(e, typo) {
				continue
			}
			total++
			findings := linter.Lint("office.cfg", []byte(fileWith(e, typo)))
			switch {
			case len(findings) != 1 || findings[0].Severity != Warning:
				t.Errorf("%s: %q gives %+v", e.Path(), typo, findings)
			case findings[0].Suggestion == key:
				right++
			}
		}
		t.Logf("%s: %d of %d are suggested first", d, right, total)
		if right*100 < total*95 {
			t.Errorf("%s: only %d of %d are suggested first", d, right, total)
		}
	}
}

func pick(random *rand.Rand, d catalog.Dialect) catalog.Entry {
	all := slices.Collect(catalog.For(d).Entries())
	return all[random.IntN(len(all))]
}

// misspell puts another letter in the place of one.
func misspell(random *rand.Rand, key string) string {
	for {
		at := random.IntN(len(key))
		if c := byte('a' + random.IntN(26)); ascii.IsLetter(key[at]) && key[at]|0x20 != c {
			return key[:at] + string(c) + key[at+1:]
		}
	}
}

// isKnownSomewhere tells typos that make another key, as WAN and LAN do.
func isKnownSomewhere(e catalog.Entry, typo string) bool {
	table := catalog.For(e.Dialect())
	_, here := e.Scope().Lookup(typo)
	return here || len(table.Elsewhere(e.Module(), e.List(), typo)) > 0 || len(table.Foreign(typo)) > 0
}

// fileWith gives a file with a key in the place of another.
func fileWith(e catalog.Entry, key string) string {
	list := strings.NewReplacer("[N]", "", "ConfigN", "Config2").Replace(e.List())
	switch e.Dialect() {
	case catalog.TextLegacy, catalog.TextModern:
		lines := []string{"<" + e.Module() + ">", key + strings.Repeat(" ", max(0, 19-len(key))) + ":1"}
		if list != "" {
			lines = slices.Insert(lines, 1, "--"+list+"--  :")
		}
		if e.Dialect() == catalog.TextModern { // a module that tells the generation
			return modern(append(lines, "<NET CONFIG MODULE>", "MTU:1500")...)
		}
		return legacy(append(lines, "<GLOBAL CONFIG MODULE>", "Time Zone          :32")...)
	}
	opened, closed := "", ""
	for i, part := range strings.Split(e.List(), "/") {
		name, indexed := strings.CutSuffix(part, "[N]")
		switch {
		case part == "":
		case indexed && e.Dialect() == catalog.XMLLegacy:
			opened += "<" + name + "><" + name + "_Entry><ID>" + strconv.Itoa(i+1) + "</ID>"
			closed = "</" + name + "_Entry></" + name + ">" + closed
		case indexed:
			opened += "<" + name + ` index="2">`
			closed = "</" + name + ">" + closed
		default:
			opened += "<" + name + ">"
			closed = "</" + name + ">" + closed
		}
	}
	line := "<" + e.Module() + ">" + opened + "<" + key + ">1</" + key + ">" + closed + "</" + e.Module() + ">"
	if e.Dialect() == catalog.XMLLegacy {
		return xmlLegacy(line)
	}
	return sysconf(line)
}

// TestKnownKeys checks that no rule speaks of a key where it belongs.
func TestKnownKeys(t *testing.T) {
	linter := linterOf(t, Options{}, "FV301", "FV302", "FV303", "FV304", "FV306")
	for _, d := range catalog.Dialects() {
		for e := range catalog.For(d).Entries() {
			if d == catalog.Dotted || e.Doubt() != "" || e.Scope().Doubt() != "" {
				continue
			}
			src := fileWith(e, e.KeyAt("2"))
			if f, err := cfgfile.Parse([]byte(src)); err != nil || f.Dialect() != d {
				continue // one key does not always tell the generation
			}
			for _, f := range linter.Lint("office.cfg", []byte(src)) {
				t.Errorf("%s: %s %s", e.Path(), f.Rule, f.Message)
			}
		}
	}
}
