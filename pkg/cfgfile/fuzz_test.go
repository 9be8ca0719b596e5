package cfgfile

import (
	"strings"
	"testing"
)

// Seeds are whole files in little: what a parser does at one place shows best
// with the other places around it.
var (
	textSeeds = []string{
		"<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n<GLOBAL CONFIG MODULE>\r\nWAN Mode           :DHCP\r\n<<END OF FILE>>\r\n",
		"<<VOIP CONFIG FILE>>Version:2.0000000009\n<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Phone Number       :1001\nSTUN Server:x\nSIP2 Phone Number:\n<<END OF FILE>>",
		"<<VOIP CONFIG FILE>>Version:2.0002\n<TELE CONFIG MODULE>\n--A List--:\nQ1 a:b:c \nG729 Payload:1\nQ2 a:\n###Key :\n# c\n-x:y\n x:y\n:z\nno colon\n<<END OF FILE>>\n\nmore\r",
		"# first\n<<VOIP CONFIG FILE>>Version:9\n<<VOIP CONFIG FILE>>Version:8\n<NET CONFIG MODULE>A:1\n<A>  <B MODULE>--L--:\n",
		"\ufeff<<VOIP CONFIG FILE>>\r\n-- Agent Config--  :\r\r\n--BW Calllogs Conf-:\nBWCLog1 a\x00:\xff\n",
		"<<VOIP CONFIG FILE>>Version:1.0<SIP CONFIG MODULE>a:b\n<<END OF FILE>>x",
		"<<VOIP CONFIG FILE>>Version: {{ version }}  \n<DSP CONFIG MODULE>\n<NET CONFIG MODULE>\n--L--\nP1 a very long key that is uncut:1\n",
		"<SIP CONFIG MODULE>\nSIP  Port          :5060\n",
		" <<VOIP CONFIG FILE>>Version:2.0\n  <SIP MODULE>\n\t--L--:\n\tSIP1 a:b\n",
		"<<VOIP CONFIG FILE>>\n<MODULE>--0\nA1:\n", // a key that is no more than an index
		"<<VOIP CONFIG FILE>>\n <:>0:\n  # a:b\n",  // colons where no key ends
		"<SIP MODULE><<VOIP CONFIG FILE>>Version:2.0\rx:y\n<<END OF FILE>>",
		"<<VOIP CONFIG FILE>>\n<SIP MODULE>\nA =  :\nA =:\nA = http:", // padded, no other line becomes a setting
		"<<VOIP CONFIG FILE>>\n<SIP MODULE>\nA very long key  =  :",
	}
	xmlSeeds = []string{
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n<SIP_CONFIG_MODULE>\n<SIP__Port>5060</SIP__Port>\n<SIP_Line_List>\n<SIP_Line_List_Entry><ID>SIP3</ID>\n<Phone_Number>1</Phone_Number></SIP_Line_List_Entry></SIP_Line_List>\n</SIP_CONFIG_MODULE>\n</VOIP_CONFIG_FILE>\n",
		"<sysConf>\r\n    <Version>2.0000000000</Version>\r\n    <dsskey>\n<internal index=\"1\"><Fkey index='2'><Type>a&amp;b</Type><X/></Fkey></internal></dsskey><empty></empty></sysConf>",
		"<sysConf><Version/><a><b>x<!-- c -->y<![CDATA[<z>\r\n&]]>&#13;&#x41;\r\n</b><c index=\"0\"/></a></sysConf><!-- end -->",
		"<sysConf/>", "<VOIP_CONFIG_FILE></VOIP_CONFIG_FILE>",
		"<sysConf a=\"1\" a=\"2\"><!DOCTYPE x [<!ENTITY y 'z'>]><?p q?><a>text<b>1</b></a></sysConf>",
		"{% macro %}\n<?xml version=\"1.0\"?>\n<sysConf><Digests>1</Digests><a><b index=\"3\"> </b><ID>x9</ID></a>",
		"<sysConf><a><b c=\"&#13;&#10;&lt;\"> v </b></a></sysConf>\r\n<sysConf>",
		"<VOIP_CONFIG_FILE><L><L_Entry><ID>4</ID></L_Entry></L><Time/Date>1</Time/Date></VOIP_CONFIG_FILE>",
		"<sysConf><:a b:c=\"d\"/><é>&lt;</é></sysConf>",
		"<sysConf><b><b><A A=\"\"/></A>",                // the fault of the second <b> is known at </A>
		"<sysConf><a>\nx\xff<b c=\"1\"/></a></sysConf>", // the text is stray from <b> on
	}
	dottedSeeds = []string{
		" 0\x000\x00=\n#<Voip Config File>#", // no UTF-16, and none without its first space
		"#<Voip Config File>#\r",             // the header ends the file, and not in a line feed
		"#<Voip Config File>#\nVersion = 2.0000000000\nsip.line.1.RegAddr = 192.0.2.1\n\n\nap.pnp.Enabled=0\n",
		"Version=\r\nsip.1.Key =  a = b \r\n a..b = c\n= d\nno equals\n# c\n#<Voip Config File>#\n.x=1\ny.=2\nz=3",
		"\ufeff#<Voip Config File>#", "#<Voip Config File># x\n#<Voip Config File>#\nVersion = a\nVersion = b\n",
		"Version=#<Voip Config File>#\nsip.a=1", "Version=#<Voip Config File>#",
		"0\n#<Voip Config File>#\nVersion=\x04", // a version that is lost, behind a line that is
		"a.b=\x00\r\r\n\ta.01.c\t=\td\t",
	}
)

