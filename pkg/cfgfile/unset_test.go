package cfgfile

import (
	"errors"
	"strings"
	"testing"
)

// TestUnset checks what is gone from the file.
func TestUnset(t *testing.T) {
	for _, c := range []struct{ name, src, path, gone string }{
		{"line", editLegacy, "WAN Mode", "WAN Mode           :DHCP\r\n"},
		{"of a list", editLegacy, "SIP1 Register Addr", "SIP1 Register Addr :\r\n"},
		{"a list with its marker", editModern, "NET CONFIG MODULE:Net Global:HTTP Port", "--Net Global--     :\nHTTP Port          :80\n"},
		{"module stays", editModern, "SIP CONFIG MODULE:SIP  Port", "SIP  Port          :5060\n"},
		{"behind a module header", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP MODULE>A:1\nB:2\n", "A", "A:1"},
		{"without a line end", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP MODULE>\nA:1\nB:2", "B", "B:2"},
		{"xml-legacy", editLegacyXML, "Register_Addr", "\n<Register_Addr></Register_Addr>"},
		{"sysconf, closing itself", editSysconf, "net/MTU", "\n        <MTU/>"},
		{"sysconf, with CDATA", editSysconf, "DisplayName", "\n            <DisplayName><![CDATA[A & B]]><!-- c --></DisplayName>"},
		{"sysconf, last of an entry", "<sysConf>\n<sip>\n<A>1</A>\n<line index=\"1\"><B>1</B></line>\n<line index=\"2\">\n<B/>\n</line>\n</sip>\n</sysConf>", "sip/line[2]/B", "\n<line index=\"2\">\n<B/>\n</line>"},
		{"sysconf, last of a group", "<sysConf>\n<a>\n<b><c>\n<D>1</D>\n</c></b>\n</a>\n</sysConf>", "D", "\n<b><c>\n<D>1</D>\n</c></b>"},
		{"sysconf, in a line with more", "<sysConf><a><B>1</B><C>2</C></a></sysConf>", "B", "<B>1</B>"},
		{"sysconf, with a comment behind", "<sysConf>\n<a>\n<B>1</B> <!-- c -->\n</a></sysConf>", "B", "<B>1</B>"},
		{"xml-legacy, last of an entry", "<VOIP_CONFIG_FILE>\n<M>\n<A>1</A>\n<L>\n<L_Entry>\n<ID>P1</ID>\n<K>1</K>\n</L_Entry>\n</L>\n</M>\n</VOIP_CONFIG_FILE>", "M/L[1]/K", "\n<L>\n<L_Entry>\n<ID>P1</ID>\n<K>1</K>\n</L_Entry>\n</L>"},
		{"xml-legacy, beside an entry that has its ID alone", "<VOIP_CONFIG_FILE><M><L><L_Entry><ID>P1</ID></L_Entry><L_Entry><ID>P2</ID><K>1</K></L_Entry></L></M></VOIP_CONFIG_FILE>", "M/L[2]/K", "<L_Entry><ID>P2</ID><K>1</K></L_Entry>"},
		{"dotted", editDotted, "net.dhcp.Enabled", "net.dhcp.Enabled = 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(c.src, c.gone) != 1 {
				t.Fatalf("%q does not stand once in the file", c.gone)
			}
			f := mustParse(t, c.src)
			if _, err := f.Unset(c.path); err != nil {
				t.Fatal(err)
			}
			if want := strings.Replace(c.src, c.gone, "", 1); f.Source() != want {
				t.Errorf("got\n%q\nwant\n%q", f.Source(), want)
			}
			sameAsRead(t, f)
		})
	}
}

// TestUnsetUndoesSet checks that a file is as it was after a setting, with what
// was made for it, is set and taken out again.
func TestUnsetUndoesSet(t *testing.T) {
	for src, paths := range map[string][]string{
		editLegacy:    {"SIP CONFIG MODULE:Public Server", "SIP3 Phone Number", "SIP CONFIG MODULE:Port Config:P1 X"},
		editModern:    {"NET CONFIG MODULE:WIFI Config:WIFI Enable", "SIP CONFIG MODULE:SIP P2P Config:X"},
		editLegacyXML: {"SIP_CONFIG_MODULE/SIP_Line_List[3]/Phone_Number", "GLOBAL_CONFIG_MODULE/X"},
		editSysconf:   {"sip/line[3]/PhoneNumber", "sip/a/b[2]/C", "net/X"},
		editDotted:    {"sip.line.1.X", "sip.line.4.X", "a.b"},
	} {
		for _, path := range paths {
			f := mustParse(t, src)
			if _, err := f.SetUnchecked(path, "1"); err != nil {
				t.Fatal(err)
			}
			if f.Source() == src {
				t.Errorf("%s: nothing is set", path)
			}
			if _, err := f.Unset(path); err != nil || f.Source() != src {
				t.Errorf("%s: %v\n%q", path, err, f.Source())
			}
		}
	}
}

func TestUnsetSeveral(t *testing.T) {
	f := mustParse(t, editLegacy)
	if _, err := f.Unset("WAN Mode", "SIP1 *"); !errors.As(err, new(*AmbiguousError)) || f.Source() != editLegacy {
		t.Errorf("%v\n%q", err, f.Source())
	}
	if _, err := f.Unset("WAN Mode", "WAN Modes"); !errors.As(err, new(*NotFoundError)) || f.Source() != editLegacy {
		t.Errorf("%v\n%q", err, f.Source())
	}
	if _, err := f.UnsetAll("SIP[12] *", "SIP CONFIG MODULE:SIP1 *"); err != nil {
		t.Fatal(err)
	}
	list := "--SIP Line List--  :\r\nSIP1 Phone Number  :1001\r\nSIP1 Register Addr :\r\nSIP2 Phone Number  :1002\r\n"
	if want := strings.Replace(editLegacy, list, "", 1); f.Source() != want {
		t.Errorf("got\n%q\nwant\n%q", f.Source(), want)
	}
	broken := mustParse(t, "<sysConf><a><B>1</B>")
	if _, err := broken.Unset("B"); !errors.Is(err, ErrNotWellFormed) {
		t.Errorf("ill-formed: %v", err)
	}
}

func TestUnsetAllOfAModule(t *testing.T) {
	f := mustParse(t, editSysconf)
	if _, err := f.UnsetAll("sip/*"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(f.Source(), "    <sip>\n    </sip>\n</sysConf>") {
		t.Errorf("%q", f.Source())
	}
	sameAsRead(t, f)
}
