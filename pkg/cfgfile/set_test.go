package cfgfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// The files that the edits are tried on, one of each dialect.
const (
	editLegacy = "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n" +
		"<GLOBAL CONFIG MODULE>\r\nWAN Mode           :DHCP\r\nTime Zone          :32\r\n\r\n" +
		"<SIP CONFIG MODULE>\r\nSIP  Port          :5060\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :1001\r\nSIP1 Register Addr :\r\nSIP2 Phone Number  :1002\r\nSTUN Server        :x\r\n" +
		"<<END OF FILE>>\r\n"
	editModern = "<<VOIP CONFIG FILE>>Version:2.0000000000\n\n<NET CONFIG MODULE>\nWAN TYPE           :0\n--Net Global--     :\nHTTP Port          :80\n\n" +
		"<SIP CONFIG MODULE>\nSIP  Port          :5060\n--SIP Line List--  :\nSIP1 Phone Number       :1001\nSIP1 BakProxy Need Reg On:0\nSIP2 Phone Number       :1002\n--SIP P2P Config-- :\nP2P Enable         :0\n<<END OF FILE>>\n"
	editLegacyXML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n<GLOBAL_CONFIG_MODULE>\n<Time_Zone>32</Time_Zone>\n</GLOBAL_CONFIG_MODULE>\n" +
		"<SIP_CONFIG_MODULE>\n<SIP__Port>5060</SIP__Port>\n<SIP_Line_List>\n<SIP_Line_List_Entry>\n<ID>SIP1</ID>\n<Phone_Number>1001</Phone_Number>\n<Register_Addr></Register_Addr>\n</SIP_Line_List_Entry>\n</SIP_Line_List>\n<STUN_Server>x</STUN_Server>\n</SIP_CONFIG_MODULE>\n</VOIP_CONFIG_FILE>\n"
	editSysconf = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <Version>2.0000000000</Version>\n    <net>\n        <WANTYPE>0</WANTYPE>\n        <MTU/>\n    </net>\n    <sip>\n        <SIPPort>5060</SIPPort>\n" +
		"        <line index=\"1\">\n            <PhoneNumber>1001</PhoneNumber>\n            <DisplayName><![CDATA[A & B]]><!-- c --></DisplayName>\n        </line>\n    </sip>\n</sysConf>\n"
	editDotted = "#<Voip Config File>#\nVersion = 2.0000000000\nsip.line.1.PhoneNumber = 1001\nsip.line.1.RegAddr =\n# dhcp\nnet.dhcp.Enabled = 1\n"
)

