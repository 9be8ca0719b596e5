package redact

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/planted"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestStringHidesPlanted plants a password wherever one can stand, in the five dialects and
// in what is broken.
func TestStringHidesPlanted(t *testing.T) {
	files := planted.Files()
	t.Logf("%d files", len(files))
	for name, src := range files {
		if shown := String(src); planted.Leaks(shown) {
			t.Errorf("%s is shown:\n%s\nof\n%s", name, shown, src)
		}
		file, err := cfgfile.Parse([]byte(src))
		if err != nil {
			continue
		}
		f := NewFile(file)
		for _, s := range file.Settings() {
			if planted.Leaks(f.Key(&s) + f.Value(&s)) {
				t.Errorf("%s: %s is shown as %s = %s:\n%s", name, s.Path.String(), f.Key(&s), f.Value(&s), src)
			}
		}
	}
}

// TestStringShowsTheRest checks that no more is hidden than what is secret.
func TestStringShowsTheRest(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{planted.Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :a", "SIP1 Register TTL  :60", "MTU                :1"),
			planted.Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :"+Mark, "SIP1 Register TTL  :60", "MTU                :1")},
		{planted.Legacy("Menu Password:a", "Time Zone:1", "Menu Password:b"), planted.Legacy("Menu Password:"+Mark, "Time Zone:1", "Menu Password:"+Mark)},
		{planted.Legacy("Menu Password      :a", "--SIP Line List--  :", "Menu Password      :b", "<SIP CONFIG MODULE>", "Menu Password      :"),
			planted.Legacy("Menu Password      :"+Mark, "--SIP Line List--  :", "Menu Password      :"+Mark, "<SIP CONFIG MODULE>", "Menu Password      :")},
		{planted.Legacy("Url                :http://u:a@h/x", "Url                :http://h:80/x", "Sip Uri            :1001@pbx", "Mac                :$id@$ip"),
			planted.Legacy("Url                :http://"+Mark+"@h/x", "Url                :http://h:80/x", "Sip Uri            :1001@pbx", "Mac                :$id@$ip")},
		{planted.Legacy("Softkey Mode       :1", "AP Pswd Encryption :0", "PswDialMode        :1", "Memory Key 1       :x", "Bypass Proxy       :1", "Pass_Tone_Type     :1"), ""},
		{planted.Sysconf("<a><RegisterPswd>x</RegisterPswd><b>1</b></a>"), planted.Sysconf("<a><RegisterPswd>" + Mark + "</RegisterPswd><b>1</b></a>")},
		{planted.Sysconf("<a><RegisterPswd></RegisterPswd><RegisterPswd/><b>1</b></a>"), ""},
		{planted.Sysconf("<a><RegisterPswd>x", "y</RegisterPswd><b>1</b></a>"), planted.Sysconf("<a><RegisterPswd>"+Mark, Mark+"</RegisterPswd><b>1</b></a>")},
		{planted.Sysconf(`<a><b pin="1" index="2">c</b><d>e</d></a>`), planted.Sysconf(`<a><b` + Mark + `>` + Mark + `</b><d>e</d></a>`)},
		{planted.Sysconf("<a><Pswd>x</other><b>1</b></a>", "<b>1</b>"), planted.Sysconf("<a><Pswd>"+Mark, "<b>1</b>")},
		{planted.Sysconf("<a><Pswd>x</other>", "<c>1</c></a>"), planted.Sysconf("<a><Pswd>"+Mark, "<c>1</c></a>")},
		{planted.Sysconf("<a><Url>http://u:p@h/</Url></a>"), planted.Sysconf("<a><Url>http://" + Mark + "@h/</Url></a>")},
		{planted.XMLLegacy("<!-- a --><M><b>1 < 2</b><c>{x}</c></M>"), ""},
		{planted.Dotted("sip.line.1.RegPswd = x", "sip.line.1.Port=5060", "# note"), planted.Dotted("sip.line.1.RegPswd ="+Mark, "sip.line.1.Port=5060", "# note")},
		{planted.Legacy("Ui font Color      :title:0xFFFFFF@ welcome:0x333333$0xFFFFFF@ list:0x444343"), ""},
		{planted.XMLLegacy("<M><Ui_font_Color>title:0xFFFFFF@ list:0x444343</Ui_font_Color></M>"), ""},
		{planted.Legacy("Ui font Color      :title:0xFFFFFF@host"), planted.Legacy("Ui font Color      :title:" + Mark + "@host")},
		{planted.Legacy("Ui font Color      :jo:0xFFFFFFFF@ list:0x444343"), planted.Legacy("Ui font Color      :jo:" + Mark + "@ list:0x444343")},
		{planted.Sysconf(`<sip><line index="1"><DisplayName>Schlüssel</DisplayName></line></sip>`), ""},
		{planted.Modern("<PHONE FEATURE MODULE>", "LCD Title          :Schlüssel", "SIP1 Schlüssel     :a"), planted.Modern("<PHONE FEATURE MODULE>", "LCD Title          :Schlüssel", "SIP1 Schlüssel     :"+Mark)},
		{"", ""},
		{"\n\r\n\r", ""},
	} {
		want := c.want
		if want == "" {
			want = c.src
		}
		if got := String(c.src); got != want {
			t.Errorf("%q\nbecame %q\nwant   %q", c.src, got, want)
		}
	}
}

