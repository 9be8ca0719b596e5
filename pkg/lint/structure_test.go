package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestOutsideModule(t *testing.T) {
	checkRule(t, "FV201", Options{}, []ruleCase{
		{name: "legacy", src: legacy("PNP Enable         :1", "<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1"), at: []string{"2:1"}},
		{name: "modern, in a list", src: modern("--Sip Pnp List--   :", "PNP Enable         :1"), at: []string{"3:1"}},
		{name: "sysconf", src: sysconf("<MTU>1500</MTU>"), at: []string{"3:2"}},
		{name: "xml-legacy", src: xmlLegacy("<MTU>1500</MTU>"), at: []string{"3:2"}},
		{name: "beside a version in other letters", src: "<sysConf>\n<VERSION>2.0001</VERSION>\n<MTU>1500</MTU>\n</sysConf>\n", at: []string{"3:2"}},
		{name: "dotted", src: dotted("Port = 5060"), at: []string{"3:1"}},
		{name: "dotted, an empty part", src: dotted("sip..Port = 5060"), at: []string{"3:1"}},
		{name: "inside, legacy", src: legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1")},
		{name: "inside, sysconf", src: sysconf("<net><MTU>1500</MTU></net>")},
		{name: "inside, xml-legacy", src: xmlLegacy("<X_MODULE><MTU>1500</MTU></X_MODULE>")},
		{name: "inside, dotted", src: dotted("sip.Port = 5060")},
		{name: "an empty module in XML", src: sysconf("<net></net>", "<ota/>")},
	})
}

func TestMalformedLine(t *testing.T) {
	module := func(lines ...string) string { return legacy(append([]string{"<SIP CONFIG MODULE>"}, lines...)...) }
	checkRule(t, "FV202", Options{}, []ruleCase{
		{name: "no colon", src: module("Register Addr 192.0.2.10"), at: []string{"3:1"}},
		{name: "no key", src: module(":1"), at: []string{"3:1"}},
		{name: "a tab within a key", src: module("SIP\tPort           :5060"), at: []string{"3:4"}},
		{name: "indented", src: module("  SIP  Port          :5060"), at: []string{"3:1"}, fixed: module("SIP  Port          :5060")},
		{name: "an indented body", src: crlf(legacyHeader, "\t<SIP CONFIG MODULE>", "\tSIP  Port          :5060", "  "+footer), at: []string{"2:1"}, fixed: crlf(legacyHeader, "<SIP CONFIG MODULE>", "SIP  Port          :5060", footer)},
		{name: "equals signs", src: module("SIP Port = 5060", "PNP Enable = 1"), at: []string{"3:1"}},
		{name: "paths in brackets", src: module("SIP  Port          :5060", "<SIP1/AccountEnable>1", "<SIP1/UserName>302"), at: []string{"4:1"}},
		{name: "module without an end", src: legacy("<SIP CONFIG MODULE", "SIP  Port          :5060"), at: []string{"2:1"}},
		{name: "module of another name", src: legacy("<SIP>", "SIP  Port          :5060"), at: []string{"2:1"}},
		{name: "list without a colon", src: module("--SIP Line List--"), at: []string{"3:1"}},
		{name: "list without a name", src: module("----               :"), at: []string{"3:1"}},
		{name: "list with a value", src: module("--SIP Line List--  :1"), at: []string{"3:1"}},
		{name: "second header", src: module(legacyHeader), at: []string{"3:1"}},
		{name: "odd byte in a key", src: module("SIP \"Port\"         :5060", "B\xc3\xbcro:1"), at: []string{"3:5", "4:2"}},
		{name: "odd byte in a key, modern", src: modern("<NET CONFIG MODULE>", "a;b:1"), at: []string{"3:2"}},
		{name: "text between elements", src: sysconf("<net>1500<a>1</a></net>"), at: []string{"3:6"}},
		{name: "a value of two lines", src: xmlLegacy("<M><a>1\n2</a></M>"), at: []string{"3:5"}},
		{name: "a value of two lines in CDATA", src: sysconf("<net><a><![CDATA[1\r\n2]]></a></net>"), at: []string{"3:7"}},
		{name: "no equals sign", src: dotted("sip.Port 5060"), at: []string{"3:1"}},
		{name: "no path", src: dotted("= 5060"), at: []string{"3:1"}},
		{name: "odd byte in a path", src: dotted("sip.Port: 5060 = 1"), at: []string{"3:9"}},
		{name: "keys of the field", src: module("Dial End With #    :1", "P1 Busy N/A Line   :1", "SIP1 Use user=phone:1", "802.1P Value       :1", "Auth-Tag           :1", "SIP  Port          :1")},
		{name: "a list marker that lost its tail", src: module("--BW Calllogs Conf-:")},
		{name: "comments and blank lines", src: module("", "# a <b> & {c", "###Password :withheld")},
		{name: "white space alone in XML", src: sysconf("<net><a>\n</a><b> </b></net>")},
		{name: "values", src: module("Display Name       : <a> \"b\" {c} ; é")},
		{name: "a list marker with a setting is for FV203", src: module("--SIP Line List--  :SIP1 Phone Number  :1001")},
		{name: "dotted", src: dotted("", "# a", "sip.line.1.Auth-Tag_2=a=b")},
	})
}

// TestTabBeforeColon finds a tab that pads a key, a warning since a phone may read past it,
// and puts in its place what phones write.
func TestTabBeforeColon(t *testing.T) {
	linter := mustNew(t, Options{Only: []string{"FV202", "FV208"}})
	for _, c := range []struct{ src, at, fixed string }{
		{legacy("<SIP CONFIG MODULE>", "SIP  Port\t:5060"), "3:10", legacy("<SIP CONFIG MODULE>", "SIP  Port          :5060")},
		{legacy("<SIP CONFIG MODULE>", "LocalPort \t :5060"), "3:11", legacy("<SIP CONFIG MODULE>", "LocalPort          :5060")},
		{modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number\t:1"), "4:18", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number       :1")},
		{modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 BakProxy Need Reg On\t:1"), "4:26", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 BakProxy Need Reg On:1")},
	} {
		findings := linter.Lint("office.cfg", []byte(c.src))
		if len(findings) != 1 || findings[0].Severity != Warning || fmt.Sprintf("%d:%d", findings[0].Line, findings[0].Column) != c.at {
			t.Errorf("%q: %+v", c.src, findings)
		}
		if fixed, _, left := linter.Fix("office.cfg", []byte(c.src)); string(fixed) != c.fixed || len(left) > 0 {
			t.Errorf("%q: mended to %q, left %+v", c.src, fixed, left)
		}
	}
}

