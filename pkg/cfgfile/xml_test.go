package cfgfile

import (
	"slices"
	"strings"
	"testing"
)

// sysconfFile puts elements into a module of a sysconf file.
func sysconfFile(inside string) string {
	return "<sysConf><Version>2.0</Version><sip>" + inside + "</sip></sysConf>"
}

func legacyXML(inside string) string {
	return "<VOIP_CONFIG_FILE><version>2.0</version><SIP>" + inside + "</SIP></VOIP_CONFIG_FILE>"
}

// pathLines lists settings as "path=value", with the index where there is one.
func pathLines(f *File) []string {
	var lines []string
	for _, s := range f.Settings() {
		lines = append(lines, s.Path.String()+"="+s.Value)
	}
	return lines
}

func TestXMLSettings(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"a key of the module", sysconfFile("<SIPPort>5060</SIPPort>"), []string{"sip/SIPPort=5060"}},
		{"indices", sysconfFile("<line index=\"1\"><A>1</A></line><line index='12'><A>2</A></line>"), []string{"sip/line[1]/A=1", "sip/line[12]/A=2"}},
		{"an index that is none", sysconfFile("<line index=\"01\"><A>1</A></line><line index=\"0\"><A>2</A></line><line index=\"x\"><A>3</A></line>"),
			[]string{"sip/line[01]/A=1", "sip/line[0]/A=2", "sip/line/A=3"}},
		{"nested entries", strings.ReplaceAll(sysconfFile("<internal index=\"1\"><Fkey index=\"2\"><Type>4</Type></Fkey></internal>"), "sip>", "dsskey>"),
			[]string{"dsskey/internal[1]/Fkey[2]/Type=4"}},
		{"an entry within a plain group", sysconfFile("<a><b index=\"3\"><C>1</C></b><D>2</D></a>"), []string{"sip/a/b[3]/C=1", "sip/a/D=2"}},
		{"an empty entry is no setting", sysconfFile("<line index=\"1\"></line><line index=\"2\"/><A></A>"), []string{"sip/A="}},
		{"an entry with a value is one", sysconfFile("<line index=\"1\">x</line>"), []string{"sip/line=x"}},
		{"entities", sysconfFile("<A>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x20AC;</A>"), []string{"sip/A=<>&'\"AB€"}},
		{"entities once only", sysconfFile("<A>&amp;lt;</A>"), []string{"sip/A=&lt;"}},
		{"CDATA", sysconfFile("<A><![CDATA[<b>&amp;]]></A>"), []string{"sip/A=<b>&amp;"}},
		{"CDATA among text", sysconfFile("<A>1<![CDATA[2]]>3<![CDATA[]]]]><![CDATA[>]]></A>"), []string{"sip/A=123]]>"}},
		{"a comment inside a value", sysconfFile("<A>1<!-- <B>2</B> -->3</A>"), []string{"sip/A=13"}},
		{"line ends in a value", sysconfFile("<A>1\r\n2\r3\n4&#13;</A>"), []string{"sip/A=1\n2\n3\n4\r"}},
		{"line ends in CDATA", sysconfFile("<A><![CDATA[1\r\n2]]></A>"), []string{"sip/A=1\n2"}},
		{"white space in a value", sysconfFile("<A>  </A><B> x </B>"), []string{"sip/A=  ", "sip/B= x "}},
		{"a tag that closes itself", sysconfFile("<A/><B />"), []string{"sip/A=", "sip/B="}},
		{"outside every module", "<sysConf><A>1</A></sysConf>", []string{"A=1"}},
		{"a second version", "<sysConf><Version>1.0</Version><Version>2.0</Version></sysConf>", []string{"Version=2.0"}},
		{"a version deeper down", sysconfFile("<Version>3</Version>"), []string{"sip/Version=3"}},
		{"ID in sysconf", sysconfFile("<line index=\"1\"><ID>SIP3</ID></line>"), []string{"sip/line[1]/ID=SIP3"}},
		{"ID in xml-legacy", legacyXML("<L><L_Entry><ID>SIP3</ID><A>1</A></L_Entry><L_Entry><A>2</A><ID> 12 </ID></L_Entry></L>"),
			[]string{"SIP/L[3]/A=1", "SIP/L[12]/A=2"}},
		{"an entry without an ID", legacyXML("<L><L_Entry><A>1</A></L_Entry></L>"), []string{"SIP/L/A=1"}},
		{"an entry with an ID alone", legacyXML("<L><L_Entry><ID>SIP1</ID></L_Entry></L>"), nil},
		{"ID outside an entry", legacyXML("<ID>SIP3</ID>"), []string{"SIP/ID=SIP3"}},
		{"an entry outside a list", legacyXML("<L_Entry><ID>2</ID><A>1</A></L_Entry>"), []string{"SIP/L_Entry[2]/A=1"}},
		{"a byte order mark", bom + sysconfFile("<A>1</A>"), []string{"sip/A=1"}},
		{"settings before a mistake", "<sysConf><sip><A>1</A><B>2</sip></sysConf>", []string{"sip/A=1"}},
		{"settings around text", "{{ x }}<sysConf><sip>y<A>1</A>z</sip></sysConf>w", []string{"sip/A=1"}},
		{"carriage returns alone", "<sysConf>\r<sip>\r<A>1</A>\r</sip>\r</sysConf>\r", []string{"sip/A=1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			if got := pathLines(f); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			checkInvariants(t, []byte(c.src), f)
		})
	}
}

