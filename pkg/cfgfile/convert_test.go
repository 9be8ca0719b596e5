package cfgfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// partners gives the dialects that a file of a dialect converts to.
func partners(d Dialect) []Dialect {
	all := []Dialect{TextLegacy, XMLLegacy, TextModern, Sysconf, Dotted}
	return slices.DeleteFunc(all, func(to Dialect) bool { return to == d || !SharesNames(d, to) })
}

// parseAs reads a file whose dialect is known. A short text file does not tell its
// generation.
func parseAs(src string, d Dialect) *File {
	f := read(src, d)
	if d.IsText() {
		f.settleText(d)
	}
	return f
}

func mustConvert(t *testing.T, f *File, to Dialect) *Conversion {
	t.Helper()
	c, err := Convert(f, to, ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const crlfHeader = "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n"

var conversions = []struct {
	name     string
	from, to Dialect
	src      string
	want     string
	losses   []Loss
}{
	{"lists and double spaces", TextLegacy, XMLLegacy,
		crlfHeader + "\r\n<SIP CONFIG MODULE>\r\nSIP  Port          :5060\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :a<&>\"b\r\nSIP1 Display Name  :\r\nSIP2 Phone Number  : x\r\nSTUN Server        :s\r\n<<END OF FILE>>\r\n",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n<SIP_CONFIG_MODULE>\n<SIP__Port>5060</SIP__Port>\n<SIP_Line_List>\n<SIP_Line_List_Entry>\n<ID>SIP1</ID>\n<Phone_Number>a&lt;&amp;&gt;\"b</Phone_Number>\n<Display_Name></Display_Name>\n</SIP_Line_List_Entry>\n<SIP_Line_List_Entry>\n<ID>SIP2</ID>\n<Phone_Number> x</Phone_Number>\n</SIP_Line_List_Entry>\n</SIP_Line_List>\n<STUN_Server>s</STUN_Server>\n</SIP_CONFIG_MODULE>\n</VOIP_CONFIG_FILE>\n",
		nil},
	{"names without an image", TextLegacy, XMLLegacy,
		"<<VOIP CONFIG FILE>>\n<TELE CONFIG MODULE>\nDial End With #    :1\n802.1P Value       :0\nA_B                :1\n# kept\nC                  :\x01\n#-- lost\n<<END OF FILE>>\nmore\n",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<!-- kept-->\n</VOIP_CONFIG_FILE>\n",
		[]Loss{
			{LostSetting, "TELE CONFIG MODULE:Dial End With #", 3, noXMLName},
			{LostSetting, "TELE CONFIG MODULE:802.1P Value", 4, noXMLName},
			{LostSetting, "TELE CONFIG MODULE:A_B", 5, "its name holds \"_\", which stands for a space in XML"},
			{LostSetting, "TELE CONFIG MODULE:C", 7, "its value holds a character that XML has no place for: a control character, or one that is not UTF-8"},
			{LostComment, "", 8, "a comment in XML holds no \"--\""},
			{LostText, "", 10, "it stands behind the footer"},
		}},
	{"what the parser read around", TextLegacy, XMLLegacy,
		"<<VOIP CONFIG FILE>>\nA:1\n<M MODULE>\nno colon\n x:y\n--L--:v\nP1 a:1\n--Empty--:\n<E MODULE>\n<<END OF FILE>>",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<M_MODULE>\n<x>y</x>\n<L>\n<L_Entry>\n<ID>P1</ID>\n<a>1</a>\n</L_Entry>\n</L>\n</M_MODULE>\n<E_MODULE></E_MODULE>\n</VOIP_CONFIG_FILE>\n",
		[]Loss{
			{LostSetting, "A", 2, outsideModule},
			{LostText, "", 4, notALine},
			{LostText, "", 6, markerWithValue},
			{LostContainer, "Empty", 8, "no setting stands in it"},
		}},
	{"what text has no place for", XMLLegacy, TextLegacy,
		"<VOIP_CONFIG_FILE a=\"b\">\n<version>2.0002</version>\n<X>1</X>\n<M_MODULE>\n<A>x&#10;Y  :1</A>\n<_B>1</_B>\n<L><C>1</C><L_Entry><ID>P1</ID><A>1</A></L_Entry><L_Entry><A>2</A></L_Entry><L_Entry><ID>P2</ID></L_Entry></L>\n<P3_A>1</P3_A>\nstray<!-- a\nb --></M_MODULE>\n</VOIP_CONFIG_FILE>\n",
		crlfHeader + "\r\n<M MODULE>\r\n--L--              :\r\nP1 A               :1\r\n# a\r\n#b \r\n<<END OF FILE>>\r\n",
		[]Loss{
			{LostAttribute, "a", 1, "only XML has attributes, and exports have none but index, a number from 1"},
			{LostSetting, "X", 3, outsideModule},
			{LostSetting, "M_MODULE/A", 5, "its value holds a line break"},
			{LostSetting, "M_MODULE/_B", 6, "its name starts or ends in a space in text"},
			{LostSetting, "M_MODULE/L/C", 7, "it stands in a list, but in none of its entries, which text has no place for"},
			{LostSetting, "M_MODULE/L/A", 7, "its entry has no ID, whose prefix and number keys in text start with"},
			{LostContainer, "L_Entry", 7, "no setting stands in it"},
			{LostSetting, "M_MODULE/P3_A", 8, "in text it would be read as part of the list before it"},
			{LostText, "", 9, "text between elements: a value stands in an element of its own"},
		}},
	{"cut names that meet", XMLLegacy, TextLegacy,
		"<VOIP_CONFIG_FILE><M_MODULE><Name_of_nineteen_letters>1</Name_of_nineteen_letters><Name_of_nineteen_le>2</Name_of_nineteen_le><Name_of_nineteen_le>3</Name_of_nineteen_le></M_MODULE></VOIP_CONFIG_FILE>",
		"<<VOIP CONFIG FILE>>                                          \r\n\r\n<M MODULE>\r\nName of nineteen le:1\r\n<<END OF FILE>>\r\n",
		[]Loss{
			{LostSetting, "M_MODULE/Name_of_nineteen_le", 1, "its name in text-legacy is the same as that of the setting on line 1"},
			{LostSetting, "M_MODULE/Name_of_nineteen_le", 1, "its name in text-legacy is the same as that of the setting on line 1"},
		}},
	{"by the dictionary", TextModern, Sysconf,
		"<<VOIP CONFIG FILE>>Version:2.0000000000\r\n<SIP CONFIG MODULE>\r\nSTUN Server        :s\r\n--SIP Line List--  :\r\nSIP12 SRTP Auth-Tag      :1\r\nSIP12 Use Turn           :1\r\nSIP12 Nonsense           :1\r\n<DSSKEY CONFIG MODULE>\r\n--Dsskey Config2-- :\r\nFkey3 Type               :1\r\n<<END OF FILE>>\r\n",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <Version>2.0000000000</Version>\n    <sip>\n        <STUNServer>s</STUNServer>\n        <line index=\"12\">\n            <SRTPAuth-Tag>1</SRTPAuth-Tag>\n        </line>\n    </sip>\n    <dsskey>\n        <internal index=\"2\">\n            <Fkey index=\"3\">\n                <Type>1</Type>\n            </Fkey>\n        </internal>\n    </dsskey>\n</sysConf>\n",
		[]Loss{
			{LostSetting, "SIP CONFIG MODULE:SIP Line List:SIP12 Use Turn", 6, "its name in sysconf is not known"},
			{LostSetting, "SIP CONFIG MODULE:SIP Line List:SIP12 Nonsense", 7, "the dictionary does not know it, so its name in sysconf is not known"},
		}},
	{"to text-modern, padded as exports are", Sysconf, TextModern,
		"<sysConf><sip><line index=\"1\"><RegisterAddr>a</RegisterAddr></line><STUNServer>s</STUNServer><line><RegisterAddr>b</RegisterAddr></line></sip></sysConf>",
		"<<VOIP CONFIG FILE>>                                          \r\n\r\n<SIP CONFIG MODULE>\r\nSTUN Server        :s\r\n--SIP Line List--  :\r\nSIP1 Register Addr      :a\r\n<<END OF FILE>>\r\n",
		[]Loss{{LostSetting, "sip/line/RegisterAddr", 1, "its name in text-modern, SIP CONFIG MODULE:SIP Line List:SIPN Register Addr, has another number of indexes"}}},
	{"a name that the dictionary has for another", TextModern, Sysconf,
		"<<VOIP CONFIG FILE>>\n<DSSKEY CONFIG MODULE>\n--Xml PhoneBook--:\nXML-PBook1 Name:a\n<<END OF FILE>>\n",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n</sysConf>\n",
		[]Loss{{LostSetting, "DSSKEY CONFIG MODULE:Xml PhoneBook:XML-PBook1 Name", 4, "its name in sysconf is that of PHONE FEATURE MODULE:Xml PhoneBook:XML-PBookN Name"}}},
	{"to dotted", Sysconf, Dotted,
		"<sysConf><Version>2.0</Version><sip><line index=\"2\"><RegisterAddr> a</RegisterAddr><RegisterUser>b</RegisterUser><CLIR>1</CLIR></line></sip><qos><VLANID>7</VLANID></qos></sysConf>",
		"#<Voip Config File>#\nVersion = 2.0\n\nsip.line.2.RegUser = b\n\nqos.VLANID = 7\n",
		[]Loss{
			{LostSetting, "sip/line[2]/RegisterAddr", 1, "its value starts with white space, which dotted files have no place for"},
			{LostSetting, "sip/line[2]/CLIR", 1, "its name in dotted is not known"},
		}},
	{"dotted to text by way of sysconf", Dotted, TextModern,
		"#<Voip Config File>#\nVersion = 2.0000000000\nsip.line.1.RegAddr = a\nsip.line.1.MWICode = 1\n",
		"<<VOIP CONFIG FILE>>Version:2.0000000000                      \r\n\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Register Addr      :a\r\n<<END OF FILE>>\r\n",
		[]Loss{{LostSetting, "sip.line.1.MWICode", 4, "its name in text-modern is not known"}}},
	{"what another dialect reads as something else", Sysconf, Dotted,
		"<sysConf><!-- a\n<Voip Config File># -->\n<sip><line index=\"1\"><RegisterUser>a&#x85;</RegisterUser></line></sip></sysConf>",
		"#<Voip Config File>#\n",
		[]Loss{
			{LostComment, "", 1, "in a dotted file it would be read as a header"},
			{LostSetting, "sip/line[1]/RegisterUser", 3, "its value holds a control character"},
		}},
	{"a version with a line break", XMLLegacy, TextLegacy,
		"<VOIP_CONFIG_FILE><version>2.0&#10;A:1</version></VOIP_CONFIG_FILE>",
		"<<VOIP CONFIG FILE>>                                          \r\n<<END OF FILE>>\r\n",
		[]Loss{{LostVersion, "Version", 1, "its value holds a line break"}}},
}

func TestConvert(t *testing.T) {
	for _, test := range conversions {
		t.Run(test.name, func(t *testing.T) {
			c := mustConvert(t, parseAs(test.src, test.from), test.to)
			if got := string(c.Data); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if !slices.Equal(c.Losses, test.losses) {
				t.Errorf("lost\n%+v\nwant\n%+v", c.Losses, test.losses)
			}
		})
	}
}

// TestConvertShowsNoGeneration converts so few names that text of either generation can
// have them.
func TestConvertShowsNoGeneration(t *testing.T) {
	f := mustParse(t, "<sysConf><Version>2.0002</Version><sip><SIPPort>5060</SIPPort></sip></sysConf>")
	c := mustConvert(t, f, TextModern)
	text := mustParse(t, string(c.Data))
	if c.ReadAs != TextLegacy || text.Dialect() != TextLegacy {
		t.Errorf("read as %v, and %v is said", text.Dialect(), c.ReadAs)
	}
	if got := diffOf(t, f, text); len(got) > 0 {
		t.Errorf("differs from what it was made of: %q", got)
	}
	// Padding behind the number shows it.
	f = mustParse(t, "<sysConf><Version>2.0002</Version><sip><line index=\"1\"><PhoneNumber>1</PhoneNumber></line></sip></sysConf>")
	if c = mustConvert(t, f, TextModern); c.ReadAs != TextModern {
		t.Errorf("%s is read as %v", c.Data, c.ReadAs)
	}
}

func TestConvertByAnalogy(t *testing.T) {
	src := "<<VOIP CONFIG FILE>>\n<SIP CONFIG MODULE>\n--SIP Line List--:\nSIP1 Use Turn:1\n<<END OF FILE>>\n"
	c, err := Convert(parseAs(src, TextModern), Sysconf, ConvertOptions{ByAnalogy: true})
	if err != nil || len(c.Losses) > 0 || !strings.Contains(string(c.Data), "<line index=\"1\">\n            <UseTurn>1</UseTurn>") {
		t.Errorf("%v, %+v\n%s", err, c.Losses, c.Data)
	}
}

func TestConvertReorders(t *testing.T) {
	for _, test := range []struct {
		from, to  Dialect
		src       string
		reordered bool
	}{
		{TextLegacy, XMLLegacy, "<A MODULE>\nx:1\n--L--:\nP1 a:1\nP2 a:2\n<B MODULE>\ny:1\n", false},
		{TextLegacy, XMLLegacy, "<A MODULE>\n--L--:\nP1 a:1\nP2 a:2\nP1 b:3\n", true},
		{TextLegacy, XMLLegacy, "<A MODULE>\nx:1\n<B MODULE>\ny:1\n<A MODULE>\nz:1\n", true},
		{Sysconf, TextModern, "<sysConf><sip><line index=\"1\"><RegisterAddr/></line><STUNServer/></sip></sysConf>", true},
		{Sysconf, TextModern, "<sysConf><sip><STUNServer/><line index=\"1\"><RegisterAddr/></line></sip></sysConf>", false},
	} {
		src := test.src
		if test.from.IsText() {
			src = "<<VOIP CONFIG FILE>>\n" + src + "<<END OF FILE>>\n"
		}
		if c := mustConvert(t, parseAs(src, test.from), test.to); c.Reordered != test.reordered || len(c.Losses) > 0 {
			t.Errorf("%s\nreordered: %v, losses %v", test.src, c.Reordered, c.Losses)
		}
	}
}

func TestConvertToItself(t *testing.T) {
	for _, src := range slices.Concat(textSeeds, xmlSeeds, dottedSeeds) {
		f, err := Parse([]byte(src))
		if err != nil {
			continue
		}
		if c := mustConvert(t, f, f.Dialect()); string(c.Data) != src || len(c.Losses) > 0 {
			t.Errorf("%q became %q, %v", src, c.Data, c.Losses)
		}
	}
}

func TestConvertRefuses(t *testing.T) {
	f := mustParse(t, "<<VOIP CONFIG FILE>>\n<SIP CONFIG MODULE>\n--SIP Line List--:\nSIP1 Display Name:secret value\nNonsense:1\n<PHONE CONFIG MODULE>\nx:1\n<LAN CONFIG MODULE>\ny:1\n<<END OF FILE>>\n")
	_, err := Convert(f, Sysconf, ConvertOptions{})
	var generation *GenerationError
	if !errors.As(err, &generation) {
		t.Fatalf("across generations: %v", err)
	}
	if generation.Settings != 4 || len(generation.Namesakes) != 1 || generation.Namesakes[0].Line != 4 ||
		!slices.Contains(generation.Namesakes[0].Names, "sip/line[N]/DisplayName") {
		t.Errorf("%+v", generation)
	}
	if strings.Contains(err.Error(), "secret value") || !strings.Contains(err.Error(), "names of settings differ between generations") {
		t.Error(err)
	}
	f = mustParse(t, "<VOIP_CONFIG_FILE>\n<A><b>1</c></A></VOIP_CONFIG_FILE>")
	if _, err := Convert(f, TextLegacy, ConvertOptions{}); !errors.Is(err, ErrNotWellFormed) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("not well-formed: %v", err)
	}
}

// TestConvertExport goes to XML and back with a file of the form that devices
// write: every byte is there again.
func TestConvertExport(t *testing.T) {
	src := legacyExport(700) // more would open the first module again
	c := mustConvert(t, parseAs(src, TextLegacy), XMLLegacy)
	back := mustConvert(t, parseAs(string(c.Data), XMLLegacy), TextLegacy)
	if string(back.Data) != src || len(c.Losses) > 0 || len(back.Losses) > 0 || c.Reordered {
		t.Errorf("%v, %v, reordered %v\n%s", c.Losses, back.Losses, c.Reordered, back.Data)
	}
}

// TestConvertRestoresCutKeys has the entries 10 and up, whose keys lose one letter
// more than those before.
func TestConvertRestoresCutKeys(t *testing.T) {
	src := "<<VOIP CONFIG FILE>>\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Enable Failbac:1\r\nSIP10 Enable Failba:1\r\n<<END OF FILE>>\r\n"
	f := parseAs(src, TextLegacy)
	c := mustConvert(t, f, XMLLegacy)
	if n := strings.Count(string(c.Data), "<Enable_Failbac>1</Enable_Failbac>"); n != 2 {
		t.Errorf("%d times in\n%s", n, c.Data)
	}
	back := mustConvert(t, parseAs(string(c.Data), XMLLegacy), TextLegacy)
	if got := settingsOf(parseAs(string(back.Data), TextLegacy)); !slices.Equal(got, settingsOf(f)) {
		t.Errorf("%q", got)
	}
}

// settingsOf writes down all settings, in order.
func settingsOf(f *File) []string {
	var all []string
	for _, s := range f.Settings() {
		all = append(all, s.Path.String()+"\x00"+s.Value)
	}
	return all
}
