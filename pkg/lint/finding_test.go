package lint

import (
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func TestFindingString(t *testing.T) {
	for _, c := range []struct{ message, suggestion, want string }{
		{"it is wrong", "", "it is wrong"},
		{"it is wrong", "right", "it is wrong; write right"},
		{"write right there", "right", "write right there"},
		{`it is "right"`, "right", `it is "right"`},
		{"it has braces: write $input", "$input", "it has braces: write $input"},
		{"it has none: write $mac.cfg", "$mac", "it has none: write $mac.cfg; write $mac"},
	} {
		f := Finding{
			Rule: Rule{ID: "FV102", Name: "header-length"}, Severity: Warning, File: "a.cfg", Position: cfgfile.Position{Line: 2, Column: 3},
			Message: c.message, Suggestion: c.suggestion,
		}
		if got := f.Sentence(); got != c.want {
			t.Errorf("%q: want %q", got, c.want)
		}
		if got, want := f.String(), "a.cfg:2:3: warning: "+c.want+" [FV102 header-length]"; got != want {
			t.Errorf("%q: want %q", got, want)
		}
	}
}

func TestFindingPath(t *testing.T) {
	const line = "SIP CONFIG MODULE:SIP Line List:"
	for _, test := range []struct {
		name, src string
		want      []string // rule and path of each finding
	}{
		{"a value", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Port      :70000"), []string{"FV305 " + line + "SIP1 Register Port"}},
		{"an unknown key", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Adr       :a"), []string{"FV302 " + line + "SIP1 Register Adr"}},
		{"sysconf", sysconf(`<sip><line index="2"><RegisterPort>70000</RegisterPort></line></sip>`), []string{"FV305 sip/line[2]/RegisterPort"}},
		{"an unknown key of sysconf", sysconf(`<sip><line index="2"><RegisterAdr>a</RegisterAdr></line></sip>`), []string{"FV302 sip/line[2]/RegisterAdr"}},
		{"several settings on a line", sysconf(`<sip><line index="1"><RegisterPort>70000</RegisterPort><RegisterAddr>a b</RegisterAddr></line></sip>`),
			[]string{"FV305 sip/line[1]/RegisterPort", "FV305 sip/line[1]/RegisterAddr"}},
		{"dotted", dotted("sip.line.1.RegEnabled = yes"), []string{"FV305 sip.line.1.RegEnabled"}},
		{"a rule that looks at lines", legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :{{ zone }}"), []string{"FV110 GLOBAL CONFIG MODULE:Time Zone"}},
		{"in front of a key", legacy("<GLOBAL CONFIG MODULE>", " Time Zone          :32"), []string{"FV202 GLOBAL CONFIG MODULE:Time Zone"}},
		{"further in front of the second key", legacy("<GLOBAL CONFIG MODULE>", "Primary DNS        :192.0.2.1", "   Time Zone          :32"), []string{"FV202 GLOBAL CONFIG MODULE:Time Zone"}},
		{"what is no setting", crlf(strings.TrimRight(legacyHeader, " "), "<GLOBL CONFIG MODULE>", "a                  :1", footer), []string{"FV102 ", "FV301 "}},
		{"a module before its settings", sysconf("<nett><a>1</a></nett>"), []string{"FV301 "}},
		// The rest of a password that broke over two lines.
		{"a piece of a secret", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd  :hun", "ter2xyz:abc"), []string{"FV208 ", "FV302 "}},
	} {
		var got []string
		for _, f := range mustNew(t, Options{Disable: []string{"FV502"}}).Lint("office.cfg", []byte(test.src)) {
			got = append(got, f.Rule.ID+" "+f.Path)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb ~é\u00a0": "a b ~é\u00a0", "\x1b[2J\x00\x7f": "·[2J··", "\u0080\u009f": "··", "\u202e\xff": "··",
	} {
		if got := printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
