package cfgfile

import (
	"slices"
	"strings"
	"testing"
)

// legacyFile and modernFile put lines into a file of a generation, with the
// module that is only there.
func legacyFile(lines ...string) string { return textFile("2.0002", "GLOBAL", lines) }
func modernFile(lines ...string) string { return textFile("2.0000000000", "NET", lines) }

func textFile(version, module string, lines []string) string {
	return "<<VOIP CONFIG FILE>>Version:" + version + "\n<" + module + " CONFIG MODULE>\n" + strings.Join(lines, "\n") + "\n<<END OF FILE>>\n"
}

// settingLines lists settings as "list|index|key|value", modules left out.
func settingLines(f *File) []string {
	var lines []string
	for _, s := range f.Settings() {
		lines = append(lines, strings.Join([]string{s.List, string(rune('0' + s.Index)), s.Key, s.Value}, "|"))
	}
	return lines
}

func TestTextSettings(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"a legacy list ends where its prefix does",
			legacyFile("--SIP Line List--  :", "SIP1 Phone Number  :1", "STUN Server        :s", "SIP2 Phone Number  :2"),
			[]string{"SIP Line List|1|SIP1 Phone Number|1", "|0|STUN Server|s", "SIP Line List|2|SIP2 Phone Number|2"}},
		{"a modern list runs on",
			modernFile("--SIP Line List--  :", "SIP1 Phone Number       :1", "STUN Server        :s", "SIP2 Phone Number       :2"),
			[]string{"SIP Line List|1|SIP1 Phone Number|1", "SIP Line List|0|STUN Server|s", "SIP Line List|2|SIP2 Phone Number|2"}},
		{"what looks like an index in a legacy file",
			legacyFile("--A List--:", "Lamp1 Mode:1", "G729 Payload:18", "SIP1 Phone Number:1", "Lamp2 Mode:2"),
			[]string{"A List|1|Lamp1 Mode|1", "|0|G729 Payload|18", "|0|SIP1 Phone Number|1", "A List|2|Lamp2 Mode|2"}},
		{"what looks like an index in a modern file",
			modernFile("--A List--:", "Lamp1 Mode:1", "G729 Payload:18", "Lamp2 Mode:2"),
			[]string{"A List|1|Lamp1 Mode|1", "A List|0|G729 Payload|18", "A List|2|Lamp2 Mode|2"}},
		{"a plain group in a modern file",
			modernFile("--Power LED--:", "Common:1", "--DateTime Config--:", "Zone:2"),
			[]string{"Power LED|0|Common|1", "DateTime Config|0|Zone|2"}},
		{"a module ends a list",
			legacyFile("--A--:", "P1 a:1", "<TELE CONFIG MODULE>", "P2 a:2"),
			[]string{"A|1|P1 a|1", "|0|P2 a|2"}},
		{"a key that is no more than an index, padded or not",
			legacyFile("--A--:", "A1                 :x", "A1:y"), []string{"|0|A1|x", "|0|A1|y"}},
		{"index prefixes",
			legacyFile("--A--:", "XML-PBook12 Name:1", "XML-PBook Name:2", "XML-PBook12345 N:3"),
			[]string{"A|<|XML-PBook12 Name|1", "|0|XML-PBook Name|2", "|0|XML-PBook12345 N|3"}},
		{"values", legacyFile("A:", "B:http://192.0.2.1:80/a:b", "C:trailing ", "D: leading", "E:\t", "F:a=b", "G:ü"),
			[]string{"|0|A|", "|0|B|http://192.0.2.1:80/a:b", "|0|C|trailing ", "|0|D| leading", "|0|E|\t", "|0|F|a=b", "|0|G|ü"}},
		{"keys", legacyFile("SIP  Port          :1", "Enable   G.729:2", "Dial End With #:3", "P1 Busy N/A Line:4", "802.1P Value:5", "-odd:6"),
			[]string{"|0|SIP  Port|1", "|0|Enable   G.729|2", "|0|Dial End With #|3", "|0|P1 Busy N/A Line|4", "|0|802.1P Value|5", "|0|-odd|6"}},
		{"comments and blank lines", legacyFile("# a:b", "###Key :", "", "  ", " # c:d", "A:1"), []string{"|0|A|1"}},
		{"list markers", modernFile("-- Agent Config--  :", "A:1", "--BW Calllogs Conf-:", "B:2", "--C:", "C:3", "----D----   :", "D:4"),
			[]string{"Agent Config|0|A|1", "BW Calllogs Conf|0|B|2", "C|0|C|3", "D|0|D|4"}},
		{"two carriage returns", strings.ReplaceAll(legacyFile("A:1", "B:"), "\n", "\r\r\n"), []string{"|0|A|1", "|0|B|"}},
		{"mixed line ends", legacyFile("A:1\r", "B:2", "C:3\r"), []string{"|0|A|1", "|0|B|2", "|0|C|3"}},
		{"a carriage return inside a value", legacyFile("A:1\rB:2", "C:3"), []string{"|0|A|1\rB:2", "|0|C|3"}},
		{"NUL bytes and bytes that are no UTF-8", legacyFile("A\x00:\x00", "B:\xff"), []string{"|0|A\x00|\x00", "|0|B|\xff"}},
		{"the last line without a line end", "<<VOIP CONFIG FILE>>Version:2.0002\nA:1", []string{"|0|A|1"}},
		{"settings after the footer are none", legacyFile("A:1") + "B:2\n", []string{"|0|A|1"}},
		{"a setting fused to a module", legacyFile("<TELE CONFIG MODULE> A :1", "<DSP CONFIG MODULE><LAN CONFIG MODULE>B:2"), []string{"|0|A|1", "|0|B|2"}},
		{"a fused list", legacyFile("<TELE CONFIG MODULE>--L--:", "P1 a:1"), []string{"L|1|P1 a|1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			if got := settingLines(f); !slices.Equal(got, c.want) {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
			checkInvariants(t, []byte(c.src), f)
		})
	}
}

