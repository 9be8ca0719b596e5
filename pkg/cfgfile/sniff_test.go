package cfgfile

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

func inUTF16(text string, bigEndian, mark bool) string {
	if mark {
		text = bom + text
	}
	var b bytes.Buffer
	for _, unit := range utf16.Encode([]rune(text)) {
		high, low := byte(unit>>8), byte(unit)
		if bigEndian {
			b.Write([]byte{high, low})
		} else {
			b.Write([]byte{low, high})
		}
	}
	return b.String()
}

// figure6 is the XML that section 4.3 of the vendor's description prints, as it prints it.
const figure6 = `<VOIP CONFIG FILE>
<Digests>2.0002</Digests>
<GLOBAL CONFIG MODULE>
<Time_Zone>32<Time_Zone>
</GLOBAL CONFIG MODULE>
<AUTOUPDATE CONFIG MODULE>
<Auto Image Url> tftp://172.16.6.45/x4.z</Auto Image Url>
</AUTOUPDATE CONFIG MODULE>
</VOIP_CONFIG_FILE>
</VOIP_CONFICE
`

type contentCase struct {
	name, data string
	want       Content
	says       string // a part of the message
}

// contentCases are files that are no provisioning file.
func contentCases() []contentCase {
	const header = "<<VOIP CONFIG FILE>>Version:2.0002\r\n"
	return []contentCase{
		{"nothing", "", Empty, "empty"},
		{"white space", " \t\r\n\r\n", Empty, "empty"},
		{"byte order mark alone", bom, Empty, "empty"},
		{"too large", strings.Repeat("a", MaxSize+1), TooLarge, "32 MiB"},
		{"UTF-16, little endian, marked", inUTF16(header, false, true), UTF16, "UTF-8"},
		{"UTF-16, big endian, marked", inUTF16(header, true, true), UTF16, "UTF-8"},
		{"UTF-16, little endian", inUTF16(header, false, false), UTF16, "UTF-8"},
		{"UTF-16, big endian", inUTF16(header, true, false), UTF16, "UTF-8"},
		{"gzip", "\x1f\x8b\x08\x00\x00\x00", Compressed, "gzip"},
		{"zip", "PK\x03\x04\x14\x00", Compressed, "zip"},
		{"bzip2", "BZh91AY&SY", Compressed, "bzip2"},
		{"xz", "\xfd7zXZ\x00\x00", Compressed, "xz"},
		{"7z", "7z\xbc\xaf\x27\x1c\x00", Compressed, "7z"},
		{"error page", "<!DOCTYPE html>\n<html><head><title>404</title></head></html>", HTML, "URL"},
		{"error page without its root", "<!DOCTYPE html>\n<head></head>\n", HTML, "URL"},
		{"old error page", "<HTML>\n<body>Not found</body></HTML>", HTML, "URL"},
		{"error page in XHTML", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"a\">\n<html/>", HTML, "URL"},
		{"error page behind a warning", "Warning: something\n<html><body></body></html>", HTML, "URL"},
		{"phone book", "<?xml version=\"1.0\"?>\n<!-- of the office -->\n<PhoneDirectory></PhoneDirectory>", OtherXML, "<PhoneDirectory>"},
		{"XML with a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", OtherXML, "<a>"},
		{"root in lower case", "<voip_config_file></voip_config_file>", WrongFraming, "<VOIP_CONFIG_FILE>"},
		{"root in other case", "<?xml version=\"1.0\"?><SysConf/>", WrongFraming, "<sysConf>"},
		{"header in lower case", "<<voip config file>>version:2.0002\nA:b\n", WrongFraming, textHeader},
		{"header with one bracket", "<VOIP CONFIG FILE>Version:2.0002\nA:b\n", WrongFraming, textHeader},
		{"dotted header in capitals", "#<VOIP CONFIG FILE>#\nVersion = 2.0\n", WrongFraming, dottedHeader},
		{"carriage returns alone", strings.ReplaceAll(header, "\r\n", "\r") + "<SIP CONFIG MODULE>\rA:b\r<<END OF FILE>>\r", WrongFraming, "CRLF"},
		{"carriage returns alone, dotted", "#<Voip Config File>#\rVersion = 2.0\rsip.A = b\r", WrongFraming, "CRLF"},
		{"the root of figure 6", figure6, BrokenXML, "<VOIP_CONFIG_FILE>"},
		{"the root of figure 6, declared", "<?xml version=\"1.0\"?>\n" + figure6, BrokenXML, "<VOIP_CONFIG_FILE>"},
		{"a root with blanks over names without", "<VOIP CONFIG FILE>\n<version>2.0002</version>\n</VOIP CONFIG FILE>\n", BrokenXML, "<VOIP_CONFIG_FILE>"},
		{"a root with blanks that nothing of its name closes", "<VOIP CONFIG FILE>\n<version>2.0002</version>\n</VOIP_CONFIG_FILE>\n", BrokenXML, "<VOIP_CONFIG_FILE>"},
		{"the other root with a blank", "<sys Conf>\n<Version>2.0002</Version>\n</sys Conf>\n", BrokenXML, "<sysConf>"},
		{"modules that are closed", "<SIP CONFIG MODULE>\n<SIP  Port>5060</SIP  Port>\n</SIP CONFIG MODULE>\n", BrokenXML, "<SIP_CONFIG_MODULE>"},
		{"a name with blanks over a module that is closed", "<SIP PORT>5060</SIP PORT>\n<SIP CONFIG MODULE>\n</SIP CONFIG MODULE>\n", BrokenXML, "<SIP_CONFIG_MODULE>"},
		{"a root with a slip over modules with blanks", "<VOIP_CONFIG_FILES>\n<SIP CONFIG MODULE>\nSIP  Port:5060\n", WrongFraming, "<VOIP_CONFIG_FILE>"},
		{"a root without its underscores", "<VOIPCONFIGFILE>\n<SIP_CONFIG_MODULE></SIP_CONFIG_MODULE></VOIPCONFIGFILE>\n", WrongFraming, "<VOIP_CONFIG_FILE>"},
		{"another word for the root", "<sysConfig>\n<Version>2.0</Version></sysConfig>\n", WrongFraming, "<sysConf>"},
		{"declared XML with the header of a module", "<?xml version=\"1.0\"?>\n<phone>\n<SIP CONFIG MODULE>\nSIP  Port:5060\n", OtherXML, "<phone>"},
		{"Cetis", header + "# comment\n\n[WAN_Config]\nNetworkMode=0\n", Foreign, "[WAN_Config]"},
		{"Cetis without a header", "[WAN_Config]\nNetworkMode=0\n", Foreign, "[WAN_Config]"},
		{"a misspelt header above a module", "<< VOIP CONFIG FILE >>Version:2.0002\n<SIP CONFIG MODULE>\nSIP  Port:5060\n", WrongFraming, textHeader},
		{"a misspelt header behind a comment", "# by the portal\n<< VOIP CONFIG FILE >>Version:2.0002\n<SIP CONFIG MODULE>\n", WrongFraming, textHeader},
		{"a header with a letter lost", "<<VOIP CONFG FILE>>Version:2.0001\n<SIP CONFIG MODULE>\nSIP  Port:5060\n<<END OF FILE>>\n", WrongFraming, textHeader},
		{"a header with underscores", "<<VOIP_CONFIG_FILE>>Version:2.0001\n<SIP CONFIG MODULE>\nSIP  Port:5060\n", WrongFraming, textHeader},
		{"plain text", "Dear all,\nthe phones are down.\n", OtherText, "header"},
		{"half of a Yealink file", "account.1.enable = 1\nhello\n", Foreign, "Yealink"},
		{"half of a Grandstream file", "P271=1\nhello\n", Foreign, "Grandstream"},
		{"half of a Snom file", "user_name1!: 305\nhello\n", Foreign, "Snom"},
		{"comments alone", "# the office\n# and the lobby\n", OtherText, "header"},
		{"one line of a Snom phone among others", "a!: b\nDear all,\nthe phones\nare down.\n", OtherText, "header"},
		{"lines that begin as those of a Snom phone", ": a\n!: b\na!: c\n", OtherText, "header"},
		{"an equals sign in front", "=a\nP:b\n", OtherText, "header"},
		{"INI", "[section]\nkey=value\n", OtherText, "header"},
		{"CSV", "name,number\nA,1\n", OtherText, "header"},
		{"multipart", "--boundary\nContent-Type: text/plain\n", OtherText, "header"},
		{"the dotted header inside a value", "Version=#<Voip Config File>#\n", OtherText, "header"},
		{"binary", "\x8f\x02\x11\x00\xfe\x03encrypted", OtherBinary, "key"},
		{"NUL bytes", "\x00\x00\x00\x00", OtherBinary, "key"},
	}
}

