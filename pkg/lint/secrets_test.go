package lint

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/planted"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestDefaultPassword(t *testing.T) {
	mmi := func(lines ...string) string { return legacy(append([]string{"<MMI CONFIG MODULE>"}, lines...)...) }
	checkGraded(t, "FV501", []gradedCase{
		{name: "text", src: mmi("Account1 Password  :admin", "Account2 Pass      :Guest"), want: []string{"3:21 warning", "4:21 warning"}},
		{name: "sysconf", src: sysconf("<phone><MenuPassword>123</MenuPassword></phone>"), want: []string{"3:22 warning"}},
		{name: "xml-legacy", src: xmlLegacy("<PHONE_CONFIG_MODULE><Menu_Password>123</Menu_Password></PHONE_CONFIG_MODULE>"), want: []string{"3:37 warning"}},
		{name: "dotted", src: dotted("phone.MenuPassword = 123"), want: []string{"3:22 warning"}},
		{name: "a line", src: sysconf(`<sip><line index="1"><RegisterPswd>1234</RegisterPswd></line></sip>`), want: []string{"3:36 warning"}},
		{name: "one's own", src: mmi("Account1 Password  :correct horse", "Menu Password      :")},
		{name: "a service that is off", src: legacy("<PPPoE CONFIG MODULE>", "PPPoE Password     :password", "ACS Password       :admin")},
		{name: "no password", src: mmi("Account1 Name      :admin", "Web Server Type    :123")},
		{name: "a template", src: mmi("Account1 Password  :admin{# x #}")},
	})
}

func TestPlaintextSecret(t *testing.T) {
	file := func(lines ...string) string {
		return legacy(append([]string{"<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pswd :hunter2", "<AUTOUPDATE CONFIG MODULE>"}, lines...)...)
	}
	checkGraded(t, "FV502", []gradedCase{
		{name: "TFTP", src: file("Download Protocol  :2"), want: []string{"6:21 info"}},
		{name: "HTTP by its URL", src: file("Download Protocol  :5x", "Download Server IP :http://192.0.2.1"), want: []string{"7:21 info"}},
		{name: "sysconf", src: sysconf("<phone><MenuPassword>x9</MenuPassword></phone>", "<ap><FlashProtocol>4</FlashProtocol></ap>"), want: []string{"4:20 info"}},
		{name: "HTTPS", src: file("Download Protocol  :5")},
		{name: "HTTPS by its URL", src: file("Download Protocol  :4", "Download Server IP :https://192.0.2.1")},
		{name: "off", src: file("Download Protocol  :2", "Download Mode      :0")},
		{name: "encrypted", src: file("Download Protocol  :2", "Config File Key    :"+strings.Repeat("5f", 32))},
		{name: "no secret", src: legacy("<AUTOUPDATE CONFIG MODULE>", "Download Protocol  :2")},
		{name: "nothing said", src: file()},
		{name: "a template", src: file("Download Protocol  :2{# x #}")},
	})
}

func TestCredentialsInURL(t *testing.T) {
	checkGraded(t, "FV503", []gradedCase{
		{name: "text", src: updateLegacy("Auto Image Url", "ftp://123:123@192.0.2.1/x4.z"), want: []string{"3:21 warning"}},
		{name: "sysconf, escaped", src: sysconf("<cti><DNDOnUrl>http://u:p&#64;h/</DNDOnUrl></cti>"), want: []string{"3:16 warning"}},
		{name: "xml-legacy, an unknown key", src: xmlLegacy("<M><a>http://u:p@h</a></M>"), want: []string{"3:7 warning"}},
		{name: "dotted", src: dotted("ap.Url = http://u:p@h"), want: []string{"3:10 warning"}},
		{name: "the second of two", src: dotted("ap.Url = http://h/,http://u:p@h/"), want: []string{"3:10 warning"}},
		{name: "a user alone", src: dotted("ap.Url = http://u@h", "ap.Url2 = http://u:@h")},
		{name: "behind the path", src: dotted("ap.Url = http://h/a:b@c", "ap.Url2 = http://h?a:b@c")},
		{name: "in the path of a URL without a server", src: dotted("ap.Url = file:///a:b@c")},
		{name: "a SIP address", src: dotted("sip.Uri = sip:1001@pbx", "sip.Uri2 = $id:x@$ip")},
		{name: "a macro", src: dotted("ap.Url = http://$user:$password@h/")},
		{name: "a template", src: dotted("ap.Url = http://u:{{p}}@h/")},
	})
}

