package lint

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func TestOwnPatternErrors(t *testing.T) {
	for _, c := range []struct {
		own    Own
		reason string
	}{
		{Own{Keys: []string{""}}, "empty"},
		{Own{Keys: []string{"Acme Mode "}}, "white space"},
		{Own{Keys: []string{"Acme\x00Mode"}}, "control character"},
		{Own{Keys: []string{"A:B:C:D"}}, "MODULE:LIST:KEY"},
		{Own{Keys: []string{"SIP CONFIG MODULE::Acme Mode"}}, "part of the path is empty"},
		{Own{Keys: []string{"SIP CONFIG MODULE: :Acme Mode"}}, "part of the path is empty"},
		{Own{Keys: []string{"SIP CONFIG MODULE:"}}, "part of the path is empty"},
		{Own{Keys: []string{"/sip/AcmeMode"}}, "part of the path is empty"},
		{Own{Keys: []string{"sip//AcmeMode"}}, "part of the path is empty"},
		{Own{Keys: []string{"sip/line/"}}, "part of the path is empty"},
		{Own{Keys: []string{"sip/line[1/AcmeMode"}}, "number of a list's entry"},
		{Own{Keys: []string{"sip/line1]/AcmeMode"}}, "number of a list's entry"},
		{Own{Keys: []string{"sip/line[]/AcmeMode"}}, "number of a list's entry"},
		{Own{Keys: []string{"sip/line[1-3]/AcmeMode"}}, "number of a list's entry"},
		{Own{Modules: []string{""}}, "empty"},
		{Own{Modules: []string{" ACME"}}, "white space"},
		{Own{Modules: []string{"<ACME CONFIG MODULE>"}}, "without its brackets"},
	} {
		_, err := New(Options{Own: c.own})
		var malformed *PatternError
		if !errors.As(err, &malformed) || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%q: %v, want %s", c.own, err, c.reason)
		}
	}
	for _, key := range []string{"*", "Acme Mode", "802.1P Acme", "P1 Busy N/A Line", "sip/line[12]/A", "sip/line[*]/A?", "sip.line.*.A", "M:L:K", "Büro"} {
		if err := CheckKeyPattern(key); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
}

func TestOwnKeyPatterns(t *testing.T) {
	text := cfgfile.Setting{Path: cfgfile.Path{Module: "SIP CONFIG MODULE", List: "SIP Line List", Index: 2, Key: "SIP2 Acme Mode"}}
	for _, c := range []struct {
		pattern string
		want    bool
	}{
		{"SIP2 Acme Mode", true},
		{"SIP* Acme Mode", true},
		{"SIP? Acme Mode", true},
		{"*", true},
		{"SIP? Acme", false},
		{"sip2 acme mode", false},
		{"SIP CONFIG MODULE:SIP Line List:SIP2 Acme Mode", true},
		{"SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode", true},
		{"SIP CONFIG MODULE:*:SIP2 Acme Mode", true},
		{"*:*:*", true},
		{"SIP CONFIG MODULE:SIP2 Acme Mode", false}, // the module's own setting
		{"SIP CONFIG MODULE:*", false},              // a * stays in its part
		{"*:SIP2 Acme Mode", false},
		{"TELE CONFIG MODULE:*:SIP2 Acme Mode", false},
		{"SIP CONFIG MODULE/SIP Line List/SIP2 Acme Mode", false},
	} {
		names, err := newOwnNames(Own{Keys: []string{"another", "SIP CONFIG MODULE:SIP Line List:SIP2 Acme Mood", c.pattern}})
		if err != nil {
			t.Fatal(err)
		}
		if got := names.hasKey(&text); got != c.want {
			t.Errorf("%q: %v", c.pattern, got)
		}
		if names.hasKey(&cfgfile.Setting{Path: cfgfile.Path{Module: "M", Key: "Zzzz"}}) != (c.pattern == "*") {
			t.Errorf("%q is a pattern of M:Zzzz", c.pattern)
		}
	}
}

