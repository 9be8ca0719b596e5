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