func TestDuplicateSetting(t *testing.T) {
	zone := func(values ...string) string {
		lines := []string{"<GLOBAL CONFIG MODULE>"}
		for _, v := range values {
			lines = append(lines, "Time Zone          :"+v)
		}
		return legacy(lines...)
	}
	list := func(lines ...string) string { return modern(append([]string{"<SIP CONFIG MODULE>"}, lines...)...) }
	checkRule(t, "FV204", Options{}, []ruleCase{
		{name: "equal", src: zone("32", "32"), at: []string{"4:1"}, fixed: zone("32")},
		{name: "equal, three times", src: zone("32", "32", "32"), at: []string{"4:1", "5:1"}, fixed: zone("32")},
		{name: "equal, and then not", src: zone("1", "1", "2"), at: []string{"4:1", "5:1"}, fixed: zone("1", "2")},
		{name: "the last is the first again", src: zone("1", "2", "1"), at: []string{"4:1", "5:1"}},
		{name: "equal, at the end of a file without a line end", src: strings.TrimSuffix(zone("32", "32"), crlf("", footer)) + "\r\n", at: []string{"4:1"}, fixed: strings.TrimSuffix(zone("32"), crlf(footer))},
		{name: "equal, in an entry", src: sysconf(`<sip><line index="1">`, "<Port>1</Port>", "<Port>1</Port>", "</line></sip>"), at: []string{"5:2"}, fixed: sysconf(`<sip><line index="1">`, "<Port>1</Port>", "</line></sip>")},
		{name: "equal, on one line", src: sysconf(`<sip><line index="1"><Port>&amp;</Port><Port>&#38;</Port></line></sip>`), at: []string{"3:41"}, fixed: sysconf(`<sip><line index="1"><Port>&amp;</Port></line></sip>`)},
		{name: "equal, empty", src: sysconf("<sip><a/><a></a><a/></sip>"), at: []string{"3:11", "3:18"}, fixed: sysconf("<sip><a/></sip>")},
		{name: "equal, the entry repeated", src: sysconf(`<sip><line index="1"><Port>1</Port></line>`, `<line index="1"><Port>1</Port></line></sip>`), at: []string{"4:18"}},
		{name: "equal, the list repeated", src: list("--SIP Line List--  :", "SIP1 Phone Number       :1", "--SIP Line List--  :", "SIP1 Phone Number       :1"), at: []string{"6:1"}},
		{name: "equal, the module repeated", src: legacy("<LAN CONFIG MODULE>", "LAN IP             :a", "<LAN CONFIG MODULE>", "LAN IP             :a"), at: []string{"5:1"}},
		{name: "equal, dotted", src: dotted("sip.Port = 1", "sip.Port=1"), at: []string{"4:5"}, fixed: dotted("sip.Port = 1")},
		{name: "equal, in branches", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :{{a}}", "Time Zone          :{{a}}"), at: []string{"4:1"}},
		{name: "legacy", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32", "Time Zone          :4", "Time Zone          :5"), at: []string{"4:1", "5:1"}},
		{name: "padded otherwise", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32", "Time Zone:4"), at: []string{"4:1"}},
		{name: "in a list", src: modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number       :1", "SIP2 Phone Number       :1", "SIP1 Phone Number       :2"), at: []string{"6:1"}},
		{name: "in a module that is repeated", src: legacy("<LAN CONFIG MODULE>", "LAN IP             :a", "<LAN CONFIG MODULE>", "LAN IP             :b"), at: []string{"5:1"}},
		{name: "sysconf", src: sysconf(`<sip><line index="1"><Port>1</Port>`, `<Port>2</Port></line></sip>`), at: []string{"4:2"}},
		{name: "sysconf, entry repeated", src: sysconf(`<sip><line index="1"><Port>1</Port></line>`, `<line index="1"><Port>2</Port></line></sip>`), at: []string{"4:18"}},
		{name: "xml-legacy", src: xmlLegacy("<M><L><L_Entry><ID>SIP1</ID><A>1</A>", "<A>2</A></L_Entry></L></M>"), at: []string{"4:2"}},
		{name: "dotted", src: dotted("sip.line.1.Port = 1", "sip.line.1.Port=2"), at: []string{"4:12"}},
		{name: "another module", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32", "<PHONE CONFIG MODULE>", "Time Zone          :32")},
		{name: "another list", src: modern("<DSSKEY CONFIG MODULE>", "--Dsskey Config1-- :", "Fkey1 Type               :1", "--Sidekey Config1--:", "Fkey1 Type               :1")},
		{name: "entries without an index are for FV209", src: sysconf(`<sip><line><PhoneNumber>1</PhoneNumber></line>`, `<line><PhoneNumber>1</PhoneNumber></line></sip>`)},
		{name: "so are entries whose indexes are none", src: sysconf(`<sip><line index="0"><PhoneNumber>1</PhoneNumber></line>`, `<line index="0"><PhoneNumber>1</PhoneNumber></line></sip>`)},
		{name: "another index", src: sysconf(`<sip><line index="1"><Port>1</Port></line>`, `<line index="2"><Port>2</Port></line></sip>`)},
		{name: "another case", src: legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32", "Time zone          :32")},
		{name: "another dotted path", src: dotted("sip.line.1.Port = 1", "sip.line.2.Port = 1", "sip.Port = 1")},
	})
}

func TestDuplicateModule(t *testing.T) {
	checkRule(t, "FV205", Options{}, []ruleCase{
		{name: "text", src: legacy("<LAN CONFIG MODULE>", "LAN IP             :a", "<LAN CONFIG MODULE>", "<LAN CONFIG MODULE>"), at: []string{"4:2", "5:2"}},
		{name: "sysconf", src: sysconf("<net><a>1</a></net>", "<net/>"), at: []string{"4:2"}},
		{name: "xml-legacy", src: xmlLegacy("<M><a>1</a></M>", "<M><b>1</b></M>"), at: []string{"4:2"}},
		{name: "two names", src: legacy("<LAN CONFIG MODULE>", "<LAN MODULE>")},
		{name: "a group that is no module", src: sysconf("<net><net><a>1</a></net></net>")},
		{name: "dotted has none", src: dotted("a.b = 1", "c.d = 1", "a.e = 1")},
	})
}

func TestEmptyModule(t *testing.T) {
	checkRule(t, "FV206", Options{}, []ruleCase{
		{name: "text", src: legacy("<LAN CONFIG MODULE>", "", "# none", "<NAT CONFIG MODULE>", "Enable Nat         :1"), at: []string{"2:2"}},
		{name: "last", src: modern("<NET CONFIG MODULE>"), at: []string{"2:2"}},
		{name: "sysconf", src: sysconf("<net></net>", "<ota/>"), at: []string{"3:2", "4:2"}},
		{name: "xml-legacy", src: xmlLegacy("<M>", "</M>"), at: []string{"3:2"}},
		{name: "a list", src: legacy("<LAN CONFIG MODULE>", "--SIP Line List--  :")},
		{name: "settings", src: sysconf("<net><a></a></net>")},
		{name: "dotted has none", src: dotted()},
	})
}

func TestNotWellFormed(t *testing.T) {
	checkRule(t, "FV207", Options{}, []ruleCase{
		{name: "figure 6", src: figure6, at: []string{"1:2", "4:14"}},
		{name: "a module that is closed", src: "<SIP CONFIG MODULE>\n<SIP  Port>5060</SIP  Port>\n</SIP CONFIG MODULE>\n", at: []string{"1:1", "1:2"}},
		{name: "a slash in a name", src: xmlLegacy("<M>", "<Time/Date_Display>1</Time/Date_Display></M>"), at: []string{"4:6"}},
		{name: "not closed", src: "<sysConf>\n<net>\n", at: []string{"3:1"}},
		{name: "closed as another", src: sysconf("<net><a>1</b></net>"), at: []string{"3:10"}},
		{name: "a plain ampersand", src: sysconf("<net><a>b & c</a></net>"), at: []string{"3:11"}},
		{name: "a plain less-than sign", src: sysconf("<net><a>b < c</a></net>"), at: []string{"3:12"}},
		{name: "a second root", src: sysconf() + "<sysConf></sysConf>", at: []string{"5:1"}},
		{name: "text behind the root", src: sysconf() + "x", at: []string{"5:1"}},
		{name: "text before the root", src: "{x}\n" + sysconf(), at: []string{"1:1"}},
		{name: "an attribute twice", src: sysconf(`<net a="1" a="2"><b>1</b></net>`), at: []string{"3:12"}},
		{name: "a control character", src: sysconf("<net><a>\x01</a></net>"), at: []string{"3:9"}},
		{name: "an encoding that it is not in", src: `<?xml version="1.0" encoding="UTF-16"?><sysConf></sysConf>`, at: []string{"1:31"}},
		{name: "attributes without white space", src: sysconf(`<net a="1"b="2"><c>1</c></net>`), at: []string{"3:11"}},
		{name: "a document type inside the root", src: sysconf("<!DOCTYPE sysConf>"), at: []string{"3:1"}},
		{name: "an instruction without white space", src: sysconf("<?a+b?>"), at: []string{"3:4"}},
		{name: "a control character in a comment", src: sysconf("<!-- \x01 -->"), at: []string{"3:6"}},
		{name: "another encoding's name for ASCII", src: `<?xml version="1.0" encoding="GBK"?><sysConf></sysConf>`},
		{name: "letters of another encoding are FV108's", src: `<?xml version="1.0" encoding="ISO-8859-1"?><sysConf><net><a>` + "B\xfcro</a></net></sysConf>"},
		{name: "a document type", src: "<!DOCTYPE sysConf [<!-- ]> --><?p ]>?><!ENTITY e 'x'>]>\n" + sysconf()},
		{name: "entities", src: sysconf("<net><a>&lt;&amp;&#66;</a></net>")},
		{name: "CDATA and comments", src: sysconf("<!-- <a> & --><net><a><![CDATA[<&]]></a></net>")},
		{name: "self-closed", src: sysconf("<net><a/></net>")},
		{name: "text dialects have no XML", src: legacy("<SIP CONFIG MODULE>", "SIP1 Display Name  :<a&b")},
	})
}

func TestKeyColumn(t *testing.T) {
	module := func(lines ...string) string { return legacy(append([]string{"<GLOBAL CONFIG MODULE>"}, lines...)...) }
	checkRule(t, "FV208", Options{}, []ruleCase{
		{name: "unpadded", src: module("Time Zone:32", "A :a:b", "LAN IP             :x"), at: []string{"3:1", "4:1"},
			fixed: module("Time Zone          :32", "A                  :a:b", "LAN IP             :x")},
		{name: "one short", src: module("Time Zone         :32"), at: []string{"3:1"}, fixed: module("Time Zone          :32")},
		{name: "in a list", src: module("--SIP Line List--  :", "SIP1 Port:1"), at: []string{"4:1"}, fixed: module("--SIP Line List--  :", "SIP1 Port          :1")},
		{name: "padded", src: module("Time Zone          :32", "SIP1 Enable Failbac:1")},
		{name: "behind column 20", src: module("Time Zone            :32")},
		{name: "modern", src: modern("<NET CONFIG MODULE>", "MTU:1500")},
		{name: "dotted", src: dotted("sip.a=1")},
		{name: "XML", src: xmlLegacy("<M><a>b:c</a></M>")},
		{name: "comment", src: module("#a:b")},
	})
}

func TestFusedLines(t *testing.T) {
	// The file's line is at 3; what is fixed is told by where it is cut.
	cut := func(name string, pieces ...string) ruleCase {
		line := strings.Join(pieces, "")
		c := ruleCase{name: name, src: legacy("<SIP CONFIG MODULE>", line), fixed: legacy(append([]string{"<SIP CONFIG MODULE>"}, pieces...)...)}
		column := 1
		for _, piece := range pieces[:len(pieces)-1] {
			column += len(piece)
			c.at = append(c.at, "3:"+itoa(column))
		}
		return c
	}
	clean := func(line string) ruleCase {
		return ruleCase{name: "left alone: " + line, src: legacy("<SIP CONFIG MODULE>", line)}
	}
	checkRule(t, "FV203", Options{}, []ruleCase{
		cut("list marker", "SMS Ring Enabled   :1", "--SIP Line List--  :"),
		cut("list marker, empty value", "SMS Ring Enabled   :", "--SIP Line List--  :"),
		cut("list marker, cut", "SMS Ring Enabled   :1", "--BW Calllogs Conf-:"),
		cut("list marker, unpadded", "SMS Ring Enabled   :1", "--SIP Line List--:"),
		cut("list marker and more", "SMS Ring Enabled   :1", "--SIP Line List--  :", "SIP1 Phone Number  :1001"),
		cut("setting behind a list marker", "--SIP Line List--  :", "SIP1 Phone Number  :1001"),
		cut("list marker behind a list marker", "--SIP Line List--  :", "--Dialer List--    :", "--SIP Other List-- :"),
		cut("setting with an index, modern", "SIP1 Group Callpark Number:", "SIP2 Phone Number       :"),
		cut("setting with an index, uncut", "SIP1 BakProxy Addr      :a", "SIP1 BakProxy Need Reg On:1"),
		cut("setting with an index, legacy", "SIP1 Phone Number  :1001", "SIP1 Display Name  :Bob"),
		cut("setting with an index, cut", "SIP1 Phone Number  :1001", "SIP1 Enable Failbac:1"),
		cut("setting behind an empty value", "SIP1 Phone Number  :", "Time Zone          :32"),
		cut("setting behind a number", "SMS Ring Enabled   :1", "Time Zone          :32"),
		cut("setting behind a number, one space", "SMS Ring Enabled   :1", "Second SNTP Server :192.0.2.53"),
		cut("setting behind a lower-case word", "LCD Title          :Office", "Time Zone          :32"),
		cut("setting behind upper case", "WAN Mode           :DHCP", "Enable DHCP        :1"),
		cut("many settings", "SMS Ring Enabled   :1", "Time Zone          :32", "Enable DHCP        :1", "MTU Size           :2", "LAN IP Address     :3",
			"Time Zone B        :32", "Enable DHCP C      :1", "MTU Size D         :2", "LAN IP Address E   :3", "Time Zone F        :4"),
		cut("module", "SMS Ring Enabled   :1", "<PHONE CONFIG MODULE>"),
		cut("module and setting", "SMS Ring Enabled   :1", "<PHONE CONFIG MODULE>", "Time Zone          :4"),
		cut("module behind a module", "<NAT CONFIG MODULE>", "<PHONE CONFIG MODULE>"),
		cut("setting behind a module", "<NAT CONFIG MODULE>", "Time Zone          :4"),
		{name: "footer", src: crlf(legacyHeader, "<NAT CONFIG MODULE>", "Time Zone          :4"+footer), at: []string{"3:22"},
			fixed: crlf(legacyHeader, "<NAT CONFIG MODULE>", "Time Zone          :4", footer)},
		{name: "module behind the header", src: legacyHeader + "<NAT CONFIG MODULE>\r\n" + footer, at: []string{"1:63"},
			fixed: legacyHeader + "\r\n<NAT CONFIG MODULE>\r\n" + footer},
		{name: "with the file's line ends", src: "<<VOIP CONFIG FILE>>Version:2.0002\n<NAT CONFIG MODULE>Time Zone          :4\n", at: []string{"2:20"},
			fixed: "<<VOIP CONFIG FILE>>Version:2.0002\n<NAT CONFIG MODULE>\nTime Zone          :4\n"},

		clean("SIP1 Display Name  :Sales : Bob"),
		clean("SIP1 Display Name  :a  :b"),
		clean("SIP1 Display Name  :Sales              : Bob"),
		clean("SIP1 Display Name  :My very long name of sales  :b"),
		clean("SIP1 Display Name  :Big Conference Room 1  :x"),
		clean("SIP1 Display Name  :the big red room   :x"),
		clean("SIP1 Display Name  :Conference Room 12 :x"),
		clean("SIP1 Display Name  :Conference Room 123:x"),
		clean("SIP1 Display Name  :VERY LONG COMPANY NAME   :x"),
		clean("SIP1 Display Name  :The Conference Room  :x"),
		clean("SIP1 Display Name  :Call SIP1 now :x"),
		clean("SIP1 Display Name  :SIP2 : Bob"),
		clean("SIP1 Display Name  :Sales -- Bob:"),
		clean("SIP1 Display Name  :--Sales-- : Bob"),
		clean("SIP1 Display Name  :-- Bob --"),
		clean("SIP1 Display Name  :<SIP MODULE"),
		clean("SIP1 Display Name  :<b>bold</b>"),
		clean("SIP1 Display Name  :a < b > c:d"),
		clean("Auto Image Url     :https://user:pass@prov.example.com:8080/a b/x6.z"),
		clean("Fkey1 Value        :2001@1/ba_Record:on"),
		clean("Action URL         :http://h/?a=$mac&b=12:34:56:78:9a:bc"),
		clean("LDAP1 Filter       :(|(cn=%)(sn=%)):x"),
		clean("Sip Options        :snmk=1:maxl=2"),
		clean("#SMS Ring Enabled  :1--SIP Line List--  :"),
		clean(":Time Zone          :32"),
		{name: "XML", src: sysconf("<net><a>1--SIP Line List--  :</a></net>")},
		{name: "dotted", src: dotted("sip.a = 1--SIP Line List--  :")},
	})
}

func TestIndex(t *testing.T) {
	line := func(attributes string) string {
		return sysconf("<sip>", "<line "+attributes+"><PhoneNumber>1</PhoneNumber></line></sip>")
	}
	entry := func(id string) string {
		return xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry>", id, "<Phone_Number>1</Phone_Number></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>")
	}
	list := func(lines ...string) string {
		return modern(append([]string{"<SIP CONFIG MODULE>", "SIP  Port          :5060", "--SIP Line List--  :"}, lines...)...)
	}
	old := func(lines ...string) string {
		return legacy(append([]string{"<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number  :1"}, lines...)...)
	}
	checkGraded(t, "FV209", []gradedCase{
		{name: "zero", src: line(`index="0"`), want: []string{"4:14 error"}},
		{name: "twenty digits", src: line(`index="99999999999999999999"`), want: []string{"4:14 error"}},
		{name: "a letter", src: line(`index="a"`), want: []string{"4:14 error"}},
		{name: "nothing", src: line(`index=""`), want: []string{"4:14 error"}},
		{name: "a negative one", src: line(`index="-1"`), want: []string{"4:14 error"}},
		{name: "a zero in front", src: line(`index="01"`), want: []string{"4:14 error"}},
		{name: "another attribute", src: line(`idx="1"`), want: []string{"4:7 warning"}},
		{name: "another attribute beside it", src: line(`index="1" note="x"`), want: []string{"4:17 warning"}},
		{name: "of a module", src: sysconf(`<sip a="b"><MTU>1</MTU></sip>`), want: []string{"3:6 warning"}},
		{name: "of a setting", src: sysconf(`<net><MTU index="1">1500</MTU></net>`), want: []string{"3:18 warning"}},
		{name: "an attribute in xml-legacy", src: xmlLegacy(`<SIP_CONFIG_MODULE a="b"><SIP__Port>1</SIP__Port></SIP_CONFIG_MODULE>`), want: []string{"3:20 warning"}},
		{name: "an ID of zero", src: entry("<ID>SIP0</ID>"), want: []string{"4:5 error"}},
		{name: "an empty ID", src: entry("<ID></ID>"), want: []string{"4:5 error"}},
		{name: "no ID", src: entry(""), want: []string{"5:31 error"}},
		{name: "text-modern", src: list("SIP0 Phone Number       :1", "SIP0 Display Name       :1", "SIP01 Phone Number      :1", "SIP10000 Phone Number   :1", "SIP-1 Phone Number      :1", "SIPx Phone Number       :1", "SIP Phone Number        :1"),
			want: []string{"5:1 error", "7:1 error", "8:1 error", "9:1 error", "10:1 error", "11:1 error"}},
		{name: "text-legacy", src: old("SIP0 Phone Number  :1", "SIP01 Phone Number :1", "SIP99999 Phone Numb:1"), want: []string{"5:1 error", "6:1 error", "7:1 error"}},
		{name: "dotted", src: dotted("sip.line.0.RegAddr = a", "sip.line.0.RegUser = a", "sip.line.01.RegAddr = a", "sip.line.99999999999999999999.RegAddr = a", "sip.line.a.RegAddr = a", "sip.line.RegAddr = a"),
			want: []string{"3:12 error", "5:13 error", "6:31 error", "7:12 error", "8:10 error"}},
		{name: "no index", src: sysconf(`<sip><line><PhoneNumber>1</PhoneNumber><RegisterAddr>a</RegisterAddr></line>`, "<line >", `<PhoneNumber>2</PhoneNumber></line><line index="3"><PhoneNumber>3</PhoneNumber></line></sip>`), want: []string{"3:7 warning", "4:2 warning"}},
		{name: "no index of the outer list", src: sysconf("<dsskey>", `<internal><Fkey index="1"><Type>1</Type></Fkey><Fkey index="2"><Type>1</Type></Fkey></internal></dsskey>`), want: []string{"4:2 warning"}},
		{name: "no index of the inner list", src: sysconf("<dsskey>", `<internal index="1"><Fkey><Type>1</Type></Fkey></internal></dsskey>`), want: []string{"4:22 warning"}},
		{name: "no index in a place without", src: sysconf("<net><powerLed><Ring>1</Ring></powerLed><zzzz><Ring>1</Ring></zzzz></net>")},
		{name: "indexes", src: sysconf(`<sip><line index="1"><PhoneNumber>1</PhoneNumber></line><line index="9999"/></sip>`)},
		{name: "the same one twice is for FV204", src: sysconf(`<sip><line index="1"><PhoneNumber>1</PhoneNumber></line><line index="1"><PhoneNumber>1</PhoneNumber></line></sip>`)},
		{name: "an ID", src: entry("<ID>SIP12</ID>")},
		{name: "in text", src: list("SIP1 Phone Number       :1", "SIP9999 Phone Number    :1", "SIP1 New Key            :1")},
		{name: "keys of the module in text", src: old("SIP  Port          :1", "<PHONE CONFIG MODULE>", "SIP99999 Phone Numb:1")},
		{name: "unknown keys that start so", src: list("SIPPING Mode            :1", "SIP Brand New           :1", "SIPx Brand New          :1")},
		{name: "a key that does not start so", src: list("Fkey1 Phone Number      :1")},
		{name: "in dotted", src: dotted("sip.line.1.RegAddr = a", "new.line.a.RegAddr = a", "sip.Port = 1", "new.X = 1")},
		{name: "a template's index", src: line(`index="{{ n }}"`)},
		{name: "the end of a tag alone", src: line(`index="line}"`), want: []string{"4:14 error"}},
		{name: "a template's ID", src: entry("<ID>SIP{{ n }}</ID>")},
		{name: "a template's number", src: list("SIP{{n}} Phone Number       :1", "SIP{$n} Phone Number        :1")},
		{name: "a template's path", src: dotted("sip.line.{{ n }}.RegAddr = a")},
		{name: "a template in the value", src: list("SIP0 Phone Number       :{{ n }}"), want: []string{"5:1 error"}},
	})
}

// TestNoIndexOfManySettings checks that entries without an index don't make lint slow.
func TestNoIndexOfManySettings(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	src := sysconf("<sip><line>" + strings.Repeat("<PhoneNumber>1</PhoneNumber>", 50000) + "</line></sip>")
	start := time.Now()
	mustNew(t, Options{Only: []string{"FV204", "FV209"}}).Lint("office.cfg", []byte(src))
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("%v", d)
	}
}

// TestIndexIsOneFinding checks that the keys of an entry whose number cannot be one are
// not found to be unknown, too.
func TestIndexIsOneFinding(t *testing.T) {
	for _, src := range []string{
		sysconf(`<sip><line index="0"><PhoneNumber>1</PhoneNumber></line><line index="1"><PhoneNumber>1</PhoneNumber></line></sip>`),
		sysconf(`<sip><line index="1"><PhoneNumber>1</PhoneNumber></line><line index=""><PhoneNumber>1</PhoneNumber></line></sip>`),
		sysconf(`<sip><line><PhoneNumber>1</PhoneNumber><Zzzz>1</Zzzz></line></sip>`),
		modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP-1 Phone Number      :1"),
		legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number  :1", "SIP99999 Phone Numb:1"),
	} {
		if findings := mustNew(t, Options{}).Lint("office.cfg", []byte(src)); len(findings) != 1 || findings[0].Rule.ID != "FV209" {
			t.Errorf("%q: %+v", src, findings)
		}
	}
}

// TestSpoiled checks that what a missing line break or a template's tag brings about is
// not held against the keys and values that suffer from it, by all rules together.
func TestSpoiled(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"a list marker behind a flag", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1--SIP Line List--  :", "SIP1 Register Addr :a", "SIP1 Register Adr  :a"),
			[]string{"FV203"}},
		{"a module behind a flag", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1<AUTOUPDATE CONFIG MODULE>", "PNP Enable         :1"),
			[]string{"FV203"}},
		{"a setting behind a port leaves the place as it is", legacy("<SIP CONFIG MODULE>", "STUN Port          :3478STUN Server        :h", "PNP Enable         :1"),
			[]string{"FV203", "FV303"}},
		{"the next module is judged again", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1--SIP Line List--  :", "SIP1 Register Addr :a", "<GLOBAL CONFIG MODULE>", "PNP Enable         :1"),
			[]string{"FV203", "FV303"}},
		{"the footer behind a URL", crlf(legacyHeader, "<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :tftp://192.0.2.1/500.csv<<END OF FILE>>"),
			[]string{"FV203"}},
		{"a tag in a port and a key", legacy("<AUTOUPDATE CONFIG MODULE>", "PNP Port           :{{ port }}", "{{ key }}:1"),
			[]string{"FV110", "FV110"}},
		{"a byte order mark is no reason to pass over an ampersand", bom + sysconf("<net><DHCPHostname>b & c</DHCPHostname></net>"),
			[]string{"FV108", "FV207"}},
	} {
		if got := idsOf(mustNew(t, Options{Disable: []string{"FV105", "FV208"}}).Lint("office.cfg", []byte(c.src))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestKeyWidthOfClipped has a value of which the start is not looked at, and which is as
// wide as a key: what stands before it is not known, so it is none.
func TestKeyWidthOfClipped(t *testing.T) {
	for field, want := range map[string]int{"Time Zone          ": 0, "1Time Zone          ": colonColumn} {
		if got := keyWidth(field, "32", "Acme", true); got != want {
			t.Errorf("%q: %d, want %d", field, got, want)
		}
	}
}