// TestSet checks an edit by the piece of the file that it changes into another.
func TestSet(t *testing.T) {
	for _, c := range []struct{ name, src, path, value, old, new string }{
		{"value", editLegacy, "GLOBAL CONFIG MODULE:WAN Mode", "PPPOE", ":DHCP\r\n", ":PPPOE\r\n"},
		{"empty value", editLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr", "a:b", "Addr :\r\n", "Addr :a:b\r\n"},
		{"to empty", editLegacy, "WAN Mode", "", ":DHCP\r\n", ":\r\n"},
		{"leading and trailing spaces", editLegacy, "WAN Mode", "  x ", ":DHCP\r\n", ":  x \r\n"},
		{"key of a list without the list", editLegacy, "SIP CONFIG MODULE:SIP1 Register Addr", "a", "Addr :\r\n", "Addr :a\r\n"},
		{"new key of a module", editLegacy, "GLOBAL CONFIG MODULE:Enable SNTP", "1", "Zone          :32\r\n", "Zone          :32\r\nEnable SNTP        :1\r\n"},
		{"new key, cut", editLegacy, "SIP CONFIG MODULE:SIP1 Enable Failback", "1", "SIP1 Register Addr :\r\n", "SIP1 Register Addr :\r\nSIP1 Enable Failbac:1\r\n"},
		{"a cut key given in full", strings.Replace(editLegacy, "SIP1 Register Addr ", "SIP1 Enable Failbac", 1), "SIP CONFIG MODULE:SIP1 Enable Failback", "1", "Failbac:\r\n", "Failbac:1\r\n"},
		{"a cut key given in full and alone", strings.Replace(editLegacy, "SIP1 Register Addr ", "SIP1 Enable Failbac", 1), "SIP1 Enable Failback", "1", "Failbac:\r\n", "Failbac:1\r\n"},
		{"key behind the lists of its module", editLegacy, "SIP CONFIG MODULE:Public Server", "y", ":x\r\n", ":x\r\nPublic Server      :y\r\n"},
		{"new entry", editLegacy, "SIP3 Phone Number", "1003", "SIP2 Phone Number  :1002\r\n", "SIP2 Phone Number  :1002\r\nSIP3 Phone Number  :1003\r\n"},
		{"new list", editLegacy, "SIP CONFIG MODULE:Port Config:P1 X", "1", ":x\r\n", ":x\r\n--Port Config--    :\r\nP1 X               :1\r\n"},
		{"new list, cut", editLegacy, "SIP CONFIG MODULE:Broadsoft Calllogs:P1 X", "1", ":x\r\n", ":x\r\n--Broadsoft Calllog:\r\nP1 X               :1\r\n"},
		{"new list, markers without padding", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n--L--:\nP1 A:1\n", "SIP CONFIG MODULE:M:P1 B", "2", "P1 A:1\n", "P1 A:1\n--M--:\nP1 B:2\n"},
		{"new module with a list", editLegacy, "TELE CONFIG MODULE:Port Config:P1 Enable DND", "1", "<<END", "\r\n<TELE CONFIG MODULE>\r\n--Port Config--    :\r\nP1 Enable DND      :1\r\n<<END"},
		{"no padding", "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode:DHCP\nA:1\n", "GLOBAL CONFIG MODULE:B", "2", "A:1\n", "A:1\nB:2\n"},
		{"no line end", "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nA:1", "GLOBAL CONFIG MODULE:B", "2", "A:1", "A:1\nB:2"},
		{"module without settings", "<<VOIP CONFIG FILE>>Version:2.0002\r\n<GLOBAL CONFIG MODULE>\r\n<<END OF FILE>>", "GLOBAL CONFIG MODULE:B", "2", "MODULE>\r\n", "MODULE>\r\nB                  :2\r\n"},

		{"text-modern, list with prefix", editModern, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr", "a", "Reg On:0\n", "Reg On:0\nSIP1 Register Addr      :a\n"},
		{"text-modern, before the first list", editModern, "NET CONFIG MODULE::WAN IP", "a", "WAN TYPE           :0\n", "WAN TYPE           :0\nWAN IP             :a\n"},
		{"text-modern, group", editModern, "NET CONFIG MODULE:Net Global:Telnet Port", "23", "HTTP Port          :80\n", "HTTP Port          :80\nTelnet Port        :23\n"},
		{"text-modern, new list", editModern, "NET CONFIG MODULE:WIFI Config:WIFI Enable", "1", "Port          :80\n", "Port          :80\n--WIFI Config--    :\nWIFI Enable        :1\n"},

		{"xml-legacy", editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Addr", "<a>&\"']]>", "<Register_Addr></", "<Register_Addr>&lt;a&gt;&amp;\"']]&gt;</"},
		{"xml-legacy, new key", editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Port", "5060", "</Register_Addr>\n", "</Register_Addr>\n<Register_Port>5060</Register_Port>\n"},
		{"xml-legacy, new entry", editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List[3]/Phone_Number", "1", "Entry>\n</SIP_Line_List>", "Entry>\n<SIP_Line_List_Entry>\n<ID>SIP3</ID>\n<Phone_Number>1</Phone_Number>\n</SIP_Line_List_Entry>\n</SIP_Line_List>"},
		{"xml-legacy, entry that has its ID alone", "<VOIP_CONFIG_FILE><M><L><L_Entry><ID>P1</ID><!-- c --></L_Entry></L></M></VOIP_CONFIG_FILE>", "M/L[1]/K", "1", "</ID>", "</ID><K>1</K>"},
		{"xml-legacy, new list and module", editLegacyXML, "TELE_CONFIG_MODULE/Port_Config[1]/Enable_DND", "1", "\n</VOIP", "\n<TELE_CONFIG_MODULE>\n<Port_Config>\n<Port_Config_Entry>\n<ID>P1</ID>\n<Enable_DND>1</Enable_DND>\n</Port_Config_Entry>\n</Port_Config>\n</TELE_CONFIG_MODULE>\n</VOIP"},
		{"xml-legacy, behind the list", editLegacyXML, "SIP_CONFIG_MODULE/Public_Server", "y", "</STUN_Server>\n", "</STUN_Server>\n<Public_Server>y</Public_Server>\n"},

		{"sysconf", editSysconf, "sip/line[1]/PhoneNumber", "1009", ">1001<", ">1009<"},
		{"sysconf, CDATA", editSysconf, "sip/line[1]/DisplayName", "C & D", "<![CDATA[A & B]]><!-- c -->", "C &amp; D"},
		{"sysconf, CDATA that says so already", editSysconf, "sip/line[1]/DisplayName", "A & B", "", ""},
		{"sysconf, closing itself", editSysconf, "net/MTU", "1500", "<MTU/>", "<MTU>1500</MTU>"},
		{"sysconf, closing itself, empty", editSysconf, "net/MTU", "", "", ""},
		{"sysconf, to a space", editSysconf, "net/WANTYPE", " ", ">0<", "> <"},
		{"sysconf, index left out", editSysconf, "sip/line/PhoneNumber", "1009", ">1001<", ">1009<"},
		{"sysconf, new key", editSysconf, "net/WANIP", "192.0.2.1", "<MTU/>\n", "<MTU/>\n        <WANIP>192.0.2.1</WANIP>\n"},
		{"sysconf, new entry", editSysconf, "sip/line[3]/PhoneNumber", "1003", "</line>\n", "</line>\n        <line index=\"3\">\n            <PhoneNumber>1003</PhoneNumber>\n        </line>\n"},
		{"sysconf, new lists in lists", editSysconf, "dsskey/internal[1]/Fkey[2]/Type", "1", "</sip>\n", "</sip>\n    <dsskey>\n        <internal index=\"1\">\n            <Fkey index=\"2\">\n                <Type>1</Type>\n            </Fkey>\n        </internal>\n    </dsskey>\n"},
		{"sysconf, before the entries behind it", strings.Replace(editSysconf, `index="1"`, `index="5"`, 1), "sip/line[3]/PhoneNumber", "1003", "        <line", "        <line index=\"3\">\n            <PhoneNumber>1003</PhoneNumber>\n        </line>\n        <line"},
		{"sysconf in one line", "<sysConf><net><A>1</A></net></sysConf>", "net/B", "2", "</A>", "</A><B>2</B>"},
		{"sysconf, root closing itself", "<sysConf/>", "net/B", "2", "<sysConf/>", "<sysConf>\n    <net>\n        <B>2</B>\n    </net>\n</sysConf>"},
		{"sysconf, module closing itself", "<sysConf>\n  <net/>\n</sysConf>", "net/B", "2", "<net/>", "<net>\n    <B>2</B>\n  </net>"},
		{"sysconf, empty module", "<sysConf>\r\n\t<net>\r\n\t</net>\r\n</sysConf>", "net/B", "2", "<net>", "<net>\r\n\t\t<B>2</B>"},
		{"sysconf, comment behind the last", "<sysConf>\n<net>\n<A>1</A> <!-- c -->\n</net>\n</sysConf>", "net/B", "2", "c -->\n", "c -->\n<B>2</B>\n"},

		{"sysconf, comment of several lines", "<sysConf>\n<net>\n<A>1</A> <!-- c\n -->\n</net>\n</sysConf>", "net/B", "2", "</A>", "</A>\n<B>2</B>"},
		{"sysconf, comment before something", "<sysConf><net><A>1</A><!-- c --><l index=\"1\"><B>1</B></l></net></sysConf>", "net/C", "2", "</A>", "</A><C>2</C>"},
		{"sysconf, behind the greatest index below", "<sysConf><net><l index=\"2\"><B>1</B></l><l index=\"1\"><B>1</B></l></net></sysConf>", "net/l[3]/B", "2", "</l><l index=\"1\">", "</l><l index=\"3\"><B>2</B></l><l index=\"1\">"},
		{"sysconf, before the smallest index above", "<sysConf><net><l index=\"5\"><B>1</B></l><l index=\"7\"><B>1</B></l></net></sysConf>", "net/l[3]/B", "2", "<net>", "<net><l index=\"3\"><B>2</B></l>"},

		{"dotted, behind the greatest index below", "#<Voip Config File>#\na.b.2.c=1\na.b.3.c=1\na.b.4.c=1\na.b.1.c=1\na.b.7.c=1\n", "a.b.6.c", "1", "a.b.4.c=1\n", "a.b.4.c=1\na.b.6.c=1\n"},
		{"dotted", editDotted, "sip.line.1.PhoneNumber", "1009 ", "= 1001\n", "= 1009 \n"},
		{"dotted, space taken by an editor", editDotted, "sip.line.1.RegAddr", "a", "RegAddr =\n", "RegAddr = a\n"},
		{"dotted, new key", editDotted, "sip.line.1.RegUser", "a=b", "RegAddr =\n", "RegAddr =\nsip.line.1.RegUser = a=b\n"},
		{"dotted, new entry", editDotted, "sip.line.2.RegUser", "a", "RegAddr =\n", "RegAddr =\nsip.line.2.RegUser = a\n"},
		{"dotted, new module", editDotted, "ap.pnp.Enabled", "1", "Enabled = 1\n", "Enabled = 1\nap.pnp.Enabled = 1\n"},
		{"dotted, empty", editDotted, "ap.pnp.Enabled", "", "Enabled = 1\n", "Enabled = 1\nap.pnp.Enabled = \n"},
		{"dotted without spaces", "#<Voip Config File>#\r\na.B=1\r\n", "a.C", "2", "a.B=1\r\n", "a.B=1\r\na.C=2\r\n"},
		{"dotted, none yet", "#<Voip Config File>#\nVersion = 2.0", "a.C", "2", "2.0", "2.0\na.C = 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			if strings.Count(c.src, c.old) != 1 && c.old != "" {
				t.Fatalf("%q does not stand once in the file", c.old)
			}
			if _, err := f.SetUnchecked(c.path, c.value); err != nil {
				t.Fatal(err)
			}
			if want := strings.Replace(c.src, c.old, c.new, 1); f.Source() != want {
				t.Errorf("got\n%q\nwant\n%q", f.Source(), want)
			}
			if s, err := f.Lookup(c.path); err != nil || s.Value != c.value {
				t.Errorf("it reads back as %q, %v", s.Value, err)
			}
			sameAsRead(t, f)
		})
	}
}

// sameAsRead checks that a file knows of itself what reading it again tells.
func sameAsRead(t *testing.T, f *File) {
	t.Helper()
	again := mustParse(t, f.Source())
	if again.Dialect() != f.Dialect() || again.Frame() != f.Frame() || !slices.Equal(again.Problems(), f.Problems()) {
		t.Fatalf("it knows\n%v %+v %+v\nread again\n%v %+v %+v", f.Dialect(), f.Frame(), f.Problems(), again.Dialect(), again.Frame(), again.Problems())
	}
	var here, there []Setting
	for _, s := range f.Settings() {
		here = append(here, s)
	}
	for _, s := range again.Settings() {
		there = append(there, s)
	}
	if !slices.Equal(here, there) {
		t.Fatalf("its settings are\n%+v\nread again\n%+v", here, there)
	}
	checkSettings(t, f)
}

func TestSetRefuses(t *testing.T) {
	broken := "<sysConf><net><A>1</A></net>"
	for _, c := range []struct {
		name, src, path, value string
		want                   error
		text                   string
	}{
		{"line feed", editLegacy, "WAN Mode", "a\nSIP  Port:1", &ValueError{}, "line break"},
		{"carriage return", editSysconf, "net/MTU", "a\rb", &ValueError{}, "line break"},
		{"line feed in a new setting", editDotted, "a.B", "a\nb.C = 1", &ValueError{}, "line break"},
		{"NUL", editDotted, "net.dhcp.Enabled", "a\x00", &ValueError{}, "NUL"},
		{"control character", editSysconf, "net/MTU", "\x1b[0m", &ValueError{}, "control"},
		{"C1 control character", editLegacy, "WAN Mode", "\u0085", &ValueError{}, "control"},
		{"no UTF-8", editLegacy, "WAN Mode", "\xff", &ValueError{}, "UTF-8"},
		{"leading space in dotted", editDotted, "net.dhcp.Enabled", " a", &ValueError{}, "space"},
		{"nothing found", editLegacy, "SIP1 Phone Numbr", "a", &NotFoundError{}, "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
		{"several found", strings.Replace(editSysconf, "    </sip>", "<line index=\"2\"><PhoneNumber/></line></sip>", 1), "PhoneNumber", "a", &AmbiguousError{}, "line[2]/PhoneNumber (line 14)"},
		{"the same twice", editLegacy + "", "STUN Server", "a", nil, ""},
		{"repeated", strings.Replace(editLegacy, "Time Zone          :", "WAN Mode           :", 1), "WAN Mode", "a", &AmbiguousError{}, "leave only one"},
		{"pattern that finds nothing", editLegacy, "SIP*:Q* R*", "a", &NotFoundError{}, "no such setting"},
		{"the version", editLegacy, "Version", "2.0003", &PathError{}, "stamp"},
		{"four parts", editLegacy, "A MODULE:B:C:D", "1", &PathError{}, "MODULE:LIST:KEY"},
		{"no module's name", editLegacy, "SIP:A", "1", &PathError{}, "ends in MODULE"},
		{"a space for a list", editLegacy, "SIP CONFIG MODULE: :A", "1", &PathError{}, "a list's name"},
		{"a list with dashes", editModern, "SIP CONFIG MODULE:--A--:A", "1", &PathError{}, "a list's name"},
		{"comment for a key", editLegacy, "SIP CONFIG MODULE:#A", "1", &PathError{}, "start with #"},
		{"line break in a key", editLegacy, "SIP CONFIG MODULE:A\nB", "1", &PathError{}, "line break"},
		{"no element's name", editSysconf, "net/A B", "1", &PathError{}, "no name of an element"},
		{"index 0", editSysconf, "sip/line[0]/A", "1", &PathError{}, "1 to 9999"},
		{"a setting for a list", editSysconf, "net/MTU/A", "1", &PathError{}, "stands in the file as a setting"},
		{"an entry's ID", editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List[1]/ID", "SIP2", &PathError{}, "number of an entry"},
		{"list of unknown IDs", editLegacyXML, "SIP_CONFIG_MODULE/No_Such_List[1]/A", "1", &PathError{}, "by hand"},
		{"too deep", editSysconf, "a" + strings.Repeat("/a", 100), "1", &PathError{}, "64 levels"},
		{"empty part", editDotted, "a..b", "1", &PathError{}, "empty"},
		{"space in a path", editDotted, "a.b c", "1", &PathError{}, "letters"},
		{"ill-formed", broken, "net/A", "2", ErrNotWellFormed, "line 1, column 29"},
		{"empty element that would be a module", "<sysConf><A>1</A></sysConf>", "A", "", &PathError{}, "read as something else"},
		{"value that makes another dialect of the file", "# c\na.B = 1\n", "a.B", "<<VOIP CONFIG FILE>>", errUnreadable, "would no longer be read"},
		{"unclosed pattern", editLegacy, "SIP[:A", "1", &PathError{}, "not closed"},
		{"a key that is cut at a space", strings.Replace(editLegacy, "Register Addr", "Register Pswd", 1), "SIP1 Register Pswd Old", "1", &PathError{}, `leaves "SIP1 Register Pswd"`},
		{"the same with its module", strings.Replace(editLegacy, "Register Addr", "Register Pswd", 1), "SIP CONFIG MODULE:SIP1 Register Pswd Old", "1", &PathError{}, `leaves "SIP1 Register Pswd"`},
		{"a label of several settings that is a key elsewhere", editLegacy, "Server Address", "1.2.3.4", &NotFoundError{}, "AUTOUPDATE CONFIG MODULE:PNP IP (SIP Plug and Play > Server Address)"},
		{"a label of another setting in sysconf", editSysconf, "ServerPort", "5060", &NotFoundError{}, "no setting of this name; the vendor's description has it for\n  ap/pnp/PNPPort"},
		{"a long label behind its page", editLegacy, "Maintenance > Auto Provision > User", "bob", &NotFoundError{}, "Download Username"},
		{"a long label behind a misspelt page", editLegacy, "Maintenance > Auto Provison > User", "bob", &NotFoundError{}, `did you mean "Maintenance > Auto Provision"?`},
		{"entry 0", editLegacy, "SIP0 Transport", "1", &PathError{}, "counts from 1"},
		{"entry 01", editModern, "SIP CONFIG MODULE:SIP Line List:SIP01 Transport", "1", &PathError{}, "counts from 1"},
		{"entry 01 in dotted", editDotted, "sip.line.01.RegAddr", "1", &PathError{}, "no zeros in front"},
		{"an element without its number", editSysconf, "sip/line/RegisterAddr", "1", &PathError{}, "as in line[1]"},
		{"one that the dictionary has by number", editSysconf, "dsskey/internal/Fkey[3]/Type", "1", &PathError{}, "as in internal[1]"},
		{"an entry without its number", editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List/New", "1", &PathError{}, "as in SIP_Line_List[1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			_, err := f.SetUnchecked(c.path, c.value)
			if c.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if !sameKind(err, c.want) || !strings.Contains(err.Error(), c.text) {
				t.Fatalf("%T %v", err, err)
			}
			if f.Source() != c.src {
				t.Errorf("a refused edit changes the file to\n%q", f.Source())
			}
			sameAsRead(t, f)
		})
	}
}

// sameKind tells whether an error is of the type of another, or is it.
func sameKind(err, want error) bool {
	switch want.(type) {
	case *ValueError:
		return errors.As(err, new(*ValueError))
	case *PathError:
		return errors.As(err, new(*PathError))
	case *NotFoundError:
		return errors.As(err, new(*NotFoundError))
	case *AmbiguousError:
		return errors.As(err, new(*AmbiguousError))
	case *UnknownKeyError:
		return errors.As(err, new(*UnknownKeyError))
	case *KindError:
		return errors.As(err, new(*KindError))
	case *DialectError:
		return errors.As(err, new(*DialectError))
	}
	return errors.Is(err, want)
}
