package lint

import (
	"slices"
	"strings"
	"testing"
)

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
		{"SIP1 Register Pin-Passwd", "SIP1 Register PinPasswd", "this key is another spelling of this key on line 4; a phone reads one of the two, and which is not known here: an export of the phone shows it; delete the other"},
		{"SIP1 Register Pswd ", "SIP1 Register-Pswd ", `this key is another spelling of "SIP1 Register Pswd" on line 4; a phone reads one of the two, and samples have that one here: delete this one`},
	} {
		src := legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", c.first+":hunter2", c.second+":hunter2")
		findings := linterOf(t, Options{}, "FV307").Lint("office.cfg", []byte(src))
		if len(findings) != 1 || findings[0].Message != c.want || strings.Contains(findings[0].Message, "hunter2") {
			t.Errorf("%+v", findings)
		}
		for _, own := range []Own{{Keys: []string{strings.TrimSpace(c.first)}}, {Keys: []string{strings.TrimSpace(c.second)}}, {Modules: []string{"SIP CONFIG MODULE"}}} {
			if findings := linterOf(t, Options{Own: own}, "FV307").Lint("office.cfg", []byte(src)); len(findings) != 0 {
				t.Errorf("one's own: %+v", findings)
			}
		}
	}
}