func FuzzText(f *testing.F) {
	for _, seed := range textSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := Parse(data); err == nil && file.Dialect().IsText() {
			checkInvariants(t, data, file)
		}
	})
}

func FuzzXML(f *testing.F) {
	for _, seed := range xmlSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := Parse(data); err == nil && file.Dialect().IsXML() {
			checkInvariants(t, data, file)
		}
	})
}

func FuzzDotted(f *testing.F) {
	for _, seed := range dottedSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := Parse(data); err == nil && file.Dialect() == Dotted {
			checkInvariants(t, data, file)
		}
	})
}

// FuzzXMLAgainstStdlib holds what is read of an XML file against encoding/xml.
func FuzzXMLAgainstStdlib(f *testing.F) {
	for _, seed := range xmlSeeds {
		f.Add(seed)
	}
	for _, seed := range []string{
		"<a b='c' d=\"e\"/>", "<a b=c>", "<a><b></a></b>", "</a>", "<a>]]></a>", "<!>", "<!->", "<!-- -- -->", "<!--a--->",
		"<![CDATA[]]]]>", "<?xml version='1.1'?>", "<?xml encoding=\"latin1\"?>", "<?a:b:c?>", "<a:b:c/>", "&#xD800;", "&#1;", "&#0000000065;",
		"&amp", "&a;", "<!a '>' \"<\" <b> <!-- ' --> >", "<!'a>", "\xff", "\u0001", "\ufffe", "<a\u00b7/>", "<\u00b7a/>", "<a b='<'/>", "<a b=']]>'/>", "<?x",
		"<a", "<a b", "<a b=", "<a b='", "<", "a&", "<!--", "<![CDATA[x", "<a\n/>", "<a/ >", "<1/>", "<_/>", "&#x;", "&#;", "&#+65;", "&;", "&#x10FFFF;", "&#x110000;", "<!a <<b> c> d>e", "<!a <<b>> c>", "<!a <b>> c>", "<?A 0\r?>", "<!--\r\n-->",
	} {
		f.Add("<" + sysconfRoot + ">" + seed + "</" + sysconfRoot + ">")
	}
	f.Fuzz(compareWithStdlib)
}

// FuzzSniff checks that whatever is no provisioning file is told apart with a
// reason, and that Sniff and Parse agree.
func FuzzSniff(f *testing.F) {
	for _, seeds := range [][]string{textSeeds, xmlSeeds, dottedSeeds} {
		for _, seed := range seeds {
			f.Add([]byte(seed))
		}
	}
	for _, c := range contentCases() {
		if len(c.data) < 1<<10 {
			f.Add([]byte(c.data))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		dialect, err := Sniff(data)
		file, parseErr := Parse(data)
		if err != nil {
			if parseErr == nil || parseErr.Error() != err.Error() || strings.TrimSpace(err.Error()) == "" {
				t.Fatalf("Sniff: %v; Parse: %v", err, parseErr)
			}
			if startsLikeConfig(data) && file != nil {
				t.Fatal("a file beside an error")
			}
			return
		}
		if parseErr != nil || file.Dialect() != dialect {
			t.Fatalf("Sniff: %v; Parse: %v", dialect, parseErr)
		}
	})
}

// FuzzConvert converts whatever is read to all dialects related to its own, and
// back: what was not named as a loss is there again.
func FuzzConvert(f *testing.F) {
	for _, seeds := range [][]string{textSeeds, xmlSeeds, dottedSeeds} {
		for _, seed := range seeds {
			f.Add([]byte(seed))
		}
	}
	for _, seed := range archivedFiles(f) {
		f.Add([]byte(seed))
	}
	f.Add([]byte("<SIP CONFIG MODULE>\n--A\nA1  0:&\nA000 A0:0")) // no entry has the number 000
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Parse(data)
		if err != nil || file.illFormed {
			return
		}
		for _, to := range partners(file.Dialect()) {
			there, _ := checkConversion(t, file, to)
			if _, err := Diff(file, parseAs(t, string(there.Data), to), ConvertOptions{}); err != nil {
				t.Error(err)
			}
		}
	})
}