func TestXMLPlace(t *testing.T) {
	f := mustParse(t, legacyXML("<L>\n<L_Entry><ID>SIP3</ID>\n<A>x &amp; y</A></L_Entry></L>"))
	s := f.Setting(0)
	if s.Module != "SIP" || s.List != "L" || s.Index != 3 || s.Key != "A" || s.Value != "x & y" || s.Line != 3 {
		t.Errorf("%+v", s)
	}
	if raw := f.Source()[s.ValueSpan.Start:s.ValueSpan.End]; raw != "x &amp; y" {
		t.Errorf("the value's span is that of %q", raw)
	}
	s = mustParse(t, sysconfFile("<internal index=\"1\"><Fkey index=\"2\"><Type>4</Type></Fkey></internal>")).Setting(0)
	if s.Module != "sip" || s.List != "internal[1]/Fkey" || s.Index != 2 || s.Key != "Type" {
		t.Errorf("%+v", s)
	}
}

func TestXMLModules(t *testing.T) {
	f := mustParse(t, "<sysConf>\n<a></a>\n<b/><c> \n</c>\n<d><!-- x --></d><e><f/></e><g><h index=\"1\"/></g>\n</sysConf>")
	var got []string
	for m := range f.Modules() {
		line := m.Name + string(rune('0'+m.Line))
		if m.Empty {
			line += " empty"
		}
		got = append(got, line)
	}
	want := []string{"a2 empty", "b3 empty", "c3 empty", "d5 empty", "e5", "g5"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestXMLVersionElement(t *testing.T) {
	for src, want := range map[string]string{
		"<sysConf><Version>2.0</Version></sysConf>":                             "2.0",
		"<VOIP_CONFIG_FILE><version> 2.0\n</version></VOIP_CONFIG_FILE>":        "2.0",
		"<VOIP_CONFIG_FILE><Digests>2.0</Digests></VOIP_CONFIG_FILE>":           "2.0",
		"<sysConf><a/><Version a=\"b\">2.0</Version></sysConf>":                 "2.0",
		"<sysConf><Version><![CDATA[2.0]]></Version></sysConf>":                 "2.0",
		"<sysConf><Version>2<!-- x -->.0</Version></sysConf>":                   "2.0",
		"<sysConf><Version/></sysConf>":                                         "",
		"<sysConf><VERSION>2.0</VERSION></sysConf>":                             "",
		"<sysConf><Version><x>2.0</x></Version></sysConf>":                      "",
		"<sysConf><Version>2.0</Version><Digests>3.0</Digests></sysConf>":       "2.0",
		"<VOIP_CONFIG_FILE><!-- x --><Version>2.0</Version></VOIP_CONFIG_FILE>": "2.0",
	} {
		f := mustParse(t, src)
		if f.Version() != want {
			t.Errorf("%s: %q", src, f.Version())
		}
		checkInvariants(t, []byte(src), f)
	}
}

func TestXMLProblems(t *testing.T) {
	for _, c := range []struct {
		name, src string
		kind      ProblemKind
		line, col int
		says      string
	}{
		{"a tag closed by another", "<sysConf>\n<a><b>1</a>\n</sysConf>", NotWellFormed, 2, 8, "</a> closes <b>, which opens on line 2"},
		{"never closed", "<sysConf>\n<a>\n", NotWellFormed, 3, 1, "<a>, which opens on line 2, is not closed"},
		{"root never closed", "<sysConf><a/>", NotWellFormed, 1, 14, "<sysConf>"},
		{"closed without being open", "<sysConf></sysConf></a>", NotWellFormed, 1, 20, "not open"},
		{"second root", "<sysConf></sysConf>\n<sysConf></sysConf>", NotWellFormed, 2, 1, "second root"},
		{"another root first", "<x/><sysConf></sysConf>", NotWellFormed, 1, 1, "<x> stands before the root"},
		{"text before the root", "x\n<sysConf></sysConf>", NotWellFormed, 1, 1, "before the root"},
		{"text behind the root", "<sysConf></sysConf>\n x y", NotWellFormed, 2, 2, "behind the root"},
		{"declaration not at the start", " <?xml version=\"1.0\"?><sysConf></sysConf>", NotWellFormed, 1, 2, "very start"},
		{"an encoding that it is not in", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><sysConf></sysConf>", NotWellFormed, 1, 31, "write UTF-8"},
		{"another XML version", "<?xml version=\"2.0\"?><sysConf></sysConf>", NotWellFormed, 1, 16, "1.0"},
		{"a declaration without a version", "<?xml encoding=\"UTF-8\"?><sysConf></sysConf>", NotWellFormed, 1, 7, "no version"},
		{"a declaration in capitals", "<?XML version=\"1.0\"?><sysConf></sysConf>", NotWellFormed, 1, 3, "<?xml"},
		{"an instruction without white space", "<sysConf><?a+b?></sysConf>", NotWellFormed, 1, 13, "white space"},
		{"attributes without white space", "<sysConf a=\"1\"b=\"2\"></sysConf>", NotWellFormed, 1, 15, "white space"},
		{"a document type in the root", "<sysConf><!DOCTYPE sysConf></sysConf>", NotWellFormed, 1, 10, "before the root"},
		{"a document type behind the root", "<sysConf></sysConf><!DOCTYPE sysConf>", NotWellFormed, 1, 20, "before the root"},
		{"two document types", "<!DOCTYPE sysConf>\n<!DOCTYPE sysConf><sysConf></sysConf>", NotWellFormed, 2, 1, "second document type"},
		{"a CDATA section behind the root", "<sysConf></sysConf><![CDATA[]]>", NotWellFormed, 1, 20, "behind the root"},
		{"half a character", "<sysConf><a>&#xD800;</a></sysConf>", NotWellFormed, 1, 13, "no number of a character"},
		{"a control character in a comment", "<sysConf><!-- \x01 --></sysConf>", NotWellFormed, 1, 15, "U+0001"},
		{"an entity of HTML", "<sysConf><a>B&uuml;ro</a></sysConf>", NotWellFormed, 1, 14, "write the letter itself, ü"},
		{"the footer of text", "<sysConf><a><b>1</b>\n<<END OF FILE>>\n", NotWellFormed, 2, 1, "</a></sysConf>"},
		{"the footer of text behind the root", "<sysConf></sysConf>\n<<END OF FILE>>\n", NotWellFormed, 2, 1, "remove it"},
		{"an entity of its own", "<!DOCTYPE sysConf [<!ENTITY x 'y'>]><sysConf><a>&x;</a></sysConf>", NotWellFormed, 1, 49, "own document type"},
		{"an attribute twice", "<sysConf><a b=\"1\" c=\"\" b=\"2\"/></sysConf>", NotWellFormed, 1, 24, "attribute b stands twice"},
		{"an attribute of the root twice", "<sysConf b=\"1\" b=\"2\"></sysConf>", NotWellFormed, 1, 16, "twice"},
		{"a slash in a name", "<sysConf><Time/Date>1</Time/Date></sysConf>", NotWellFormed, 1, 15, "\"/\" inside the tag <Time>"},
		{"a space in a name", "<sysConf><Time Date>1</Time Date></sysConf>", NotWellFormed, 1, 20, "no spaces"},
		{"a number for a name", "<sysConf><1>1</1></sysConf>", NotWellFormed, 1, 11, "starts with a letter"},
		{"a bare ampersand", "<sysConf><a><b>c & d</b></a></sysConf>", NotWellFormed, 1, 18, "&amp;"},
		{"an entity of nobody's", "<sysConf><a>&nosuch;</a></sysConf>", NotWellFormed, 1, 13, "&amp;"},
		{"a bare bracket", "<sysConf><a>1 < 2</a></sysConf>", NotWellFormed, 1, 16, "&lt;"},
		{"an open quote", "<sysConf><a b=\"1></a></sysConf>", NotWellFormed, 1, 18, "quote"},
		{"no quote", "<sysConf><a b=1></a></sysConf>", NotWellFormed, 1, 15, "in quotes"},
		{"an open tag at the end", "<sysConf><a", NotWellFormed, 1, 12, "ends inside a tag"},
		{"an open comment", "<sysConf><!-- a", NotWellFormed, 1, 10, "comment"},
		{"two dashes in a comment", "<sysConf><!-- a -- b --></sysConf>", NotWellFormed, 1, 17, "--"},
		{"an open CDATA section", "<sysConf><a><![CDATA[", NotWellFormed, 1, 13, "CDATA"},
		{"a CDATA end alone", "<sysConf><a>]]></a></sysConf>", NotWellFormed, 1, 13, "]]&gt;"},
		{"a NUL byte", "<sysConf><a>\x00</a></sysConf>", NotWellFormed, 1, 13, "U+0000"},
		{"no UTF-8", "<sysConf><a>ü\xff</a></sysConf>", NotWellFormed, 1, 14, "UTF-8"},
		{"text between elements", "<sysConf><a>\n x<b/></a></sysConf>", StrayText, 2, 2, "between elements"},
		{"text behind an element", "<sysConf><a><b/>x</a></sysConf>", StrayText, 1, 17, "between elements"},
		{"text in the root", "<sysConf>x<a/></sysConf>", StrayText, 1, 10, "between elements"},
		{"nothing but a declaration", "<?xml version=\"1.0\"?><!-- <sysConf> -->", NotWellFormed, 1, 40, "without a root"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			isStray := func(p Problem) bool { return p.Kind == StrayAttribute } // of which there is another test
			problems := slices.DeleteFunc(slices.Clone(f.Problems()), isStray)
			if len(problems) != 1 {
				t.Fatalf("%+v", problems)
			}
			p, at := problems[0], f.Position(problems[0].Offset)
			if p.Kind != c.kind || at.Line != c.line || at.Column != c.col || !strings.Contains(p.Text, c.says) {
				t.Errorf("%+v at %+v", p, at)
			}
			if _, err := f.Format(); err == nil {
				t.Error("Format takes it")
			}
			if err := f.SetVersion("2.0"); (err == nil) != (c.kind == StrayText) {
				t.Errorf("SetVersion: %v", err)
			}
			checkInvariants(t, []byte(c.src), mustParse(t, c.src))
		})
	}
}

// TestXMLAttributes looks at indexes that cannot be, and at attributes that nothing is
// made of: neither may go unseen.
func TestXMLAttributes(t *testing.T) {
	const bad, stray = BadIndex, StrayAttribute
	for _, c := range []struct {
		name, src, path string
		want            []ProblemKind
		at              string // what stands at the first
	}{
		{"an index", sysconfFile(`<line index="12"><A>1</A></line>`), "sip/line[12]/A", nil, ""},
		{"no index", sysconfFile(`<line><A>1</A></line>`), "sip/line/A", nil, ""},
		{"zero", sysconfFile(`<line index="0"><A>1</A></line>`), "sip/line[0]/A", []ProblemKind{bad}, `0">`},
		{"a zero in front", sysconfFile(`<line index="01"><A>1</A></line>`), "sip/line[01]/A", []ProblemKind{bad}, `01">`},
		{"five digits", sysconfFile(`<line index="10000"><A>1</A></line>`), "sip/line[10000]/A", []ProblemKind{bad}, `10000">`},
		{"twenty digits", sysconfFile(`<line index="99999999999999999999"><A>1</A></line>`), "sip/line[99999999999999999999]/A", []ProblemKind{bad}, `99999999999999999999">`},
		{"too many to keep", sysconfFile(`<line index="` + strings.Repeat("9", 40) + `"><A>1</A></line>`), "sip/line/A", []ProblemKind{bad}, "9"},
		{"a letter", sysconfFile(`<line index="a"><A>1</A></line>`), "sip/line/A", []ProblemKind{bad}, `a">`},
		{"nothing", sysconfFile(`<line index=""><A>1</A></line>`), "sip/line/A", []ProblemKind{bad}, `">`},
		{"a negative one", sysconfFile(`<line index="-1"><A>1</A></line>`), "sip/line/A", []ProblemKind{bad}, `-1">`},
		{"a space", sysconfFile(`<line index="1 "><A>1</A></line>`), "sip/line/A", []ProblemKind{bad}, `1 ">`},
		{"inside another one", sysconfFile(`<page index="0"><key index="1"><A>1</A></key></page>`), "sip/page[0]/key[1]/A", []ProblemKind{bad}, `0">`},
		{"an empty entry", sysconfFile(`<line index="0"></line><A>1</A>`), "sip/A", []ProblemKind{bad}, `0">`},
		{"an entry that closes itself", sysconfFile(`<line index="0"/><A>1</A>`), "sip/A", []ProblemKind{bad}, `0"/>`},
		{"of a setting", sysconfFile(`<A index="1">1</A>`), "sip/A", []ProblemKind{stray}, `1">`},
		{"a bad one of a setting", sysconfFile(`<A index="0">1</A>`), "sip/A", []ProblemKind{bad}, `0">`},
		{"of a module", `<sysConf><sip index="1"><A>1</A></sip></sysConf>`, "sip/A", []ProblemKind{stray}, `index="1">`},
		{"of the root", `<sysConf index="1"><sip><A>1</A></sip></sysConf>`, "sip/A", []ProblemKind{stray}, `index="1">`},
		{"another name", sysconfFile(`<line idx="1"><A>1</A></line>`), "sip/line/A", []ProblemKind{stray}, `idx=`},
		{"another name beside it", sysconfFile(`<line index="1" name="x"><A>1</A></line>`), "sip/line[1]/A", []ProblemKind{stray}, `name=`},
		{"a name space", `<sysConf xmlns="urn:x"><sip><A>1</A></sip></sysConf>`, "sip/A", []ProblemKind{stray}, `xmlns=`},
		{"twice", sysconfFile(`<line a="1" a="2"><A>1</A></line>`), "sip/line/A", []ProblemKind{stray, NotWellFormed}, `a="1"`},
		{"an ID", legacyXML(`<L><L_Entry><ID>SIP1</ID><A>1</A></L_Entry></L>`), "SIP/L[1]/A", nil, ""},
		{"no ID", legacyXML(`<L><L_Entry><A>1</A></L_Entry></L>`), "SIP/L/A", []ProblemKind{bad}, "</L_Entry>"},
		{"an entry outside a list", legacyXML(`<L_Entry><A>1</A></L_Entry>`), "SIP/L_Entry/A", nil, ""},
		{"an ID of zero", legacyXML(`<L><L_Entry><ID>SIP0</ID><A>1</A></L_Entry></L>`), "SIP/L[0]/A", []ProblemKind{bad}, `SIP0<`},
		{"an ID with a zero in front", legacyXML(`<L><L_Entry><ID>SIP01</ID><A>1</A></L_Entry></L>`), "SIP/L[01]/A", []ProblemKind{bad}, `SIP01<`},
		{"an ID without a number", legacyXML(`<L><L_Entry><ID>SIP</ID><A>1</A></L_Entry></L>`), "SIP/L/A", []ProblemKind{bad}, `SIP<`},
		{"an empty ID", legacyXML(`<L><L_Entry><ID></ID><A>1</A></L_Entry></L>`), "SIP/L/A", []ProblemKind{bad}, `</ID>`},
		{"an index in xml-legacy", legacyXML(`<L><L_Entry index="1"><ID>SIP1</ID><A>1</A></L_Entry></L>`), "SIP/L[1]/A", []ProblemKind{stray}, `index=`},
		{"an attribute in xml-legacy", `<VOIP_CONFIG_FILE><SIP a="b"><A>1</A></SIP></VOIP_CONFIG_FILE>`, "SIP/A", []ProblemKind{stray}, `a="b"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			if path := f.Setting(0).Path.String(); path != c.path {
				t.Errorf("the path is %s, want %s", path, c.path)
			}
			var got []ProblemKind
			for _, p := range f.Problems() {
				got = append(got, p.Kind)
			}
			if !slices.Equal(got, c.want) {
				t.Fatalf("problems %v, want %v", got, c.want)
			}
			if len(got) > 0 && !strings.HasPrefix(c.src[f.Problems()[0].Offset:], c.at) {
				t.Errorf("the first problem is at %q", c.src[f.Problems()[0].Offset:])
			}
			checkInvariants(t, []byte(c.src), f)
		})
	}
}

// TestXMLAgainstStdlib is the fuzz target's comparison on a file of real size.
func TestXMLAgainstStdlib(t *testing.T) {
	compareWithStdlib(t, sysconfExport(64<<10))
}
