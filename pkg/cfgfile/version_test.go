package cfgfile

import (
	"errors"
	"strings"
	"testing"
)

func TestNextVersion(t *testing.T) {
	for _, c := range []struct{ version, want, reason string }{
		{"2.0002", "2.0003", ""},
		{"2.0000000009", "2.0000000010", ""},
		{"2.0999", "2.1000", ""},
		{"2.4.7.6", "2.4.7.7", ""},
		{"0.0", "0.1", ""},
		{"2.9999", "", "all nines"},
		{"2.4.7.9", "", "all nines"},
		{"", "", "no version"},
		{"{{ version }}", "", "numbers with dots"},
		{"2", "", "two numbers"},
		{"2.", "", "numbers with dots"},
		{"2.0a", "", "numbers with dots"},
		{"2." + strings.Repeat("0", 40), "", "room for 34"},
	} {
		got, err := NextVersion(c.version)
		if c.reason == "" {
			if err != nil || got != c.want {
				t.Errorf("NextVersion(%q) gives %q, %v", c.version, got, err)
			}
			continue
		}
		var version *VersionError
		if !errors.As(err, &version) || version.Version != c.version || !strings.Contains(err.Error(), c.reason) || got != "" {
			t.Errorf("NextVersion(%q) gives %q, %v; want %q in the reason", c.version, got, err, c.reason)
		}
	}
}

func TestCheckVersion(t *testing.T) {
	widest := "2." + strings.Repeat("0", 32)
	for version, ok := range map[string]bool{
		"2.0002": true, "2.4.7.6": true, widest: true, widest + "0": false, "": false, "2": false, ".": false, "2..0": false, "2.0 ": false, "2.0\n": false, "２.0": false,
	} {
		if err := CheckVersion(version); (err == nil) != ok {
			t.Errorf("CheckVersion(%q): %v", version, err)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	for _, test := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"2.0003", "2.0002", 1, true},
		{"2.0002", "2.0002", 0, true},
		{"2.9.0", "2.10.0", -1, true},
		{"2.4.7.6", "2.4.7", 1, true},
		{"2.0", "2.0.0", 0, true},
		{"2.99999999999999999999", "2.100000000000000000000", -1, true},
		{"2.0003", "", 0, false},
		{"latest", "2.0002", 0, false},
	} {
		order, ok := CompareVersions(test.a, test.b)
		if order != test.order || ok != test.ok {
			t.Errorf("%s and %s: %d, %t", test.a, test.b, order, ok)
		}
	}
}

// TestRaiseVersion raises a version to one that is higher, and refuses what is not, or
// may not be.
func TestRaiseVersion(t *testing.T) {
	for _, c := range []struct {
		present, version string
		refused, unsure  bool
	}{
		{"2.0002", "2.0003", false, false},
		{"2.0002", "3.0", false, false},
		{"2.0002", "10.0000", false, false},
		{"2.4.7.6", "2.4.8.0", false, false},
		{"2.0002", "2.0002.1", false, false},
		{"2.0002", "1.0", true, false},
		{"2.0002", "2.0002", true, false},
		{"2.0002", "2.0001", true, false},
		{"2.0002", "2.00002", true, false}, // the same number, in another width
		{"2.0002", "2.0002.0", true, false},
		{"2.0002", "2.1", true, false},
		{"2.0002", "2.0000000003", true, true}, // lower, if these are digits behind a point
		{"2.0009", "2.00010", true, true},
		{"2.9999", "2.10000", true, true},
		{"2.4.7.9", "2.4.7.10", true, true},
		{"2.0002", "2.00020", true, true},
		{"2.0000000003", "2.0004", false, false},
		{"", "1.0", false, false},            // nothing to be lower than
		{"{{version}}", "1.0", false, false}, // no version yet
	} {
		for _, form := range []string{
			"<<VOIP CONFIG FILE>>Version:%\n<NET CONFIG MODULE>\nA:1\n",
			"<VOIP_CONFIG_FILE><version>%</version></VOIP_CONFIG_FILE>",
			"<sysConf><Version>%</Version></sysConf>",
			"#<Voip Config File>#\nVersion = %\na.B = 1\n",
		} {
			f := mustParse(t, strings.Replace(form, "%", c.present, 1))
			before := f.Source()
			err := f.RaiseVersion(c.version)
			var low *NotHigherError
			if errors.As(err, &low) != c.refused || err == nil == c.refused {
				t.Errorf("%s: %s to %s: %v", f.Dialect(), c.present, c.version, err)
				continue
			}
			if c.refused && (f.Source() != before || *low != NotHigherError{c.version, c.present, c.unsure} || !strings.Contains(low.Error(), c.version) || !strings.Contains(low.Error(), c.present)) {
				t.Errorf("%s: %s to %s: %v, %q", f.Dialect(), c.present, c.version, err, f.Source())
			}
			if !c.refused && f.Version() != c.version {
				t.Errorf("%s: %s to %s: it has %s", f.Dialect(), c.present, c.version, f.Version())
			}
		}
	}
	if err := mustParse(t, "<sysConf><Version>2.0</Version></sysConf>").RaiseVersion("3"); !errors.As(err, new(*VersionError)) {
		t.Error(err)
	}
}

