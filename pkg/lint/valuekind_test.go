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
