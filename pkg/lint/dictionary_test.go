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
	if len(findings) != 2 || !strings.Contains(findings[0].Message, "only as a mistake") || findings[1].Message != `"Zzzzzz Wwwwww" is not a known key` {
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
	for _, c := range []struct{ src, want string }{
		{sysconf("<timePlan>", "<LineDisplayFormat>1</LineDisplayFormat>", "<EnableRecvSMS>1</EnableRecvSMS>", "<date>", "<SNTPServer>h</SNTPServer>", "</date></timePlan>"),
			`"LineDisplayFormat" does not belong here but to phone; 2 more behind it belong to phone, too`},
		{sysconf("<timePlan>", "<LineDisplayFormat>1</LineDisplayFormat>", "<RingType>1</RingType>", "</timePlan>"), // an everyday word goes with it
			`"LineDisplayFormat" does not belong here but to phone; 1 more behind it belong to phone, too`},
		{sysconf("<timePlan>", "<DHCPHostname>h</DHCPHostname>", "</timePlan>"), // which net/wifi has, too
			`"DHCPHostname" does not belong here but to net`},
	} {
		findings := linterOf(t, Options{}, "FV303").Lint("office.cfg", []byte(c.src))
		if len(findings) != 1 || findings[0].Message != c.want {
			t.Errorf("%+v, want %q", findings, c.want)
		}
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
		{sysconf("<SIP_CONFIG_MODULE><a>1</a></SIP_CONFIG_MODULE>"), "this is a module of xml-legacy files; that is for phones of the first generation (X3S, X4, H5), and this file is for phones of the second generation"},
		{sysconf("<NET_CONFIG_MODULE><a>1</a></NET_CONFIG_MODULE>"), "this is a module of text-modern files; a sysconf file has other names"},
		{xmlLegacy("<sip><a>1</a></sip>"), "this is a module of sysconf files; "},
		{legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :3", "<NET CONFIG MODULE>", "MTU                :1"), "this is a module of text-modern files; "},
		{xmlLegacy("<SIPCONFIG_MODULE><a>1</a></SIPCONFIG_MODULE>"), "this is a module of text-legacy files; a xml-legacy file has other names"},
	} {
		findings := linterOf(t, Options{}, "FV301", "FV304").Lint("office.cfg", []byte(c.src))
		if len(findings) != 1 || !strings.HasPrefix(findings[0].Sentence(), c.want) {
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
		{name: "an IPv6 address for one of IPv4", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP IP             :2001:db8::1"), want: []string{"3:21 warning"}},
		{name: "one digit, as later phones count", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :2", "PNP Port           :7")},
		{name: "right", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1", "PNP Port           :65535", "PNP IP             :224.0.1.75", "PNP Interval       :")},
		{name: "macros and templates", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Port           :$port", "PNP Enable         :{{x}}")},
		{name: "an unknown key", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Some Port          :x")},
		{name: "a URL is for FV403", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://a b/c")},
	})
}

// TestTypos gets one letter wrong in 200 known keys of each dialect.
func TestTypos(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
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

// fileWith returns a file with a key in the place of another.
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

func TestUnknownValue(t *testing.T) {
	line := func(key, value string) string {
		return sysconf(`<sip><line index="1">`, "<"+key+">"+value+"</"+key+"></line></sip>")
	}
	checkGraded(t, "FV308", []gradedCase{
		{name: "a list that is closed, sysconf", src: line("DTMFMode", "7"), want: []string{"4:11 info"}},
		{name: "text-modern", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 DTMF Mode          :7", "<NET CONFIG MODULE>", "MTU:1500"), want: []string{"4:26 info"}},
		{name: "generation 1", src: legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 DTMF Mode     :12"), want: []string{"4:21 info"}},
		{name: "generation 1, XML", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry>", "<ID>SIP1</ID><DTMF_Mode>9</DTMF_Mode>", "</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"), want: []string{"4:25 info"}},
		{name: "a range", src: sysconf("<qos><VoiceDSCP>64</VoiceDSCP>", "<VoicePriority>8</VoicePriority></qos>"), want: []string{"3:17 info", "4:16 info"}},
		{name: "a word for a number", src: line("DTMFMode", "rfc2833"), want: []string{"4:11 info"}},
		{name: "known", src: line("DTMFMode", "3")},
		{name: "the ends of a range", src: sysconf("<qos><VoiceDSCP>63</VoiceDSCP><VoicePriority>0</VoicePriority></qos>")},
		{name: "an open list", src: line("Transport", "2")},
		{name: "zones of generation 1", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :99")},
		{name: "FV305 says it: the description has the list", src: sysconf("<ap><FlashProtocol>3</FlashProtocol></ap>")},
		{name: "FV305 says it: a word for yes", src: line("DTMFMode", "yes")},
		{name: "nothing, a macro, a template", src: line("DTMFMode", "") + line("DTMFMode", "$mode")},
		{name: "a template", src: line("DTMFMode", "{{ mode }}")},
		{name: "another list's key of the name", src: sysconf("<net><DTMFMode>9</DTMFMode></net>")},
	})
}

func TestStatedValues(t *testing.T) {
	checkGraded(t, "FV305", []gradedCase{
		{name: "one digit", src: sysconf("<ap><FlashProtocol>3</FlashProtocol>", "<FlashMode>3</FlashMode>", "<pnp><PNPTransport>2</PNPTransport></pnp></ap>"), want: []string{"3:20 warning", "4:12 warning", "5:20 warning"}},
		{name: "an interval of generation 1", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Interval       :100", "update PB Interval :4", "Download Protocol  :3"), want: []string{"3:21 warning", "4:21 warning", "5:21 warning"}},
		{name: "options", src: sysconf("<ap><opt><DHCPOption>1</DHCPOption></opt></ap>"), want: []string{"3:22 warning"}},
		{name: "as stated", src: sysconf("<ap><FlashProtocol>5</FlashProtocol><FlashMode>2</FlashMode><opt><DHCPOption>254</DHCPOption></opt><pnp><PNPInterval>99</PNPInterval></pnp></ap>", "<tr069><TLSVersion>2</TLSVersion><PeriodixInterval>9999</PeriodixInterval></tr069>")},
	})
}

// TestStatedValuesInEveryDialect has a value beyond each range of the description, and what
// it says of file keys and names, in each dialect that has the key. A file key is for FV406.
func TestStatedValuesInEveryDialect(t *testing.T) {
	text := func(lines ...string) string {
		return legacy(append([]string{"<AUTOUPDATE CONFIG MODULE>"}, lines...)...)
	}
	xml := func(elements string) string {
		return xmlLegacy("<AUTOUPDATE_CONFIG_MODULE>", elements+"</AUTOUPDATE_CONFIG_MODULE>")
	}
	checkGraded(t, "FV305", []gradedCase{
		{name: "text-legacy", src: text("DHCP Option        :127", "PNP Interval       :0", "update PB Interval :3", "Download Protocol  :9", "Config File Key    :123", "Config File Name   :$MAC.cfg", "Download Mode      :3", "PNP Port           :0", "PNP Transport      :2", "<TR069 CONFIG MODULE>", "Periodix Interval  :10000", "TLS Version        :3"),
			want: []string{"3:21 warning", "4:21 warning", "5:21 warning", "6:21 warning", "8:21 warning", "9:21 warning", "10:21 warning", "11:21 warning", "13:21 warning", "14:21 warning"}},
		{name: "text-modern", src: modern("<AUTOUPDATE CONFIG MODULE>", "Flash Protocol:9", "update PB Interval:3", "Flash File Name:$MAC.cfg", "Device Cfg File Key:123", "--Net Option--     :", "DHCP Option:255", "--Sip Pnp List--   :", "PNP Interval:100", "<TR069 CONFIG MODULE>", "Periodix Interval:0"),
			want: []string{"3:16 warning", "4:20 warning", "5:17 warning", "8:13 warning", "10:14 warning", "12:19 warning"}},
		{name: "xml-legacy", src: xml("<DHCP_Option>127</DHCP_Option><PNP_Interval>0</PNP_Interval>\n<UPDATE_PB_INTERVAL>3</UPDATE_PB_INTERVAL><Config_File_Name>$MAC.cfg</Config_File_Name><Config_File_Key>1</Config_File_Key>"),
			want: []string{"4:14 warning", "4:45 warning", "5:21 warning", "5:61 warning"}},
		{name: "sysconf", src: sysconf("<ap><FlashFileName>$MAC.cfg</FlashFileName><opt><DHCPOption>127</DHCPOption></opt>", "<pnp><PNPInterval>0</PNPInterval></pnp></ap>"),
			want: []string{"3:20 warning", "3:61 warning", "4:19 warning"}},
		{name: "dotted", src: dotted("ap.FlashProtocol = 9", "ap.FlashFileName = $MAC.cfg", "ap.DHCPOption = 127", "ap.pnp.Port = 0"),
			want: []string{"3:20 warning", "4:20 warning", "5:17 warning", "6:15 warning"}},
		{name: "fine", src: text("DHCP Option        :128", "update PB Interval :5", "Config File Name   :$mac-$input.cfg", "Config File Key    :")},
		{name: "a name with a backslash", src: text("Config File Name   :\\$mac.cfg"), want: []string{"3:21 warning"}},
		{name: "an extension alone", src: text("Config File Name   :.cfg"), want: []string{"3:21 warning"}},
		{name: "an escaped macro", src: text("Config File Name   :%24mac.cfg"), want: []string{"3:21 warning"}},
		{name: "a blank in a name", src: text("Config File Name   :$ $input.cfg"), want: []string{"3:21 warning"}},
		{name: "a template's variable", src: text("Config File Name   :${MAC}.cfg", "Config File Key    :{{ key }}")},
	})
	// A key that is none is one finding.
	findings := mustNew(t, Options{}).Lint("office.cfg", []byte(text("Config File Key    :123")))
	n := 0
	for _, f := range findings {
		if f.Line == 3 {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%+v", findings)
	}
}

// TestValueMessage looks at what a person reads: the key as the file has it, the values
// in words, and not the value.
func TestValueMessage(t *testing.T) {
	for _, test := range []struct{ rule, src, want string }{
		{"FV308", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP12 DTMF Mode         :4711"),
			`the value of "SIP12 DTMF Mode" is not 0 (in-band), 1 (RFC 4733), 2 (SIP INFO) or 3 (automatic), which is all that is known (tancredi, wazo)`},
		{"FV308", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 DTMF Mode     :4711"), `the value of "SIP1 DTMF Mode" is not`},
		{"FV308", sysconf("<qos><VoiceDSCP>4711</VoiceDSCP></qos>"), `the value of "VoiceDSCP" is not 0 to 63 (DSCP), which is all that is known (fusionpbx)`},
		{"FV305", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Port      :4711471"), `the value of "SIP1 Register Port" is no port: 0 to 65535`},
		{"FV305", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP12 Register Port:4711471"), `the value of "SIP12 Register Port" is no port: 0 to 65535`},
		{"FV305", sysconf("<ap><FlashMode>4711</FlashMode></ap>"), `the value of "FlashMode" is not 0 (off), 1 (after reboot) or 2 (at an interval), as the description, figure 15, has it`},
	} {
		findings := linterOf(t, Options{}, test.rule).Lint("office.cfg", []byte(test.src))
		if len(findings) != 1 || !strings.HasPrefix(findings[0].Message, test.want) || strings.Contains(findings[0].Message, "4711") {
			t.Errorf("%+v\nwant %s", findings, test.want)
		}
	}
}

func TestRivalKey(t *testing.T) {
	line := func(keys ...string) string {
		var lines []string
		for _, key := range keys {
			lines = append(lines, key+":x")
		}
		return legacy(append([]string{"<SIP CONFIG MODULE>", "--SIP Line List--  :"}, lines...)...)
	}
	newLine := func(lines ...string) string {
		return modern(append([]string{"<SIP CONFIG MODULE>", "--SIP Line List--  :"}, lines...)...)
	}
	checkGraded(t, "FV307", []gradedCase{
		{name: "both are known", src: line("SIP1 Register Pwd  ", "SIP1 Register Pswd "), want: []string{"5:1 warning"}},
		{name: "the older one second", src: line("SIP1 Register Pswd ", "SIP1 Phone Number  ", "SIP1 Register Pwd  "), want: []string{"6:1 warning"}},
		{name: "one is of another generation", src: newLine("SIP1 Register Pswd      :x", "SIP1 Register Pwd       :x"), want: []string{"5:1 warning"}},
		{name: "that one first", src: newLine("SIP1 Register Pwd       :x", "SIP1 Register Pswd      :x"), want: []string{"4:1 warning"}},
		{name: "one is not known", src: line("SIP1 Register Passwd", "SIP1 Register Pswd "), want: []string{"4:1 warning"}},
		{name: "neither is known", src: line("SIP1 Acme Pin Num  ", "SIP1 Acme-Pin Number"), want: []string{"5:1 warning"}},
		{name: "three spellings", src: line("SIP1 Register Pwd  ", "SIP1 Register Pswd ", "SIP1 register pswd "), want: []string{"5:1 warning", "6:1 warning"}},
		{name: "cut at a letter", src: line("SIP1 Enable Failbac", "SIP1 EnableFailback"), want: []string{"5:1 warning"}},
		{name: "cut in a word", src: line("SIP1 Register Passw", "SIP1 Register Pswd "), want: []string{"4:1 warning"}},
		{name: "a module's own", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Download Password  :x", "Download password  :x"), want: []string{"4:1 warning"}},
		{name: "spaces", src: legacy("<IAX2 CONFIG MODULE>", "Local Port         :1", "Local    Port      :1"), want: []string{"4:1 warning"}},
		{name: "sysconf", src: sysconf(`<sip><line index="1">`, "<RegisterPswd>x</RegisterPswd>", "<RegisterPwd>x</RegisterPwd>", "</line></sip>"), want: []string{"5:2 warning"}},
		{name: "sysconf, an underscore", src: sysconf("<qos>", "<VLAN_ID>1</VLAN_ID>", "<VLANID>1</VLANID></qos>"), want: []string{"4:2 warning"}},
		{name: "xml-legacy", src: xmlLegacy("<GLOBAL_CONFIG_MODULE>", "<PrimaryDNS>x</PrimaryDNS>", "<Primary_DNS>x</Primary_DNS></GLOBAL_CONFIG_MODULE>"), want: []string{"5:2 warning"}},
		{name: "xml-legacy, by the rule", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>", "<Register_Pwd>x</Register_Pwd>", "<Register_Pswd>x</Register_Pswd>", "</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"), want: []string{"5:2 warning"}},
		{name: "dotted", src: dotted("sip.line.1.RegPswd = x", "sip.line.1.RegPwd = x"), want: []string{"4:12 warning"}},
		{name: "an unknown module", src: sysconf("<acme>", "<PinNum>1</PinNum>", "<PinNumber>1</PinNumber></acme>"), want: []string{"5:2 warning"}},

		{name: "two entries", src: line("SIP1 Register Pwd  ", "SIP2 Register Pswd ", "SIP11 Register Pwd ")},
		{name: "two entries of sysconf", src: sysconf(`<sip><line index="1"><RegisterPswd>x</RegisterPswd></line><line index="2"><RegisterPwd>x</RegisterPwd></line></sip>`)},
		{name: "two lists", src: modern("<DSSKEY CONFIG MODULE>", "--Dsskey Config1-- :", "Fkey1 Type         :1", "--Sidekey Config1--:", "Fkey1 type         :1")},
		{name: "the same twice", src: line("SIP1 Register Pwd  ", "SIP1 Register Pwd  ")},
		{name: "two things", src: line("SIP1 Register Addr ", "SIP1 Register Port ", "SIP1 Proxy Addr    ", "SIP1 Proxy Pwd     ")},
		{name: "a word in a word", src: sysconf("<acme><Num>1</Num><Numb>1</Numb><Addr>1</Addr><Addresses>1</Addresses></acme>")},
		{name: "a template chooses", src: "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n--SIP Line List--  :\n{% if old %}\nSIP1 Register Pwd  :x\n{% else %}\nSIP1 Register Pswd :x\n{% endif %}\n<<END OF FILE>>\n"},
		{name: "a template behind both", src: line("SIP1 Register Pwd  ", "SIP1 Register Pswd ", "SIP1 Phone Number  :{{ n }}\n#"), want: []string{"5:1 warning"}},
		{name: "a template in front of both", src: line("{# note #}\r\nSIP1 Register Pwd  ", "SIP1 Register Pswd "), want: []string{"6:1 warning"}},
		{name: "behind a lost line break", src: newLine("SIP1 Register Pswd      :x", "SIP1 Display Name       :a--SIP Line List--  :", "SIP1 Register Pwd       :x")},
	})
}

// TestRivalIsOneFinding checks that no other rule speaks of what this one speaks of.
func TestRivalIsOneFinding(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd       :x", "SIP1 Register Pswd      :x"), []string{"FV307"}},
		{modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pswd      :x", "SIP1 Register Pwd       :x"), []string{"FV307"}},
		{modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd       :x"), []string{"FV304"}},
		{sysconf("<qos>", "<VLAN_ID>1</VLAN_ID>", "<VLANID>1</VLANID></qos>"), []string{"FV307"}},
		{sysconf(`<sip><line index="1">`, "<Register_Addr>x</Register_Addr>", "<RegisterAddr>x</RegisterAddr></line></sip>"), []string{"FV307"}},
		{legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd  :x", "SIP1 Register Pswd :x", "SIP1 Register Pwd  :x"), []string{"FV307", "FV204"}},
		{legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd  :x", "SIP1 Register Pswd :x", "SIP1 Register Pswd :x"), []string{"FV307", "FV204"}},
	} {
		if got := idsOf(mustNew(t, Options{Disable: []string{"FV102", "FV107", "FV502"}}).Lint("office.cfg", []byte(c.src))); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v for\n%s", got, c.want, c.src)
		}
	}
}

// TestRivalMessage checks what is said, and that nothing is said of what one has called
// one's own.
func TestRivalMessage(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"SIP1 Register Pwd  ", "SIP1 Register Pswd ", `"SIP1 Register Pswd" is another spelling of "SIP1 Register Pwd" on line 4; a phone reads one of the two, and which is not known here: an export of the phone shows it; delete the other`},
		{"SIP1 Register Pin-Passwd", "SIP1 Register PinPasswd", `this setting is another spelling of another key on line 4; a phone reads one of the two, and which is not known here: an export of the phone shows it; delete the other`},
		{"SIP1 Register Pswd ", "SIP1 Register-Pswd ", `"SIP1 Register-Pswd" is another spelling of "SIP1 Register Pswd" on line 4; a phone reads one of the two, and samples have that one here: delete this one`},
	} {
		src := legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", c.first+":hunter2", c.second+":hunter2")
		findings := linterOf(t, Options{}, "FV307").Lint("office.cfg", []byte(src))
		if len(findings) != 1 || findings[0].Sentence() != c.want || strings.Contains(findings[0].Message, "hunter2") {
			t.Errorf("%+v", findings)
		}
		for _, own := range []Own{{Keys: []string{strings.TrimSpace(c.first)}}, {Keys: []string{strings.TrimSpace(c.second)}}, {Modules: []string{"SIP CONFIG MODULE"}}} {
			if findings := linterOf(t, Options{Own: own}, "FV307").Lint("office.cfg", []byte(src)); len(findings) != 0 {
				t.Errorf("one's own: %+v", findings)
			}
		}
	}
}
