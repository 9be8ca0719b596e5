package cfgfile

import (
	"errors"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	header := "<<VOIP CONFIG FILE>>Version:2.0" + strings.Repeat(" ", 31)
	modern := "<<VOIP CONFIG FILE>>Version:2.0000000000" + strings.Repeat(" ", 22)
	for _, c := range []struct{ name, src, want string }{
		{"legacy", "<<VOIP CONFIG FILE>>Version:2.0\n<LAN CONFIG MODULE>\n\n\nA:1\nBeyond the column to it:2\n--List--:\n\n",
			header + "\r\n\r\n<LAN CONFIG MODULE>\r\nA                  :1\r\nBeyond the column to it:2\r\n--List--           :\r\n<<END OF FILE>>\r\n"},
		{"modern keeps its keys", "<<VOIP CONFIG FILE>>Version:2.0000000000\n<NET CONFIG MODULE>\nA:1\nB   :2\n<<END OF FILE>>",
			modern + "\r\n\r\n<NET CONFIG MODULE>\r\nA:1\r\nB   :2\r\n<<END OF FILE>>\r\n"},
		{"header padded too far", "<<VOIP CONFIG FILE>>Version:2.0" + strings.Repeat(" ", 33) + "\r\n<<END OF FILE>>\r\n", header + "\r\n<<END OF FILE>>\r\n"},
		{"header not on the first line", "# c\n<<VOIP CONFIG FILE>>Version:2.0\n", header + "\r\n# c\r\n<<END OF FILE>>\r\n"},
		{"byte order mark", bom + "<<VOIP CONFIG FILE>>Version:2.0\n", header + "\r\n<<END OF FILE>>\r\n"},
		{"comments and lines that are no settings", "<<VOIP CONFIG FILE>>Version:2.0\n# a:b\n  # c:d\n no colon \n:v\n<x :y>\n",
			header + "\r\n# a:b\r\n  # c:d\r\n no colon \r\n:v\r\n<x :y>\r\n<<END OF FILE>>\r\n"},
		{"content after the footer", "<<VOIP CONFIG FILE>>Version:2.0\n<<END OF FILE>>\n\nA:1\n\nB:2\n\n", header + "\r\n<<END OF FILE>>\r\nA:1\r\n\r\nB:2\r\n"},
		{"header and module fused", "<<VOIP CONFIG FILE>>Version:2.0<LAN CONFIG MODULE>\nA:1\n", header + "\r\n\r\n<LAN CONFIG MODULE>\r\nA                  :1\r\n<<END OF FILE>>\r\n"},
		{"dotted", "#<Voip Config File>#\nVersion=2.0\n\n\n\na.B=1\n\ta.C  =  2 \n# d = e\n\n\n",
			"#<Voip Config File>#\nVersion = 2.0\n\na.B = 1\na.C = 2 \n# d = e\n"},
		{"dotted keeps its line ends", "#<Voip Config File>#\r\na.B=\r\n", "#<Voip Config File>#\r\na.B = \r\n"},
		{"xml-legacy", "<VOIP_CONFIG_FILE><version>2.0</version><A><B/><C>1</C></A><D/></VOIP_CONFIG_FILE>",
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<version>2.0</version>\n<A>\n<B></B>\n<C>1</C>\n</A>\n<D></D>\n</VOIP_CONFIG_FILE>\n"},
		{"xml-legacy, an entry with an ID alone", "<VOIP_CONFIG_FILE><A><L_Entry><ID>1</ID></L_Entry></A></VOIP_CONFIG_FILE>",
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE>\n<A>\n<L_Entry>\n<ID>1</ID>\n</L_Entry>\n</A>\n</VOIP_CONFIG_FILE>\n"},
		{"sysconf", "<?xml version='1.0'?>\r\n<sysConf>\r\n\t<!-- x -->\r\n<a>\r\n<b index='1' c='&#10;\"'><D>x&#13;<!-- y --><![CDATA[<]]></D></b></a></sysConf>",
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <!-- x -->\n    <a>\n        <b index=\"1\" c=\"&#xA;&quot;\">\n            <D>x&#xD;<!-- y -->&lt;</D>\n        </b>\n    </a>\n</sysConf>\n"},
		{"an empty root", "<sysConf/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n</sysConf>\n"},
		{"a name with a colon", "<sysConf><:a b:c=\"1\">1</:a></sysConf>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <:a b:c=\"1\">1</:a>\n</sysConf>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			got, err := f.Format()
			if err != nil || string(got) != c.want {
				t.Errorf("got %v\n%q\nwant\n%q", err, got, c.want)
			}
			if f.Source() != c.src {
				t.Error("Format changes the file")
			}
			checkInvariants(t, []byte(c.src), f)
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for src, want := range map[string]error{
		"<SIP CONFIG MODULE>\nA:1\n":           ErrNoHeader,
		"a.b = 1\n":                            ErrNoHeader,
		"<sysConf><a></sysConf>":               ErrNotWellFormed,
		"<sysConf><a>secret<b/></a></sysConf>": ErrStrayText,
	} {
		if out, err := mustParse(t, src).Format(); !errors.Is(err, want) || out != nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want %v", src, err, want)
		}
	}
}
