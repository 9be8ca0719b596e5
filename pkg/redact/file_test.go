package redact

import (
	"errors"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/planted"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// onlyMarked returns the text of a file without what the dictionary marks, all else shown.
func onlyMarked(file *cfgfile.File) string {
	m := marks{table: catalog.For(file.Dialect())}
	return m.find(file).result(file.Source()).String()
}

func TestFile(t *testing.T) {
	for _, c := range []struct{ name, src, key, value string }{
		{"a password", planted.Legacy("<MMI CONFIG MODULE>", "Account1 Password  :planted"), "Account1 Password", Mark},
		{"no password", planted.Legacy("<MMI CONFIG MODULE>", "Account1 Password  :"), "Account1 Password", ""},
		{"a name", planted.Legacy("<PHONE CONFIG MODULE>", "LCD Title          :Office"), "LCD Title", "Office"},
		{"a misspelt key", planted.Legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pwwd :planted"), "SIP1 Register Pwwd", Mark},
		{"credentials", planted.Legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :http://jo:planted@h/b.csv"), "Auto Pbook Url", "http://" + Mark + "@h/b.csv"},
		{"a fused line", planted.Legacy("<PHONE CONFIG MODULE>", "LCD Title          :OfficeAccount1 Password  :planted"), "LCD Title", Mark},
		{"marks of XML", planted.Sysconf("<phone><LCDTitle>a &amp; b</LCDTitle></phone>"), "LCDTitle", "a & b"},
		{"a secret in XML", planted.Sysconf(`<sip><line index="1"><RegisterPswd>a &amp; b</RegisterPswd></line></sip>`), "RegisterPswd", Mark},
	} {
		f, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		s := f.Setting(0)
		m := NewFile(f)
		if key, value := m.Key(&s), m.Value(&s); key != c.key || value != c.value {
			t.Errorf("%s: %q = %q", c.name, key, value)
		}
	}
	// A password that goes on in the next line is read as a key there.
	f, err := cfgfile.Parse([]byte(planted.Legacy("<MMI CONFIG MODULE>", "Account1 Password  :plan", "ted:more")))
	if err != nil {
		t.Fatal(err)
	}
	s := f.Setting(1)
	if m := NewFile(f); m.Key(&s) != Mark || m.Value(&s) != Mark {
		t.Errorf("%q = %q", m.Key(&s), m.Value(&s))
	}
}

// markedKeys returns the keys that the dictionary marks as secret.
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
			src := planted.FileOf(e, number, e.KeyAt(number), planted.Password)
			file, err := cfgfile.Parse([]byte(src))
			if err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			for _, s := range file.Settings() {
				if _, known := catalog.For(e.Dialect()).Lookup(s.Module, s.List, s.Key); !known {
					t.Errorf("%s: the dictionary does not know it in\n%s", e.Path(), src)
				}
			}
			shown := onlyMarked(file)
			if planted.Leaks(shown) || !strings.Contains(shown, Mark) {
				t.Errorf("%s: the mark shows it:\n%s", e.Path(), shown)
			}
			if planted.Leaks(String(src)) {
				t.Errorf("%s: String shows it:\n%s", e.Path(), String(src))
			}
		}
	}
}

// TestHideMarkedOnly checks what the mark leaves alone, and that it hides all lines of
// a value.
func TestHideMarkedOnly(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{planted.Sysconf("<sip><line index=\"1\"><RegisterPswd>a\nb", " \nc</RegisterPswd><RegisterAddr>d</RegisterAddr></line></sip>"),
			planted.Sysconf("<sip><line index=\"1\"><RegisterPswd>" + Mark + "\n" + Mark + "\n \n" + Mark + "</RegisterPswd><RegisterAddr>d</RegisterAddr></line></sip>")},
		{planted.Sysconf("<sip><line index=\"1\"><RegisterPswd></RegisterPswd><RegisterPswd/></line></sip>"), ""},
		{planted.Legacy("<TELE CONFIG MODULE>", "Conf DTMF Code     :*3", "Hold DTMF Code     :"), ""},
		{planted.Legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Keep AUTH     :1", "SIP100 Register Psw:x", "SIP1 Register User :1001"),
			planted.Legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Keep AUTH     :1", "SIP100 Register Psw:"+Mark, "SIP1 Register User :1001")},
	} {
		if c.want == "" {
			c.want = c.src
		}
		file, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		if got := onlyMarked(file); got != c.want {
			t.Errorf("%q\nbecame %q\nwant   %q", c.src, got, c.want)
		}
	}
}

// TestHideSlips checks keys of secrets with one letter left out or doubled.
func TestHideSlips(t *testing.T) {
	for _, e := range markedKeys(t) {
		key := e.KeyAt("1")
		for i := len(key) / 2; i < len(key); i++ {
			for _, slip := range []string{key[:i] + key[i+1:], key[:i+1] + key[i:]} {
				if planted.Leaks(String(planted.FileOf(e, "1", slip, planted.Password))) {
					t.Errorf("%s as %q: it is shown", e.Path(), slip)
				}
			}
		}
	}
}