func TestContentErrors(t *testing.T) {
	for _, c := range contentCases() {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse([]byte(c.data))
			var content *ContentError
			if !errors.As(err, &content) || f != nil {
				t.Fatalf("Parse gives %v, %v", f, err)
			}
			if content.Content != c.want || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %d: %v; want %d and %q in it", content.Content, err, c.want, c.says)
			}
			if _, sniffErr := Sniff([]byte(c.data)); sniffErr == nil || sniffErr.Error() != err.Error() {
				t.Errorf("Sniff says %v", sniffErr)
			}
		})
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Dialect
	}{
		{"text, modules of generation 1", "<<VOIP CONFIG FILE>>Version:2.0000000000\n<GLOBAL CONFIG MODULE>\nA key that is far longer than a column:1\n", TextLegacy},
		{"text, modules of generation 2", "<<VOIP CONFIG FILE>>Version:2.0002\n<NET CONFIG MODULE>\nA:1\n", TextModern},
		{"text, CFG MODULE", "<<VOIP CONFIG FILE>>Version:2.0002\n<DSSKEY CFG MODULE>\n", TextModern},
		{"text, MODULE alone", "<<VOIP CONFIG FILE>>Version:2.0000000000\n<PHONE MODULE>\n", TextLegacy},
		{"text, more modules of 1 than of 2", "<<VOIP CONFIG FILE>>Version:2.0002\n<NET CONFIG MODULE>\n<LAN CONFIG MODULE>\n<DSP CONFIG MODULE>\n", TextLegacy},
		{"text, a module name in a comment", "<<VOIP CONFIG FILE>>Version:2.0002\n#<NET CONFIG MODULE>\n<SIP CONFIG MODULE>\n", TextLegacy},
		{"text, a long key", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP1 Phone Number Ext:1\n", TextModern},
		{"text, a long list marker", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n--Sidekey Config 12--:\n", TextModern},
		{"text, a key of 19", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP1 Enable Failbac    :1\n", TextLegacy},
		{"text, a wide version", "<<VOIP CONFIG FILE>>Version:2.0000000000\n<SIP CONFIG MODULE>\nA:1\n", TextModern},
		{"text, a narrow version", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nA:1\n", TextLegacy},
		{"text, header on the third line", "# a comment\n\n<<VOIP CONFIG FILE>>Version:2.0000000000\n<SIP CONFIG MODULE>\n", TextModern},
		{"text, a header over what closes", "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP  Port:5060\n</SIP CONFIG MODULE>\n", TextLegacy},
		{"text, no header, a value with a tag", "<SIP CONFIG MODULE>\nSIP1 Title         :<b>a b</b>\n<<END OF FILE>>", TextLegacy},
		{"text, no header", "<SIP CONFIG MODULE>\nA:1\n<<END OF FILE>>", TextLegacy},
		{"text, footer alone", "A:1\n<<END OF FILE>>", TextLegacy},
		{"text, list alone", "--SIP Line List--  :\nSIP1 Phone Number  :1\n", TextLegacy},
		{"text with a byte order mark", bom + "<<VOIP CONFIG FILE>>Version:2.0002\n", TextLegacy},
		{"text, no line end", "<<VOIP CONFIG FILE>>Version:2.0002", TextLegacy},
		{"xml-legacy", "<VOIP_CONFIG_FILE></VOIP_CONFIG_FILE>", XMLLegacy},
		{"xml-legacy behind the declaration", "\r\n<?xml version=\"1.0\"?>\n<!-- x -->\n<VOIP_CONFIG_FILE>", XMLLegacy},
		{"sysconf", "<sysConf>", Sysconf},
		{"sysconf with an attribute", "<sysConf a=\"b\"/>", Sysconf},
		{"sysconf behind a macro", "{% import 'x' %}\n<?xml version=\"1.0\"?><sysConf></sysConf>", Sysconf},
		{"sysconf behind an element", "<x>y</x><sysConf></sysConf>", Sysconf},
		{"dotted", "#<Voip Config File>#\nsip.A = b\n", Dotted},
		{"dotted behind a comment", "# mine\n#<Voip Config File>#\n", Dotted},
		{"dotted without a header, the version first", "Version = 2.0\nsip.line.1.RegAddr=x\n", Dotted},
		{"dotted without a header", "# mine\n\nsip.line.1.RegAddr=x\n", Dotted},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Sniff([]byte(c.data))
			if err != nil || got != c.want {
				t.Errorf("Sniff gives %v, %v; want %v", got, err, c.want)
			}
			f, err := Parse([]byte(c.data))
			if err != nil || f.Dialect() != c.want {
				t.Errorf("Parse gives %v, want %v", err, c.want)
			}
		})
	}
}

func TestStartsLikeConfig(t *testing.T) {
	for data, want := range map[string]bool{
		"<<VOIP CONFIG FILE>>Version:2": true, bom + "\r\n<<VOIP CONFIG FILE>>": true, "<?xml version=": true,
		"<VOIP_CONFIG_FILE>": true, "<sysConf>": true, "#<Voip Config File>#": true,
		"": false, "<": false, "<<VOIP": false, "<html>": false, "\x00\x01\x02": false, "Version:2.0002 <<VOIP CONFIG FILE>>": false,
		// Behind comments.
		"# made by hand\n\n# 2026\n<<VOIP CONFIG FILE>>Version:2": true, "# mine\r\n#<Voip Config File>#": true,
		"<!-- " + strings.Repeat("mine ", 50) + "-->\n<sysConf>": true, "<!-- mine": false, "# mine": false, "# mine\n<html>": false,
		// Cut off in the mark, as one block is.
		"<<VOIP CONFIG FI": true, "#<Voip Config Fi": true, "<VOIP_CONFIG_FIL": true, "<<VOIP CONFIG AI": false,
	} {
		if got := startsLikeConfig([]byte(data)); got != want {
			t.Errorf("startsLikeConfig(%q) is %v", data, got)
		}
	}
}

func TestEndsLikeConfig(t *testing.T) {
	const (
		text   = "<<VOIP CONFIG FILE>>Version:2.0002\r\n<SIP CONFIG MODULE>\r\nSIP1 Phone Number  :201\r\n"
		dotted = "#<Voip Config File>#\nVersion = 2.0\nsip.line.1.PhoneNumber = 201"
		xml    = "<?xml version=\"1.0\"?>\n<!-- mine --><sysConf><sip><line index=\"1\"><PhoneNumber>201</PhoneNumber></line></sip>"
	)
	for data, want := range map[string]bool{
		"": false, text: false, text + textFooter[:14]: false, text + textFooter: true, text + textFooter + "\r\n\r\n": true,
		text[:len(text)-2] + textFooter: true, // a missing line break is another fault
		text + textFooter + "\r\nmore":  false,
		dotted:                          false, dotted + "\n": true, dotted + "\r": false, dotted + "\r\n": true,
		xml: false, xml + "</sysConf>": true, xml + "</sysConf >\n": true, xml + "</sysConf": false, xml + "</sysConfig>": false,
		xml + "</sysConf>\n<!-- made by\n<hand> -->\n<?end?>\n": true, xml + "<!-- made by </sysConf> -->": false, xml + "-->": false,
		xml + "\n" + textFooter: true, // and its root is open
		"<sysConf/>":            true, "<sysConf a=\"b\" />": true, "<sysConf><sysConfig/>": false, "<sysConf>": false,
		"<VOIP_CONFIG_FILE></VOIP_CONFIG_FILE>\n": true, "<VOIP_CONFIG_FILE></sysConf>": false,
		"<?xml version=\"1.0\"?><PhoneBook></PhoneBook>": true, "<?xml version=\"1.0\"?>": false,
		bom + xml + "</sysConf>": true,
	} {
		if got := endsLikeConfig([]byte(data)); got != want {
			t.Errorf("endsLikeConfig(%q) is %v", data, got)
		}
	}
}

// TestBrokenXMLHasItsPlaces has the mistakes of figure 6: blanks in names, and a close that
// lost its slash. A name in such a file may be part of a value, and stands in no message.
func TestBrokenXMLHasItsPlaces(t *testing.T) {
	for name, c := range map[string]struct {
		data    string
		offsets []int
		says    []string
	}{
		"figure 6":        {figure6, []int{1, strings.Index(figure6, "32<Time") + 2}, []string{"(7 tags)", "missing here, </Time_Zone>?"}},
		"blanks alone":    {"<VOIP CONFIG FILE></VOIP CONFIG FILE>", []int{1}, []string{"(2 tags)"}},
		"one blank alone": {"<VOIP CONFIG_FILE></VOIP_CONFIG_FILE>", []int{1}, []string{"this element"}},
		"no root":         {bom + "<?xml version=\"1.0\"?>\n<SIP CONFIG MODULE></SIP CONFIG MODULE>", []int{26, 25}, []string{"(2 tags)", "root"}},
		"a broken value":  {"<VOIP CONFIG FILE><Menu Password>hush <hush hush></Menu Password></VOIP CONFIG FILE>", []int{1, 49}, []string{"(5 tags)", "closes"}},
	} {
		_, err := Parse([]byte(c.data))
		var content *ContentError
		if !errors.As(err, &content) || len(content.Problems) != len(c.offsets) {
			t.Errorf("%s: got %v, %+v", name, err, content)
			continue
		}
		for i, p := range content.Problems {
			if p.Kind != NotWellFormed || p.Offset != c.offsets[i] || !strings.Contains(p.Text, c.says[i]) || strings.Contains(p.Text, "hush") {
				t.Errorf("%s: got %+v, want %q at %d", name, p, c.says[i], c.offsets[i])
			}
		}
	}
}
