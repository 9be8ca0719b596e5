package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// mistake is one that people make, and how it looks in each dialect. The mark ^ stands
// where it is to be found.
type mistake struct {
	name, rule                      string
	legacy, modern, xmlLegacy, conf string
}

var mistakes = []mistake{
	{"a key in another module", "FV303",
		"<GLOBAL CONFIG MODULE>\n^PNP Enable         :1",
		"<NET CONFIG MODULE>\n^PNP Enable         :1",
		"<GLOBAL_CONFIG_MODULE>\n<^PNP_Enable>1</PNP_Enable>\n</GLOBAL_CONFIG_MODULE>",
		"<net>\n<^PNPEnable>1</PNPEnable>\n</net>"},
	{"a flag set to yes", "FV305",
		"<AUTOUPDATE CONFIG MODULE>\nPNP Enable         :^yes",
		"<AUTOUPDATE CONFIG MODULE>\n--Sip Pnp List--   :\nPNP Enable         :^yes",
		"<AUTOUPDATE_CONFIG_MODULE>\n<PNP_Enable>^yes</PNP_Enable>\n</AUTOUPDATE_CONFIG_MODULE>",
		`<sip><line index="1">` + "\n<EnableReg>^yes</EnableReg>\n</line></sip>"},
	{"a port of 70000", "FV305",
		"<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Register Port :^70000",
		"<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Register Port      :^70000",
		"<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>\n<Register_Port>^70000</Register_Port>\n</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>",
		`<sip><line index="1">` + "\n<RegisterPort>^70000</RegisterPort>\n</line></sip>"},
	{"a host with a space", "FV305",
		"<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Register Addr :^pbx example.com",
		"<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Register Addr      :^pbx example.com",
		"<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>\n<Register_Addr>^pbx example.com</Register_Addr>\n</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>",
		`<sip><line index="1">` + "\n<RegisterAddr>^pbx example.com</RegisterAddr>\n</line></sip>"},
	{"a phone book that ends in .bmp", "FV404",
		"<AUTOUPDATE CONFIG MODULE>\nAuto Pbook Url     :^http://192.0.2.1/book.bmp",
		"<AUTOUPDATE CONFIG MODULE>\nAuto Pbook Url     :^http://192.0.2.1/book.bmp\n<NET CONFIG MODULE>\nMTU                :1500",
		"<AUTOUPDATE_CONFIG_MODULE>\n<Auto_Pbook_Url>^http://192.0.2.1/book.bmp</Auto_Pbook_Url>\n</AUTOUPDATE_CONFIG_MODULE>",
		"<ap>\n<AutoPbookUrl>^http://192.0.2.1/book.bmp</AutoPbookUrl>\n</ap>"},
	{"an access list for an X6", "FV405",
		"<AUTOUPDATE CONFIG MODULE>\n^Auto AList Url     :http://192.0.2.1/accessList.csv",
		"<AUTOUPDATE CONFIG MODULE>\n^Auto AList Url     :http://192.0.2.1/accessList.csv\n<NET CONFIG MODULE>\nMTU                :1500",
		"<AUTOUPDATE_CONFIG_MODULE>\n<^Auto_AList_Url>http://192.0.2.1/accessList.csv</Auto_AList_Url>\n</AUTOUPDATE_CONFIG_MODULE>",
		"<ap>\n<^AutoAListUrl>http://192.0.2.1/accessList.csv</AutoAListUrl>\n</ap>"},
}

// TestMistakes makes one mistake in an else clean file of each dialect, for an X6: all
// rules together find it, where it is, and nothing else.
func TestMistakes(t *testing.T) {
	x6, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	linter := mustNew(t, Options{Model: &x6})
	frames := []struct {
		dialect string
		frame   func(...string) string
		body    func(mistake) string
	}{
		{"text-legacy", legacy, func(m mistake) string { return m.legacy }},
		{"text-modern", modern, func(m mistake) string { return m.modern }},
		{"xml-legacy", xmlLegacy, func(m mistake) string { return m.xmlLegacy }},
		{"sysconf", sysconf, func(m mistake) string { return m.conf }},
	}
	for _, m := range mistakes {
		for _, f := range frames {
			t.Run(m.name+" in "+f.dialect, func(t *testing.T) {
				src := f.frame(strings.Split(f.body(m), "\n")...)
				before, after, _ := strings.Cut(src, "^")
				line := 1 + strings.Count(before, "\n")
				column := len(before) - strings.LastIndexByte(before, '\n')
				var got []string
				for _, f := range linter.Lint("office.cfg", []byte(before+after)) {
					got = append(got, fmt.Sprintf("%s %d:%d", f.Rule.ID, f.Line, f.Column))
				}
				if want := []string{fmt.Sprintf("%s %d:%d", m.rule, line, column)}; !slices.Equal(got, want) {
					t.Errorf("found %v, want %v in\n%s", got, want, before+after)
				}
			})
		}
	}
}