// TestHideBehindMarked checks that what goes on behind a value that only the mark
// hides is hidden, too.
func TestHideBehindMarked(t *testing.T) {
	lines := []string{"<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP100 Register Psw:x", planted.Password, "SIP100 Register Add:host", "host", "SIP101 Register Psw:x", planted.Password}
	src := planted.Legacy(lines...)
	lines[2], lines[3], lines[6], lines[7] = "SIP100 Register Psw:"+Mark, Mark, "SIP101 Register Psw:"+Mark, Mark
	want := planted.Legacy(lines...)
	if got := String(src); got != want {
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
			src := planted.FileOf(e, "1", e.KeyAt("1"), "Zi7")
			file, err := cfgfile.Parse([]byte(src))
			if err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			if shown := String(src); shown != src {
				t.Errorf("%v: %s is hidden:\n%s", d, e.Path(), shown)
			}
			shown := NewFile(file)
			for _, s := range file.Settings() {
				if shown.Key(&s) != s.Key || shown.Value(&s) != s.Value {
					t.Errorf("%v: %s is masked: %s = %s", d, e.Path(), shown.Key(&s), shown.Value(&s))
				}
			}
		}
	}
	if named == 0 {
		t.Error("no name sounds like a secret's")
	}
}

// broken returns a file in which a password goes on in the next line, where it is read as
// a key.
func broken(t *testing.T) *cfgfile.File {
	t.Helper()
	f, err := cfgfile.Parse([]byte(planted.Legacy("<MMI CONFIG MODULE>", "Account1 Password  :plan", "ted:more", "Time Zone          :32")))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestHiddenKeys(t *testing.T) {
	file := broken(t)
	f := NewFile(file)
	var keys []string
	for s := range f.HiddenKeys() {
		keys = append(keys, s.Key+" as "+f.Path(s))
	}
	if len(keys) != 1 || keys[0] != "ted as MMI CONFIG MODULE:"+Mark {
		t.Errorf("hidden: %q", keys)
	}
	last := file.Setting(file.Len() - 1)
	if f.HidesKey(&last) || f.HidesValue(&last) || f.Path(&last) != last.Path.String() {
		t.Errorf("%s is hidden", last.Path.String())
	}
}

func TestHidesName(t *testing.T) {
	f := NewFile(broken(t))
	for _, c := range []struct {
		name string
		line int
		want bool
	}{
		{"ted", 4, true}, {"plan", 3, true}, {"Account1", 3, false}, {"Time Zone", 5, false}, {"ted", 5, false}, {"ted", 0, false}, {"ted", 99, false}, {"", 4, false},
	} {
		if got := f.HidesName(c.name, c.line); got != c.want {
			t.Errorf("%q on line %d: %v", c.name, c.line, got)
		}
	}
	for message, want := range map[string]bool{`the name "ted" is none`: true, `"Time" and "MODULE"`: false, "nowhere": false, "": false} {
		if got := f.HidesNameIn(message); got != want {
			t.Errorf("%q: %v", message, got)
		}
	}
}

func TestError(t *testing.T) {
	f := NewFile(broken(t))
	path, plain := errors.New("no setting Menu Password:x2; near: ted"), errors.New("disk full")
	if err := f.Error(plain, "Time Zone"); err != plain {
		t.Errorf("%v", err)
	}
	named := errors.New("@web.password1: the file has no such setting")
	if err := f.Error(named, "@web.password1"); err != named {
		t.Errorf("a neutral name is hidden: %v", err)
	}
	err := f.Error(errors.Join(path, plain), "Menu Password:x2")
	if want := "no setting Menu Password:" + Mark + "; near: " + Mark + "\ndisk full"; err.Error() != want || !errors.Is(err, path) {
		t.Errorf("%v", err)
	}
}

// TestHidesValue has values of which nothing is shown, and what is shown of the others.
func TestHidesValue(t *testing.T) {
	mmi := func(line string) string { return planted.Legacy("<MMI CONFIG MODULE>", line) }
	phone := func(element string) string { return planted.Sysconf("<phone>" + element + "</phone>") }
	for _, c := range []struct {
		name, src string
		hides     bool
		shown     string
	}{
		{"a secret", mmi("Account1 Password  :x"), true, Mark},
		{"none", mmi("Account1 Password  :"), true, ""},
		{"one like credentials", mmi("Account1 Password  :a:b@c"), true, Mark},
		{"one like credentials, in XML", phone("<MenuPassword>a:b&#64;c</MenuPassword>"), true, Mark},
		{"a name behind an entity", phone("<LCDTitle>Pin&#58; x</LCDTitle>"), true, Mark},
		{"a name behind credentials", phone("<LCDTitle>http://a:b@c/Pin: x</LCDTitle>"), true, Mark},
		{"in a secret", phone("<Pswd><b>x</b></Pswd>"), true, Mark},
		{"credentials", phone("<LCDTitle>a:b&#64;c</LCDTitle>"), false, "a:" + Mark + "@c"},
		{"credentials that sound like a secret", mmi("Time Server        :a:secret@c"), false, "a:" + Mark + "@c"},
		{"a value", phone("<LCDTitle>a &#64; c</LCDTitle>"), false, "a @ c"},
		{"a broken line with two URLs", mmi("Web Urlhttp://a:x@b,http://c:y@d"), false, "//" + Mark + "@d"},
	} {
		file, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		f, s := NewFile(file), file.Setting(0)
		if got := f.Value(&s); f.HidesValue(&s) != c.hides || got != c.shown {
			t.Errorf("%s: %q is shown as %q, hidden %v", c.name, s.Value, got, f.HidesValue(&s))
		}
	}
}
