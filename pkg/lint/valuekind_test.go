package lint

import (
	"strings"
	"testing"
)

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