func TestWeakKey(t *testing.T) {
	file := func(key string) string { return updateLegacy("Config File Key", key) }
	run := make([]byte, 32)
	for i := range run {
		run[i] = byte(3*i + 100)
	}
	text := hex.EncodeToString([]byte("The quick brown fox jumps over a"))
	const drawn = "9c1f5e27d3a846b0f27b1d94e5c8036a4fb6d218709ce3a54d8b16f7a2c95e30"
	checkGraded(t, "FV504", []gradedCase{
		{name: "zeros", src: file(strings.Repeat("0", 64)), want: []string{"3:21 warning"}},
		{name: "a pattern", src: file(strings.Repeat("0a9b2c31", 8)), want: []string{"3:21 warning"}},
		{name: "a run", src: file(hex.EncodeToString(run)), want: []string{"3:21 warning"}},
		{name: "text", src: file(text), want: []string{"3:21 warning"}},
		{name: "text to its last sign", src: file(hex.EncodeToString([]byte("~The quick brown fox jumps over~"))), want: []string{"3:21 warning"}},
		{name: "a word of examples", src: file("DEADBEEF" + drawn[8:]), want: []string{"3:21 warning"}},
		{name: "sysconf", src: sysconf("<ap><CommonCfgFileKey>" + strings.Repeat("0", 64) + "</CommonCfgFileKey></ap>"), want: []string{"3:23 warning"}},
		{name: "drawn", src: file(drawn)},
		{name: "no key at all", src: file("1234")},
		{name: "another key", src: legacy("<SIP CONFIG MODULE>", "SIP1 MedCrypto Key :"+strings.Repeat("0", 64))},
	})
}

// TestNoFindingHoldsASecret checks everything that the linter gives out, where a password
// is planted wherever one can stand.
func TestNoFindingHoldsASecret(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	linters := map[string]*Linter{"all rules": mustNew(t, Options{Excerpts: true}), "some": linterOf(t, Options{Excerpts: true})}
	for name, src := range planted.Files() {
		for rules, linter := range linters {
			for _, f := range linter.Lint("office.cfg", []byte(src)) {
				if out := fmt.Sprintf("%s %s %s %s %v", f, f.Suggestion, f.Excerpt, f.Path, f.Replacements()); planted.Leaks(out) {
					t.Errorf("%s: with %s, a finding shows it: %s\n%s", name, rules, out, src)
				}
			}
		}
		// A fix can make settings of what was part of a password; an excerpt may
		// show those.
		_, _, left := mustNew(t, Options{}).Fix("office.cfg", []byte(src))
		if out, err := json.Marshal(left); err != nil || planted.Leaks(string(out)) {
			t.Errorf("%s: a finding that is left shows it, or %v: %s", name, err, out)
		}
	}
}

// TestFindingsOfSlips checks that what is said of a key of a secret with one letter left
// out or doubled does not show the value.
func TestFindingsOfSlips(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	linter := mustNew(t, Options{Excerpts: true, Only: []string{"FV302"}})
	spoken := 0
	for _, d := range catalog.Dialects() {
		for e := range catalog.For(d).Entries() {
			if !e.Secret() {
				continue
			}
			key := e.KeyAt("1")
			for i := len(key) / 2; i < len(key); i++ {
				for _, slip := range []string{key[:i] + key[i+1:], key[:i+1] + key[i:]} {
					for _, f := range linter.Lint("office.cfg", []byte(planted.FileOf(e, "1", slip, planted.Password))) {
						spoken++
						if planted.Leaks(f.Excerpt + f.Sentence()) {
							t.Errorf("%s as %q: %s %s", e.Path(), slip, f.Message, f.Excerpt)
						}
					}
				}
			}
		}
	}
	if spoken == 0 {
		t.Error("no finding speaks of a slip")
	}
}

// TestRulesKeepValues plants one in every key that is known, secret or not.
func TestRulesKeepValues(t *testing.T) {
	linter := linterOf(t, Options{})
	for _, value := range []string{planted.Password, "http://" + planted.Password + "/" + planted.Password + ".bmp", "http://u:" + planted.Password + "@h:" + planted.Password + "/", planted.Password + " " + planted.Password} {
		var lines []string
		for _, key := range []string{"Auto Pbook Url", "Auto Image Url", "Auto Logo Url", "Auto AList Url", "PNP Enable", "PNP Port", "PNP IP", "Config File Key", "Download Server IP", "Zzzz", "Download Protocol"} {
			lines = append(lines, key+padding[:19-len(key)]+":"+value)
		}
		for _, f := range linter.Lint("F0V00X600000.cfg", []byte(legacy(append([]string{"<AUTOUPDATE CONFIG MODULE>"}, lines...)...))) {
			if planted.Leaks(f.Sentence()) {
				t.Errorf("%+v", f)
			}
		}
	}
}

// FuzzLint checks that findings are in the file, whatever that is.
func FuzzLint(f *testing.F) {
	n := 0
	for _, src := range planted.Files() {
		if n++; n%40 == 0 {
			f.Add(src)
		}
	}
	f.Add(sysconf("<Pswd><![CDATA[a]]><!-- b --></Pswd>"))
	f.Add("<a <<b>Pswd\n=\r\r\n</")
	linter, err := New(Options{Excerpts: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkFindings(t, src, linter.Lint("office.cfg", []byte(src)))
	})
}