// ownCases are files of each dialect with a module and keys that nobody knows.
var ownCases = []struct {
	name, src string
	own       Own
	want      []string // the rules that speak without Own, and those with it
	left      []string
}{
	{"text", modern("<NET CONFIG MODULE>", "MTU:1500", "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Acme Mode     :1", "SIP2 Acme Mode     :1", "SIP1 Acme Wood     :1"),
		Own{Keys: []string{"SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode"}}, []string{"FV302", "FV302", "FV302"}, []string{"FV302"}},
	{"sysconf", sysconf(`<sip><line index="1"><AcmeMode>1</AcmeMode></line>`, `<line index="2"><AcmeMode>1</AcmeMode></line></sip>`),
		Own{Keys: []string{"sip/line[2]/AcmeMode"}}, []string{"FV302", "FV302"}, []string{"FV302"}},
	{"any entry of sysconf", sysconf(`<sip><line index="1"><AcmeMode>1</AcmeMode></line>`, `<line index="2"><AcmeMode>1</AcmeMode></line></sip>`),
		Own{Keys: []string{"sip/line[*]/AcmeMode"}}, []string{"FV302", "FV302"}, nil},
	{"xml-legacy", xmlLegacy("<SIP_CONFIG_MODULE><Acme_Mode>1</Acme_Mode></SIP_CONFIG_MODULE>"),
		Own{Keys: []string{"SIP_CONFIG_MODULE/Acme_Mode"}}, []string{"FV302"}, nil},
	{"a misplaced key", legacy("<TELE CONFIG MODULE>", "SIP1 Register Addr :x"),
		Own{Keys: []string{"SIP1 Register Addr"}}, []string{"FV303"}, nil},
	{"a key of another generation", modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwd       :x"),
		Own{Keys: []string{"SIP? Register Pwd"}}, []string{"FV304"}, nil},
	{"a module", legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :32", "<ACME CONFIG MODULE>", "Acme Mode          :1"),
		Own{Modules: []string{"ACME CONFIG MODULE"}}, []string{"FV301"}, nil},
	{"modules by pattern", sysconf("<acmeOne><Mode>1</Mode></acmeOne><acmeTwo><Mode>1</Mode></acmeTwo><acne><Mode>1</Mode></acne>"),
		Own{Modules: []string{"acme*"}}, []string{"FV301", "FV301", "FV301"}, []string{"FV301"}},
	{"a module of another generation", legacy("<GLOBAL CONFIG MODULE>", "Time Zone          :3", "<NET CONFIG MODULE>", "MTU                :1"),
		Own{Modules: []string{"NET CONFIG MODULE"}}, []string{"FV304"}, nil},
	{"keys in a known module that is one's own", modern("<NET CONFIG MODULE>", "MTU:1500", "<SIP CONFIG MODULE>", "Acme Mode          :1"),
		Own{Modules: []string{"SIP CONFIG MODULE"}}, []string{"FV302"}, nil},
}

func TestOwn(t *testing.T) {
	for _, c := range ownCases {
		t.Run(c.name, func(t *testing.T) {
			if got := idsOf(linterOf(t, Options{}).Lint("office.cfg", []byte(c.src))); !slices.Equal(got, c.want) {
				t.Fatalf("%v without Own, want %v", got, c.want)
			}
			linter := linterOf(t, Options{})
			var err error
			if linter.own, err = newOwnNames(c.own); err != nil {
				t.Fatal(err)
			}
			if got := idsOf(linter.Lint("office.cfg", []byte(c.src))); !slices.Equal(got, c.left) {
				t.Errorf("%v, want %v", got, c.left)
			}
		})
	}
}

// FuzzOwnPattern compares the matching of patterns with that of regular expressions.
func FuzzOwnPattern(f *testing.F) {
	for _, seed := range [][2]string{
		{"*", ""}, {"a*b*c", "abxbc"}, {"*x*:y", "axbx:y"}, {"*:a*b", "p:q:ab"}, {"?", "ä"}, {"a?b", "a:b"}, {"a?*", "aéb"}, {"**", "::"}, {"a[*]", "a[12]"}, {"*a", "b:a"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if len(pattern) > 64 || len(name) > 256 {
			return // long ones tell nothing more
		}
		expression := strings.NewReplacer(`\*`, `[^:]*`, `\?`, `[^:]`).Replace(regexp.QuoteMeta(pattern))
		like, err := regexp.Compile(`(?s)\A` + expression + `\z`)
		if err != nil {
			return // not UTF-8
		}
		if got, want := matches(pattern, name, ':'), like.MatchString(name); got != want {
			t.Errorf("pattern %q, name %q: %v, want %v", pattern, name, got, want)
		}
	})
}

// BenchmarkOwn measures what one's own keys add for a file in which no key is known.
func BenchmarkOwn(b *testing.B) {
	lines := []string{"<NET CONFIG MODULE>", "MTU:1500", "<SIP CONFIG MODULE>"}
	for i := range 1000 {
		lines = append(lines, strings.Repeat("Q", 1+i%7)+" Acme Mode  :1")
	}
	file, err := cfgfile.Parse([]byte(modern(lines...)))
	if err != nil {
		b.Fatal(err)
	}
	names, err := newOwnNames(Own{Keys: []string{"SIP CONFIG MODULE:Zzzz", "SIP CONFIG MODULE:* Acme Food", "SIP CONFIG MODULE:Q* Acme Mode"}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range file.Settings() {
			names.hasKey(&s)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(file.Len()), "ns/setting")
}