func TestTextModules(t *testing.T) {
	f := mustParse(t, legacyFile("A:1", "<SIP CONFIG MODULE>", "", "<TELE CONFIG MODULE>", "--Empty List--:", "  <DSP CONFIG MODULE>", "B:2"))
	var got []Module
	for m := range f.Modules() {
		m.Span = Span{}
		got = append(got, m)
	}
	want := []Module{{Name: "GLOBAL CONFIG MODULE", Line: 2}, {Name: "SIP CONFIG MODULE", Line: 4, Empty: true},
		{Name: "TELE CONFIG MODULE", Line: 6}, {Name: "DSP CONFIG MODULE", Line: 8}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if s := f.Setting(1); s.Path.String() != "DSP CONFIG MODULE:B" {
		t.Errorf("an indented module header is none: %s", s.Path.String())
	}
}

func TestTextFrame(t *testing.T) {
	padded := "<<VOIP CONFIG FILE>>Version:2.0002" + strings.Repeat(" ", 28)
	for _, c := range []struct {
		name, src                  string
		headerLine, headerWidth    int
		version, footer, left, eol string
		hasVersion                 bool
	}{
		{"padded", padded + "\r\n<<END OF FILE>>\r\n", 1, 62, "2.0002", textFooter, "", "\r\n", true},
		{"not padded", "<<VOIP CONFIG FILE>>Version:2.0002\n<<END OF FILE>>", 1, 34, "2.0002", textFooter, "", "\n", true},
		{"spaces before the version", "<<VOIP CONFIG FILE>>Version:  2.4.7.6 \n", 1, 38, "2.4.7.6", "", "", "\n", true},
		{"no version", "<<VOIP CONFIG FILE>>Version:\n", 1, 28, "", "", "", "\n", true},
		{"no place for a version", "<<VOIP CONFIG FILE>>\n", 1, 20, "", "", "", "\n", false},
		{"one line", "<<VOIP CONFIG FILE>>Version:1.0", 1, 31, "1.0", "", "", "", true},
		{"on the third line", "# c\n\n<<VOIP CONFIG FILE>>Version:1.0\n", 3, 31, "1.0", "", "", "\n", true},
		{"indented", "  <<VOIP CONFIG FILE>>Version:1.0\n", 1, 31, "1.0", "", "", "\n", true},
		{"behind a byte order mark", bom + "<<VOIP CONFIG FILE>>Version:1.0\n", 1, 31, "1.0", "", "", "\n", true},
		{"missing", "<SIP CONFIG MODULE>\n<<END OF FILE>>\n", 0, 0, "", textFooter, "", "\n", false},
		{"a second one", "<<VOIP CONFIG FILE>>Version:1.0\n<<VOIP CONFIG FILE>>Version:2.0\n", 1, 31, "1.0", "", "", "\n", true},
		{"content after the footer", "<<VOIP CONFIG FILE>>Version:1.0\n<<END OF FILE>> x\n\ny\n \n", 1, 31, "1.0", textFooter, "x\n\ny", "\n", true},
		{"blank lines after the footer", "<<VOIP CONFIG FILE>>Version:1.0\n<<END OF FILE>>\n\n\n", 1, 31, "1.0", textFooter, "", "\n", true},
		{"a module fused to the header", "<<VOIP CONFIG FILE>>Version:1.0 <SIP CONFIG MODULE>\n", 1, 32, "1.0", "", "", "\n", true},
		{"the footer fused to the header", "<<VOIP CONFIG FILE>>Version:1.0<<END OF FILE>>\n", 1, 31, "1.0", textFooter, "", "\n", true},
		{"a carriage return behind the version", "<<VOIP CONFIG FILE>>Version:1.0\rA:1\nB:2\n", 1, 31, "1.0", "", "", "\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			text := func(s Span) string { return c.src[s.Start:s.End] }
			frame := f.Frame()
			if frame.HeaderLine != c.headerLine || frame.Header.Len() != c.headerWidth || frame.HasVersion != c.hasVersion || frame.EOL != c.eol {
				t.Errorf("frame %+v", frame)
			}
			if f.Version() != c.version || text(frame.Footer) != c.footer || text(frame.AfterFooter) != c.left {
				t.Errorf("version %q, footer %q, then %q", f.Version(), text(frame.Footer), text(frame.AfterFooter))
			}
			if frame.BOM != strings.HasPrefix(c.src, bom) {
				t.Error("byte order mark")
			}
			checkInvariants(t, []byte(c.src), f)
		})
	}
}

