package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSpans checks what each rule means: the text between the two places, which is empty
// where something is missing.
func TestSpans(t *testing.T) {
	bare := strings.TrimRight(legacyHeader, " ")
	module := func(lines ...string) string { return legacy(append([]string{"<GLOBAL CONFIG MODULE>"}, lines...)...) }
	line := func(lines ...string) string {
		return modern(append([]string{"<SIP CONFIG MODULE>", "--SIP Line List--  :"}, lines...)...)
	}
	for _, c := range []struct {
		rule, src string
		want      []string // line:column-line:column and the text of each finding
	}{
		{"FV101", crlf("<GLOBAL CONFIG MODULE>", footer), []string{"1:1-1:1 "}},
		{"FV101", crlf("", legacyHeader, footer), []string{"2:1-2:63 " + legacyHeader}},
		{"FV102", crlf(bare, footer), []string{"1:35-1:35 "}},
		{"FV102", crlf(legacyHeader+"  ", footer), []string{"1:63-1:65   "}},
		{"FV103", crlf("<<VOIP CONFIG FILE>>Version:v2", footer), []string{"1:29-1:31 v2"}},
		{"FV104", "<sysConf><net><a>1</a></net></sysConf>", []string{"1:1-1:10 <sysConf>"}},
		{"FV105", crlf(legacyHeader), []string{"2:1-2:1 "}},
		{"FV106", legacy() + "a\r\nb\r\n", []string{"3:1-4:2 a\r\nb"}},
		{"FV107", strings.ReplaceAll(legacy(), "\r\n", "\n"), []string{"1:63-1:63 "}},
		{"FV108", bom + legacy(), []string{"1:1-1:1 " + bom}},
		{"FV108", module("LCD Title          :a\xffb"), []string{"3:22-3:23 \xff"}},
		{"FV110", module("LCD Title          :a{{ x }}b"), []string{"3:22-3:29 {{ x }}"}},
		{"FV112", module("LCD Title          :a&amp;b"), []string{"3:22-3:27 &amp;"}},
		{"FV201", legacy("Time Zone          :1"), []string{"2:1-2:10 Time Zone"}},
		{"FV202", module("what is this"), []string{"3:1-3:13 what is this"}},
		{"FV202", module("B\xc3\xbcro:1"), []string{"3:2-3:3 ü"}},
		{"FV203", module("SMS Ring Enabled   :1--SIP Line List--  :"), []string{"3:22-3:42 --SIP Line List--  :"}},
		{"FV204", module("Time Zone          :1", "Time Zone          :1"), []string{"4:1-4:10 Time Zone"}},
		{"FV205", module("Time Zone          :1", "<GLOBAL CONFIG MODULE>", "LCD Title          :1"), []string{"4:2-4:22 GLOBAL CONFIG MODULE"}},
		{"FV208", module("Time Zone:1"), []string{"3:1-3:11 Time Zone:"}},
		{"FV209", line("SIP0 Phone Number       :1"), []string{"4:1-4:5 SIP0"}},
		{"FV209", sysconf(`<sip><line index="0"><Port>1</Port></line></sip>`), []string{"3:19-3:20 0"}},
		{"FV301", legacy("<GLOBL CONFIG MODULE>"), []string{"2:2-2:21 GLOBL CONFIG MODULE"}},
		{"FV302", line("SIP1 Register Adr       :1"), []string{"4:1-4:18 SIP1 Register Adr"}},
		{"FV305", line("SIP1 Register Port      :70000"), []string{"4:26-4:31 70000"}},
		{"FV305", sysconf(`<sip><line index="1"><RegisterPort>70000</RegisterPort></line></sip>`), []string{"3:36-3:41 70000"}},
		{"FV306", sysconf(`<sip><SIPLineList><a>1</a></SIPLineList></sip>`), []string{"3:7-3:18 SIPLineList"}},
		{"FV401", module("Time Zone          :1"), []string{"1:1-0:0 "}},
		{"FV503", module("LCD Title          :http://u:p@h/"), []string{"3:21-3:34 http://u:p@h/"}},
	} {
		name := "office.cfg"
		if c.rule == "FV401" {
			name = "00-15-65-11-3A-F8.cfg"
		}
		var got []string
		for _, f := range mustNew(t, Options{Only: []string{c.rule}}).Lint(name, []byte(c.src)) {
			got = append(got, fmt.Sprintf("%d:%d-%d:%d %s", f.Line, f.Column, f.End.Line, f.End.Column, c.src[f.Offset:max(f.Offset, f.End.Offset)]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// TestNamedSetting checks that a message names the setting as the file has it, and no piece
// of a secret.
func TestNamedSetting(t *testing.T) {
	for _, c := range []struct{ rule, src, want string }{
		{"FV204", legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :1", "Time Zone          :2"), `"Time Zone" stands here again, first on line 3`},
		{"FV501", legacy("<PHONE CONFIG MODULE>", "Menu Password      :123"), `"Menu Password" is a password that phones are delivered with, or that everybody tries first`},
		{"FV302", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd  :hun", "ter2xyz:abc"), "this setting is not a known key"},
		{"FV208", legacy("<PHONE CONFIG MODULE>", "a\x1b[2J:1"), `the colon of "a\x1b[2J" stands before column 20`},
	} {
		findings := mustNew(t, Options{Only: []string{c.rule}}).Lint("office.cfg", []byte(c.src))
		if len(findings) != 1 || findings[0].Message != c.want {
			t.Errorf("%s: %v, want %q", c.rule, findings, c.want)
		}
	}
}

// TestTagLength checks where a template's tag ends.
func TestTagLength(t *testing.T) {
	for text, want := range map[string]string{
		"{{a}}{{b}}": "{{a}}", "${a}b": "${a}", "{% if %}x": "{% if %}", "<?php x ?>y": "<?php x ?>", "<%= a %> b": "<%= a %>",
		"<!-- a --> b": "<!-- a -->", "{$a} b": "{$a}", "{* a *}b": "{* a *}", "{{ open\r\n}}": "{{ open",
	} {
		if got := text[:tagLength(text[:strings.IndexByte(text+"\n", '\n')])]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