func TestSetVersion(t *testing.T) {
	pad := func(header string) string { return header + strings.Repeat(" ", 62-len(header)) }
	for _, c := range []struct{ name, src, want string }{
		{"padded header", pad("<<VOIP CONFIG FILE>>Version:2.0002") + "\r\n", pad("<<VOIP CONFIG FILE>>Version:7.0000000001") + "\r\n"},
		{"header without padding", "<<VOIP CONFIG FILE>>Version:2.0002\nA:1\n", "<<VOIP CONFIG FILE>>Version:7.0000000001\nA:1\n"},
		{"header without a version", "<<VOIP CONFIG FILE>>\nA:1\n", "<<VOIP CONFIG FILE>>Version:7.0000000001\nA:1\n"},
		{"header with an empty version", "<<VOIP CONFIG FILE>>Version:\nA:1\n", "<<VOIP CONFIG FILE>>Version:7.0000000001\nA:1\n"},
		{"template in the header", "<<VOIP CONFIG FILE>>Version:{{ v }}   \n", "<<VOIP CONFIG FILE>>Version:7.0000000001\n"},
		{"no header", "<SIP CONFIG MODULE>\nA:1\n", pad("<<VOIP CONFIG FILE>>Version:7.0000000001") + "\n<SIP CONFIG MODULE>\nA:1\n"},
		{"no header, CRLF", bom + "<SIP CONFIG MODULE>\r\n", bom + pad("<<VOIP CONFIG FILE>>Version:7.0000000001") + "\r\n<SIP CONFIG MODULE>\r\n"},
		{"module fused to the header", "<<VOIP CONFIG FILE>>Version:2.0<SIP CONFIG MODULE>\nA:1\n", "<<VOIP CONFIG FILE>>Version:7.0000000001<SIP CONFIG MODULE>\nA:1\n"},
		{"xml-legacy", "<VOIP_CONFIG_FILE>\n<version>2.0</version>\n</VOIP_CONFIG_FILE>", "<VOIP_CONFIG_FILE>\n<version>7.0000000001</version>\n</VOIP_CONFIG_FILE>"},
		{"xml-legacy, Digests", "<VOIP_CONFIG_FILE><Digests>a</Digests></VOIP_CONFIG_FILE>", "<VOIP_CONFIG_FILE><Digests>7.0000000001</Digests></VOIP_CONFIG_FILE>"},
		{"xml-legacy without", "<VOIP_CONFIG_FILE>\n<A/>\n</VOIP_CONFIG_FILE>", "<VOIP_CONFIG_FILE>\n<version>7.0000000001</version>\n<A/>\n</VOIP_CONFIG_FILE>"},
		{"sysconf", "<sysConf><Version> 2.0 </Version></sysConf>", "<sysConf><Version> 7.0000000001 </Version></sysConf>"},
		{"sysconf, closing itself", "<sysConf><Version /><a/></sysConf>", "<sysConf><Version >7.0000000001</Version><a/></sysConf>"},
		{"sysconf without", "<sysConf>\r\n    <a/>\r\n</sysConf>", "<sysConf>\r\n    <Version>7.0000000001</Version>\r\n    <a/>\r\n</sysConf>"},
		{"sysconf, root closing itself", "<sysConf a=\"b\"/>\n", "<sysConf a=\"b\">\n    <Version>7.0000000001</Version>\n</sysConf>\n"},
		{"dotted", "#<Voip Config File>#\nVersion=2.0\n", "#<Voip Config File>#\nVersion=7.0000000001\n"},
		{"dotted without a version", "#<Voip Config File>#\r\na.B = 1\r\n", "#<Voip Config File>#\r\nVersion = 7.0000000001\r\na.B = 1\r\n"},
		{"dotted, header alone", "#<Voip Config File>#", "#<Voip Config File>#\nVersion = 7.0000000001\n"},
		{"dotted without a header", "a.B = 1\n", "#<Voip Config File>#\nVersion = 7.0000000001\na.B = 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustParse(t, c.src)
			before, dialect := listing(f), f.Dialect()
			if err := f.SetVersion("7.0000000001"); err != nil {
				t.Fatal(err)
			}
			if f.Source() != c.want {
				t.Errorf("got\n%q\nwant\n%q", f.Source(), c.want)
			}
			if f.Version() != "7.0000000001" || f.Dialect() != dialect || strings.Join(before, "\n") != strings.Join(listing(f), "\n") {
				t.Errorf("version %q, dialect %v, settings %q", f.Version(), f.Dialect(), listing(f))
			}
			if again := mustParse(t, f.Source()); again.Version() != "7.0000000001" || again.Frame() != f.Frame() {
				t.Errorf("read again: %q, %+v; in memory: %+v", again.Version(), again.Frame(), f.Frame())
			}
			checkInvariants(t, []byte(c.src), mustParse(t, c.src))
		})
	}
}