func TestTextProblems(t *testing.T) {
	const secret = "hunter2-example"
	for _, c := range []struct {
		name, line string
		kind       ProblemKind
		column     int
		says       string
	}{
		{"no colon", "no colon " + secret, MalformedLine, 1, "neither a setting"},
		{"no key", ":" + secret, MalformedLine, 1, "no key"},
		{"indented", "  Key:" + secret, IndentedLine, 1, "white space"},
		{"indented comment", "  # Key " + secret, 0, 0, ""},
		{"fused", "<TELE CONFIG MODULE>  Key:" + secret, FusedLines, 23, "line break"},
		{"module without MODULE", "<TELE CONFIG>", MalformedLine, 1, "ends in MODULE"},
		{"no module", "<TELE " + secret, MalformedLine, 1, "no module header"},
		{"template tag", "<?php " + secret + " ?>", MalformedLine, 1, "no module header"},
		{"list without colon", "--List--", MalformedLine, 1, "ends in a colon"},
		{"list with a value", "--List--:" + secret, MalformedLine, 1, "no value"},
		{"list without a name", "--  --:", MalformedLine, 1, "without a name"},
		{"second header", "<<VOIP CONFIG FILE>>Version:3.0", MalformedLine, 1, "second header"},
		{"equals sign, and a colon in the value", "SIP1 Proxy Addr = http://p", OtherSyntax, 1, "in place of"},
		{"equals sign before the colon", "SIP1 Proxy Addr =:" + secret, OtherSyntax, 1, "in place of"},
		{"equals sign before padding", "SIP1 Proxy Addr =   :" + secret, OtherSyntax, 1, "in place of"},
		{"name in brackets, and a value", "<AuthPassword>" + secret, OtherSyntax, 1, "Key :value"},
		{"misspelt footer", "<<END OF FLIE>>", MalformedLine, 1, "<<END OF FILE>>"},
		{"nothing wrong", "Key:" + secret, 0, 0, ""},
		{"nothing wrong with a dash in front", "-Key:" + secret, 0, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, legacyFile("A:1", c.line, "B:2"))
			problems := f.Problems()
			if c.kind == 0 {
				if len(problems) > 0 {
					t.Errorf("%+v", problems)
				}
				return
			}
			if len(problems) != 1 {
				t.Fatalf("%+v", problems)
			}
			p, at := problems[0], f.Position(problems[0].Offset)
			if p.Kind != c.kind || at.Line != 4 || at.Column != c.column || !strings.Contains(p.Text, c.says) || strings.Contains(p.Text, secret) {
				t.Errorf("%+v at %+v", p, at)
			}
		})
	}
}

