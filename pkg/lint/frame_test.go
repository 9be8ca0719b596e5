package lint

import (
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/template"
)

func TestHeaderMissing(t *testing.T) {
	body := crlf("<GLOBAL CONFIG MODULE>", "Time Zone          :32", footer)
	checkRule(t, "FV101", Options{}, []ruleCase{
		{name: "text without", src: body, at: []string{"1:1"}},
		{name: "text, not on line 1", src: crlf("# comment", legacyHeader) + body, at: []string{"2:1"}},
		{name: "dotted without", src: "sip.line.1.RegAddr = a\n", at: []string{"1:1"}},
		{name: "dotted, not on line 1", src: "\n" + dotted("sip.Port = 5060"), at: []string{"2:1"}},
		{name: "empty", src: "", at: []string{"1:1"}},
		{name: "HTML", src: "<!DOCTYPE html><html></html>", at: []string{"1:1"}},
		{name: "another root", src: "<config></config>", at: []string{"1:1"}},
		{name: "root in other letters", src: "<sysconf></sysconf>", at: []string{"1:1"}},
		{name: "misspelt", src: strings.Replace(legacy(), "VOIP", "Voip", 1), at: []string{"1:1"}},
		{name: "carriage returns alone", src: strings.ReplaceAll(legacy("<GLOBAL CONFIG MODULE>"), "\r\n", "\r"), at: []string{"1:1"}},
		{name: "gzip", src: "\x1f\x8b\x08\x00\x00", at: []string{"1:1"}},
		{name: "a comment above an invented form", src: crlf("## Extension 302", legacyHeader, "<SIP1/UserName>302"), at: []string{"2:1"}},
		{name: "another maker's is for FV111", src: crlf(legacyHeader, "[WAN_Config]", "NetworkMode=0")},
		{name: "encrypted is for FV109", src: ciphertext},
		{name: "UTF-16 is for FV108", src: utf16("<<VOIP CONFIG FILE>>")},
		{name: "Latin-1 is for FV108", src: `<?xml version="1.0" encoding="ISO-8859-1"?><sysConf>` + "\xfc</sysConf>"},
		{name: "text", src: legacy()},
		{name: "behind a byte order mark", src: bom + legacy()},
		{name: "XML", src: sysconf("<net></net>")},
		{name: "dotted", src: dotted()},
	})
}

// TestNothingElseHelps checks that of a file without a header, most of whose lines are
// none of these files', it is said once that it is not what it should be.
func TestNothingElseHelps(t *testing.T) {
	src := crlf("a", "b", "c", "<GLOBAL CONFIG MODULE>", "Time Zone          :yes")
	if got := idsOf(mustNew(t, Options{}).Lint("office.cfg", []byte(src))); !slices.Equal(got, []string{"FV101"}) {
		t.Errorf("%v", got)
	}
}

func TestForeignFormat(t *testing.T) {
	checkRule(t, "FV111", Options{}, []ruleCase{
		{name: "Cetis", src: crlf(legacyHeader, "[WAN_Config]", "NetworkMode=0"), at: []string{"1:1"}},
		{name: "Yealink", src: "#!version:1.0.0.1\naccount.1.enable = 1\n", at: []string{"1:1"}},
		{name: "Yealink, no mark", src: "account.1.enable = 1\naccount.1.label = 1\n", at: []string{"1:1"}},
		{name: "Grandstream", src: "# Account 1\nP271=1\nP47=pbx.example.com\n", at: []string{"1:1"}},
		{name: "Grandstream's XML", src: "<?xml version=\"1.0\"?><gs_provision version=\"1\"><config/></gs_provision>", at: []string{"1:1"}},
		{name: "Snom", src: "user_name1!: 305\nuser_host1!: pbx.example.com\n", at: []string{"1:1"}},
		{name: "Snom's XML", src: "<settings><phone-settings/></settings>", at: []string{"1:1"}},
		{name: "Cisco", src: "<device><devicePool/></device>", at: []string{"1:1"}},
		{name: "Cisco's SPA", src: "<flat-profile/>", at: []string{"1:1"}},
		{name: "paths in brackets", src: crlf(legacyHeader, "<SIP1/UserName>302", "<LAN/DHCPEnable>1"), at: []string{"1:1"}},
		{name: "equations", src: "<< VOIP CONFIG FILE >>Version:2.0001\nSIP1 Enable = 1\nSIP1 User ID = 303\n", at: []string{"1:1"}},
		{name: "equations below the right header", src: crlf(legacyHeader, "SIP1 Enable = 1", "SIP1 User ID = 303"), at: []string{"1:1"}},
		{name: "a line of it", src: legacy("<SIP CONFIG MODULE>", "SIP  Port = 5060")},
		{name: "dotted without its header", src: "sip.line.1.RegAddr = a\n"},
		{name: "other text", src: "key=value\nother=value\n"},
		{name: "other XML", src: "<settings/>"},
	})
}