func TestSetVersionMovesWhatFollows(t *testing.T) {
	f := mustParse(t, "<<VOIP CONFIG FILE>>Version:2.0\n<SIP CONFIG MODULE>\n--L--:\nLamp1 a:1\nb\nLamp2 a:2\n<<END OF FILE>>\nrest")
	for _, version := range []string{"2.0000000001", "3.0"} { // longer, then shorter than its place
		if err := f.SetVersion(version); err != nil {
			t.Fatal(err)
		}
		checkSettings(t, f)
		if got := strings.Join(settingLines(f), " "); got != "L|1|Lamp1 a|1 L|2|Lamp2 a|2" {
			t.Errorf("settings %s", got)
		}
		text := func(s Span) string { return f.Source()[s.Start:s.End] }
		if text(f.Frame().Footer) != textFooter || text(f.Frame().AfterFooter) != "rest" || f.Source()[f.Problems()[0].Offset] != 'b' {
			t.Errorf("%+v, %+v", f.Frame(), f.Problems())
		}
	}
}

func TestSetVersionRefuses(t *testing.T) {
	f := mustParse(t, "<sysConf><Version>2.0</Version><a>")
	before := f.Source()
	if err := f.SetVersion("3.0"); !errors.Is(err, ErrNotWellFormed) || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("ill-formed: %v", err)
	}
	var version *VersionError
	if err := f.SetVersion("3"); !errors.As(err, &version) {
		t.Errorf("a version of one number: %v", err)
	}
	for _, src := range []string{
		"<<VOIP CONFIG FILE>> Version:2.0001\n<<END OF FILE>>\n",
		"<<VOIP CONFIG FILE>>VERSION=2.0001\n<<END OF FILE>>\n",
		"\"<<VOIP CONFIG FILE>>Version:2.0001\"\n<SIP CONFIG MODULE>\n<<END OF FILE>>\n",
		"#<Voip Config File>#\nVersion : 2.0001\n",
		"#<Voip Config File>#\nversion = 2.0001\n",
		"<VOIP_CONFIG_FILE>\n<VERSION>2.0001</VERSION></VOIP_CONFIG_FILE>",
	} {
		near, f := new(NearVersionError), mustParse(t, src)
		if err := f.SetVersion("3.0"); !errors.As(err, &near) || f.Source() != src || f.Version() != "" {
			t.Errorf("%s: %v", src, err)
		}
	}
	if f := mustParse(t, "#<Voip Config File>#\nversion = 2.0001\nVersion = 2.0002\n"); f.Version() != "2.0002" || f.SetVersion("3.0") != nil {
		t.Error("the version is not read behind what is like one")
	}
	if f.Source() != before {
		t.Error("the file was changed")
	}
}

func TestBumpVersion(t *testing.T) {
	f := mustParse(t, "<<VOIP CONFIG FILE>>Version:2.0000000009\n<NET CONFIG MODULE>\nA:1\n")
	if next, err := f.BumpVersion(); err != nil || next != "2.0000000010" || f.Version() != next {
		t.Errorf("%q, %v", next, err)
	}
	for _, header := range []string{"Version:2.9999", "Version:{{ v }}", ""} {
		f := mustParse(t, "<<VOIP CONFIG FILE>>"+header+"\n")
		if next, err := f.BumpVersion(); err == nil || next != "" || f.Source() != "<<VOIP CONFIG FILE>>"+header+"\n" {
			t.Errorf("%s: %q, %v", header, next, err)
		}
	}
}
