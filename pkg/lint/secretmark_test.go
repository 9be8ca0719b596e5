package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// fileOf makes a file of one setting in the place that an entry of the dictionary has.
func fileOf(e catalog.Entry, number, key, value string) string {
	scope := e.Scope()
	switch list := strings.ReplaceAll(scope.List(), "N", number); e.Dialect() {
	case catalog.TextLegacy, catalog.TextModern:
		lines := []string{"<" + e.Module() + ">", fmt.Sprintf("%-19s:%s", key, value)}
		if list != "" {
			lines = []string{lines[0], fmt.Sprintf("%-19s:", "--"+scope.List()+"--"), lines[1]}
		}
		if e.Dialect() == catalog.TextLegacy {
			return legacy(lines...)
		}
		return modern(lines...)
	case catalog.XMLLegacy:
		lines := []string{"<" + key + ">" + value + "</" + key + ">"}
		if name, indexed := strings.CutSuffix(scope.List(), "[N]"); indexed {
			entry := name + "_Entry"
			lines = []string{"<" + name + "><" + entry + "><ID>X" + number + "</ID>", lines[0], "</" + entry + "></" + name + ">"}
		}
		return xmlLegacy("<"+e.Module()+">", strings.Join(lines, "\n"), "</"+e.Module()+">")
	case catalog.Sysconf:
		lines := inElements(scope, number, []string{"<" + key + ">" + value + "</" + key + ">"})
		return sysconf("<"+e.Module()+">", strings.Join(lines, "\n"), "</"+e.Module()+">")
	default:
		path := strings.ReplaceAll(strings.TrimSuffix(e.Path(), e.Key()), ".N.", "."+number+".") + key
		return dotted(path+" = "+value, path+"="+value)
	}
}

// markedKeys gives the keys that the dictionary marks as secret.
func markedKeys(t *testing.T) (marked []catalog.Entry) {
	t.Helper()
	for _, d := range catalog.Dialects() {
		before := len(marked)
		for e := range catalog.For(d).Entries() {
			if e.Secret() {
				marked = append(marked, e)
			}
		}
		if len(marked) == before {
			t.Errorf("%v: no key is marked", d)
		}
	}
	return marked
}

// TestHideMarked checks that the dictionary's mark hides the value of every key that
// bears it, by itself: the names of secrets are left out of it. With a long number,
// text-legacy cuts the end of the key off that would tell.
func TestHideMarked(t *testing.T) {
	for _, e := range markedKeys(t) {
		for _, number := range []string{"1", "12", "123", "1234"} {
			src := fileOf(e, number, e.KeyAt(number), planted)
			file, err := cfgfile.Parse([]byte(src))
			if err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			for _, s := range file.Settings() {
				if _, known := catalog.For(e.Dialect()).Lookup(s.Module, s.List, s.Key); !known {
					t.Errorf("%s: the dictionary does not know it in\n%s", e.Path(), src)
				}
			}
			shown := hideMarked(file).text
			if leaks(shown) || !strings.Contains(shown, blot) {
				t.Errorf("%s: the mark shows it:\n%s", e.Path(), shown)
			}
			if leaks(HideSecrets(src)) {
				t.Errorf("%s: HideSecrets shows it:\n%s", e.Path(), HideSecrets(src))
			}
		}
	}
}

// TestHideMarkedOnly checks what the mark leaves alone, and that it hides all lines of
// a value.
func TestHideMarkedOnly(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{sysconf("<sip><line index=\"1\"><RegisterPswd>a\nb", " \nc</RegisterPswd><RegisterAddr>d</RegisterAddr></line></sip>"),
			sysconf("<sip><line index=\"1\"><RegisterPswd>" + blot + "\n" + blot + "\n \n" + blot + "</RegisterPswd><RegisterAddr>d</RegisterAddr></line></sip>")},
		{sysconf("<sip><line index=\"1\"><RegisterPswd></RegisterPswd><RegisterPswd/></line></sip>"), ""},
		{legacy("<TELE CONFIG MODULE>", "Conf DTMF Code     :*3", "Hold DTMF Code     :"), ""},
		{legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Keep AUTH     :1", "SIP100 Register Psw:x", "SIP1 Register User :1001"),
			legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Keep AUTH     :1", "SIP100 Register Psw:"+blot, "SIP1 Register User :1001")},
	} {
		if c.want == "" {
			c.want = c.src
		}
		file, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if got := hideMarked(file).text; got != c.want {
			t.Errorf("%q\nbecame %q\nwant   %q", c.src, got, c.want)
		}
	}
}

// TestHideSlips checks keys of secrets with one letter left out or doubled.
func TestHideSlips(t *testing.T) {
	linter := mustNew(t, Options{Excerpts: true, Only: []string{"FV302"}})
	spoken := 0
	for _, e := range markedKeys(t) {
		key := e.KeyAt("1")
		for i := len(key) / 2; i < len(key); i++ {
			for _, slip := range []string{key[:i] + key[i+1:], key[:i+1] + key[i:]} {
				src := fileOf(e, "1", slip, planted)
				if leaks(HideSecrets(src)) {
					t.Errorf("%s as %q: HideSecrets shows it", e.Path(), slip)
				}
				for _, f := range linter.Lint("office.cfg", []byte(src)) {
					spoken++
					if leaks(f.Excerpt + f.Message) {
						t.Errorf("%s as %q: %s %s", e.Path(), slip, f.Message, f.Excerpt)
					}
				}
			}
		}
	}
	if spoken == 0 {
		t.Error("no finding speaks of a slip")
	}
}

// TestHideBehindMarked checks that what goes on behind a value that only the mark
// hides is hidden, too.
func TestHideBehindMarked(t *testing.T) {
	src := legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP100 Register Psw:x", planted, "SIP100 Register Add:host")
	want := legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP100 Register Psw:"+blot, blot, "SIP100 Register Add:host")
	if got := HideSecrets(src); got != want {
		t.Errorf("%q\nbecame %q", src, got)
	}
}

// TestShowKnown checks that no key is hidden that the dictionary knows as no secret's,
// however its name sounds: "Agent Popup Password" is a flag.
func TestShowKnown(t *testing.T) {
	named := 0
	for _, d := range catalog.Dialects() {
		for e := range catalog.For(d).Entries() {
			if e.Secret() || e.Kind() == catalog.Unknown {
				continue
			}
			if catalog.IsSecret(e.Key()) {
				named++
			}
			src := fileOf(e, "1", e.KeyAt("1"), "Zi7")
			file, err := cfgfile.Parse([]byte(src))
			if err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			if shown := HideSecrets(src); shown != src {
				t.Errorf("%v: %s is hidden:\n%s", d, e.Path(), shown)
			}
			mask := NewMasker(file)
			for _, s := range file.Settings() {
				if mask.Key(&s) != s.Key || mask.Value(&s) != s.Value {
					t.Errorf("%v: %s is masked: %s = %s", d, e.Path(), mask.Key(&s), mask.Value(&s))
				}
			}
		}
	}
	if named == 0 {
		t.Error("no name sounds like a secret's")
	}
}
