package fleet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// bare are small files in each dialect, with marks in the place of values and version.
var bare = []string{
	"<<VOIP CONFIG FILE>>Version:VV        \r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :AA\r\nSIP1 Register Pwd  :BB\r\nSIP1 Display Name  :CC\r\n<<END OF FILE>>\r\n",
	"<<VOIP CONFIG FILE>>Version:VV\n<DSSKEY CONFIG MODULE>\nFuncKey Page Num   :1\n<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Phone Number       :AA\nSIP1 Register Pswd      :BB\nSIP1 Display Name       :CC\n<<END OF FILE>>\n",
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<version>VV</version>\n<SIP_CONFIG_MODULE>\n<SIP_Line_List>\n<SIP_Line_List_Entry>\n<ID>SIP1</ID>\n<Phone_Number>AA</Phone_Number>\n<Register_Pwd>BB</Register_Pwd>\n<Display_Name>CC</Display_Name>\n</SIP_Line_List_Entry>\n</SIP_Line_List>\n</SIP_CONFIG_MODULE>\n</VOIP_CONFIG_FILE>\n",
	"<sysConf>\n    <Version>VV</Version>\n    <sip>\n        <line index=\"1\">\n            <PhoneNumber>AA</PhoneNumber>\n            <RegisterPswd>BB</RegisterPswd>\n            <DisplayName>CC</DisplayName>\n        </line>\n    </sip>\n</sysConf>\n",
	"#<Voip Config File>#\nVersion = VV\nsip.line.1.PhoneNumber = AA\nsip.line.1.RegPswd = BB\nsip.line.1.DisplayName = CC\n",
}

// FuzzLearn learns of files with whatever in the place of their values: generate makes each
// that fits again, and each other one is named. Three files without anything odd fit.
func FuzzLearn(f *testing.F) {
	for i := range bare {
		f.Add(uint8(i), "2.0001", "a,\"b\"", "{{mac}}", "&amp;&#65;<![CDATA[x]]>", "")
		f.Add(uint8(i), "2.0000000002", "</PhoneNumber><PhoneNumber>", "]]>", "a\r\nSIP1 MWI Num:1", `""`)
	}
	f.Add(uint8(0), "\x00", "=1+1", " x ", "\x00\xff\r", "\u202e\u00a0")
	f.Fuzz(func(t *testing.T, dialect uint8, version, a, b, c, d string) {
		text := bare[int(dialect)%len(bare)]
		fill := func(version, a, b, c string) string {
			return strings.NewReplacer("VV", version, "AA", a, "BB", b, "CC", c).Replace(text)
		}
		fleet := folder{"0c383e0000f1.cfg": fill(version, a, b, c), "0c383e0000f2.txt": fill("2.0001", "8", c, d)}
		for i := range 3 {
			fleet[fmt.Sprintf("0c383e00000%d.cfg", i)] = fill("2.0001", fmt.Sprint(i), "x", "y")
		}
		for _, options := range []LearnOptions{{KeepGoing: true}, {KeepGoing: true, Cluster: true, Apart: true}} {
			lesson := fleet.learn(t, options)
			checkLesson(t, fleet, lesson)
			if lesson.Files < 3 {
				t.Fatalf("%d files fit, and 3 are alike: %v", lesson.Files, lesson.Misfits)
			}
			for _, m := range lesson.Misfits {
				if len(b) > 8 && m.Name == "0c383e0000f1.cfg" && strings.Contains(m.Text, b) && isOne(fleet[m.Name]) {
					t.Fatalf("a password is shown: %v", m)
				}
			}
		}
	})
}

// isOne reports whether a file has the three settings that it was made with, and no other.
func isOne(text string) bool {
	f, err := cfgfile.Parse([]byte(text))
	return err == nil && f.WellFormed() == nil && f.Len() == 3 && len(f.Problems()) == 0
}