func TestCutIndex(t *testing.T) {
	for key, want := range map[string]struct {
		prefix string
		index  int
		ok     bool
	}{
		"SIP1 Phone Number":                    {"SIP", 1, true},
		"SIP12 Phone Number":                   {"SIP", 12, true},
		"XML-PBook2 Name":                      {"XML-PBook", 2, true},
		"Lamp1 Mode":                           {"Lamp", 1, true},
		"Lamp2 Mode":                           {},
		"G729 Payload":                         {},
		"STUN Server":                          {},
		"SIP0 Phone":                           {},
		"SIP1":                                 {},
		"SIP1   ":                              {},
		"SIP12345 Phone":                       {},
		"802.1P Value":                         {},
		"1 a":                                  {},
		"":                                     {},
		"SIP":                                  {},
		"sip1 Phone":                           {"sip", 1, true},
		"SIP1Phone":                            {},
		"Averyveryverylongprefixthatisnone1 a": {},
	} {
		prefix, index, ok := cutIndex(key)
		if prefix != want.prefix || index != want.index || ok != want.ok {
			t.Errorf("cutIndex(%q) gives %q, %d, %v", key, prefix, index, ok)
		}
	}
}

// TestTabBeforeColon reads keys that a tab pads, as figure 1 of the vendor's description
// has them, edits their values, and takes the tabs away in the canonical form.
func TestTabBeforeColon(t *testing.T) {
	const src = "<<VOIP CONFIG FILE>>Version:2.0002\n<AUTOUPDATE CONFIG MODULE>\nAuto Pbook Url\t:tftp://172.16.6.70/500.csv\nAuto Etc Url \t :a\nAuto Image Url     :b\n<<END OF FILE>>\n"
	f := mustParse(t, src)
	var tabbed []bool
	for _, s := range f.Settings() {
		tabbed = append(tabbed, s.TabBeforeColon())
		if f.Source()[s.KeySpan.Start:s.KeySpan.End] != s.Key {
			t.Errorf("the span of %q is %v", s.Key, s.KeySpan)
		}
	}
	if !slices.Equal(tabbed, []bool{true, true, false}) || len(f.Problems()) > 0 {
		t.Errorf("tabs before the colon: %v, problems %v", tabbed, f.Problems())
	}
	if effect, err := f.Set("Auto Pbook Url", "x"); err != nil || effect.Kind != Changed {
		t.Fatalf("set: %v, %v", effect, err)
	}
	if want := strings.Replace(src, "tftp://172.16.6.70/500.csv", "x", 1); f.Source() != want {
		t.Errorf("set made\n%s", f.Source())
	}
	if formatted, err := f.Format(); err != nil || strings.Contains(string(formatted), "\t") || !strings.Contains(string(formatted), "Auto Pbook Url     :x") {
		t.Errorf("formatted to\n%s (%v)", formatted, err)
	}
}

// TestSetInFooterAlone sets in a file that has a mark, a footer and nothing else: a module
// comes as devices write it, behind one blank line.
func TestSetInFooterAlone(t *testing.T) {
	f := mustParse(t, bom+"<<END OF FILE>>")
	want := bom + "\r\n<SIP CONFIG MODULE>\r\nSIP  Port          :5060\r\n<<END OF FILE>>"
	if _, err := f.setOne("SIP CONFIG MODULE:SIP  Port", "5060", SetOptions{Unchecked: true}); err != nil || f.Source() != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, f.Source(), want)
	}
}