func TestHTMLEntity(t *testing.T) {
	checkGraded(t, "FV112", []gradedCase{
		{name: "text", src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :B&uuml;ro"), want: []string{"3:22 info ü"}},
		{name: "dotted", src: dotted("sip.line.1.DisplayName = B&#252;ro"), want: []string{"3:27 info ü"}},
		{name: "a secret", src: legacy("<MMI CONFIG MODULE>", "--MMI Account--    :", "Account1 Password  :a&amp;b"), want: []string{"4:21 info"}},
		{name: "an ampersand", src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :A & B; C&D;")},
		{name: "a URL", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :http://h/?a=1&copy=2;")},
		{name: "a comment", src: legacy("<PHONE CONFIG MODULE>", "# &uuml;")},
		{name: "XML", src: sysconf("<phone><LCDTitle>A &amp; B</LCDTitle></phone>")},
		{name: "in XML, once that is read", src: sysconf("<phone><LCDTitle>B&amp;uuml;ro</LCDTitle></phone>")},
	})
}

// ciphertext is 32 bytes without a sign of text.
const ciphertext = "\x93\xfe\x01\x88\xa0\x17\xee\x92\x05\xb3\xc8\xf1\x1c\x9d\xe4\x82\x99\x0e\xd7\xaa\x13\xbe\xf8\xc1\x04\x87\xdd\xe9\x1f\xb0\xcc\xfa"

func utf16(text string) string {
	return "\xff\xfe" + strings.Join(strings.Split(text, ""), "\x00") + "\x00"
}

func TestHeaderLength(t *testing.T) {
	bare := strings.TrimRight(legacyHeader, " ")
	full := bare + strings.Repeat("0", len(legacyHeader)-len(bare))
	checkRule(t, "FV102", Options{}, []ruleCase{
		{name: "bare", src: crlf(bare, footer), at: []string{"1:35"}, fixed: crlf(legacyHeader, footer)},
		{name: "padded to 64", src: crlf(legacyHeader+"  ", footer), at: []string{"1:63"}, fixed: crlf(legacyHeader, footer)},
		{name: "behind a byte order mark", src: bom + crlf(bare, footer), at: []string{"1:35"}, fixed: bom + crlf(legacyHeader, footer)},
		{name: "a tab", src: crlf(bare+"\t", footer), at: []string{"1:36"}, fixed: crlf(legacyHeader, footer)},
		{name: "modern", src: crlf(strings.TrimRight(modernHeader, " "), footer), at: []string{"1:41"}, fixed: crlf(modernHeader, footer)},
		{name: "no version", src: crlf("<<VOIP CONFIG FILE>>", footer), at: []string{"1:21"}, fixed: crlf("<<VOIP CONFIG FILE>>"+strings.Repeat(" ", 42), footer)},
		{name: "too long", src: crlf(bare+strings.Repeat("0", 40), footer), at: []string{"1:1"}},
		{name: "as long as it may be, padded", src: crlf(full+" ", footer), at: []string{"1:63"}, fixed: crlf(full, footer)},
		{name: "padded", src: legacy()},
		{name: "no header", src: crlf("<GLOBAL CONFIG MODULE>", footer)},
		{name: "a template's", src: crlf("<<VOIP CONFIG FILE>>Version:{{ version }}", footer)},
		{name: "XML", src: sysconf()},
		{name: "dotted", src: dotted()},
	})
}

func TestVersionSyntax(t *testing.T) {
	version := func(v string) string { return crlf("<<VOIP CONFIG FILE>>Version:"+v, footer) }
	checkRule(t, "FV103", Options{}, []ruleCase{
		{name: "letters", src: version("v2"), at: []string{"1:29"}},
		{name: "one number", src: version("2"), at: []string{"1:29"}},
		{name: "empty part", src: version("2..1"), at: []string{"1:29"}},
		{name: "a placeholder", src: version("<VERSION>"), at: []string{"1:29"}},
		{name: "too long", src: version("2." + strings.Repeat("0", 40)), at: []string{"1:29"}},
		{name: "sysconf", src: "<sysConf>\n<Version>two</Version>\n</sysConf>\n", at: []string{"2:10"}},
		{name: "xml-legacy", src: "<VOIP_CONFIG_FILE>\n<version> 2,1 </version>\n</VOIP_CONFIG_FILE>\n", at: []string{"2:11"}},
		{name: "dotted", src: "#<Voip Config File>#\nVersion = x\n", at: []string{"2:11"}},
		{name: "behind a space", src: crlf("<<VOIP CONFIG FILE>> Version:2.0001", footer), at: []string{"1:22"}},
		{name: "an equals sign", src: crlf("<<VOIP CONFIG FILE>>Version=2.0001", footer), at: []string{"1:21"}},
		{name: "dotted in other letters", src: "#<Voip Config File>#\nversion = 2.0001\n", at: []string{"2:1"}},
		{name: "XML in other letters", src: "<sysConf>\n<VERSION>2.0001</VERSION>\n</sysConf>\n", at: []string{"2:2"}},
		{name: "a line with its own fault", src: "#<Voip Config File>#\nVersion : 2.0001\n"}, // FV202
		{name: "short", src: version("2.0002")},
		{name: "long", src: version("2.0000000002")},
		{name: "four numbers", src: version("2.4.7.6")},
		{name: "none", src: version("")},
		{name: "a template's", src: version("{{ v }}")},
		{name: "digests", src: "<VOIP_CONFIG_FILE>\n<Digests>2.0002</Digests>\n</VOIP_CONFIG_FILE>\n"},
	})
}

func TestVersionMissing(t *testing.T) {
	checkRule(t, "FV104", Options{}, []ruleCase{
		{name: "text", src: crlf("<<VOIP CONFIG FILE>>", footer), at: []string{"1:1"}},
		{name: "text, empty", src: crlf("<<VOIP CONFIG FILE>>Version:", footer), at: []string{"1:1"}},
		{name: "sysconf", src: "<sysConf>\n<net><MTU>1500</MTU></net>\n</sysConf>\n", at: []string{"1:1"}},
		{name: "xml-legacy, empty", src: "<VOIP_CONFIG_FILE>\n<version></version>\n</VOIP_CONFIG_FILE>\n", at: []string{"1:1"}},
		{name: "dotted", src: "#<Voip Config File>#\nsip.Port = 5060\n", at: []string{"1:1"}},
		{name: "no header either", src: crlf("<GLOBAL CONFIG MODULE>", footer)},
		{name: "text with one", src: legacy()},
		{name: "sysconf with one", src: sysconf()},
		{name: "xml-legacy with one", src: xmlLegacy()},
		{name: "dotted with one", src: dotted()},
	})
}

func TestFooterMissing(t *testing.T) {
	start := legacyHeader + "\r\n<PHONE CONFIG MODULE>\r\nLCD Title          :Office"
	checkRule(t, "FV105", Options{}, []ruleCase{
		{name: "missing", src: start + "\r\n", at: []string{"4:1"}, fixed: start + "\r\n<<END OF FILE>>\r\n"},
		{name: "no line end", src: start, at: []string{"3:27"}, fixed: start + "\r\n<<END OF FILE>>\r\n"},
		{name: "line feeds", src: strings.ReplaceAll(start, "\r", "") + "\n", at: []string{"4:1"}, fixed: strings.ReplaceAll(start, "\r", "") + "\n<<END OF FILE>>\n"},
		{name: "modern", src: modernHeader + "\r\n", at: []string{"2:1"}, fixed: modernHeader + "\r\n<<END OF FILE>>\r\n"},
		{name: "inside a value, where FV203 mends it", src: start + "<<END OF FILE>>\r\n", at: []string{"3:27"}},
		{name: "in a comment", src: start + "\r\n# <<END OF FILE>>\r\n", at: []string{"4:3"}},
		{name: "there", src: legacy()},
		{name: "there without a line end", src: strings.TrimRight(legacy(), "\r\n")},
		{name: "dotted has none", src: dotted()},
		{name: "XML has none", src: sysconf()},
	})
}

func TestContentAfterFooter(t *testing.T) {
	checkRule(t, "FV106", Options{}, []ruleCase{
		{name: "a module", src: legacy() + crlf("", "<PHONE CONFIG MODULE>"), at: []string{"4:1"}},
		{name: "on its line", src: legacy() + crlf("#x"), at: []string{"3:1"}},
		{name: "same line", src: strings.TrimRight(modern(), "\r\n") + "x", at: []string{"2:16"}},
		{name: "nothing", src: legacy()},
		{name: "blank lines", src: legacy() + "\r\n \r\n\t\r\n"},
		{name: "XML", src: sysconf() + "<!-- x -->\n"},
		{name: "dotted", src: dotted("# <<END OF FILE>>", "sip.Port = 1")},
	})
}

func TestLineEnding(t *testing.T) {
	clean := legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32")
	unix := strings.ReplaceAll(clean, "\r", "")
	mixed := strings.Replace(clean, "MODULE>\r\n", "MODULE>\n", 1)
	xml := sysconf("<net>", "</net>")
	checkRule(t, "FV107", Options{}, []ruleCase{
		{name: "line feeds", src: unix, at: []string{"1:63"}, fixed: clean},
		{name: "mixed", src: mixed, at: []string{"2:23"}, fixed: clean},
		{name: "converted twice", src: strings.ReplaceAll(clean, "\r\n", "\r\r\n"), at: []string{"1:63"}, fixed: clean},
		{name: "converted twice and mixed", src: strings.ReplaceAll(mixed, "\r\n", "\r\r\n"), at: []string{"1:63", "2:23"}, fixed: clean},
		{name: "a carriage return inside a line", src: strings.Replace(clean, ":32", ":3\r2", 1), at: []string{"3:22"}},
		{name: "a carriage return at the end", src: clean + "\r", at: []string{"5:1"}},
		{name: "both", src: strings.Replace(unix, ":32", ":3\r2", 1), at: []string{"1:63", "3:22"}, fixed: strings.Replace(clean, ":32", ":3\r2", 1)},
		{name: "XML mixed", src: strings.Replace(xml, "<net>\n", "<net>\r\n", 1), at: []string{"3:6"}, fixed: xml},
		{name: "XML mixed, first CRLF", src: strings.Replace(xml, "\n", "\r\n", 1), at: []string{"2:32"}, fixed: strings.ReplaceAll(xml, "\n", "\r\n")},
		{name: "dotted mixed", src: strings.Replace(dotted("sip.a = 1"), "#\n", "#\r\n", 1), at: []string{"2:23"}, fixed: strings.ReplaceAll(dotted("sip.a = 1"), "\n", "\r\n")},
		{name: "CRLF", src: clean},
		{name: "no line end at the end", src: strings.TrimRight(clean, "\r\n")},
		{name: "XML in line feeds", src: xml},
		{name: "XML in CRLF", src: strings.ReplaceAll(xml, "\n", "\r\n")},
		{name: "dotted in line feeds", src: dotted()},
		{name: "dotted in CRLF", src: strings.ReplaceAll(dotted(), "\n", "\r\n")},
	})
	for src, want := range map[string]string{
		unix:  "4 of 4 lines end in LF alone; phones write CRLF",
		mixed: "1 of 4 lines end in LF alone; phones write CRLF",
	} {
		if findings := mustNew(t, Options{Only: []string{"FV107"}}).Lint("office.cfg", []byte(src)); len(findings) != 1 || findings[0].Sentence() != want {
			t.Errorf("%q: %+v, want %q", src, findings, want)
		}
	}
}

func TestEncoding(t *testing.T) {
	value := func(v string) string { return legacy("<PHONE CONFIG MODULE>", "LCD Title          :"+v) }
	checkRule(t, "FV108", Options{}, []ruleCase{
		{name: "byte order mark, text", src: bom + legacy(), at: []string{"1:1"}, fixed: legacy()},
		{name: "byte order mark, XML", src: bom + sysconf(), at: []string{"1:1"}, fixed: sysconf()},
		{name: "byte order mark, dotted", src: bom + dotted(), at: []string{"1:1"}, fixed: dotted()},
		{name: "NUL", src: value("a\x00b"), at: []string{"3:22"}},
		{name: "control characters, said once", src: value("a\x1b[0m\x07"), at: []string{"3:22"}},
		{name: "delete", src: value("12345678\x7f"), at: []string{"3:29"}},
		{name: "delete among letters", src: value("a\x7fbcdefghijklmnopqrstuvwxyz"), at: []string{"3:22"}},
		{name: "C1 control", src: value("a\u0085"), at: []string{"3:22"}},
		{name: "the last of those, and what follows", src: value("\u00a0\u009f"), at: []string{"3:22"}},
		{name: "Latin-1", src: value("B\xfcro"), at: []string{"3:22"}},
		{name: "cut character", src: value("B\xc3"), at: []string{"3:22"}},
		{name: "one of each", src: value("\x00\x01\xff"), at: []string{"3:21", "3:22", "3:23"}},
		{name: "behind a wide character", src: value("电\x00"), at: []string{"3:22"}},
		{name: "dotted", src: dotted("sip.a = \x01"), at: []string{"3:9"}},
		{name: "XML", src: sysconf("<net><a>\xff</a></net>"), at: []string{"3:9"}},
		{name: "UTF-16", src: utf16(legacy()), at: []string{"1:1"}},
		{name: "XML in Latin-1", src: `<?xml version="1.0" encoding="ISO-8859-1"?><sysConf><net><a>` + "B\xfcro</a></net></sysConf>", at: []string{"1:1"}},
		{name: "UTF-8 under another name", src: `<?xml version="1.0" encoding="US-ASCII"?><sysConf><net><a>Büro</a></net></sysConf>`, at: []string{"1:1"}},
		{name: "ASCII under another name", src: `<?xml version="1.0" encoding="US-ASCII"?><sysConf><net><a>1</a></net></sysConf>`},
		{name: "UTF-8", src: value("Büro 电话 ☎")},
		{name: "tab", src: value("a\tb")},
		{name: "encrypted is for FV109", src: ciphertext},
		{name: "encrypted, though it starts as UTF-16 does", src: "\xff\xfe" + ciphertext[2:]},
	})
}

func TestEncrypted(t *testing.T) {
	checkRule(t, "FV109", Options{}, []ruleCase{
		{name: "blocks", src: ciphertext, at: []string{"1:1"}},
		{name: "blocks that start as UTF-16 does", src: "\xff\xfe" + ciphertext[2:], at: []string{"1:1"}},
		{name: "openssl", src: "Salted__" + ciphertext[:24], at: []string{"1:1"}},
		{name: "clear", src: legacy()},
		{name: "HTML", src: "<html></html>"},
		{name: "UTF-16", src: utf16("<<VOIP CONFIG FILE>>Version:2.0002" + strings.Repeat(" ", 29))},
		{name: "gzip", src: "\x1f\x8b\x08" + ciphertext[3:]},
		{name: "empty"},
	})
}

func TestLocked(t *testing.T) {
	reason := errString("it does not open")
	findings := mustNew(t, Options{}).Locked("a.cfg", reason)
	if len(findings) != 1 || findings[0].Rule.ID != "FV109" || findings[0].Message != string(reason) || findings[0].File != "a.cfg" {
		t.Errorf("%+v", findings)
	}
	if findings := mustNew(t, Options{Disable: []string{"encrypted"}}).Locked("a.cfg", reason); len(findings) != 0 {
		t.Errorf("found by a rule that is off: %+v", findings)
	}
}

type errString string

func (e errString) Error() string { return string(e) }

func TestTemplateLeft(t *testing.T) {
	var cases []ruleCase
	for _, tag := range []string{
		"{{ extension }}", "{{", "{% if x %}", "{%- endif", "{# note #}", "{* note *}", "{$account.1.password}", "{/if}", "{if $a == 3}",
		"{elseif $a eq \"x\"}", "{else}", "{foreach $keys as $row}", "{EXTENSION}", "{mac}", "{user.name}", "<?php echo 1 ?>", "<?= $x ?>", "<% x %>", "<!-- x -->",
	} {
		cases = append(cases,
			ruleCase{name: "text " + tag, src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :a"+tag), at: []string{"3:22"}},
			ruleCase{name: "line " + tag, src: modern("<PHONE CONFIG MODULE>", tag, "LCD Title          :a"), at: []string{"3:1"}},
			ruleCase{name: "dotted " + tag, src: dotted("sip.a = " + tag), at: []string{"3:9"}},
		)
		if !strings.HasPrefix(tag, "<") {
			cases = append(cases, ruleCase{name: "sysconf " + tag, src: sysconf("<net>", "<a>"+tag+"</a></net>"), at: []string{"4:4"}})
		}
	}
	for _, value := range []string{
		"[2-9]xxx{5}", "x{2,5}T", "{T}", "{n}", "{}", "{", "}", "{5}", `{"name":"x","list":[{"a":1}]}`, `{"a":{"b":{}}}`, "{name:1}",
		"$mac", "$id@$ip", "$name@$protocol$instance", "$input.cfg", "{ }", "{#", "{*", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "a<b", "<3", "50%", "http://h/%7Bx%7D",
	} {
		cases = append(cases, ruleCase{name: "value " + value, src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :"+value)})
	}
	cases = append(cases,
		ruleCase{name: "a shell's name", src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :a${NAME}"), at: []string{"3:22"}},
		ruleCase{name: "once a line", src: legacy("<PHONE CONFIG MODULE>", "LCD Title          :{{a}}{{b}}", "Area Code          :{{c}}"), at: []string{"3:21", "4:21"}},
		ruleCase{name: "a comment", src: legacy("<PHONE CONFIG MODULE>", "# {{ a }}", "LCD Title          :a")},
		ruleCase{name: "a comment in dotted", src: dotted("# {{ a }}")},
		ruleCase{name: "a comment in XML", src: sysconf("<!-- {{ a", "}} <?php --><net></net>")},
		ruleCase{name: "behind a comment in XML", src: sysconf("<!-- {{ a }} --><net><a>{{b}}</a></net>"), at: []string{"3:25"}},
		ruleCase{name: "XML declaration", src: `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + sysconf("<net></net>")},
	)
	checkRule(t, "FV110", Options{}, cases)
}

// A line with a tag is one mistake, which the rules for lines don't report again.
func TestTemplateLineIsReportedOnce(t *testing.T) {
	for _, src := range []string{
		legacy("<SIP CONFIG MODULE>", "{{ line }}", "{% if a == 'b:c' %}", "SIP  Port          :{{ port }}", "--SIP Line List--  :{% for x in y %}", "<?php x ?>"),
		legacy("<AUTOUPDATE CONFIG MODULE>", "Config File Key    :{{ key }}"),
		sysconf("<net>", "{if $x}<MTU>1", "</MTU>{/if}", "</net>"),
		sysconf(`<sip><line index="{{ n }}"><PhoneNumber>1</PhoneNumber></line></sip>`),
	} {
		for _, f := range mustNew(t, Options{Template: template.Never()}).Lint("office.cfg", []byte(src)) {
			if f.Rule.ID != "FV110" {
				t.Errorf("%q: %+v", src, f)
			}
		}
	}
	// Nor is it mended where FV110 is off.
	src := legacy("<SIP CONFIG MODULE>", "{% if a == 'b:c' %}")
	if _, mended, _ := mustNew(t, Options{Disable: []string{"FV110"}}).Fix("office.cfg", []byte(src)); mended != 0 {
		t.Errorf("%d mended in a template", mended)
	}
}