// TestStringOfExamples checks that in real files just the secrets are hidden.
func TestStringOfExamples(t *testing.T) {
	tree := os.DirFS("../../examples")
	names, err := fs.Glob(tree, "*.[ctx]*")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cfgfile.Parse(data); err != nil {
			continue // a side file, of which nothing is shown
		}
		before, after := strings.Split(string(data), "\n"), strings.Split(String(string(data)), "\n")
		if len(before) != len(after) {
			t.Fatalf("%s: %d lines became %d", name, len(before), len(after))
		}
		for i := range before {
			secret := strings.Contains(before[i], "example-only-") || strings.Contains(before[i], "example:example")
			if changed := before[i] != after[i]; changed != secret {
				t.Errorf("%s:%d: %q became %q", name, i+1, before[i], after[i])
			}
		}
	}
}

// TestLines has the lines of a text by their parts, and by an offset in them.
func TestLines(t *testing.T) {
	src := bom + "<a><Pswd>xÜ</Pswd><Url>http://u:p@h/</Url></a>\r\n\n<b>1</b>"
	text := NewText(src)
	want := []Line{
		{[]string{bom + "<a><Pswd>", "</Pswd><Url>http://", "@h/</Url></a>\r\n"}, []string{"xÜ", "u:p"}},
		{Shown: []string{"\n"}}, {Shown: []string{"<b>1</b>"}},
	}
	lines := text.Lines()
	if !slices.EqualFunc(lines, want, func(a, b Line) bool { return slices.Equal(a.Shown, b.Shown) && slices.Equal(a.Hidden, b.Hidden) }) {
		t.Errorf("%q, not %q", lines, want)
	}
	for offset, want := range map[string]struct {
		shown string
		mark  int
	}{
		"<a>": {"<a><Pswd>" + Mark + "</Pswd><Url>http://" + Mark + "@h/</Url></a>", 9}, "p@h": {"<a><Pswd>" + Mark + "</Pswd><Url>http://" + Mark + "@h/</Url></a>", 9},
		"1<": {"<b>1</b>", 8}, "\n<b": {"", 0},
	} {
		if shown, mark := text.LineAt(strings.Index(src, offset)); shown != want.shown || mark != want.mark {
			t.Errorf("at %q: %q, %d", offset, shown, mark)
		}
	}
	if shown, _ := text.LineAt(len(src)); shown != "<b>1</b>" {
		t.Errorf("at the end: %q", shown)
	}
}

func TestSideFile(t *testing.T) {
	for src, want := range map[string]string{
		"":                           "",
		bom + "name,work\r\nBob,1\n": bom + Mark + "\r\n" + Mark + "\n",
		"\n\nBob":                    "\n\n" + Mark,
	} {
		if got := NewSideFile(src).String(); got != want {
			t.Errorf("%q became %q", src, got)
		}
	}
}

func FuzzString(f *testing.F) {
	n := 0
	for _, src := range planted.Files() {
		if n++; n%40 == 0 {
			f.Add(src)
		}
	}
	f.Add(planted.Legacy("Menu Password:a"))
	f.Add(planted.Sysconf("<Pswd><![CDATA[a]]><!-- b --></Pswd>"))
	f.Add("<a <<b>Pswd\n=\r\r\n</")
	f.Fuzz(func(t *testing.T, src string) {
		text := NewText(src)
		shown := text.String()
		if strings.Count(shown, "\n") != strings.Count(src, "\n") {
			t.Errorf("%q became %q", src, shown)
		}
		if utf8.ValidString(src) && !utf8.ValidString(shown) {
			t.Errorf("%q is UTF-8 and %q is not", src, shown)
		}
		var whole, by strings.Builder
		for _, l := range text.Lines() {
			by.WriteString(l.String())
			for i, part := range l.Shown {
				whole.WriteString(part)
				if i < len(l.Hidden) {
					whole.WriteString(l.Hidden[i])
				}
			}
		}
		if whole.String() != src || by.String() != shown {
			t.Errorf("%q is %q by its lines, and is shown as %q, not %q", src, whole.String(), by.String(), shown)
		}
	})
}

func BenchmarkString(b *testing.B) {
	var lines []string
	for e := range catalog.For(catalog.TextModern).Entries() {
		lines = append(lines, e.KeyAt("1")+":"+strings.Repeat("1", 4))
	}
	for name, src := range map[string]string{"text": planted.Modern(lines...), "sysconf": planted.Sysconf(strings.Repeat("<a><b>1</b></a>\n", 4000))} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				String(src)
			}
		})
	}
}
